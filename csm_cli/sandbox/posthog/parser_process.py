"""Keeps the parser's process: starts it at the first query, ends it with this one.

The parser is C++ that holds Python's lock, needs exponential time for deeply nested calls and
overflows its stack on very long chains of operators. In a process of its own neither can stall or
end the sandbox.
"""

import atexit
import json
import os
import selectors
import subprocess
import sys
import threading
import time
from pathlib import Path

_WORKER = Path(__file__).with_name("parser_worker.py")
_SECONDS = 10.0
_START_SECONDS = 60.0  # of a Python on a machine that has much else to do


class ParserLostError(Exception):
    """The parser did not answer: the text is beyond it."""


class ParserProcess:
    """One parser, started again whenever a text was too much for it."""

    def __init__(self, seconds: float = _SECONDS) -> None:
        self._seconds = seconds
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def parse(self, text: str) -> str:
        """The tree of a text as JSON; raises ParserLostError."""
        with self._lock:
            process = self._running()
            try:
                return self._exchange(process, json.dumps(text).encode() + b"\n")
            except (ParserLostError, OSError):
                self._end()
                raise ParserLostError("the parser gave no answer") from None

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = _start()
            atexit.register(self.close)
            if self._line(self._process, _START_SECONDS) != b"ready\n":
                self._end()
                raise RuntimeError("the package hogql-parser cannot be loaded")
        return self._process

    def _exchange(self, process: subprocess.Popen[bytes], question: bytes) -> str:
        assert process.stdin is not None
        process.stdin.write(question)
        process.stdin.flush()
        return self._line(process, self._seconds).decode()

    def _line(self, process: subprocess.Popen[bytes], seconds: float) -> bytes:
        """Read up to the end of a line, but no longer than the time allowed."""
        assert process.stdout is not None
        until = time.monotonic() + seconds
        line = b""
        with selectors.DefaultSelector() as selector:
            selector.register(process.stdout, selectors.EVENT_READ)
            while not line.endswith(b"\n"):
                ready = selector.select(max(0.0, until - time.monotonic()))
                piece = os.read(process.stdout.fileno(), 1 << 20) if ready else b""
                if not piece:
                    raise ParserLostError("the parser gave no answer")
                line += piece
        return line

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            assert pipe is not None
            pipe.close()
        atexit.unregister(self.close)


def _start() -> subprocess.Popen[bytes]:
    """A Python that no variable and no file of the working directory configures.

    In a session of its own: a Ctrl-C is for the sandbox, which then ends the parser.
    """
    return subprocess.Popen(  # noqa: S603 - a file of this package, no text of a caller
        [sys.executable, "-I", str(_WORKER)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
