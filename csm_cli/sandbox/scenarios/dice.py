"""Choices that look random and never change.

Each one is a hash of the words that name it, so adding an event to the story leaves all the other
choices as they were, on every version of Python.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


def _digest(words: tuple[object, ...]) -> bytes:
    return hashlib.sha256("\x1f".join(str(word) for word in words).encode()).digest()


def number(low: int, high: int, *words: object) -> int:
    """Pick a whole number from `low` to `high`, both included."""
    return low + int.from_bytes(_digest(words)[:8], "big") % (high - low + 1)


def pick(options: Sequence[T], *words: object) -> T:
    """Pick one of the options."""
    return options[number(0, len(options) - 1, *words)]


def chance(percent: int, *words: object) -> bool:
    """Say yes in about `percent` of all cases."""
    return number(1, 100, *words) <= percent


def identifier(*words: object) -> str:
    """Make a UUID of version 4 in its usual spelling."""
    return str(UUID(bytes=_digest(words)[:16], version=4))


def token(length: int, *words: object) -> str:
    """Make up to 64 hexadecimal digits, such as the random part of a distinct id."""
    return _digest(words).hex()[:length]
