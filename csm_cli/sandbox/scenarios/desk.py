"""How the Zendesk of the story is set up: roles, groups, fields, organizations, views.

The ids of the custom fields are the ones PostHog's own front end publishes; the `esc.` field's id
is not public and therefore invented.
"""

from __future__ import annotations

from typing import Any

from csm_cli.sandbox.scenarios.areas import LABELS, SECOND_LABELS
from csm_cli.sandbox.scenarios.organizations import CUSTOMERS, Organization
from csm_cli.sandbox.scenarios.people import (
    ADMIN_ROLE,
    CONTRIBUTOR_ROLE,
    FULL_ROLE,
    LIGHT_ROLE,
    STAFF,
)

Record = dict[str, Any]

SEVERITY = 22084126888475
DISTINCT_ID = 22129191462555
TARGET_AREA = 27242745654043
ORGANIZATION_ID = 27031528411291
SUPPORT_TYPE = 26073267652251
ACCOUNT_OWNER = 37742340880411
EXCEPTION_EVENT = 39967113285659
ESCALATION = 41000000000017
POSTHOG_PRIORITY = 41000000000021
FIELD_ORDER = (
    SEVERITY, DISTINCT_ID, TARGET_AREA, ORGANIZATION_ID, SUPPORT_TYPE, ACCOUNT_OWNER,
    EXCEPTION_EVENT, ESCALATION, POSTHOG_PRIORITY,
)  # fmt: skip
# A drop-down's value is a tag of the ticket at the same time.
TAGGERS = (SEVERITY, TARGET_AREA, SUPPORT_TYPE, ESCALATION, POSTHOG_PRIORITY)

_GROUP_NAMES = (
    "Support", "Replay", "Product Analytics", "Web Analytics", "Experiments", "Feature Flags",
    "Surveys", "CDP", "Infrastructure", "Auth & Billing", "Data warehouse", "Batch exports",
    "Customer Success", "SDK (escalated)", "Pipeline",
)  # fmt: skip
GROUP_IDS = {name: 360000000001 + at for at, name in enumerate(_GROUP_NAMES)}
# Replaced by CDP when the team was split; Zendesk keeps deleted groups.
_DELETED_GROUPS = {"Pipeline"}
_FOUNDED = "2023-02-06T10:00:00Z"
_CHANGED = "2026-03-12T09:30:00Z"


def groups() -> list[Record]:
    """List the groups; exactly one is the default."""
    return [
        {
            "id": number,
            "name": name,
            "description": "Not yet sorted by product" if name == "Support" else "",
            "default": name == "Support",
            "deleted": name in _DELETED_GROUPS,
            "is_public": True,
            "created_at": _FOUNDED,
            "updated_at": _CHANGED if name in _DELETED_GROUPS else _FOUNDED,
        }
        for name, number in GROUP_IDS.items()
    ]


def group_memberships() -> list[Record]:
    """Say which agent is in which group."""
    pairs = [(agent, name) for agent in STAFF for name in agent.groups]
    return [
        {
            "id": 361000000001 + at,
            "user_id": agent.zendesk_id,
            "group_id": GROUP_IDS[name],
            "default": name == agent.groups[0],
            "created_at": _FOUNDED,
            "updated_at": _FOUNDED,
        }
        for at, (agent, name) in enumerate(pairs)
    ]


def custom_roles() -> list[Record]:
    """List the roles an agent can have."""
    return [
        _role(ADMIN_ROLE, "Admin", "Can manage all settings, except billing", 4, admin=True),
        _role(FULL_ROLE, "Full agent", "Answers customers; a paid seat", 0),
        _role(LIGHT_ROLE, "Light agent", "Reads tickets and leaves internal notes", 1, light=True),
        _role(CONTRIBUTOR_ROLE, "Contributor", "Works in side conversations", 3, light=True),
    ]


def _role(
    number: int, name: str, about: str, role_type: int, *, admin: bool = False, light: bool = False
) -> Record:
    return {
        "id": number,
        "name": name,
        "description": about,
        "role_type": role_type,
        "created_at": _FOUNDED,
        "updated_at": _FOUNDED,
        "configuration": {
            "light_agent": light,
            "ticket_access": "all",
            "ticket_comment_access": "none" if light else "public",
            "ticket_editing": not light,
            "ticket_tag_editing": not light,
            "ticket_merge": not light,
            "ticket_deletion": admin,
            "ticket_redaction": admin,
            "assign_tickets_to_any_group": not light,
            "side_conversation_create": True,
            "organization_editing": admin,
            "organization_notes_editing": not light,
            "end_user_profile_access": "full" if not light else "readonly",
            "end_user_list_access": "full",
            "view_access": "full" if admin else "manage-personal",
            "macro_access": "full" if admin else "manage-personal",
            "report_access": "full" if admin else "readonly",
            "manage_ticket_fields": admin,
            "manage_triggers": admin,
            "manage_roles": "all" if admin else "none",
            "manage_groups": admin,
        },
        "team_member_count": sum(agent.role_id == number for agent in STAFF),
    }


