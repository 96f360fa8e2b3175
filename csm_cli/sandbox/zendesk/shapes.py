"""The keys of Zendesk's records: their types, and what they are when a scenario says nothing.

Key sets follow the answers of Zendesk's REST API version 2 as clients recorded them in 2023 and
2024. A type that ends in `?` may be null. `REQUIRED` keys have no default.
"""

from __future__ import annotations

from typing import Any, Final, NamedTuple

REQUIRED: Final = object()


class Key(NamedTuple):
    """One key of a record."""

    type: str
    default: Any = None


_CREATED = Key("time?")
_UPDATED = Key("time?")

USER = {
    "id": Key("id", REQUIRED),
    "name": Key("text", REQUIRED),
    "email": Key("text?"),
    "created_at": _CREATED,
    "updated_at": _UPDATED,
    "time_zone": Key("text", "Etc/UTC"),
    "iana_time_zone": Key("text", "Etc/UTC"),
    "phone": Key("text?"),
    "shared_phone_number": Key("bool?"),
    "photo": Key("object?"),
    "locale_id": Key("int", 1),
    "locale": Key("text", "en-US"),
    "organization_id": Key("id?"),
    "role": Key("role", "end-user"),
    "verified": Key("bool", True),
    "external_id": Key("text?"),
    "tags": Key("texts", ()),
    "alias": Key("text?"),
    "active": Key("bool", True),
    "shared": Key("bool", False),
    "shared_agent": Key("bool", False),
    "last_login_at": Key("time?"),
    "two_factor_auth_enabled": Key("bool?", False),
    "signature": Key("text?"),
    "details": Key("text?"),
    "notes": Key("text?"),
    "role_type": Key("role_type?"),
    "custom_role_id": Key("id?"),
    "moderator": Key("bool?"),
    "ticket_restriction": Key("restriction?"),
    "only_private_comments": Key("bool?"),
    "restricted_agent": Key("bool?"),
    "suspended": Key("bool", False),
    "default_group_id": Key("id?"),
    "report_csv": Key("bool?"),
    "user_fields": Key("object", {}),
}
GROUP = {
    "id": Key("id", REQUIRED),
    "is_public": Key("bool", True),
    "name": Key("text", REQUIRED),
    "description": Key("text", ""),
    "default": Key("bool", False),
    "deleted": Key("bool", False),
    "created_at": _CREATED,
    "updated_at": _UPDATED,
}
GROUP_MEMBERSHIP = {
    "id": Key("id", REQUIRED),
    "user_id": Key("id", REQUIRED),
    "group_id": Key("id", REQUIRED),
    "default": Key("bool", False),
    "created_at": _CREATED,
    "updated_at": _UPDATED,
}
CUSTOM_ROLE = {
    "id": Key("id", REQUIRED),
    "name": Key("text", REQUIRED),
    "description": Key("text?", ""),
    "role_type": Key("role_type", 0),
    "created_at": _CREATED,
    "updated_at": _UPDATED,
    "configuration": Key("object", {}),
    "team_member_count": Key("int?"),
}
TICKET_FIELD = {
    "id": Key("id", REQUIRED),
    "type": Key("field_type", REQUIRED),
    "title": Key("text", REQUIRED),
    "raw_title": Key("text?"),
    "description": Key("text", ""),
    "raw_description": Key("text?"),
    "position": Key("int", 9999),
    "active": Key("bool", True),
    "required": Key("bool", False),
    "collapsed_for_agents": Key("bool", False),
    "regexp_for_validation": Key("text?"),
    "title_in_portal": Key("text?"),
    "raw_title_in_portal": Key("text?"),
    "visible_in_portal": Key("bool", False),
    "editable_in_portal": Key("bool", False),
    "required_in_portal": Key("bool", False),
    "tag": Key("text?"),
    "created_at": _CREATED,
    "updated_at": _UPDATED,
    "removable": Key("bool", True),
    "key": Key("text?"),
    "agent_description": Key("text?"),
    "custom_field_options": Key("objects?"),
    "system_field_options": Key("objects?"),
    "sub_type_id": Key("int?"),
}
ORGANIZATION = {
    "id": Key("id", REQUIRED),
    "name": Key("text", REQUIRED),
    "shared_tickets": Key("bool", False),
    "shared_comments": Key("bool", False),
    "external_id": Key("text?"),
    "created_at": _CREATED,
    "updated_at": _UPDATED,
    "domain_names": Key("texts", ()),
    "details": Key("text?"),
    "notes": Key("text?"),
    "group_id": Key("id?"),
    "tags": Key("texts", ()),
    "organization_fields": Key("object", {}),
}
TICKET = {
    "id": Key("id", REQUIRED),
    "external_id": Key("text?"),
    "via": Key("object?"),
    "created_at": _CREATED,
    "updated_at": _UPDATED,
    "generated_timestamp": Key("int?"),
    "type": Key("ticket_type?"),
    "subject": Key("text", ""),
    "raw_subject": Key("text?"),
    "description": Key("text?"),
    "priority": Key("priority?"),
    "status": Key("status", "new"),
    "recipient": Key("text?"),
    "requester_id": Key("id", REQUIRED),
    "submitter_id": Key("id?"),
    "assignee_id": Key("id?"),
    "organization_id": Key("id?"),
    "group_id": Key("id?"),
    "collaborator_ids": Key("ids", ()),
    "follower_ids": Key("ids", ()),
    "email_cc_ids": Key("ids", ()),
    "forum_topic_id": Key("id?"),
    "problem_id": Key("id?"),
    "has_incidents": Key("bool", False),
    "is_public": Key("bool", True),
    "due_at": Key("time?"),
    "tags": Key("texts", ()),
    "custom_fields": Key("objects", ()),
    "satisfaction_rating": Key("object?"),
    "sharing_agreement_ids": Key("ids", ()),
    "custom_status_id": Key("id?"),
    "fields": Key("objects", ()),
    "followup_ids": Key("ids", ()),
    "ticket_form_id": Key("id?"),
    "brand_id": Key("id?"),
    "allow_channelback": Key("bool", False),
    "allow_attachments": Key("bool", True),
    "from_messaging_channel": Key("bool", False),
}
TICKET_COMMENT = {
    "id": Key("id?"),
    "ticket_id": Key("id", REQUIRED),
    "type": Key("comment_type", "Comment"),
    "author_id": Key("id", REQUIRED),
    "body": Key("text?"),
    "html_body": Key("text?"),
    "plain_body": Key("text?"),
    "public": Key("bool?"),
    "attachments": Key("objects", ()),
    "audit_id": Key("id?"),
    "via": Key("object?"),
    "created_at": _CREATED,
    "metadata": Key("object", {}),
}
VIEW = {
    "id": Key("id", REQUIRED),
    "title": Key("text", REQUIRED),
    "active": Key("bool", True),
    "updated_at": _UPDATED,
    "created_at": _CREATED,
    "default": Key("bool", False),
    "position": Key("int", 9999),
    "description": Key("text?"),
    "execution": Key("object", {}),
    "conditions": Key("object", {}),
    "restriction": Key("object?"),
    "raw_title": Key("text?"),
}
OAUTH_CLIENT = {
    "id": Key("id", REQUIRED),
    "name": Key("text", REQUIRED),
    "identifier": Key("text", REQUIRED),
    "kind": Key("client_kind", "public"),
    "secret": Key("text?"),
    "redirect_uri": Key("texts", ()),
    "scopes": Key("texts?"),
}

