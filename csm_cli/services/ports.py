"""What the services need from the outside, in the domain's words.

Adapters fulfil these; tests fulfil them in memory. A service branches on values that come
through a port, never on which service stands behind it. Every method may raise
`NotSignedIn`, `NotAllowed` or `Unavailable`.
"""

from collections.abc import Sequence
from typing import Protocol

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

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket as it stands now, read without leaving a trace.

        Raises:
            NotFound: there is none, or it is not visible to this person.
            WrongUsage: the reference names another desk's host.
        """

    def conversation(self, number: int, *, newest: int | None = None) -> Conversation:
        """The ticket's entries, newest first: all of them, or at least the newest so many."""

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
