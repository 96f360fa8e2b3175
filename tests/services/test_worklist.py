"""Making the list: several sources, each ticket once, few requests, and what fails is said."""

from collections.abc import Iterator, Sequence
from datetime import UTC, timedelta
from typing import Any

import pytest

from csm_cli.adapters import defaults
from csm_cli.domain.clocks import clocks
from csm_cli.domain.errors import CsmError, NotFound, NotSignedIn, Unavailable, WrongUsage
from csm_cli.domain.finding import Batch, Query
from csm_cli.domain.in_sight import InSight
from csm_cli.domain.talk import Talk
from csm_cli.domain.tickets import Conversation, DeskOrganization, Marker, Me, Person, Ticket
from csm_cli.domain.worklist import Worklist
from csm_cli.services.conversations import Conversations
from csm_cli.services.my_customers import listed, named, of_solved
from csm_cli.services.worklist import Mine, Working
from csm_cli.services.worksheet import Choice, Sheet
from tests.services.readable_desk import ADA, MARKER, NOW, THEO, entry, ticket

HOUR = timedelta(hours=1)
ROBIN = Me(Person(101, "Robin Vale", "robin.vale@posthog.example"), "full")
HEDGEBOX, KELP = DeskOrganization(3, "Hedgebox Inc", "uuid-3"), DeskOrganization(4, "Kelpworks")
HOLDING = DeskOrganization(9, "Gmail user - please assign to correct org")


class Finder:
    """Gives each kind of question its tickets, a batch at a time; records what it was asked."""

    def __init__(self, **tickets: Sequence[Ticket] | CsmError) -> None:
        self.asked: list[Any] = []
        self._tickets = tickets

    def _give(self, kind: str, question: Any) -> Iterator[Batch]:
        self.asked.append((kind, question))
        found = self._tickets.get(kind, ())
        if isinstance(found, CsmError):
            raise found
        for at, each in enumerate(found):
            yield Batch((each,), at == len(found) - 1)

    def find(self, query: Query, most: int | None = None) -> Iterator[Batch]:
        """By assignee, by the note's words, or by organizations."""
        assert most is None
        kind = "organization" if query.organizations else "note" if query.words else "assignee"
        return self._give(kind, query)

    def matching(self, search: str, query: Query, most: int | None = None) -> Iterator[Batch]:
        """By the owner's tag, solved or not."""
        assert most is None
        return self._give("owner" if query.statuses == Query().statuses else "solved", search)

    def numbered(self, numbers: Sequence[int]) -> Iterator[Batch]:
        """By number."""
        return self._give("numbered", tuple(numbers))


class Desk:
    """Has a conversation for each ticket, or an error; records which were read."""

    def __init__(self, problem: CsmError | None = None, marker: CsmError | None = None) -> None:
        self.asked: list[int] = []
        self.silent_for: dict[int, float] = {}  # hours, by ticket; the others for none
        self.problem = problem
        self._marker = marker

    def me(self) -> Me:
        """Robin."""
        return ROBIN

    def marker(self) -> Marker:
        """The switch, or its error."""
        if self._marker:
            raise self._marker
        return MARKER

    def read(self, numbers: Sequence[int]) -> Iterator[tuple[int, Conversation | CsmError]]:
        """Of each: we answered three hours ago, the customer wrote an hour ago."""
        for number in numbers:
            self.asked.append(number)
            yield number, self.problem or self._conversation(number)

    def _conversation(self, number: int) -> Conversation:
        ago = self.silent_for.get(number, 0)
        entries = (entry(2, THEO, "And?", ago + 1), entry(1, ADA, "Looking", ago + 3))
        return Conversation(entries, complete=True)


