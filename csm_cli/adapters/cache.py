"""What changes rarely, kept between runs with its age: groups, fields, who am I.

One JSON file per account and thing. A file that is old, damaged or unwritable is as good as
none: the cache never fails a command and never answers with something stale.
"""

import json
import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any


class Cache:
    """A folder of small JSON values.

    Args:
        folder: Where the files are; made when something is first kept. Null keeps nothing.
        lifetime: How old a value may be.
        now: The clock, aware and in UTC.
    """

    def __init__(
        self, folder: Path | None, lifetime: timedelta, now: Callable[[], datetime]
    ) -> None:
        self._folder = folder
        self._lifetime = lifetime
        self._now = now

    def get(self, name: str, fetch: Callable[[], Any], *, fresh: bool = False) -> Any:
        """The value of that name: kept, if young enough and not asked `fresh`, else fetched."""
        kept = None if fresh else self._read(name)
        if kept is not None:
            return kept
        value = fetch()
        self._write(name, value)
        return value

    def _read(self, name: str) -> Any:
        if self._folder is None:
            return None
        try:
            kept = json.loads((self._folder / f"{name}.json").read_text(encoding="utf-8"))
            age = self._now() - datetime.fromisoformat(kept["at"])
            return kept["value"] if timedelta(0) <= age < self._lifetime else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def _write(self, name: str, value: Any) -> None:
        if self._folder is None:
            return
        text = json.dumps({"at": self._now().isoformat(), "value": value})
        temporary = self._folder / f"{name}.{os.getpid()}.tmp"
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            temporary.write_text(text, encoding="utf-8")
            temporary.replace(self._folder / f"{name}.json")
        except OSError:
            temporary.unlink(missing_ok=True)
