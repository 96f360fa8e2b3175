"""Times as programs and people read them: RFC 3339 in UTC, and how long ago that was."""

from datetime import datetime

_UNITS = (("year", 365 * 86_400), ("day", 86_400), ("hour", 3_600), ("minute", 60))


def utc(moment: datetime | None) -> str | None:
    """RFC 3339 in UTC, to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else None


def ago(moment: datetime, now: datetime) -> str:
    """`20 hours ago`, in the largest whole unit; what lies ahead by a clock's error is `now`."""
    seconds = (now - moment).total_seconds()
    for name, length in _UNITS:
        count = int(seconds // length)
        if count >= 1:
            return f"{count} {name}{'s' if count > 1 else ''} ago"
    return "just now"


def told(moment: datetime, now: datetime) -> str:
    """Both at once, for a screen: `20 hours ago (2026-11-22 14:10 UTC)`."""
    return f"{ago(moment, now)} ({moment.strftime('%Y-%m-%d %H:%M')} UTC)"
