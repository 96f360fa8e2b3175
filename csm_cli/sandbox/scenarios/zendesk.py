"""The Zendesk half of the scenario: the contents of `zendesk.json`."""

from __future__ import annotations

from typing import Any

from csm_cli.sandbox.scenarios import desk
from csm_cli.sandbox.scenarios.conversations import (
    claims,
    hedgebox,
    hostile,
    kelpworks,
    nordlicht,
    strangers,
    tidewater,
)
from csm_cli.sandbox.scenarios.people import CUSTOMERS, LIGHT_ROLE, STAFF, Customer, Staff
from csm_cli.sandbox.scenarios.story import Ticket, comment_records, ticket_record
from csm_cli.sandbox.scenarios.views import views

Record = dict[str, Any]


def tickets() -> list[Ticket]:
    """List the tickets of the story by number."""
    told = (claims, hedgebox, kelpworks, nordlicht, tidewater, strangers, hostile)
    return sorted((ticket for module in told for ticket in module.TICKETS), key=lambda t: t.number)


def records() -> dict[str, list[Record]]:
    """Make every section of `zendesk.json`."""
    story = tickets()
    return {
        "users": [*(_agent(staff) for staff in STAFF), *(_end_user(c) for c in CUSTOMERS)],
        "groups": desk.groups(),
        "group_memberships": desk.group_memberships(),
        "custom_roles": desk.custom_roles(),
        "ticket_fields": desk.ticket_fields(),
        "organizations": desk.organizations(),
        "views": views(),
        "oauth_clients": desk.oauth_clients(),
        "tickets": [ticket_record(ticket) for ticket in story],
        "ticket_comments": [record for ticket in story for record in comment_records(ticket)],
    }


def _agent(staff: Staff) -> Record:
    role_type = next(r["role_type"] for r in desk.custom_roles() if r["id"] == staff.role_id)
    light = staff.role_id == LIGHT_ROLE
    user = _user(staff.zendesk_id, staff.name, staff.email, staff.time_zone) | {
        "role": "admin" if role_type == 4 else "agent",  # noqa: PLR2004 - Zendesk's number
        "role_type": role_type,
        "custom_role_id": staff.role_id,
        "default_group_id": desk.GROUP_IDS[staff.groups[0]],
        "only_private_comments": light,
        "restricted_agent": False,
        "moderator": not light,
        "ticket_restriction": None,
        "organization_id": None,
    }
    return user | ({"api_token": staff.api_token} if staff.api_token else {})


def _end_user(customer: Customer) -> Record:
    user = _user(customer.zendesk_id, customer.name, customer.email, customer.time_zone)
    return user | {
        "role": "end-user",
        "role_type": None,
        "custom_role_id": None,
        "default_group_id": None,
        "only_private_comments": False,
        "restricted_agent": True,
        "moderator": False,
        "ticket_restriction": "requested",
        "organization_id": customer.zendesk_organization,
        "locale": customer.locale,
    }


def _user(number: int, name: str, email: str, zone: str) -> Record:
    return {
        "id": number,
        "name": name,
        "email": email,
        "locale": "en-US",
        "time_zone": zone,
        "iana_time_zone": zone,
        "verified": True,
        "active": True,
        "suspended": False,
        "created_at": "-900d",
        "updated_at": "-30d",
        "tags": [],
    }