KINDS: Final[dict[str, dict[str, Key]]] = {
    "users": USER,
    "groups": GROUP,
    "group_memberships": GROUP_MEMBERSHIP,
    "custom_roles": CUSTOM_ROLE,
    "ticket_fields": TICKET_FIELD,
    "organizations": ORGANIZATION,
    "tickets": TICKET,
    "ticket_comments": TICKET_COMMENT,
    "views": VIEW,
    "oauth_clients": OAUTH_CLIENT,
}

# Keys that only a scenario writes, and those of Zendesk's answers that are worked out anew.
SCENARIO_ONLY: Final = {"users": {"api_token": Key("text?")}}
DERIVED: Final = {"url", "authenticity_token", "result_type"}

CHOICES: Final[dict[str, tuple[object, ...]]] = {
    "role": ("end-user", "agent", "admin"),
    "role_type": (0, 1, 2, 3, 4, 5),
    "restriction": ("groups", "organization", "assigned", "requested"),
    "field_type": (
        "subject", "description", "status", "tickettype", "priority", "basic_priority", "group",
        "assignee", "custom_status", "text", "textarea", "checkbox", "date", "integer", "decimal",
        "regexp", "multiselect", "tagger", "lookup", "partialcreditcard",
    ),
    "ticket_type": ("problem", "incident", "question", "task"),
    "priority": ("urgent", "high", "normal", "low"),
    "status": ("new", "open", "pending", "hold", "solved", "closed"),
    "comment_type": ("Comment",),
    "client_kind": ("public", "confidential"),
}  # fmt: skip

SYSTEM_FIELD_TYPES: Final = frozenset(
    ("subject", "description", "status", "tickettype", "priority", "basic_priority", "group",
     "assignee", "custom_status")
)  # fmt: skip
