"""Remembered answers: the default mode may serve one that is hours old.

HogQL answers go stale after six hours, in the lazy mode after twelve; the query's text is all
that counts, so `now()` in it makes no difference.
"""

import hashlib
import json
import threading
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from csm_cli.sandbox.posthog.world import World

STALE = timedelta(hours=6)
LAZILY_STALE = timedelta(hours=12)
REFRESH_INTERVAL = timedelta(minutes=1)
_MOST_ANSWERS = 256


class Remembered(NamedTuple):
    """An answer and the moment it was computed, by the sandbox's clock."""

    answer: dict[str, Any]
    computed_at: datetime

    def is_fresh(self, now: datetime, lifetime: timedelta) -> bool:
        """Whether it may still be served; an answer from the future may not."""
        return timedelta() <= now - self.computed_at < lifetime


class Cache:
    """The answers of one world; forgets all of them when its data is loaded anew."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lock = threading.Lock()
        self._answers: dict[str, Remembered] = {}
        self._generation: object = None

    def get(self, key: str) -> Remembered | None:
        """The last answer under this key, fresh or not."""
        with self._lock:
            self._forget_if_reset()
            return self._answers.get(key)

    def put(self, key: str, answer: dict[str, Any], computed_at: datetime) -> None:
        """Remember an answer."""
        with self._lock:
            self._forget_if_reset()
            self._answers.pop(key, None)
            self._answers[key] = Remembered(answer, computed_at)
            if len(self._answers) > _MOST_ANSWERS:
                del self._answers[next(iter(self._answers))]

    def _forget_if_reset(self) -> None:
        generation = self._world.generation
        if generation != self._generation:
            self._answers.clear()
            self._generation = generation


def cache_key(project: int, question: dict[str, Any]) -> str:
    """The key of everything that makes two queries the same."""
    text = json.dumps(question, sort_keys=True)
    digest = hashlib.sha256(text.encode()).hexdigest()[:32]
    return f"cache_{project}_{digest}"
