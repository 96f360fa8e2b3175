"""What the services need from the outside, in the domain's words.

Adapters fulfil these; tests fulfil them in memory. A service branches on values that come
through a port, never on which service stands behind it. Every method may raise
`NotSignedIn`, `NotAllowed` or `Unavailable`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import NamedTuple, Protocol

from csm_cli.domain.attachments import Attachment
from csm_cli.domain.finding import Batch, Query
from csm_cli.domain.history import ANSWERED, Before, Happening, Intent
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.roles import Loan, Role
from csm_cli.domain.tickets import (
    Conversation,
    Entry,
    Group,
    Marker,
    Me,
    Person,
    Receipt,
    Request,
    Ticket,
    Write,
)

Held = Callable[[str], AbstractContextManager[None]]
"""What stands around a time in which nothing is on its way; it is given the outcome until then."""


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

    def fitted(self, write: Write) -> Write:
        """The write as the desk takes it. What fits already stays as it is.

        The note is as a reader gets it; of one that is too long the whole is a file.
        """

    def requests(self, write: Write) -> Sequence[Request]:
        """Exactly what `apply` would send, without sending it."""

    def ready(self, write: Write) -> None:
        """Wait until it may be sent; what is recorded after that is sent at once.

        Raises:
            Limited: that would take longer than may be waited.
            StoppedWaiting: a person's Ctrl-C.
        """

    def holding(self, held: Held) -> AbstractContextManager[None]:
        """Within the block `held` stands around each time in which `apply` has written nothing.

        Such are a wait after the desk refused for now, and whatever comes before the sending.
        """

    def apply(self, write: Write) -> Receipt:
        """Send the write once, whatever happens, and compare the answer with it.

        Raises:
            Conflict: the ticket changed since `write.version`; nothing was written.
            NotAllowed: the desk refused; nothing was written.
            OutcomeUnknown: sent, and no answer tells whether it was carried out.
        """

    def make_private(self, number: int, note_id: int) -> None:
        """Ask once that a public entry of a ticket becomes private; look at it to know.

        Raises:
            Refused: the desk said no; so do `NotAllowed` and `Unavailable`.
            OutcomeUnknown: sent; the answer does not tell.
        """

    def happenings(self, number: int, since: str | datetime) -> Sequence[Happening] | None:
        """What was done to the ticket since an operation or a moment, the newest first.

        Null if the desk doesn't tell this person, or doesn't show the operation.
        """

    def find(self, number: int, operation_id: str) -> Entry | None:
        """The note that carries this operation's mark, among the newest entries; never cached."""


class Writer(Protocol):
    """Turns what is known into a text, by a template that a user can replace."""

    def write(self, template: str, values: Mapping[str, object]) -> str:
        """The text.

        Raises:
            WrongUsage: the template is broken, or leaves out what the text has to say.
        """


class TicketFinder(Protocol):
    """Looking for tickets; what was written a moment ago may not be found yet."""

    def find(self, query: Query, most: int | None = None) -> Iterator[Batch]:
        """The tickets that fit, in batches as they arrive, each with its people and names.

        Each ticket once, in no promised order. With `most`, so many at the most, and the best
        fits of `words` first; without, all there are, however many.
        """


class Undecided(NamedTuple):
    """An intent of an earlier run of which nobody knows whether it was carried out.

    `began_at` is told to a person.
    """

    write: Write
    began_at: str


