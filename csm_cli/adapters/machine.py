"""The files of this machine as the doctor sees them, and what is safe to do about them."""

import os
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from csm_cli.adapters import config_check
from csm_cli.adapters.config_check import Examined
from csm_cli.adapters.kept_work import KeptWork
from csm_cli.adapters.leftover_files import LeftoverFiles
from csm_cli.adapters.own_files import OwnFiles
from csm_cli.domain import doctor
from csm_cli.domain.doctor import Found

_FIX = "csm doctor --fix"
_MEGABYTE = 1_000_000


class Limits(NamedTuple):
    """How long an audit and a lock are kept, in seconds, and how much room a disk must have."""

    resume: float
    lock: float
    least_free: float


class ThisMachine:
    """Fulfils the port `Machine`.

    Args:
        config: The config file, looked through.
        state: The state folder.
        limits: See there.
        way_back: What to type for a role that is raised on a desk.
        free: How many bytes are free on the disk of a folder.
        writable: Whether files can be made in a folder.
        clock: Seconds since 1970, as files carry them.
    """

    def __init__(
        self,
        config: Examined,
        state: Path,
        limits: Limits,
        way_back: Callable[[str], str],
        free: Callable[[Path], int] = lambda folder: shutil.disk_usage(folder).free,
        writable: Callable[[Path], bool] = lambda folder: os.access(folder, os.W_OK | os.X_OK),
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._config = config
        self._state = state
        self._limits = limits
        self._free = free
        self._writable = writable
        work = KeptWork(state, limits.resume, clock, way_back)
        files = LeftoverFiles(state, config.path.parent, limits.lock, clock)
        self._looks: Mapping[str, Callable[[], Found]] = {
            "config_file": self._config_file,
            "config_permissions": self._permissions,
            "state_folder": self._state_folder,
            **OwnFiles(config.path).looks,
            **work.looks,
            **files.looks,
        }
        self._fixes: Mapping[str, Callable[[], Sequence[str]]] = {
            "config_permissions": self._close_files,
            **work.fixes,
            **files.fixes,
        }

    def look(self, name: str) -> Found:
        """What the check of this name finds."""
        return self._looks[name]()

    def can_fix(self, name: str) -> bool:
        """Whether there is anything that `fix` could do about it."""
        return name in self._fixes

    def fix(self, name: str) -> Sequence[str]:
        """Do what is safe about it, and say each thing that was done."""
        return self._fixes[name]()

    def _config_file(self) -> Found:
        path, there, mistakes, doubts, _ = self._config
        if mistakes:
            found = mistakes[0] if len(mistakes) == 1 else f"{len(mistakes)} mistakes in {path}"
            return doctor.fail(found, f"correct it in {path}", items=mistakes)
        if doubts:
            found = doubts[0] if len(doubts) == 1 else f"{len(doubts)} doubts about {path}"
            return doctor.warn(found, f"look at it in {path}", items=doubts)
        return doctor.ok(f"{path}" if there else f"none at {path}; the defaults hold")

    def _permissions(self) -> Found:
        readable = self._readable()
        if readable:
            names = " and ".join(str(path) for path in readable)
            return doctor.fail(
                f"others on this machine can read {names}, which holds a credential",
                f"{_FIX}, or chmod 600; and make new credentials if others use this machine",
                fixable=True,
            )
        return doctor.ok("no file with a credential can be read by others")

    def _readable(self) -> list[Path]:
        beside = self._config.path.with_name("credentials.json")
        files = [self._config.path] if self._config.secret else []
        return [path for path in (*files, beside) if config_check.exposed(path)]

    def _close_files(self) -> Sequence[str]:
        done = []
        for path in self._readable():
            path.chmod(0o600)
            done.append(f"{path} is readable by its owner alone")
        return done

    def _state_folder(self) -> Found:
        elsewhere = "let CSM_STATE name a folder that can be written"
        folder = self._state
        there = next(each for each in (folder, *folder.parents) if each.exists())
        if not there.is_dir():
            return doctor.fail(f"{there} is a file, and should be a folder", elsewhere)
        if not self._writable(there):
            return doctor.fail(f"{there} can't be written", elsewhere)
        free = self._free(there)
        if free < self._limits.least_free:
            return doctor.fail(
                f"the disk of {there} has {free // _MEGABYTE} MB left, and csm writes to a ticket "
                "only what it could record before",
                f"make room there, or {elsewhere}",
            )
        return doctor.ok(f"{folder}" if there == folder else f"{folder}, made at the first write")
