"""The state of one sandbox: its scenario, its clock and its data, shared by all services.

Several threads, and several processes (two `csm --sandbox` commands), may use one state folder
at once. Knows nothing of HTTP.
"""

from __future__ import annotations

import fcntl
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from csm_cli.sandbox.errors import StateError
from csm_cli.sandbox.facts import clock, meta, real_now, set_meta, shifted
from csm_cli.sandbox.posthog.event_file import EventFile
from csm_cli.sandbox.private import make_file, make_folder
from csm_cli.sandbox.scenario import DEFAULT_FOLDER, Scenario, read_scenario
from csm_cli.sandbox.scenario_posthog import ROW_KINDS
from csm_cli.sandbox.storage import Storage, empty, enable_wal
from csm_cli.sandbox.zendesk.seeding import seed

_ROWS_AT_ONCE = 500


class World:
    """One state folder, opened.

    `scenario` is a folder; None means the one that the state was loaded from, and the default
    one for an empty state. A state that was loaded from another folder is loaded anew.
    Raises ScenarioError and StateError.
    """

    def __init__(self, state: Path, scenario: Path | None = None) -> None:
        try:
            make_folder(state)
        except OSError as error:
            raise StateError(f"{state} cannot be used as state folder: {error.strerror}") from error
        self.state = state
        self._callbacks: list[Callable[[], None]] = []
        self._storage = Storage(state / "sandbox.sqlite3")
        try:
            with _only_opener(state):
                self._open(scenario.resolve() if scenario else None)
        except BaseException:
            self._storage.close()
            raise

    def now(self) -> datetime:
        """Tell the time by the sandbox's clock, aware and in UTC."""
        with self.read() as db:
            return clock(db)

    @property
    def generation(self) -> int:
        """How often the scenario was loaded into this state; changes on every reset."""
        return int(self._meta("generation"))

    @property
    def rows_version(self) -> object:
        """Differs after PostHog's rows were loaded; nothing else changes them."""
        return self._meta("rows_version")

    @property
    def loaded_at(self) -> datetime:
        """When the scenario was loaded, by the real clock."""
        return datetime.fromisoformat(self._meta("loaded_at"))

    @property
    def scenario(self) -> Path:
        """The folder that the state was loaded from."""
        return Path(self._meta("scenario"))

    def project(self) -> dict[str, Any]:
        """Return `posthog/project.json` with defaults applied."""
        return dict(self._meta("project"))

    def posthog_rows(self, kind: str) -> Iterator[dict[str, Any]]:
        """Stream the rows of `events`, `persons` or `groups` in the order of the scenario."""
        after = -1
        while True:
            with self.read() as db:
                rows = db.execute(
                    "SELECT seq, body FROM posthog_row WHERE kind = ? AND seq > ? "
                    "ORDER BY seq LIMIT ?",
                    (kind, after, _ROWS_AT_ONCE),
                ).fetchall()
            if not rows:
                return
            for row in rows:
                yield json.loads(row["body"])
            after = rows[-1]["seq"]

    def event_file(self) -> EventFile | None:
        """Return `posthog/events.parquet` as it was when the scenario was loaded, or None."""
        told = self._meta("event_file")
        return EventFile(*told) if told else None

    def set_clock(self, *, now: datetime | None = None, advance: timedelta | None = None) -> None:
        """Set the sandbox's clock to a moment, or move it on (or back); it runs on from there."""
        with self.write() as db:
            offset = meta(db, "clock_offset") if now is None else (now - real_now()).total_seconds()
            moved = offset + (advance.total_seconds() if advance else 0.0)
            shifted(moved)  # raises OverflowError before anything is written
            set_meta(db, "clock_offset", moved)

    def reset(self, scenario: Path | None = None) -> None:
        """Forget all changes and load the scenario again; None means the same folder."""
        self._load(scenario.resolve() if scenario else self.scenario)

    def write(self) -> AbstractContextManager[sqlite3.Connection]:
        """One write transaction; see `Storage.write`."""
        return self._storage.write()

    def read(self) -> AbstractContextManager[sqlite3.Connection]:
        """One consistent view; see `Storage.read`."""
        return self._storage.read()

    def at_close(self, callback: Callable[[], None]) -> None:
        """Have this called before the state is closed: for work that still needs it."""
        self._callbacks.append(callback)

    def close(self) -> None:
        """Run what was registered, then close the state file."""
        while self._callbacks:
            self._callbacks.pop()()
        self._storage.close()

    def _open(self, scenario: Path | None) -> None:
        file = make_file(self.state / "sandbox.sqlite3")
        enable_wal(file)
        self._storage.prepare()
        if self._meta("generation") is None:
            self._load(scenario or DEFAULT_FOLDER.resolve())
        elif scenario not in (None, self.scenario):
            self._load(scenario)

    def _load(self, folder: Path) -> None:
        scenario = read_scenario(folder, real_now())
        try:
            with self.write() as db:
                load(db, scenario)
        except sqlite3.DatabaseError as error:
            raise StateError(f"{self.state} cannot be written: {error}") from error

    def _meta(self, key: str) -> Any:
        with self.read() as db:
            return meta(db, key)


def load(db: sqlite3.Connection, scenario: Scenario) -> None:
    """Replace everything in the state by the scenario, inside the caller's transaction."""
    empty(db)
    generation = meta(db, "generation", 0) + 1
    set_meta(db, "generation", generation)
    set_meta(db, "rows_version", generation)
    set_meta(db, "scenario", str(scenario.folder))
    set_meta(db, "loaded_at", scenario.loaded_at.isoformat())
    set_meta(db, "clock_offset", 0.0)
    set_meta(db, "project", scenario.project)
    set_meta(db, "limits", scenario.desk.limits)
    set_meta(db, "services", scenario.services)
    set_meta(db, "website", scenario.website)
    set_meta(db, "event_file", scenario.event_file)
    seed(db, scenario.desk.records, scenario.loaded_at)
    for kind in ROW_KINDS:
        db.executemany(
            "INSERT INTO posthog_row VALUES (?, ?, ?)",
            ((kind, seq, json.dumps(row)) for seq, row in enumerate(scenario.posthog_rows(kind))),
        )


@contextmanager
def _only_opener(state: Path) -> Iterator[None]:
    """Let one process at a time create or load the state."""
    try:
        lock = make_file(state / "open.lock").open("w")
    except OSError as error:
        raise StateError(f"{state} cannot be used as state folder: {error.strerror}") from error
    with lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
