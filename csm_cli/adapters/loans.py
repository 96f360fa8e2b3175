"""The loans of roles on this machine: what was raised, and has to be given back.

Two things beside the journal: a SQLite file with every loan, and a marker, an empty file
that exists whenever a loan may be open. A command that has no other business with roles looks
for the marker alone. The marker is made before the loan is written and goes after it is
settled, so that whatever kills csm, and whenever, there is never a loan without its marker.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from csm_cli.adapters import loan_marker, private_file
from csm_cli.adapters.sqlite_file import SqliteFile, stamp
from csm_cli.domain.errors import Unavailable, Unexpected
from csm_cli.domain.roles import Loan, Role
from csm_cli.domain.tickets import Person

_STEPS = (
    """
CREATE TABLE loans (
    number INTEGER PRIMARY KEY,
    desk TEXT NOT NULL,
    person INTEGER NOT NULL,
    name TEXT NOT NULL,
    email TEXT,
    lower_id INTEGER NOT NULL,
    lower_name TEXT NOT NULL,
    lower_access TEXT NOT NULL,
    upper_id INTEGER,             -- null until a person's own change was seen
    upper_name TEXT,
    upper_access TEXT,
    kind TEXT NOT NULL,
    since TEXT NOT NULL,          -- before anything was sent
    confirmed INTEGER NOT NULL,   -- whether the raised role was seen
    settled_at TEXT,
    outcome TEXT                  -- null while it is open
) STRICT;
CREATE UNIQUE INDEX open_loan ON loans (desk, person) WHERE outcome IS NULL;
""",
)

NAME = "roles.sqlite3"
"""The file's name in the state folder."""

VERSION = len(_STEPS)
"""The version of a file that this csm has brought up to date."""

_COLUMNS = (
    "person, name, email, lower_id, lower_name, lower_access, upper_id, upper_name,"
    " upper_access, kind, since, confirmed"
)


class SqliteLoans:
    """The loans on one desk.

    Args:
        folder: The state folder.
        desk: Which desk: its URL, or the sandbox.
        now: The clock, aware and in UTC.
    """

    def __init__(self, folder: Path, desk: str, now: Callable[[], datetime]) -> None:
        self._folder = folder
        self._file = SqliteFile(folder / NAME, "the record of roles", _STEPS)
        self._desk = desk
        self._now = now

    def open(self) -> Sequence[Loan]:
        """What is due back; nothing is opened if there is no marker."""
        if not loan_marker.may_be_open(self._folder):
            return []
        with self._file.transaction() as connection:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM loans"  # noqa: S608 - a constant
                " WHERE outcome IS NULL AND desk = ? ORDER BY number",
                (self._desk,),
            ).fetchall()
        if not rows:
            self._take_marker_away()
        return [_loan(row) for row in rows]

    def everywhere(self) -> Sequence[tuple[str, Loan]]:
        """What is due back on any desk, each with the desk; nothing is opened without a marker."""
        if not loan_marker.may_be_open(self._folder):
            return []
        with self._file.transaction() as connection:
            rows = connection.execute(
                f"SELECT desk, {_COLUMNS} FROM loans"  # noqa: S608 - a constant
                " WHERE outcome IS NULL ORDER BY number"
            ).fetchall()
        if not rows:
            self._take_marker_away()
        return [(row[0], _loan(row[1:])) for row in rows]

    def record(self, loan: Loan) -> None:
        """Put the loan in place of the person's open one, if there is one."""
        values = _values(loan)
        marks = ", ".join("?" * (len(values) + 1))
        with self._file.transaction() as connection:
            self._make_marker()
            connection.execute(
                "DELETE FROM loans WHERE outcome IS NULL AND desk = ? AND person = ?",
                (self._desk, loan.person.id),
            )
            connection.execute(
                f"INSERT INTO loans (desk, {_COLUMNS}) VALUES ({marks})",  # noqa: S608 - constants
                (self._desk, *values),
            )

    def settle(self, loan: Loan, outcome: str) -> None:
        """Close this very loan, not one that came after it; the marker goes with the last one."""
        with self._file.transaction() as connection:
            connection.execute(
                "UPDATE loans SET outcome = ?, settled_at = ?"
                " WHERE outcome IS NULL AND desk = ? AND person = ? AND since = ?",
                (
                    outcome,
                    stamp(self._now()),
                    self._desk,
                    loan.person.id,
                    stamp(loan.since),
                ),
            )
        self._take_marker_away()

    @contextmanager
    def held(self, seconds: float, waiting: Callable[[], None]) -> Iterator[None]:
        """A lock on a file: the system lets go of it when the process ends, however it ends."""
        from filelock import FileLock, Timeout  # noqa: PLC0415 - 40 ms that most runs can spare

        try:
            private_file.make_folder(self._folder)
            lock = FileLock(self._folder / "roles.lock", mode=0o600)
            try:
                lock.acquire(blocking=False)
            except Timeout:
                waiting()
                lock.acquire(timeout=seconds)
        except Timeout:
            raise Unavailable(
                "another run on this machine is using your raised role",
                written="nothing was changed",
                hint="run it again when that one is done",
            ) from None
        except OSError as problem:
            raise Unexpected(f"the state folder can't be used: {problem}") from None
        try:
            yield
        finally:
            lock.release()

    def _make_marker(self) -> None:
        marker = loan_marker.path(self._folder)
        if not marker.exists():
            marker.touch(mode=0o600)
            _sync(self._folder)

    def _take_marker_away(self) -> None:
        """In a transaction, so that no loan is being recorded meanwhile."""
        with self._file.transaction() as connection:
            left = connection.execute("SELECT count(*) FROM loans WHERE outcome IS NULL")
            if left.fetchone()[0] == 0:
                loan_marker.path(self._folder).unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Have the folder's own entry of a new file on the disk."""
    if os.name == "nt":  # where a folder can't be opened
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _values(loan: Loan) -> tuple[Any, ...]:
    upper = loan.upper or (None, None, None)
    person = loan.person
    stated = (loan.kind, stamp(loan.since), loan.confirmed)
    return (person.id, person.name, person.email, *loan.lower, *upper, *stated)


def _loan(row: Sequence[Any]) -> Loan:
    person, lower, upper, (kind, since, confirmed) = row[:3], row[3:6], row[6:9], row[9:]
    return Loan(
        Person(*person),
        Role(*lower),
        None if upper[0] is None else Role(*upper),
        kind,
        datetime.fromisoformat(since),
        bool(confirmed),
    )
