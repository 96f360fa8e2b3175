"""Type checks for scenario records: by type name, with reasons a person can act on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from csm_cli.sandbox.times import parse_time, zendesk_time

_LARGEST_ID = 2**63 - 1  # SQLite's, and Zendesk's, largest integer


def _is_int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_id(value: object) -> bool:
    return _is_int(value) and isinstance(value, int) and 0 < value <= _LARGEST_ID


def _is_list_of(check: Callable[[object], bool]) -> Callable[[object], bool]:
    return lambda value: isinstance(value, list) and all(check(item) for item in value)


_CHECKS: dict[str, tuple[Callable[[object], bool], str]] = {
    "id": (_is_id, "a positive integer"),
    "int": (_is_int, "an integer"),
    "text": (lambda value: isinstance(value, str), "text"),
    "bool": (lambda value: isinstance(value, bool), "true or false"),
    "object": (lambda value: isinstance(value, dict), "an object"),
    "objects": (_is_list_of(lambda value: isinstance(value, dict)), "a list of objects"),
    "texts": (_is_list_of(lambda value: isinstance(value, str)), "a list of texts"),
    "ids": (_is_list_of(_is_id), "a list of positive integers"),
}


def checked(
    value: Any, type_name: str, choices: Mapping[str, tuple[object, ...]], loaded_at: datetime
) -> Any:
    """Return the value, a time as UTC text in whole seconds; ValueError says what was expected."""
    name = type_name.removesuffix("?")
    if value is None and name != type_name:
        return None
    if name == "time":
        return _checked_time(value, loaded_at)
    if name in choices:
        if any(value == choice and type(value) is type(choice) for choice in choices[name]):
            return value
        allowed = ", ".join(str(choice) for choice in choices[name])
        raise ValueError(f"must be one of {allowed}")
    check, expected = _CHECKS[name]
    if not check(value):
        raise ValueError(f"must be {expected}{' or null' if name != type_name else ''}")
    return value


def _checked_time(value: object, loaded_at: datetime) -> str:
    try:
        return zendesk_time(parse_time(str(value), loaded_at))
    except ValueError as error:
        raise ValueError("must be a time: ISO 8601, or an offset such as -3d2h") from error
