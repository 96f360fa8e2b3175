"""Escalating a ticket: read, planned as a value, shown, sent once, compared.

Two steps, so that a person can look in between: `plan` reads and decides, `carry_out`
sends what was planned. Nothing here prints or asks.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from csm_cli.domain import claims, escalation, escalation_note, undo
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
from csm_cli.domain.tickets import Change, Mark, Ticket, Write
from csm_cli.services.delivery import Written
from csm_cli.services.incident_ports import Asides, Silent
from csm_cli.services.ports import TicketDesk
from csm_cli.services.routing import Destination, Routing
from csm_cli.services.writing import Door

_ROUNDS = 3  # a ticket born in Slack changes seconds after its birth: read again and go on


class NoteWriter(Protocol):
    """Turns what is known into the note's text, by a template that a user can replace."""

    def write(self, template: str, values: Mapping[str, object]) -> str:
        """The text of the note.

        Raises:
            WrongUsage: the template is broken, or leaves a part out.
        """


class Escalating:
    """Escalations and their withdrawal."""

    def __init__(
        self,
        desk: TicketDesk,
        door: Door,
        routing: Routing,
        writer: NoteWriter,
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
            Conflict: the ticket is closed.
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

    def earlier(self, read: Read, parts: Parts | None, order: Order) -> Escalation | None:
        """The result, if an earlier run left the same intent open; null if it left nothing.

        Without parts, an earlier note of any words: they came from an editor, and whoever
        runs the command again can't type the same once more.

        Raises:
            Leaked: the earlier note is there, and the customer can read it.
        """
        intent = None if parts is None else escalation.intent(read.route, parts, order)
        verb = escalation.verb(read.route, order)
        try:
            written = self._door.earlier(
                read.ticket.number, verb, intent, resend=order.resend, files=order.attachments
            )
        except OutcomeUnknown as problem:
            return escalation.nothing_to_do(
                read, escalation.UNKNOWN, problem.said, hint=problem.hint
            )
        return None if written is None else _done(_of_earlier(read, written), written, order)

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
        try:
            written = self._send(planned, order, escalation.intent(planned.route, parts, order))
        except OutcomeUnknown as problem:
            return _failed(planned, escalation.UNKNOWN, problem)
        except NotAllowed as problem:
            return _failed(planned, escalation.REFUSED, problem)
        return _done(planned, written, order)

    def _send(self, planned: Escalation, order: Order, intent: str) -> Written:
        """Send; if the ticket moved on in ways that do not matter to the plan, once more."""
        for _ in range(_ROUNDS):
            try:
                return self._door.send(_write(planned, order), intent, planned.ticket)
            except Conflict:
                twin = self._twin(planned, order)
                if twin is not None:
                    return twin
                planned = self._again(planned)
        raise Conflict(
            f"ticket {planned.ticket.number} keeps changing",
            written="nothing was written",
            hint="run it again",
        )

    def _twin(self, planned: Escalation, order: Order) -> Written | None:
        """The very same, which another terminal of this person has written since the reading."""
        write = _write(planned, order)
        fitted = self._door.planned(write)[0]
        notes = [
            entry
            for entry in self._desk.conversation(write.ticket, newest=1).entries
            if entry.created_at > planned.ticket.updated_at
            and entry.private
            and entry.author.id == self._desk.me().person.id
            and (entry.mark and entry.mark.verb) == write.mark.verb
            and not fitted.differences(entry)
        ]
        if not notes:
            return None
        change = write.change or Change()
        if change.differences(self._desk.ticket(TicketRef(write.ticket))):
            return None  # the same words, and not the same escalation
        return Written(write, notes[0], earlier=True)

    def _again(self, planned: Escalation) -> Escalation:
        """The same plan on the ticket as it stands now.

        Raises:
            Conflict: what the plan rests on is different now; says what.
        """
        before, now = planned.ticket, self._door.settled(TicketRef(planned.ticket.number))
        moved = escalation.moved(before, now, planned.marker)
        if moved:
            raise Conflict(
                f"ticket {now.number} was changed in the meantime: {', '.join(moved)}"
                f"{self._by_whom(before, planned.change)}",
                written="nothing was written",
                hint=f"csm show {now.number}, then decide again",
            )
        return planned._replace(ticket=now, operation_id=self._new_id())

    def _by_whom(self, before: Ticket, change: Change | None) -> str:
        """Who did what to the ticket since it was read, as far as the desk tells."""
        try:
            happenings = self._desk.happenings(before.number, before.updated_at) or ()
        except CsmError:  # what it is now is known, and is told all the same
            return ""
        told = "; ".join(undo.told(each, change) for each in reversed(happenings))
        return f" ({told})" if told else ""

    def _refuse_light_agent(self, ticket: Ticket, *, changes_fields: bool) -> None:
        """The kept role is asked again before it says no: people step up in a sidebar app."""
        if self._desk.me().may_change_fields or self._desk.me(fresh=True).may_change_fields:
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


def _of_earlier(read: Read, written: Written) -> Escalation:
    """The escalation that an earlier run wrote; to what group is in what it sent."""
    change, route = written.write.change, read.route
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
    found = [Notice("not_recorded", text) for text in written.warnings]
    if written.earlier:
        found.append(Notice("earlier", "an earlier run had already written it"))
    mark = written.note.mark
    return planned._replace(
        outcome=outcome,
        note=written.note.body,
        note_id=written.note.id,
        note_public=not written.note.private,
        warnings=(*planned.warnings, *found),
        attachments=written.note.attachments,
        operation_id=mark.operation_id if mark else planned.operation_id,
        reason=reason,
        hint=hint,
        requests=(),
    )


def _failed(planned: Escalation, outcome: str, problem: CsmError) -> Escalation:
    return planned._replace(outcome=outcome, reason=problem.said, hint=problem.hint, requests=())
