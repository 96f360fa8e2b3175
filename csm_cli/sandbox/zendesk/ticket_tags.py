"""`tickets/{id}/tags`: show, set, add and remove; all three writers know safe updates."""

from __future__ import annotations

from typing import Any

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import forbidden, missing_parameter
from csm_cli.sandbox.zendesk.reading import read_list
from csm_cli.sandbox.zendesk.ticket_update import update_ticket, visible_ticket


def show(call: Call) -> Answer:
    """Show a ticket's tags."""
    return Answer({"tags": visible_ticket(call, call.number())["tags"]})


def replace(call: Call) -> Answer:
    """Replace all tags."""
    return Answer({"tags": _update(call, "tags")}, 201)


def add(call: Call) -> Answer:
    """Add tags."""
    return Answer({"tags": _update(call, "additional_tags")})


def remove(call: Call) -> Answer:
    """Remove tags; the answer has no body."""
    _update(call, "remove_tags")
    return Answer("", 204)


def _update(call: Call, key: str) -> list[str]:
    """Send the tags through the ordinary update under one of its keys."""
    may = call.caller.may
    if not (may.edit_tickets and may.edit_tags):
        raise forbidden()
    sent: dict[str, Any] = call.json_body if isinstance(call.json_body, dict) else {}
    if "tags" not in sent:
        raise missing_parameter("tags")
    keys: dict[str, Any] = {key: read_list(sent["tags"], "tags", call.action)}
    keys |= {name: sent[name] for name in ("safe_update", "updated_stamp") if name in sent}
    tags: list[str] = update_ticket(call, call.number(), keys).ticket["tags"]
    return tags
