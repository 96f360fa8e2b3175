"""A window of more days than a picture holds, on one strip: how many sessions began when.

A column is a day, or a week where days would be too narrow to be seen. Its lower, broad part
stands for the sessions with read-write, as in the strips of the days, its upper, narrow one for
those that were read-only.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from csm_cli.domain.impersonation.records import READ_WRITE
from csm_cli.domain.impersonation.report import Report, many

HEIGHT = 48  # pixels, of the column with most sessions
_MOST_DAYS = 100  # that a phone can show side by side
_MOST_MONTHS = 6  # that have their names written beside one another


class Column(NamedTuple):
    """Some sessions of a day or week; `top` and `height` in pixels, `kind` `read` or `write`."""

    left: str
    width: str
    top: int
    height: int
    kind: str


class Month(NamedTuple):
    """Where a month begins, and its name."""

    left: str
    name: str


class Overview(NamedTuple):
    """The strip, and what it shows in words; a column is one `unit`."""

    label: str
    words: str
    unit: str
    columns: tuple[Column, ...]
    months: tuple[Month, ...]


def overview(report: Report) -> Overview:
    """Every day of the window, in the zone of the report."""
    clock, window = report.made.clock, report.window
    first = window.since.astimezone(clock).date()
    last = (window.until - timedelta(microseconds=1)).astimezone(clock).date()
    length = (last - first).days + 1
    unit, wide = ("day", 1) if length <= _MOST_DAYS else ("week", 7)
    counted = Counter(
        (
            (session.first_seen_at.astimezone(clock).date() - first).days // wide,
            session.highest_mode == READ_WRITE,
        )
        for session in report.sessions
    )
    places = sorted({place for place, _ in counted})
    totals = {place: counted[place, True] + counted[place, False] for place in places}
    busiest = max(places, key=totals.__getitem__)
    most, slots = totals[busiest], -(-length // wide)
    columns = (
        column
        for place in places
        for column in _columns(
            place, slots, counted[place, True] / most, counted[place, False] / most
        )
    )
    begins = (first + timedelta(days=busiest * wide)).isoformat()
    return Overview(
        f"{first.isoformat()} to {last.isoformat()}",
        f"sessions began in {len(places)} of {many(slots, unit)}; the most, {most}, in the {unit} "
        f"that begins on {begins}",
        unit,
        tuple(columns),
        tuple(_months(first, slots * wide)),
    )


def _columns(place: int, slots: int, writing: float, reading: float) -> Iterator[Column]:
    """The parts of one column, shares of the highest one; none is too low to be seen."""
    slot, ground = 100 / slots, HEIGHT
    for kind, share, broad in (("write", writing, 0.8), ("read", reading, 0.4)):
        if share:
            height = max(3, round(share * HEIGHT))
            top = max(ground - height, 0)
            left = place * slot + slot * (1 - broad) / 2
            yield Column(f"{left:.3f}%", f"{slot * broad:.3f}%", top, ground - top, kind)
            ground = top


def _months(first: date, length: int) -> Iterator[Month]:
    """The first days of months, not more of them than can be read."""
    days = (first + timedelta(days=n) for n in range(length))
    begins = [day for day in days if day.day == 1]
    step = -(-len(begins) // _MOST_MONTHS) or 1
    for day in begins[::step]:
        yield Month(f"{(day - first).days / length * 100:.3f}%", f"{day:%Y-%m}")
