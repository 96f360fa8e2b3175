"""Escalating a ticket: read, planned as a value, shown, sent once, compared.

Two steps, so that a person can look in between: `plan` reads and decides, `carry_out`
sends what was planned. Nothing here prints or asks.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from csm_cli.domain import claims, escalation
from csm_cli.domain.attachments import Attached, Attachment
from csm_cli.domain.claims import Claim
from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    NotAllowed,
    OutcomeUnknown,
    Refused,
    WrongUsage,
)
from csm_cli.domain.escalation import Escalation, Parts, Route
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Mark, Marker, Ticket, Write
from csm_cli.services.ports import TicketDesk
from csm_cli.services.routing import Destination, Routing
from csm_cli.services.writing import Door, Written

_ROUNDS = 3  # a ticket born in Slack changes seconds after its birth: read again and go on


class Order(NamedTuple):
    """What is to be done besides: `withdraw` takes an escalation back, `again` overrides one.

    `attachments` are the files that go with the note.
    """

    withdraw: bool = False
    again: bool = False
    resend: bool = False
    attachments: tuple[Attachment, ...] = ()


class Read(NamedTuple):
    """A ticket with what has to be known before its escalation can be written.

    `facts` are what is known of it for the note, as label and value.
    """

    ticket: Ticket
    claim: Claim | None
    route: Route
    marker: Marker | None
    facts: Sequence[tuple[str, str]]


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
    ) -> None:
        self._desk = desk
        self._door = door
        self._routing = routing
        self._writer = writer
        self._facts_of = facts_of
        self._old_row = old_row
        self._now = now
        self._new_id = new_id

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
        intent = None if parts is None else _intent(read.route, parts, order)
        verb = _verb(read.route, order)
        try:
            written = self._door.earlier(
                read.ticket.number, verb, intent, resend=order.resend, files=order.attachments
            )
        except OutcomeUnknown as problem:
            return _nothing_to_do(read, escalation.UNKNOWN, _said(problem), hint=problem.hint)
        return None if written is None else _done(_of_earlier(read, written), written, order)

    def already(self, read: Read, order: Order) -> Escalation | None:
        """The result, if nothing is to be done with the ticket as it stands; else null."""
        ticket, route, marker = read.ticket, read.route, read.marker
        if marker is None:
            return None
        on = escalation.is_escalated(ticket, marker)
        if order.withdraw:
            return None if on else _nothing_to_do(read, escalation.WITHDRAWN, "it is not escalated")
        if not on or order.again or route.group is None:
            return None
        holder = ticket.group.name if ticket.group else "no group"
        if ticket.group is not None and ticket.group.id == route.group.id:
            return _nothing_to_do(read, escalation.ALREADY, f"it is with {holder} already")
        return _nothing_to_do(
            read,
            escalation.CONFLICT,
            f"it is already escalated, to {holder}",
            hint="add --again to hand it on",
        )

    def plan(self, read: Read, parts: Parts, order: Order) -> Escalation:
        """What would be written, as a value; call it only if `already` is null.

        Raises:
            WrongUsage: a part of the note has no substance, or a secret in it.
        """
        ticket, route, marker = read.ticket, read.route, read.marker
        needed = ("why",) if order.withdraw else Parts._fields
        lacking = [name for name in escalation.missing(parts) if name in needed]
        if lacking:
            raise WrongUsage(
                f"the note lacks substance: {', '.join(lacking)}",
                written="nothing was sent",
                hint=" ".join(f"--{name} TEXT" for name in lacking),
            )
        note = self._writer.write(_template(route, order), self._values(read, parts))
        change = _change(read, order)
        operation_id = self._new_id()
        planned = Escalation(
            ticket,
            escalation.PLANNED,
            route,
            note,
            marker,
            change,
            warnings=self._warnings(read),
            operation_id=operation_id,
        )
        sent, requests = self._door.planned(_write(planned, order))
        files = tuple(Attached(file.name, file.size) for file in sent.attachments)
        return planned._replace(requests=requests, attachments=files)

    def carry_out(self, planned: Escalation, parts: Parts, order: Order) -> Escalation:
        """Send what was planned, once; every way this can end but a few is a result.

        Raises:
            Conflict: the ticket changed in what the plan rests on; nothing was written.
            Unavailable: the desk can't be reached; nothing was written.
        """
        try:
            written = self._send(planned, order, _intent(planned.route, parts, order))
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
                planned = self._again(planned)
        raise Conflict(
            f"ticket {planned.ticket.number} keeps changing",
            written="nothing was written",
            hint="run it again",
        )

    def _again(self, planned: Escalation) -> Escalation:
        """The same plan on the ticket as it stands now.

        Raises:
            Conflict: what the plan rests on is different now; says what.
        """
        before, now = planned.ticket, self._door.settled(TicketRef(planned.ticket.number))
        moved = escalation.moved(before, now, planned.marker)
        if moved:
            raise Conflict(
                f"ticket {now.number} was changed in the meantime: {', '.join(moved)}",
                written="nothing was written",
                hint=f"csm show {now.number}, then decide again",
            )
        return planned._replace(ticket=now, operation_id=self._new_id())

    def _warnings(self, read: Read) -> tuple[Notice, ...]:
        return escalation.warnings(
            read.ticket,
            read.route,
            read.claim,
            self._desk.me().person.id,
            today=self._now().date(),
            old=self._old_row,
        )

    def _values(self, read: Read, parts: Parts) -> Mapping[str, object]:
        owner, group, me = read.route.owner, read.route.group, self._desk.me().person
        return {
            "ticket": read.ticket.number,
            "by": f"{claims.one_line(me.name)} <{me.email}>",
            "team": owner.team if owner else None,
            "group": group.name if group else None,
            "channel": owner.slack_channel if owner else None,
            "as_of": owner.as_of.isoformat() if owner else None,
            "claimed_by": claims.one_line(read.claim.by.name) if read.claim else None,
            # What a customer wrote must not look like a line of the note.
            "facts": [(label, " ".join(value.split())) for label, value in read.facts],
            **{name: (text or "").strip() for name, text in parts._asdict().items()},
        }

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


def _change(read: Read, order: Order) -> Change | None:
    marker, group = read.marker, read.route.group
    if marker is None or group is None:
        return None
    if order.withdraw:
        return escalation.withdrawal_change(marker, group)
    return escalation.engineering_change(marker, group)


def _write(planned: Escalation, order: Order) -> Write:
    ticket = planned.ticket
    mark = Mark(planned.operation_id or "", _verb(planned.route, order))
    note = planned.note or ""
    return Write(ticket.number, ticket.version, mark, note, planned.change, order.attachments)


def _verb(route: Route, order: Order) -> str:
    if order.withdraw:
        return escalation.WITHDRAW_VERB
    return escalation.VERB if route.to == escalation.ENGINEERING else escalation.NOTE_VERB


def _intent(route: Route, parts: Parts, order: Order) -> str:
    """What a person asked for, by which a re-run is known; not how the ticket stood."""
    files = tuple((file.name, file.digest) for file in order.attachments)
    return repr((route.group and route.group.id, parts, *files))


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


def _template(route: Route, order: Order) -> str:
    return "withdraw" if order.withdraw else f"escalate-{route.to}"


def _done(planned: Escalation, written: Written, order: Order) -> Escalation:
    usual = escalation.ESCALATED if planned.to == escalation.ENGINEERING else escalation.NOTED
    outcome = escalation.WITHDRAWN if order.withdraw else usual
    reason = None
    if written.differences:
        outcome, reason = escalation.PARTIAL, "; ".join(written.differences)
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
        requests=(),
    )


def _said(problem: CsmError) -> str:
    return "; ".join(part for part in (problem.message, problem.written) if part)


def _failed(planned: Escalation, outcome: str, problem: CsmError) -> Escalation:
    said, hint = _said(problem), problem.hint
    return planned._replace(outcome=outcome, reason=said, hint=hint, requests=())


def _nothing_to_do(read: Read, outcome: str, reason: str, *, hint: str | None = None) -> Escalation:
    return Escalation(
        read.ticket,
        outcome,
        read.route,
        marker=read.marker,
        reason=reason,
        hint=hint,
    )
