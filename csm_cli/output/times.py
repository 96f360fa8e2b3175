"""Times as programs and people read them: RFC 3339 in UTC, and how long ago that was.

Never by numbers that one country reads one way and another the other way round.
"""

from datetime import UTC, datetime

_UNITS = (("year", 365 * 86_400), ("day", 86_400), ("hour", 3_600), ("minute", 60))
_CLOCKS_DIFFER = 300  # seconds by which another machine's clock may be ahead without a word


def utc(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def ago(moment: datetime, now: datetime) -> str:
    """`20 hours ago` or `in 3 days`, in the largest whole unit.

    What lies a little ahead, as another machine's clock may, is now. Both times are aware, in
    whatever zone.
    """
    # By the zone's own clock an hour would be missing, or come twice, where it is put on or back.
    seconds = (now.astimezone(UTC) - moment.astimezone(UTC)).total_seconds()
    if -_CLOCKS_DIFFER <= seconds < _UNITS[-1][1]:
        return "just now"
    return f"{span(seconds)} ago" if seconds > 0 else f"in {span(-seconds)}"


def span(seconds: float) -> str:
    """`20 hours`: a length of time in its largest whole unit."""
    for name, length in _UNITS:
        count = int(seconds // length)
        if count >= 1:
            return _many(count, name)
    return _many(int(seconds), "second")


def minute(moment: datetime) -> str:
    """`2026-11-22 14:10 UTC`."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M UTC")


def told(moment: datetime, now: datetime, *, exact: bool = False) -> str:
    """Both at once, for a screen: `20 hours ago (2026-11-22 14:10 UTC)`; exact to the second."""
    clock = f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if exact else minute(moment)
    return f"{ago(moment, now)} ({clock})"


def when(moment: datetime, now: datetime, *, exact: bool = False) -> str:
    """For a narrow column: how long ago that was; when it was, to the second, if exact."""
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S} UTC" if exact else ago(moment, now)


def _many(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"
