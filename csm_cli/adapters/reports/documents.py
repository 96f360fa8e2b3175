"""Reports in JSON: one document, or a line for each row."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from csm_cli.domain.impersonation.stamp import ReadReport, Stamp, stamps_in
from csm_cli.domain.impersonation.tables import Table, table

_KEYS = {"event": "events", "session": "sessions"}  # else the rows are under `groups`


def document(text: str) -> ReadReport:
    """A JSON document, of either audience."""
    try:
        whole = _object(json.loads(text))
        return _report("json", whole, lambda name: _rows(whole, name))
    except (TypeError, ValueError, RecursionError) as problem:
        return ReadReport("json", (), (), (f"it is not the JSON that csm writes: {problem}",))


def json_lines(text: str) -> ReadReport:
    """JSON lines: the first is about the whole, each further one is a row."""
    try:
        lines = [_object(json.loads(line)) for line in text.splitlines() if line.strip()]
        if lines[0].get("type") != "report":
            return document(text)
        rest = lines[1:]
        return _report("jsonl", lines[0], lambda name: [x for x in rest if x.get("type") == name])
    except (TypeError, ValueError, RecursionError) as problem:
        return ReadReport(
            "jsonl", (), (), (f"it is not the JSON lines that csm writes: {problem}",)
        )


def _report(kind: str, whole: Mapping[str, Any], rows_of: Any) -> ReadReport:
    if "stamp" not in whole:
        return ReadReport(kind, (), ())
    found = list(_stamped(whole["stamp"]))
    tables = tuple(_table(name, columns, rows_of(name)) for name, columns, _ in found)
    return ReadReport(kind, tables, tuple(stamp for _, _, stamp in found))


def _stamped(stamp: Any) -> Iterator[tuple[str, list[str], Stamp]]:
    for entry in _list(_object(stamp).get("tables")):
        told = _object(entry)
        columns = [str(key) for key in _list(told.get("columns"))]
        line = f"csm-stamp/1 {told.get('name')} {told.get('rows')} {told.get('sha256')}"
        stamps = stamps_in(line)
        if not stamps:
            raise ValueError("its stamp is damaged")
        yield stamps[0].name, columns, stamps[0]


def _rows(whole: Mapping[str, Any], name: str) -> Any:
    return whole["rows"] if "rows" in whole else whole.get(_KEYS.get(name, "groups"))


def _table(name: str, columns: list[str], rows: Any) -> Table:
    records = [_object(row) for row in _list(rows)]
    for record in records:
        missing = [key for key in columns if key not in record]
        if missing:
            raise ValueError(f"a row has no {missing[0]}")
    return table(name, columns, records)


def _object(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("an object is missing")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise TypeError("a list is missing")
    return value
