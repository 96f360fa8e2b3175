"""The values behind the placeholders of an agent's comment."""

from __future__ import annotations

from collections.abc import Iterator

from csm_cli.sandbox.zendesk.call import Call
from csm_cli.sandbox.zendesk.records import Record, find

_TICKET_KEYS = {
    "id": "id",
    "external_id": "external_id",
    "title": "subject",
    "description": "description",
    "status": "status",
    "priority": "priority",
    "ticket_type": "type",
    "created_at": "created_at",
    "updated_at": "updated_at",
}


def placeholder_values(call: Call, ticket: Record) -> dict[str, str]:
    """Return text by placeholder name, such as `ticket.requester.name`."""
    values = {name: "" if value is None else str(value) for name, value in _values(call, ticket)}
    values["ticket.tags"] = " ".join(ticket["tags"])
    values["ticket.url"] = f"{call.base_url}/agent/tickets/{ticket['id']}"
    values["ticket.link"] = values["ticket.url"]
    return values


def _values(call: Call, ticket: Record) -> Iterator[tuple[str, object]]:
    for name, key in _TICKET_KEYS.items():
        yield f"ticket.{name}", ticket[key]
    for number, value in ticket["custom_fields"].items():
        yield f"ticket.ticket_field_{number}", value
    yield from _person("current_user", call.caller.user)
    for role in ("requester", "assignee", "submitter"):
        yield from _person(f"ticket.{role}", find(call.db, "users", ticket[f"{role}_id"]))
    for kind, key in (("groups", "group"), ("organizations", "organization")):
        record = find(call.db, kind, ticket[f"{key}_id"])
        yield f"ticket.{key}.name", record and record["name"]


def _person(prefix: str, user: Record | None) -> Iterator[tuple[str, object]]:
    if user is None:
        return
    first, _, last = user["name"].partition(" ")
    yield f"{prefix}.name", user["name"]
    yield f"{prefix}.first_name", first
    yield f"{prefix}.last_name", last
    yield f"{prefix}.email", user["email"]
