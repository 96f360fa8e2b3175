"""The picture of the sessions: where a bar lies, how long it is, and what is said of it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from csm_cli.domain.impersonation.records import Event, Kind
from csm_cli.domain.impersonation.window import Window
from csm_cli.output.timeline import MOST_DAYS, Picture, picture
from tests.output.audits import an_audit, an_event
from tests.output.reports import BERLIN, an_internal_report

NOON = an_event().occurred_at.replace(hour=12, minute=0, second=0, microsecond=0)


def _event(minutes: float, kind: Kind = Kind.STARTED, **more: Any) -> Event:
    mode = "read_write" if kind is Kind.UPGRADED else "read_only"
    at = NOON + timedelta(minutes=minutes)
    return an_event(occurred_at=at, kind=kind, mode=mode, event_uuid=f"{minutes}{more}", **more)


def _picture(*events: Event, **made: Any) -> Picture:
    drawn = picture(an_internal_report(an_audit(*events), **made))
    assert drawn is not None
    return drawn


def test_what_is_recorded_is_told_from_what_may_have_been() -> None:
    """Sure until the last event, then at most until two hours after the start."""
    [day] = _picture(_event(0), _event(30, Kind.UPGRADED)).days
    sure, maybe = day.bars
    assert (sure.left, sure.width, sure.kind, sure.sure) == ("50.000%", "2.083%", "read", True)
    assert (maybe.left, maybe.width, maybe.kind, maybe.sure) == (
        "52.083%",
        "6.250%",
        "write",
        False,
    )
    assert [point.kind for point in day.points] == ["start", "up"]
    assert day.words == "12:00 signed in; 12:30 up to read-write"


def test_a_session_over_midnight_is_drawn_on_both_days() -> None:
    """The newer day first, and told that nothing was recorded on it."""
    newer, older = _picture(_event(11 * 60)).days
    assert (newer.date, older.date) == ("2026-11-21", "2026-11-20")
    assert [bar.width for bar in (*older.bars, *newer.bars)] == ["4.167%", "4.167%"]
    assert newer.points == ()
    assert "may have lasted" in newer.words


def test_days_are_those_of_the_zone() -> None:
    """An hour later in Berlin, in winter."""
    drawn = _picture(_event(0), **BERLIN)
    assert (drawn.zone, drawn.days[0].words) == ("Europe/Berlin", "13:00 signed in")


def test_an_hour_that_comes_twice_is_drawn_twice_and_one_that_is_left_out_is_not_drawn() -> None:
    """When clocks are changed a bar is in two parts, and none is less than nothing."""
    # In Berlin 50 minutes past midnight UTC is 02:50 summer time; ten minutes later it is 02:00.
    autumn = datetime(2026, 10, 25, 0, 50, tzinfo=UTC)
    spring = datetime(2026, 3, 29, 0, 30, tzinfo=UTC)
    [back] = _picture(an_event(occurred_at=autumn), **BERLIN).days
    [on] = _picture(an_event(occurred_at=spring), **BERLIN).days
    assert [(bar.left, bar.width) for bar in back.bars] == [
        ("11.806%", "0.694%"), ("8.333%", "7.639%"),
    ]  # fmt: skip
    assert [(bar.left, bar.width) for bar in on.bars] == [
        ("6.250%", "2.083%"), ("12.500%", "6.250%"),
    ]  # fmt: skip


def test_sessions_at_one_time_do_not_hide_one_another() -> None:
    """Each has a lane of its own, which the next one takes as soon as it is free."""
    found = (_event(minutes, staff_user_id=str(minutes)) for minutes in (0, 10, 150))
    [day] = _picture(*found).days
    assert len({bar.y for bar in day.bars}) == 2
    assert day.bars[0].y == day.bars[-1].y


def test_a_change_without_a_start_is_drawn_as_seen() -> None:
    """No start is invented for it."""
    [day] = _picture(_event(0, Kind.UPGRADED)).days
    assert [point.kind for point in day.points] == ["seen"]


def test_more_days_than_a_picture_holds_are_counted() -> None:
    """The newest are drawn, and the rest is told of."""
    drawn = _picture(*(_event(-day * 24 * 60) for day in range(MOST_DAYS + 4)))
    assert (len(drawn.days), drawn.left_out) == (MOST_DAYS, 4)
    assert drawn.days[0].date == datetime.date(NOON).isoformat()


def test_a_long_window_is_drawn_whole_on_one_strip() -> None:
    """Broad for read-write, narrow above it for read-only, as high as there are sessions."""
    assert _picture(_event(0)).overview is None
    found = [_event(-day * 24 * 60) for day in range(MOST_DAYS + 1)]
    window = Window(NOON - timedelta(days=99), NOON + timedelta(hours=12))
    staff = {"staff_user_id": "7", "staff_email": "bo@posthog.example"}
    audit = an_audit(*found, _event(5, Kind.UPGRADED, **staff), window=window)
    drawn = picture(an_internal_report(audit))
    assert drawn is not None
    assert drawn.overview is not None
    write, read = drawn.overview.columns[-2:]
    assert (write.kind, write.left, write.width, write.height) == ("write", "99.100%", "0.800%", 24)
    assert (read.kind, read.left, read.width, read.height) == ("read", "99.300%", "0.400%", 24)
    assert read.top + read.height == write.top
    assert drawn.overview.words == (
        "sessions began in 32 of 100 days; the most, 2, in the day that begins on 2026-11-20"
    )
    assert [month.name for month in drawn.overview.months] == ["2026-09", "2026-10", "2026-11"]


def test_a_window_of_a_year_is_drawn_by_the_week() -> None:
    """A day would be narrower than a phone can show."""
    found = [_event(-day * 24 * 60) for day in range(MOST_DAYS + 1)]
    window = Window(NOON - timedelta(days=363), NOON + timedelta(hours=12))
    drawn = picture(an_internal_report(an_audit(*found, window=window)))
    assert drawn is not None
    assert drawn.overview is not None
    assert drawn.overview.unit == "week"
    assert drawn.overview.words == (
        "sessions began in 5 of 52 weeks; the most, 7, in the week that begins on 2026-10-24"
    )


def test_nothing_is_drawn_where_nothing_was_found() -> None:
    """The page then has no picture."""
    assert picture(an_internal_report(an_audit())) is None
