"""A small SQLite file in the state folder, brought up to date when it is opened.

Every transaction is on the disk when it ends. Several processes may use one file at once.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from csm_cli.domain.errors import Unexpected, WrongUsage

_PATIENCE = 10  # seconds that a process waits for another one's transaction


class SqliteFile:
    """One file.

    Args:
        path: Where it is; made, with its folder, at the first transaction.
        name: What to call it to a person.
        steps: SQL scripts, each of which brings the file from one version to the next. Never
            change one that was released: add another.
    """

    def __init__(self, path: Path, name: str, steps: Sequence[str]) -> None:
        self._path = path
        self._name = name
        self._steps = steps

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction, which an exception rolls back.

        Raises:
            Unexpected: the disk is full, the folder can't be written, the file is damaged.
            WrongUsage: a newer csm made the file.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Made before SQLite opens it: the files that SQLite puts beside it get its mode.
            self._path.touch(mode=0o600)
            connection = sqlite3.connect(self._path, timeout=_PATIENCE, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON")  # what is dropped is overwritten
                connection.execute("BEGIN IMMEDIATE")
                self._bring_up_to_date(connection)
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()
        except (sqlite3.Error, OSError) as problem:
            raise Unexpected(
                f"{self._name} {self._path} can't be used: {problem}",
                hint="nothing is changed that can't be recorded; CSM_STATE names another folder",
            ) from None

    def _bring_up_to_date(self, connection: sqlite3.Connection) -> None:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(self._steps):
            raise WrongUsage(
                f"{self._name} {self._path} has version {version}, and this csm knows up to "
                f"{len(self._steps)}",
                written="nothing was sent",
                hint="upgrade csm, or let CSM_STATE name another folder",
            )
        for step in self._steps[version:]:
            for statement in step.split(";\n"):
                if statement.strip():
                    connection.execute(statement)
        if version < len(self._steps):
            connection.execute(f"PRAGMA user_version = {len(self._steps)}")
