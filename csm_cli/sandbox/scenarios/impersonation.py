"""Impersonation events in the shapes that PostHog's code sent over time, with the truth beside.

`started` names staff, target, mode and reason; `upgraded` and `downgraded` have no mode; the first
shipped `upgraded` named the impersonated user only and was filed under that user's distinct id.
The plain start passes the user id as text, because it is a piece of the URL; the others as a
number.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from csm_cli.sandbox.scenarios.accounts import Account
from csm_cli.sandbox.scenarios.dice import identifier, number
from csm_cli.sandbox.scenarios.moments import seconds
from csm_cli.sandbox.scenarios.organizations import POSTHOG
from csm_cli.sandbox.scenarios.staff import Operator

Record = dict[str, Any]


class Told(NamedTuple):
    """An event and what really happened.

    `lost` says why nobody can tell from the data whom it concerned. `inferred` says that the
    event itself does not name the target; `unsigned` that it does not name the operator, and
    `guessed` that the data lets one infer that. `copies` is how often it was delivered.
    """

    record: Record
    operator: Operator
    account: Account
    mode: str
    lost: str | None = None
    found_by: str | None = None
    inferred: bool = False
    unsigned: bool = False
    guessed: bool = False
    copies: int = 1


class Sitting(NamedTuple):
    """Somebody signing in as a customer: when, as whom, with which reason."""

    at: str
    operator: Operator
    account: Account
    reason: str
    mode: str = "read_only"
    ticket: str | None = None
    target_email: str | None = None
    region: str | None = ""


def email_at(account: Account, at: str) -> str:
    """Tell the address that the account had at a moment."""
    if account.renamed and at[0] in "+-" and seconds(at) < seconds(account.renamed[1]):
        return account.renamed[0]
    return account.email


def started(sitting: Sitting, *salt: object) -> Told:
    """Make the event of a start; with a ticket it has the shape of a start from that ticket."""
    account = sitting.account
    from_ticket = sitting.ticket is not None
    properties = {
        "mode": sitting.mode,
        "reason": sitting.reason,
        **_staff(sitting.operator),
        "target_user_id": account.user_id if from_ticket else str(account.user_id),
        "target_user_email": sitting.target_email or email_at(account, sitting.at),
        **({"ticket_id": sitting.ticket} if from_ticket else {}),
        **_context(sitting.operator, f"/admin/login/user/{account.user_id}/", sitting.region),
    }
    key = (account.email, *salt)
    record = _event("impersonation_started", sitting.at, sitting.operator, properties, key)
    return Told(record, sitting.operator, account, sitting.mode)


def upgraded(at: str, sitting: Sitting, reason: str, *salt: object) -> Told:
    """Make the event of a step up to read and write."""
    return _changed("upgraded", at, sitting, reason, salt)


def downgraded(at: str, sitting: Sitting, reason: str, *salt: object) -> Told:
    """Make the event of a step down to reading."""
    return _changed("downgraded", at, sitting, reason, salt)


def _changed(
    what: str, at: str, sitting: Sitting, reason: str, salt: tuple[object, ...]
) -> Told:  # fmt: skip
    operator, account = sitting.operator, sitting.account
    properties = {
        "reason": reason,
        **_staff(operator),
        "target_user_id": account.user_id,
        "target_user_email": sitting.target_email or email_at(account, at),
        **_context(operator, f"/admin/impersonation/{what[:-1]}/", sitting.region),
    }
    record = _event(f"impersonation_{what}", at, operator, properties, (account.email, *salt))
    return Told(record, operator, account, "read_write" if what == "upgraded" else "read_only")


def upgraded_first_schema(at: str, sitting: Sitting, reason: str) -> Told:
    """Make the upgrade as first shipped: no staff, and the customer's own distinct id."""
    account = sitting.account
    properties = {
        "user_id": account.user_id,
        "user_email": email_at(account, at),
        "reason": reason,
        **_context(sitting.operator, "/admin/impersonation/upgrade/", sitting.region),
    }
    told = _event("impersonation_upgraded", at, sitting.operator, properties, (account.email,))
    record = told | {"distinct_id": account.distinct_id}
    return Told(record, sitting.operator, account, "read_write", unsigned=True)


def with_staff_as_target(told: Told) -> Told:
    """Turn a mode change into one of the months in which staff was recorded as the target."""
    operator = told.operator
    record = changed_properties(
        told, target_user_id=operator.user_id, target_user_email=operator.email
    )
    return told._replace(record=record, inferred=True)


def changed_properties(told: Told, **values: Any) -> Record:
    """Copy the event with other properties."""
    return told.record | {"properties": told.record["properties"] | values}


def _staff(operator: Operator) -> Record:
    return {"staff_user_id": operator.user_id, "staff_user_email": operator.email}


def _context(operator: Operator, path: str, region: str | None) -> Record:
    """Add what the SDK adds; address and browser are the staff member's."""
    site = f"https://{operator.region.lower()}.posthog.com"
    context = {
        "$current_url": f"{site}{path}",
        "$request_method": "POST",
        "$request_path": path,
        "$ip": f"203.0.113.{number(2, 250, 'address', operator.email)}",
        "$user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
        "$lib": "posthog-python",
        "service": "web-django",
        "environment": f"prod-{operator.region.lower()}",
    }
    return context if region is None else context | {"region": region or operator.region}


def _event(
    name: str, at: str, operator: Operator, properties: Record, salt: tuple[object, ...]
) -> Record:
    return {
        "uuid": identifier(name, at, operator.email, operator.region, *salt),
        "event": name,
        "timestamp": at,
        "distinct_id": operator.distinct_id,
        "properties": properties,
        "person_properties": {
            "email": operator.email,
            "organization_id": POSTHOG.uuid,
            "is_staff": True,
        },
    }
