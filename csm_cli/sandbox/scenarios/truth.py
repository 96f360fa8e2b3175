"""What a perfect audit of each organization finds, told from the story and not from the events.

For the window of 30 days that ends 15 minutes before loading. An audit can use the e-mails that
the data ties to an organization, the events themselves, and nothing that only the story knows;
what cannot be found that way is listed with the reason.
"""

from __future__ import annotations

from typing import Any

from csm_cli.sandbox.scenarios.accounts import ACCOUNTS, Account
from csm_cli.sandbox.scenarios.impersonation import Told
from csm_cli.sandbox.scenarios.moments import seconds
from csm_cli.sandbox.scenarios.organizations import AUDITED, Organization

Record = dict[str, Any]

SINCE, UNTIL = "-30d15m", "-15m"
WORDS = {
    "basis current_member": "the target's e-mail is that of a person whose organization this is",
    "basis former_member": "only older events tie the target's e-mail to the organization",
    "basis inferred": "the event names no customer; the operator's latest start does",
    "flag may_concern_another_organization": "the account is or was in a further organization",
    "flag target_inferred": "staff, or nobody, is recorded as the target of the mode change",
    "flag staff_inferred": "first schema: the operator is that of the latest start on the target",
    "flag staff_unknown": "first schema, and no start on the target within two hours before",
    "flag region_missing": "the event does not say its region",
    "email_in_both_regions": "the other region's rows must not count for this organization",
}


def tell(told: list[Told]) -> Record:
    """Write the truth for each organization, newest event first."""
    return {
        "about": "Made by csm_cli.sandbox.scenarios.build; offsets count from loading.",
        "window": {"since": SINCE, "until": UNTIL},
        "words": WORDS,
        "organizations": {
            organization.uuid: _organization(organization, told) for organization in AUDITED
        },
    }


def _organization(organization: Organization, told: list[Told]) -> Record:
    about = [
        event for event in _newest_first(told) if organization in _organizations(event.account)
    ]
    found = [event for event in about if not event.lost]
    inside = [event for event in found if _is_inside(event)]
    emails = _emails(organization)
    return {
        "name": organization.name,
        "region": organization.region.lower(),
        "members": _members(organization),
        "events": [_finding(event, organization) for event in inside],
        "delivered_more_than_once": [_uuid(event) for event in inside if event.copies > 1],
        "in_ingestion_lag": [_uuid(event) for event in found if _is_too_new(event)],
        "before_window": [
            _uuid(event) for event in found if not _is_inside(event) and not _is_too_new(event)
        ],
        "email_in_both_regions": [
            _uuid(event)
            for event in _newest_first(told)
            if event.account.region != organization.region
            and event.account.email.lower() in emails
            and _is_inside(event)
        ],
        "not_attributable": [
            {"uuid": _uuid(event), "why": event.lost, "found_by": event.found_by}
            for event in about
            if event.lost and _is_inside(event)
        ],
    }


def _finding(event: Told, organization: Organization) -> Record:
    return {
        "uuid": _uuid(event),
        "event": event.record["event"].removeprefix("impersonation_"),
        "mode": event.mode,
        "basis": _basis(event, organization),
        "flags": _flags(event),
        "staff_email": None if event.unsigned and not event.guessed else event.operator.email,
    }


def _basis(event: Told, organization: Organization) -> str:
    if event.inferred:
        return "inferred"
    properties = event.record["properties"]
    target = properties.get("target_user_email") or properties.get("user_email")
    known = {email.lower() for email in _current_emails(organization)}
    return "current_member" if target.lower() in known else "former_member"


def _flags(event: Told) -> list[str]:
    flags = {
        "may_concern_another_organization": len(event.account.memberships) > 1,
        "target_inferred": event.inferred,
        "staff_inferred": event.guessed,
        "staff_unknown": event.unsigned and not event.guessed,
        "region_missing": "region" not in event.record["properties"],
    }
    return [flag for flag, holds in flags.items() if holds]


def _members(organization: Organization) -> Record:
    current = sorted(email.lower() for email in _current_emails(organization))
    former = sorted(_emails(organization) - set(current))
    hidden = [
        account
        for account in ACCOUNTS
        if account.current is organization and not account.deleted and not account.shown_email
    ]
    return {
        "current": len(current),
        "former": len(former),
        "without_email": len(hidden),
        "current_emails": current,
        "former_emails": former,
    }


def _current_emails(organization: Organization) -> set[str]:
    return {
        account.email
        for account in ACCOUNTS
        if account.current is organization and account.shown_email and not account.deleted
    }


def _emails(organization: Organization) -> set[str]:
    """Collect every address that the data ever ties to the organization, in lower case."""
    found = set()
    for account in ACCOUNTS:
        for membership in account.memberships:
            if membership.organization is not organization:
                continue
            if account.anonymous_since is None or (
                seconds(account.anonymous_since) > seconds(membership.joined)
            ):
                found.add(account.email.lower())
            if account.renamed and seconds(account.renamed[1]) > seconds(membership.joined):
                found.add(account.renamed[0].lower())
    return found


def _organizations(account: Account) -> list[Organization]:
    return [membership.organization for membership in account.memberships]


def _newest_first(told: list[Told]) -> list[Told]:
    dated = [event for event in told if event.record["timestamp"][0] in "+-"]
    dated.sort(key=lambda event: (seconds(event.record["timestamp"]), _uuid(event)), reverse=True)
    real = [event for event in told if event not in dated]
    real.sort(key=lambda event: (event.record["timestamp"], _uuid(event)), reverse=True)
    return [*dated, *real]


def _is_inside(event: Told) -> bool:
    at = event.record["timestamp"]
    return at[0] in "+-" and seconds(SINCE) <= seconds(at) < seconds(UNTIL)


def _is_too_new(event: Told) -> bool:
    at = event.record["timestamp"]
    return at[0] in "+-" and seconds(at) >= seconds(UNTIL)


def _uuid(event: Told) -> str:
    uuid: str = event.record["uuid"]
    return uuid
