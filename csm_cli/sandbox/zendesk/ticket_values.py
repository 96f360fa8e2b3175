"""The plain keys of a ticket and its status: reading what was sent, and what follows from it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from csm_cli.sandbox.times import parse_iso, zendesk_time
from csm_cli.sandbox.zendesk.call import Call
from csm_cli.sandbox.zendesk.errors import invalid_attribute, invalid_value
from csm_cli.sandbox.zendesk.reading import read_id, read_text
from csm_cli.sandbox.zendesk.records import Record, find
from csm_cli.sandbox.zendesk.shapes import CHOICES
from csm_cli.sandbox.zendesk.statuses import STATUS_IDS, STATUS_OF_ID


def apply_values(call: Call, ticket: Record, keys: dict[str, Any]) -> None:
    """Apply subject, external id, priority, type, due date, requester and organization."""
    for name in ("subject", "raw_subject"):
        if keys.get(name) is not None:
            text = read_text(keys[name], name, call.action)
            ticket.update(subject=text, raw_subject=text)
    if "external_id" in keys:
        value = keys["external_id"]
        ticket["external_id"] = (
            None if value is None else read_text(value, "external_id", call.action)
        )
    for name in ("priority", "type"):
        if name in keys:
            ticket[name] = _choice(name, keys[name])
    if "due_at" in keys:
        ticket["due_at"] = _due(call, keys["due_at"])
    if "requester_id" in keys:
        _set_requester(call, ticket, keys["requester_id"])
    if "organization_id" in keys:
        number = read_id(keys["organization_id"], "organization_id", call.action)
        if number is not None and find(call.db, "organizations", number) is None:
            raise invalid_value("organization", "Organization: is invalid")
        ticket["organization_id"] = number


def _choice(name: str, value: object) -> str | None:
    """An empty value clears the key."""
    if value is None or value == "":
        return None
    allowed = CHOICES["ticket_type" if name == "type" else name]
    if value not in allowed:
        raise invalid_value(name, f"{name.capitalize()}: {value} is not included in the list")
    return str(value)


def _due(call: Call, value: object) -> str | None:
    if value is None or value == "":
        return None
    try:
        moment: datetime = parse_iso(str(value))
    except ValueError as error:
        raise invalid_attribute("due_at", "a time", f"api/v2/{call.action}") from error
    return zendesk_time(moment)


def _set_requester(call: Call, ticket: Record, value: object) -> None:
    """The organization of the ticket follows its requester."""
    number = read_id(value, "requester_id", call.action)
    requester = find(call.db, "users", number)
    if requester is None:
        raise invalid_value("requester", "Requester: is invalid")
    if number != ticket["requester_id"]:
        ticket.update(requester_id=number, organization_id=requester["organization_id"])


def apply_status(call: Call, ticket: Record, keys: dict[str, Any]) -> None:
    """`custom_status_id` wins over `status`; an assigned ticket is no longer new."""
    wanted = _wanted_status(call, keys)
    old = ticket["status"]
    if wanted == "new" and old != "new":
        raise invalid_value("status", "Status: cannot be set back to new")
    if wanted is not None:
        ticket["status"] = wanted
    if ticket["status"] == "new" and ticket["assignee_id"] is not None:
        ticket["status"] = "open"
    if ticket["status"] != old:
        ticket["custom_status_id"] = STATUS_IDS[ticket["status"]]


def _wanted_status(call: Call, keys: dict[str, Any]) -> str | None:
    number = read_id(keys.get("custom_status_id"), "custom_status_id", call.action)
    if number is not None:
        if number not in STATUS_OF_ID:
            raise invalid_value("custom_status", "Custom status: is invalid")
        return STATUS_OF_ID[number]
    status = keys.get("status")
    if status is None:
        return None
    if status not in CHOICES["status"]:
        raise invalid_value("status", f"Status: {status} is not included in the list")
    return str(status)