def ticket_fields() -> list[Record]:
    """List the fields of a ticket, Zendesk's own first."""
    own = (
        ("subject", "Subject"), ("description", "Description"), ("status", "Status"),
        ("tickettype", "Type"), ("priority", "Priority"), ("group", "Group"),
        ("assignee", "Assignee"),
    )  # fmt: skip
    system = [
        _field(362000000001 + at, kind, title, at, removable=False)
        for at, (kind, title) in enumerate(own)
    ]
    return [*system, *_custom_fields()]


def _custom_fields() -> list[Record]:
    areas = LABELS | {old: SECOND_LABELS[old] for old in ("llm-observability", "max-ai")}
    return [
        _field(
            SEVERITY, "tagger", "Severity", 10,
            {
                "critical": "Outage, data loss, or data breach",
                "high": "Feature is not working at all",
                "medium": "Feature not working as expected",
                "low": "Question or feature request",
            },
        ),
        _field(DISTINCT_ID, "text", "Distinct ID", 11),
        _field(TARGET_AREA, "tagger", "Target area", 12, areas),
        _field(ORGANIZATION_ID, "text", "PostHog organization ID", 13),
        _field(
            SUPPORT_TYPE, "tagger", "Support type", 14,
            {
                "priority_support": "Priority support",
                "email_support": "Email support",
                "free_support": "Free support",
            },
        ),
        _field(ACCOUNT_OWNER, "text", "Account owner", 15),
        _field(EXCEPTION_EVENT, "textarea", "Exception event", 16),
        _field(
            ESCALATION, "tagger", "esc.", 17,
            {"escalated": "Escalated", "esc_resolved": "De-escalated"},
        ),
        _field(
            POSTHOG_PRIORITY, "tagger", "PostHog Priority", 18,
            {
                "priority_enterprise": "Enterprise",
                "priority_top_20": "Sales/CS Top 20",
                "priority_high": "High",
                "priority_normal": "Normal",
                "priority_low": "Low",
            },
        ),
        # Looks like the escalation field to anyone who searches by part of the title.
        _field(41000000000030, "checkbox", "esc. reviewed by hero", 19),
        _field(
            41000000000031, "tagger", "Esc.", 20, {"esc_old_yes": "Escalated (old)"}, active=False
        ),
    ]  # fmt: skip


def _field(
    number: int,
    kind: str,
    title: str,
    position: int,
    options: dict[str, str] | None = None,
    *,
    removable: bool = True,
    active: bool = True,
) -> Record:
    field: Record = {
        "id": number,
        "type": kind,
        "title": title,
        "raw_title": title,
        "description": "",
        "position": position,
        "active": active,
        "required": False,
        "removable": removable,
        "visible_in_portal": False,
        "editable_in_portal": False,
        "created_at": _FOUNDED,
        "updated_at": _CHANGED,
    }
    if options is not None:
        field["custom_field_options"] = [
            {
                "id": number + at,
                "name": name,
                "raw_name": name,
                "value": value,
                "default": False,
            }
            for at, (value, name) in enumerate(options.items(), 1)
        ]
    return field


def organizations() -> list[Record]:
    """List the customers and the two places where unknown people are put."""
    holding = ((370000000090, "Gmail"), (370000000091, "Outlook"))
    return [
        *(_customer_organization(customer) for customer in CUSTOMERS),
        *(
            {
                "id": number,
                "name": f"{mail} user - please assign to correct org",
                "external_id": None,
                "domain_names": [f"{mail.lower()}.example"],
                "details": None,
                "notes": "Holding organization. Move the user to the one on the Admin line.",
                "group_id": None,
                "shared_tickets": False,
                "shared_comments": False,
                "tags": ["holding_org"],
                "organization_fields": {"ph_external_id_org": None, "content_warning": None},
                "created_at": _FOUNDED,
                "updated_at": _FOUNDED,
            }
            for number, mail in holding
        ),
    ]


def _customer_organization(customer: Organization) -> Record:
    return {
        "id": customer.zendesk_id,
        "name": customer.name,
        "external_id": customer.uuid,
        "domain_names": [customer.domain],
        "details": None,
        "notes": f"Account owner: {customer.owner or 'none'}",
        "group_id": None,
        "shared_tickets": False,
        "shared_comments": False,
        "tags": [customer.plan_tag],
        "organization_fields": {
            "ph_external_id_org": customer.uuid,
            "content_warning": customer.content_warning,
        },
        "created_at": customer.created_at,
        "updated_at": _CHANGED,
    }


def oauth_clients() -> list[Record]:
    """List the OAuth clients: csm's, as an administrator would make it."""
    return [
        {
            "id": 41002113300001,
            "name": "csm, the toolkit of customer success",
            "identifier": "csm",
            "kind": "public",
            "redirect_uri": ["http://127.0.0.1/callback"],
            "scopes": [
                "read",
                "write",
                "tickets:read",
                "tickets:write",
                "users:read",
                "users:write",
                "organizations:read",
            ],
        }
    ]
