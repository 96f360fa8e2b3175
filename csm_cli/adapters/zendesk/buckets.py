"""One rate limit as it stands: what the answers said of it, and what was sent since.

Times are seconds of a clock that never goes back.
"""

from collections import deque
from typing import NamedTuple

from csm_cli.adapters.zendesk.limits import Allowance

_MINUTE = 60.0


class Rate(NamedTuple):
    """So many requests in so many seconds, at the most."""

    requests: int
    seconds: float


class Bucket:
    """What is known of one limit.

    Where no answer told of it, csm's own requests are counted: never more than the rate in any
    stretch of its time. Once one did, that is what counts.
    """

    def __init__(self, rate: Rate | None) -> None:
        self.rate = rate
        self._left: int | None = None  # by the latest answer, minus what was sent since
        self._ends = 0.0  # when all of it is there again
        self._sent: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more request fits in."""
        if self._left is not None:
            return max(0.0, self._ends - now) if self._left <= 0 else 0.0
        if self.rate is None or len(self._sent) < self.rate.requests:
            return 0.0
        return max(0.0, self._sent[-self.rate.requests] + self.rate.seconds - now)

    def take(self, now: float) -> None:
        """Count one request."""
        if self._left is not None and now >= self._ends and self.rate is not None:
            self._left, self._ends = self.rate.requests, now + self.rate.seconds
        if self._left is not None:
            self._left -= 1
        if self.rate is not None:
            self._sent.append(now)
            while len(self._sent) > self.rate.requests:
                self._sent.popleft()

    def learn(self, told: Allowance, now: float) -> None:
        """Go by what an answer said."""
        if told.total:
            seconds = self.rate.seconds if self.rate else _MINUTE
            self.rate = Rate(told.total, seconds)
        if told.resets is not None:
            self._ends = now + told.resets
        elif self.rate is None:
            return  # no window is known: only a refusal will tell when to go on
        elif self._left is None or told.remaining > self._left:
            # A window has begun, at the latest now: what is left can only have grown by that.
            self._ends = now + self.rate.seconds
        self._left = told.remaining
