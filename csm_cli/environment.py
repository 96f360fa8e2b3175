"""Everything that `csm` takes from its process: streams, terminal facts, variables, the clock.

This is the only module that reads environment variables or asks what is a terminal;
the linter holds it to that. Tests build an `Environment` of their own.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from typing import NamedTuple, TextIO, cast


def _now() -> datetime:
    return datetime.now(UTC)


def _nowhere(mode: str) -> TextIO:
    # Not through pathlib, which `csm --version` would have to load.
    return cast(TextIO, open(os.devnull, mode, encoding="utf-8"))  # noqa: PTH123


def _is_terminal(stream: TextIO) -> bool:
    try:
        return stream.isatty()
    except ValueError:  # a stream that is already closed
        return False


class Environment(NamedTuple):
    """One process as `csm` sees it.

    `now` gives an aware time in UTC. `width` is in columns.
    """

    stdin: TextIO
    stdout: TextIO
    stderr: TextIO
    variables: Mapping[str, str]
    stdin_is_terminal: bool = False
    stdout_is_terminal: bool = False
    stderr_is_terminal: bool = False
    width: int = 80
    now: Callable[[], datetime] = _now

    @classmethod
    def of_this_process(cls) -> "Environment":
        """Describe the running process; a stream that it was started without is empty."""
        stdin = sys.stdin or _nowhere("r")
        stdout, stderr = sys.stdout or _nowhere("w"), sys.stderr or _nowhere("w")
        if isinstance(stdout, io.TextIOWrapper):
            # What the reader's encoding lacks becomes a question mark, not a failure after the
            # work is done. Python itself makes stderr so.
            with suppress(OSError):  # it flushes: a reader that is gone shows itself again later
                stdout.reconfigure(errors="replace")
        return cls(
            stdin=stdin,
            stdout=stdout,
            stderr=stderr,
            variables=os.environ,
            stdin_is_terminal=_is_terminal(stdin),
            stdout_is_terminal=_is_terminal(stdout),
            stderr_is_terminal=_is_terminal(stderr),
            width=shutil.get_terminal_size().columns,
        )

    def variable(self, name: str) -> str | None:
        """The variable's value; one that is set to nothing counts as not set."""
        return self.variables.get(name) or None

    @property
    def can_ask(self) -> bool:
        """Whether a person sits in front: both the question and the answer have a terminal."""
        return self.stdin_is_terminal and self.stderr_is_terminal

    @property
    def colour(self) -> bool:
        """Whether stdout may carry colour: a terminal, no `NO_COLOR`, not a dumb one."""
        if self.variable("NO_COLOR"):
            return False
        return self.stdout_is_terminal and self.variables.get("TERM") != "dumb"
