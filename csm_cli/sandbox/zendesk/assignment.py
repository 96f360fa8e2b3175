"""Group and assignee, which depend on each other.

A ticket never sits with an agent without a group, nor with an agent who is not in its group
(Zendesk help, "About groups"). What happens to the key that was not sent is not documented; the
rules here are what people who use the API report.
"""

from __future__ import annotations

import sqlite3
from typing import Any

from csm_cli.sandbox.zendesk.call import Call
from csm_cli.sandbox.zendesk.errors import ApiError, forbidden, invalid_value
from csm_cli.sandbox.zendesk.reading import read_id, read_text
from csm_cli.sandbox.zendesk.records import Record, find, find_by_email
from csm_cli.sandbox.zendesk.roles import groups_of, is_member, permissions_of


def assign(call: Call, ticket: Record, keys: dict[str, Any]) -> None:
    """Apply `group_id`, `assignee_id` and `assignee_email` to the ticket.

    - The assignee alone: the group stays if the agent is in it, else it becomes the agent's own.
    - The group alone, or with an assignee who is not in it: that assignee is dropped silently.
    - No group: no assignee either, unless one was sent, who then brings a group along.
    """
    before = (ticket["group_id"], ticket["assignee_id"])
    if "group_id" in keys:
        ticket["group_id"] = _group(call, keys["group_id"])
        if not is_member(call.db, ticket["assignee_id"] or 0, ticket["group_id"]):
            ticket["assignee_id"] = None
    if "assignee_id" in keys or "assignee_email" in keys:
        _set_assignee(call, ticket, keys)
    if (ticket["group_id"], ticket["assignee_id"]) != before:
        _check_reach(call, ticket, before[0])


def _set_assignee(call: Call, ticket: Record, keys: dict[str, Any]) -> None:
    assignee = _assignee(call, keys)
    if assignee is None:
        ticket["assignee_id"] = None
    elif is_member(call.db, assignee["id"], ticket["group_id"]):
        ticket["assignee_id"] = assignee["id"]
    elif keys.get("group_id"):
        ticket["assignee_id"] = None
    else:
        ticket["group_id"] = _own_group(call.db, assignee)
        ticket["assignee_id"] = assignee["id"]


def _group(call: Call, value: object) -> int | None:
    number = read_id(value, "group_id", call.action)
    group = find(call.db, "groups", number)
    if number is not None and (group is None or group["deleted"]):
        raise invalid_value("group", "Group: is invalid")
    return number


def _assignee(call: Call, keys: dict[str, Any]) -> Record | None:
    if "assignee_id" in keys:
        number = read_id(keys["assignee_id"], "assignee_id", call.action)
        user, wanted = find(call.db, "users", number), number is not None
    else:
        email = read_text(keys["assignee_email"], "assignee_email", call.action)
        user, wanted = find_by_email(call.db, email), True
    if wanted and (user is None or not _assignable(call.db, user)):
        raise _no_assignee()
    return user


def _assignable(db: sqlite3.Connection, user: Record) -> bool:
    may = permissions_of(db, user)
    return may.agent and not may.light and bool(user["active"]) and not user["suspended"]


def _own_group(db: sqlite3.Connection, user: Record) -> int:
    own = groups_of(db, user["id"])
    if user["default_group_id"] in own:
        return int(user["default_group_id"])
    if not own:
        raise _no_assignee()
    return min(own)


def _no_assignee() -> ApiError:
    return invalid_value("assignee", "Assignee: is invalid")


def _check_reach(call: Call, ticket: Record, old_group: int | None) -> None:
    """Roles may limit the groups that an agent can hand a ticket to."""
    group = ticket["group_id"]
    if group in (None, old_group) or call.caller.may.any_group:
        return
    if not is_member(call.db, call.caller.user["id"], group):
        raise forbidden()
