"""Looking for what is to be sorted, with everything asked in memory."""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import timedelta

import pytest

from csm_cli.adapters import defaults
from csm_cli.domain.errors import NotAllowed, NotFound
from csm_cli.domain.finding import UNSOLVED, Batch, Query
from csm_cli.domain.tickets import Conversation, DeskOrganization, Entry, Me, Person, Ticket
from csm_cli.domain.triage import Triage, customs
from csm_cli.services.triage import Sources, Triaging
from tests.domain.test_triage import HEDGE, HEDGE_ID, HOLDING, KELP, KOFI, NOW, REPLAY
from tests.services.writable_desk import ADA, ROBIN

OWN, SLACK = "owner_robin_vale", "pylon"
OTHER = HEDGE._replace(id=77, organization_id="018a9bb0-55d4-0000-a1c8-3e90b7f44c03")


def ticket(number: int, *tags: str, **kept: object) -> Ticket:
    """A ticket of Kelpworks with these tags, the older the smaller its number."""
    at = NOW + timedelta(hours=number)
    told: dict[str, object] = {"requester": KOFI, "organization": KELP, "tags": tags, **kept}
    return Ticket(number, "", "words", "open", "v", at, at, at, **told)  # type: ignore[arg-type]


class World:
    """A desk, a finder and an organization directory that count what they are asked."""

    def __init__(self, *tickets: Ticket) -> None:
        self.batches = [Batch(tickets, whole=True)]
        self.queries: list[Query] = []
        self.asked: list[int] = []
        self.mine: Callable[[], Collection[int]] = lambda: {KELP.id}
        self.named: Callable[[], Sequence[DeskOrganization]] = lambda: [HEDGE]

    def look(self, *, everybodys: bool = False) -> Triage:
        """What there is to sort."""
        sources = Sources(lambda: self, lambda: self, lambda: self, self.mine, lambda _: ())
        rules = customs(defaults.load())._replace(threads=2)
        return Triaging(sources, rules).look(everybodys=everybodys)

    def me(self) -> Me:
        """Robin Vale."""
        return Me(ROBIN, "full")

    def find(self, query: Query, most: int | None = None) -> Iterator[Batch]:
        """Whatever there is."""
        assert most is None
        self.queries.append(query)
        yield from self.batches

    def conversation(self, number: int) -> Conversation:
        """One note with a thread; ticket 3 is gone by now."""
        self.asked.append(number)
        if number == 3:
            raise NotFound("gone")
        linked = f"https://posthog.slack.com/archives/C05KELP/p{number}"
        return Conversation((Entry(1, ADA, True, linked, NOW),), complete=True)

    def with_ids(self, organization_ids: Sequence[str]) -> Sequence[DeskOrganization]:
        """The name of one."""
        assert list(organization_ids) == [HEDGE_ID]
        return self.named()


def numbers(found: Triage) -> tuple[list[int], list[int]]:
    """The tickets of both lists."""
    return (
        [each.ticket.number for each in found.unfilled],
        [each.ticket.number for each in found.misfiled],
    )


def test_one_search_for_what_is_mine() -> None:
    """By the owner's tag or Slack's; of Slack's those of my organizations, and of nobody knows.

    An organization is mine, too, if the form of a ticket of mine names it.
    """
    world = World(
        ticket(5, SLACK),
        ticket(4, "Pylon", OWN, group=REPLAY),
        ticket(6, SLACK, organization=HEDGE),
        ticket(10, SLACK, organization=OTHER),
        ticket(7, SLACK, organization=None),
        ticket(8, SLACK, group=REPLAY, severity="high"),
        ticket(9, OWN, organization_id=HEDGE_ID),
    )
    found = world.look()
    assert numbers(found) == ([4, 5, 6, 7], [9])
    assert (found.scope, found.complete, found.warnings[0].code) == (
        "mine",
        True,
        "threads_left_out",
    )
    assert world.queries == [Query(UNSOLVED, (OWN, "pylon"))]
    assert found.unfilled[0].lacks == ("severity",)
    assert found.misfiled[0].organization_name == "Hedgebox"


def test_threads_of_those_that_wait_longest() -> None:
    """So many and no more are asked for; one that is gone by now has none."""
    world = World(ticket(9, SLACK), ticket(3, SLACK), ticket(5, SLACK))
    found = world.look()
    assert world.asked == [3, 5]
    threads = [each.thread for each in found.unfilled]
    assert threads == [None, "https://posthog.slack.com/archives/C05KELP/p5", None]


def test_everybodys_tickets() -> None:
    """All unsolved ones, and my organizations are not asked for; what is cut off is said."""
    world = World(ticket(1, SLACK, organization=HEDGE), ticket(2, organization=HOLDING))
    world.batches[0] = world.batches[0]._replace(whole=False)
    world.mine = lambda: pytest.fail("nobody needs them")
    found = world.look(everybodys=True)
    assert (numbers(found), found.complete, found.looked_at) == (([1], [2]), False, 2)
    assert [notice.code for notice in found.warnings] == ["tickets_cut"]
    assert world.queries == [Query()]


def test_what_is_not_known_is_said() -> None:
    """Without organizations of mine only my tag counts; without names the id is shown."""
    world = World(ticket(5, SLACK), ticket(9, OWN, organization_id=HEDGE_ID))

    def none() -> Collection[int]:
        raise NotFound("no organization is yours")

    def refused() -> Sequence[DeskOrganization]:
        raise NotAllowed("not for you")

    world.mine, world.named = none, refused
    found = world.look()
    assert numbers(found) == ([], [9])
    assert {notice.code for notice in found.warnings} == {"no_organizations", "names_unknown"}
    (wrong,) = found.misfiled
    assert (wrong.organization_id, wrong.organization_name) == (HEDGE_ID, None)


def test_staff_are_filed_nowhere() -> None:
    """A colleague who opened a ticket is no misfiled customer."""
    colleague = Person(5, "Lin Osei", "lin.osei@posthog.example", "staff")
    assert numbers(World(ticket(1, OWN, requester=colleague, organization=None)).look()) == ([], [])
