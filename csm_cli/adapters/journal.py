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

from csm_cli.adapters.sqlite_file import SqliteFile
from csm_cli.domain.errors import Unexpected
from csm_cli.domain.tickets import Change, Group, Hand, Mark, Marker, Option, Receipt, Write
from csm_cli.services.ports import Undecided

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

    def __init__(self, path: Path, profile: Callable[[], str], now: Callable[[], datetime]) -> None:
        self._path = path
        self._file = SqliteFile(path, "the journal", [_SCHEMA])
        self._profile = profile
        self._now = now

    def begin(self, write: Write, intent: str) -> None:
        """Record an intent; it is on the disk when this returns.

        Raises:
            Unexpected: the disk is full, or the folder can't be written.
        """
        row = (
            write.mark.operation_id,
            self._profile(),
            write.ticket,
            write.mark.verb,
            _hash(intent),
            json.dumps(write),
            self._stamp(),
        )
        with self._before_sending() as connection:
            connection.execute(
                "INSERT INTO intents (operation_id, profile, ticket, verb, content, plan, began_at)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )

    def settle(self, operation_id: str, outcome: str, receipt: Receipt | None = None) -> None:
        """Record what became of it, and drop the text."""
        with self._file.transaction() as connection:
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
        """Earlier intents whose outcome is not known, the oldest first; null means any words.

        Raises:
            Unexpected: the file can't be used, or what is in it makes no sense.
        """
        if not self._path.exists():
            return []
        # The profile is asked for first: nobody else's csm should wait for a request of ours.
        wanted = (self._profile(), ticket, verb, None if intent is None else _hash(intent))
        with self._before_sending() as connection:
            rows = connection.execute(
                "SELECT plan, began_at FROM intents WHERE outcome IS NULL AND profile = ?1"
                " AND ticket = ?2 AND verb = ?3 AND (?4 IS NULL OR content = ?4)"
                " ORDER BY began_at",
                wanted,
            ).fetchall()
            return [Undecided(_write(json.loads(plan)), began_at) for plan, began_at in rows]

    @contextmanager
    def _before_sending(self) -> Iterator[sqlite3.Connection]:
        """A transaction without which nothing may be sent."""
        try:
            with self._file.transaction() as connection:
                yield connection
        except Unexpected as problem:
            problem.written = "nothing was sent"
            raise
        except (TypeError, ValueError) as problem:
            raise Unexpected(
                f"an entry of the journal {self._path} is damaged ({type(problem).__name__})",
                written="nothing was sent",
                hint="CSM_STATE names another folder",
            ) from None

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="microseconds").replace("+00:00", "Z")


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