class Talks:
    """In memory; `saved` counts how often they were to outlive the run."""

    def __init__(self) -> None:
        self.kept: dict[tuple[int, str], Talk] = {}
        self.saved = 0

    def get(self, number: int, version: str) -> Talk | None:
        """By ticket and version."""
        return self.kept.get((number, version))

    def former(self, number: int) -> Talk | None:
        """By ticket, the newest."""
        return next(
            (talk for (kept, _), talk in [*self.kept.items()][::-1] if kept == number), None
        )

    def put(self, number: int, version: str, talk: Talk) -> None:
        """By ticket and version."""
        self.kept[number, version] = talk

    def save(self) -> None:
        """Count."""
        self.saved += 1


def working(
    finder: Finder,
    desk: Desk | None = None,
    talks: Talks | None = None,
    *,
    customers: Sequence[int] = (),
    escalated: Sequence[int] = (),
    written: Sequence[int] = (),
    most: int = 10,
) -> Working:
    """The service over these."""
    desk = desk or Desk()
    return Working(
        desk,
        finder,
        Mine(
            lambda _: "tags:owner_robin_vale",
            lambda _: customers,
            lambda: escalated,
            lambda: written,
            "gmail user",
            lambda numbers: [each for each in (HEDGEBOX, KELP) if each.id in numbers],
        ),
        Conversations(desk, talks or Talks(), most),
        clocks(defaults.load(), UTC),
        lambda: NOW,
    )


def of(number: int, **kept: Any) -> Ticket:
    """A ticket of Hedgebox's."""
    return ticket(number=number, **{"organization": HEDGEBOX, **kept})


def whys(found: Worklist) -> dict[int, tuple[str, ...]]:
    """Why each ticket is there."""
    return {each.ticket.number: each.why for each in found.rows}


def nobody(_: Sheet) -> None:
    """Does not listen."""


def test_every_source_adds_and_no_ticket_comes_twice() -> None:
    """Each with all its reasons; what is solved by now, or waits to be filed, names nobody."""
    finder = Finder(
        assignee=[of(1)],
        numbered=[of(2), of(8, status="solved")],
        note=[of(3)],
        owner=[of(1), of(4, organization=HOLDING), of(5, organization=KELP)],
        organization=[of(1), of(2), of(6, status="pending"), of(7, status="hold")],
    )
    found = working(finder, customers=[40, 3], escalated=[2, 8]).list(Choice(), nobody)
    assert whys(found) == {
        1: ("assignee", "owner", "organization"),
        2: ("escalation", "organization"),
        3: ("escalation",),
        4: ("owner",),
        5: ("owner",),
        6: ("organization",),
        7: ("organization",),
    }
    assert found.counts == {"us": 5, "customer": 1, "third": 1}
    assert [tuple(each) for each in found.sources] == [
        ("assignee", 1, True), ("escalation", 2, True), ("owner", 3, True),
        ("organization", 4, True),
    ]  # fmt: skip
    assert finder.asked == [
        ("assignee", Query(assignee=101)),
        ("numbered", (2, 8)),
        ("note", Query(
            words=("Escalated to engineering", "by Robin Vale <robin.vale@posthog.example>"),
            escalated=True,
        )),
        ("owner", "tags:owner_robin_vale"),
        ("organization", Query(organizations=(3, 4, 40))),
    ]  # fmt: skip
    assert (found.complete, found.notices) == (True, ())
    assert not any(each.ticket.description for each in found.rows)


def test_the_newest_state_of_a_ticket_counts() -> None:
    """A search that lags does not overwrite what another knows; my own writes are looked up."""
    old = [of(n, subject="old", updated_at=NOW - timedelta(hours=30)) for n in (1, 2, 3)]
    new = [of(1, subject="new"), of(2, status="solved")]
    finder = Finder(assignee=old, numbered=new, owner=old)
    found = working(finder, written=[1, 2, 4]).list(Choice(), nobody)
    assert {each.ticket.number: each.ticket.subject for each in found.rows} == {1: "new", 3: "old"}
    assert finder.asked[-1] == ("numbered", (1, 2, 4))
    late = working(Finder(assignee=[of(1, subject="new")], owner=old)).list(Choice(), nobody)
    assert {each.ticket.subject for each in late.rows if each.ticket.number == 1} == {"new"}


