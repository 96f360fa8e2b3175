"""Events of project 2 in the shapes that PostHog's code wrote, by the day they were written.

From PostHog's source (impersonation views and middleware, December 2025 to July 2026). The days
on which they changed are known to within some weeks:

* A start names staff, account, mode and reason. Started from the admin page, the account's id is
  text, because it is a piece of the URL; started from a ticket, it is a number.
* The first upgrades named the account as `user_id` and `user_email`, and nobody else.
* Later ones name staff and account. While `/admin/` swapped the user of a request back, the
  account they name is the staff member.
* Downgrades are recorded since that was repaired. No change of mode says a mode.
* The event's person is the staff member; it carries no organization.
"""

from datetime import UTC, datetime
from typing import Any

from tests.accuracy.cast import Account, Organization, Staff

Row = dict[str, Any]

STAFF_NAMED = datetime(2026, 1, 20, tzinfo=UTC)
USER_SWAPPED = datetime(2026, 4, 27, tzinfo=UTC)
REPAIRED = datetime(2026, 7, 13, tzinfo=UTC)

UPGRADED, DOWNGRADED = "impersonation_upgraded", "impersonation_downgraded"
STARTED = "impersonation_started"


def names_no_staff(at: datetime) -> bool:
    """Whether a change of mode at that moment was written in the first schema."""
    return at < STAFF_NAMED


def names_staff_as_target(at: datetime) -> bool:
    """Whether a change of mode at that moment names the staff member as the account."""
    return USER_SWAPPED <= at < REPAIRED


def knows_downgrades(at: datetime) -> bool:
    """Whether stepping down was recorded at that moment."""
    return at >= REPAIRED


def start(staff: Staff, account: Account, email: str | None, **more: Any) -> Row:
    """The properties of a start; `email` is null if the account's row was gone."""
    return {
        **_staff(staff),
        "target_user_id": str(account.user_id),
        "target_user_email": email,
        **_context(staff, "/admin/login/user/"),
        **more,
    }


def change(staff: Staff, account: Account, email: str | None, at: datetime, reason: str) -> Row:
    """The properties of a change of mode, as that day's code wrote them."""
    context = _context(staff, "/admin/impersonation/upgrade/")
    if names_no_staff(at):
        return {"user_id": account.user_id, "user_email": email, "reason": reason, **context}
    named: Row = {"target_user_id": account.user_id, "target_user_email": email}
    if names_staff_as_target(at):
        named = {"target_user_id": staff.user_id, "target_user_email": staff.email}
    return {**_staff(staff), **named, "reason": reason, **context}


def seen(
    account: Account, organization: Organization, email: str | None, *, sets: bool, then: bool
) -> Row:
    """What an event of the account's own carries of its organization and address.

    `sets` says whether the event sets the person's address, `then` whether it keeps the
    person as it was.
    """
    row: Row = {"$group_0": organization.id, "properties": {"realm": "cloud"}}
    if sets:
        row["properties"]["$set"] = {"email": email, "organization_id": organization.id}
    if then:
        row["person_properties"] = {
            "email": email,
            "organization_id": organization.id,
            "instance_url": account.home.site,
        }
    return row


def person(account: Account) -> Row:
    """The person of an account as it is today."""
    return {
        "id": account.person,
        "created_at": "2024-03-01T00:00:00Z",
        "distinct_ids": [account.distinct_id],
        "properties": {
            "email": account.shown_email,
            "organization_id": account.now.id if account.now else None,
            "organization_count": account.belongs_to,
            "org__name": account.signed_up_as,
            "instance_url": account.home.site,
        },
    }


def group(organization: Organization) -> Row:
    """The record of an organization."""
    return {"index": 0, "key": organization.id, "properties": {"name": organization.name}}


def _staff(staff: Staff) -> Row:
    return {"staff_user_id": staff.user_id, "staff_user_email": staff.email}


def _context(staff: Staff, path: str) -> Row:
    return {
        "region": staff.region,
        "$current_url": f"https://{staff.region.lower()}.posthog.com{path}",
        "$ip": "203.0.113.7",
        "$user_agent": "Mozilla/5.0",
    }
