"""Reading texts out of what a service sent, which may be anything."""

from collections.abc import Mapping
from typing import Any

from csm_cli.domain.plain import line

_LONGEST = 200


def inner(document: Any, *keys: str) -> Any:
    """What stands under these keys, one below the other; null if there is no such place."""
    for key in keys:
        document = document.get(key) if isinstance(document, Mapping) else None
    return document


def text(document: Any, *keys: str) -> str | None:
    """The text that stands there, as one line of a sensible length; null if it is none."""
    found = inner(document, *keys)
    return (line(found)[:_LONGEST] or None) if isinstance(found, str) else None
