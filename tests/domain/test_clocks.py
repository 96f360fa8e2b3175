"""The plans' clocks: working days only, in the configured zone, right where clocks change."""

from datetime import UTC, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters import defaults
from csm_cli.domain.clocks import OPENED, Clock, clocks, counted, reached
from csm_cli.domain.errors import WrongUsage

# Clocks change on Sundays in Berlin and New York, on Fridays in Cairo, at midnight.
ZONES = tuple(
    ZoneInfo(name) for name in ("UTC", "Europe/Berlin", "America/New_York", "Africa/Cairo")
)
ANY_ZONE = st.sampled_from(ZONES)
ANY_TIME = st.datetimes(datetime(2023, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
ANY_HOURS = st.integers(1, 400)
FRIDAY_EVENING = datetime(2026, 11, 27, 20, tzinfo=UTC)


@given(ANY_TIME, ANY_HOURS, ANY_ZONE)
def test_due_is_when_so_much_was_counted(began: datetime, hours: int, zone: tzinfo) -> None:
    """The two ways of counting agree, whatever weekends and clock changes lie between."""
    due = reached(began, hours, zone)
    assert counted(began, due, zone) == timedelta(hours=hours)
    assert counted(due, began, zone) == -timedelta(hours=hours)
    assert due - began >= timedelta(hours=hours)


@given(ANY_TIME, ANY_HOURS, ANY_HOURS, ANY_ZONE)
def test_stretches_add_up(began: datetime, first: int, second: int, zone: tzinfo) -> None:
    """Where a stretch is cut makes no difference; later is never due earlier."""
    middle, end = began + timedelta(hours=first), began + timedelta(hours=first + second)
    whole = counted(began, end, zone)
    assert counted(began, middle, zone) + counted(middle, end, zone) == whole
    assert reached(began, first, zone) <= reached(middle, first, zone)


@given(ANY_TIME, ANY_TIME, ANY_ZONE)
def test_only_working_hours_count(since: datetime, until: datetime, zone: tzinfo) -> None:
    """Hour by hour, by the day that it is in the zone: the slow way gives the same."""
    start = since.replace(minute=0, second=0, microsecond=0)
    end = start + timedelta(hours=(until - since).days % 300)
    hours = [start + timedelta(hours=number) for number in range((end - start).days * 24)]
    stop = start + timedelta(hours=len(hours))
    slow = sum(hour.astimezone(zone).weekday() < 5 for hour in hours)
    assert counted(start, stop, zone) == timedelta(hours=slow)


def test_a_weekend_stops_every_clock() -> None:
    """Eight hours from Friday evening end on Monday morning; the zone says when that is."""
    assert reached(FRIDAY_EVENING, 8, UTC) == datetime(2026, 11, 30, 4, tzinfo=UTC)
    berlin = reached(FRIDAY_EVENING, 8, ZoneInfo("Europe/Berlin"))
    assert berlin == datetime(2026, 11, 30, 4, tzinfo=UTC)  # an hour earlier into both
    new_york = reached(FRIDAY_EVENING, 8, ZoneInfo("America/New_York"))
    assert new_york == datetime(2026, 11, 28, 4, tzinfo=UTC)
    saturday = FRIDAY_EVENING + timedelta(days=1)
    assert reached(saturday, 8, UTC) == datetime(2026, 11, 30, 8, tzinfo=UTC)
    assert counted(saturday, saturday + timedelta(hours=20), UTC) == timedelta(0)


def test_a_day_on_which_clocks_change() -> None:
    """In Cairo Friday 25 April 2025 had 23 hours, so that the week of five days has 119."""
    cairo = ZoneInfo("Africa/Cairo")
    monday = datetime(2025, 4, 21, tzinfo=cairo)
    saturday = datetime(2025, 4, 26, tzinfo=cairo)
    assert counted(monday, saturday, cairo) == timedelta(hours=119)


@pytest.mark.parametrize(
    ("plan", "hours"),
    [("enterprise", 8), ("scale", 24), ("boost", 48), ("pay-as-you-go_paying", 72),
     ("free", None), ("unheard_of", None), (None, None)],
)  # fmt: skip
def test_the_plans_that_come_with_csm(plan: str | None, hours: int | None) -> None:
    """The handbook's hours; the community alone answers free plans, so no clock runs."""
    clock = clocks(defaults.load(), UTC).running(plan, FRIDAY_EVENING, OPENED)
    assert (clock and clock.hours) == hours


def test_what_is_left() -> None:
    """Of working days; overdue is negative."""
    made = clocks(defaults.load(), UTC)
    clock = made.running("enterprise", FRIDAY_EVENING, OPENED)
    assert clock == Clock(8, FRIDAY_EVENING, OPENED, datetime(2026, 11, 30, 4, tzinfo=UTC))
    sunday = datetime(2026, 11, 29, 20, tzinfo=UTC)
    assert made.left(clock, sunday) == timedelta(hours=4)
    assert made.left(clock, sunday + timedelta(days=1)) == timedelta(hours=-16)


@pytest.mark.parametrize(
    "table",
    [{}, {"plans": {"scale": "scale"}}, {"plans": {"scale": "scale"}, "scale": 0},
     {"plans": {"scale": "scale"}, "scale": "soon"}, {"plans": {"scale": "x"}, "x": float("nan")}],
)  # fmt: skip
def test_a_setting_that_makes_no_clock(table: dict[str, object]) -> None:
    """Said in words, before anybody is asked."""
    with pytest.raises(WrongUsage):
        clocks({"clocks": table}, UTC)