def test_somebody_without_anything_gets_an_empty_list() -> None:
    """No organization is asked about where there is none."""
    finder = Finder()
    found = working(finder).list(Choice(), nobody)
    assert (found.rows, found.complete) == ((), True)
    assert [kind for kind, _ in finder.asked] == ["assignee", "note", "owner"]


def test_the_first_rows_are_told_before_the_rest_was_asked_for() -> None:
    """Whoever waits sees a list as soon as the first batch is there, and each step after it."""
    finder = Finder(assignee=[of(1), of(2)], organization=[of(3)])
    seen: list[tuple[int, int]] = []

    def heard(sheet: Sheet) -> None:
        seen.append((len(sheet.worklist().rows), len(finder.asked)))

    working(finder, customers=[3]).list(Choice(sight=InSight(2)), heard)
    assert seen[:3] == [(1, 1), (2, 1), (3, 4)]
    assert len(seen) == 5  # and each conversation


def test_only_rows_in_sight_are_looked_at() -> None:
    """They stay in front, whatever their conversations say; the next run asks nothing again."""
    tickets = [
        of(n, updated_at=NOW - timedelta(hours=30 - n), version=f"v{n}") for n in range(1, 9)
    ]
    desk, talks = Desk(), Talks()
    desk.silent_for = dict.fromkeys(range(1, 9), 40)
    made = working(Finder(assignee=tickets), desk, talks)
    found = made.list(Choice(sight=InSight(3)), nobody)
    assert desk.asked == [1, 2, 3]
    assert [each.ticket.number for each in found.rows] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert [each.talk is not None for each in found.rows] == [True] * 3 + [False] * 5
    assert talks.saved == 1
    again = made.list(Choice(sight=InSight(3), limit=3), nobody)
    assert [each.ticket.number for each in again.rows] == [1, 2, 3]
    assert (desk.asked, again.omitted) == ([1, 2, 3], 5)
    moved = [each._replace(version="new") for each in tickets]
    working(Finder(assignee=moved), desk, talks).list(Choice(sight=InSight(1)), nobody)
    assert desk.asked[3:] == [1]


def test_a_ticket_that_changed_just_now_is_read_again() -> None:
    """The desk's stamps are cut to the second, so that its next change may have the same one."""
    desk, talks = Desk(), Talks()
    made = working(Finder(assignee=[of(1, updated_at=NOW - timedelta(seconds=2))]), desk, talks)
    for _ in range(2):
        made.list(Choice(sight=InSight(1)), nobody)
    assert (desk.asked, talks.kept) == ([1, 1], {})


def test_no_more_conversations_than_allowed() -> None:
    """However many rows are wanted."""
    desk = Desk()
    tickets = [of(n, version=f"v{n}") for n in range(1, 9)]
    found = working(Finder(assignee=tickets), desk, most=4).list(Choice(sight=InSight(8)), nobody)
    assert (len(desk.asked), len(found.rows)) == (4, 8)


@pytest.mark.parametrize("problem", [NotFound("gone"), Unavailable("down")])
def test_a_conversation_that_cant_be_read(problem: CsmError) -> None:
    """The list stands all the same; a desk that is down is not asked for the others."""
    desk = Desk(problem)
    tickets = [of(n, version=f"v{n}") for n in range(1, 4)]
    found = working(Finder(assignee=tickets), desk, customers=[3]).list(
        Choice(sight=InSight(3)), nobody
    )
    assert (len(found.rows), found.complete) == (3, True)
    down = isinstance(problem, Unavailable)
    assert len(desk.asked) == (1 if down else 3)
    assert [each.code for each in found.notices] == (["conversations_missing"] if down else [])


def test_a_source_that_fails_is_said() -> None:
    """The others are listed, and the list is not called whole; with none left it is an error."""
    finder = Finder(assignee=[of(1)], owner=Unavailable("Zendesk answered 500"))
    found = working(finder).list(Choice(), nobody)
    assert (whys(found), found.complete) == ({1: ("assignee",)}, False)
    assert [each.code for each in found.notices] == ["source_failed"]
    down = Unavailable("down")
    everything = Finder(assignee=down, note=down, owner=down, organization=down)
    with pytest.raises(Unavailable):
        working(everything, customers=[3]).list(Choice(), nobody)
    with pytest.raises(NotSignedIn):
        working(Finder(owner=NotSignedIn("no"))).list(Choice(), nobody)


