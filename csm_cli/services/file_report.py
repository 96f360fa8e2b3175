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
from csm_cli.domain.impersonation.filing import Doubt, Filed
from csm_cli.domain.impersonation.report import Report
from csm_cli.domain.impersonation.result import Organization
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Mark, Ticket, Write
from csm_cli.services import meanwhile as meanwhiles
from csm_cli.services.delivery import Written
from csm_cli.services.kept_files import clear
from csm_cli.services.ports import History, KeptFiles, TicketDesk
from csm_cli.services.writing import Door

_ROUNDS = 5


class Order(NamedTuple):
    """What is to be added where: the report, its file, and the words that a re-run has again.

    `about` is the organization that the report is about.
    """

    ref: TicketRef
    report: Report
    file: Attachment
    intent: str
    about: Organization


class Planned(NamedTuple):
    """What would be written, and the ticket it was planned on; null where nothing can be.

    `doubt` says why the ticket seems to be another customer's; null if it does not. `told` is
    what happened to the ticket since the first plan.
    """

    filed: Filed
    write: Write | None = None
    ticket: Ticket | None = None
    doubt: Doubt | None = None
    told: tuple[Notice, ...] = ()

    def agreed(self, filed_under: str | None) -> bool:
        """Whether nothing is left to decide for whom knows that it is filed under this id."""
        return self.doubt is None or self.doubt.filed_under == filed_under

    @property
    def refused(self) -> Filed:
        """The same for whom nobody decides on the doubt."""
        assert self.doubt is not None
        return Filed(
            self.filed.ticket,
            filing.OTHER,
            reason=f"{self.doubt.text}; nothing was sent",
            hint="look at the ticket; if it is filed under the wrong one, add "
            f"--ticket-of {self.doubt.filed_under}, or answer on a terminal, without --yes",
        )


class Filing:
    """Adds reports to tickets.

    Args:
        desk: The ticket desk.
        door: The way to write to it.
        new_id: Makes an operation id.
        files: Where a report is kept until it is known that it arrived.
        history: The journal, which says whether that is known.
        holding: A part of the names of the desk's organizations in which people only wait.
    """

    def __init__(
        self,
        desk: TicketDesk,
        door: Door,
        new_id: Callable[[], str],
        files: KeptFiles,
        history: History,
        holding: str,
    ) -> None:
        self._desk = desk
        self._door = door
        self._new_id = new_id
        self._files = files
        self._history = history
        self._holding = holding

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
        try:
            return self._planned(self._door.settled(order.ref), order)
        except Conflict:
            return Planned(_changing(order.ref.number))
        except (NotFound, NotAllowed, Unavailable) as problem:
            return Planned(_failed(order.ref.number, problem))

    def _planned(self, ticket: Ticket, order: Order) -> Planned:
        if (refusal := self._refusal(ticket)) is not None:
            return Planned(refusal)
        text = filing.note(order.report, self._desk.me().person, order.file)
        mark = Mark(self._new_id(), filing.VERB)
        write = Write.on(ticket, mark, text, attachments=(order.file,))
        fitted, requests = self._door.planned(write)
        doubt = filing.doubt(ticket, order.about, self._holding)
        filed = Filed(
            ticket.number,
            filing.PLANNED,
            note=fitted.note,
            operation_id=mark.operation_id,
            requests=requests,
            warnings=(Notice("other_organization", doubt.text),) if doubt else (),
        )
        return Planned(filed, write, ticket, doubt)

    def carry_out(self, planned: Planned, order: Order) -> Filed:
        """Send what was planned, once; on a ticket that moved on meanwhile, as it stands now.

        What is planned with a doubt is sent: whoever calls this has decided. A doubt that came
        up meanwhile is nobody's decision, and what somebody has to decide again over ends as
        `conflict`.

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
                written = self._door.send(planned.write, order.intent, planned.ticket)
            except Conflict:
                planned = self._again(planned, order)
            except (NotFound, NotAllowed, Unavailable, OutcomeUnknown) as problem:
                failed = _failed(order.ref.number, problem)
                return failed._replace(operation_id=planned.filed.operation_id)
            else:
                done = _done(order.ref.number, written)
                told = (*planned.filed.warnings, *planned.told)
                return done._replace(warnings=(*told, *done.warnings))
        return _changing(order.ref.number)

    def _again(self, before: Planned, order: Order) -> Planned:
        """The same on the ticket as it stands now, with what happened to it meanwhile."""
        assert before.ticket is not None  # there was something to send
        try:
            now = self._door.settled(order.ref)
        except Conflict:
            return Planned(_changing(order.ref.number))
        try:
            came = meanwhiles.entries(self._desk, before.ticket)
            again = self._planned(now, order)
            if again.doubt and not before.doubt:
                return Planned(again.refused)
            moved = filing.moved(before.ticket, now)
            meanwhiles.stop_at_news(self._desk, before.ticket, now, came, moved)
            told = meanwhiles.notice(self._desk, before.ticket, now, came)
        except (Conflict, NotFound, NotAllowed, Unavailable) as problem:
            return Planned(_failed(order.ref.number, problem))
        return again._replace(told=(*before.told, told))

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
        warnings=tuple(Notice("not_recorded", text) for text in written.warnings),
    )


def _failed(number: int, problem: CsmError) -> Filed:
    outcome = {
        Conflict: filing.CONFLICT,
        NotFound: filing.NOT_FOUND,
        Unavailable: filing.UNAVAILABLE,
        OutcomeUnknown: filing.UNKNOWN,
    }
    found = next((text for kind, text in outcome.items() if isinstance(problem, kind)), None)
    return Filed(number, found or filing.REFUSED, reason=problem.said, hint=problem.hint)


def _changing(number: int) -> Filed:
    reason = f"ticket {number} keeps changing; nothing was written"
    return Filed(number, filing.CHANGING, reason=reason, hint="run it again")
