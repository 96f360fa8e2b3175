"""The file that `CSM_LOG` names: one JSON object a line, for its owner's eyes.

Each line is one write at the end of the file, so that several processes can share it.
"""

import json
import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from csm_cli.domain.errors import Unexpected, WrongUsage

_HINT = "name a file that can be written, or unset CSM_LOG"


class LogFile:
    """The file, open for appending; made with mode 0600 if it is not there.

    Raises:
        WrongUsage: it can't be opened.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        flags = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        try:
            self._handle = os.open(path, flags, 0o600)
        except (OSError, ValueError) as problem:
            raise WrongUsage(
                f"CSM_LOG names {path}, which can't be written: {_words(problem)}",
                written="nothing was sent",
                hint=_HINT,
            ) from None

    def begin(self, at: datetime, kind: str, fields: Mapping[str, Any]) -> None:
        """Write the first line of a run.

        Raises:
            Unexpected: the disk takes no more.
        """
        try:
            self.add(at, kind, fields)
        except OSError as problem:
            raise Unexpected(
                f"CSM_LOG names {self._path}, which takes no line: {_words(problem)}",
                written="nothing was sent",
                hint=_HINT,
            ) from None

    def add(self, at: datetime, kind: str, fields: Mapping[str, Any]) -> None:
        """Write one line.

        Raises:
            OSError: the file does not take it.
        """
        entry = {"at": _stamp(at), "pid": os.getpid(), "kind": kind, **fields}
        line = json.dumps(entry).encode("ascii") + b"\n"  # all else is escaped
        if os.write(self._handle, line) < len(line):
            raise OSError(f"{self._path} took a part of a line")

    def close(self) -> None:
        """Close it; nothing is buffered."""
        os.close(self._handle)


def _stamp(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}Z"


def _words(problem: Exception) -> str:
    return getattr(problem, "strerror", None) or str(problem) or type(problem).__name__