@pytest.mark.parametrize("silent", [True, False])
def test_a_desk_that_is_silent_is_not_asked_everything(silent: bool) -> None:
    """What came before is listed and each other source called missing; no conversation is read."""
    down = Unavailable("can't be reached")
    down.silent = silent
    finder, desk = Finder(assignee=[of(1)], owner=down, organization=[of(2)]), Desk()
    made = working(finder, desk, customers=[3], written=[1])
    found = made.list(Choice(sight=InSight(5)), nobody)
    kinds = [kind for kind, _ in finder.asked]
    assert ("organization" in kinds, "numbered" in kinds) == (not silent, not silent)
    assert [each.ticket.number for each in found.rows] == ([1] if silent else [1, 2])
    assert desk.asked == ([] if silent else [1, 2])
    assert (found.complete, len(found.notices)) == (False, 2 if silent else 1)
    unread = made.due(Choice(), timedelta(hours=99), nobody)
    assert unread.unread == (1 if silent else 0)


def test_without_an_escalation_switch_the_rest_is_listed() -> None:
    """Whether something is escalated is unknown then, which is said."""
    finder = Finder(assignee=[of(1)])
    found = working(finder, Desk(marker=WrongUsage("two fit")), customers=[3]).list(
        Choice(), nobody
    )
    assert [each.escalated for each in found.rows] == [None]
    assert [each.code for each in found.notices] == ["escalation_unknown"]
    assert "note" not in [kind for kind, _ in finder.asked]


@pytest.mark.parametrize(
    ("choice", "numbers"),
    [
        (Choice(("us",)), [1, 2]),
        (Choice(("customer", "third")), [3, 4]),
        (Choice(organizations=("kelp",)), [2]),
        (Choice(organizations=("uuid-3",)), [1, 3, 4]),
        (Choice(organizations=("4",)), [2]),
        (Choice(organizations=("0184C2F1",)), []),
        (Choice(escalated=True), [3]),
    ],
)
def test_what_was_chosen(choice: Choice, numbers: list[int]) -> None:
    """On whom it waits, whose it is (by name or id), and escalated ones alone."""
    plain: dict[str, Any] = {"organization_id": None}
    tickets = [
        of(1, **plain), of(2, organization=KELP, **plain),
        of(3, status="pending", fields={MARKER.field_id: "escalated"}, **plain),
        of(4, status="hold", **plain),
    ]  # fmt: skip
    found = working(Finder(assignee=tickets)).list(choice, nobody)
    assert sorted(whys(found)) == numbers


def test_words_that_fit_no_organization_are_told_with_the_nearest() -> None:
    """Of mine, with tickets or without; a slip of the fingers must not look like an empty list."""
    finder = Finder(assignee=[of(1), of(2, organization=HOLDING)])
    made = working(finder, customers=[4])
    for word in ("hedge", "kelp", "KELPW", "4", "uuid-3"):
        assert made.list(Choice(organizations=(word,)), nobody).notices == ()
    found = made.list(Choice(organizations=("hedgebx", "kelp", "99")), nobody)
    assert [each.code for each in found.notices] == ["no_such_organization"] * 2
    first, second = (each.text for each in found.notices)
    assert "--org hedgebx" in first
    assert first.endswith("Hedgebox Inc, Kelpworks")  # nobody is of those that wait to be filed
    assert "--org 99" in second
    assert found.complete
    assert {
        each.code for each in made.due(Choice(organizations=("x1",)), HOUR, nobody).notices
    } == {"no_such_organization"}


