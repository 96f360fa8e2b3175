"""The one door through which services write: recorded first, sent once, looked up if unclear.

An intent (a ticket, a verb, the words) is put into the journal before the request leaves.
If no answer tells what became of it, the newest entries of the ticket are searched for the
operation's mark for a bounded time. It is never sent again on its own: `resend` is a
person's decision, and it sends the same write with the version that was read the first
time, so that the desk itself refuses it if the first one arrived after all.
"""

from collections.abc import Callable
from typing import NamedTuple

from csm_cli.domain.errors import Conflict, CsmError, OutcomeUnknown, Unexpected
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Entry, Receipt, Ticket, Write
from csm_cli.services.ports import Journal, TicketDesk

_LOOK_AFTER = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between looks; the first commit may be late


class Written(NamedTuple):
    """A write that stands.

    `differences` are sentences about what is not as planned. `earlier` says that a run
    before this one had written it already.
    """

    note: Entry
    differences: tuple[str, ...] = ()
    earlier: bool = False


class Door:
    """Sends planned writes.

    Args:
        desk: Where to.
        journal: Where intents are recorded.
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

    def settled(self, ref: TicketRef) -> Ticket:
        """The ticket, read at a moment when its version can still tell changes apart.

        A version has a resolution of one second: a change in the same second as the reading
        would not be noticed. So a ticket that changed in the very second it was read is
        read again a second later.
        """
        ticket = self._desk.ticket(ref)
        while ticket.updated_at >= ticket.read_at:
            self._sleep(1.0)
            again = self._desk.ticket(ref)
            if again.read_at <= ticket.read_at:  # a desk whose clock stands still: no more to gain
                return again
            ticket = again
        return ticket

    def earlier(self, ticket: int, verb: str, intent: str, *, resend: bool) -> Written | None:
        """Settle what an earlier run of the same intent left open, if it left something.

        Raises:
            OutcomeUnknown: it is still not to be seen, and `resend` was not asked for.
        """
        for open_intent in self._journal.undecided(ticket, verb, intent):
            write = open_intent.write
            note = self._desk.find(ticket, write.mark.operation_id)
            if note is not None:
                lost = self._settle(write, "written")
                return Written(note, lost, earlier=True)
            if not resend:
                raise OutcomeUnknown(
                    f"what csm sent to ticket {ticket} at {open_intent.began_at} has left no "
                    "trace so far",
                    written="nothing was sent now",
                    hint="look at the ticket, then add --resend: it can't be written twice",
                )
            try:
                return self._send(write)
            except Conflict:
                note = self._desk.find(ticket, write.mark.operation_id)
                # The ticket moved on, so the first request can never be carried out any more.
                lost = self._settle(write, "written" if note else "not-written")
                if note is not None:
                    return Written(note, lost, earlier=True)
        return None

    def send(self, write: Write, intent: str) -> Written:
        """Record the write, send it once, and say what stands.

        Raises:
            OutcomeUnknown: it was sent, and could not be found within the time.
            CsmError: it was not written, for the reason that the error gives.
        """
        self._journal.begin(write, intent)
        return self._send(write)

    def _send(self, write: Write) -> Written:
        try:
            receipt = self._desk.apply(write)
        except OutcomeUnknown as unknown:
            note = self._look(write)
            if note is None:
                raise self._still_unknown(write, unknown) from None
            return Written(note, (*self._unseen(write), *self._settle(write, "written")))
        except CsmError as error:
            self._settle(write, error.code)
            raise
        lost = self._settle(write, "written", receipt)
        return Written(receipt.note, (*receipt.differences, *lost))

    def _settle(
        self, write: Write, outcome: str, receipt: Receipt | None = None
    ) -> tuple[str, ...]:
        """Record the outcome; a disk that fails now must not turn what is true into an error."""
        try:
            self._journal.settle(write.mark.operation_id, outcome, receipt)
        except Unexpected as problem:
            return (f"the outcome could not be recorded: {problem.message}",)
        return ()

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

    def _unseen(self, write: Write) -> tuple[str, ...]:
        """What could not be compared, since the answer to the update never came."""
        return () if write.change is None else ("the answer was lost; only the note was seen",)

    def _still_unknown(self, write: Write, unknown: OutcomeUnknown) -> OutcomeUnknown:
        return OutcomeUnknown(
            unknown.message,
            written=f"the note was not seen on ticket {write.ticket} within "
            f"{self._verify_seconds:g} s; it may still appear",
            hint="run the same command again: csm looks for the note before it does anything",
            request_id=unknown.request_id,
        )
