"""Until when somebody can expect to hear from us, in a customer's words."""

from datetime import datetime

_A_DAY = 24


def in_words(moment: datetime, now: datetime, *, exact: bool) -> str:
    """The day as a customer reads it, such as `Tuesday, 1 December`; `exact` adds the time.

    In words, since 2026-12-01 is what a program writes, and 1/12 is another day in America. The
    year is named where it is not the one of `now`.
    """
    year = "" if moment.year == now.astimezone(moment.tzinfo).year else f" {moment.year}"
    day = f"{moment:%A}, {moment.day} {moment:%B}{year}"
    return f"{day}, {moment:%H:%M} {moment:%Z}" if exact else day


def is_exact(hours: float) -> bool:
    """Whether a promise of so many hours is told with its time of day."""
    return hours < _A_DAY
