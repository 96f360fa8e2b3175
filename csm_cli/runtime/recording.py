"""What happens during a run goes to the file that `CSM_LOG` names, and to a person who asks.

There is one recorder a run. It travels in the environment, so that whatever is built from it
tells what it sends; and it masks before anybody sees anything.
"""

import re
import time
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from csm_cli.domain.errors import CsmError
from csm_cli.domain.happenings import (
    Began,
    Ended,
    Failed,
    Happening,
    Opened,
    Repeated,
    Requested,
    Sending,
)
from csm_cli.environment import Environment

if TYPE_CHECKING:
    from csm_cli.adapters.log_file import LogFile

VARIABLE = "CSM_LOG"
_SECRET = re.compile(r"(?:TOKEN|KEY|SECRET|PASSWORD)$")

_LEFT = "NotWaitedFor"

Listener = Callable[[datetime, Happening], None]


class Recorder:
    """Masks what it is told of and passes it on; counts what left the machine.

    Args:
        environment: The process; its variables hold secrets that no line may.
        listener: Is told of everything, or null.
        log: The file, or null.
        warn: Told once, if the file takes no more lines.
    """

    def __init__(
        self,
        environment: Environment,
        listener: Listener | None,
        log: "LogFile | None",
        warn: Callable[[str], None],
    ) -> None:
        self._now = environment.now
        self._own = _secrets(environment.variables)
        self._listener = listener
        self._log = log
        self._warn = warn
        self._lock = Lock()  # the audit asks ahead, in a thread of its own
        self._requests, self._sent = 0, 0
        self._hosts: dict[str, None] = {}
        self._under_way: list[tuple[float, Sending]] = []

    def __call__(self, happening: Happening) -> None:
        """Tell of it; never an error of its own."""
        at, safe = self._now(), self._masked(happening)
        with self._lock:
            if isinstance(safe, Sending):
                self._under_way.append((time.monotonic(), safe))
                return
            if isinstance(safe, Requested):
                self._arrived(safe)
                self._requests += 1
                self._sent += safe.sent
                self._hosts[urlsplit(safe.url).netloc] = None
            if self._log is not None:
                self._write(self._log, at, safe)
            if self._listener is not None:
                # A stderr that nobody reads any more must not make a note's outcome unknown.
                with suppress(OSError, ValueError):
                    self._listener(at, safe)

    def end(self, command: str, seconds: float, error: str | None) -> None:
        """The command is over; what nobody waited for any more left the machine all the same."""
        for began, each in tuple(self._under_way):
            late = round(time.monotonic() - began, 6)
            self(Requested(each.method, each.url, late, None, None, each.sent, 0, _LEFT))
        self(Ended(command, seconds, error, self._requests, self._sent, tuple(self._hosts)))
        if self._log is not None:
            self._log.close()
            self._log = None

    def _arrived(self, request: Requested) -> None:
        told = request.method, request.url, request.sent
        for place, (_, each) in enumerate(self._under_way):
            if (each.method, each.url, each.sent) == told:
                del self._under_way[place]
                return

    def _write(self, log: "LogFile", at: datetime, happening: Happening) -> None:
        try:
            log.add(at, _kind(happening), happening._asdict())
        except OSError as problem:
            self._log = None
            self._warn(f"note: {VARIABLE} takes no more lines: {problem.strerror or problem}")

    def _masked(self, happening: Happening) -> Happening:
        if not isinstance(happening, Sending | Requested | Repeated | Opened):
            return happening
        from csm_cli.domain.masking import masked_url  # noqa: PLC0415 - an offline run has no URL

        return happening._replace(url=masked_url(happening.url, self._own))


@contextmanager
def recorded(
    environment: Environment,
    command: str,
    listener: Listener | None,
    warn: Callable[[str], None],
) -> Iterator[Environment]:
    """Within the block the environment has a recorder in it, if anybody wants to know.

    Raises:
        WrongUsage: `CSM_LOG` names a file that can't be opened.
        Unexpected: the file takes no line.
    """
    path = environment.variable(VARIABLE)
    if path is None and listener is None:
        yield environment
        return
    log = None if path is None else _opened(Path(path), environment, command)
    recorder, began = Recorder(environment, listener, log, warn), time.monotonic()
    problem: BaseException | None = None
    try:
        yield environment._replace(record=recorder)
    except BaseException as ending:
        problem = ending
        raise
    finally:
        recorder.end(command, round(time.monotonic() - began, 6), _code(problem))


def _opened(path: Path, environment: Environment, command: str) -> "LogFile":
    from csm_cli import __version__  # noqa: PLC0415
    from csm_cli.adapters.log_file import LogFile  # noqa: PLC0415

    log, began = LogFile(path), Began(command, __version__)
    log.begin(environment.now(), _kind(began), began._asdict())
    return log


def failed(environment: Environment, ending: BaseException) -> bool:
    """Put the places of a failure of csm itself into the file; false if there is none to be had."""
    path = environment.variable(VARIABLE)
    if path is None:
        return False
    from csm_cli.adapters.log_file import LogFile  # noqa: PLC0415

    frames = tuple(traceback.format_tb(ending.__traceback__))
    with suppress(CsmError, OSError):
        log = LogFile(Path(path))
        log.add(environment.now(), "failed", Failed(type(ending).__name__, frames)._asdict())
        log.close()
        return True
    return False


def _kind(happening: Happening) -> str:
    return type(happening).__name__.lower()


def _code(problem: BaseException | None) -> str | None:
    if isinstance(problem, CsmError):
        return problem.code
    return None if problem is None else type(problem).__name__


def _secrets(variables: Mapping[str, str]) -> tuple[str, ...]:
    """Whatever the process was given as a secret, csm's own or another program's."""
    return tuple(value for name, value in variables.items() if value and _SECRET.search(name))
