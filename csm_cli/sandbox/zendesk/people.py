"""Followers and copied people of a ticket."""

from __future__ import annotations

from typing import Any

from csm_cli.sandbox.zendesk.call import Call
from csm_cli.sandbox.zendesk.errors import invalid_value
from csm_cli.sandbox.zendesk.reading import read_id, read_list
from csm_cli.sandbox.zendesk.records import Record, find, find_by_email


def set_people(call: Call, ticket: Record, keys: dict[str, Any]) -> None:
    """Apply `followers`, `email_ccs`, `collaborator_ids` and `additional_collaborators`.

    The first two add and remove single people; `collaborator_ids` replaces everybody. Members
    of the team become followers, end users are copied.
    """
    if "collaborator_ids" in keys:
        ticket.update(follower_ids=[], email_cc_ids=[])
        for entry in _list(call, keys, "collaborator_ids"):
            _add(ticket, _person(call, {"user_id": entry}))
    for entry in _list(call, keys, "additional_collaborators"):
        person = entry if isinstance(entry, dict) else {"user_id": entry}
        _add(ticket, _person(call, {"user_email": person.get("email"), **person}))
    for name, key in (("followers", "follower_ids"), ("email_ccs", "email_cc_ids")):
        for entry in _list(call, keys, name):
            _change(call, ticket, key, entry)
    if {"collaborator_ids", "additional_collaborators", "followers", "email_ccs"} & keys.keys():
        everybody = [*ticket["follower_ids"], *ticket["email_cc_ids"]]
        ticket["collaborator_ids"] = list(dict.fromkeys(everybody))


def _list(call: Call, keys: dict[str, Any], name: str) -> list[Any]:
    return read_list(keys.get(name), name, call.action)


def _change(call: Call, ticket: Record, key: str, entry: object) -> None:
    if not isinstance(entry, dict):
        raise invalid_value(key.removesuffix("_ids"), "must be a list of objects")
    user = _person(call, entry)
    if entry.get("action", "put") == "delete":
        ticket[key] = [number for number in ticket[key] if number != user["id"]]
    elif key == "follower_ids" and user["role"] == "end-user":
        raise invalid_value("followers", "Followers: must be agents")
    elif user["id"] not in ticket[key]:
        ticket[key] = [*ticket[key], user["id"]]


def _add(ticket: Record, user: Record) -> None:
    key = "email_cc_ids" if user["role"] == "end-user" else "follower_ids"
    if user["id"] not in ticket[key]:
        ticket[key] = [*ticket[key], user["id"]]


def _person(call: Call, entry: dict[str, Any]) -> Record:
    if entry.get("user_id") is not None:
        user = find(call.db, "users", read_id(entry["user_id"], "user_id", call.action))
    else:
        user = find_by_email(call.db, str(entry.get("user_email")))
    if user is None:
        raise invalid_value("collaborators", "Collaborator: is invalid")
    return user
