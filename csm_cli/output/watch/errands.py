"""One thread that does what takes long, a piece at a time, so that the screen never waits."""

import queue
import threading
from collections.abc import Callable


class Errands(threading.Thread):
    """Does what it is given, in that order. A daemon: nobody waits for a reading at the end."""

    def __init__(self) -> None:
        super().__init__(daemon=True, name="csm-watch")
        self._jobs: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._closed = False
        self._underway = 0

    def put(self, job: Callable[[], None]) -> None:
        """Have this done after what was put before; it must raise nothing."""
        self._jobs.put(job)

    def begin(self) -> bool:
        """Whether a job may begin with what must have its end; false once nothing may begin."""
        with self._lock:
            self._underway += not self._closed
            return not self._closed

    def done(self) -> None:
        """That has its end, and whoever asked for it knows."""
        with self._lock:
            self._underway -= 1

    def close(self) -> bool:
        """Let nothing begin any more that must have its end; whether such a thing is under way."""
        with self._lock:
            self._closed = True
            return self._underway > 0

    def run(self) -> None:
        """Do what comes, until the process ends."""
        while True:
            self._jobs.get()()
