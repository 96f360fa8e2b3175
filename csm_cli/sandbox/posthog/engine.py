"""The one ClickHouse of this process: chdb, in memory, opened at the first query.

Every world has a database of its own there. Queries go through connections that are read-only,
one at a time.
"""

import itertools
import json
import re
import threading
import time
from collections.abc import Iterator
from typing import Any, NamedTuple, Self

from csm_cli.sandbox.posthog.loading import load
from csm_cli.sandbox.posthog.world import World

_LOADING = {
    "date_time_input_format": "'best_effort'",
    "input_format_json_read_objects_as_strings": "1",
    "input_format_null_as_default": "1",
    "input_format_skip_unknown_fields": "1",
}
# Settings with which HogQL's answers differ from plain ClickHouse, and how answers are written.
# `readonly` comes last: it locks the rest.
_QUERYING = {
    "transform_null_in": "1",
    "timeout_before_checking_execution_speed": "0",
    "date_time_output_format": "'iso'",
    "output_format_json_quote_64bit_integers": "0",
    "output_format_json_quote_decimals": "1",
    "output_format_json_named_tuples_as_objects": "0",
    "readonly": "1",
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
    version: object


class Engine:
    """Runs SQL on the data of a world, which it loads when it first sees it or it has changed."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._numbers = itertools.count(1)
        self._loaded: dict[World, _Loaded] = {}
        # The data in memory lives as long as any connection to it is open.
        self._anchor: _Connection | None = None

    def database(self, world: World) -> str:
        """The name of the database with the world's data as it is now; may load it first."""
        with self._lock:
            version = world.rows_version
            loaded = self._loaded.get(world)
            if loaded is not None and loaded.version == version:
                return loaded.database
            self.forget(world)
            return self._load(world, version)

    def run(self, sql: str, seconds: float, memory: float = 2 * 1024**3) -> Rows:
        """Run one SELECT for at most so long, in so many bytes; raises ClickHouseError."""
        settings = {
            "max_execution_time": str(seconds),
            "max_memory_usage": str(int(memory)),
            **_QUERYING,
        }
        with self._lock, _Connection(settings) as connection:
            started = time.perf_counter()
            document = json.loads(connection.query(sql, "JSONCompact"))
            elapsed = time.perf_counter() - started
        return Rows([column["type"] for column in document["meta"]], document["data"], elapsed)

    def read_file(self, sql: str) -> list[list[Any]]:
        """Run a statement that reads a file of this machine; raises ClickHouseError."""
        with self._lock, _Connection({}) as connection:
            rows: list[list[Any]] = json.loads(connection.query(sql, "JSONCompact"))["data"]
        return rows

    def forget(self, world: World) -> None:
        """Drop the world's data, if it was ever loaded."""
        with self._lock:
            loaded = self._loaded.pop(world, None)
            if loaded is not None:
                _drop(loaded.database)

    def _load(self, world: World, version: object) -> str:
        if self._anchor is None:
            self._anchor = _Connection({})
        database = f"sandbox_{next(self._numbers)}"
        try:
            with _Connection(_LOADING) as connection:
                load(world, database, connection.query, connection.insert)
        except BaseException:
            _drop(database)
            raise
        self._loaded[world] = _Loaded(database, version)
        return database


class _Connection:
    """A short-lived connection: after a failure chdb puts the remains of one answer in the next."""

    def __init__(self, settings: dict[str, str]) -> None:
        # Half a gigabyte of library: only those who query wait for it.
        from chdb.session import Session  # noqa: PLC0415

        self._session: Any = Session()  # type: ignore[no-untyped-call]
        if settings:  # in one statement: each takes as long as a small query
            self.query("SET " + ", ".join(f"{name} = {value}" for name, value in settings.items()))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._session.close()

    def query(self, sql: str, output: str = "Null") -> bytes:
        """Run a statement; raises ClickHouseError."""
        try:
            answer: bytes = self._session.query(sql, output).bytes()
        except Exception as error:  # noqa: BLE001 - the class that chdb raises is not published
            raise _failure(str(error)) from None
        return answer

    def insert(self, statement: str, chunks: Iterator[bytes]) -> None:
        """Insert JSON lines as they come; raises ClickHouseError."""
        try:
            with self._session.send_insert(statement, "JSONEachRow") as inserter:
                for chunk in chunks:
                    inserter.append(chunk)
                inserter.finish()
        except Exception as error:
            raise _failure(str(error)) from error


def _drop(database: str) -> None:
    with _Connection({}) as connection:
        connection.query(f"DROP DATABASE IF EXISTS `{database}`")


def _failure(text: str) -> ClickHouseError:
    found = _FAILURE.search(text)
    if found is None:
        return ClickHouseError(text, 0, "UNKNOWN")
    code, message, name = found.groups()
    return ClickHouseError(message.strip(), int(code), name or "UNKNOWN")


ENGINE = Engine()
