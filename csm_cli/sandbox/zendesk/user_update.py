"""Changing a user: own rules for team members, whose role decides what they may do and cost."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any, Final

from csm_cli.sandbox.zendesk.call import Call
from csm_cli.sandbox.zendesk.errors import (
    forbidden,
    invalid_attribute,
    invalid_value,
    not_found,
    not_modelled,
)
from csm_cli.sandbox.zendesk.reading import read_flag, read_id, read_list, read_text
from csm_cli.sandbox.zendesk.records import Record, all_of, find, save
from csm_cli.sandbox.zendesk.roles import ADMIN, apply_role, groups_of, permissions_of
from csm_cli.sandbox.zendesk.search_index import index_later
from csm_cli.sandbox.zendesk.shapes import CHOICES, USER
from csm_cli.sandbox.zendesk.tags import normalise

_TEXTS: Final = ("name", "phone", "alias", "signature", "details", "notes", "external_id",
                 "time_zone", "locale")  # fmt: skip
_NOT_MODELLED: Final = frozenset(("email", "identities", "photo", "verified", "password",
                                  "remote_photo_url", "skip_verify_email"))  # fmt: skip
_OTHERS: Final = frozenset(("tags", "suspended", "organization_id", "default_group_id",
                            "user_fields", "role", "custom_role_id"))  # fmt: skip


def update_user(call: Call, number: int, payload: dict[str, Any]) -> tuple[Record, list[str]]:
    """Apply a change; return the user and the keys that were ignored.

    Members of the team are changed by admins only, end users also by agents whose role may edit
    their profiles.
    """
    before = find(call.db, "users", number)
    if before is None:
        raise not_found()
    may = call.caller.may
    if not (may.admin or (before["role"] == "end-user" and may.edit_end_users)):
        raise forbidden()
    keys, unpermitted = _split(payload)
    after = copy.deepcopy(before)
    for name, value in keys.items():
        _SETTERS[name](call, after, value)
    _set_role(call, after, keys)
    if after != before:
        after["updated_at"] = call.now_text
        save(call.db, "users", after)
        _recount(call)
        lag = float(call.limits["search_lag_seconds"])
        index_later(call.db, "users", after, call.now.timestamp(), lag)
    return after, unpermitted


def _split(payload: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    taken: dict[str, Any] = {}
    unpermitted: list[str] = []
    for name, value in payload.items():
        if name in _NOT_MODELLED:
            raise not_modelled(f"user.{name}")
        if name in _TEXTS or name in _OTHERS:
            taken[name] = value
        elif name == "id" or name not in USER:
            unpermitted.append(f"user.{name}")
    return taken, unpermitted


def _set_role(call: Call, user: Record, keys: dict[str, Any]) -> None:
    """`custom_role_id` wins over `role`, which it implies; only admins change roles."""
    if not {"role", "custom_role_id"} & keys.keys():
        return
    if not call.caller.may.admin:
        raise forbidden()
    number = read_id(keys.get("custom_role_id"), "custom_role_id", call.action)
    role = find(call.db, "custom_roles", number)
    if number is not None and role is None:
        raise invalid_value("custom_role", "Custom role: is invalid")
    if role is not None:
        user["role"] = "admin" if role["role_type"] == ADMIN else "agent"
        user["custom_role_id"] = number
    elif "role" in keys:
        if keys["role"] not in CHOICES["role"]:
            raise invalid_value("role", f"Role: {keys['role']} is not a valid role")
        user.update(role=keys["role"], custom_role_id=None, role_type=None)
    apply_role(user, role)
    _check_seats(call, user)


def _check_seats(call: Call, user: Record) -> None:
    """A full agent takes a paid seat; without a free one the change fails."""
    seats = call.limits["agent_seats"]
    if seats is None or not _takes_seat(call, user):
        return
    others = [item for item in all_of(call.db, "users") if item["id"] != user["id"]]
    if sum(_takes_seat(call, item) for item in others) + 1 > seats:
        raise invalid_value("base", "Base: no agent seat is free", "AgentLimitReached")


def _takes_seat(call: Call, user: Record) -> bool:
    may = permissions_of(call.db, user)
    return may.agent and not may.light and bool(user["active"])


def _recount(call: Call) -> None:
    users = all_of(call.db, "users")
    for role in all_of(call.db, "custom_roles"):
        count = sum(user["custom_role_id"] == role["id"] for user in users)
        if count != role["team_member_count"]:
            save(call.db, "custom_roles", role | {"team_member_count": count})


def _set_text(name: str) -> Callable[[Call, Record, object], None]:
    def put(call: Call, user: Record, value: object) -> None:
        user[name] = None if value is None else read_text(value, name, call.action)
        if name == "name" and not user[name]:
            raise invalid_value("name", "Name: is too short (minimum one character)")

    return put


def _set_tags(call: Call, user: Record, value: object) -> None:
    user["tags"] = normalise(read_list(value, "tags", call.action))


def _set_suspended(call: Call, user: Record, value: object) -> None:
    flag = read_flag(value)
    if flag is None:
        raise invalid_attribute("suspended", "a boolean", f"api/v2/{call.action}")
    user["suspended"] = flag


def _set_organization(call: Call, user: Record, value: object) -> None:
    number = read_id(value, "organization_id", call.action)
    if number is not None and find(call.db, "organizations", number) is None:
        raise invalid_value("organization", "Organization: is invalid")
    user["organization_id"] = number


def _set_default_group(call: Call, user: Record, value: object) -> None:
    number = read_id(value, "default_group_id", call.action)
    if number is not None and number not in groups_of(call.db, user["id"]):
        raise invalid_value("default_group", "Default group: user is not a member")
    user["default_group_id"] = number


def _merge_fields(call: Call, user: Record, value: object) -> None:
    if not isinstance(value, dict):
        raise invalid_attribute("user_fields", "an object", f"api/v2/{call.action}")
    user["user_fields"] = user["user_fields"] | value


def _leave(_: Call, __: Record, ___: object) -> None:
    """Roles are set after everything else."""


_SETTERS: Final[dict[str, Callable[[Call, Record, object], None]]] = {
    **{name: _set_text(name) for name in _TEXTS},
    "tags": _set_tags,
    "suspended": _set_suspended,
    "organization_id": _set_organization,
    "default_group_id": _set_default_group,
    "user_fields": _merge_fields,
    "role": _leave,
    "custom_role_id": _leave,
}
