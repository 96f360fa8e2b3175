"""Counting requests against limits: windows on the sandbox's clock, kept in the state."""

from __future__ import annotations

import math
import sqlite3
from typing import NamedTuple


class Usage(NamedTuple):
    """How much of one limit is used up: requests allowed, left, and seconds until it is full."""

    total: int
    remaining: int
    resets: int
    exceeded: bool


def count_use(
    db: sqlite3.Connection, bucket: str, total: int, window_seconds: int, now: float
) -> Usage:
    """Count one request against a bucket.

    The window opens at the first request of a bucket and closes `window_seconds` later; `now`
    is in seconds since the epoch by the sandbox's clock. A request beyond the total does not
    prolong anything.
    """
    row = db.execute("SELECT started, used FROM rate WHERE bucket = ?", (bucket,)).fetchone()
    started, used = (row["started"], row["used"]) if row else (now, 0)
    if not started <= now < started + window_seconds:
        started, used = now, 0
    exceeded = used >= total
    used += not exceeded
    db.execute("INSERT OR REPLACE INTO rate VALUES (?, ?, ?)", (bucket, started, used))
    resets = max(1, math.ceil(started + window_seconds - now))
    return Usage(total, total - used, resets, exceeded)
