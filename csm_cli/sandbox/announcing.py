"""Tells other processes which sandbox is served from a state folder.

The serving process holds a lock for as long as it lives; a description whose lock is free was
left behind by a process that died, and counts as none.
"""

from __future__ import annotations

import fcntl
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from csm_cli.sandbox.errors import AlreadyServedError, StateError
from csm_cli.sandbox.private import make_file, make_folder

if TYPE_CHECKING:
    from csm_cli.sandbox.hosting import Sandbox

_DESCRIPTION = "serve.json"
_LOCK = "serve.lock"
_ATTEMPTS = 10
_PAUSE_SECONDS = 0.02


class RunningSandbox(NamedTuple):
    """A sandbox that another process serves."""

    pid: int
    services: dict[str, str]
    env: dict[str, str]


@contextmanager
def served(sandbox: Sandbox) -> Iterator[Sandbox]:
    """Start a sandbox and announce it until the end of the block.

    Raises AlreadyServedError if another process serves the same state folder.
    """
    file = sandbox.state / _DESCRIPTION
    with _open_lock(sandbox.state) as lock:
        if not _lock_soon(lock):
            raise AlreadyServedError(f"a sandbox is served from {sandbox.state} already")
        with sandbox:
            _write(file, RunningSandbox(os.getpid(), sandbox.services, sandbox.env))
            try:
                yield sandbox
            finally:
                file.unlink(missing_ok=True)


def running(state: Path) -> RunningSandbox | None:
    """Describe the sandbox that is served from this state folder at the moment, if any."""
    try:
        described = json.loads((state / _DESCRIPTION).read_text("utf-8"))
        with make_file(state / _LOCK).open("a") as lock:
            if _lock(lock):
                return None
        return RunningSandbox(described["pid"], described["services"], described["env"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _open_lock(state: Path) -> TextIO:
    try:
        make_folder(state)
        return make_file(state / _LOCK).open("a")
    except OSError as error:
        raise StateError(f"{state} cannot be used as state folder: {error.strerror}") from error


def _lock(file: TextIO) -> bool:
    """Take the lock if it is free; it goes when the file is closed."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _lock_soon(file: TextIO) -> bool:
    """Take the lock, past those who only look whether it is free."""
    for _ in range(_ATTEMPTS):
        if _lock(file):
            return True
        time.sleep(_PAUSE_SECONDS)
    return False


def _write(file: Path, description: RunningSandbox) -> None:
    """Write it in one step, readable by this user alone: it holds the sign-in."""
    draft = file.with_suffix(".new")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as draft_file:
        json.dump(description._asdict(), draft_file)
    draft.replace(file)
