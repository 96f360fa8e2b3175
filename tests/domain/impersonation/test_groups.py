"""Sessions counted by staff member, account and day."""

from datetime import UTC, timedelta
from zoneinfo import ZoneInfo

from csm_cli.domain.impersonation.groups import groups
from csm_cli.domain.impersonation.sessions import sessions
from tests.domain.impersonation.builders import (
    ADA,
    BO,
    LIMIT,
    MIRA,
    at,
    events,
    started,
    upgraded,
)

LATE = 11 * 60 + 30  # 23:30 UTC


def test_by_staff_counts_sessions_read_write_and_accounts() -> None:
    """Whoever had most comes first; one address in two spellings is one person."""
    shouting = {**BO, "staff_email": BO["staff_email"].upper()}
    found = sessions(
        events(started(0), upgraded(5), started(10, **BO), started(30, **shouting)), LIMIT
    )
    bo, ada = groups(found, "staff", UTC)
    assert ((bo.name or "").lower(), bo.sessions, bo.read_write_sessions, bo.events) == (
        BO["staff_email"], 2, 0, 2,
    )  # fmt: skip
    assert (ada.name, ada.sessions, ada.read_write_sessions, ada.events) == (
        ADA["staff_email"], 1, 1, 2,
    )  # fmt: skip
    assert (ada.first_at, ada.last_at, ada.accounts) == (at(0), at(5), 1)


def test_by_user_counts_staff() -> None:
    """An account and how many people were on it."""
    [mira] = groups(sessions(events(started(0), started(1, **BO)), LIMIT), "user", UTC)
    assert (mira.name, mira.sessions, mira.staff) == (MIRA["target_email"], 2, 2)


def test_days_are_those_of_the_zone_and_events_count_on_their_own() -> None:
    """A session over midnight is one of the day on which it is first seen."""
    found = sessions(events(started(LATE), upgraded(LATE + 45)), LIMIT)
    newer, older = groups(found, "day", UTC)
    assert (newer.name, newer.sessions, newer.events) == ("2026-11-21", 0, 1)
    assert (older.name, older.sessions, older.events) == ("2026-11-20", 1, 1)
    [whole] = groups(found, "day", ZoneInfo("Europe/Berlin"))
    assert (whole.name, whole.sessions, whole.events) == ("2026-11-21", 1, 2)
    assert whole.last_at - whole.first_at == timedelta(minutes=45)
