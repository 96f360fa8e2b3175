"""Following escalations: which are found, what each costs, and GitHub in every mood."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import pytest

from csm_cli.domain.errors import Limited, NotAllowed, NotFound, Unavailable
from csm_cli.domain.finding import Batch, Query
from csm_cli.domain.history import WRITTEN, Intent
from csm_cli.domain.issues import OPEN, Issue, IssueRef
from csm_cli.domain.ownership import Owner
from csm_cli.domain.tickets import Change, Conversation, Group, Person, Ticket
from csm_cli.services.follow import Following, GitHub, Order
from tests.services.writable_desk import (
    ADA,
    FLAGS,
    MARKER,
    REPLAY,
    START,
    SUPPORT,
    Clock,
    WritableDesk,
)

JULES = Person(107, "Jules Fontaine", None)
ISSUE = IssueRef("PostHog/posthog", 101)
ON = {MARKER.field_id: "escalated"}


class Finder:
    """Finds what it is told, and remembers what it was asked."""

    def __init__(self, desk: WritableDesk) -> None:
        self._desk = desk
        self.asked: list[Query] = []
        self.numbers: list[Sequence[int]] = []
        self.whole = True

    def numbered(self, numbers: Sequence[int]) -> Iterator[Batch]:
        """The desk's tickets with these numbers."""
        self.numbers.append(numbers)
        found = [self._desk.tickets[each] for each in numbers if each in self._desk.tickets]
        yield Batch(tuple(found), whole=True)

    def find(self, query: Query, most: int | None = None) -> Iterator[Batch]:
        """The desk's tickets with the tag."""
        assert most is not None, "a list without an end"
        self.asked.append(query)
        found = [
            ticket
            for ticket in self._desk.tickets.values()
            if ticket.status in query.statuses
            and ticket.fields == ON
            and (set(ticket.tags) & set(query.tags) or query.organizations)
        ]
        yield Batch(tuple(found), self.whole)


class Issues:
    """GitHub, which answers so many questions before it is of another mind."""

    def __init__(self, answers: int = 99, then: Exception | None = None) -> None:
        self._left = answers
        self._then = then
        self.let = threading.Event()
        self.asked: list[IssueRef] = []

    def issue(self, ref: IssueRef) -> Issue:
        """How it stands."""
        self.asked.append(ref)
        self._left -= 1
        if self._left >= 0:
            return Issue(ref, OPEN, "It stops")
        if self._then is not None:
            raise self._then
        self.let.wait(30)
        raise AssertionError("nobody waits for it any more")


class Writer:
    """Shows what a nudge is made of."""

    def write(self, template: str, values: Mapping[str, object]) -> str:
        """The text."""
        names = ("ticket", "team", "channel", "days", "last_by", "no_word", "issues")
        return f"{template} " + " ".join(str(values[name]) for name in names)


class Stage:
    """A desk with Robin in front of it, a journal, groups with people, GitHub."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.desk = WritableDesk(self.clock)
        self.finder = Finder(self.desk)
        self.journal: list[Intent] = []
        self.people = {SUPPORT.id: {ADA.id or 0}, REPLAY.id: {107, ADA.id or 0}, FLAGS.id: set()}
        self.issues = Issues()
        self.organizations: Sequence[int] = ()
        self.seconds = 20.0

    def members(self, group: Group) -> frozenset[int]:
        """Who is in a group."""
        if group.id not in self.people:
            raise NotAllowed("not for you")
        return frozenset(self.people[group.id])

    def of_group(self, group: Group) -> Owner | None:
        """The one team whose queue it is."""
        if group != REPLAY:
            return None
        return Owner("Replay", "replay", "#replay", "Replay", None, (), START.date(), "s")

    def following(self) -> Following:
        """The service."""
        return Following(
            self.desk,
            self.finder,
            lambda: self.organizations,
            lambda: self.journal,
            self,
            self,
            GitHub(lambda: self.issues, self.seconds),
            Writer(),
            support="Support",
            now=self.clock,
        )

    def escalated(self, number: int, **kept: object) -> Ticket:
        """A ticket of one of Robin's customers that is escalated to Replay."""
        told = {"fields": ON, "tags": ("owner_robin_vale",), "group": REPLAY, **kept}
        return self.desk.add(number, **told)  # type: ignore[arg-type]

    def written(self, number: int, days: int, verb: str = "escalate") -> None:
        """The journal has it, so many days ago."""
        at = START - timedelta(days=days)
        change = Change(group=REPLAY) if verb == "escalate" else None
        entry = Intent(f"op{number}", None, "a", number, verb, at, settled=WRITTEN, change=change)
        self.journal.insert(0, entry)


