"""Moments as the API writes them."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

_INNER = re.compile(r"^(?:Nullable|LowCardinality|Array)\((.*)\)$", re.DOTALL)
_MOMENT = re.compile(r"^DateTime(?:64)?(?:\((.*)\))?$")
_ZONE = re.compile(r"'([^']*)'")
_NAMED = re.compile(r"^`?\w+`? (?=[A-Z])")

Convert = Callable[[Any], Any]


def iso(moment: datetime) -> str:
    """ISO 8601, with `Z` for UTC and microseconds only when there are some."""
    text = moment.isoformat()
    return text.removesuffix("+00:00") + "Z" if text.endswith("+00:00") else text


def converter(clickhouse_type: str) -> Convert | None:
    """How values of a ClickHouse type are shown; None when they are shown as they are.

    ClickHouse is told to write all moments in UTC; they are put in the zone of their column.
    """
    wrapped = _INNER.match(clickhouse_type)
    if wrapped:
        inner = converter(wrapped[1])
        if inner is None or not clickhouse_type.startswith("Array"):
            return inner
        return lambda values: [inner(value) for value in values]
    if clickhouse_type.startswith("Tuple("):
        return _tuple(_split(clickhouse_type.removeprefix("Tuple(")[:-1]))
    if clickhouse_type.startswith("Map("):
        return _map(_split(clickhouse_type.removeprefix("Map(")[:-1]))
    return _moment(clickhouse_type)


def _moment(clickhouse_type: str) -> Convert | None:
    match = _MOMENT.match(clickhouse_type)
    if match is None:
        return None
    named = _ZONE.search(match[1] or "")
    zone = ZoneInfo(named[1]) if named and named[1] != "UTC" else UTC

    def show(text: str | None) -> str | None:
        try:
            return None if text is None else iso(datetime.fromisoformat(text).astimezone(zone))
        except (ValueError, OverflowError):
            return text  # a year that ClickHouse knows and Python does not

    return show


def _tuple(types: list[str]) -> Convert | None:
    shows = [converter(_NAMED.sub("", each)) for each in types]
    if not any(shows):
        return None
    return lambda values: [
        show(value) if show else value for show, value in zip(shows, values, strict=True)
    ]


def _map(types: list[str]) -> Convert | None:
    show = converter(types[1])
    if show is None:
        return None
    return lambda values: {key: show(value) for key, value in values.items()}


def _split(text: str) -> list[str]:
    """Split at the commas that no bracket and no quote holds."""
    parts, depth, quoted, start = [], 0, False, 0
    for place, letter in enumerate(text):
        if letter == "'":
            quoted = not quoted
        elif not quoted:
            depth += (letter == "(") - (letter == ")")
            if letter == "," and depth == 0:
                parts.append(text[start:place].strip())
                start = place + 1
    return [*parts, text[start:].strip()]
