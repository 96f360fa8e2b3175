"""Ctrl-C, and other people's ways to stop csm, where something must be finished or put back."""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from types import FrameType
from typing import Any, Self

_POLITE = ("SIGTERM", "SIGHUP")  # by name: Windows lacks the second
_ENDINGS = ("SIGINT", *_POLITE, "SIGALRM")
_SHORTEST = 0.001  # seconds; an alarm in no time would never ring
_AGAIN = 0.2  # seconds between two rings of the alarm


@contextmanager
def asked_to_end(then: Callable[[], object]) -> Iterator[None]:
    """Within the block a request to end does this; behind it, it ends csm as it would.

    Outside the main thread, where signals can't be handled, nothing is changed.
    """
    caught: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        caught.append(number)
        then()

    before = {}
    if threading.current_thread() is threading.main_thread():
        numbers = [getattr(signal, name) for name in _POLITE if hasattr(signal, name)]
        before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if caught:
            os.kill(os.getpid(), caught[0])


def stopped_like_ctrl_c() -> AbstractContextManager[None]:
    """Within the block a request to end raises `KeyboardInterrupt`; see `asked_to_end`."""
    return asked_to_end(_interrupt)


def _interrupt() -> None:
    raise KeyboardInterrupt


@contextmanager
def ended_by_ctrl_c() -> Iterator[None]:
    """Within the block Ctrl-C ends csm at once, also in code that never comes back to Python.

    Outside the main thread, where signals can't be handled, nothing is changed.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


class Stopping:
    """Takes Ctrl-C, and other people's ways to stop csm, between two steps of a long piece of work.

    The first one sets `asked`: the work looks at it before each step, nothing more is waited
    for, and a request that is under way has `grace` seconds left to be answered. After these,
    or at the second Ctrl-C, `KeyboardInterrupt` is raised, but only in a wait or within a
    request, so that what was answered is always recorded and told. Outside the main thread,
    where signals can't be handled, nothing is changed.
    """

    def __init__(self, grace: float) -> None:
        self.asked = False
        self._grace = max(grace, _SHORTEST)
        self._waiting = False
        self._in_flight = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            numbers = [getattr(signal, name) for name in _ENDINGS if hasattr(signal, name)]
            self._before = {number: signal.signal(number, self._stop) for number in numbers}
        return self

    def __exit__(self, *_: object) -> None:
        if self._before:
            _ring_after(0)
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def sleep(self, seconds: float) -> None:
        """Wait; no longer, once stopping was asked for.

        Raises:
            KeyboardInterrupt: it was, before or during the wait.
        """
        self._waiting = True
        try:
            if self.asked:
                raise KeyboardInterrupt
            time.sleep(seconds)
        finally:
            self._waiting = False

    @contextmanager
    def in_flight(self) -> Iterator[None]:
        """Within the block a request is under way, which can be given up."""
        self._in_flight = True
        try:
            yield
        finally:
            self._in_flight = False

    def _stop(self, _number: int, _frame: FrameType | None) -> None:
        again, self.asked = self.asked, True
        if self._waiting or (again and self._in_flight):
            raise KeyboardInterrupt
        if not again:
            _ring_after(self._grace)


def _ring_after(seconds: float) -> None:
    """Have the alarm ring after so many seconds, and then again and again; 0 turns it off."""
    if hasattr(signal, "setitimer"):  # Windows lacks it: there a second Ctrl-C is needed
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN if seconds else 0)
