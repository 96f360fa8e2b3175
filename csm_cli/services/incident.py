"""The status page beside a ticket, and the tag that ties the ticket to an incident.

The page is asked while the ticket is read, for a time of its own; without it the ticket can
still be tagged by a person who knows the number. The tag and the note are one update.
"""

from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain import context, incident_tagging, incidents, meanwhile, moves
from csm_cli.domain.around import ABSENT, Missing
from csm_cli.domain.errors import Conflict, NotAllowed, OutcomeUnknown
from csm_cli.domain.incident_tagging import Sight, Tagging
from csm_cli.domain.incidents import Case, Rules
from csm_cli.domain.links import Sites
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Mark, Ticket, Write
from csm_cli.services import at_once
from csm_cli.services import meanwhile as meanwhiles
from csm_cli.services.at_once import Answers, Question
from csm_cli.services.delivery import Written
from csm_cli.services.incident_ports import Status
from csm_cli.services.ports import TicketDesk, Writer
from csm_cli.services.settling import keeps_changing
from csm_cli.services.writing import Door

SERVICE = "status"
_ROUNDS = 3  # how often a ticket that changes under the plan is read again


class Looking(NamedTuple):
    """The status page and by what a ticket is compared with it.

    `status` is null where no page is configured; `seconds` is how long it is waited for.
    """

    status: Status | None
    seconds: float
    url: str
    rules: Rules
    sites: Sites
    holding: str

    def begin(self) -> Callable[[], Answers[incidents.StatusPage]]:
        """Ask for the page now; what is given back waits for the answer."""
        if self.status is None:
            none = Missing(SERVICE, ABSENT, "no status page is configured")
            return lambda: Answers({}, (none,))
        return at_once.begin({SERVICE: Question(self.status.page, self.seconds)})

    def known(self, ticket: Ticket) -> context.Context:
        """What is known of the ticket."""
        return context.of(ticket, self.sites, self.holding)

    def matches(self, page: incidents.StatusPage, ticket: Ticket) -> tuple[incidents.Match, ...]:
        """What of the page the ticket may be about."""
        known = self.known(ticket)
        case = Case(known.area.value, known.region.value, known.intake.message, ticket.created_at)
        return incidents.matches(page, case, self.rules)


