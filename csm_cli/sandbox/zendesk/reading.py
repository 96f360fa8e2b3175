"""Reading single values out of a request body, with the casts that Zendesk makes."""

from __future__ import annotations

from csm_cli.sandbox.zendesk.errors import invalid_attribute

_DIGITS = 19


def whole_number(text: str) -> int | None:
    """Read the digits of an id; None for anything else, and for more than an id can have."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < _DIGITS else None


def read_id(value: object, name: str, action: str) -> int | None:
    """Read an id: a whole number, digits as text, or null and "" for none."""
    if value is None or value == "":
        return None
    if isinstance(value, str) and (number := whole_number(value)) is not None:
        return number
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise invalid_attribute(name, "an integer", f"api/v2/{action}")


def read_text(value: object, name: str, action: str) -> str:
    """Read text; a number is taken as its digits."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise invalid_attribute(name, "a string", f"api/v2/{action}")
    return str(value)


def read_flag(value: object) -> bool | None:
    """Read a flag: true and false, also as text; None for anything that decides nothing."""
    if isinstance(value, bool):
        return value
    return {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower())


def read_list(value: object, name: str, action: str) -> list[object]:
    """Read a list; text is a list of its words, null an empty one."""
    if value is None:
        return []
    if isinstance(value, str):
        return list(value.split())
    if isinstance(value, list):
        return value
    raise invalid_attribute(name, "an array", f"api/v2/{action}")
