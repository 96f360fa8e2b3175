"""Who may claim or release a ticket, as functions of how it stands."""

from datetime import UTC, datetime, timedelta

import pytest

from csm_cli.domain import claim_results
from csm_cli.domain.claim_results import ClaimResult
from csm_cli.domain.claims import Claim, bystanders, may_claim, may_release
from csm_cli.domain.tickets import Entry, Me, Person, Ticket

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ADA = Person(1, "Ada Park", "ada.park@posthog.example")
BEN = Person(2, "Ben Ode", "ben.ode@posthog.example")
ME, LIGHT = Me(ADA, "full"), Me(ADA, "light")
MINE, THEIRS = Claim(ADA, NOW, 5), Claim(BEN, NOW, 6)
TICKET = Ticket(7, "", "", "open", "v", NOW, NOW, NOW)
CLOSED = TICKET._replace(status="closed")
HELD = ClaimResult(
    7,
    "held",
    BEN,
    NOW,
    6,
    "Ben Ode has had it since 2026-11-23 10:00 UTC",
    "csm claim 7 --take-over",
)


def claiming(
    ticket: Ticket = TICKET,
    current: Claim | None = None,
    me: Me = ME,
    *,
    assign: bool = False,
    take_over: bool = False,
) -> ClaimResult | None:
    """What is said instead of a claim."""
    return may_claim(ticket, current, me, assign=assign, take_over=take_over)


@pytest.mark.parametrize("assign", [True, False])
def test_a_free_ticket(assign: bool) -> None:
    """Anybody may claim it, a light agent, too."""
    assert claiming(assign=assign) is None
    assert claiming(me=LIGHT, assign=assign) is None
    assert claiming(take_over=True, assign=assign) is None


def test_somebody_elses() -> None:
    """Only by taking over, whatever else is wished."""
    assert claiming(current=THEIRS) == HELD
    assert claiming(current=THEIRS, assign=True) == HELD
    assert claiming(current=THEIRS, take_over=True) is None


def test_ones_own() -> None:
    """Nothing is left to do, unless it is to be assigned and is not yet."""
    told = ClaimResult(7, "already-yours", ADA, NOW, 5)
    assert claiming(current=MINE) == told
    assert claiming(current=MINE, take_over=True) == told
    assert claiming(current=MINE, assign=True) is None
    assert claiming(TICKET._replace(assignee=BEN), MINE, assign=True) is None
    assert claiming(TICKET._replace(assignee=ADA), MINE, assign=True) == told
    assert claiming(TICKET._replace(assignee=BEN), MINE) == told


@pytest.mark.parametrize("current", [None, MINE, THEIRS])
def test_a_closed_ticket(current: Claim | None) -> None:
    """Neither claimed nor released, and whoever has it is told."""
    reason = "it is closed, and a closed ticket can't be changed"
    told = ClaimResult(7, "closed", reason=reason)
    if current is not None:
        told = told._replace(by=current.by, at=current.at, note_id=current.note_id)
    assert claiming(CLOSED, current, take_over=True) == told
    assert may_release(CLOSED, current, ME) == told


@pytest.mark.parametrize("current", [None, MINE, THEIRS])
def test_a_light_agents_own_ticket(current: Claim | None) -> None:
    """Their note would be public there: nothing is written, a release neither."""
    ticket = TICKET._replace(requester=ADA)
    reason = "you are its requester and a light agent: your note would be public"
    told = ClaimResult(7, "refused", reason=reason)
    assert claiming(ticket, current, LIGHT, take_over=True) == told
    assert may_release(ticket, current, LIGHT) == told
    assert claiming(ticket, None, ME) is None


def test_releasing() -> None:
    """One's own claim; of nobody's there is nothing to release, and somebody else's stays."""
    assert may_release(TICKET, MINE, ME) is None
    assert may_release(TICKET, THEIRS, ME) == HELD._replace(hint=None)
    free = ClaimResult(7, "released", warnings=("nobody had claimed it",))
    assert may_release(TICKET, None, ME) == free


def note(number: int, author: Person, hours: float) -> Entry:
    """A note of so many hours ago."""
    return Entry(number, author, True, "words", NOW - timedelta(hours=hours))


def test_who_else_is_at_work() -> None:
    """Each colleague once, with their newest note of less than a day ago."""
    eve = Person(3, "Eve Noor", None)
    entries = [note(4, BEN, 0), note(3, eve, 1), note(2, BEN, 2), note(1, ADA, 3)]
    assert bystanders(TICKET, entries, ADA, NOW) == (
        "Ben Ode left a note at 2026-11-23 10:00 UTC",
        "Eve Noor left a note at 2026-11-23 09:00 UTC",
    )
    assert bystanders(TICKET, [note(1, BEN, 24)], ADA, NOW) == ()
    assert bystanders(TICKET._replace(assignee=ADA), [], ADA, NOW) == ()


@pytest.mark.parametrize(
    ("outcome", "counts"),
    [
        ("claimed", "done"),
        ("already-yours", "done"),
        ("released", "done"),
        ("held", "held"),
        ("unknown", "unknown"),
        ("closed", "failed"),
        ("unavailable", "failed"),
    ],
)
def test_what_a_ticket_counts_as(outcome: str, counts: str) -> None:
    """While others are still to come."""
    assert claim_results.kind(ClaimResult(7, outcome)) == counts
