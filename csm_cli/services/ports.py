"""What the services need from the outside, in the domain's words.

Adapters fulfil these; tests fulfil them in memory. A service branches on values that come
through a port, never on which service stands behind it. Every method may raise
`NotSignedIn`, `NotAllowed` or `Unavailable`.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import (
    Conversation,
    Entry,
    Group,
    Marker,
    Me,
    Receipt,
    Request,
    Ticket,
    Write,
)


class TicketDesk(Protocol):
    """Where customers' tickets live."""

    def me(self, *, fresh: bool = False) -> Me:
        """Who is signed in; from the cache unless `fresh`."""

    def check(self, ref: TicketRef) -> None:
        """Say no to a ticket of another desk, without asking anybody.

        Raises:
            WrongUsage: the reference names another desk's host.
        """

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket as it stands now, read without leaving a trace.

        Raises:
            NotFound: there is none, or it is not visible to this person.
            WrongUsage: the reference names another desk's host.
        """

    def conversation(
        self,
        number: int,
        *,
        newest: int | None = None,
        until: Callable[[Entry], bool] | None = None,
    ) -> Conversation:
        """The ticket's entries, newest first: all of them, unless told when to stop.

        At least the `newest` so many, or all until one that `until` says yes to.
        """

    def groups(self, *, fresh: bool = False) -> Sequence[Group]:
        """The groups that tickets can be handed to; from the cache unless `fresh`."""

    def marker(self, *, fresh: bool = False) -> Marker:
        """The desk's escalation switch.

        Raises:
            WrongUsage: none fits, or several do; the message names what was found.
        """

    def requests(self, write: Write) -> Sequence[Request]:
        """Exactly what `apply` would send, without sending it."""

    def apply(self, write: Write) -> Receipt:
        """Send the write once, whatever happens, and compare the answer with it.

        Raises:
            Conflict: the ticket changed since `write.version`; nothing was written.
            NotAllowed: the desk refused; nothing was written.
            OutcomeUnknown: sent, and no answer tells whether it was carried out.
        """

    def find(self, number: int, operation_id: str) -> Entry | None:
        """The note that carries this operation's mark, among the newest entries; never cached."""


class Undecided(NamedTuple):
    """An intent of an earlier run of which nobody knows whether it was carried out."""

    write: Write
    began_at: str


class Journal(Protocol):
    """What csm meant to write on this machine, and what became of it."""

    def begin(self, write: Write, intent: str) -> None:
        """Record an intent, on the disk before this returns.

        Raises:
            Unexpected: it can't be recorded; nothing may be sent then.
        """

    def settle(self, operation_id: str, outcome: str, receipt: Receipt | None = None) -> None:
        """Record what became of it; the write's text is dropped."""

    def undecided(self, ticket: int, verb: str, intent: str) -> Sequence[Undecided]:
        """Earlier intents of the same ticket, verb and words whose outcome is not known."""
