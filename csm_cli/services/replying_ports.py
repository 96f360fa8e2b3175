"""What replying to a customer needs from outside, apart from reading; no note goes this way."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from csm_cli.domain.history import ANSWERED
from csm_cli.domain.replies import Reply
from csm_cli.domain.tickets import Receipt, Request
from csm_cli.services.ports import Held


class Delivered(NamedTuple):
    """What the desk answered to a reply that it carried out, and the ticket's status by then."""

    receipt: Receipt
    status: str


class ReplyDesk(Protocol):
    """Where replies are sent."""

    def requests(self, reply: Reply) -> Sequence[Request]:
        """Exactly what `apply` would send, without sending it."""

    def ready(self, reply: Reply) -> None:
        """Wait until it may be sent; what is recorded after that is sent at once.

        Raises:
            Limited: that would take longer than may be waited.
            StoppedWaiting: a person's Ctrl-C.
        """

    def holding(self, held: Held) -> AbstractContextManager[None]:
        """Within the block `held` stands around each time in which `apply` has written nothing.

        Such is a wait after the desk refused for now.
        """

    def apply(self, reply: Reply) -> Delivered:
        """Send the reply once, whatever happens, and compare the answer with it.

        Raises:
            Conflict: the ticket changed since `reply.version`; nothing was sent.
            NotAllowed: the desk refused; nothing was sent.
            Withheld: it is there, and the customer can't read it.
            OutcomeUnknown: sent, and no answer tells whether it was carried out.
        """


class UndecidedReply(NamedTuple):
    """A reply of an earlier run of which nobody knows whether it was sent."""

    reply: Reply
    began_at: str


class ReplyJournal(Protocol):
    """The replies of this machine, in the same journal as all else; see `ports.Journal`."""

    def begin(self, reply: Reply) -> None:
        """Record a reply, on the disk before this returns.

        Raises:
            Unexpected: it can't be recorded; nothing may be sent then.
        """

    def again(self, operation_id: str) -> bool:
        """Record that it is sent once more; false if another run has settled it meanwhile."""

    def reopen(self, reply: Reply) -> None:
        """Record anew what was settled as not sent: it is going to be sent once more.

        Raises:
            Unexpected: it can't be recorded; nothing may be sent then.
        """

    def asked(self, operation_id: str, request_id: str) -> None:
        """Record the service's id of a request of which nobody knows what it did."""

    def settle(
        self,
        operation_id: str,
        outcome: str,
        receipt: Receipt | None = None,
        *,
        how: str = ANSWERED,
        note_id: int | None = None,
        request_id: str | None = None,
    ) -> None:
        """Record what became of it; the reply's text is dropped."""

    def undecided(self, ticket: int) -> Sequence[UndecidedReply]:
        """Earlier replies to the ticket, of any words, whose outcome is not known."""
