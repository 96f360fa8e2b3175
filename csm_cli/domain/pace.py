"""How far a long piece of work has come: how fast, and how long it still takes."""

from typing import NamedTuple

_MINUTE = 60.0


class Pace(NamedTuple):
    """So many of so many, in so many seconds; `held_to` is how many a minute there may be."""

    done: int
    total: int
    seconds: float
    held_to: float | None = None

    @property
    def a_minute(self) -> float | None:
        """How many a minute so far, waits among them; null before there is anything to go by."""
        if not self.done or self.seconds <= 0:
            return None
        return self.done / self.seconds * _MINUTE

    @property
    def seconds_left(self) -> float | None:
        """How long the rest takes at this pace, or at the one it is held to if that is slower."""
        speed = self.a_minute
        if speed is None:
            return None
        if self.held_to:
            speed = min(speed, self.held_to)
        return (self.total - self.done) / speed * _MINUTE
