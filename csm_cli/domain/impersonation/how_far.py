"""How far an audit has come, for whoever waits for it."""

from typing import NamedTuple


class HowFar(NamedTuple):
    """What is being done, in words, and how much of all of it is done, 0 to 1; null if unknown."""

    words: str
    share: float | None = None
