"""Vitally's REST API: whether a key is good, and the records of customers.

After Vitally's page on its REST API. It has no "who am I": a key belongs to the account, not to
a person. The bodies of its errors are not documented; those here are a choice.
"""

from __future__ import annotations

import base64
from collections.abc import Mapping
from typing import Any, Final

from csm_cli.sandbox.service import Answer, Call, keyed
from csm_cli.sandbox.usage import Usage, count_use
from csm_cli.sandbox.vitally import customers

_MINUTE: Final = 60


def answer(call: Call) -> Answer:
    """Answer one request."""
    key = keyed(call.facts, _key(call.headers))
    if key is None:
        return Answer(401, {"error": "Unauthorized"})
    limit = call.facts["limits"]["requests_per_minute"]
    usage = count_use(call.db, "vitally", limit, _MINUTE, call.now.timestamp())
    headers = _rate_headers(usage)
    if usage.exceeded:
        return Answer(429, {"error": "Too Many Requests"}, headers)
    if (call.method, call.path) == ("GET", "/resources/admins"):
        return _admins(call, headers)
    found = customers.answer_of(call, headers)
    return found or Answer(404, {"error": "Not Found"}, headers)


def _admins(call: Call, headers: Mapping[str, str]) -> Answer:
    try:
        asked = customers.page(call.query)
    except ValueError as mistake:
        return Answer(400, {"error": str(mistake)}, headers)
    admins = call.facts["admins"]
    document = {
        "results": [_shown(admin) for admin in admins[asked.start : asked.start + asked.size]],
        "next": customers.following(asked, len(admins)),
    }
    return Answer(200, document, headers)


def _shown(admin: Mapping[str, Any]) -> dict[str, Any]:
    shown = {name: admin[name] for name in ("id", "name", "email", "avatar")}
    return shown | {"licenseStatus": admin["license_status"]}


def _key(headers: Mapping[str, str]) -> str | None:
    """The user name of Basic authentication; the password stays empty."""
    scheme, _, value = headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() != "basic":
        return None
    try:
        user, _, password = base64.b64decode(value.strip(), validate=True).decode().partition(":")
    except ValueError:  # no Base64, or none of UTF-8
        return None
    return user if not password else None


def _rate_headers(usage: Usage) -> dict[str, str]:
    return {
        "RateLimit-Limit": f"{usage.total}, {usage.total};window={_MINUTE}",
        "RateLimit-Remaining": str(usage.remaining),
        "RateLimit-Reset": str(usage.resets),
    }
