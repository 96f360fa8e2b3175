"""The sessions of a report as a picture: a strip of 24 hours for each day that has any.

All places along a day are percentages, so that the picture fits any width without its letters
becoming smaller. A picture shows the days; the table beside it is what counts.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo
from itertools import pairwise
from typing import NamedTuple

from csm_cli.domain.impersonation.records import READ_WRITE, Event, Kind
from csm_cli.domain.impersonation.report import Report, many
from csm_cli.domain.impersonation.sessions import Session
from csm_cli.output.timeline_overview import Overview, overview

MOST_DAYS = 31
_LABEL, _LANE, _GAP = 20, 16, 12  # pixels
_DAY, _QUARTER = timedelta(days=1), timedelta(minutes=15)
_POINTS = {
    "start": "signed in", "up": "up to read-write", "down": "down to read-only",
    "seen": "seen, start not known",
}  # fmt: skip


class Bar(NamedTuple):
    """A stretch in one mode; `kind` is `read`, `write` or `unknown`, `sure` if it is recorded."""

    left: str
    width: str
    y: int
    kind: str
    sure: bool


class Point(NamedTuple):
    """Something that was recorded; `kind` is `start`, `up`, `down` or `seen`."""

    left: str
    y: int
    kind: str


class Day(NamedTuple):
    """One day's strip: how high it is, what is on it, and the same in words."""

    date: str
    label: str
    words: str
    height: int
    bars: tuple[Bar, ...]
    points: tuple[Point, ...]


class Picture(NamedTuple):
    """All strips, the newest day first, and what they come to.

    `left_out` days do not fit; then `overview` has every day of the window.
    """

    days: tuple[Day, ...]
    left_out: int
    words: str
    zone: str
    overview: Overview | None


class _Stretch(NamedTuple):
    begin: datetime
    end: datetime
    kind: str
    sure: bool
    lane: int


def picture(report: Report) -> Picture | None:
    """The picture of a report; null where there is nothing to draw."""
    if not report.sessions:
        return None
    lanes = _lanes(report.sessions)
    stretches: dict[date, list[_Stretch]] = {}
    points: dict[date, list[tuple[datetime, int, str]]] = {}
    clock = report.made.clock
    for session, lane in zip(report.sessions, lanes, strict=True):
        for stretch in _stretches(session, lane):
            for local in _on_the_clock(stretch, clock):
                for day, part in _by_day(local):
                    stretches.setdefault(day, []).append(part)
        for event in session.events:
            at = event.occurred_at.astimezone(clock).replace(tzinfo=None)
            points.setdefault(at.date(), []).append((at, lane, _point(session, event)))
    all_days = sorted(stretches, reverse=True)
    days = [_day(day, stretches[day], points.get(day, [])) for day in all_days[:MOST_DAYS]]
    left_out = len(all_days) - len(days)
    words, zone = _words(report, all_days), report.made.clock_name
    return Picture(tuple(days), left_out, words, zone, overview(report) if left_out else None)


def _lanes(found: Sequence[Session]) -> list[int]:
    """A lane for each session, so that none hides another; the oldest takes the first."""
    free: list[datetime] = []
    lanes = []
    for session in reversed(found):
        lane = next((n for n, at in enumerate(free) if at <= session.first_seen_at), len(free))
        free[lane : lane + 1] = [session.over_by]
        lanes.append(lane)
    return lanes[::-1]


def _stretches(session: Session, lane: int) -> Iterator[_Stretch]:
    """Between two events the session was open; after the last one it may have been."""
    for event, following in pairwise(session.events):
        yield _Stretch(event.occurred_at, following.occurred_at, _kind(event), True, lane)
    last = session.events[-1]
    yield _Stretch(last.occurred_at, session.over_by, _kind(last), False, lane)


def _on_the_clock(stretch: _Stretch, clock: tzinfo) -> Iterator[_Stretch]:
    """The stretch as a clock on the wall shows it: in two parts if the clock is put on or back.

    Else an hour that comes twice would be less than nothing, and one that is left out a
    whole hour. Clocks are changed at a full quarter of an hour.
    """
    begin = part = stretch.begin.astimezone(UTC)
    while True:
        quarter = part.replace(minute=part.minute // 15 * 15, second=0, microsecond=0)
        part = min(quarter + _QUARTER, stretch.end)
        if part == stretch.end or _offset(part, clock) != _offset(begin, clock):
            local = begin.astimezone(clock).replace(tzinfo=None)
            yield stretch._replace(begin=local, end=local + (part - begin))
            begin = part
        if part == stretch.end:
            return


def _offset(at: datetime, clock: tzinfo) -> timedelta | None:
    return at.astimezone(clock).utcoffset()


def _by_day(stretch: _Stretch) -> Iterator[tuple[date, _Stretch]]:
    day = stretch.begin.date()
    while True:
        midnight = datetime.combine(day, datetime.min.time())
        begin = max(stretch.begin, midnight)
        end = min(stretch.end, midnight + _DAY)
        if begin < end or begin == stretch.begin:
            yield day, stretch._replace(begin=begin, end=end)
        if stretch.end <= midnight + _DAY:
            return
        day += _DAY


def _day(day: date, stretches: list[_Stretch], points: list[tuple[datetime, int, str]]) -> Day:
    # Only the lanes that are in use on this day take space.
    used = {lane: n for n, lane in enumerate(sorted({one.lane for one in stretches}))}
    top = _LABEL + _LANE // 2
    bars = (
        Bar(
            _percent(one.begin, day),
            _percent(one.end, day, minus=one.begin),
            top + used[one.lane] * _LANE,
            one.kind,
            one.sure,
        )
        for one in stretches
    )
    marks = (Point(_percent(at, day), top + used[lane] * _LANE, kind) for at, lane, kind in points)
    told = "; ".join(f"{at:%H:%M} {_POINTS[kind]}" for at, _, kind in sorted(points))
    return Day(
        day.isoformat(),
        f"{day:%a} {day.isoformat()}",
        told or "a session of the day before may have lasted until here",
        _LABEL + len(used) * _LANE + _GAP,
        tuple(bars),
        tuple(marks),
    )


def _percent(at: datetime, day: date, *, minus: datetime | None = None) -> str:
    start = minus or datetime.combine(day, datetime.min.time())
    return f"{(at - start) / _DAY * 100:.3f}%"


def _kind(event: Event) -> str:
    if event.mode is None:
        return "unknown"
    return "write" if event.mode == READ_WRITE else "read"


def _point(session: Session, event: Event) -> str:
    if event.kind is Kind.STARTED:
        return "start"
    if event is session.events[0] and session.started_at is None:
        return "seen"
    return "up" if event.kind is Kind.UPGRADED else "down"


def _words(report: Report, days: Sequence[date]) -> str:
    writing = sum(session.highest_mode == READ_WRITE for session in report.sessions)
    return (
        f"{many(len(report.sessions), 'session')} on {many(len(days), 'day')} between "
        f"{days[-1].isoformat()} and {days[0].isoformat()}, {writing} of them with read-write."
    )
