"""How often a key may ask: sliding windows on the sandbox's clock."""

import threading
from collections import deque
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from csm_cli.sandbox.posthog import errors
from csm_cli.sandbox.posthog.limits import limits_of
from csm_cli.sandbox.posthog.world import World

Bucket = Literal["queries", "requests"]

_WINDOWS = {"minute": timedelta(minutes=1), "hour": timedelta(hours=1)}


class _Window(NamedTuple):
    length: timedelta
    allowed: float
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
    """Counts the requests of every key; starts anew when the world is reset."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lock = threading.Lock()
        self._generation: object = None
        self._moments: dict[tuple[str, str], deque[datetime]] = {}

    def admit(self, key: str, bucket: Bucket) -> None:
        """Count one request, or raise ApiError 429 and count nothing."""
        now = self._world.now()
        generation = self._world.generation
        limits = limits_of(self._world.project())
        with self._lock:
            if generation != self._generation:
                self._moments.clear()
                self._generation = generation
            windows = [self._window(key, f"{bucket}_per_{name}", limits) for name in _WINDOWS]
            waits = [wait for wait in (each.wait(now) for each in windows) if wait is not None]
            if waits:
                raise errors.throttled(max(waits))
            for window in windows:
                window.moments.append(now)

    def _window(self, key: str, rule: str, limits: dict[str, float]) -> _Window:
        length = _WINDOWS[rule.rpartition("_")[2]]
        moments = self._moments.setdefault((key, rule), deque())
        return _Window(length, limits[rule], moments)
