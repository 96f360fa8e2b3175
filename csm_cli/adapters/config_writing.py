"""Writes the config file, in one step or not at all; two runs that change it take turns."""

import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from csm_cli.adapters import private_file
from csm_cli.adapters.config_checking import Mistake, mistakes
from csm_cli.adapters.config_file import DEFAULT
from csm_cli.adapters.config_keys import PROFILE
from csm_cli.adapters.config_text import (
    begun,
    parsable,
    shown,
    value_in,
    with_value,
    without_value,
)
from csm_cli.adapters.config_typing import known_key, typed_value, writable
from csm_cli.domain.errors import Conflict, Unexpected, WrongUsage
from csm_cli.domain.settings import Change
from csm_cli.domain.setup import Plan, Wanted

_TURN_SECONDS = 10.0


class ConfigFile:
    """The config file at a path, which need not be there yet.

    Args:
        path: Where it is. Of a link, what it leads to is written, and the link stays.
        lock: A file by which two runs that change it take turns.
    """

    def __init__(self, path: Path, lock: Path) -> None:
        self.path = path
        self._lock = lock

    def text(self) -> str | None:
        """What is in the file; null if there is none.

        Raises:
            WrongUsage: it can't be read as text.
        """
        try:
            return self.path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as problem:
            raise WrongUsage(
                f"the config file {self.path} can't be read: {_reason(problem)}",
                written="nothing was written",
                hint="set CSM_CONFIG to a file that csm may read and write",
            ) from None

    def beginning(self, text: str | None) -> str:
        """The text to edit: with the line for editors up to date, or csm's own words."""
        return begun(text or "")

    def replace(self, before: str | None, text: str) -> None:
        """Put the text in the place of what was there `before`.

        Raises:
            Conflict: something else is there by now.
            Unexpected: the disk or the folder takes no more. The file is as it was, each time.
        """
        if self.text() != before:
            raise Conflict(
                f"{self.path} was changed meanwhile",
                written="it is as the other change left it",
                hint="run the same command again",
            )
        try:
            target = self.path.resolve()
            private_file.make_folder(target.parent)
            private_file.write(target, text)
        except (OSError, RuntimeError) as problem:  # a link that leads to itself is the latter
            raise Unexpected(
                f"the config file {self.path} can't be written: {_reason(problem)}",
                written="nothing was written",
                hint="free space or set CSM_CONFIG to a file in a folder of yours",
            ) from None

    def set(self, profile: str, name: str, typed: str) -> Change:
        """Set one key to a value as a person types it.

        Raises:
            WrongUsage: there is no such key, it is a secret, or the value is not of its kind.
                And as `replace`.
        """
        key = writable(name)
        value = typed_value(key, typed)
        return self._changed(
            profile, name, lambda text: with_value(begun(text), profile, name, value, key.about)
        )

    def unset(self, profile: str, name: str) -> Change:
        """Take one key out of the file, be it a secret, or a word that means nothing.

        Raises:
            WrongUsage: there is no such key, and none in the file. And as `replace`.
        """
        if value_in(self.tables(), profile, name) is None:
            known_key(name)
        return self._changed(profile, name, lambda text: without_value(text, profile, name))

    def planned(self, profile: str, wanted: Sequence[Wanted]) -> Plan:
        """The file with these values in a profile, without writing it.

        Raises:
            WrongUsage: the file, or a value, is of a kind that makes no config file.
        """
        before = self.text()
        tables = tomllib.loads(parsable(before or ""))
        after, changes = begun(before or ""), []
        for name, value in wanted:
            was = value_in(tables, profile, name)
            if was != value:
                after = with_value(after, profile, name, value, writable(name).about)
                changes.append(Change(name, profile, was, value))
        self.check(after)
        return Plan(before, after if changes else before or after, changes)

    def tables(self) -> Mapping[str, Any]:
        """What is in the file; nothing if there is none.

        Raises:
            WrongUsage: it can't be read.
        """
        return tomllib.loads(parsable(self.text() or ""))

    def _changed(self, profile: str, name: str, change: Callable[[str], str]) -> Change:
        if name == PROFILE and profile != DEFAULT:
            raise WrongUsage(
                "which profile is used does not stand in a profile",
                written="nothing was written",
                hint=f"csm config set {PROFILE} {profile}",
            )
        with self._turn():
            before = self.text()
            after = change(before or "")
            tables = [tomllib.loads(text) for text in (before or "", after)]
            _refuse(
                self.path,
                [found for found in mistakes(tables[1]) if found not in mistakes(tables[0])],
            )
            if after != (before or ""):
                self.replace(before, after)
        found = [value_in(each, profile, name) for each in tables]
        return Change(name, profile, *(shown(name, value) for value in found))

    @contextmanager
    def _turn(self) -> Iterator[None]:
        from filelock import FileLock, Timeout  # noqa: PLC0415 - loads a good part of asyncio

        try:
            private_file.make_folder(self._lock.parent)
            held = FileLock(self._lock, timeout=_TURN_SECONDS, mode=0o600)
            held.acquire()
        except Timeout:
            raise Conflict(
                "another csm is changing the config file",
                written="nothing was written",
                hint="run the same command again",
            ) from None
        except OSError as problem:
            raise Unexpected(
                f"the state folder {self._lock.parent} can't be written: {_reason(problem)}",
                written="nothing was written",
                hint="free space or set CSM_STATE to a folder of yours",
            ) from None
        try:
            yield
        finally:
            held.release()

    def check(self, text: str) -> None:
        """Say no to a text that makes no config file.

        Raises:
            WrongUsage: it is not TOML, or a value is not of its key's kind.
        """
        _refuse(self.path, mistakes(tomllib.loads(parsable(text))))


def _refuse(path: Path, found: Sequence[Mistake]) -> None:
    if found:
        told = "; ".join(f"{name} {problem}" for name, problem in found)
        raise WrongUsage(f"in {path}, {told}", written="nothing was written")


def _reason(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
