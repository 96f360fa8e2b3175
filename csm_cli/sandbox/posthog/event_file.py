"""Events that a scenario brings as one Parquet file, for worlds of millions.

ClickHouse reads the file itself, into the table of all other events and by the same rules; Python
never holds a row of it. The file is not copied: it stays where it lies and must stay as it is.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

_AS_TEXT = "toString({})"
# How a column of the file becomes one of the table. A row that has none of a column has ''.
_COLUMNS = {
    "uuid": "toUUID(toString({}))",
    "event": _AS_TEXT,
    "timestamp": "toDateTime64({}, 6, 'UTC')",
    "distinct_id": _AS_TEXT,
    "properties": "ifNull({}, '{{}}')",
    "person_id": "toUUID(toString({}))",
    "person_properties": "ifNull({}, '')",
    **{f"$group_{index}": "ifNull({}, '')" for index in range(5)},
}
_NEEDED = ("uuid", "event", "timestamp", "distinct_id")
# What is wrong with a row, by the column that is wrong.
_FAULTS = {
    "uuid": ("toUUIDOrNull(toString({})) IS NULL", "no UUID as uuid"),
    "event": ("{} IS NULL", "no event"),
    "timestamp": ("{} IS NULL", "no timestamp"),
    "distinct_id": ("{} IS NULL", "no distinct_id"),
    "properties": ("JSONType(ifNull({}, '{{}}')) != 'Object'", "properties that are no object"),
    "person_id": ("toUUIDOrNull(toString({})) IS NULL", "no UUID as person_id"),
    "person_properties": (
        "ifNull({}, '') != '' AND JSONType({}) != 'Object'",
        "person_properties that are no object",
    ),
}

# (a SELECT or DESCRIBE) -> rows as JSON holds them; raises ClickHouseError
Read = Callable[[str], list[list[Any]]]


class EventFile(NamedTuple):
    """A file that was checked: where it lies, its columns, and how to know it again."""

    path: str
    columns: list[str]
    size: int
    changed_ns: int

    def is_as_it_was(self) -> bool:
        """Whether it is still the file that was checked."""
        try:
            return _stamp(Path(self.path)) == (self.size, self.changed_ns)
        except OSError:
            return False

    def insertion(self, table: str) -> str:
        """The statement that reads all of it into a table of events."""
        names = ", ".join(f"`{name}`" for name in self.columns)
        values = ", ".join(_COLUMNS[name].format(f"`{name}`") for name in self.columns)
        return f"INSERT INTO {table} ({names}) SELECT {values} FROM {_source(self.path)}"  # noqa: S608


def checked(path: Path, read: Read) -> EventFile:
    """Look a file through, as far as ClickHouse would later trip over it.

    Raises ValueError with the reason for a file that holds other things than events, and
    ClickHouseError for one that is no Parquet.
    """
    source = _source(str(path))
    types = {name: kind for name, kind, *_ in read(f"DESCRIBE TABLE {source}")}
    for name in types:
        if name not in _COLUMNS:
            raise ValueError(f"unknown column {name!r}; known: {', '.join(_COLUMNS)}")
    for name in _NEEDED:
        if name not in types:
            raise ValueError(f"the column {name} is missing")
    if "DateTime64" not in types["timestamp"] or "'UTC'" not in types["timestamp"]:
        raise ValueError("the column timestamp must hold Parquet's timestamps, adjusted to UTC")
    faults = [(name, *fault) for name, fault in _FAULTS.items() if name in types]
    counts = ", ".join(f"countIf({test.format(*[f'`{name}`'] * 2)})" for name, test, _ in faults)
    [found] = read(f"SELECT {counts} FROM {source}")  # noqa: S608 - columns that are known
    for count, (_, _, reason) in zip(found, faults, strict=True):
        if int(count):
            raise ValueError(f"{int(count)} rows have {reason}")
    return EventFile(str(path), list(types), *_stamp(path))


def _stamp(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_size, told.st_mtime_ns


def _source(path: str) -> str:
    quoted = path.replace("\\", "\\\\").replace("'", "\\'")
    return f"file('{quoted}', Parquet)"
