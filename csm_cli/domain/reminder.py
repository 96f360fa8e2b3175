"""Reminding a customer that an emoji makes a ticket of their message."""

from collections.abc import Mapping
from typing import Any, NamedTuple

TEMPLATE = "remind-ticket-emoji"


class Reminder(NamedTuple):
    """The text, and for whom it is, as far as that is known."""

    ticket: int | None
    name: str | None
    text: str


def values(name: str | None, triage: Mapping[str, Any]) -> dict[str, object]:
    """What the template can use; `triage` is the configured table."""
    return {
        "name": name,
        "emoji": triage["emoji"],
        "severities": list(triage["severities"].items()),
    }
