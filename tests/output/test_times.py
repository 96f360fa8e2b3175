"""Times as a person reads them."""

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_cli.output.times import ago, told, utc, when

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ZONES = [UTC, ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")]
MOMENTS = st.datetimes(
    datetime(2001, 1, 1), datetime(2099, 1, 1), timezones=st.sampled_from(ZONES)  # noqa: DTZ001
)  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "just now"),
        (59, "just now"),
        (60, "1 minute ago"),
        (3_599, "59 minutes ago"),
        (7_200, "2 hours ago"),
        (86_400, "1 day ago"),
        (364 * 86_400, "364 days ago"),
        (800 * 86_400, "2 years ago"),
        (-1, "just now"),
        (-300, "just now"),  # another machine's clock
        (-301, "in 5 minutes"),
        (-3 * 86_400, "in 3 days"),
    ],
)
def test_how_long_ago(seconds: int, words: str) -> None:
    """The largest whole unit, behind or ahead; a clock that is a little fast is no future."""
    assert ago(NOW - timedelta(seconds=seconds), NOW) == words


@pytest.mark.parametrize(
    ("then", "hour", "words"),
    [
        (datetime(2026, 10, 25, 1, 30), 4, "4 hours ago"),  # noqa: DTZ001 - an hour comes twice
        (datetime(2026, 3, 29, 1, 30), 4, "2 hours ago"),  # noqa: DTZ001 - and one is left out
    ],
)
def test_when_the_clocks_are_changed(then: datetime, hour: int, words: str) -> None:
    """Hours that went by are counted, not those of a clock on the wall."""
    berlin = ZoneInfo("Europe/Berlin")
    now = then.replace(hour=hour, tzinfo=berlin)
    assert ago(then.replace(tzinfo=berlin), now) == words


@settings(max_examples=40)
@given(MOMENTS, MOMENTS)
def test_a_time_says_the_same_in_every_zone(moment: datetime, now: datetime) -> None:
    """The words depend on the moments alone, and a clock time is UTC's where it says so."""
    plain, as_utc = moment.astimezone(UTC), now.astimezone(UTC)
    assert ago(moment, now) == ago(plain, as_utc)
    assert utc(moment) == plain.strftime("%Y-%m-%dT%H:%M:%SZ")
    assert when(moment, now, exact=True) == plain.strftime("%Y-%m-%d %H:%M:%S UTC")


@settings(max_examples=40)
@given(MOMENTS, MOMENTS, st.booleans())
def test_no_day_is_told_in_the_order_of_one_country(
    moment: datetime, now: datetime, exact: bool
) -> None:
    """A day is told as YYYY-MM-DD or by how long ago it was; no slash, no month first."""
    for text in (told(moment, now, exact=exact), when(moment, now, exact=exact)):
        rest = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)? UTC", "", text)
        assert re.fullmatch(r"((in )?\d+ \w+( ago)?|just now)?( \(\))?", rest), text
