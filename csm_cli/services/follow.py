"""Following escalations through: found, read one by one, and compared with GitHub.

Two places know of them: the journal of this machine, and the desk, where the escalation switch
stands on the tickets that carry the person's owner tag. Each ticket costs one request for its
newest entries, so the list has a limit. GitHub is asked last, for a time of its own; what it has
answered until then is told.
"""

from collections.abc import Callable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from typing import NamedTuple

from csm_cli.domain import escalation, following, issues
from csm_cli.domain.around import Missing
from csm_cli.domain.errors import NotAllowed, NotFound, WrongUsage
from csm_cli.domain.escalation import is_escalated
from csm_cli.domain.finding import UNSOLVED, Query
from csm_cli.domain.following import Follow, Followed, Start
from csm_cli.domain.history import Intent
from csm_cli.domain.issues import Issue, IssueRef
from csm_cli.domain.mine import slug
from csm_cli.domain.notes import one_line
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Entry, Group, Marker, Person, Ticket
from csm_cli.services.at_once import Question, ask_all
from csm_cli.services.following_ports import Issues, Members, Queues, Tickets
from csm_cli.services.ports import TicketDesk, Writer

_EVERY_STATUS = (*UNSOLVED, "solved", "closed")
_ENTRIES = 100  # of a ticket: one answer of the desk
_MOST_FOUND = 200  # on the desk; more tickets than anybody follows
_MOST_ISSUES = 30  # in one run: half of what GitHub answers in an hour without a token


class Order(NamedTuple):
    """Which escalations: `all` with solved and closed tickets; `days` since they began."""

    limit: int
    all: bool = False
    days: int | None = None


class GitHub(NamedTuple):
    """How GitHub is asked, and after how many seconds nobody waits for it any more."""

    issues: Callable[[], Issues]
    seconds: float


class _Seen(NamedTuple):
    """A ticket that was found, and how its escalation began; null if its notes have to say."""

    ticket: Ticket
    start: Start | None


