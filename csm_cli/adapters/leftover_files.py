"""Files that runs leave behind when they are killed: half-written ones, locks, a damaged cache."""

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from csm_cli.domain import doctor
from csm_cli.domain.doctor import Found

_OF_A_PROCESS = re.compile(r"\.([0-9]+)\.tmp\Z")
YOUNG = 60.0  # seconds: where a home is shared, a process of another machine may be writing it
_FIX = "csm doctor --fix"


class LeftoverFiles:
    """Those of one state folder and of the folder of one config file.

    Args:
        state: The state folder.
        config: The config file's folder.
        lock: The seconds for which a run may hold a lock.
        clock: Seconds since 1970, as files carry them.
    """

    def __init__(self, state: Path, config: Path, lock: float, clock: Callable[[], float]) -> None:
        self._state = state
        self._config = config
        self._lock = lock
        self._clock = clock
        self.looks: Mapping[str, Callable[[], Found]] = {
            "temporary_files": self._temporary_files,
            "lock_files": self._lock_files,
            "cache": self._cache,
        }
        self.fixes: Mapping[str, Callable[[], Sequence[str]]] = {
            "temporary_files": lambda: deleted([*self._dead()]),
            "cache": lambda: deleted([*self._unreadable()]),
        }

    def _temporary_files(self) -> Found:
        found = [str(path) for path in self._dead()]
        if not found:
            return doctor.ok("none")
        return doctor.warn(
            f"{doctor.counted(found, 'half-written file')} of runs that were killed",
            _FIX,
            fixable=True,
            items=found,
        )

    def _dead(self) -> Iterator[Path]:
        """The temporary files of processes that are no more."""
        for path in self._files("*.tmp"):
            process = _OF_A_PROCESS.search(path.name)
            if process and self._age(path) > YOUNG and not _is_alive(int(process[1])):
                yield path

    def _lock_files(self) -> Found:
        """A lock of a run that ended is free, though its file stays: the system sees to that."""
        locks = [*self._files("*.lock")]
        held = [str(path) for path in locks if self._age(path) > self._lock and _is_held(path)]
        if not held:
            return doctor.ok(
                f"none is held for long; {doctor.counted(locks, 'file')}" if locks else "none"
            )
        return doctor.warn(
            f"a run of csm has held {held[0]} for hours, and others wait for it",
            f"end that run; fuser {held[0]} names it",
            items=held,
        )

    def _cache(self) -> Found:
        bad = [str(path) for path in self._unreadable()]
        if bad:
            return doctor.warn(
                f"{doctor.counted(bad, 'file')} can't be read; all of it is asked for anew",
                _FIX,
                fixable=True,
                items=bad,
            )
        return doctor.ok(f"{doctor.counted([*self._kept()], 'file')}, all readable")

    def _kept(self) -> Iterator[Path]:
        yield from self._state.glob("cache/*/*.json")
        if (rows := self._state / "ownership.json").exists():
            yield rows

    def _unreadable(self) -> Iterator[Path]:
        for path in self._kept():
            try:
                if not isinstance(json.loads(path.read_text(encoding="utf-8")), dict):
                    yield path
            except (OSError, ValueError):
                yield path

    def _files(self, pattern: str) -> Iterator[Path]:
        """Files of csm itself; those of its sandbox are the sandbox's business."""
        yield from self._config.glob(pattern)
        for path in self._state.rglob(pattern):
            if path.relative_to(self._state).parts[0] != "sandbox":
                yield path

    def _age(self, path: Path) -> float:
        try:
            return self._clock() - path.stat().st_mtime
        except OSError:  # gone since it was listed
            return 0.0


def deleted(paths: Sequence[Path]) -> Sequence[str]:
    """Delete files; says which ones are gone."""
    done = []
    for path in paths:
        with suppress(OSError):
            path.unlink()
            done.append(f"{path} is deleted")
    return done


def _is_alive(process: int) -> bool:
    if os.name == "nt":  # where asking a process whether it is there would end it
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def _is_held(path: Path) -> bool:
    """Whether a process has the lock; asked with a shared one, which leaves the file as it is."""
    try:
        import fcntl  # noqa: PLC0415 - Windows has none
    except ImportError:
        return False
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:  # a file system without locks
        return False
    finally:
        os.close(descriptor)
    return False
