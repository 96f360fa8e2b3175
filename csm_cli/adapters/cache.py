"""What changes rarely, kept between runs with its age: groups, fields, who am I.

One JSON file per account and thing. A file that is old, damaged or unwritable is as good as
none: the cache never fails a command and never answers with something stale. Within one run
a value is kept whatever becomes of its file.
"""

import json
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from csm_cli.adapters import private_file
from csm_cli.domain.happenings import Record, Remembered, unrecorded

_T = TypeVar("_T")


class Cache:
    """A folder of small JSON values.

    Args:
        folder: Where the files are; made when something is first kept. Null keeps nothing.
        lifetime: How old a value may be.
        now: The clock, aware and in UTC.
        record: Told of each value that is taken from a file.
    """

    def __init__(
        self,
        folder: Path | None,
        lifetime: timedelta,
        now: Callable[[], datetime],
        record: Record = unrecorded,
    ) -> None:
        self._folder = folder
        self._lifetime = lifetime
        self._now = now
        self._record = record
        self._run: dict[str, Any] = {}

    def get(
        self,
        name: str,
        fetch: Callable[[], Any],
        understand: Callable[[Any], _T],
        *,
        fresh: bool = False,
    ) -> _T:
        """What `understand` makes of the value of that name: fetched, or kept and young enough.

        A kept value that can't be understood is as good as none.
        """
        kept = None if fresh else self._run.get(name) or self._read(name)
        if kept is not None:
            with suppress(TypeError, ValueError, LookupError, AttributeError):  # damaged
                return understand(kept)
        value = fetch()
        self._run[name] = value
        self._write(name, value)
        return understand(value)

    def forget(self) -> None:
        """Drop everything: what is asked for next comes from its source."""
        self._run.clear()
        with suppress(OSError):
            for file in self._folder.glob("*.json") if self._folder else ():
                file.unlink()

    def _read(self, name: str) -> Any:
        if self._folder is None:
            return None
        try:
            kept = json.loads((self._folder / f"{name}.json").read_text(encoding="utf-8"))
            age = self._now() - datetime.fromisoformat(kept["at"])
            value = kept["value"] if timedelta(0) <= age < self._lifetime else None
        except (OSError, ValueError, KeyError, TypeError):
            return None
        if value is not None:
            self._record(Remembered(name, age.total_seconds()))
        return value

    def _write(self, name: str, value: Any) -> None:
        if self._folder is None:
            return
        text = json.dumps({"at": self._now().isoformat(), "value": value})
        with suppress(OSError):  # its folder may be a file
            private_file.write(self._folder / f"{name}.json", text, lasting=False)
