"""A terminal for programs that take the whole screen: the real program, and what stands on it."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

import pyte

_PATIENCE = 90  # seconds: the machine does other work besides
_SIZE = (170, 40)


class FullScreen:
    """What a person at the terminal sees and types. Read all the time, as terminals are."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", side: int, size: tuple[int, int]
    ) -> None:
        self.process = process
        self.received = 0
        self._side = side
        self._gone = False
        self._screen = pyte.Screen(*size)
        self._stream = pyte.ByteStream(self._screen)
        self._lock = threading.Lock()
        self._reading = threading.Thread(target=self._read, daemon=True)
        self._reading.start()

    @property
    def text(self) -> str:
        """The screen as it is now."""
        with self._lock:
            return "\n".join(line.rstrip() for line in self._screen.display)

    def line(self, holding: str) -> str:
        """The one line that holds these words."""
        (found,) = [line for line in self.text.splitlines() if holding in line]
        return found

    def reversed(self, holding: str) -> bool:
        """Whether the first character of that line's text stands out by reversal."""
        at = self.text.splitlines().index(self.line(holding))
        with self._lock:
            return bool(self._screen.buffer[at][1].reverse)

    def until(self, holds: Callable[[str], object]) -> str:
        """Wait until what is on the screen is so; gives the screen."""
        deadline = time.monotonic() + _PATIENCE
        while not holds(text := self.text):
            assert time.monotonic() < deadline, text
            assert self.process.poll() is None, text
            time.sleep(0.05)
        return text

    def type(self, keys: str) -> None:
        """Press these keys."""
        os.write(self._side, keys.encode())

    def end(self) -> int:
        """Wait for the program's end, and for all that it wrote; gives its exit code."""
        code = self.process.wait(_PATIENCE)
        self._reading.join(_PATIENCE)
        return code

    def vanish(self) -> None:
        """Take the terminal away; no signal tells the program, whose session it is not."""
        if not self._gone:
            self._gone = True
            self._reading.join(_PATIENCE)
            os.close(self._side)

    def _read(self) -> None:
        try:
            while not self._gone:
                # Never in the midst of reading for long: that would keep the terminal there.
                if not select.select([self._side], [], [], 0.05)[0]:
                    continue
                more = os.read(self._side, 65_536)
                with self._lock:
                    self.received += len(more)
                    self._stream.feed(more)
        except OSError:  # the program has ended, and the terminal with it
            return


@contextmanager
def full_screen(
    line: str, variables: Mapping[str, str], size: tuple[int, int] = _SIZE
) -> Iterator[FullScreen]:
    """The program on a terminal of its own, so many columns and lines large."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", *line.split()],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={"PATH": os.environ["PATH"], "TERM": "xterm-256color", **variables},
        close_fds=True,
        start_new_session=True,
    ) as process:
        os.close(theirs)
        screen = FullScreen(process, ours, size)
        try:
            yield screen
        finally:
            process.kill()
            process.wait()
            screen.vanish()
