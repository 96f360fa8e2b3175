"""Adding a report to a ticket, as an internal note with the file, through the one door.

Two steps, so that a person can look in between. Nothing here prints or asks.
"""

from collections.abc import Callable
from typing import NamedTuple

from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    Unavailable,
)
from csm_cli.domain.impersonation import filing
from csm_cli.domain.impersonation.filing import Filed
from csm_cli.domain.impersonation.report import Report
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Mark, Ticket, Write
from csm_cli.services.delivery import Written
from csm_cli.services.kept_files import clear
from csm_cli.services.ports import History, KeptFiles, TicketDesk
from csm_cli.services.writing import Door

_ROUNDS = 5


class Order(NamedTuple):
    """What is to be added where: the report, its file, and the words that a re-run has again."""

    ref: TicketRef
    report: Report
    file: Attachment
    intent: str


class Planned(NamedTuple):
    """What would be written, and the ticket it was planned on; null where nothing can be."""

    filed: Filed
    write: Write | None = None
    ticket: Ticket | None = None


class Filing:
    """Adds reports to tickets.

    Args:
        desk: The ticket desk.
        door: The way to write to it.
        new_id: Makes an operation id.
        files: Where a report is kept until it is known that it arrived.
        history: The journal, which says whether that is known.
    """

    def __init__(
        self,
        desk: TicketDesk,
        door: Door,
        new_id: Callable[[], str],
        files: KeptFiles,
        history: History,
    ) -> None:
        self._desk = desk
        self._door = door
        self._new_id = new_id
        self._files = files
        self._history = history

    def check(self, ref: TicketRef) -> None:
        """Say no to a ticket of another desk.

        Raises:
            WrongUsage: the reference names another desk's host.
        """
        self._desk.check(ref)

    def earlier(self, order: Order, *, resend: bool, dry_run: bool = False) -> Filed | None:
        """What became of an earlier run whose end nobody saw; null if there is none.

        A dry run settles and sends nothing: what would be sent again is planned.

        Raises:
            WrongUsage: it is to be sent again, and what was sent is not kept any more.
            Leaked: the earlier note is there, and the customer can read it.
        """
        number = order.ref.number
        files = (*self._files.files(), order.file) if resend else ()
        look = self._door.foreseen if dry_run else self._door.earlier
        try:
            found = look(number, filing.VERB, order.intent, resend=resend, files=files)
        except (NotFound, NotAllowed, Unavailable, OutcomeUnknown) as problem:
            return _failed(number, problem)
        finally:
            if not dry_run:
                clear(self._files, self._history)
        if isinstance(found, Write):
            return Filed(
                number,
                filing.PLANNED,
                note=self._desk.fitted(found).note,
                operation_id=found.mark.operation_id,
                requests=tuple(self._desk.requests(found)),
            )
        return None if found is None else _done(number, found)

    def plan(self, order: Order) -> Planned:
        """What would be written to the ticket as it stands.

        Raises:
            WrongUsage: there is a secret in the report.
        """
        number = order.ref.number
        try:
            ticket = self._door.settled(order.ref)
            refusal = self._refusal(ticket)
        except (NotFound, NotAllowed, Unavailable) as problem:
            return Planned(_failed(number, problem))
        if refusal:
            return Planned(refusal)
        text = filing.note(order.report, self._desk.me().person, order.file)
        mark = Mark(self._new_id(), filing.VERB)
        write = Write.on(ticket, mark, text, attachments=(order.file,))
        fitted, requests = self._door.planned(write)
        filed = Filed(
            number,
            filing.PLANNED,
            note=fitted.note,
            operation_id=mark.operation_id,
            requests=requests,
        )
        return Planned(filed, write, ticket)

    def carry_out(self, planned: Planned, order: Order) -> Filed:
        """Send what was planned, once; on a ticket that moved on meanwhile, as it stands now.

        The report is kept before it leaves, and until its outcome is known.

        Raises:
            Leaked: the note came back public.
            Unexpected: the report can't be kept; nothing was sent.
        """
        try:
            return self._sent(planned, order)
        finally:
            clear(self._files, self._history)

    def _sent(self, planned: Planned, order: Order) -> Filed:
        for _ in range(_ROUNDS):
            if planned.write is None:
                return planned.filed
            self._files.keep(planned.write.mark.operation_id, order.file)
            try:
                return _done(
                    order.ref.number, self._door.send(planned.write, order.intent, planned.ticket)
                )
            except Conflict:
                planned = self.plan(order)
            except (NotFound, NotAllowed, Unavailable, OutcomeUnknown) as problem:
                failed = _failed(order.ref.number, problem)
                return failed._replace(operation_id=planned.filed.operation_id)
        reason = f"ticket {order.ref.number} keeps changing; nothing was written"
        return Filed(order.ref.number, filing.CHANGING, reason=reason, hint="run it again")

    def _refusal(self, ticket: Ticket) -> Filed | None:
        if ticket.closed:
            reason = "a closed ticket can't be changed; nothing was sent"
            return Filed(ticket.number, filing.CLOSED, reason=reason)
        me = self._desk.me()
        if me.would_publish(ticket) and self._desk.me(fresh=True).would_publish(ticket):
            reason = "you are its requester and a light agent: your note would be public"
            return Filed(ticket.number, filing.REFUSED, reason=reason)
        return None


def _done(number: int, written: Written) -> Filed:
    mark = written.note.mark
    return Filed(
        number,
        filing.PARTIAL if written.differences else filing.ATTACHED,
        note=written.note.body,
        note_id=written.note.id,
        note_public=not written.note.private,
        attachments=written.note.attachments,
        operation_id=mark.operation_id if mark else None,
        earlier=written.earlier,
        reason="; ".join(written.differences) or None,
        warnings=written.warnings,
    )


def _failed(number: int, problem: CsmError) -> Filed:
    outcome = {
        NotFound: filing.NOT_FOUND,
        Unavailable: filing.UNAVAILABLE,
        OutcomeUnknown: filing.UNKNOWN,
    }
    found = next((text for kind, text in outcome.items() if isinstance(problem, kind)), None)
    said = "; ".join(part for part in (problem.message, problem.written) if part)
    return Filed(number, found or filing.REFUSED, reason=said, hint=problem.hint)
