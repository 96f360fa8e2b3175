"""Filling a Slack-born ticket's form: read, planned as a value, shown, sent once, compared.

Two steps, so that a person can look in between. Nothing here prints or asks.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from csm_cli.domain import filling, groups, triage
from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    NotAllowed,
    OutcomeUnknown,
    Refused,
    WrongUsage,
)
from csm_cli.domain.filling import Filling, Form
from csm_cli.domain.lookup import Similar, nearest
from csm_cli.domain.meanwhile import CODE as CHANGED
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Notice, Ownership
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Group, Mark, Option, Ticket, Write
from csm_cli.domain.triage import Suggestion
from csm_cli.services import meanwhile
from csm_cli.services.delivery import Written
from csm_cli.services.ports import TicketDesk
from csm_cli.services.routing import Destination, Routing
from csm_cli.services.settling import keeps_changing
from csm_cli.services.writing import Door

_ROUNDS = 3  # a ticket born in Slack changes seconds after its birth: read again and go on
_LONGEST = 500  # letters of a ticket that are compared with features' names
_MOST = 3
_LEAST_ALIKE = 0.5


class FormDesk(TicketDesk, Protocol):
    """A ticket desk with severities."""

    def severities(self, *, fresh: bool = False) -> Sequence[Option]:
        """The choices of the field for the severity; from the cache unless `fresh`."""


class Wish(NamedTuple):
    """What is to stand in the form, as a person said it."""

    destination: Destination | None = None
    severity: str | None = None


class Suggesting:
    """Which group a ticket may belong to, by its words. A suggestion is never set unasked.

    Args:
        ownership: Who owns what.
        live: Gives the desk's groups.
        similar: Scores a text against names.
    """

    def __init__(
        self, ownership: Ownership, live: Callable[[], Sequence[Group]], similar: Similar
    ) -> None:
        self._ownership = ownership
        self._live = live
        self._similar = similar

    def of(self, ticket: Ticket) -> tuple[Suggestion, ...]:
        """The features that its words come nearest to, with the owner's group if it is live."""
        text = f"{ticket.subject}\n{ticket.description}"[:_LONGEST]
        return tuple(
            Suggestion(each.feature, team, self._group(each.feature, team), each.score)
            for each in nearest(self._ownership, text, self._similar)[:_MOST]
            for team in each.teams[:1]
            if each.score >= _LEAST_ALIKE
        )

    def _group(self, feature: str, team: str) -> str | None:
        for row in self._ownership.features:
            for owner in row.owners:
                if row.name == feature and owner.team == team and owner.zendesk_group:
                    try:
                        return groups.resolve(owner.zendesk_group, self._live()).name
                    except WrongUsage:
                        return None
        return None


