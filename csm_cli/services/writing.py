"""The one door through which services write: recorded first, sent once, looked up if unclear.

An intent (a ticket, a verb, the words) is put into the journal before the request leaves.
If no answer tells what became of it, the newest entries of the ticket are searched for the
operation's mark for a bounded time. It is never sent again on its own: `resend` is a
person's decision, and it sends the same write with the version that was read the first
time, so that the desk itself refuses it if the first one arrived after all.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from csm_cli.domain.attachments import Attachment, with_contents
from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    Leaked,
    OutcomeUnknown,
    StoppedWaiting,
    WrongUsage,
)
from csm_cli.domain.history import MOVED, NOT_WRITTEN, STOPPED, Before
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Entry, Request, Ticket, Write
from csm_cli.services.delivery import Delivery, Written
from csm_cli.services.ports import Journal, TicketDesk, Undecided
from csm_cli.services.settling import settled


class Trace(NamedTuple):
    """What is to be seen of an earlier write: its note, and whether the ticket moved on since."""

    note: Entry | None
    moved: bool


class Door:
    """Sends planned writes.

    Args:
        desk: Where to.
        journal: Where intents are recorded.
        verify_seconds: For how long an unknown outcome is looked up.
        sleep: Waits so many seconds.
        say: Told what takes long.
        guard: Says no to a write that must not leave this machine; null lets all of them go.
    """

    def __init__(
        self,
        desk: TicketDesk,
        journal: Journal,
        *,
        verify_seconds: float,
        sleep: Callable[[float], None],
        say: Callable[[str], None],
        guard: Callable[[Write], None] | None = None,
    ) -> None:
        self._desk = desk
        self._journal = journal
        self._sleep = sleep
        self._guard = guard
        self._delivery = Delivery(
            desk, journal, verify_seconds=verify_seconds, sleep=sleep, say=say
        )

    def settled(self, ref: TicketRef) -> Ticket:
        """The ticket, read at a moment when its version can still tell changes apart."""
        return settled(self._desk, ref, self._sleep)

    def may_change_fields(self) -> bool:
        """Whether whoever is signed in may change more of a ticket than add a note.

        The kept role is asked again before it says no: people step up in a sidebar app.
        """
        return self._desk.me().may_change_fields or self._desk.me(fresh=True).may_change_fields

    def planned(self, write: Write) -> tuple[Write, tuple[Request, ...]]:
        """The write as the desk takes it, and all requests that `send` would send.

        Raises:
            WrongUsage: it must not leave this machine.
        """
        self.check(write)
        return self._desk.fitted(write), tuple(self._desk.requests(write))

    def check(self, write: Write) -> None:
        """Say no to a write that must not leave this machine.

        Raises:
            WrongUsage: it must not; asks nobody.
        """
        if self._guard is not None:
            self._guard(write)

    def earlier(
        self,
        ticket: int,
        verb: str,
        intent: str | None,
        *,
        resend: bool,
        files: Sequence[Attachment] = (),
    ) -> Written | None:
        """Settle what an earlier run of the same intent left open, if it left something.

        Without an intent, what any earlier run of the verb on this ticket left open. `files`
        are those at hand; what is sent again needs the same ones as before.

        Raises:
            OutcomeUnknown: it is still not to be seen, and `resend` was not asked for.
            Leaked: it is there, and the customer can read it.
        """
        for undecided in self._journal.undecided(ticket, verb, intent):
            written = self.settled_by_now(undecided, files, resend=resend)
            if written is not None:
                return written
        return None

    def foreseen(
        self,
        ticket: int,
        verb: str,
        intent: str | None,
        *,
        resend: bool,
        files: Sequence[Attachment] = (),
    ) -> Written | Write | None:
        """What `earlier` would settle, or the write that it would send; neither is done.

        Raises:
            OutcomeUnknown, Leaked, WrongUsage: as `earlier`.
        """
        for undecided in self._journal.undecided(ticket, verb, intent):
            write = undecided.write
            note, moved = self.trace(write)
            if note is not None:
                return self._delivery.foreseen(write, note)
            if moved:
                continue
            if not resend:
                raise _without_a_trace(undecided)
            return write._replace(attachments=with_contents(write.attachments, files))
        return None

    def trace(self, write: Write) -> Trace:
        """What can be seen of an earlier write; nothing is settled."""
        return self.seen(write.ticket, write.version, write.mark.operation_id)

    def seen(self, ticket: int, version: str, operation_id: str) -> Trace:
        """The same by the parts that it takes."""
        # The ticket before its notes: a version that moved without leaving the note behind
        # means that the desk has refused the write, or will.
        moved = self._desk.ticket(TicketRef(ticket)).version != version
        return Trace(self._desk.find(ticket, operation_id), moved)

    def settled_by_now(
        self, undecided: Undecided, files: Sequence[Attachment] = (), *, resend: bool
    ) -> Written | None:
        """An earlier write as it stands by now; null if it was not and can't be written.

        Raises:
            OutcomeUnknown: it is still not to be seen, and `resend` was not asked for.
            Leaked: it is there, and the customer can read it.
        """
        write = undecided.write
        note, moved = self.trace(write)
        if note is not None:
            return self._delivery.found(write, note)
        if moved:
            self._delivery.settle(write, NOT_WRITTEN, how=MOVED)
            return None
        if not resend:
            raise _without_a_trace(undecided)
        return self._sent_again(undecided, files)

    def _sent_again(self, undecided: Undecided, files: Sequence[Attachment]) -> Written | None:
        """What a refusal of the second sending says about the first: only a conflict does.

        Raises:
            OutcomeUnknown: the second was not carried out, and the first still may be.
        """
        write = undecided.write
        complete = with_contents(write.attachments, files)
        try:
            self._desk.ready(write)
        except CsmError as problem:
            raise _still_open(undecided, problem) from None
        if not self._journal.again(write.mark.operation_id):
            note = self._desk.find(write.ticket, write.mark.operation_id)
            return None if note is None else self._delivery.found(write, note)
        try:
            return self._delivery.send(write._replace(attachments=complete))
        except Conflict:
            note = self._desk.find(write.ticket, write.mark.operation_id)
            if note is not None:
                return self._delivery.found(write, note)
            self._delivery.settle(write, NOT_WRITTEN, how=MOVED)
            return None
        except (Leaked, OutcomeUnknown, WrongUsage):
            raise
        except CsmError as problem:
            raise _still_open(undecided, problem) from None

    def left_open(self, ticket: int, verb: str, intent: str) -> bool:
        """Whether the outcome of such an intent is still open, by the journal alone."""
        return bool(self._journal.undecided(ticket, verb, intent))

    def send(
        self, write: Write, intent: str, before: Ticket | None = None, undoes: str | None = None
    ) -> Written:
        """Record the write, send it once, and say what stands.

        `before` is the ticket that it was planned on, for the journal; `undoes` the operation
        that it takes back.

        Raises:
            OutcomeUnknown: it was sent, and could not be found within the time.
            WrongUsage: it must not leave this machine.
            CsmError: it was not written, for the reason that the error gives.
        """
        self.check(write)
        self._desk.ready(write)  # what ends the wait ends it before anything is recorded
        self._sleep(0)  # where a person's Ctrl-C is heeded
        was = Before.of(before, write.change) if before is not None else None
        self._journal.begin(write, intent, was, undoes)
        try:
            with self._desk.holding(lambda outcome: self._held(write, intent, outcome)):
                return self._delivery.send(write)
        except (Leaked, OutcomeUnknown):
            raise
        except CsmError as error:
            # Another csm may have sent the very same again, and be the one who was faster. If
            # that can't be seen now it stays undecided, and the next run looks.
            if isinstance(error, Conflict):
                note = self._desk.find(write.ticket, write.mark.operation_id)
                if note is not None:
                    return self._delivery.found(write, note)
            self._delivery.settle(write, error.code, request_id=error.request_id)
            raise
        except StoppedWaiting:
            self._delivery.settle(write, STOPPED)
            raise

    @contextmanager
    def _held(self, write: Write, intent: str, outcome: str) -> Iterator[None]:
        """While nothing of it is on its way the journal says so, whatever ends this process."""
        self._delivery.settle(write, outcome)
        try:
            yield
        finally:
            self._journal.reopen(write, intent)


def _without_a_trace(undecided: Undecided) -> OutcomeUnknown:
    ticket = undecided.write.ticket
    return OutcomeUnknown(
        f"what csm sent to ticket {ticket} at {undecided.began_at} has left no trace so far",
        written="nothing was sent now",
        hint=f"look at ticket {ticket}, then add --resend: it can't be written twice",
    )


def _still_open(undecided: Undecided, problem: CsmError) -> OutcomeUnknown:
    return OutcomeUnknown(
        f"sending it again failed: {problem.message}",
        written=f"nothing was written now; what was sent to ticket {undecided.write.ticket} at "
        f"{undecided.began_at} may still appear",
        hint="run the same command again, with --resend, when that is mended",
        request_id=problem.request_id,
    )
