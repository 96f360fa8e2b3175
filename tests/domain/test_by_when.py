"""Until when, as a customer reads it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain import by_when

NOW = datetime(2026, 11, 30, 8, tzinfo=UTC)


def test_in_words() -> None:
    """The day without a leading zero; the time, with its zone, only where hours are promised."""
    moment = datetime(2026, 12, 1, 8, 5, tzinfo=UTC)
    assert by_when.in_words(moment, NOW, exact=False) == "Tuesday, 1 December"
    assert by_when.in_words(moment, NOW, exact=True) == "Tuesday, 1 December, 08:05 UTC"
    there = moment.astimezone(ZoneInfo("Europe/Berlin"))
    assert by_when.in_words(there, NOW, exact=True) == "Tuesday, 1 December, 09:05 CET"
    assert (by_when.is_exact(8), by_when.is_exact(24)) == (True, False)


@pytest.mark.parametrize(
    ("until", "words"),
    [
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), "Thursday, 31 December"),
        (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), "Friday, 1 January 2027"),
        (datetime(2030, 1, 7, 23, 59, tzinfo=UTC), "Monday, 7 January 2030"),
    ],
)
def test_another_year_is_named(until: datetime, words: str) -> None:
    """A day of another year is no day of this one."""
    assert by_when.in_words(until, NOW, exact=False) == words


@given(st.integers(0, 3000))
def test_nobody_can_misread_it(days: int) -> None:
    """One day follows from the words and the year they are written in, and no month is a number."""
    until = NOW + timedelta(days=days)
    words = by_when.in_words(until, NOW, exact=False)
    weekday, rest = words.split(", ")
    number, month, year = (*rest.split(), str(NOW.year))[:3]
    assert month.isalpha()
    read = datetime.strptime(f"{number} {month} {year} +0000", "%d %B %Y %z").date()
    assert (read, f"{read:%A}") == (until.date(), weekday)