class FillingForms:
    """Fills forms.

    Args:
        desk: The ticket desk.
        door: The way to write to it.
        routing: Finds the group that a person means.
        unclassified: The group of tickets that nobody has sorted.
        new_id: Makes an operation id.
        born_in_slack: Whether a ticket was made of a message in Slack.
    """

    def __init__(
        self,
        desk: FormDesk,
        door: Door,
        routing: Routing,
        unclassified: str,
        new_id: Callable[[], str],
        born_in_slack: Callable[[Ticket], bool],
    ) -> None:
        self._desk = desk
        self._door = door
        self._routing = routing
        self._unclassified = unclassified
        self._new_id = new_id
        self._born_in_slack = born_in_slack

    def read(self, ref: TicketRef) -> Ticket:
        """The ticket, if this person can fill its form.

        Raises:
            Conflict: it is closed, or keeps changing.
            Refused: the role can't do it; noticed before anything is sent.
        """
        ticket = self._door.settled(ref)
        if ticket.closed:
            raise Conflict(
                f"ticket {ticket.number} is closed, and a closed ticket can't be changed",
                written="nothing was sent",
            )
        if not self._door.may_change_fields():
            raise self._too_light(ticket)
        return ticket

    def lacks(self, ticket: Ticket) -> tuple[str, ...]:
        """What nobody has filled in."""
        return triage.lacks(ticket, self._unclassified)

    def severities(self) -> Sequence[Option]:
        """What can be chosen."""
        return self._desk.severities()

    def form(self, ticket: Ticket, wish: Wish) -> Form:
        """What a person wishes, as the desk knows it.

        Raises:
            NotFound: what was typed names no one owner.
            WrongUsage: there is no one live group, or no such severity; or the group is the one
                that a form is to be filled to get out of.
        """
        route = self._routing.find(ticket, wish.destination) if wish.destination else None
        if route and route.group and key(route.group.name) == key(self._unclassified):
            raise WrongUsage(
                f"{route.group.name} is where tickets wait that nobody has sorted",
                written="nothing was sent",
                hint="--group with the group of a team",
            )
        level = None if wish.severity is None else self._severity(wish.severity)
        return Form(route and route.group, level, route and route.owner)

    def earlier(
        self, ticket: Ticket, form: Form, *, resend: bool, dry_run: bool = False
    ) -> Filling | None:
        """The result, if an earlier run left the same intent open; null if it left nothing.

        A dry run settles and sends nothing: what would be sent again is planned.

        Raises:
            Leaked: the earlier note is there, and the customer can read it.
        """
        words = filling.intent(form)
        look = self._door.foreseen if dry_run else self._door.earlier
        try:
            found = look(ticket.number, filling.VERB, words, resend=resend)
        except OutcomeUnknown as problem:
            return _failed(Filling(ticket, form, filling.UNKNOWN), problem)
        if found is None:
            return None
        write = found if isinstance(found, Write) else found.write
        made = Filling(ticket, form, filling.PLANNED, change=write.change)
        if not isinstance(found, Write):
            return self._done(made, found)
        return made._replace(
            note=self._desk.fitted(found).note,
            operation_id=found.mark.operation_id,
            requests=tuple(self._desk.requests(found)),
        )

    def plan(self, ticket: Ticket, form: Form) -> Filling:
        """What would be written; or the result, if there is nothing to do.

        Raises:
            WrongUsage: the note must not leave this machine.
        """
        if (result := filling.decided(ticket, form, self._unclassified)) is not None:
            return result
        change = filling.change(ticket, form)
        assert change is not None  # else nothing is to be done
        text = filling.note(ticket, form, change, self._desk.me().person)
        made = Filling(ticket, form, filling.PLANNED, text, change, operation_id=self._new_id())
        fitted, requests = self._door.planned(_write(made))
        return made._replace(
            note=fitted.note,
            requests=requests,
            warnings=(*self._of_elsewhere(ticket), *self._still_lacks(made)),
        )

    def carry_out(self, planned: Filling) -> Filling:
        """Send what was planned, once; if the ticket changed under it, it is decided again.

        Raises:
            Conflict: the ticket keeps changing, or was closed; nothing was written.
            Unavailable: the desk can't be reached; nothing was written.
        """
        for _ in range(_ROUNDS):
            try:
                written = self._door.send(
                    _write(planned), filling.intent(planned.form), planned.ticket
                )
            except Conflict:
                planned = self._again(planned)
                if planned.outcome != filling.PLANNED:
                    return planned
            except OutcomeUnknown as problem:
                return _failed(planned._replace(outcome=filling.UNKNOWN), problem)
            except NotAllowed as problem:
                return _failed(planned._replace(outcome=filling.REFUSED), problem)
            else:
                return self._done(planned, written)
        raise keeps_changing(planned.ticket.number)

    def _again(self, planned: Filling) -> Filling:
        """Decided on the ticket as it stands now; nobody has agreed to take it from a person."""
        now = self.read(TicketRef(planned.ticket.number))
        again = self.plan(now, planned.form)
        was = planned.ticket.assignee
        taker = now.assignee if now.assignee and now.assignee.id != (was and was.id) else None
        if taker is None or again.change is None or again.change.assignee is None:
            return self._told(planned, again)
        return Filling(
            now,
            planned.form,
            filling.CONFLICT,
            reason=f"{taker.name} was made its assignee in the meantime",
            hint=f"csm show {now.number}, then the same again",
        )

    def _told(self, before: Filling, again: Filling) -> Filling:
        """The same, with what happened to the ticket meanwhile."""
        if again.outcome != filling.PLANNED:
            return again
        told = [each for each in before.warnings if each.code == CHANGED]
        told.append(meanwhile.notice(self._desk, before.ticket, again.ticket))
        return again._replace(warnings=(*again.warnings, *told))

    def _severity(self, typed: str) -> str:
        """The choice, asked for afresh before a kept list is taken to lack it."""
        try:
            return triage.severity(typed, self._desk.severities())
        except WrongUsage:
            return triage.severity(typed, self._desk.severities(fresh=True))

    def _of_elsewhere(self, ticket: Ticket) -> Sequence[Notice]:
        """A form is Slack's: another ticket may be the wrong one."""
        if self._born_in_slack(ticket):
            return ()
        return (
            Notice("not_from_slack", "it was not made of a message in Slack, as far as csm sees"),
        )

    def _still_lacks(self, planned: Filling) -> Sequence[Notice]:
        change = planned.change
        left = [
            name
            for name in self.lacks(planned.ticket)
            if change is None or getattr(change, name) is None
        ]
        if not left:
            return ()
        text = f"the form still lacks: {' and '.join(left)}"
        return (Notice("still_lacks", text),)

    def _too_light(self, ticket: Ticket) -> Refused:
        linked = triage.thread(self._desk.conversation(ticket.number).entries)
        there = f", or fill the form in the Slack thread: {linked}" if linked else ""
        return Refused(
            "filling group and severity needs a full agent, and you are a light one",
            written="nothing was sent",
            hint=f"csm role upgrade{there}",
        )

    def _done(self, planned: Filling, written: Written) -> Filling:
        mark = written.note.mark
        return planned._replace(
            outcome=filling.PARTIAL if written.differences else filling.FILLED,
            note=written.note.body,
            note_id=written.note.id,
            note_public=not written.note.private,
            warnings=(*planned.warnings, *written.notices),
            operation_id=mark.operation_id if mark else planned.operation_id,
            reason="; ".join(written.differences) or None,
            hint=f"csm show {planned.ticket.number}" if written.differences else None,
            requests=(),
        )


def _write(planned: Filling) -> Write:
    assert planned.note is not None  # only what is planned is sent
    assert planned.operation_id is not None
    mark = Mark(planned.operation_id, filling.VERB)
    return Write.on(planned.ticket, mark, planned.note, planned.change)


def _failed(planned: Filling, problem: CsmError) -> Filling:
    return planned._replace(reason=problem.said, hint=problem.hint, requests=())
