"""Work that goes on after the answer: one job after the other, on a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor


class Background:
    """Runs jobs; closing it runs those that wait, at once, and then ends."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="csm-sandbox-job")
        self._closing = threading.Event()

    def submit(self, job: Callable[[], None], delay_seconds: float) -> None:
        """Run a job in `delay_seconds` of real time, or later if others are before it."""
        self._pool.submit(self._run, job, delay_seconds)

    def close(self) -> None:
        """Finish everything."""
        self._closing.set()
        self._pool.shutdown(wait=True)

    def _run(self, job: Callable[[], None], delay_seconds: float) -> None:
        self._closing.wait(delay_seconds)
        job()
