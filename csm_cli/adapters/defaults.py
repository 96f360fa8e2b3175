"""The dated facts of `defaults.toml`, with what a config file puts in their place."""

import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any


def load() -> dict[str, Any]:
    """Read the shipped defaults: nested tables as in the file."""
    return tomllib.loads((files("csm_cli") / "defaults.toml").read_text(encoding="utf-8"))


def merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """`over` laid on `under`, table by table; neither is changed."""
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        both_tables = isinstance(below, Mapping) and isinstance(value, Mapping)
        result[key] = merged(below, value) if both_tables and below is not None else value
    return result


def as_date(value: Any) -> date:
    """A TOML date, for a fact that is dated."""
    if not isinstance(value, date):
        raise TypeError(f"not a date: {value!r}")
    return value
