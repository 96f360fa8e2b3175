"""The window of an audit: half-open, in UTC, fixed before the first question is sent."""

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from csm_cli.domain.errors import WrongUsage

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_MOMENT = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?(?:[Zz]|[+-]\d{2}:\d{2})\Z", re.ASCII
)
USUAL_DAYS = 30  # of a window whose length nobody has said
MOST_DAYS = 3660
EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
"""No event is older; times before 1900 ClickHouse takes for others, without a word."""


class Window(NamedTuple):
    """The stretch [since, until) of time; both aware and in UTC."""

    since: datetime
    until: datetime


def moment(text: str, option: str) -> datetime:
    """Read an RFC 3339 time, or a date that stands for its 00:00 UTC.

    A time without an offset is refused: it would be read as one zone and meant as another.

    Raises:
        WrongUsage: it is neither, or no such day or time exists; `option` is named.
    """
    words = text.strip()
    try:
        if _DATE.match(words):
            return datetime.fromisoformat(words).replace(tzinfo=UTC)
        if _MOMENT.match(words):
            return datetime.fromisoformat(words.upper()).astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise WrongUsage(
        f"{option} is {words[:60]!r}, which is not a time",
        hint=f"write a date or a time with its offset: {option} 2026-11-01T08:00:00Z",
    )


def window(
    now: datetime,
    *,
    lag: timedelta,
    days: int,
    since: datetime | None = None,
    until: datetime | None = None,
) -> Window:
    """The window asked for.

    Without `until` it ends `lag` before `now`, because events need that long to arrive;
    without `since` it begins `days` before its end. An `until` that is still to come is now:
    a result would otherwise speak of a time in which nothing can have been looked at.

    Raises:
        WrongUsage: nothing lies between the two ends, `days` is out of range, or the window
            begins before anything can have been recorded, or in the future.
    """
    if not 1 <= days <= MOST_DAYS:
        raise WrongUsage(f"--days is {days}, and takes 1 to {MOST_DAYS}")
    whole = now.replace(microsecond=0)
    end = until or whole - lag
    try:
        start = since or end - timedelta(days=days)
    except OverflowError:
        raise WrongUsage("the window begins before the calendar does") from None
    not_too_early(start)
    if start >= now:
        raise WrongUsage(
            f"the window begins at {rfc3339(start)}, which is still to come",
            hint=f"it is {rfc3339(whole)} now",
        )
    end = min(end, whole)
    if start >= end:
        raise WrongUsage(
            f"the window is empty: it begins at {rfc3339(start)} and ends at {rfc3339(end)}",
            hint="--since must lie before --until",
        )
    return Window(start, end)


def not_too_early(start: datetime) -> None:
    """See that the beginning of a window is one that PostHog takes for what it is.

    Raises:
        WrongUsage: it lies before `EARLIEST`.
    """
    if start < EARLIEST:
        raise WrongUsage(
            f"the window begins at {rfc3339(start)}, long before anything was recorded",
            hint=f"write {EARLIEST:%Y-%m-%d} or a later day",
        )


def halves(span: Window, shortest: timedelta) -> tuple[Window, Window] | None:
    """The older and the newer half of a window; null if they would be shorter than allowed."""
    half = (span.until - span.since) / 2
    if half < shortest:
        return None
    middle = span.since + half
    return Window(span.since, middle), Window(middle, span.until)


def rfc3339(at: datetime) -> str:
    """An aware time as RFC 3339 in UTC with `Z`; a fraction only when there is one."""
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z")
