"""The PostHog half of the scenario: project 2, its persons, groups and events, and the truth."""

from __future__ import annotations

from typing import Any, NamedTuple

from csm_cli.sandbox.scenarios import activity, awkward, oddities, ordinary, truth
from csm_cli.sandbox.scenarios.accounts import ACCOUNTS, THEO, Account
from csm_cli.sandbox.scenarios.dice import identifier, number, token
from csm_cli.sandbox.scenarios.impersonation import Told
from csm_cli.sandbox.scenarios.moments import seconds
from csm_cli.sandbox.scenarios.organizations import GROUPED, POSTHOG
from csm_cli.sandbox.scenarios.staff import everyone

Record = dict[str, Any]

ORGANIZATION, PROJECT, INSTANCE, CUSTOMER = range(4)


class Story(NamedTuple):
    """Everything that project 2 knows, and for each organization what an audit must find."""

    events: list[Record]
    persons: list[Record]
    groups: list[Record]
    truth: Record


def tell() -> Story:
    """Tell the whole story; events come in the order of time, as they would have arrived."""
    told = [*awkward.told(), *oddities.told(), *ordinary.told()]
    events = [*_delivered(told), *activity.records()]
    return Story(sorted(events, key=_when), persons(), groups(), truth.tell(told))


def _delivered(told: list[Told]) -> list[Record]:
    return [event.record for event in told for _ in range(event.copies)]


def _when(event: Record) -> tuple[int, str]:
    at = event["timestamp"]
    # Dates of the calendar are older than any offset of this scenario.
    return (seconds(at), at) if at[0] in "+-" else (-(10**9), at)


def project() -> Record:
    """Describe project 2 and the keys that may ask it, one of which may do too little."""
    keys = (
        ("phx_sandbox_us", "us", ["query:read", "user:read"]),
        ("phx_sandbox_eu", "eu", ["query:read", "user:read"]),
        ("phx_sandbox_us_user_only", "us", ["user:read"]),
    )
    return {
        "project_id": 2,
        "timezone": "America/Los_Angeles",
        "keys": [
            {"key": key, "region": region, "scopes": scopes, "projects": [2]}
            for key, region, scopes in keys
        ],
    }


def persons() -> list[Record]:
    """Make the persons; a deleted account has none, and one customer has two."""
    known = [_person(account) for account in ACCOUNTS if not account.deleted]
    twin = _person(THEO)
    twin["id"] = identifier("person", "second sign-up", THEO.email)
    twin["distinct_ids"] = [token(43, "second sign-up", THEO.email)]
    twin["created_at"] = "-30d"
    twin["properties"] = twin["properties"] | {"org__name": "Okonkwo Consulting"}
    return [*known, twin, *_staff_persons()]


def _person(account: Account) -> Record:
    first = account.memberships[0].organization
    current = account.current
    return {
        "id": account.person_id,
        "created_at": account.memberships[0].joined,
        "distinct_ids": [account.distinct_id],
        "properties": {
            "email": account.shown_email,
            "name": None if account.anonymous_since else account.name,
            "organization_id": current.uuid if current else None,
            "organization_count": len(account.belongs_to),
            "project_id": current.projects[0].uuid if current and current.projects else None,
            "instance_url": first.site,
            "org__name": account.signed_up_as or first.name,
            "is_signed_up": True,
            "realm": "cloud",
        },
    }


def _staff_persons() -> list[Record]:
    return [
        {
            "id": operator.person_id,
            "created_at": "-700d",
            "distinct_ids": [operator.distinct_id],
            "properties": {
                "email": operator.email,
                "name": operator.name,
                "organization_id": POSTHOG.uuid,
                "organization_count": 1,
                "instance_url": f"https://{operator.region.lower()}.posthog.com",
                "is_signed_up": True,
                "is_staff": True,
                "realm": "cloud",
            },
        }
        for operator in everyone()
    ]


def groups() -> list[Record]:
    """Make the groups: organizations, their projects, the two instances, paying customers."""
    found = [
        {
            "index": ORGANIZATION,
            "key": organization.uuid,
            "created_at": organization.created_at,
            "properties": {
                "id": organization.uuid,
                "name": organization.name,
                "slug": organization.slug,
                "created_at": organization.created_at,
                "plan": organization.plan,
            },
        }
        for organization in GROUPED
    ]
    for organization in GROUPED:
        found += [
            {
                "index": PROJECT,
                "key": project.uuid,
                "created_at": organization.created_at,
                "properties": {
                    "id": project.number,
                    "uuid": project.uuid,
                    "name": project.name,
                    "organization_id": organization.uuid,
                },
            }
            for project in organization.projects
        ]
    found += [
        {"index": INSTANCE, "key": site, "created_at": "-1500d", "properties": {"site_url": site}}
        for site in ("https://us.posthog.com", "https://eu.posthog.com")
    ]
    found += [
        {
            "index": CUSTOMER,
            "key": f"cus_{token(14, 'customer', organization.uuid)}",
            "created_at": organization.created_at,
            "properties": {
                "organization_id": organization.uuid,
                "name": organization.name,
                "seats": number(3, 40, "seats", organization.uuid),
            },
        }
        for organization in GROUPED
        if organization.plan != "free"
    ]
    return found
