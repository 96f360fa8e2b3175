"""The search index, which sees every change only some time after it was made.

Each record has versions; a version can be found from its moment on until the next one's. The
moments are by the sandbox's clock.
"""

from __future__ import annotations

import json
import sqlite3

from csm_cli.sandbox.zendesk.conversation import comments_of
from csm_cli.sandbox.zendesk.records import Record, all_of


def index_now(db: sqlite3.Connection, kind: str) -> None:
    """Make all records of a kind findable as they are, at once and at any time."""
    db.execute("DELETE FROM search_version WHERE kind = ?", (kind,))
    for record in all_of(db, kind):
        _add_version(db, kind, record, 0.0)


def index_later(
    db: sqlite3.Connection, kind: str, record: Record, now: float, lag_seconds: float
) -> None:
    """Let search see this version in `lag_seconds`; `now` is in seconds since the epoch."""
    db.execute(
        "DELETE FROM search_version WHERE kind = ? AND id = ? AND visible_at < ("
        "SELECT max(visible_at) FROM search_version WHERE kind = ? AND id = ? AND visible_at <= ?)",
        (kind, record["id"], kind, record["id"], now),
    )
    _add_version(db, kind, record, now + lag_seconds)


def _add_version(db: sqlite3.Connection, kind: str, record: Record, visible_at: float) -> None:
    """A ticket is found by the words of its comments, too."""
    body = record
    if kind == "tickets":
        body = {**record, "_comments": [item["body"] for item in comments_of(db, record["id"])]}
    db.execute(
        "INSERT INTO search_version VALUES (?, ?, ?, ?)",
        (kind, record["id"], visible_at, json.dumps(body)),
    )


def visible(db: sqlite3.Connection, kind: str, now: float) -> list[Record]:
    """Return the records of a kind as search knows them at this moment, by ascending id."""
    rows = db.execute(
        "SELECT body, max(visible_at) FROM search_version WHERE kind = ? AND visible_at <= ? "
        "GROUP BY id ORDER BY id",
        (kind, now),
    )
    return [json.loads(row["body"]) for row in rows]
