"""A ticket desk in memory that can be read and has no way to be written to."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from csm_cli.domain.errors import CsmError, NotFound
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import (
    Conversation,
    DeskOrganization,
    Entry,
    Group,
    Marker,
    Option,
    Person,
    Ticket,
)
from tests.domain.forms import ORGANIZATION_ID, Form, body

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
MARKER = Marker(17, "esc.", Option("Escalated", "escalated"))
THEO = Person(1, "Theo Okonkwo", "theo@hedgebox.example", "customer")
ADA = Person(2, "Ada Park", "ada.park@posthog.example")
ROBOT = Person(-1, "the system", None, "system")
FORM = Form(3, "The recording stops.\n\nThanks\nTheo", "Hedgebox Inc", "web", 48113, "US")


def ticket(**kept: Any) -> Ticket:
    """An open ticket of Hedgebox's from the newest form, with some things otherwise."""
    told: dict[str, Any] = {
        "number": 48213,
        "url": "https://posthoghelp.zendesk.com/agent/tickets/48213",
        "subject": "Bug Report: Session replay (6173279f-9f19-4d21-8696-a50761534bcb)",
        "status": "open",
        "version": "v",
        "created_at": NOW - timedelta(days=2),
        "updated_at": NOW - timedelta(hours=20),
        "read_at": NOW,
        "tags": ("plan_enterprise",),
        "requester": THEO,
        "group": Group(360, "Support"),
        "organization": DeskOrganization(3, "Hedgebox Inc", ORGANIZATION_ID),
        "organization_id": ORGANIZATION_ID,
        "severity": "high",
        "area": "session_replay",
        "account_owner": "Robin Vale",
        "fields": {MARKER.field_id: None},
        "description": body(FORM),
        **kept,
    }
    return Ticket(**told)


def entry(number: int, author: Person, text: str, hours: float, **kept: Any) -> Entry:
    """An entry of so many hours ago; public unless told otherwise."""
    return Entry(
        number, author, kept.pop("private", False), text, NOW - timedelta(hours=hours), **kept
    )


FIRST = entry(1, THEO, body(FORM), 48)


class ReadableDesk:
    """One ticket with its entries, newest first; records what was asked of it.

    Args:
        only: The ticket.
        entries: Its conversation.
        page: How many entries the desk gives at a time.
        marker: The escalation switch, or the error that looking for it ends in.
    """

    def __init__(
        self,
        only: Ticket,
        entries: Sequence[Entry] = (FIRST,),
        *,
        page: int = 100,
        marker: Marker | CsmError = MARKER,
    ) -> None:
        self.asked: list[str] = []
        self._ticket = only
        self._entries = tuple(entries)
        self._page = page
        self._marker = marker

    def expect(self, ref: TicketRef) -> None:
        """Note that its entries will be asked for."""
        self.asked.append(f"expect {ref.number}")

    def ticket(self, ref: TicketRef) -> Ticket:
        """The one ticket; any other is missing."""
        self.asked.append("ticket")
        if ref.number != self._ticket.number:
            raise NotFound(f"there is no ticket {ref.number}")
        return self._ticket

    def conversation(
        self,
        number: int,
        *,
        newest: int | None = None,
        until: Callable[[Entry], bool] | None = None,
    ) -> Conversation:
        """The entries page by page, as far as they are wanted."""
        assert number == self._ticket.number
        assert newest is None
        read: list[Entry] = []
        for start in range(0, len(self._entries), self._page):
            self.asked.append("page")
            page = self._entries[start : start + self._page]
            read += page
            if until is not None and any(until(each) for each in page):
                break
        return Conversation(tuple(read), len(read) == len(self._entries))

    def marker(self, *, fresh: bool = False) -> Marker:
        """The switch, or its error."""
        assert not fresh
        self.asked.append("marker")
        if isinstance(self._marker, CsmError):
            raise self._marker
        return self._marker
