"""Other people's ways to stop csm, turned into Ctrl-C where something must be put back first."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_POLITE = ("SIGTERM", "SIGHUP")  # by name: Windows lacks the second


@contextmanager
def stopped_like_ctrl_c() -> Iterator[None]:
    """Within the block a request to end raises `KeyboardInterrupt`, then ends csm as it would.

    Outside the main thread, where signals can't be handled, nothing is changed.
    """
    caught: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        caught.append(number)
        raise KeyboardInterrupt

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