@pytest.fixture(name="stage")
def _stage() -> Stage:
    return Stage()


def test_both_places_know_of_them(stage: Stage) -> None:
    """Each once, the longest silence first; what the desk alone knows of, by its notes.

    The journal's ticket that the search does not show is read by itself.
    """
    stage.escalated(1)
    stage.escalated(2)
    stage.escalated(3, tags=())
    stage.desk.note(2, ADA, "Escalating to engineering: it stops")
    stage.written(1, days=2)
    stage.written(3, days=5)
    found = stage.following().follow(Order(30))
    assert [(row.ticket.number, row.start.how) for row in found.rows] == [
        (3, "journal"), (1, "journal"), (2, "note"),
    ]  # fmt: skip
    assert [row.quiet_days for row in found.rows] == [5, 2, 0]
    assert found.rows[0].visible is True
    assert found.rows[0].nudge == "nudge 3 Replay #replay 5 None True []"
    assert stage.finder.asked == [Query(tags=("owner_robin_vale",), escalated=True)]


def test_listed_organizations_are_looked_at_too(stage: Stage) -> None:
    """By the desk's ids, in a search of their own."""
    stage.organizations = (7,)
    stage.escalated(1, tags=())
    assert [row.ticket.number for row in stage.following().follow(Order(30)).rows] == [1]
    assert stage.finder.asked[-1].organizations == (7,)


def test_the_limit_bounds_what_is_read(stage: Stage) -> None:
    """One reading of entries a ticket, and none beyond the limit; the rest is counted."""
    for number in range(1, 8):
        stage.escalated(number)
    found = stage.following().follow(Order(3))
    assert (len(found.rows), found.omitted) == (3, 4)
    assert len(stage.desk.entries_read) == 3


def test_the_limit_leaves_out_what_waits_least(stage: Stage) -> None:
    """Of the journal's as of the desk's: the newest hand-over is not what has to be followed."""
    for number in range(1, 6):
        stage.escalated(number, tags=(), age=86_400.0 * (10 - number))
        stage.written(number, days=10 - number)
    stage.escalated(6, tags=(), age=86_400.0 * 40, status="solved")
    stage.written(6, days=40)
    service = stage.following()
    for order in (Order(2), Order(2, all=True)):
        assert [row.ticket.number for row in service.follow(order).rows] == [1, 2]


def test_solved_ones_and_old_ones(stage: Stage) -> None:
    """Solved ones only with `all`; with `days`, what began before is left out."""
    stage.escalated(1, status="solved")
    stage.escalated(2)
    stage.written(1, days=9)
    stage.written(2, days=3)
    service = stage.following()
    assert [row.ticket.number for row in service.follow(Order(30)).rows] == [2]
    every = service.follow(Order(30, all=True)).rows
    assert [(row.ticket.number, row.visible) for row in every] == [(1, None), (2, True)]
    recent = service.follow(Order(30, all=True, days=3)).rows
    assert [row.ticket.number for row in recent] == [2]


def test_an_engineers_last_word(stage: Stage) -> None:
    """Of the group's people, but for support's; a later word of support's changes nothing."""
    stage.escalated(1)
    stage.written(1, days=5)
    stage.desk.note(1, JULES, "On our list")
    stage.clock.sleep(3 * 86_400)
    stage.desk.note(1, ADA, "Any news?")
    (row,) = stage.following().follow(Order(30)).rows
    assert row.last is not None
    assert (row.last.author, row.quiet_days) == (JULES, 3)


def test_a_group_that_is_not_told(stage: Stage) -> None:
    """Any staff but the one who escalated counts then, and the result says so."""
    del stage.people[REPLAY.id], stage.people[SUPPORT.id]
    stage.escalated(1)
    stage.written(1, days=5)
    stage.desk.note(1, ADA, "Looking")
    found = stage.following().follow(Order(30))
    assert found.rows[0].last is not None
    assert {notice.code for notice in found.notices} == {"members_unknown"}


def test_to_support(stage: Stage) -> None:
    """Whoever of the staff answered; whether the hero sees it is no question."""
    stage.desk.add(1, group=SUPPORT)
    stage.written(1, days=5, verb="note")
    stage.desk.note(1, ADA, "Mine")
    (row,) = stage.following().follow(Order(30)).rows
    assert row.last is not None
    assert (row.start.to, row.visible, row.last.author) == ("support", None, ADA)


def test_a_ticket_that_is_gone(stage: Stage) -> None:
    """The others are listed, and it is told."""
    stage.written(404, days=1)
    found = stage.following().follow(Order(30))
    assert (found.rows, [notice.code for notice in found.notices]) == ((), ["not_shown"])


