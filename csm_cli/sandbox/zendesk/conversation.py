"""Comments and audits: how they are kept, and the values they share."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from csm_cli.sandbox.zendesk.records import Record


def save_comment(db: sqlite3.Connection, comment: Record) -> None:
    """Write one comment, new or changed."""
    db.execute(
        "INSERT OR REPLACE INTO comment VALUES (?, ?, ?)",
        (comment["id"], comment["ticket_id"], json.dumps(comment)),
    )


def save_audit(db: sqlite3.Connection, audit: Record) -> None:
    """Write one audit, new or changed."""
    db.execute(
        "INSERT OR REPLACE INTO audit VALUES (?, ?, ?)",
        (audit["id"], audit["ticket_id"], json.dumps(audit)),
    )


def comments_of(db: sqlite3.Connection, ticket_id: int) -> list[Record]:
    """Read a ticket's comments, oldest first."""
    return _read(db, "SELECT body FROM comment WHERE ticket_id = ?", ticket_id)


def audits_of(db: sqlite3.Connection, ticket_id: int) -> list[Record]:
    """Read a ticket's audits, oldest first."""
    return _read(db, "SELECT body FROM audit WHERE ticket_id = ?", ticket_id)


def count_comments(db: sqlite3.Connection, ticket_id: int) -> int:
    """Count a ticket's comments."""
    row = db.execute("SELECT count(*) FROM comment WHERE ticket_id = ?", (ticket_id,)).fetchone()
    return int(row[0])


def api_via(name: str | None = None, address: str | None = None) -> dict[str, Any]:
    """Return the `via` of something that came through the API."""
    to = {} if name is None else {"name": name, "address": address}
    return {"channel": "api", "source": {"from": {}, "to": to, "rel": None}}


def _read(db: sqlite3.Connection, query: str, ticket_id: int) -> list[Record]:
    records = [json.loads(row["body"]) for row in db.execute(query, (ticket_id,))]
    return sorted(records, key=lambda record: (record["created_at"], record["id"]))
