"""Escalating a ticket: read, planned as a value, shown, sent once, compared.

Two steps, so that a person can look in between: `plan` reads and decides, `carry_out`
sends what was planned. Nothing here prints or asks.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from csm_cli.domain import claims, escalation, escalation_note, meanwhile
from csm_cli.domain.attachments import Attached
from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    NotAllowed,
    OutcomeUnknown,
    Refused,
    WrongUsage,
)
from csm_cli.domain.escalation import Escalation, Order, Parts, Read, Route
from csm_cli.domain.escalation_warnings import warnings
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Entry, Mark, Ticket, Write
from csm_cli.services import meanwhile as meanwhiles
from csm_cli.services.delivery import Written
from csm_cli.services.incident_ports import Asides, Silent
from csm_cli.services.ports import TicketDesk, Writer
from csm_cli.services.routing import Destination, Routing
from csm_cli.services.settling import keeps_changing
from csm_cli.services.writing import Door

_ROUNDS = 3  # a ticket born in Slack changes seconds after its birth: read again and go on


class Escalating:
    """Escalations and their withdrawal."""

    def __init__(
        self,
        desk: TicketDesk,
        door: Door,
        routing: Routing,
        writer: Writer,
        facts_of: Callable[[Ticket], Sequence[tuple[str, str]]],
        *,
        old_row: timedelta,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        asides: Asides | None = None,
    ) -> None:
        self._desk = desk
        self._door = door
        self._routing = routing
        self._writer = writer
        self._facts_of = facts_of
        self._old_row = old_row
        self._now = now
        self._new_id = new_id
        self._asides = asides or Silent()

    def read(
        self, ref: TicketRef, destination: Destination, order: Order, *, step_up: bool = False
    ) -> Read:
        """The ticket, its claim, and where it goes.

        With `step_up` a light agent's role is going to be raised before anything is sent.

        Raises:
            Conflict: the ticket is closed, or keeps changing.
            Refused: the role can't do it; noticed before anything is sent.
            WrongUsage: no owner, or no live group for it.
        """
        if not order.withdraw:
            self._asides.begin()
        ticket = self._door.settled(ref)
        if ticket.closed:
            raise Conflict(
                f"ticket {ticket.number} is closed, and a closed ticket can't be changed",
                written="nothing was sent",
            )
        changes_fields = destination.to == escalation.ENGINEERING or order.withdraw
        if not (step_up and changes_fields):
            self._refuse_light_agent(ticket, changes_fields=changes_fields)
        entries = self._desk.conversation(ticket.number, until=claims.says_claim).entries
        find = self._routing.find
        route = self._routing.to_support() if order.withdraw else find(ticket, destination)
        marker = self._desk.marker() if changes_fields else None
        claim = claims.current_claim(entries)
        return Read(ticket, claim, route, marker, self._facts_of(ticket))

    def earlier(
        self, read: Read, parts: Parts | None, order: Order, *, dry_run: bool = False
    ) -> Escalation | None:
        """The result, if an earlier run left the same intent open; null if it left nothing.

        Without parts, an earlier note of any words: they came from an editor, and whoever
        runs the command again can't type the same once more. A dry run settles and sends
        nothing: what would be sent again is planned.

        Raises:
            Leaked: the earlier note is there, and the customer can read it.
        """
        intent = None if parts is None else escalation.intent(read.route, parts, order)
        verb = escalation.verb(read.route, order)
        look = self._door.foreseen if dry_run else self._door.earlier
        try:
            found = look(
                read.ticket.number, verb, intent, resend=order.resend, files=order.attachments
            )
        except OutcomeUnknown as problem:
            return escalation.nothing_to_do(
                read, escalation.UNKNOWN, problem.said, hint=problem.hint
            )
        if isinstance(found, Write):
            fitted, requests = self._desk.fitted(found), tuple(self._desk.requests(found))
            return _of_earlier(read, found)._replace(
                note=found.note,
                operation_id=found.mark.operation_id,
                requests=requests,
                attachments=tuple(Attached(file.name, file.size) for file in fitted.attachments),
            )
        return None if found is None else _done(_of_earlier(read, found.write), found, order)

    def plan(self, read: Read, parts: Parts, order: Order) -> Escalation:
        """What would be written, as a value; call it only if `escalation.already` is null.

        Raises:
            WrongUsage: a part of the note has no substance, or a secret in it.
        """
        needed = ("why",) if order.withdraw else Parts._fields
        lacking = [name for name in escalation.missing(parts) if name in needed]
        if lacking:
            raise WrongUsage(
                f"the note lacks substance: {', '.join(lacking)}",
                written="nothing was sent",
                hint=" ".join(f"--{name} TEXT" for name in lacking),
            )
        me = self._desk.me().person
        values = escalation_note.values(read, parts, me)
        planned = Escalation(
            read.ticket,
            escalation.PLANNED,
            read.route,
            self._writer.write(escalation_note.template(read.route, order), values),
            read.marker,
            escalation.change(read, order),
            warnings=(
                *warnings(read, me.id, today=self._now().date(), old=self._old_row),
                *self._passing(read.ticket, order),
            ),
            operation_id=self._new_id(),
            claim=read.claim,
        )
        sent, requests = self._door.planned(_write(planned, order))
        files = tuple(Attached(file.name, file.size) for file in sent.attachments)
        return planned._replace(requests=requests, attachments=files)

    def _passing(self, ticket: Ticket, order: Order) -> Sequence[Notice]:
        """The open incident that the ticket may be about; a withdrawal has no use for it."""
        said = () if order.withdraw else self._asides.about(ticket)
        return [Notice("incident", text) for text in said]

    def carry_out(self, planned: Escalation, parts: Parts, order: Order) -> Escalation:
        """Send what was planned, once; every way this can end but a few is a result.

        Raises:
            Conflict: the ticket changed in what the plan rests on; nothing was written.
            Unavailable: the desk can't be reached; nothing was written.
        """
        intent = escalation.intent(planned.route, parts, order)
        for _ in range(_ROUNDS):
            try:
                written = self._door.send(_write(planned, order), intent, planned.ticket)
            except Conflict:
                planned = self._again(planned, parts, order)
                if planned.outcome != escalation.PLANNED:
                    return planned
            except OutcomeUnknown as problem:
                return _failed(planned, escalation.UNKNOWN, problem)
            except NotAllowed as problem:
                return _failed(planned, escalation.REFUSED, problem)
            else:
                return _done(planned, written, order)
        raise keeps_changing(planned.ticket.number)

    def _again(self, planned: Escalation, parts: Parts, order: Order) -> Escalation:
        """The same on the ticket as it stands now; or the result, if it is written already.

        Raises:
            Conflict: what the plan rests on is different now; says what, and by whom.
        """
        before, now = planned.ticket, self._door.settled(TicketRef(planned.ticket.number))
        came = meanwhiles.entries(self._desk, before)
        twin = self._twin(planned, order, now, came)
        if twin is not None:
            return _done(planned, twin, order)
        meanwhiles.stop_at_news(
            self._desk,
            before,
            now,
            came,
            escalation.moved(before, now, planned.marker),
            known=planned.claim,
            change=planned.change,
        )
        told = [each for each in planned.warnings if each.code == meanwhile.CODE]
        told.append(meanwhiles.notice(self._desk, before, now, came, planned.change))
        claim = meanwhile.claim(came, planned.claim)
        read = Read(now, claim, planned.route, planned.marker, self._facts_of(now))
        again = self.plan(read, parts, order)
        return again._replace(warnings=(*again.warnings, *told))

    def _twin(
        self, planned: Escalation, order: Order, now: Ticket, came: Sequence[Entry]
    ) -> Written | None:
        """The very same, which another terminal of this person has written since the reading."""
        write = _write(planned, order)
        note = meanwhiles.twin(self._desk, write, came)
        if note is None or (write.change or Change()).differences(now):
            return None  # the same words, and not the same escalation
        return Written(write, note, earlier=True)

    def _refuse_light_agent(self, ticket: Ticket, *, changes_fields: bool) -> None:
        if self._door.may_change_fields():
            return
        if self._desk.me().would_publish(ticket):
            raise Refused(
                "you are its requester and a light agent: your note would be public",
                written="nothing was sent",
            )
        if not changes_fields:
            return
        raise Refused(
            "escalating to engineering needs a full agent, and you are a light one",
            written="nothing was sent",
            hint="add --upgrade-role to step up for it, or use --to support",
        )


def _write(planned: Escalation, order: Order) -> Write:
    ticket, note, operation_id = planned.ticket, planned.note, planned.operation_id
    assert note is not None  # only what is planned is sent
    assert operation_id is not None
    mark = Mark(operation_id, escalation.verb(planned.route, order))
    return Write.on(ticket, mark, note, planned.change, order.attachments)


def _of_earlier(read: Read, write: Write) -> Escalation:
    """The escalation that an earlier run wrote; to what group is in what it sent."""
    change, route = write.change, read.route
    group = change.group if change else None
    same = route.group is not None and group is not None and route.group.id == group.id
    return Escalation(
        read.ticket,
        escalation.PLANNED,
        route if same else Route(route.to, None, group),
        marker=read.marker,
        change=change,
    )


def _done(planned: Escalation, written: Written, order: Order) -> Escalation:
    usual = escalation.ESCALATED if planned.to == escalation.ENGINEERING else escalation.NOTED
    outcome = escalation.WITHDRAWN if order.withdraw else usual
    reason = hint = None
    if written.differences:
        outcome, reason = escalation.PARTIAL, "; ".join(written.differences)
        hint = f"csm show {written.write.ticket}; the note is there, don't repeat it"
    mark = written.note.mark
    return planned._replace(
        outcome=outcome,
        note=written.note.body,
        note_id=written.note.id,
        note_public=not written.note.private,
        warnings=(*planned.warnings, *written.notices),
        attachments=written.note.attachments,
        operation_id=mark.operation_id if mark else planned.operation_id,
        reason=reason,
        hint=hint,
        requests=(),
    )


def _failed(planned: Escalation, outcome: str, problem: CsmError) -> Escalation:
    return planned._replace(outcome=outcome, reason=problem.said, hint=problem.hint, requests=())
