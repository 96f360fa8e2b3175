"""The window of an audit."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.window import MOST_DAYS, Window, moment, rfc3339, window

NOW = datetime(2026, 11, 23, 10, 30, 15, 999, tzinfo=UTC)
LAG = timedelta(minutes=15)


def test_the_default_window_ends_before_what_may_still_be_arriving() -> None:
    """Thirty days, up to the ingestion lag before now, on whole seconds."""
    end = datetime(2026, 11, 23, 10, 15, 15, tzinfo=UTC)
    assert window(NOW, lag=LAG, days=30) == Window(end - timedelta(days=30), end)


def test_days_count_back_from_an_end_that_is_given() -> None:
    """With an end given, `--days` is measured from it and not from now."""
    end = datetime(2026, 3, 1, tzinfo=UTC)
    assert window(NOW, lag=LAG, days=2, until=end) == Window(datetime(2026, 2, 27, tzinfo=UTC), end)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-11-01", "2026-11-01T00:00:00Z"),
        ("2026-11-01T08:00:00Z", "2026-11-01T08:00:00Z"),
        ("2026-11-01t08:00:00z", "2026-11-01T08:00:00Z"),
        ("2026-11-01T08:00:00.25+05:30", "2026-11-01T02:30:00.250000Z"),
        ("2026-11-01 00:30:00-09:00", "2026-11-01T09:30:00Z"),
    ],
)
def test_a_time_is_read_as_utc(text: str, meant: str) -> None:
    """A date is its midnight in UTC; an offset is applied."""
    assert rfc3339(moment(text, "--since")) == meant


@pytest.mark.parametrize(
    "text",
    [
        "", "yesterday", "2026-13-01", "2026-02-30", "2026-11-01T08:00:00", "2026-11-01T25:00:00Z",
        "01/11/2026", "20261101", "0001-01-01T00:00:00+23:59", "२०२६-११-०१",
    ],
)  # fmt: skip
def test_a_time_that_clickhouse_would_turn_into_nothing_is_refused(text: str) -> None:
    """No text reaches the service that it could take for no time at all."""
    with pytest.raises(WrongUsage, match="--until"):
        moment(text, "--until")


def test_an_empty_window_is_refused() -> None:
    """An audit of nothing would say that nobody signed in."""
    with pytest.raises(WrongUsage, match="empty"):
        window(NOW, lag=LAG, days=1, since=NOW - LAG, until=NOW - LAG)


def test_a_window_ends_now_at_the_latest() -> None:
    """What is still to come can't have been looked at; the beginning stays where it was asked."""
    tomorrow, first = (datetime(2026, 11, day, tzinfo=UTC) for day in (24, 1))
    now = NOW.replace(microsecond=0)
    assert window(NOW, lag=LAG, days=30, since=first, until=tomorrow) == Window(first, now)
    counted = window(NOW, lag=LAG, days=3, until=tomorrow)
    assert counted == Window(datetime(2026, 11, 21, tzinfo=UTC), now)


@pytest.mark.parametrize("begins", [NOW, NOW + timedelta(days=30)])
def test_a_window_that_has_not_begun_is_refused(begins: datetime) -> None:
    """Nobody can have signed in there, and "none was found" would be read as an answer."""
    with pytest.raises(WrongUsage, match="still to come"):
        window(NOW, lag=LAG, days=30, since=begins, until=NOW + timedelta(days=60))
    with pytest.raises(WrongUsage, match="still to come"):
        window(NOW, lag=LAG, days=30, since=begins)


@pytest.mark.parametrize("days", [0, -1, MOST_DAYS + 1])
def test_days_out_of_range_are_refused(days: int) -> None:
    """Before the calendar is asked to count them."""
    with pytest.raises(WrongUsage, match="--days"):
        window(NOW, lag=LAG, days=days)


@pytest.mark.parametrize("year", [1, 500, 1899, 1999])
def test_a_window_from_before_anything_was_recorded_is_refused(year: int) -> None:
    """What is looked for a year earlier would overflow, or ClickHouse would read another year."""
    with pytest.raises(WrongUsage, match="before anything was recorded"):
        window(NOW, lag=LAG, days=1, since=datetime(year, 1, 1, tzinfo=UTC))


def test_a_window_before_the_calendar_is_refused() -> None:
    """It is wrong usage, not a failure of csm."""
    with pytest.raises(WrongUsage, match="calendar"):
        window(NOW, lag=LAG, days=30, until=datetime(1, 1, 3, tzinfo=UTC))


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_time_written_is_the_time_read(at: datetime) -> None:
    """What the document says can be given back as an option."""
    assert moment(rfc3339(at), "--since") == at