def test_plans_that_contradict_each_other_are_told() -> None:
    """No clock is known for such a ticket, which puts it last: its number is named."""
    both = ("plan_scale", "plan_enterprise")
    tickets = [of(n, tags=both) for n in range(1, 8)]
    others = [
        of(8, tags=("plan_scale", "plan_yc")),
        of(9, tags=("plan_scale",)),
        of(10, tags=()),
        of(11, tags=both, status="hold"),
    ]
    made = working(Finder(assignee=[*tickets, *others]), customers=[3])
    found = made.list(Choice(waiting=("us",)), nobody)
    [told] = found.notices
    assert told.code == "several_plans"
    assert told.text.endswith(": 1, 2, 3, 4, 5 and 2 more")
    [due] = made.due(Choice(waiting=("us",)), HOUR, nobody).notices
    assert due == told
    fewer = working(Finder(assignee=others), customers=[3]).list(Choice(), nobody)
    assert [notice.text.partition(": ")[2] for notice in fewer.notices] == ["11"]


def test_words_are_not_doubted_where_a_source_failed() -> None:
    """What is missing may be just that organization, and it is said already that some is."""
    finder = Finder(assignee=Unavailable("down"), owner=[of(1)])
    found = working(finder).list(Choice(organizations=("nope",)), nobody)
    assert [each.code for each in found.notices] == ["source_failed"]


@pytest.mark.parametrize(
    ("tickets", "customers", "codes"),
    [
        ({}, [], ["no_organizations"]),
        ({"assignee": [of(1)]}, [], ["no_organizations"]),
        ({"owner": [of(1, organization=HOLDING)]}, [], ["no_organizations"]),
        ({"owner": [of(1)]}, [], []),
        ({}, [4], []),
        ({"assignee": [of(1)], "owner": Unavailable("down")}, [], ["source_failed"]),
    ],
)
def test_nobodys_organizations(tickets: Any, customers: list[int], codes: list[str]) -> None:
    """Where nothing makes one mine, an empty list is no sign that all is well, which is said."""
    found = working(Finder(**tickets), customers=customers).list(Choice(), nobody)
    assert [each.code for each in found.notices] == codes
    if codes == ["no_organizations"]:
        assert "tags:owner_robin_vale" in found.notices[0].text


def test_where_an_update_is_due() -> None:
    """By our own last word, three hours ago; what can't be due is not even looked at."""
    young = NOW - timedelta(hours=2)
    tickets = [
        of(1), of(2, tags=("plan_free",)), of(3, created_at=young), of(4, status="pending"),
        of(5, status="hold"), of(6, tags=("plan_scale",)),
    ]  # fmt: skip
    desk = Desk()
    made = working(Finder(assignee=tickets), desk)
    choice = Choice(("us", "third"))
    assert made.due(choice, timedelta(0), nobody).rows == ()
    assert sorted(desk.asked) == [1, 5]
    soon = made.due(choice, timedelta(hours=5), nobody)
    assert sorted(whys(soon)) == [1, 5]
    assert {each.left for each in soon.rows} == {timedelta(hours=5)}
    assert made.due(choice, timedelta(hours=4.9), nobody).rows == ()


def test_what_is_not_due_is_not_shown_meanwhile() -> None:
    """Whoever waits sees no ticket of which it is not known that an update is due."""
    tickets = [of(1), of(2, tags=("plan_free",)), of(3, created_at=NOW - timedelta(hours=2))]
    seen: list[list[int]] = []
    made = working(Finder(assignee=tickets), Desk())
    made.due(
        Choice(),
        timedelta(hours=5),
        lambda sheet: seen.append([each.ticket.number for each in sheet.worklist().rows]),
    )
    assert len(seen) > 1
    assert [each for each in seen if each not in ([], [1])] == []


def test_what_nobody_could_look_at_is_not_silently_left_out() -> None:
    """The oldest change first; a further run goes on, because what was read is remembered."""
    tickets = [of(n, updated_at=NOW - timedelta(hours=n), version=f"v{n}") for n in range(10, 13)]
    desk, talks = Desk(), Talks()
    made = working(Finder(assignee=tickets), desk, talks, customers=[3], most=2)
    found = made.due(Choice(), timedelta(hours=8), nobody)
    assert desk.asked == [12, 11]
    assert [each.code for each in found.notices] == ["not_looked_at"]
    assert not found.complete
    rest = made.due(Choice(), timedelta(hours=8), nobody)
    assert (desk.asked, len(rest.rows), rest.notices) == ([12, 11, 10], 3, ())
    assert rest.complete


