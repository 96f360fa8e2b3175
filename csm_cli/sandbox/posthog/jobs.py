"""Queries that run in the background and are asked after by their id."""

import threading
import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

from csm_cli.sandbox.posthog import times
from csm_cli.sandbox.posthog.errors import ApiError
from csm_cli.sandbox.posthog.world import World

_KEPT_FOR = timedelta(hours=24)
_AT_ONCE = 3


class Job:
    """One query in the background; read it through `status`."""

    def __init__(self, query_id: str, project: int, generation: object, started: datetime) -> None:
        self.query_id = query_id
        self.project = project
        self.generation = generation
        self.started = started
        self.ended: datetime | None = None
        self.answer: dict[str, Any] | None = None
        self.refusal: ApiError | None = None

    def status(self) -> dict[str, Any]:
        """The `query_status` object of the API."""
        return {
            "id": self.query_id,
            "team_id": self.project,
            "query_async": True,
            "complete": self.ended is not None,
            "error": self.refusal is not None,
            "error_message": self.refusal.detail if self.refusal else None,
            "results": self.answer,
            "start_time": times.iso(self.started),
            "pickup_time": times.iso(self.started),
            "end_time": times.iso(self.ended) if self.ended else None,
            "expiration_time": times.iso(self.started + _KEPT_FOR),
            "task_id": None,
            "query_progress": None,
            "labels": None,
            "insight_id": None,
            "dashboard_id": None,
        }


class Jobs:
    """The background queries of one region; a reset of the world makes them unknown."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._lock = threading.Lock()
        self._jobs: dict[str, Job] = {}
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="posthog-query")

    def start(self, query_id: str | None, project: int, work: Callable[[], dict[str, Any]]) -> Job:
        """Run `work` in the background; the same id while it runs is the same job."""
        with self._lock:
            running = self._jobs.get(query_id or "")
            if running is not None and running.ended is None and self._is_kept(running):
                return running
            name = query_id or str(uuid.uuid4())
            job = Job(name, project, self._world.generation, self._world.now())
            self._jobs = {key: each for key, each in self._jobs.items() if self._is_kept(each)}
            self._jobs[job.query_id] = job
        self._pool.submit(self._run, job, work)
        return job

    def _run(self, job: Job, work: Callable[[], dict[str, Any]]) -> None:
        try:
            job.answer = work()
        except ApiError as refusal:
            job.refusal = refusal
        except Exception:  # noqa: BLE001
            # Nobody waits for this thread: the fault must reach whoever asks for the status.
            job.refusal = ApiError(500, "server_error", "error", "Query failed")
        job.ended = self._world.now()

    def find(self, query_id: str, project: int) -> Job | None:
        """The job of this id, None when it is unknown, cancelled or too old."""
        with self._lock:
            job = self._jobs.get(query_id)
        is_known = job is not None and job.project == project and self._is_kept(job)
        return job if is_known else None

    def _is_kept(self, job: Job) -> bool:
        is_recent = self._world.now() - job.started < _KEPT_FOR
        return is_recent and job.generation == self._world.generation

    def cancel(self, query_id: str, project: int) -> None:
        """Forget a job and whatever it may still find out."""
        with self._lock:
            job = self._jobs.get(query_id)
            if job is not None and job.project == project:
                del self._jobs[query_id]

    def close(self) -> None:
        """Drop what has not begun and wait for what runs."""
        self._pool.shutdown(cancel_futures=True)
