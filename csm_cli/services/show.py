"""Showing a ticket: everything a person asks first, in three requests at most, changing nothing."""

from collections.abc import Callable
from typing import Protocol

from csm_cli.domain import claims, context, overview
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.links import Sites
from csm_cli.domain.overview import Overview
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Conversation, Entry, Marker, Ticket


class ReadableDesk(Protocol):
    """The half of a `TicketDesk` that can't change anything; its methods are described there."""

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket as it stands now."""

    def conversation(
        self,
        number: int,
        *,
        newest: int | None = None,
        until: Callable[[Entry], bool] | None = None,
    ) -> Conversation:
        """The ticket's entries, newest first."""

    def marker(self, *, fresh: bool = False) -> Marker:
        """The desk's escalation switch."""


class Showing:
    """Reads tickets.

    Args:
        desk: The ticket desk's reading half.
        sites: PostHog's hosts, for the links.
        holding: What the names of holding organizations say, in lower case.
    """

    def __init__(self, desk: ReadableDesk, sites: Sites, holding: str) -> None:
        self._desk = desk
        self._sites = sites
        self._holding = holding

    def show(self, ref: TicketRef, *, whole: bool = False) -> Overview:
        """A ticket with its claim and last words; with `whole`, its whole conversation.

        A desk whose escalation switch can't be told is a warning here, not an error: the rest
        can be shown.

        Raises:
            NotFound: there is no such ticket.
            WrongUsage: the reference names another desk's host.
        """
        ticket = self._desk.ticket(ref)
        conversation = self._conversation(ticket.number, whole=whole)
        marker, unclear = self._marker()
        known = context.of(ticket, self._sites, self._holding)
        escalated = overview.escalated(ticket, marker)
        last, last_of_customer = overview.last_words(conversation.entries)
        return Overview(
            ticket=ticket,
            context=known,
            marker=marker,
            escalated=escalated,
            claim=claims.current_claim(conversation.entries),
            last_words=last,
            last_customer_words=last_of_customer,
            conversation=conversation,
            warnings=(*known.warnings, *overview.hidden(ticket, escalated), *unclear),
        )

    def _conversation(self, number: int, *, whole: bool) -> Conversation:
        """All of it, or back to the newest claim: a claim has no age limit."""
        if whole:
            return self._desk.conversation(number)
        return self._desk.conversation(number, until=claims.says_claim)

    def _marker(self) -> tuple[Marker | None, tuple[Notice, ...]]:
        try:
            return self._desk.marker(), ()
        except WrongUsage as problem:
            text = f"whether it is escalated is unknown: {problem.message}"
            return None, (Notice("escalation_unknown", text),)
