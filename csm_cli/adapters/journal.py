"""The journal: what csm meant to write on this machine, and what became of it.

SQLite in the state folder, with a write-ahead log, synced to the disk before the request
leaves. It holds no credential. A note's text is kept only while its outcome is unknown.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from csm_cli.domain.errors import Unexpected, WrongUsage
from csm_cli.domain.tickets import Change, Group, Hand, Mark, Marker, Option, Receipt, Write
from csm_cli.services.ports import Undecided

_VERSION = 1

_SCHEMA = """
CREATE TABLE intents (
    operation_id TEXT PRIMARY KEY,
    profile TEXT NOT NULL,
    ticket INTEGER NOT NULL,
    verb TEXT NOT NULL,
    content TEXT NOT NULL,        -- a hash of the words, to recognise a re-run
    plan TEXT,                    -- the write as JSON while undecided, then null
    began_at TEXT NOT NULL,
    settled_at TEXT,
    outcome TEXT,                 -- null while undecided
    note_id INTEGER,
    request_id TEXT
) STRICT;
CREATE INDEX undecided ON intents (profile, ticket, verb, content) WHERE outcome IS NULL;
"""


class SqliteJournal:
    """The journal of one profile.

    Args:
        path: The SQLite file; its folder is made when something is first recorded.
        profile: Tells whose intents these are, host and account, so that neither two desks
            nor two people on one machine settle each other's; asked when first needed.
        now: The clock, aware and in UTC.
    """

    def __init__(
        self, path: Path, profile: Callable[[], str], now: Callable[[], datetime]
    ) -> None:
        self._path = path
        self._profile = profile
        self._now = now

    def begin(self, write: Write, intent: str) -> None:
        """Record an intent; it is on the disk when this returns.

        Raises:
            Unexpected: the disk is full, or the folder can't be written.
        """
        with self._open() as connection:
            connection.execute(
                "INSERT INTO intents (operation_id, profile, ticket, verb, content, plan, began_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (
                    write.mark.operation_id,
                    self._profile(),
                    write.ticket,
                    write.mark.verb,
                    _hash(intent),
                    json.dumps(write),
                    self._stamp(),
                ),
            )

    def settle(self, operation_id: str, outcome: str, receipt: Receipt | None = None) -> None:
        """Record what became of it, and drop the text."""
        with self._open() as connection:
            connection.execute(
                "UPDATE intents SET outcome = ?, settled_at = ?, plan = NULL, note_id = ?,"
                " request_id = ? WHERE operation_id = ?",
                (
                    outcome,
                    self._stamp(),
                    receipt.note.id if receipt else None,
                    receipt.request_id if receipt else None,
                    operation_id,
                ),
            )

    def undecided(self, ticket: int, verb: str, intent: str | None) -> Sequence[Undecided]:
        """Earlier intents whose outcome is not known, the oldest first; null means any words."""
        if not self._path.exists():
            return []
        content = None if intent is None else _hash(intent)
        with self._open() as connection:
            rows = connection.execute(
                "SELECT plan, began_at FROM intents WHERE outcome IS NULL AND profile = ?1"
                " AND ticket = ?2 AND verb = ?3 AND (?4 IS NULL OR content = ?4)"
                " ORDER BY began_at",
                (self._profile(), ticket, verb, content),
            ).fetchall()
        try:
            return [Undecided(_write(json.loads(plan)), began_at) for plan, began_at in rows]
        except (TypeError, ValueError) as problem:
            raise self._unusable(f"an entry is damaged ({type(problem).__name__})") from None

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """A connection for one transaction; what goes wrong with the file is told in words."""
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # Made before SQLite opens it: the files that SQLite puts beside it get its mode.
            self._path.touch(mode=0o600)
            connection = sqlite3.connect(self._path, timeout=10, isolation_level=None)
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                connection.execute("PRAGMA synchronous = FULL")
                connection.execute("BEGIN IMMEDIATE")
                _prepare(connection, self._path)
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()
        except (sqlite3.Error, OSError) as problem:
            raise self._unusable(str(problem)) from None

    def _unusable(self, why: str) -> Unexpected:
        return Unexpected(
            f"the journal {self._path} can't be used: {why}",
            written="nothing was sent",
            hint="csm writes nothing that it can't record; CSM_STATE names another folder",
        )

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="microseconds").replace("+00:00", "Z")


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise WrongUsage(
            f"the journal {path} has version {version}, and this csm knows up to {_VERSION}",
            written="nothing was sent",
            hint="upgrade csm, or let CSM_STATE name another folder",
        )
    if version == 0:
        for statement in _SCHEMA.split(";\n"):
            if statement.strip():
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {_VERSION}")


def _hash(intent: str) -> str:
    return sha256(intent.encode()).hexdigest()


def _write(plan: Sequence[Any]) -> Write:
    """A write as it was recorded: nested lists in the order of the values' fields."""
    ticket, version, mark, note, change = plan
    return Write(ticket, version, Mark(*mark), note, _change(change))


def _change(plan: Sequence[Any] | None) -> Change | None:
    if plan is None:
        return None
    group, assignee, marker = plan
    return Change(
        Group(*group) if group else None,
        Hand(*assignee) if assignee else None,
        (_marker(marker[0]), Option(*marker[1])) if marker else None,
    )


def _marker(plan: Sequence[Any]) -> Marker:
    field_id, title, escalated = plan
    return Marker(field_id, title, Option(*escalated))
