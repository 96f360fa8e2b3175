"""One sending of a reply: sent once, looked up if unclear, and its outcome recorded.

It decides nothing: what is sent was checked, and shown to a person, before.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import NamedTuple

from csm_cli.domain import undo
from csm_cli.domain.errors import Conflict, CsmError, OutcomeUnknown, StoppedWaiting, Withheld
from csm_cli.domain.history import ANSWERED, FOUND, MOVED, NOT_WRITTEN, STOPPED, WRITTEN
from csm_cli.domain.passing import Passing
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.replies import News, Prepared, Reply, Sent
from csm_cli.domain.tickets import Entry, Receipt
from csm_cli.services.ports import TicketDesk
from csm_cli.services.replying_ports import ReplyDesk, ReplyJournal
from csm_cli.services.settling import looked_for


class Wait(NamedTuple):
    """How this run waits and tells: for how long an unknown outcome is looked up, and how."""

    verify_seconds: float
    sleep: Callable[[float], None]
    say: Callable[[str], None]


class ReplyDelivery:
    """Sends replies.

    Args:
        desk: Where tickets are read.
        outlet: Where replies are sent.
        journal: Where they are recorded.
        wait: How this run waits.
    """

    def __init__(
        self, desk: TicketDesk, outlet: ReplyDesk, journal: ReplyJournal, wait: Wait
    ) -> None:
        self._desk = desk
        self._outlet = outlet
        self._journal = journal
        self._wait = wait

    def send(self, prepared: Prepared) -> Sent | News:
        """Record the reply, send it once, and say what stands.

        Raises:
            Withheld: it is there, and the customer can't read it.
            OutcomeUnknown: it was sent, and could not be found within the time.
            CsmError: it was not sent, for the reason that the error gives.
        """
        reply = prepared.reply
        self._ready(prepared)  # what ends the wait ends it before anything is recorded
        self._wait.sleep(0)  # where a person's Ctrl-C is heeded
        if prepared.began_at is None:
            self._journal.begin(reply)
        elif not self._journal.again(reply.mark.operation_id):
            entry = self._desk.find(reply.ticket, reply.mark.operation_id)
            return self._news(prepared) if entry is None else self.found(reply, entry)
        held = self._held if prepared.began_at is None else _as_it_is
        try:
            with self._outlet.holding(lambda outcome: held(reply, outcome)):
                return self._seen_through(reply)
        except (OutcomeUnknown, Withheld):
            raise
        except Conflict:
            return self._overtaken(prepared)
        except CsmError as error:
            if prepared.began_at is not None:
                raise self._still_open(prepared, error) from None
            self.settle(reply, error.code, request_id=error.request_id)
            raise
        except StoppedWaiting:
            if prepared.began_at is None:
                self.settle(reply, STOPPED)
            raise
        except KeyboardInterrupt:
            self._wait.say(
                f"stopped while the reply was on its way: ticket {reply.ticket} may or may not "
                "have it; run the same command again, and csm looks for it first"
            )
            raise

    @contextmanager
    def _held(self, reply: Reply, outcome: str) -> Iterator[None]:
        """While nothing of it is on its way the journal says so, whatever ends this process."""
        self.settle(reply, outcome)
        try:
            yield
        finally:
            self._journal.reopen(reply)

    def _ready(self, prepared: Prepared) -> None:
        try:
            self._outlet.ready(prepared.reply)
        except CsmError as error:
            if prepared.began_at is not None:
                raise self._still_open(prepared, error) from None
            raise

    def found(self, reply: Reply, entry: Entry, *, record: bool = True) -> Sent:
        """What a sending left on the ticket, recorded as such, unless it is a dry run.

        Raises:
            Withheld: the customer can't read it.
        """
        if entry.private:
            withheld = Withheld.of(reply.ticket, entry.id)
            if record:
                self._settle_withheld(reply, withheld, how=FOUND)
            raise withheld
        status: str | None = None
        unseen: tuple[str, ...] = ()
        try:
            status = self._desk.ticket(TicketRef(reply.ticket)).status
        except CsmError as problem:
            unseen = (f"only the reply was seen, not the ticket: {problem.message}",)
        differences = reply.differences(entry, status)
        receipt = Receipt(entry, None, differences)
        lost = self.settle(reply, WRITTEN, receipt, how=FOUND) if record else ()
        return Sent(reply, entry, status, differences, (*unseen, *lost), earlier=True)

    def settle(
        self,
        reply: Reply,
        outcome: str,
        receipt: Receipt | None = None,
        *,
        how: str = ANSWERED,
        note_id: int | None = None,
        request_id: str | None = None,
    ) -> tuple[str, ...]:
        """Record the outcome; a disk that fails now must not turn what is true into an error."""
        return self._recorded(
            lambda: self._journal.settle(
                reply.mark.operation_id,
                outcome,
                receipt,
                how=how,
                note_id=note_id,
                request_id=request_id,
            )
        )

    def _seen_through(self, reply: Reply) -> Sent:
        try:
            delivered = self._outlet.apply(reply)
        except Withheld as withheld:
            self._settle_withheld(reply, withheld)
            raise
        except OutcomeUnknown as unknown:
            return self._looked_up(reply, unknown)
        receipt = delivered.receipt
        lost = self.settle(reply, WRITTEN, receipt)
        return Sent(reply, receipt.note, delivered.status, receipt.differences, lost)

    def _looked_up(self, reply: Reply, unknown: OutcomeUnknown) -> Sent:
        """The reply, found by its mark; no answer told that it was sent.

        Raises:
            OutcomeUnknown: it was not found within the time.
        """
        operation_id = reply.mark.operation_id
        if unknown.request_id:
            self._recorded(lambda: self._journal.asked(operation_id, str(unknown.request_id)))
        wait = self._wait
        wait.say(
            Passing(f"no clear answer; looking whether the reply reached ticket {reply.ticket} ...")
        )
        entry = looked_for(self._desk, reply.ticket, operation_id, wait.verify_seconds, wait.sleep)
        if entry is None:
            raise OutcomeUnknown(
                unknown.message,
                written=f"the reply was not seen on ticket {reply.ticket} within "
                f"{wait.verify_seconds:g} s; it may still appear",
                hint="run the same command again: csm looks for the reply before it does anything",
                request_id=unknown.request_id,
            ) from None
        return self.found(reply, entry)._replace(earlier=False)

    def _overtaken(self, prepared: Prepared) -> Sent | News:
        """Somebody was faster: another csm with this very reply, or the ticket moved on."""
        reply = prepared.reply
        entry = self._desk.find(reply.ticket, reply.mark.operation_id)
        if entry is not None:
            return self.found(reply, entry)
        if prepared.began_at is None:
            self.settle(reply, Conflict.code)
        else:
            self.settle(reply, NOT_WRITTEN, how=MOVED)
        return self._news(prepared)

    def _news(self, prepared: Prepared) -> News:
        """What the ticket has that the person has not seen; by a desk's second, at the worst."""
        ticket = prepared.ticket
        entries = self._desk.conversation(ticket.number).entries
        new = tuple(entry for entry in reversed(entries) if entry.id not in prepared.entries)
        happened = self._desk.happenings(ticket.number, ticket.updated_at) or ()
        told = tuple(undo.told(each, None) for each in reversed(happened))
        return News(ticket.number, new, told)

    def _still_open(self, prepared: Prepared, problem: CsmError) -> OutcomeUnknown:
        return OutcomeUnknown(
            f"sending it again failed: {problem.message}",
            written=f"nothing was sent now; what was sent to ticket {prepared.ticket.number} at "
            f"{prepared.began_at} may still appear",
            hint="run the same command again, with --resend, when that is mended",
            request_id=problem.request_id,
        )

    def _settle_withheld(self, reply: Reply, withheld: Withheld, how: str = ANSWERED) -> None:
        self.settle(
            reply, Withheld.code, how=how, note_id=withheld.note_id, request_id=withheld.request_id
        )

    def _recorded(self, record: Callable[[], None]) -> tuple[str, ...]:
        try:
            record()
        except CsmError as problem:
            return (f"the outcome could not be recorded: {problem.message}",)
        return ()


def _as_it_is(reply: Reply, outcome: str) -> AbstractContextManager[None]:  # noqa: ARG001
    """What was sent before stays undecided: a refusal of the next sending says nothing of it."""
    return nullcontext()
