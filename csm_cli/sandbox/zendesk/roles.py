"""What each role may do, from the user's record and the custom role behind it.

Permissions follow the `configuration` keys of Zendesk's custom roles; an account without custom
roles (below Enterprise) gets the defaults of the role type.
"""

from __future__ import annotations

import sqlite3
from typing import Any, Final, NamedTuple

from csm_cli.sandbox.zendesk.records import Record, all_of, find

FULL_AGENT: Final = 0
LIGHT_AGENT: Final = 1
ADMIN: Final = 4

_FULL: Final[dict[str, Any]] = {
    "light_agent": False,
    "ticket_access": "all",
    "ticket_comment_access": "public",
    "ticket_editing": True,
    "ticket_tag_editing": True,
    "assign_tickets_to_any_group": True,
    "end_user_profile_access": "full",
    "organization_editing": True,
    "manage_roles": "none",
    "side_conversation_create": True,
    "view_access": "full",
}
_LIGHT: Final[dict[str, Any]] = _FULL | {
    "light_agent": True,
    "ticket_comment_access": "none",
    "ticket_editing": False,
    "ticket_tag_editing": False,
    "assign_tickets_to_any_group": False,
    "end_user_profile_access": "readonly",
    "organization_editing": False,
    "view_access": "readonly",
}
_RESTRICTIONS: Final = {
    "within-groups": "groups",
    "within-groups-and-public-groups": "groups",
    "within-organization": "organization",
    "assigned-only": "assigned",
}


class Permissions(NamedTuple):
    """What a caller may do."""

    admin: bool
    agent: bool  # any member of the team: full, light or admin
    light: bool
    edit_tickets: bool
    edit_tags: bool
    public_comments: bool
    any_group: bool
    edit_organizations: bool
    edit_end_users: bool
    manage_roles: bool


def configuration(role_type: int | None, custom_role: Record | None) -> dict[str, Any]:
    """Return the settings of a role; what the role leaves open has the role type's default."""
    base = _LIGHT if role_type == LIGHT_AGENT else _FULL
    if role_type == ADMIN:
        base = _FULL | {"manage_roles": "all"}
    return base | (custom_role["configuration"] if custom_role else {})


def permissions_of(db: sqlite3.Connection, user: Record) -> Permissions:
    """Work out what this user may do."""
    admin, agent = user["role"] == "admin", user["role"] in ("agent", "admin")
    config = configuration(user["role_type"], find(db, "custom_roles", user["custom_role_id"]))
    light = agent and (user["role_type"] == LIGHT_AGENT or bool(config["light_agent"]))
    full = agent and not light
    return Permissions(
        admin=admin,
        agent=agent,
        light=light,
        edit_tickets=admin or (full and bool(config["ticket_editing"])),
        edit_tags=admin or (full and bool(config["ticket_tag_editing"])),
        public_comments=full and not user["only_private_comments"],
        any_group=admin or bool(config["assign_tickets_to_any_group"]),
        edit_organizations=admin or (full and bool(config["organization_editing"])),
        edit_end_users=admin or (full and config["end_user_profile_access"] in ("full", "edit")),
        manage_roles=admin or config["manage_roles"] != "none",
    )


def apply_role(user: Record, custom_role: Record | None) -> None:
    """Set the keys of a user that follow from the role."""
    if user["role"] == "end-user":
        user.update(
            role_type=None, custom_role_id=None, ticket_restriction="requested", moderator=False,
            only_private_comments=False, restricted_agent=True, report_csv=False,
        )  # fmt: skip
        return
    if custom_role is not None:
        user["role_type"] = custom_role["role_type"]
    elif user["role_type"] is None or user["role"] == "admin":
        user["role_type"] = ADMIN if user["role"] == "admin" else FULL_AGENT
    config = configuration(user["role_type"], custom_role)
    light = user["role_type"] == LIGHT_AGENT or bool(config["light_agent"])
    restriction = _RESTRICTIONS.get(config["ticket_access"])
    user.update(
        moderator=not light,
        ticket_restriction=restriction,
        only_private_comments=light or config["ticket_comment_access"] != "public",
        restricted_agent=restriction is not None,
        report_csv=user["role"] == "admin",
    )


def groups_of(db: sqlite3.Connection, user_id: int) -> set[int]:
    """Return the ids of the groups that the user is a member of."""
    return {
        item["group_id"] for item in all_of(db, "group_memberships") if item["user_id"] == user_id
    }


def is_member(db: sqlite3.Connection, user_id: int, group_id: int | None) -> bool:
    """Say whether the user is in the group."""
    return group_id is not None and group_id in groups_of(db, user_id)


def may_see(db: sqlite3.Connection, user: Record, ticket: Record) -> bool:
    """Say whether the ticket is within the user's ticket restriction."""
    restriction = user["ticket_restriction"]
    if restriction == "groups":
        return user["id"] == ticket["assignee_id"] or is_member(db, user["id"], ticket["group_id"])
    if restriction == "organization":
        return bool(user["organization_id"] == ticket["organization_id"])
    if restriction == "assigned":
        return bool(user["id"] == ticket["assignee_id"])
    if restriction == "requested":
        return bool(user["id"] == ticket["requester_id"])
    return True
