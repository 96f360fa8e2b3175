"""Until when somebody can expect to hear from us, in a customer's words."""

from datetime import datetime

_A_DAY = 24


def in_words(moment: datetime, *, exact: bool) -> str:
    """The day as a customer reads it, such as `Tuesday, 1 December`; `exact` adds the time."""
    day = f"{moment:%A}, {moment.day} {moment:%B}"
    return f"{day}, {moment:%H:%M} {moment:%Z}" if exact else day


def is_exact(hours: float) -> bool:
    """Whether a promise of so many hours is told with its time of day."""
    return hours < _A_DAY