class Following:
    """Follows the escalations of whoever is signed in.

    Args:
        desk: The ticket desk.
        finder: Looks for tickets on it.
        organizations: Gives the desk's ids of the organizations that are listed as theirs.
        entries: Gives the journal's entries of this account, the newest first.
        members: Who is in which group.
        queues: Whose queue a group is.
        github: GitHub.
        writer: Makes the nudge.
        support: The name of support's group.
        now: The clock, aware and in UTC.
    """

    def __init__(
        self,
        desk: TicketDesk,
        finder: Tickets,
        organizations: Callable[[], Sequence[int]],
        entries: Callable[[], Sequence[Intent]],
        members: Members,
        queues: Queues,
        github: GitHub,
        writer: Writer,
        *,
        support: str,
        now: Callable[[], datetime],
    ) -> None:
        self._desk = desk
        self._finder = finder
        self._organizations = organizations
        self._entries = entries
        self._members = members
        self._queues = queues
        self._github = github
        self._writer = writer
        self._support = support
        self._now = now
        self._groups: dict[int, AbstractSet[int] | None] = {}
        self._notices: dict[str, Notice] = {}

    def follow(self, order: Order) -> Followed:
        """The escalations, those that wait longest first."""
        me = self._desk.me().person
        marker = self._marker()
        found = self._found(order, me, marker)
        seen, omitted = found[: order.limit], len(found[order.limit :])
        told = (self._followed(each, me, marker) for each in seen)
        rows = [row for row in told if row is not None and self._recent(row.start, order)]
        rows.sort(key=lambda row: -1 if row.quiet_days is None else row.quiet_days, reverse=True)
        rows, missing = self._with_issues(rows)
        nudged = tuple(row._replace(nudge=self._nudge(row)) for row in rows)
        return Followed(nudged, omitted, tuple(self._notices.values()), missing)

    def _marker(self) -> Marker | None:
        try:
            return self._desk.marker()
        except WrongUsage as problem:
            self._say(
                "escalation_unknown", f"whether one is escalated is unknown: {problem.message}"
            )
            return None

    def _found(self, order: Order, me: Person, marker: Marker | None) -> Sequence[_Seen]:
        """All candidates: those of the journal first, then those that only the desk knows of.

        Of each those come first that waited longest, as far as that is known before their entries
        are read: the limit leaves out the others.
        """
        starts = following.by_journal(self._entries(), me)
        on_desk = {ticket.number: ticket for ticket in self._on_desk(order, me, marker)}
        statuses = _EVERY_STATUS if order.all else UNSOLVED
        recent = {number: each for number, each in starts.items() if self._recent(each, order)}
        known = on_desk | self._numbered([number for number in recent if number not in on_desk])
        found = [
            _Seen(known[number], start)
            for number, start in recent.items()
            if number in known and known[number].status in statuses
        ]
        left = [_Seen(ticket, None) for number, ticket in on_desk.items() if number not in starts]
        return [*sorted(found, key=_turn), *sorted(left, key=_turn)]

    def _on_desk(self, order: Order, me: Person, marker: Marker | None) -> Iterator[Ticket]:
        if marker is None:
            return
        escalated = Query(
            statuses=_EVERY_STATUS if order.all else UNSOLVED,
            escalated=True,
        )
        queries = [escalated._replace(tags=(f"owner_{slug(me.name)}",))]
        if listed := tuple(self._organizations()):
            queries.append(escalated._replace(organizations=listed))
        for query in queries:
            whole = True
            for batch in self._finder.find(query, _MOST_FOUND):
                yield from batch.tickets
                whole = batch.whole
            if not whole:
                text = f"a search found more than {_MOST_FOUND} tickets; the others are not here"
                self._say("search_cut", text)

    def _numbered(self, numbers: Sequence[int]) -> dict[int, Ticket]:
        """The journal's tickets, a hundred in a request: in years a journal becomes long."""
        batches = self._finder.numbered(numbers) if numbers else ()
        found = {ticket.number: ticket for batch in batches for ticket in batch.tickets}
        for number in numbers:
            if number not in found:
                text = f"ticket {number} is in the journal, and not shown"
                self._say(f"not_shown_{number}", text)
        return found

    def _recent(self, start: Start, order: Order) -> bool:
        if order.days is None or start.at is None:
            return True
        return self._now() - start.at <= timedelta(days=order.days)

    def _followed(self, seen: _Seen, me: Person, marker: Marker | None) -> Follow | None:
        ticket = seen.ticket
        try:
            read = self._desk.conversation(ticket.number, newest=_ENTRIES)
        except (NotFound, NotAllowed):  # the search knows it, and it is gone since
            self._say(f"not_shown_{ticket.number}", f"ticket {ticket.number} is not shown")
            return None
        entries = read.entries
        start = seen.start or self._start(ticket, entries)
        group = ticket.group if self._is_queue(ticket.group) else start.group or ticket.group
        last = self._last_word(entries, start, me, group)
        whole = last is not None or following.all_read(read, start)
        if not whole:
            text = f"of {ticket.number} the newest {_ENTRIES} entries were read; none is a word of"
            self._say(f"not_read_{ticket.number}", f"{text} an engineer, and an older one may be")
        visible, hidden = following.sight(ticket, start, marker)
        owner = self._queues.of_group(group) if group else None
        return Follow(
            ticket,
            start._replace(group=group),
            owner.team if owner else None,
            owner.slack_channel if owner else None,
            None if marker is None else is_escalated(ticket, marker),
            last,
            visible,
            tuple(hidden),
            following.quiet_days(self._now(), start, last) if whole else None,
            issues.linked([*_of_staff(entries), ticket.description]),
            issues.linked(_of_staff(entries)),
            whole,
        )

    def _start(self, ticket: Ticket, entries: Sequence[Entry]) -> Start:
        group = ticket.group
        people = self._in_group(group) if group and self._is_queue(group) else None
        engineers = (people or frozenset()) - (self._of_support() or frozenset())
        return following.by_notes(ticket, entries, engineers)

    def _is_queue(self, group: Group | None) -> bool:
        return group is not None and group.name.casefold() != self._support.casefold()

    def _last_word(
        self, entries: Sequence[Entry], start: Start, me: Person, group: Group | None
    ) -> Entry | None:
        to_support = start.to == escalation.SUPPORT
        support = self._of_support()
        if to_support or group is None:
            return following.engineer_word(entries, start, me, None, frozenset())
        engineers = self._in_group(group)
        return following.engineer_word(entries, start, me, engineers, support or frozenset())

    def _of_support(self) -> AbstractSet[int] | None:
        named = [g for g in self._desk.groups() if g.name.casefold() == self._support.casefold()]
        return self._in_group(named[0]) if named else None

    def _in_group(self, group: Group) -> AbstractSet[int] | None:
        if group.id not in self._groups:
            try:
                self._groups[group.id] = self._members.members(group)
            except (NotAllowed, NotFound):
                self._groups[group.id] = None
                text = f"who is in the group {group.name} is not told: any staff counts"
                self._say(f"members_unknown_{group.id}", text)
        return self._groups[group.id]

    def _with_issues(self, rows: Sequence[Follow]) -> tuple[list[Follow], tuple[Missing, ...]]:
        """The rows with what GitHub said until it failed, or its time was over.

        What staff linked goes first: a customer can link anything, and as much as they like.
        """
        told = [ref for row in rows for ref in row.told]
        wanted = list(dict.fromkeys([*told, *(ref for row in rows for ref in row.links)]))
        if wanted[_MOST_ISSUES:]:
            text = f"{len(wanted) - _MOST_ISSUES} linked issues were not looked at"
            self._say("issues_left_out", text)
        answers: dict[IssueRef, Issue] = {}

        def ask() -> None:
            github = self._github.issues()
            for ref in wanted[:_MOST_ISSUES]:
                answers[ref] = github.issue(ref)

        missing: tuple[Missing, ...] = ()
        if wanted:
            missing = ask_all({"github": Question(ask, self._github.seconds)}).missing
        known = dict(answers)  # a late answer changes nothing any more
        return [
            row._replace(issues=tuple(known[ref] for ref in row.links if ref in known))
            for row in rows
        ], missing

    def _nudge(self, row: Follow) -> str:
        ticket, start = row.ticket, row.start
        return self._writer.write(
            "nudge",
            {
                "ticket": ticket.number,
                "url": ticket.url,
                "customer": one_line(ticket.organization.name) if ticket.organization else None,
                "team": row.team or (start.group.name if start.group else None),
                "channel": row.channel,
                "since": f"{start.at:%Y-%m-%d}" if start.at else None,
                "days": row.quiet_days,
                "last_by": one_line(row.last.author.name) if row.last else None,
                "last_at": f"{row.last.created_at:%Y-%m-%d}" if row.last else None,
                "no_word": row.last is None and row.whole,
                "hidden": [each.text for each in row.hidden_by],
                "issues": [
                    {"url": each.ref.url, "state": each.state, "reason": each.reason}
                    for each in row.issues
                    if each.ref in row.told
                ],
            },
        )

    def _say(self, key: str, text: str) -> None:
        code = key.rstrip("0123456789").rstrip("_")
        self._notices.setdefault(key, Notice(code, text))


def _turn(seen: _Seen) -> tuple[bool, float]:
    """By this the candidates are taken: what nobody touched longest; what is over last, newest."""
    over, touched = seen.ticket.status not in UNSOLVED, seen.ticket.updated_at.timestamp()
    return over, -touched if over else touched


def _of_staff(entries: Sequence[Entry]) -> Sequence[str]:
    """What staff wrote, the newest first."""
    return [entry.body for entry in entries if entry.author.kind != "customer"]
