"""Times: the project's zone, the sandbox's clock, and text that is no time."""

# ruff: noqa: S608
# These tests are about queries and write them.

import pytest

from tests.sandbox.posthog.asking import Asking, uuid

UTC = {"convertToProjectTimezone": False}
_SECOND = f"FROM events WHERE uuid = '{uuid(2)}'"


def test_the_projects_zone(posthog: Asking) -> None:
    """Times come in the project's zone, summer and winter, unless the query or request says no."""
    opened = "SELECT timestamp FROM events WHERE event = 'opened' ORDER BY uuid"
    winter, summer = posthog.rows(opened)
    assert winter == ["2026-01-10T13:00:00+01:00"]
    assert summer == ["2026-07-10T14:00:00.250000+02:00"]
    in_utc = "2026-07-10T12:00:00.250000Z"
    assert posthog.one(f"SELECT timestamp {_SECOND}", modifiers=UTC) == in_utc
    assert posthog.one(f"SELECT toTimeZone(timestamp, 'UTC') {_SECOND}") == in_utc
    in_tokyo = posthog.one(f"SELECT toTimeZone(timestamp, 'Asia/Tokyo') {_SECOND}")
    assert in_tokyo == "2026-07-10T21:00:00.250000+09:00"


def test_types_tell_the_zone(posthog: Asking) -> None:
    """`types` pairs each column with ClickHouse's type."""
    answer = posthog.answer("SELECT timestamp, uuid, event, properties.n AS n FROM events")
    assert answer["types"] == [
        ["timestamp", "DateTime64(6, 'Europe/Berlin')"],
        ["uuid", "UUID"],
        ["event", "String"],
        ["n", "Nullable(String)"],
    ]


def test_times_inside_other_values(posthog: Asking) -> None:
    """Times in arrays, tuples and maps are written the same way."""
    row = posthog.row(
        f"SELECT [timestamp], tuple(1, timestamp), map('t', timestamp), [tuple('a,b', timestamp)], "
        f"nullIf(timestamp, timestamp) {_SECOND}"
    )
    text = "2026-07-10T14:00:00.250000+02:00"
    assert row == [[text], [1, text], {"t": text}, [["a,b", text]], None]


def test_day_boundaries(posthog: Asking) -> None:
    """Days and hours are those of the project's zone."""
    late = "toDateTime('2026-07-10 22:30:00', 'UTC')"
    start = f"toStartOfDay(toTimeZone({late}, 'Europe/Berlin'))"
    assert posthog.one(f"SELECT {start}") == "2026-07-11T00:00:00+02:00"
    assert posthog.one(f"SELECT toHour(timestamp) {_SECOND}") == 14
    assert posthog.one(f"SELECT toHour(timestamp) {_SECOND}", modifiers=UTC) == 12
    assert posthog.one(f"SELECT toDate(timestamp) {_SECOND}") == "2026-07-10"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("toDateTime('2026-03-01 10:00:00')", "2026-03-01T10:00:00+01:00"),
        ("toDateTime('2026-03-01')", "2026-03-01T00:00:00+01:00"),
        ("toDateTime('2026-03-01 10:00:00', 'UTC')", "2026-03-01T10:00:00Z"),
        ("toDateTime('2026-03-01 10:00:00.5', 'UTC')", "2026-03-01T10:00:00.500000Z"),
        ("toDateTime('2026-03-01T10:00:00+02:00', 'UTC')", "2026-03-01T08:00:00Z"),
        ("toDateTime('nonsense')", None),
        ("toDateTime('2026-13-45', 'UTC')", None),
        ("toDateTime('')", None),
        ("toDate('2026-03-01')", "2026-03-01"),
        ("toDate('nonsense')", None),
        ("toDateTime(0, 'UTC')", "1970-01-01T00:00:00Z"),
        ("toDateTime(toDate('2026-03-01'), 'UTC')", "2026-03-01T00:00:00Z"),
        ("toDateTime(toStartOfHour(toDateTime('2026-03-01 10:20:00', 'UTC')), 'UTC')",
         "2026-03-01T10:00:00Z"),
        ("parseDateTimeBestEffort('March 1 2026', 'UTC')", "2026-03-01T00:00:00Z"),
        ("parseDateTime('01/03/2026', '%d/%m/%Y', 'UTC')", "2026-03-01T00:00:00Z"),
        ("toDateTime('2026-03-01', 'UTC') + INTERVAL 1 MONTH", "2026-04-01T00:00:00Z"),
        ("dateAdd(day, 3, toDateTime('2026-03-01', 'UTC'))", "2026-03-04T00:00:00Z"),
        ("dateSub('hour', 1, toDateTime('2026-03-01', 'UTC'))", "2026-02-28T23:00:00Z"),
        ("dateAdd(toDateTime('2026-03-01', 'UTC'), INTERVAL 2 WEEK)", "2026-03-15T00:00:00Z"),
        ("dateDiff('day', toDateTime('2026-03-01'), toDateTime('2026-03-31'))", 30),
        ("dateTrunc('month', toDateTime('2026-03-21', 'UTC'))", "2026-03-01"),
        ("toStartOfWeek(toDate('2026-03-04'))", "2026-03-01"),
        ("toStartOfWeek(toDate('2026-03-04'), 1)", "2026-03-02"),
        ("toDateTime('2026-03-01', 'UTC') + INTERVAL 184467440737095516152 WEEK",
         "0000-01-01T00:00:00.000000Z"),
        ("toUnixTimestamp(toDateTime('2026-03-01', 'UTC'))", 1772323200),
        ("toStartOfInterval(toDateTime('2026-03-01 10:44:00', 'UTC'), INTERVAL 15 MINUTE)",
         "2026-03-01T10:30:00Z"),
    ],
)  # fmt: skip
def test_functions_of_time(posthog: Asking, text: str, expected: object) -> None:
    """Text that is no time becomes NULL; what is one stays one."""
    assert posthog.one(f"SELECT {text}") == expected


def test_garbage_dates_give_no_rows(posthog: Asking) -> None:
    """A date that cannot be read makes a condition hold for nothing, silently."""
    where = "WHERE timestamp >= toDateTime({since}, 'UTC')"
    assert posthog.one(f"SELECT count() FROM events {where}", values={"since": "2020-01-01"}) == 5
    assert posthog.one(f"SELECT count() FROM events {where}", values={"since": "31.12.x"}) == 0


def test_timestamps_beside_text(posthog: Asking) -> None:
    """A timestamp may be compared with plain text, in the ways PostHog's documentation shows."""
    for since in ("2026-07-01", "2026-07-01 00:00:00", "2026-07-01T00:00:00.1234Z"):
        assert posthog.one(f"SELECT count() FROM events WHERE timestamp >= '{since}'") == 4


def test_the_clock(posthog: Asking) -> None:
    """`now()` and its like follow the sandbox's clock; INTERVAL counts from there."""
    posthog.advance(now="2031-02-03T23:30:00Z")
    row = posthog.row("SELECT now(), NOW(), today(), yesterday(), now() - INTERVAL 30 DAY")
    assert row[0][:16] == "2031-02-04T00:30"
    assert row[1][:16] == "2031-02-04T00:30"
    assert row[2:4] == ["2031-02-03", "2031-02-02"]
    assert row[4][:16] == "2031-01-05T00:30"
    posthog.advance(now="2026-07-10T12:00:30Z")
    recent = "SELECT count() FROM events WHERE timestamp > now() - INTERVAL 1 MINUTE"
    assert posthog.one(f"{recent} AND timestamp <= now()") == 2
