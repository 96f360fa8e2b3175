"""`/resources/accounts` and `/resources/organizations`: customers, one or all of them by pages.

After Vitally's pages "REST API: Accounts" and "REST API: Organizations", and answers that its
users have published: one is found by Vitally's id or by the external one; lists are sorted by
`updatedAt`, the latest first, unless `sortBy` says `createdAt`; of accounts the active ones only,
unless `status` says otherwise. That an id which is not known is a 404 is a choice.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from csm_cli.sandbox.service import Answer, Call

_LARGEST_PAGE: Final = 100
_ROLES: Final = {"csm_id": "CSM", "account_executive_id": "Account Executive"}
_SORTS: Final = {"updatedAt": "updated_at", "createdAt": "created_at"}
_STATUSES: Final = ("active", "churned", "activeOrChurned")
_UNKNOWN_TO_ACCOUNTS: Final = (
    "firstSeenTimestamp", "lastSeenTimestamp", "lastInboundMessageTimestamp",
    "lastOutboundMessageTimestamp",
)  # fmt: skip


class _MistakeError(ValueError):
    """A query that can't be answered; the message is the answer's."""


class Page(NamedTuple):
    """Where a page begins, and how many it holds at most."""

    start: int
    size: int


def answer_of(call: Call, headers: Mapping[str, str]) -> Answer | None:
    """The answer, if the path is one of these; else None."""
    section, found, name = call.path.removeprefix("/resources/").partition("/")
    if call.method != "GET" or section not in {"accounts", "organizations"}:
        return None
    try:
        return _one(call, section, name, headers) if found else _list(call, section, headers)
    except _MistakeError as mistake:
        return Answer(400, {"error": str(mistake)}, headers)


def page(query: Mapping[str, str]) -> Page:
    """The page that a query asks for; ValueError says what is wrong with it."""
    size, start = query.get("limit", str(_LARGEST_PAGE)), query.get("from")
    if not (size.isascii() and size.isdigit() and 0 < int(size) <= _LARGEST_PAGE):
        raise _MistakeError("limit must be a number from 1 to 100")
    return Page(0 if start is None else _place(start), int(size))


def following(asked: Page, total: int) -> str | None:
    """The cursor of the next page; None at the end."""
    end = asked.start + asked.size
    return base64.b64encode(f"at {end}".encode()).decode() if end < total else None


def _place(cursor: str) -> int:
    try:
        word, _, place = base64.b64decode(cursor, validate=True).decode().partition(" ")
        if word == "at":
            return int(place)
    except ValueError:
        pass
    raise _MistakeError("from is no cursor")


def _list(call: Call, section: str, headers: Mapping[str, str]) -> Answer:
    asked = page(call.query)
    sort = call.query.get("sortBy", "updatedAt")
    if sort not in _SORTS:
        raise _MistakeError("sortBy must be createdAt or updatedAt")
    kept = [each for each in call.facts[section] if section != "accounts" or _fits(each, call)]
    kept.sort(key=lambda each: str(each[_SORTS[sort]]), reverse=True)
    shown = [_shown(each, section, call) for each in kept[asked.start : asked.start + asked.size]]
    return Answer(200, {"results": shown, "next": following(asked, len(kept))}, headers)


def _fits(account: Mapping[str, Any], call: Call) -> bool:
    status = call.query.get("status", "active")
    if status not in _STATUSES:
        raise _MistakeError(f"status must be one of {', '.join(_STATUSES)}")
    return status == "activeOrChurned" or (account["churned_at"] is None) == (status == "active")


def _one(call: Call, section: str, name: str, headers: Mapping[str, str]) -> Answer:
    for each in call.facts[section]:
        if name and name in {each["id"], each["external_id"]}:
            return Answer(200, _shown(each, section, call), headers)
    return Answer(404, {"error": "Not Found"}, headers)


def _shown(customer: Mapping[str, Any], section: str, call: Call) -> dict[str, Any]:
    own: dict[str, Any] = (
        {"organizationId": customer["organization_id"], "accountOwnerId": None}
        | dict.fromkeys(_UNKNOWN_TO_ACCOUNTS)
        if section == "accounts"
        else {
            "organizationOwnerId": None,
            "accountsCount": sum(
                each["organization_id"] == customer["id"] for each in call.facts["accounts"]
            ),
        }
    )
    return {
        "id": customer["id"],
        "createdAt": customer["created_at"],
        "updatedAt": customer["updated_at"],
        "externalId": customer["external_id"],
        "name": customer["name"],
        "traits": customer["traits"],
        **own,
        "mrr": None,
        "nextRenewalDate": None,
        "churnedAt": customer["churned_at"],
        "trialEndDate": None,
        "usersCount": 0,
        "npsDetractorCount": 0,
        "npsPassiveCount": 0,
        "npsPromoterCount": 0,
        "npsScore": None,
        "healthScore": None,
        "csmId": customer["csm_id"],
        "accountExecutiveId": customer["account_executive_id"],
        "segments": [],
        "keyRoles": [_role(customer, key, call) for key in _ROLES if customer[key] is not None],
    }


def _role(customer: Mapping[str, Any], key: str, call: Call) -> dict[str, Any]:
    admin = next(each for each in call.facts["admins"] if each["id"] == customer[key])
    label, created = _ROLES[key], customer["created_at"]
    return {
        "id": f"{customer['id']}-{key}",
        "createdAt": created,
        "assignedAt": created,
        "vitallyUser": {
            "id": admin["id"],
            "name": admin["name"],
            "email": admin["email"],
            "licenseStatus": admin["license_status"],
        },
        "keyRole": {"id": f"role-{key}", "createdAt": created, "label": label},
    }
