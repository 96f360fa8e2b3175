"""What the customers' people do in PostHog on ordinary days, as project 2 sees it.

Four of these events tell later who was in an organization at the time: 'user signed up', 'user
joined organization', 'user logged in' and 'user updated'. The e-mail of that time is either in the
event's `$set` or only in the person properties as of the event.
"""

from __future__ import annotations

from typing import Any

from csm_cli.sandbox.scenarios import desk, zendesk
from csm_cli.sandbox.scenarios.accounts import ACCOUNTS, Account, Membership, of_requester
from csm_cli.sandbox.scenarios.dice import chance, identifier, number, pick, token
from csm_cli.sandbox.scenarios.impersonation import email_at
from csm_cli.sandbox.scenarios.moments import offset, seconds
from csm_cli.sandbox.scenarios.organizations import POSTHOG, Organization
from csm_cli.sandbox.scenarios.staff import everyone

Record = dict[str, Any]

_DAY = 86_400
_SEASON = 45 * _DAY
_VISITS = (6, 22)
_PAGES = (
    "/home", "/insights", "/dashboard/12", "/replay/home", "/feature_flags", "/experiments",
    "/surveys", "/web", "/activity/explore", "/persons", "/data-warehouse/sources", "/sql",
    "/error_tracking", "/settings/project", "/pipeline/destinations", "/notebooks",
)  # fmt: skip
_ACTIONS = (
    "insight analyzed", "recording analyzed", "dashboard updated", "feature flag updated",
    "query completed", "survey created", "experiment viewed", "cohort created",
)  # fmt: skip


def records() -> list[Record]:
    """Make all events that are no impersonations."""
    found = [event for account in ACCOUNTS for event in _account_events(account)]
    return [*found, *_staff_logins(), *_tickets_sent(), *_visitors()]


def _account_events(account: Account) -> list[Record]:
    found = []
    for membership in account.memberships:
        found += _belonging(account, membership)
        found += _visits(account, membership)
    return found


def _belonging(account: Account, membership: Membership) -> list[Record]:
    """Make the events that carry the organization as a group."""
    organization = membership.organization
    joined, left = seconds(membership.joined), seconds(membership.left or "-0s")
    first = membership is account.memberships[0]
    events = [
        _identified("user joined organization", account, organization, joined + 20, stored=True)
    ]
    events[0]["properties"]["organization_id"] = organization.uuid
    if first:
        events.insert(0, _identified("user signed up", account, organization, joined, stored=True))
    # The ends of a membership are what an audit needs, so each has an event of its own.
    moments = [joined + _DAY, left - _DAY // 2]
    moments += [number(joined, left, account.email, "seen", at) for at in range(4)]
    for at, moment in enumerate(sorted(min(m, -7_200) - 60 * i for i, m in enumerate(moments))):
        name = pick(("user logged in", "user updated"), account.email, organization.slug, at)
        stored = chance(60, account.email, organization.slug, "stored", at)
        events.append(_identified(name, account, organization, moment, stored=stored))
    return events


def _identified(
    name: str, account: Account, organization: Organization, moment: int, *, stored: bool
) -> Record:
    """Make a backend event. `stored` puts the e-mail of that time into `$set` as well."""
    at = offset(moment)
    hidden = account.anonymous_since is not None and moment >= seconds(account.anonymous_since)
    email = None if hidden else email_at(account, at)
    known = {
        "email": email,
        "organization_id": organization.uuid,
        "instance_url": organization.site,
    }
    properties: Record = {
        "$groups": {"organization": organization.uuid, "instance": organization.site},
        "region": organization.region,
        "$lib": "posthog-python",
    }
    if stored:
        properties["$set"] = {"email": email, "organization_id": organization.uuid}
    return {
        "uuid": identifier(name, account.email, account.user_id, organization.slug, moment),
        "event": name,
        "timestamp": at,
        "distinct_id": account.distinct_id,
        "$group_0": organization.uuid,
        "$group_2": organization.site,
        "properties": properties,
        "person_properties": known,
    }


def _visits(account: Account, membership: Membership) -> list[Record]:
    organization = membership.organization
    newest = min(seconds(membership.left or "-0s"), -600)
    oldest = max(seconds(membership.joined), -_SEASON)
    if newest <= oldest or not organization.projects:
        return []
    key = (account.email, account.user_id, organization.slug)
    return [
        _visit(account, organization, number(oldest, newest, "visit", *key, at), at)
        for at in range(number(*_VISITS, "visits", *key))
    ]


def _visit(account: Account, organization: Organization, moment: int, at: int) -> Record:
    key = (account.email, account.user_id, organization.slug, at)
    project = pick(organization.projects, "project", *key)
    page = pick(_PAGES, "page", *key)
    name = "$pageview" if chance(65, "kind", *key) else pick(_ACTIONS, "action", *key)
    return {
        "uuid": identifier("visit", *key),
        "event": name,
        "timestamp": offset(moment),
        "distinct_id": account.distinct_id,
        "$group_0": organization.uuid,
        "$group_1": project.uuid,
        "properties": {
            "$current_url": f"{organization.site}/project/{project.number}{page}",
            "$session_id": identifier("session", account.email, moment // 7_200),
            "$lib": "web",
            "region": organization.region,
        },
    }


def _staff_logins() -> list[Record]:
    return [
        {
            "uuid": identifier("staff login", operator.email, operator.region, at),
            "event": "user logged in",
            "timestamp": offset(-number(_DAY, 40 * _DAY, operator.email, operator.region, at)),
            "distinct_id": operator.distinct_id,
            "$group_0": POSTHOG.uuid,
            "properties": {
                "$groups": {"organization": POSTHOG.uuid},
                "region": operator.region,
                "$set": {"email": operator.email, "organization_id": POSTHOG.uuid},
            },
        }
        for operator in everyone()
        for at in range(2)
    ]


def _tickets_sent() -> list[Record]:
    """Make the event that PostHog's front end sends when a support form was posted."""
    found = []
    for ticket in zendesk.tickets():
        account = of_requester(ticket.requester)
        if account is None or "go/ticketByUUID" not in ticket.said[0].text:
            continue
        organization = account.memberships[0].organization
        found.append(
            {
                "uuid": identifier("ticket sent", ticket.number),
                "event": "support_ticket",
                "timestamp": offset(seconds(ticket.said[0].at) - 2),
                "distinct_id": account.distinct_id,
                "$group_0": organization.uuid,
                "properties": {
                    "zendesk_ticket_uuid": identifier("support ticket", ticket.number),
                    "zendesk_ticket_id": ticket.number,
                    "target_area": ticket.fields.get(desk.TARGET_AREA),
                    "region": account.region,
                },
            }
        )
    return found


def _visitors() -> list[Record]:
    """Make pageviews of people who never signed in; no person in project 2 has their ids."""
    return [
        {
            "uuid": identifier("visitor", at),
            "event": "$pageview",
            "timestamp": offset(-number(3_600, _SEASON, "visitor", at)),
            "distinct_id": token(43, "visitor", at % 30),
            "properties": {
                "$current_url": "https://posthog.com" + pick(
                    ("/", "/pricing", "/docs", "/session-replay", "/questions"), "site", at
                ),
                "$lib": "web",
            },
        }
        for at in range(120)
    ]  # fmt: skip
