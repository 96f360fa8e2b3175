"""Tips for an area by any of its names, and for a ticket with what it says itself."""

from datetime import UTC, date, datetime

import pytest

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.links import PUBLISHED
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Ticket
from csm_cli.domain.tips import Advice, Place, Tips
from csm_cli.services.tips import Advising, Facts
from tests.ownership_rows import feature, former, rows

READ_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
ROWS = rows(
    feature("Replay", "Replay", aliases=("videos",), target_areas=("session_replay",)),
    feature("Surveys", "Surveys", target_areas=("surveys",)),
    feature("Feed", "Growth"),
    feature("Persons", "Ingestion", github_labels=("feature/persons",)),
    feature("Persons view", "Growth", github_labels=("feature/persons",)),
    former_teams=(former("Recordings", "Replay"),),
)


def entry(area: str, title: str | None = None, *also: str, path: str = "/p") -> Tips:
    """An entry with one page."""
    page = (Place(f"Page of {area}", path),)
    return Tips(area, title, also, (f"look at {area}",), (), page, (), date(2026, 11, 29), "a test")


BOOK = (
    entry("session_replay", path="/mine"),
    entry("session_replay", "Session replay", "clips"),
    entry("surveys"),
    entry("signals", "Inbox"),
    entry("general", path="/replay"),
)
BODY = """\
It stops.

-----
Kind: bug
Target area: session_replay
Report event: http://go/ticketByUUID/6173279f-9f19-4d21-8696-a50761534bcb
{more}"""
LOCATION = "Location: https://eu.posthog.com/project/77/insights\n"
ADMIN = (
    "Admin (internal): https://{region}.posthog.com/admin/posthog/user/5/change/ "
    "(organization ID 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01: Hedgebox, project ID 77: App)\n"
)


class Shelf:
    """A desk with one ticket."""

    def __init__(self, ticket: Ticket | None) -> None:
        self._ticket = ticket

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket."""
        assert self._ticket is not None, f"ticket {ref.number} was asked for"
        return self._ticket


def ticket(area: str | None = None, more: str = "", subject: str = "Help") -> Ticket:
    """A ticket whose text says more."""
    return Ticket(
        number=48213, url="https://desk.example/48213", subject=subject, status="open",
        version="1", created_at=READ_AT, updated_at=READ_AT, read_at=READ_AT, area=area,
        severity="high", distinct_id="ada", description=BODY.format(more=more),
    )  # fmt: skip


def advise(query: str, on_desk: Ticket | None = None) -> Advice:
    """Ask; without a ticket the desk must not be reached."""
    facts = Facts(PUBLISHED, "please assign")
    return Advising(BOOK, ROWS, lambda: Shelf(on_desk), facts).advise(query)


def areas(found: Advice) -> list[str]:
    """The areas of the entries, in their order."""
    return [entry.area for entry in found.entries]


REPLAY = ["session_replay", "session_replay", "general"]


@pytest.mark.parametrize(
    ("query", "match", "expected"),
    [
        ("session-replay", "alias", REPLAY),
        ("target_area:session_replay", "alias", REPLAY),
        ("clips", "alias", REPLAY),
        ("INBOX", "alias", ["signals", "general"]),
        ("replay", "exact", REPLAY),
        ("videos", "alias", REPLAY),
        ("Recordings", "alias", REPLAY),
        ("#support-surveys", "alias", ["surveys", "general"]),
        ("survyes", "fuzzy", ["surveys", "general"]),
        ("Feed", "exact", ["general"]),
        ("general", "alias", ["general"]),
    ],
)
def test_an_area_has_many_names(query: str, match: str, expected: list[str]) -> None:
    """Its own, a title, a feature's or a team's, an old one, a misspelt one; own tips first."""
    found = advise(query)
    assert (found.match, areas(found)) == (match, expected)


def test_what_is_not_clear_is_not_answered() -> None:
    """Features of different owners, or nothing near: no tips of anything, but candidates."""
    several = advise("feature/persons")
    assert (several.settled, several.match, len(several.candidates)) == (False, "ambiguous", 2)
    assert advise("quantum banana").settled is False
    for query in ("", " ", "x" * 501, "https://posthog.com/docs"):
        with pytest.raises(WrongUsage):
            advise(query)


def test_a_ticket_fills_the_links_of_its_own_region() -> None:
    """Pages of the customer's project on their host, marked as what the text alone says."""
    found = advise("48213", ticket("session_replay", LOCATION + ADMIN.format(region="eu")))
    assert areas(found) == REPLAY
    assert found.ticket is not None
    start = "https://eu.posthog.com/project/77"
    assert [(page.url, page.confirmed) for page in found.ticket.pages] == [
        (f"{start}/mine", False), (f"{start}/p", False), (f"{start}/replay", False),
    ]  # fmt: skip
    assert ("Severity", "high") in found.ticket.already
    assert ("Distinct id", "ada") in found.ticket.already
    assert "no session replay of the moment of reporting" in found.ticket.lacking
    assert [notice.code for notice in found.notices] == ["ticket_area"]


@pytest.mark.parametrize(
    "more",
    [
        "",
        "Location: https://posthog.example/project/77/insights\n",
        LOCATION + ADMIN.format(region="us"),
    ],
)
def test_no_region_no_link(more: str) -> None:
    """None, another host, or two regions that contradict each other: nothing is guessed."""
    found = advise("#48213", ticket("session_replay", more))
    assert found.ticket is not None
    assert found.ticket.pages == ()
    assert any("region" in text for text in found.ticket.lacking)


def test_a_ticket_without_an_area_gets_what_goes_with_all() -> None:
    """With the features that its subject sounds like; an area without tips is said to have none."""
    bare = ticket(subject="Surveys do not show")._replace(description="They do not.")
    found = advise("48213", bare)
    assert (areas(found), found.match, found.settled) == (["general"], "none", True)
    assert (found.candidates[0].feature, found.notices[0].code) == ("Surveys", "no_area")
    unknown = advise("48213", ticket("quantum_banana"))
    assert areas(unknown) == ["general"]
