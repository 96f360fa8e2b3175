"""One sending of a planned write: sent once, looked up if unclear, and its outcome recorded.

It knows of no earlier run and asks for no decision: whether to send at all is the door's part.
"""

from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from csm_cli.domain.errors import CsmError, Leaked, OutcomeUnknown, StoppedWaiting
from csm_cli.domain.history import ANSWERED, FOUND, WRITTEN
from csm_cli.domain.ownership import Notice
from csm_cli.domain.passing import Passing
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Entry, Receipt, Write
from csm_cli.services.leaks import Leaks
from csm_cli.services.ports import Journal, TicketDesk
from csm_cli.services.settling import looked_for


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

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What a result says of the writing beside its outcome."""
        earlier = Notice("earlier", "an earlier run had already written it")
        lost = (Notice("not_recorded", text) for text in self.warnings)
        return (*lost, earlier) if self.earlier else (*lost,)


class Delivery:
    """Sends writes that are in the journal.

    Args:
        desk: Where to.
        journal: Where the outcome is recorded.
        verify_seconds: For how long an unknown outcome is looked up.
        sleep: Waits so many seconds.
        say: Told what takes long.
    """

    def __init__(
        self,
        desk: TicketDesk,
        journal: Journal,
        *,
        verify_seconds: float,
        sleep: Callable[[float], None],
        say: Callable[[str], None],
    ) -> None:
        self._desk = desk
        self._journal = journal
        self._verify_seconds = verify_seconds
        self._sleep = sleep
        self._say = say
        self._leaks = Leaks(desk, verify_seconds=verify_seconds, sleep=sleep, say=say)

    def send(self, write: Write) -> Written:
        """Send it once, and look for the note if no answer is clear.

        Raises:
            Leaked: the note is there, and the customer could read it.
            OutcomeUnknown: it was sent, and could not be found within the time.
            CsmError: it was not written; recording that is left to the caller.
        """
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

    def found(self, write: Write, note: Entry) -> Written:
        """What an earlier sending left on the ticket, recorded as such.

        Raises:
            Leaked: the customer can read the note, or could until now.
        """
        self._refuse_public(write, note)
        return Written(write, note, warnings=self._settle_found(write, note), earlier=True)

    def foreseen(self, write: Write, note: Entry) -> Written:
        """The same for a dry run: nothing is recorded, and a note that is public stays so.

        Raises:
            Leaked: the customer can read the note.
        """
        if not note.private:
            leak = Leaked.of(write.ticket, note.id, note.created_at)
            leak.hint = "the same command without --dry-run makes it private"
            raise leak
        return Written(write, note, earlier=True)

    def settle(
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
        lost = self.settle(write, WRITTEN, receipt)
        return Written(write, receipt.note, receipt.differences, lost)

    def _settle_found(
        self, write: Write, note: Entry, differences: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Record that the note was found."""
        return self.settle(write, WRITTEN, Receipt(note, None, differences), how=FOUND)

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
            self.settle(write, Leaked.code, note_id=told.note_id, request_id=leak.request_id)
        elif told.note_id is not None:
            with suppress(CsmError):
                self._journal.public(write.mark.operation_id, told.note_id)
        return told

    def _keep_request_id(self, write: Write, unknown: OutcomeUnknown) -> None:
        """Record which request it was that has no clear answer; the service's people will ask."""
        if unknown.request_id:
            with suppress(CsmError):
                self._journal.asked(write.mark.operation_id, unknown.request_id)

    def _look(self, write: Write) -> Entry | None:
        """Search for the note by its mark, again and again until the time is up."""
        looking = f"no clear answer; looking whether the note reached ticket {write.ticket} ..."
        self._say(Passing(looking))
        return looked_for(
            self._desk, write.ticket, write.mark.operation_id, self._verify_seconds, self._sleep
        )

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
