"""The default scenario's files as plain data, read once; nothing of the sandbox is used."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from csm_cli.sandbox.scenarios import build
from csm_cli.sandbox.scenarios.moments import seconds

Record = dict[str, Any]

FOLDER = Path(build.HERE) / "default"
HEDGEBOX = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
KELPWORKS = "01871d5c-03be-0000-9f42-c0e7d1a25b02"
IMPERSONATIONS = {
    "impersonation_started",
    "impersonation_upgraded",
    "impersonation_downgraded",
}


@cache
def desk() -> dict[str, list[Record]]:
    """Read `zendesk.json`."""
    sections: dict[str, list[Record]] = json.loads((FOLDER / "zendesk.json").read_text("utf-8"))
    return sections


@cache
def rows(kind: str) -> list[Record]:
    """Read one of PostHog's tables."""
    text = (FOLDER / "posthog" / f"{kind}.jsonl").read_text("utf-8")
    return [json.loads(line) for line in text.splitlines()]


@cache
def truth() -> Record:
    """Read what an audit must find."""
    told: Record = json.loads(build.TRUTH.read_text("utf-8"))
    return told


def tickets() -> dict[int, Record]:
    """Return the tickets by number."""
    return {ticket["id"]: ticket for ticket in desk()["tickets"]}


def comments(number: int) -> list[Record]:
    """Return a ticket's comments, oldest first."""
    return [comment for comment in desk()["ticket_comments"] if comment["ticket_id"] == number]


def field(ticket: Record, number: int) -> Any:
    """Read a custom field of a ticket."""
    return next(entry["value"] for entry in ticket["custom_fields"] if entry["id"] == number)


def users() -> dict[int, Record]:
    """Return the users of Zendesk by id."""
    return {user["id"]: user for user in desk()["users"]}


def impersonations() -> list[Record]:
    """Return the impersonation events as delivered, twice where they were."""
    return [event for event in rows("events") if event["event"] in IMPERSONATIONS]


def age(event: Record) -> int | None:
    """Tell when an event was, in seconds from loading; None if it has a date of the calendar."""
    at: str = event["timestamp"]
    return seconds(at) if at[0] in "+-" else None


def in_window(event: Record) -> bool:
    """Say whether an event lies in the window of the truth."""
    at, window = age(event), truth()["window"]
    return at is not None and seconds(window["since"]) <= at < seconds(window["until"])