class Journal(Protocol):
    """What csm meant to write on this machine, and what became of it."""

    def begin(
        self, write: Write, intent: str, before: Before | None = None, undoes: str | None = None
    ) -> None:
        """Record an intent, on the disk before this returns.

        `before` is what the ticket was in what the write changes, `undoes` the operation that
        it takes back.

        Raises:
            Unexpected: it can't be recorded; nothing may be sent then.
        """

    def again(self, operation_id: str) -> bool:
        """Record that it is sent once more: from now on one refusal does not settle it.

        False if another run has settled it meanwhile: then it must not be sent.

        Raises:
            Unexpected: it can't be recorded; nothing may be sent then.
        """

    def reopen(self, write: Write, intent: str) -> None:
        """Record anew what was settled as not sent: it is going to be sent, once more or at last.

        Raises:
            Unexpected: it can't be recorded; nothing may be sent then.
        """

    def asked(self, operation_id: str, request_id: str) -> None:
        """Record the service's id of a request of which nobody knows what it did."""

    def public(self, operation_id: str, note_id: int) -> None:
        """Record that its note is there and may be public still; the intent stays undecided."""

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
        """Record what became of it, and how that became known; the write's text is dropped."""

    def undecided(self, ticket: int, verb: str, intent: str | None) -> Sequence[Undecided]:
        """Earlier intents of the same ticket, verb and words whose outcome is not known.

        Without an intent, those of any words.
        """


class History(Protocol):
    """The journal of all accounts on this machine, looked back on."""

    def entries(
        self,
        *,
        ticket: int | None = None,
        profile: str | None = None,
        account: str | None = None,
        undecided: bool = False,
    ) -> Sequence[Intent]:
        """The entries that fit, the newest first."""

    def planned(self, operation_id: str) -> Write | None:
        """The write of an undecided entry, with its note; null once that is dropped."""

    def version(self, operation_id: str) -> str | None:
        """The ticket's version that an undecided entry was planned on, whatever it writes."""

    def settle(
        self, operation_id: str, outcome: str, *, how: str, note_id: int | None = None
    ) -> bool:
        """Record what became of an undecided entry; false if that is known already."""

    def forget(self, operation_ids: Sequence[str]) -> None:
        """Erase these entries for good."""


class KeptFiles(Protocol):
    """Files of writes whose end nobody saw, kept on this machine for sending them again."""

    def keep(self, operation_id: str, file: Attachment) -> None:
        """Keep a file of an operation; on the disk before this returns.

        Raises:
            Unexpected: it can't be kept; nothing may be sent then.
        """

    def operations(self) -> Sequence[str]:
        """The operations of which files are kept."""

    def files(self) -> Sequence[Attachment]:
        """All of them, with their contents."""

    def forget(self, operation_ids: Iterable[str]) -> None:
        """Delete those of these operations.

        Raises:
            Unexpected: one can't be deleted.
        """


class RoleDesk(Protocol):
    """Where people's roles are kept; the desk's `me` says who is in which."""

    def roles(self) -> Sequence[Role]:
        """Every role of the desk; empty if it has none with a name, or doesn't tell."""

    @property
    def can_change(self) -> bool:
        """Whether an account that may change roles is configured; asks nobody."""

    def changer(self) -> Person | None:
        """Whose account would change roles; null if none is configured.

        Raises:
            NotSignedIn: one is, and the desk does not know it.
        """

    def requests(self, person: Person, role: Role) -> Sequence[Request]:
        """Exactly what `change` would send, without sending it."""

    def change(self, person: Person, role: Role) -> None:
        """Send the change of a role once, whatever happens.

        Raises:
            NotAllowed: the desk refused; nothing was changed.
            Unavailable: it takes no more requests, or was not reached; nothing was changed.
            OutcomeUnknown: sent, and no answer tells whether it was carried out.
        """

    def page(self, ticket: int | None) -> str:
        """The page on which a person changes their own role."""


class Loans(Protocol):
    """The roles that are raised and due back, on this machine and one desk."""

    def open(self) -> Sequence[Loan]:
        """What is due back, the oldest first."""

    def record(self, loan: Loan) -> None:
        """Record a loan, on the disk before this returns; it replaces the person's open one.

        Raises:
            Unexpected: it can't be recorded; nothing may be changed then.
        """

    def settle(self, loan: Loan, outcome: str) -> None:
        """Record what became of it."""

    def held(self, seconds: float, waiting: Callable[[], None]) -> AbstractContextManager[None]:
        """Be the only csm that changes roles here; ends with the process, however that ends.

        `waiting` is called once if another one has it.

        Raises:
            Unavailable: another one still has it after so many seconds.
        """
