"""The dated facts of `defaults.toml`, with what a config file puts in their place."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any


def load() -> dict[str, Any]:
    """The shipped defaults: nested tables as in the file, which are the caller's own."""
    found: dict[str, Any] = _copied(_read())
    return found


@cache
def _read() -> Any:
    # Not through importlib.resources, whose import costs more than the reading.
    file = Path(__file__).parents[1] / "defaults.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _copied(value: Any) -> Any:
    """Tables and lists anew; a tenth of the time that the file takes to be read."""
    if isinstance(value, dict):
        return {key: _copied(each) for key, each in value.items()}
    return [*value] if isinstance(value, list) else value


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over` laid on `under`, table by table; neither is changed."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        both_tables = isinstance(below, Mapping) and isinstance(value, Mapping)
        result[key] = merged(below, value) if both_tables and below is not None else value
    return result


def first_mistake(shipped: Mapping[str, Any], facts: Mapping[str, Any]) -> str | None:
    """What was put in place of a shipped fact and is of another kind; null if all fit."""
    for key, value in shipped.items():
        found = facts[key]
        if found is value:  # nothing was put in its place, nor anywhere below
            continue
        if isinstance(value, Mapping) and isinstance(found, Mapping):
            if below := first_mistake(value, found):
                return f"{key}.{below}"
        elif _kind(found) != _kind(value):
            advice = f": write [{key}], its entries below" if isinstance(value, Mapping) else ""
            return f"{key} is not {_kind(value)}{advice}"
    return None


def _kind(value: Any) -> str:
    names = {bool: "true or false", int: "a number", float: "a number", str: "a text"}
    return names.get(type(value), "a table" if isinstance(value, Mapping) else "a date")


def as_date(value: Any) -> date:
    """A TOML date, for a fact that is dated."""
    if not isinstance(value, date):
        raise TypeError(f"not a date: {value!r}")
    return value
