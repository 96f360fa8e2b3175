"""The one door through which services write: recorded first, sent once, looked up if unclear.

An intent (a ticket, a verb, the words) is put into the journal before the request leaves.
If no answer tells what became of it, the newest entries of the ticket are searched for the
operation's mark for a bounded time. It is never sent again on its own: `resend` is a
person's decision, and it sends the same write with the version that was read the first
time, so that the desk itself refuses it if the first one arrived after all.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import timedelta
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
from csm_cli.domain.history import ANSWERED, FOUND, MOVED, NOT_WRITTEN, STOPPED, WRITTEN, Before
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Entry, Receipt, Request, Ticket, Write
from csm_cli.services.leaks import Leaks
from csm_cli.services.ports import Journal, TicketDesk, Undecided

_LOOK_AFTER = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between looks; the first commit may be late
_RESOLUTION = timedelta(seconds=1)  # of a ticket's version
_READINGS = 5  # how often a ticket that changes every second is read again


class Written(NamedTuple):
    """A write that stands.

    `write` is what was sent. `differences` are sentences about what is not as planned,
    `warnings` about what could not be seen or recorded. `earlier` says that a run before this
    one had written it already.
    """

    write: Write
    note: Entry
    differences: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    earlier: bool = False


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
        self._verify_seconds = verify_seconds
        self._sleep = sleep
        self._say = say
        self._guard = guard
        self._leaks = Leaks(desk, verify_seconds=verify_seconds, sleep=sleep, say=say)

    def settled(self, ref: TicketRef) -> Ticket:
        """The ticket, read at a moment when its version can still tell changes apart.

        A version has a resolution of one second: a change in the same second as the reading
        would not be noticed. So a ticket that may have changed in the very second it was
        read is read again a second later. If it has the same version then, that second is
        over, whatever the clocks say.
        """
        ticket = self._desk.ticket(ref)
        for _ in range(_READINGS):
            if ticket.updated_at + _RESOLUTION <= ticket.read_at:
                break
            self._sleep(_RESOLUTION.total_seconds())
            again = self._desk.ticket(ref)
            if again.version == ticket.version:
                return again
            ticket = again
        return ticket

    def planned(self, write: Write) -> tuple[Write, tuple[Request, ...]]:
        """The write as the desk takes it, and all requests that `send` would send.

        Raises:
            WrongUsage: it must not leave this machine.
        """
        self._check(write)
        return self._desk.fitted(write), tuple(self._desk.requests(write))

    def _check(self, write: Write) -> None:
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

    def trace(self, write: Write) -> Trace:
        """What can be seen of an earlier write; nothing is settled."""
        # The ticket before its notes: a version that moved without leaving the note behind
        # means that the desk has refused the write, or will.
        moved = self._desk.ticket(TicketRef(write.ticket)).version != write.version
        return Trace(self._desk.find(write.ticket, write.mark.operation_id), moved)

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
            return self._earlier_note(write, note)
        if moved:
            self._settle(write, NOT_WRITTEN, how=MOVED)
            return None
        if not resend:
            raise OutcomeUnknown(
                f"what csm sent to ticket {write.ticket} at {undecided.began_at} has left no "
                "trace so far",
                written="nothing was sent now",
                hint="look at the ticket, then add --resend: it can't be written twice",
            )
        return self._sent_again(undecided, files)

    def _sent_again(self, undecided: Undecided, files: Sequence[Attachment]) -> Written | None:
        """What a refusal of the second sending says about the first: only a conflict does.

        Raises:
            OutcomeUnknown: the second was not carried out, and the first still may be.
        """
        write = undecided.write
        complete = with_contents(write.attachments, files)
        try:
            return self._sent(write._replace(attachments=complete))
        except Conflict:
            note = self._desk.find(write.ticket, write.mark.operation_id)
            if note is not None:
                return self._earlier_note(write, note)
            self._settle(write, NOT_WRITTEN, how=MOVED)
            return None
        except (Leaked, OutcomeUnknown, WrongUsage):
            raise
        except CsmError as problem:
            raise OutcomeUnknown(
                f"sending it again failed: {problem.message}",
                written=f"nothing was written now; what was sent to ticket {write.ticket} at "
                f"{undecided.began_at} may still appear",
                hint="run the same command again, with --resend, when that is mended",
                request_id=problem.request_id,
            ) from None

    def _earlier_note(self, write: Write, note: Entry) -> Written:
        self._refuse_public(write, note)
        return Written(write, note, warnings=self._settle_found(write, note), earlier=True)

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
        self._check(write)
        self._sleep(0)  # where a person's Ctrl-C is heeded: nothing is recorded yet
        was = Before.of(before, write.change) if before is not None else None
        self._journal.begin(write, intent, was, undoes)
        try:
            return self._sent(write)
        except (Leaked, OutcomeUnknown):
            raise
        except CsmError as error:
            self._settle(write, error.code, request_id=error.request_id)
            raise
        except StoppedWaiting:
            self._settle(write, STOPPED)
            raise

    def _sent(self, write: Write) -> Written:
        """Send it once, and look for the note if no answer is clear."""
        try:
            return self._seen_through(write)
        except StoppedWaiting:
            raise
        except KeyboardInterrupt:
            self._say(
                f"stopped while the note was on its way: ticket {write.ticket} may or may not "
                "have it; run the same command again, and csm looks for it first"
            )
            raise

    def _seen_through(self, write: Write) -> Written:
        try:
            receipt = self._desk.apply(write)
        except Leaked as leak:
            raise self._mended(write, leak) from None
        except OutcomeUnknown as unknown:
            self._keep_request_id(write, unknown)
            note = self._look(write)
            if note is None:
                raise self._still_unknown(write, unknown) from None
            self._refuse_public(write, note)
            differences, unseen = self._compared(write, note)
            lost = self._settle_found(write, note, differences)
            return Written(write, note, differences, (*unseen, *lost))
        lost = self._settle(write, WRITTEN, receipt)
        return Written(write, receipt.note, receipt.differences, lost)

    def _settle_found(
        self, write: Write, note: Entry, differences: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Record that the note was found."""
        return self._settle(write, WRITTEN, Receipt(note, None, differences), how=FOUND)

    def _refuse_public(self, write: Write, note: Entry) -> None:
        """Not every note that is there is as it was sent.

        Raises:
            Leaked: the customer can read it, or could until now.
        """
        if not note.private:
            raise self._mended(write, Leaked.of(write.ticket, note.id, note.created_at))

    def _mended(self, write: Write, leak: Leaked) -> Leaked:
        """Make a public note private. One that may be public still stays undecided.

        The next run of the same command then finds it, and tries again.
        """
        told = self._leaks.mended(write, leak)
        if told.mended:
            self._settle(write, Leaked.code, note_id=told.note_id, request_id=leak.request_id)
        return told

    def _settle(
        self,
        write: Write,
        outcome: str,
        receipt: Receipt | None = None,
        *,
        how: str = ANSWERED,
        note_id: int | None = None,
        request_id: str | None = None,
    ) -> tuple[str, ...]:
        """Record the outcome; a disk that fails now must not turn what is true into an error."""
        try:
            self._journal.settle(
                write.mark.operation_id,
                outcome,
                receipt,
                how=how,
                note_id=note_id,
                request_id=request_id,
            )
        except CsmError as problem:
            return (f"the outcome could not be recorded: {problem.message}",)
        return ()

    def _keep_request_id(self, write: Write, unknown: OutcomeUnknown) -> None:
        """Record which request it was that has no clear answer; the service's people will ask."""
        if unknown.request_id:
            with suppress(CsmError):
                self._journal.asked(write.mark.operation_id, unknown.request_id)

    def _look(self, write: Write) -> Entry | None:
        """Search for the note by its mark, again and again until the time is up."""
        self._say(f"no clear answer; looking whether the note reached ticket {write.ticket} ...")
        left = self._verify_seconds
        for pause in _LOOK_AFTER:
            self._sleep(min(pause, left))
            left -= pause
            try:
                note = self._desk.find(write.ticket, write.mark.operation_id)
            except CsmError:
                note = None  # the network is still away: that is what the next look is for
            if note is not None or left <= 0:
                return note
        return None

    def _compared(self, write: Write, note: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Differences from the plan, and what could not be seen: the answer never came."""
        noted = self._desk.fitted(write).differences(note)
        if write.change is None:
            return noted, ()
        try:
            now = self._desk.ticket(TicketRef(write.ticket))
        except CsmError as problem:
            unseen = f"only the note was seen, not the rest of the ticket: {problem.message}"
            return noted, (unseen,)
        return (*noted, *write.change.differences(now)), ()

    def _still_unknown(self, write: Write, unknown: OutcomeUnknown) -> OutcomeUnknown:
        return OutcomeUnknown(
            unknown.message,
            written=f"the note was not seen on ticket {write.ticket} within "
            f"{self._verify_seconds:g} s; it may still appear",
            hint="run the same command again: csm looks for the note before it does anything",
            request_id=unknown.request_id,
        )
