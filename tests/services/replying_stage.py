"""A reply on its way in memory: the writable desk, an outlet on it, a journal, and the service."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from csm_cli.adapters.defaults import load
from csm_cli.domain.errors import (
    Conflict,
    Limited,
    OutcomeUnknown,
    Refused,
    Unexpected,
    Withheld,
)
from csm_cli.domain.history import ANSWERED
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.replies import Prepared, Reply, Sent
from csm_cli.domain.reply_rules import Internal
from csm_cli.domain.tickets import Entry, Me, Receipt, Request
from csm_cli.services.ports import Held
from csm_cli.services.reply_delivery import Wait
from csm_cli.services.replying import Replying, Rules
from csm_cli.services.replying_ports import Delivered, UndecidedReply
from tests.services.writable_desk import ROBIN, Clock, WritableDesk

NUMBER = 48213
ONE = TicketRef(NUMBER)
TEXT = "Hi Theo,\n\nI can see it too, and I am on it."


class MemoryOutlet:
    """Carries replies out on the desk.

    `mishaps` are what becomes of the next ones: `lost`, `dropped`, `withheld`, `withheld-lost`,
    `refused`, `fine`. `before` is what happens first.
    """

    def __init__(self, desk: WritableDesk) -> None:
        self.desk = desk
        self.mishaps: list[str] = []
        self.sent: list[Reply] = []
        self.while_waiting: list[Callable[[], object]] = []
        self.while_refused: list[Callable[[], object]] = []

    def requests(self, reply: Reply) -> Sequence[Request]:
        """The reply itself, as a request."""
        return [Request("PUT", f"/{reply.ticket}", {"ticket": {"body": reply.text}})]

    def ready(self, reply: Reply) -> None:  # noqa: ARG002 - of the port
        """The desk takes everything at once, unless a test has something happen here."""
        for happens in self.while_waiting:
            happens()

    @contextmanager
    def holding(self, held: Held) -> Iterator[None]:
        """Within the block a refusal for now is held so."""
        self.held = held
        yield

    def apply(self, reply: Reply) -> Delivered:
        """Carry it out, unless a mishap comes first."""
        if self.while_refused:
            with self.held(Limited.code):
                for happens in self.while_refused:
                    happens()
        for happens in self.desk.before_apply:
            happens()
        self.desk.before_apply.clear()
        self.sent.append(reply)
        mishap = self.mishaps.pop(0) if self.mishaps else "fine"
        if mishap == "refused":
            raise Refused("the desk said no")
        if mishap == "dropped":
            raise OutcomeUnknown("no answer", request_id="r1")
        if self.desk.tickets[reply.ticket].version != reply.version:
            raise Conflict("the ticket changed")
        private = "withheld" in mishap
        entry = self.desk.note(
            reply.ticket, self.desk.who.person, reply.text, mark=reply.mark, private=private
        )
        if reply.status:
            self.desk.change(reply.ticket, status=reply.status)
        if "lost" in mishap:
            raise OutcomeUnknown("no answer", request_id="r1")
        if private:
            raise Withheld.of(reply.ticket, entry.id)
        now = self.desk.tickets[reply.ticket]
        return Delivered(Receipt(entry, now.updated_at), now.status)


class MemoryReplies:
    """A journal of replies in memory; a `broken` one takes nothing more."""

    def __init__(self) -> None:
        self.broken = False
        self.began: dict[str, Reply] = {}
        self.outcomes: dict[str, tuple[str, str]] = {}
        self.sendings: dict[str, int] = {}
        self.requests: list[str] = []

    def begin(self, reply: Reply) -> None:
        """Record a reply."""
        self._check()
        self.began[reply.mark.operation_id] = reply
        self.sendings[reply.mark.operation_id] = 1

    def again(self, operation_id: str) -> bool:
        """Count the sendings."""
        self.sendings[operation_id] += 1
        return operation_id not in self.outcomes

    def reopen(self, reply: Reply) -> None:
        """Record a reply anew."""
        self._check()
        del self.outcomes[reply.mark.operation_id]

    def asked(self, operation_id: str, request_id: str) -> None:
        """Record the id of a request."""
        self.requests.append(f"{operation_id} {request_id}")

    def settle(
        self,
        operation_id: str,
        outcome: str,
        receipt: Receipt | None = None,  # noqa: ARG002 - of the port
        *,
        how: str = ANSWERED,
        note_id: int | None = None,  # noqa: ARG002
        request_id: str | None = None,  # noqa: ARG002
    ) -> None:
        """Record what became of it."""
        self._check()
        self.outcomes[operation_id] = (outcome, how)

    def _check(self) -> None:
        if self.broken:
            raise Unexpected("the disk is full")

    def undecided(self, ticket: int) -> Sequence[UndecidedReply]:
        """What has no outcome yet."""
        return [
            UndecidedReply(reply, "2026-11-23 10:00:00 UTC")
            for operation_id, reply in self.began.items()
            if operation_id not in self.outcomes and reply.ticket == ticket
        ]


class Stage:
    """One ticket, and whoever replies to it."""

    def __init__(self, access: str = "full", **ticket: Any) -> None:
        self.clock = Clock()
        self.desk = WritableDesk(self.clock, Me(ROBIN, access))
        if ticket.pop("there", True):
            self.desk.add(NUMBER, **ticket)
        self.outlet = MemoryOutlet(self.desk)
        self.journal = MemoryReplies()
        self.told: list[str] = []
        self._ids = iter(f"op{number}" for number in range(1, 99))
        facts = load()
        self.service = Replying(
            self.desk,
            self.outlet,
            self.journal,
            Rules(
                Internal.of(facts, "https://desk.example"),
                lambda text: ["a secret in line 1 of the reply"] if "phx_" in text else [],
                1000,
                facts["sending"],
            ),
            Wait(3.0, self.clock.sleep, self.told.append),
            lambda: next(self._ids),
        )

    def prepared(self, text: str = TEXT, status: str | None = None) -> Prepared:
        """The reply, prepared."""
        return self.service.prepare(ONE, text, status=status)

    def sent(self, text: str = TEXT, status: str | None = None) -> Sent:
        """The reply, sent."""
        found = self.service.send(self.prepared(text, status))
        assert isinstance(found, Sent)
        return found

    def public(self) -> list[Entry]:
        """The public entries on the desk, by csm."""
        return [each for each in self.desk.entries[NUMBER] if not each.private and each.mark]