def test_a_long_journal_is_not_read_ticket_by_ticket(stage: Stage) -> None:
    """What was solved long ago costs a hundredth of a request, not one."""
    for number in range(1, 41):
        stage.escalated(number, status="solved", tags=())
        stage.written(number, days=number)
    stage.desk.ticket = None  # type: ignore[assignment, method-assign]
    assert stage.following().follow(Order(30)).rows == ()
    assert [len(each) for each in stage.finder.numbers] == [40]


def test_a_search_that_is_cut_says_so(stage: Stage) -> None:
    """An escalation that is missing from the list is never missing in silence."""
    stage.escalated(1)
    stage.finder.whole = False
    found = stage.following().follow(Order(30))
    assert [notice.code for notice in found.notices] == ["search_cut"]


def test_a_ticket_that_only_the_search_still_knows(stage: Stage) -> None:
    """It costs its own row, not the list."""
    stage.escalated(1)
    stage.escalated(2)
    read = stage.desk.conversation

    def conversation(number: int, *, newest: int | None = None) -> Conversation:
        if number == 1:
            raise NotFound("there is no ticket 1")
        return read(number, newest=newest)

    stage.desk.conversation = conversation  # type: ignore[assignment, method-assign]
    found = stage.following().follow(Order(30))
    assert [row.ticket.number for row in found.rows] == [2]
    assert [notice.code for notice in found.notices] == ["not_shown"]


def test_more_entries_than_were_read(stage: Stage) -> None:
    """Nobody says then that no engineer said a word: neither the days nor the nudge."""
    stage.escalated(1)
    stage.written(1, days=5)
    last = stage.desk.note(1, ADA, "Any news?")
    stage.desk.conversation = (  # type: ignore[method-assign]
        lambda *_, **__: Conversation((last,), complete=False)
    )
    found = stage.following().follow(Order(30))
    assert [notice.code for notice in found.notices] == ["not_read"]
    assert (found.rows[0].quiet_days, found.rows[0].nudge) == (
        None, "nudge 1 Replay #replay None None False []",
    )  # fmt: skip


def test_what_a_customer_links_is_no_part_of_the_nudge(stage: Stage) -> None:
    """It is in the list, after what staff linked, and takes no staff's place at GitHub."""
    flood = " ".join(f"https://github.com/evil/evil/issues/{each}" for each in range(1, 60))
    stage.escalated(1, description=flood)
    stage.escalated(2)
    stage.written(1, days=2)
    stage.written(2, days=1)
    stage.desk.note(2, JULES, "See https://github.com/PostHog/posthog/issues/101")
    first, second = stage.following().follow(Order(30)).rows
    assert stage.issues.asked[0] == ISSUE
    assert (len(first.links), first.nudge) == (59, "nudge 1 Replay #replay 2 None True []")
    assert ISSUE.url in (second.nudge or "")


def _with_issues(stage: Stage) -> None:
    for number in (1, 2):
        stage.escalated(number)
        stage.written(number, days=number)
        link = f"https://github.com/PostHog/posthog/issues/{100 + number}"
        stage.desk.note(number, JULES, f"See {link}")


def test_github_present_and_without_a_question(stage: Stage) -> None:
    """Each issue is asked for once; where nothing is linked, nobody asks."""
    stage.following().follow(Order(30))
    assert stage.issues.asked == []
    _with_issues(stage)
    found = stage.following().follow(Order(30))
    assert [row.issues[0].state for row in found.rows] == [OPEN, OPEN]
    assert sorted(stage.issues.asked) == [ISSUE, IssueRef("PostHog/posthog", 102)]
    assert found.missing == ()


@pytest.mark.parametrize(
    ("issues", "seconds", "code"),
    [
        (Issues(1, Limited("too many")), 20.0, "limited"),
        (Issues(1, Unavailable("it is down")), 20.0, "failing"),
        (Issues(1), 0.3, "slow"),
    ],
    ids=["limited", "failing", "slow"],
)
def test_github_that_stops_answering(
    stage: Stage, issues: Issues, seconds: float, code: str
) -> None:
    """The list is right without it, what came is told, and that the rest is missing."""
    _with_issues(stage)
    stage.issues, stage.seconds = issues, seconds
    found = stage.following().follow(Order(30))
    issues.let.set()
    assert [len(row.issues) for row in found.rows].count(1) == 1
    assert [len(row.links) for row in found.rows] == [1, 1]
    assert [(each.service, each.code) for each in found.missing] == [("github", code)]
