"""No more queries in a minute and an hour than PostHog allows one key.

This process counts its own. PostHog counts everybody's with the key, and what it says counts.
"""

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import NamedTuple

from csm_cli.domain.errors import Limited


class Allowance(NamedTuple):
    """So many queries in so many seconds."""

    queries: int
    seconds: float


class Pace:
    """Holds queries back for the allowances.

    Args:
        allowances: What is allowed.
        longest_wait: The seconds that are waited at most; beyond, it is an error.
        clock: Seconds on a clock that only runs forward.
        sleep: Waits for so many seconds.
        waiting: Is told the seconds of each pause.
    """

    def __init__(
        self,
        allowances: Sequence[Allowance],
        longest_wait: float,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        waiting: Callable[[float], None],
    ) -> None:
        self._kept = [(each, deque[float](maxlen=max(1, each.queries))) for each in allowances]
        self._longest_wait = longest_wait
        self._clock = clock
        self._sleep = sleep
        self._waiting = waiting
        self._lock = threading.Lock()

    def before(self) -> None:
        """Wait until another query is allowed, and count it.

        Raises:
            Limited: that would take too long.
        """
        with self._lock:
            wait = max((self._wait(*kept) for kept in self._kept), default=0.0)
            if wait > self._longest_wait:
                raise Limited(
                    "PostHog's hourly number of queries is used up",
                    hint=f"run it again in {wait / 60:.0f} minutes",
                    retry_after=wait,
                )
            if wait > 0:
                self._waiting(wait)
                self._sleep(wait)
            for _, sent in self._kept:
                sent.append(self._clock())

    def _wait(self, allowance: Allowance, sent: deque[float]) -> float:
        """The seconds until the oldest of as many as are allowed is long enough ago."""
        if len(sent) < allowance.queries:
            return 0.0
        return max(0.0, sent[0] + allowance.seconds - self._clock())
