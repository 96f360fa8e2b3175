"""A small SQLite file in the state folder, brought up to date when it is opened.

Every transaction is on the disk when it ends. Several processes may use one file at once.
"""

import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from csm_cli.adapters import private_file
from csm_cli.domain.errors import Unexpected, WrongUsage

_PATIENCE = 30.0
_PAUSE = 0.02
_OF_THE_DISK = {
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_READONLY,
}


def stamp(moment: datetime) -> str:
    """A time as these files keep it, so that texts sort as times do."""
    return moment.isoformat(timespec="microseconds").replace("+00:00", "Z")


class SqliteFile:
    """One file.

    Args:
        path: Where it is; made, with its folder, at the first transaction.
        name: What to call it to a person.
        steps: SQL scripts, each of which brings the file from one version to the next. Never
            change one that was released: add another.
        patience: Seconds to wait for other processes to be done with the file.
    """

    def __init__(
        self, path: Path, name: str, steps: Sequence[str], patience: float = _PATIENCE
    ) -> None:
        self._path = path
        self._name = name
        self._steps = steps
        self._patience = patience
        self._looked_over = False

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction, which an exception rolls back.

        Raises:
            Unexpected: the disk is full, the folder can't be written, the file is damaged.
            WrongUsage: a newer csm made the file.
        """
        with self._told_in_words(), closing(self._opened("BEGIN IMMEDIATE")) as connection:
            self._look_over(connection)
            self._bring_up_to_date(connection)
            yield connection
            connection.execute("COMMIT")

    def shrink(self) -> None:
        """Write the file anew and empty its log: what was deleted is in neither after this.

        Raises:
            Unexpected: as above, or another process doesn't let go of the file.
        """
        in_memory = "PRAGMA temp_store = MEMORY"  # no copy of it in a folder of the system's
        with self._told_in_words(), closing(self._opened(in_memory)) as connection:
            connection.execute("VACUUM")
            busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            if busy:
                held = sqlite3.OperationalError("another csm is using it")
                held.sqlite_errorcode = sqlite3.SQLITE_BUSY
                raise held

    @contextmanager
    def _told_in_words(self) -> Iterator[None]:
        try:
            yield
        except (sqlite3.Error, OSError) as problem:
            said = problem.strerror if isinstance(problem, OSError) else str(problem)
            raise Unexpected(
                f"{self._name} {self._path} can't be used: {said}", hint=_way_out(problem)
            ) from None

    def _opened(self, first: str) -> sqlite3.Connection:
        """A connection with the first statement carried out.

        SQLite waits for another process's transaction, but not while one is making the
        write-ahead log or, as the last one out, taking it away.
        """
        private_file.make_folder(self._path.parent)
        # Made before SQLite opens it: the files that SQLite puts beside it get its mode.
        self._path.touch(mode=0o600)
        until = time.monotonic() + self._patience
        while True:
            connection = sqlite3.connect(self._path, timeout=self._patience, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("PRAGMA secure_delete = ON")  # what is dropped is overwritten
                connection.execute(first)
            except sqlite3.Error as problem:
                connection.close()
                if _code(problem) != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)
            else:
                return connection

    def _look_over(self, connection: sqlite3.Connection) -> None:
        """Notice damage once a run, before anything rests on the file: 20 ms for 20,000 rows."""
        if not self._looked_over:
            found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            if found != "ok":
                raise sqlite3.DatabaseError(f"it is damaged: {' '.join(found.split())}")
            self._looked_over = True

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


def _code(problem: Exception) -> int:
    """SQLite's own code of an error, without what it says in detail; 0 of any other error."""
    return int(getattr(problem, "sqlite_errorcode", 0)) & 0xFF


def _way_out(problem: sqlite3.Error | OSError) -> str:
    """What to do about it."""
    if isinstance(problem, OSError) or _code(problem) in _OF_THE_DISK:
        return "make room there, or let CSM_STATE name a folder that can be written"
    if _code(problem) in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return "run it again when the other csm is done"
    return (
        "move the file away, or let CSM_STATE name another folder; a new one knows nothing of "
        "what was undecided in this one"
    )