class Incidents:
    """Looks at the status page, and ties tickets to incidents.

    Args:
        desk: The ticket desk; made when a ticket is named.
        door: The way to write to it; made when a tag is.
        looking: The status page.
        writer: Makes the note, and the words for the customer.
        new_id: Makes an operation id.
        now: The clock, aware and in UTC.
    """

    def __init__(
        self,
        desk: Callable[[], TicketDesk],
        door: Callable[[], Door],
        looking: Looking,
        writer: Writer,
        new_id: Callable[[], str],
        now: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._door = door
        self._looking = looking
        self._writer = writer
        self._new_id = new_id
        self._now = now

    def look(self, ref: TicketRef | None, *, settled: bool = False) -> Tagging:
        """The page, beside the ticket if one is named; nothing is written.

        With `settled` the ticket is read as a write needs it.

        Raises:
            NotFound: there is no such ticket.
        """
        answers = self._looking.begin()
        ticket = None
        if ref is not None:
            ticket = self._door().settled(ref) if settled else self._desk().ticket(ref)
        found = answers()
        sight = self._sight(Sight(found.found.get(SERVICE), found.missing), ticket)
        outcome = incident_tagging.UNSEEN if sight.page is None else incident_tagging.SHOWN
        return Tagging(sight, outcome, draft=self._draft(sight))

    def tag(self, text: str) -> str:
        """The tag that a person means; raises WrongUsage if it is none."""
        return incidents.tag(text, self._looking.rules)

    def tags_of(self, ticket: Ticket) -> tuple[str, ...]:
        """The tags of incidents that the ticket has."""
        return incidents.tags_of(ticket.tags, self._looking.rules)

    def earlier(
        self, seen: Tagging, tag: str, *, resend: bool, dry_run: bool = False
    ) -> Tagging | None:
        """The result, if an earlier run left the same open; null if it left nothing.

        A dry run settles and sends nothing: what would be sent again is planned.
        """
        ticket = _ticket(seen)
        made = seen._replace(tag=tag)
        intent = incident_tagging.intent(tag)
        look = self._door().foreseen if dry_run else self._door().earlier
        try:
            found = look(ticket.number, incident_tagging.VERB, intent, resend=resend)
        except OutcomeUnknown as problem:
            return incident_tagging.failed(made, incident_tagging.UNKNOWN, problem)
        if isinstance(found, Write):
            return made._replace(
                outcome=incident_tagging.PLANNED,
                note=self._desk().fitted(found).note,
                change=found.change,
                operation_id=found.mark.operation_id,
                requests=tuple(self._desk().requests(found)),
            )
        return None if found is None else _done(made, found)

    def plan(self, seen: Tagging, tag: str) -> Tagging:
        """What tying the ticket to the incident would write, or why nothing would.

        Raises:
            WrongUsage: the note must not leave this machine.
        """
        ticket, made = _ticket(seen), seen._replace(tag=tag)
        if tag in ticket.tags:
            return made._replace(outcome=incident_tagging.ALREADY, reason="it has the tag")
        if ticket.closed:
            reason = "it is closed, and a closed ticket can't be changed"
            return made._replace(outcome=incident_tagging.CLOSED, reason=reason)
        desk = self._desk()
        if not self._door().may_change_fields():
            return made._replace(
                outcome=incident_tagging.REFUSED,
                reason="a tag needs a full agent, and you are a light one",
                hint="csm role upgrade",
            )
        values = incident_tagging.note_values(made, desk.me().person)
        planned = made._replace(
            outcome=incident_tagging.PLANNED,
            note=self._writer.write("incident", values),
            change=Change(add_tags=(tag,)),
            operation_id=self._new_id(),
            warnings=_warnings(made),
        )
        return planned._replace(requests=self._door().planned(_write(planned))[1])

    def carry_out(self, planned: Tagging) -> Tagging:
        """Send what was planned, once; where the ticket changed under it, on what it is now.

        Raises:
            Conflict: the ticket keeps changing, or somebody has to decide again; nothing was
                written.
            Unavailable: the desk can't be reached; nothing was written.
        """
        assert planned.tag is not None
        intent = incident_tagging.intent(planned.tag)
        for _ in range(_ROUNDS):
            try:
                written = self._door().send(_write(planned), intent, _ticket(planned))
            except Conflict:
                planned = self._again(planned, planned.tag)
                if planned.outcome != incident_tagging.PLANNED:
                    return planned
            except OutcomeUnknown as problem:
                return incident_tagging.failed(planned, incident_tagging.UNKNOWN, problem)
            except NotAllowed as problem:
                return incident_tagging.failed(planned, incident_tagging.REFUSED, problem)
            else:
                return _done(planned, written)
        raise keeps_changing(_ticket(planned).number)

    def _again(self, planned: Tagging, tag: str) -> Tagging:
        """The same on the ticket as it stands now, with what happened to it meanwhile.

        Raises:
            Conflict: somebody has to decide again; says over what, and by whom it was done.
        """
        desk, before = self._desk(), _ticket(planned)
        now = self._door().settled(TicketRef(before.number))
        seen = Tagging(self._sight(planned.sight, now), incident_tagging.SHOWN, draft=planned.draft)
        if tag in now.tags:
            return self.plan(seen, tag)
        came = meanwhiles.entries(desk, before)
        moved = moves.moved(before, now)
        meanwhiles.stop_at_news(desk, before, now, came, moved, change=planned.change)
        again = self.plan(seen, tag)
        told = [each for each in planned.warnings if each.code == meanwhile.CODE]
        told.append(meanwhiles.notice(desk, before, now, came, planned.change))
        return again._replace(warnings=(*again.warnings, *told))

    def _sight(self, sight: Sight, ticket: Ticket | None) -> Sight:
        """The same page, beside this ticket."""
        page = sight.page
        matches = self._looking.matches(page, ticket) if page and ticket else ()
        known = self._looking.known(ticket) if ticket else None
        return Sight(page, sight.missing, ticket, known, matches)

    def _draft(self, sight: Sight) -> str | None:
        if not sight.fitting:
            return None
        values = incident_tagging.customer_values(sight, self._looking.url, self._now())
        return self._writer.write("incident-customer", values)


class Watch:
    """Whether an open incident may be what a ticket is about, told in passing by other commands.

    Asked beside their own reading, waited for briefly, and silent about its own troubles: a
    claim must not fail, nor last, because of it.
    """

    def __init__(self, looking: Looking | None) -> None:
        self._looking = looking
        self._answers: Callable[[], Answers[incidents.StatusPage]] | None = None

    def begin(self) -> None:
        """Ask for the page now, once a run."""
        if self._looking is not None and self._answers is None:
            self._answers = self._looking.begin()

    def about(self, ticket: Ticket) -> tuple[str, ...]:
        """The sentence that names the incident, if one fits and none is tied to it yet."""
        if self._looking is None or self._answers is None:
            return ()
        if incidents.tags_of(ticket.tags, self._looking.rules):
            return ()
        try:
            page = self._answers().found.get(SERVICE)
            matches = self._looking.matches(page, ticket) if page else ()
        except Exception:  # noqa: BLE001 - a note is written by now, and its outcome is to be told
            return ()
        names = [match.incident.name for match in matches if match.fits]
        if not names:
            return ()
        more = f" and {len(names) - 1} more" if names[1:] else ""
        said = f"it may be about {names[0]!r}{more} of the status page"
        return (f"{said}: csm incident {ticket.number}",)


def _ticket(tagging: Tagging) -> Ticket:
    ticket = tagging.sight.ticket
    assert ticket is not None  # a tag is for a ticket
    return ticket


def _warnings(tagging: Tagging) -> tuple[Notice, ...]:
    if tagging.sight.page is not None and not tagging.sight.fitting:
        return (Notice("no_incident_fits", "no open incident of the status page fits the ticket"),)
    return ()


def _write(planned: Tagging) -> Write:
    assert planned.note is not None  # only what is planned is sent
    assert planned.operation_id is not None
    mark = Mark(planned.operation_id, incident_tagging.VERB)
    return Write.on(_ticket(planned), mark, planned.note, planned.change)


def _done(planned: Tagging, written: Written) -> Tagging:
    mark, note = written.note.mark, written.note
    return planned._replace(
        outcome=incident_tagging.PARTIAL if written.differences else incident_tagging.TAGGED,
        note=note.body,
        note_id=note.id,
        note_public=not note.private,
        change=written.write.change,
        operation_id=mark.operation_id if mark else planned.operation_id,
        reason="; ".join(written.differences) or None,
        hint=f"csm show {written.write.ticket}" if written.differences else None,
        warnings=(*planned.warnings, *written.notices),
        requests=(),
    )
