"""GitHub's REST API: who a token belongs to, the search of issues, and every limit.

After "Get the authenticated user", "Rate limits for the REST API" and "Troubleshooting the REST
API" of GitHub's documentation.
"""

from __future__ import annotations

import math
import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple

from csm_cli.sandbox.github import issues, search
from csm_cli.sandbox.github.user import as_shown
from csm_cli.sandbox.service import Answer, Call, keyed
from csm_cli.sandbox.usage import Usage, count_use

_DOCS: Final = "https://docs.github.com"
_VERSION: Final = "2022-11-28"
_HOUR, _MINUTE = 3600, 60
_NO_AGENT: Final = (
    "Request forbidden by administrative rules. Please make sure your request has a User-Agent "
    "header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api"
    "#user-agent-required). Check https://developer.github.com for other possible causes.\n"
)


class _Who(NamedTuple):
    """Whose request it is: the bucket its requests count in, how GitHub names it, its limits.

    A search counts against its own limit, per minute, and not against that of the hour.
    """

    bucket: str
    named: str
    per_hour: int
    searches: int


def answer(call: Call) -> Answer:
    """Answer one request."""
    request_id = uuid.uuid4().hex.upper()
    headers = {"X-GitHub-Request-Id": f"{request_id[:4]}:{request_id[4:9]}:{request_id[9:16]}"}
    if not call.headers.get("user-agent"):
        return Answer(403, _NO_AGENT, headers)
    headers |= {
        "X-GitHub-Media-Type": "github.v3; format=json",
        "X-GitHub-Api-Version-Selected": _VERSION,
    }
    token = _token(call.headers)
    key = keyed(call.facts, token)
    if token is not None and (key is None or _ended(key, call.now)):
        return _refused(401, "Bad credentials", "/rest", headers)
    if refused := _counted(call, key, headers):
        return refused
    return _endpoint(call, key, headers)


def _endpoint(call: Call, key: dict[str, Any] | None, headers: dict[str, str]) -> Answer:
    if (found := issues.answer(call, headers)) is not None:
        return found
    if (call.method, call.path) == ("GET", search.PATH):
        return search.search(call, headers)
    if (call.method, call.path) != ("GET", "/user"):
        return _refused(404, "Not Found", "/rest", headers)
    if key is None:
        page = "/rest/users/users#get-the-authenticated-user"
        return _refused(401, "Requires authentication", page, headers)
    if key["kind"] == "classic":
        headers |= {"X-OAuth-Scopes": ", ".join(key["scopes"]), "X-Accepted-OAuth-Scopes": ""}
    if key["expires_at"] is not None:
        ends = datetime.fromisoformat(key["expires_at"])
        headers["GitHub-Authentication-Token-Expiration"] = f"{ends:%Y-%m-%d %H:%M:%S} UTC"
    user = next(user for user in call.facts["users"] if user["login"] == key["login"])
    return Answer(200, as_shown(user, private="user" in key["scopes"]), headers)


def _token(headers: Mapping[str, str]) -> str | None:
    """GitHub takes both words, `Bearer` and its older `token`."""
    scheme, _, value = headers.get("authorization", "").strip().partition(" ")
    return value.strip() if scheme.lower() in {"bearer", "token"} else None


def _ended(key: Mapping[str, Any], now: datetime) -> bool:
    ends = key["expires_at"]
    return ends is not None and now >= datetime.fromisoformat(ends)


def _counted(call: Call, key: dict[str, Any] | None, headers: dict[str, str]) -> Answer | None:
    """Count the request; the refusal if it is one too many of the hour, or of the minute."""
    limits, now = call.facts["limits"], call.now.timestamp()
    searches = limits["anonymous_searches_per_minute"]
    who = _Who("address", "your IP address", limits["anonymous_per_hour"], searches)
    if key is not None:
        user = next(user for user in call.facts["users"] if user["login"] == key["login"])
        named, searches = f"user ID {user['id']}", limits["searches_per_minute"]
        who = _Who(key["login"], named, limits["requests_per_hour"], searches)
    if call.path.startswith("/search/"):
        usage = count_use(call.db, f"github search {who.bucket}", who.searches, _MINUTE, now)
        headers |= _rate_headers(usage, now, "search")
    else:
        usage = count_use(call.db, f"github hour {who.bucket}", who.per_hour, _HOUR, now)
        headers |= _rate_headers(usage, now, "core")
    if usage.exceeded:
        text = f"API rate limit exceeded for {who.named}."
        page = "/rest/using-the-rest-api/rate-limits-for-the-rest-api"
        return _refused(403, text, page, headers)
    points = count_use(
        call.db, f"github minute {who.bucket}", limits["points_per_minute"], _MINUTE, now
    )
    if points.exceeded:
        headers["Retry-After"] = str(points.resets)
        text = (
            "You have exceeded a secondary rate limit. Please wait a few minutes before you try "
            "again."
        )
        page = "/free-pro-team@latest/rest/overview/rate-limits-for-the-rest-api"
        page += "#about-secondary-rate-limits"
        return _refused(limits["secondary_status"], text, page, headers)
    return None


def _rate_headers(usage: Usage, now: float, resource: str) -> dict[str, str]:
    return {
        "X-RateLimit-Limit": str(usage.total),
        "X-RateLimit-Remaining": str(usage.remaining),
        "X-RateLimit-Used": str(usage.total - usage.remaining),
        "X-RateLimit-Reset": str(math.ceil(now) + usage.resets),
        "X-RateLimit-Resource": resource,
    }


def _refused(status: int, message: str, page: str, headers: Mapping[str, str]) -> Answer:
    body = {"message": message, "documentation_url": _DOCS + page, "status": str(status)}
    return Answer(status, body, headers)
