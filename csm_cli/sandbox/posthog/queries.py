"""The modes of the query endpoint: now, from memory, or in the background."""

from typing import Any

from csm_cli.sandbox.posthog import answers, errors, metadata
from csm_cli.sandbox.posthog.cache import LAZILY_STALE, STALE, Cache, Remembered, cache_key
from csm_cli.sandbox.posthog.engine import ENGINE
from csm_cli.sandbox.posthog.jobs import Jobs
from csm_cli.sandbox.posthog.requests import QueryRequest, Question
from csm_cli.sandbox.posthog.world import World

_BACKGROUND = frozenset({"async", "lazy_async", "force_async", "async_except_on_cache_miss"})
_ALWAYS_NEW = frozenset({"force_blocking", "force_async"})


class Queries:
    """Answers query requests of one region; every method may block."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._cache = Cache(world)
        self._jobs = Jobs(world)

    def at_once(self, project: int, request: QueryRequest) -> dict[str, Any] | None:
        """What can be said without running the query, None when it must be run for the answer.

        That is a remembered answer or, in the background modes, the `query_status` of the work
        just begun, with the stale answer beside it if there is one.
        """
        if request.kind == "HogQLMetadata":
            return None
        key = cache_key(project, request.question.identity())
        old = None if request.refresh in _ALWAYS_NEW else self._cache.get(key)
        lifetime = LAZILY_STALE if request.refresh == "lazy_async" else STALE
        if old is not None and old.is_fresh(self._world.now(), lifetime):
            return self._served(key, old, is_cached=True)
        waits = request.refresh == "async_except_on_cache_miss" and old is None
        if request.refresh not in _BACKGROUND or waits:
            return None
        job = self._jobs.start(
            request.client_query_id, project, lambda: self._compute(key, request.question)
        )
        shown = self._served(key, old, is_cached=True) if old is not None else {}
        return {**shown, "query_status": {**job.status(), "complete": False, "results": None}}

    def compute(self, project: int, request: QueryRequest) -> dict[str, Any]:
        """Run or check the query now; raises ApiError."""
        if request.kind == "HogQLMetadata":
            return metadata.check(self._world, request.question)
        return self._compute(cache_key(project, request.question.identity()), request.question)

    def status(self, query_id: str, project: int) -> tuple[dict[str, Any], int]:
        """The state of a background query and the HTTP status to tell it with."""
        job = self._jobs.find(query_id, project)
        if job is None:
            raise errors.not_found(f"Query {query_id} not found for team {project}")
        status = job.status()
        if not status["complete"]:
            return status, 202
        if job.refusal is None:
            return status, 200
        return status, 400 if job.refusal.kind == "validation_error" else 500

    def cancel(self, query_id: str, project: int) -> None:
        """Forget a background query."""
        self._jobs.cancel(query_id, project)

    def close(self) -> None:
        """End the background work and let go of the data."""
        self._jobs.close()
        ENGINE.forget(self._world)

    def _compute(self, key: str, question: Question) -> dict[str, Any]:
        computed_at = self._world.now()
        answer = answers.compute(self._world, question)
        self._cache.put(key, answer, computed_at)
        return self._served(key, Remembered(answer, computed_at), is_cached=False)

    def _served(self, key: str, remembered: Remembered, *, is_cached: bool) -> dict[str, Any]:
        zone = self._world.project()["timezone"]
        return answers.served(remembered.answer, key, remembered, zone, is_cached=is_cached)
