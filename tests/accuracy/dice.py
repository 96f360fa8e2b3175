"""Choices that a seed decides, the same on every version of Python.

Only `Random.random` is promised to stay as it is, so everything is made of that.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import TypeVar
from uuid import UUID

T = TypeVar("T")


class Dice:
    """Dice that fall as their seed says."""

    def __init__(self, seed: int) -> None:
        self._roll = Random(seed).random  # noqa: S311 - the same every time is the point

    def number(self, low: int, high: int) -> int:
        """A whole number from `low` to `high`, both included."""
        return low + int(self._roll() * (high - low + 1))

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.number(0, len(options) - 1)]

    def some(self, options: Sequence[T], count: int) -> list[T]:
        """So many different options, in a random order."""
        left = list(options)
        return [left.pop(self.number(0, len(left) - 1)) for _ in range(min(count, len(left)))]

    def chance(self, percent: int) -> bool:
        """Yes in about `percent` of all cases."""
        return self.number(1, 100) <= percent

    def moment(self, since: datetime, until: datetime) -> datetime:
        """A moment in [since, until), now and then on a whole second."""
        micros = int(self._roll() * ((until - since) // timedelta(microseconds=1)))
        at = since + timedelta(microseconds=micros)
        whole = at.replace(microsecond=0)
        return whole if whole >= since and self.chance(15) else at

    def uuid(self) -> str:
        """An id like that of an event."""
        high, low = int(self._roll() * 2**53), int(self._roll() * 2**53)
        return str(UUID(int=high << 75 | low << 22 | self.number(0, 2**22 - 1), version=4))
