"""How often a key may ask: sliding windows on the sandbox's clock.

The defaults are those of PostHog's cloud for personal API keys: queries 240 a minute and 2,400 an
hour, everything else 480 and 4,800.
"""

import threading
from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from csm_cli.sandbox.posthog import errors

Bucket = Literal["query", "other"]

_DEFAULTS = {
    "query_per_minute": 240,
    "query_per_hour": 2_400,
    "other_per_minute": 480,
    "other_per_hour": 4_800,
}
_WINDOWS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}


class _Window(NamedTuple):
    length: timedelta
    allowed: int
    moments: deque[datetime]

    def wait(self, now: datetime) -> float | None:
        """Seconds until there is room, None when there is now."""
        while self.moments and not now - self.length < self.moments[0] <= now:
            self.moments.popleft()
        if len(self.moments) < self.allowed:
            return None
        oldest = self.moments[0] if self.moments else now
        return (oldest + self.length - now).total_seconds()


class Throttle:
    """Counts the requests of every key."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._moments: dict[tuple[str, Bucket, str], deque[datetime]] = {}

    def admit(self, key: str, bucket: Bucket, now: datetime, limits: Mapping[str, int]) -> None:
        """Count one request, or raise ApiError 429 and count nothing."""
        with self._lock:
            windows = [self._window(key, bucket, name, limits) for name in _WINDOWS]
            waits = [wait for wait in (each.wait(now) for each in windows) if wait is not None]
            if waits:
                raise errors.throttled(max(waits))
            for window in windows:
                window.moments.append(now)

    def _window(self, key: str, bucket: Bucket, name: str, limits: Mapping[str, int]) -> _Window:
        rule = f"{bucket}_per_{name}"
        moments = self._moments.setdefault((key, bucket, name), deque())
        return _Window(_WINDOWS[name], limits.get(rule, _DEFAULTS[rule]), moments)
