"""A look into a SQLite file that changes nothing: not its version, not its log, not its folder."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any
from urllib.parse import quote


class SqliteLook:
    """A file as it stands.

    Raises:
        sqlite3.Error: whatever is asked of a file that is damaged or may not be read.
    """

    def __init__(self, path: Path) -> None:
        # A file whose log is gone holds all there is; SQLite would make the log anew beside it.
        logged = path.with_name(f"{path.name}-wal").exists()
        how = "mode=ro" if logged else "mode=ro&immutable=1"
        self._uri = f"file:{quote(str(path.absolute()))}?{how}"

    @property
    def version(self) -> int:
        """The version that csm wrote into it; raises if the file is damaged."""
        [(version,)] = self.rows("PRAGMA user_version")
        [(found,)] = self.rows("PRAGMA integrity_check(1)")
        if found != "ok":
            raise sqlite3.DatabaseError(" ".join(str(found).split()))
        return int(version)

    def rows(self, question: str) -> Sequence[Sequence[Any]]:
        """What a SELECT or a PRAGMA answers."""
        with closing(sqlite3.connect(self._uri, uri=True, timeout=5.0)) as connection:
            found: Sequence[Sequence[Any]] = connection.execute(question).fetchall()
            return found
