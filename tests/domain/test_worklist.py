"""The list of tickets: who waits for whom, which clock runs, who is hidden, what comes first."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from csm_cli.adapters import defaults
from csm_cli.domain.clocks import CUSTOMER_WORD, LAST_CHANGE, OPENED, OUR_WORD, clocks
from csm_cli.domain.history import Intent
from csm_cli.domain.my_escalations import handed_over
from csm_cli.domain.talk import Said, Talk, talk
from csm_cli.domain.worklist import Row, Rules, ordered, row, update_clock
from tests.services.readable_desk import ADA, MARKER, NOW, ROBOT, THEO, entry, ticket

RULES = Rules(clocks(defaults.load(), UTC), MARKER, NOW)
SILENT = Talk(None, None, None, None, whole=True)


def _row(said: Talk | None = None, why: Sequence[str] = ("owner",), **kept: Any) -> Row:
    return row(ticket(**kept), why, said, RULES)


def _said(hours: float, **kept: Any) -> Talk:
    """Our last public word so many hours ago."""
    return SILENT._replace(ours=Said(ADA, NOW - timedelta(hours=hours)), **kept)


def test_a_conversation_says_who_has_to_answer() -> None:
    """Public words alone count, of people alone; the oldest one without an answer is since when."""
    entries = [
        entry(6, ADA, "Claimed by Ada Park <ada.park@posthog.example> with csm", 1, private=True),
        entry(5, ROBOT, "We got it", 2),
        entry(4, THEO, "Hello?", 3),
        entry(3, THEO, "Any news?", 9),
        entry(2, ADA, "Looking", 20),
        entry(1, THEO, "Broken", 48),
    ]
    found = talk(entries, whole=True)
    assert found.claim is not None
    assert found.claim.by == ADA
    assert (found.last, found.ours) == (
        Said(THEO, NOW - timedelta(hours=3)), Said(ADA, NOW - timedelta(hours=20)),
    )  # fmt: skip
    assert found.last is not None
    assert (found.last.who, found.ours and found.ours.who) == ("customer", "us")
    assert found.unanswered == NOW - timedelta(hours=9)
    answered = talk(entries[4:], whole=True)
    assert (answered.unanswered, answered.claim) == (None, None)
    assert talk(entries[:2], whole=False) == Talk(found.claim, None, None, None, whole=False)


@pytest.mark.parametrize(
    ("status", "waiting", "runs"),
    [("new", "us", True), ("open", "us", True), ("pending", "customer", False),
     ("hold", "third", False)],
)  # fmt: skip
def test_who_waits_for_whom(status: str, waiting: str, runs: bool) -> None:
    """The handbook's statuses; the clock stands while the ticket waits for somebody else."""
    found = _row(status=status)
    assert (found.waiting, found.clock is not None) == (waiting, runs)


@pytest.mark.parametrize(
    ("said", "status", "basis", "hours"),
    [
        (None, "new", OPENED, 48),
        (None, "open", LAST_CHANGE, 20),
        (SILENT, "open", OPENED, 48),
        (_said(30), "open", OUR_WORD, 30),
        (_said(30, unanswered=NOW - timedelta(hours=5)), "open", CUSTOMER_WORD, 5),
    ],
)
def test_what_a_clock_begins_with(said: Talk | None, status: str, basis: str, hours: int) -> None:
    """The oldest unanswered word, else our own; without a look, at the latest the last change."""
    clock = _row(said, status=status).clock
    assert clock is not None
    assert (clock.basis, NOW - clock.began_at) == (basis, timedelta(hours=hours))


def test_an_update_is_due_by_our_own_last_word() -> None:
    """Whoever's turn it is; without any word of ours since the ticket was opened."""
    asked = _row(_said(30, unanswered=NOW - timedelta(hours=5)), status="pending")
    ours, none, unknown = (
        update_clock(each, RULES.clocks) for each in (asked, _row(SILENT), _row())
    )
    assert ours is not None
    assert none is not None
    assert (ours.basis, NOW - ours.began_at) == (OUR_WORD, timedelta(hours=30))
    assert (none.basis, NOW - none.began_at) == (OPENED, timedelta(hours=48))
    assert unknown is None
    assert update_clock(_row(_said(30), tags=("plan_free",)), RULES.clocks) is None


@pytest.mark.parametrize(
    ("kept", "sees", "hidden_by"),
    [
        ({}, True, ()),
        ({"status": "pending"}, False, ("status",)),
        ({"assignee": ADA}, False, ("assignee",)),
        ({"status": "hold", "assignee": ADA}, False, ("status", "assignee")),
        ({"fields": {MARKER.field_id: None}}, False, ()),
    ],
)
def test_whether_the_support_hero_sees_it(
    kept: dict[str, Any], sees: bool, hidden_by: tuple[str, ...]
) -> None:
    """Open, escalated, and left to its group; without a switch nobody can tell."""
    escalated: dict[str, Any] = {"fields": {MARKER.field_id: "escalated"}, **kept}
    found = _row(**escalated)
    assert (found.hero_sees, found.hidden_by) == (sees, hidden_by)
    unclear = row(ticket(**escalated), ("owner",), None, RULES._replace(marker=None))
    assert (unclear.escalated, unclear.hero_sees, unclear.hidden_by) == (None, None, ())


def test_the_nearest_breach_comes_first_in_its_group() -> None:
    """Overdue, then what is left; severity decides within the hour; what has no clock is last."""
    base = datetime(2026, 11, 23, 9, tzinfo=UTC)

    def waits(number: int, minutes: int, severity: str | None, plan: str = "enterprise") -> Row:
        since = base - timedelta(minutes=minutes)
        kept: dict[str, Any] = {"number": number, "severity": severity, "tags": (f"plan_{plan}",)}
        return _row(SILENT._replace(unanswered=since), **kept)

    rows = [
        _row(number=9, status="hold"),
        _row(number=8, status="pending", severity="low"),
        waits(7, 0, "critical", "free"),
        waits(6, -1, "low"),
        waits(5, -59, "critical"),
        waits(4, -30, None),
        waits(3, 24 * 60, "low", "scale"),
        waits(2, 3 * 24 * 60, "low"),
        _row(number=1, status="pending", severity="critical"),
    ]
    assert [each.ticket.number for each in ordered(rows)] == [2, 5, 4, 6, 3, 7, 1, 8, 9]


def test_reasons_keep_their_order() -> None:
    """Whatever order the sources answered in."""
    assert _row(why=["organization", "assignee"]).why == ("assignee", "organization")


def _intent(number: int, ticket_: int, verb: str, **kept: Any) -> Intent:
    plain = Intent(str(number), "p", "desk as 1", ticket_, verb, NOW, settled="written")
    return plain._replace(**kept)


def test_what_was_handed_over_and_not_taken_back() -> None:
    """A withdrawal, an undo and a failure each end it; an undone withdrawal does not."""
    entries = [
        _intent(12, 6, "undo", undoes="11"),
        _intent(11, 6, "withdraw"),
        _intent(10, 6, "escalate"),
        _intent(9, 5, "escalate", settled="conflict"),
        _intent(8, 4, "undo", undoes="7"),
        _intent(7, 4, "escalate"),
        _intent(6, 3, "withdraw"),
        _intent(5, 3, "escalate"),
        _intent(4, 2, "note"),
        _intent(3, 1, "claim"),
        _intent(2, 3, "escalate"),
        _intent(1, 1, "escalate", settled=None),
    ]
    assert handed_over(entries) == [6, 2]