def test_rows_in_sight_further_down() -> None:
    """Only they have their conversations read, not those above."""
    tickets = [of(n, updated_at=NOW - timedelta(hours=30 - n)) for n in range(1, 9)]
    desk = Desk()
    found = working(Finder(assignee=tickets), desk).list(Choice(sight=InSight(2, above=3)), nobody)
    assert desk.asked == [4, 5]
    rest = [each for each in found.rows if each.talk is None]
    made = working(Finder(assignee=tickets), desk)
    read = [*made.looked(rest[-2:])]
    assert [(each.ticket.number, each.talk is not None) for each in read] == [(7, True), (8, True)]
    assert desk.asked == [4, 5, 7, 8]


def test_a_claimed_ticket_keeps_its_place() -> None:
    """Its last change is the claim; what its conversation said before tells to look at it first."""
    opened = NOW - timedelta(days=6)
    tickets = [of(n, created_at=opened, updated_at=NOW - HOUR, version="1") for n in range(1, 31)]
    desk, talks = Desk(), Talks()
    desk.silent_for = {20: 3}
    working(Finder(assignee=tickets), desk, talks, most=200).list(Choice(sight=InSight(30)), nobody)
    touched = [each._replace(version="2", updated_at=NOW - HOUR / 2) for each in tickets]
    made = working(Finder(assignee=touched), desk, talks, customers=[3], most=200)
    found = made.list(Choice(sight=InSight(1, beyond=1), limit=1), nobody)
    assert [(each.ticket.number, each.talk is not None) for each in found.rows] == [(20, True)]
    assert desk.asked[30:] == [20]
    assert found.notices == ()


def test_what_may_stand_first_is_said() -> None:
    """Where fewer may be read than might be the first, and not where all of those were."""
    minute = timedelta(minutes=1)
    tickets = [
        of(n, created_at=NOW - timedelta(days=6), updated_at=NOW - n * minute, version="1")
        for n in range(1, 31)
    ]
    desk = Desk()
    desk.silent_for = dict.fromkeys(range(1, 31), 3)
    made = working(Finder(assignee=tickets), desk, Talks(), customers=[3], most=200)
    doubted = made.list(Choice(sight=InSight(2, beyond=2), limit=2), nobody)
    assert len(desk.asked) == 4
    assert [each.code for each in doubted.notices] == ["order_unsure"]
    assert doubted.notices[0].text.startswith("26 more may belong among the first 2;")
    assert all(each.talk for each in doubted.rows)
    assert doubted.complete
    rest = made.list(Choice(sight=InSight(2, beyond=28), limit=2), nobody)
    assert (len(desk.asked), rest.notices) == (30, ())


def test_which_organizations_are_mine() -> None:
    """Those of solved tickets with the tag, and those that are listed, a hundred at a time."""
    finder = Finder(solved=[of(1), of(2, organization=KELP), of(3, organization=HOLDING)])
    assert of_solved(finder, "tags:x", "gmail user") == [3, 4]
    asked: list[int] = []

    class Organizations:
        def with_ids(self, organization_ids: Sequence[str]) -> Sequence[DeskOrganization]:
            asked.append(len(organization_ids))
            return [DeskOrganization(int(each), "x") for each in organization_ids]

        def numbered(self, numbers: Sequence[int]) -> Sequence[DeskOrganization]:
            asked.append(len(numbers))
            return [DeskOrganization(each, "x") for each in numbers]

    assert listed(Organizations(), [str(n) for n in range(150)]) == list(range(150))
    assert [each.id for each in named(Organizations(), range(150))] == list(range(150))
    assert asked == [100, 50] * 2
