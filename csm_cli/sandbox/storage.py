"""The state file: one SQLite database that several threads and processes share.

Every write is one `BEGIN IMMEDIATE` transaction, so that two writers never both decide on what
they read before the other one wrote. Knows nothing of Zendesk, PostHog or HTTP.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from csm_cli.sandbox.errors import StateError

SCHEMA_VERSION = 2
_BUSY_SECONDS = 30.0
_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE record (
  kind TEXT NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (kind, id)
) WITHOUT ROWID;
CREATE INDEX record_email ON record (lower(json_extract(body, '$.email'))) WHERE kind = 'users';
CREATE TABLE comment (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX comment_ticket ON comment (ticket_id, id);
CREATE TABLE audit (id INTEGER PRIMARY KEY, ticket_id INTEGER NOT NULL, body TEXT NOT NULL);
CREATE INDEX audit_ticket ON audit (ticket_id, id);
CREATE TABLE upload (token TEXT PRIMARY KEY, expires_at REAL NOT NULL);
CREATE TABLE attachment (
  id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, upload TEXT, body TEXT NOT NULL,
  content BLOB NOT NULL
);
CREATE INDEX attachment_upload ON attachment (upload);
CREATE TABLE search_version (
  kind TEXT NOT NULL, id INTEGER NOT NULL, visible_at REAL NOT NULL, body TEXT NOT NULL
);
CREATE INDEX search_version_record ON search_version (kind, id, visible_at);
CREATE TABLE job (id TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE oauth_code (code TEXT PRIMARY KEY, body TEXT NOT NULL);
CREATE TABLE oauth_token (
  access_token TEXT PRIMARY KEY, refresh_token TEXT UNIQUE, body TEXT NOT NULL
);
CREATE TABLE rate (bucket TEXT PRIMARY KEY, started REAL NOT NULL, used INTEGER NOT NULL);
CREATE TABLE posthog_row (kind TEXT NOT NULL, seq INTEGER NOT NULL, body TEXT NOT NULL,
  PRIMARY KEY (kind, seq)) WITHOUT ROWID;
CREATE TABLE fault (id INTEGER PRIMARY KEY, remaining INTEGER NOT NULL, body TEXT NOT NULL);
CREATE TABLE request (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL);
"""
_TABLES = (
    "record", "comment", "audit", "upload", "attachment", "search_version", "job", "oauth_code",
    "oauth_token", "rate", "posthog_row", "fault", "request",
)  # fmt: skip


class Storage:
    """A pool of connections to one state file.

    A connection is lent to one thread at a time. Within this process writers queue on a lock,
    because SQLite's own waiting between processes is polling and unfair.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._idle: list[sqlite3.Connection] = []
        self._pool_lock = threading.Lock()
        self._write_lock = threading.Lock()
        self._closed = False

    def prepare(self) -> None:
        """Create the schema in a new file; data of an older version is forgotten.

        Raises StateError if a newer version wrote the file, or if it is no SQLite file.
        """
        try:
            with self.write() as db:
                version: int = db.execute("PRAGMA user_version").fetchone()[0]
                if version > SCHEMA_VERSION:
                    raise StateError(
                        f"{self._path} was written by a newer csm (sandbox state version "
                        f"{version}, this csm reads {SCHEMA_VERSION})"
                    )
                if version < SCHEMA_VERSION:
                    _create(db)
        except sqlite3.DatabaseError as error:
            raise StateError(f"{self._path} cannot be used as sandbox state: {error}") from error

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One write transaction: committed at the end, rolled back when an exception passes."""
        with self._write_lock, self._transaction("IMMEDIATE") as db:
            yield db

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """One consistent view of the data, undisturbed by writers."""
        with self._transaction("DEFERRED") as db:
            yield db

    def close(self) -> None:
        """Close all connections; those still lent are closed when they come back."""
        with self._pool_lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for db in idle:
            db.close()

    @contextmanager
    def _transaction(self, kind: Literal["IMMEDIATE", "DEFERRED"]) -> Iterator[sqlite3.Connection]:
        db = self._borrow()
        try:
            db.execute(f"BEGIN {kind}")
            try:
                yield db
            except BaseException:
                if (
                    db.in_transaction
                ):  # SQLite itself ends it on some errors, a full disk among them
                    db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")
        finally:
            self._give_back(db)

    def _borrow(self) -> sqlite3.Connection:
        with self._pool_lock:
            if self._idle:
                return self._idle.pop()
        db = sqlite3.connect(
            self._path, timeout=_BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        db.row_factory = sqlite3.Row
        # The file is a toy's memory: a power cut may cost the last request, never consistency.
        db.execute("PRAGMA synchronous = NORMAL")
        return db

    def _give_back(self, db: sqlite3.Connection) -> None:
        with self._pool_lock:
            if not self._closed:
                self._idle.append(db)
                return
        db.close()


def enable_wal(path: Path) -> None:
    """Let readers and one writer work at once; call it while no other process opens the file."""
    db = sqlite3.connect(path, timeout=_BUSY_SECONDS)
    try:
        db.execute("PRAGMA journal_mode = WAL")
    except sqlite3.DatabaseError as error:
        raise StateError(f"{path} cannot be used as sandbox state: {error}") from error
    finally:
        db.close()


def empty(db: sqlite3.Connection) -> None:
    """Forget everything but the `meta` table."""
    for table in _TABLES:
        db.execute(f"DELETE FROM {table}")  # noqa: S608 - names from the tuple above


def _create(db: sqlite3.Connection) -> None:
    for (table,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        db.execute(f'DROP TABLE "{table}"')
    for statement in _SCHEMA.split(";"):
        if statement.strip():
            db.execute(statement)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
