"""Times of the story: offsets from the moment the scenario is loaded, such as `-3d2h`."""

from __future__ import annotations

import re

_PART = re.compile(r"(\d+)([wdhms])")
_SECONDS = {"w": 604_800, "d": 86_400, "h": 3_600, "m": 60, "s": 1}


def seconds(offset: str) -> int:
    """Turn an offset into seconds from loading; the past is negative. Raises ValueError."""
    if not re.fullmatch(r"[-+](\d+[wdhms])+", offset):
        raise ValueError(f"not an offset: {offset!r}")
    total = sum(int(amount) * _SECONDS[unit] for amount, unit in _PART.findall(offset))
    return -total if offset[0] == "-" else total


def offset(total: int) -> str:
    """Write seconds from loading in the way a scenario does."""
    rest = abs(total)
    parts = []
    for unit in "dhms":
        amount, rest = divmod(rest, _SECONDS[unit])
        if amount:
            parts.append(f"{amount}{unit}")
    return ("-" if total < 0 else "+") + ("".join(parts) or "0s")


def later(start: str, by: str) -> str:
    """Shift an offset: `later("-3d", "+2h")` is `-2d22h`."""
    return offset(seconds(start) + seconds(by))
