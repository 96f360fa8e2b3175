"""Single facts about the state, each under a name, and the clock, which is one of them."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime, timedelta
from typing import Any


def meta(db: sqlite3.Connection, key: str, default: Any = None) -> Any:
    """Read a fact."""
    row = db.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return default if row is None else json.loads(row["value"])


def set_meta(db: sqlite3.Connection, key: str, value: Any) -> None:
    """Write a fact."""
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, json.dumps(value)))


def clock(db: sqlite3.Connection) -> datetime:
    """Tell the time by the sandbox's clock, aware and in UTC."""
    return shifted(meta(db, "clock_offset", 0.0))


def real_now() -> datetime:
    """Tell the time by the machine's clock."""
    return datetime.now(UTC)


def shifted(offset_seconds: float) -> datetime:
    """Tell the time by a clock that is this much ahead; OverflowError beyond the year 9999."""
    return real_now() + timedelta(seconds=offset_seconds)
