"""One update of one ticket: all of it is written, or none.

The caller gives a call whose transaction is open for writing; an ApiError raised here rolls
everything back.
"""

from __future__ import annotations

import copy
from typing import Any, NamedTuple

from csm_cli.sandbox.times import parse_iso, zendesk_time
from csm_cli.sandbox.zendesk.assignment import assign
from csm_cli.sandbox.zendesk.audit_events import change_events, comment_event
from csm_cli.sandbox.zendesk.call import Call
from csm_cli.sandbox.zendesk.commenting import new_comment
from csm_cli.sandbox.zendesk.conversation import api_via, save_audit, save_comment
from csm_cli.sandbox.zendesk.errors import (
    forbidden,
    invalid_attribute,
    invalid_value,
    not_found,
    update_conflict,
)
from csm_cli.sandbox.zendesk.field_values import check_required, entries_of, set_fields
from csm_cli.sandbox.zendesk.people import set_people
from csm_cli.sandbox.zendesk.reading import read_flag, read_list
from csm_cli.sandbox.zendesk.records import Record, all_of, custom_fields, find, new_id, save
from csm_cli.sandbox.zendesk.roles import may_see
from csm_cli.sandbox.zendesk.search_index import index_later
from csm_cli.sandbox.zendesk.shapes import SYSTEM_FIELD_TYPES
from csm_cli.sandbox.zendesk.tags import set_tags
from csm_cli.sandbox.zendesk.ticket_values import apply_status, apply_values


class Updated(NamedTuple):
    """What an update made of a ticket, and its audit (without events when nothing changed)."""

    ticket: Record
    audit: Record


def visible_ticket(call: Call, number: int) -> Record:
    """Read a ticket that the caller may see; 404 for any other."""
    ticket = find(call.db, "tickets", number)
    if ticket is None or not may_see(call.db, call.caller.user, ticket):
        raise not_found()
    return ticket


def check_changeable(call: Call, ticket: Record, keys: dict[str, Any]) -> None:
    """Refuse a closed ticket (422), and a safe update with an outdated stamp (409).

    Stamps have a resolution of one second: a change within the second of the stamp goes unseen,
    as in the original.
    """
    if ticket["status"] == "closed":
        raise invalid_value("status", "Status: closed prevents ticket update")
    if not read_flag(keys.get("safe_update")):
        return
    try:
        stamp = zendesk_time(parse_iso(str(keys.get("updated_stamp"))))
    except ValueError as error:
        raise invalid_attribute("updated_stamp", "a time", f"api/v2/{call.action}") from error
    if stamp != ticket["updated_at"]:
        raise update_conflict()


def update_ticket(call: Call, number: int, keys: dict[str, Any]) -> Updated:
    """Apply the permitted keys of an update to one ticket."""
    before = visible_ticket(call, number)
    check_changeable(call, before, keys)
    after = copy.deepcopy(before)
    fields = custom_fields(call.db)
    apply_values(call, after, keys)
    assign(call, after, keys)
    set_people(call, after, keys)
    _apply_tags(call, after, keys, fields)
    set_fields(after, entries_of(keys.get("custom_fields", keys.get("fields"))), fields)
    apply_status(call, after, keys)
    changes = change_events(call.db, before, after)
    if changes and not call.caller.may.edit_tickets:
        raise forbidden()
    if after["status"] in ("solved", "closed") and before["status"] != after["status"]:
        system = [f for f in all_of(call.db, "ticket_fields") if f["type"] in SYSTEM_FIELD_TYPES]
        check_required(after, fields, [field for field in system if field["active"]])
    return _record(call, after, keys, changes)


def _record(call: Call, ticket: Record, keys: dict[str, Any], changes: list[Record]) -> Updated:
    audit = new_audit(call, ticket, keys.get("metadata"))
    comment = new_comment(call, ticket, keys.get("comment"), audit["id"], audit["metadata"])
    if comment is not None:
        save_comment(call.db, comment)
        audit["events"].append(comment_event(comment))
        ticket["is_public"] = ticket["is_public"] or comment["public"]
    audit["events"] += changes
    if audit["events"]:
        # `updated_at` moves only when the update generates a ticket event (Tickets reference).
        ticket["updated_at"] = call.now_text
        save_audit(call.db, audit)
        save(call.db, "tickets", ticket)
        lag = float(call.limits["search_lag_seconds"])
        index_later(call.db, "tickets", ticket, call.now.timestamp(), lag)
    return Updated(ticket, audit)


def new_audit(call: Call, ticket: Record, metadata: object) -> Record:
    """Begin an audit of the caller's, without events yet; it is not saved."""
    system = {
        "client": call.client,
        "ip_address": "127.0.0.1",
        "location": "Loopback",
        "latitude": 0.0,
        "longitude": 0.0,
    }
    custom = metadata if isinstance(metadata, dict) else {}
    return {
        "id": new_id(call.db),
        "ticket_id": ticket["id"],
        "created_at": call.now_text,
        "author_id": call.caller.user["id"],
        "metadata": {"system": system, "custom": custom},
        "events": [],
        "via": api_via(),
    }


def _apply_tags(call: Call, ticket: Record, keys: dict[str, Any], fields: list[Record]) -> None:
    """`tags` replaces; a role that may not edit tags has its tags ignored."""
    if not call.caller.may.edit_tags and call.caller.may.edit_tickets:
        return
    tags: set[object] = set(ticket["tags"])
    if "tags" in keys:
        tags = set(map(str, read_list(keys["tags"], "tags", call.action)))
    added = map(str, read_list(keys.get("additional_tags"), "additional_tags", call.action))
    gone = map(str, read_list(keys.get("remove_tags"), "remove_tags", call.action))
    wanted = (tags | set(added)) - set(gone)
    if wanted != set(ticket["tags"]):
        set_tags(ticket, wanted, fields)
