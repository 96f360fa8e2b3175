"""A sandbox's state as new, in a hundredth of the time that loading its scenario takes.

Loading reads two thousand of PostHog's rows, which no test changes. So a state that was loaded a
moment ago is kept beside, and all but those rows is put back from there.
"""

import sqlite3
import time
from contextlib import closing
from pathlib import Path

from csm_cli.sandbox import reset

_FRESH = 90.0
_ROWS = "posthog_row"


class AsNew:
    """Puts the state of one folder back to how its scenario has it.

    Args:
        state: The sandbox's folder; whoever serves it goes on.
        fresh: Seconds until what is kept is loaded anew: the scenario's times count from then.
    """

    def __init__(self, state: Path, fresh: float = _FRESH) -> None:
        self._state = state
        self._fresh = fresh
        self._kept = state / "kept.sqlite3"
        self._loaded_at = float("-inf")

    def again(self) -> None:
        """Forget all changes: the clock's, armed faults and the log of requests among them."""
        if time.monotonic() - self._loaded_at > self._fresh or not self._put_back():
            self._load()

    def _load(self) -> None:
        reset(self._state)
        self._loaded_at = time.monotonic()
        self._kept.unlink(missing_ok=True)
        with closing(self._connected()) as db:
            db.execute("VACUUM INTO ?", (str(self._kept),))

    def _put_back(self) -> bool:
        """False if somebody else has loaded the state meanwhile: its rows are others then."""
        with closing(self._connected()) as db:
            db.execute("ATTACH ? AS kept", (str(self._kept),))
            db.execute("BEGIN IMMEDIATE")
            if _meta(db, "main", "rows_version") != _meta(db, "kept", "rows_version"):
                db.execute("ROLLBACK")
                return False
            generation = int(_meta(db, "main", "generation"))
            for table in _tables(db):
                db.execute(f"DELETE FROM main.{table}")  # noqa: S608 - of the sandbox's schema
                db.execute(f"INSERT INTO main.{table} SELECT * FROM kept.{table}")  # noqa: S608
            value = (str(generation + 1),)
            db.execute("UPDATE main.meta SET value = ? WHERE key = 'generation'", value)
            db.execute("COMMIT")
        return True

    def _connected(self) -> sqlite3.Connection:
        return sqlite3.connect(self._state / "sandbox.sqlite3", timeout=30, isolation_level=None)


def _meta(db: sqlite3.Connection, where: str, key: str) -> str:
    named = f"SELECT value FROM {where}.meta WHERE key = ?"  # noqa: S608 - one of two schemas
    return str(db.execute(named, (key,)).fetchone()[0])


def _tables(db: sqlite3.Connection) -> list[str]:
    named = "SELECT name FROM main.sqlite_master WHERE type = 'table'"
    return [
        name
        for (name,) in db.execute(named).fetchall()
        if name != _ROWS and not name.startswith("sqlite_")
    ]
