"""The one ClickHouse of this process: chdb, in memory, opened at the first query.

chdb cannot be opened twice in a process, so every sandbox in it has a database of its own there.
All access goes one by one through a lock.
"""

import itertools
import json
import re
import threading
import time
import weakref
from collections.abc import Iterator
from typing import Any, NamedTuple

from csm_cli.sandbox.posthog.loading import load
from csm_cli.sandbox.posthog.world import World

# HogQL's own settings for ClickHouse, as far as they change answers; the time is the cap for
# queries with a personal API key.
_SETTINGS = {
    "transform_null_in": "1",
    "max_execution_time": "10",
    "max_memory_usage": str(2 * 1024**3),
    "max_threads": "2",
    "date_time_output_format": "'iso'",
    "date_time_input_format": "'best_effort'",
    "output_format_json_quote_64bit_integers": "0",
    "output_format_json_quote_decimals": "1",
    "output_format_json_named_tuples_as_objects": "0",
    "joined_subquery_requires_alias": "0",
}
_FAILURE = re.compile(r"Code: (\d+)\. DB::Exception: (.*?)(?:\. \(([A-Z0-9_]+)\))?\s*$", re.DOTALL)


class ClickHouseError(Exception):
    """ClickHouse refused or gave up; `code` and `name` are its own for the failure."""

    def __init__(self, message: str, code: int, name: str) -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.name = name


class Rows(NamedTuple):
    """An answer: ClickHouse's name for each column's type, and rows as JSON holds them."""

    types: list[str]
    rows: list[list[Any]]
    seconds: float


class _Loaded(NamedTuple):
    database: str
    generation: object


class Engine:
    """Runs SQL on the data of a world, which it loads when it first sees it or it has changed."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        self._loaded: weakref.WeakKeyDictionary[World, _Loaded] = weakref.WeakKeyDictionary()
        self._obsolete: list[str] = []
        self._session: Any = None

    def database(self, world: World) -> str:
        """The name of the database with the world's data as it is now."""
        with self._lock:
            generation = world.generation
            loaded = self._loaded.get(world)
            if loaded is not None and loaded.generation == generation:
                return loaded.database
            if loaded is not None:
                self._obsolete.append(loaded.database)
            return self._load(world, generation)

    def run(self, sql: str) -> Rows:
        """Run one SELECT; raises ClickHouseError."""
        with self._lock:
            started = time.perf_counter()
            document = json.loads(self._query(sql, "JSONCompact"))
            elapsed = time.perf_counter() - started
        return Rows([column["type"] for column in document["meta"]], document["data"], elapsed)

    def _load(self, world: World, generation: object) -> str:
        database = f"sandbox_{next(self._numbers)}"
        while self._obsolete:
            self._query(f"DROP DATABASE IF EXISTS `{self._obsolete.pop()}`")
        load(world, database, self._query, self._insert)
        self._loaded[world] = _Loaded(database, generation)
        weakref.finalize(world, self._obsolete.append, database).atexit = False
        return database

    def _query(self, sql: str, output: str = "Null") -> bytes:
        from chdb import ChdbError  # noqa: PLC0415

        try:
            answer: bytes = self._open().query(sql, output).bytes()
        except ChdbError as error:
            raise _failure(error) from None
        return answer

    def _insert(self, statement: str, chunks: Iterator[bytes]) -> None:
        with self._open().send_insert(statement, "JSONEachRow") as inserter:
            for chunk in chunks:
                inserter.append(chunk)
            inserter.finish()

    def _open(self) -> Any:
        if self._session is None:
            # Half a gigabyte of library: only those who query pay for it.
            from chdb.session import Session  # noqa: PLC0415

            self._session = Session()  # type: ignore[no-untyped-call]
            for name, value in _SETTINGS.items():
                self._session.query(f"SET {name} = {value}")
        return self._session


def _failure(error: Exception) -> ClickHouseError:
    found = _FAILURE.search(str(error))
    if found is None:
        return ClickHouseError(str(error), 0, "UNKNOWN")
    code, message, name = found.groups()
    return ClickHouseError(message.strip(), int(code), name or "UNKNOWN")


ENGINE = Engine()
