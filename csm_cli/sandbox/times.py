"""Times: how a scenario writes them, how the services print them.

A scenario writes ISO 8601, or an offset from the moment of loading such as `-3d2h`. The services
keep UTC only; Zendesk prints whole seconds, PostHog's rows keep microseconds.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

_OFFSET = re.compile(r"([-+])((?:\d+[wdhms])+)")
_PART = re.compile(r"(\d+)([wdhms])")
_UNITS = {"w": "weeks", "d": "days", "h": "hours", "m": "minutes", "s": "seconds"}


def parse_time(text: str, loaded_at: datetime) -> datetime:
    """Read a scenario's time as an aware UTC datetime.

    Raises ValueError for anything but ISO 8601 and an offset from `loaded_at`. A time without
    a zone is UTC.
    """
    offset = _OFFSET.fullmatch(text)
    if offset is None:
        return parse_iso(text)
    sign = -1 if offset[1] == "-" else 1
    parts: dict[str, int] = {}
    for amount, unit in _PART.findall(offset[2]):
        parts[_UNITS[unit]] = parts.get(_UNITS[unit], 0) + int(amount)
    try:
        return loaded_at + sign * timedelta(**parts)
    except OverflowError as error:
        raise ValueError(text) from error


def parse_iso(text: str) -> datetime:
    """Read ISO 8601 as an aware UTC datetime; no zone means UTC. Raises ValueError."""
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        return moment.astimezone(UTC)
    except OverflowError as error:
        raise ValueError(text) from error


def zendesk_time(moment: datetime) -> str:
    """Print a time as Zendesk does: UTC, whole seconds, fractions cut off."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def precise_time(moment: datetime) -> str:
    """Print a time in UTC with all its microseconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
