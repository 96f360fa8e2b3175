"""Pylon's API: whose token it is, and the search of issues.

After Pylon's pages "Authentication", "Errors" and "Rate limits": every error has `errors`,
`request_id` and a stable `code`. This is the host of the US; a token of the EU is told apart.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from csm_cli.sandbox.pylon import search
from csm_cli.sandbox.service import Answer, Call, bearer, keyed
from csm_cli.sandbox.usage import count_use

_MINUTE: Final = 60
_LIMITS: Final = {
    ("GET", "/me"): "requests_per_minute",
    ("POST", search.PATH): "searches_per_minute",
}
_NO_BEARER: Final = (
    "Token must follow Bearer authorization scheme: "
    "https://www.rfc-editor.org/rfc/rfc6750#section-2.1."
)


def answer(call: Call) -> Answer:
    """Answer one request."""
    request_id = str(uuid.uuid4())
    headers = {"X-Pylon-Request-ID": request_id}
    token = bearer(call.headers)
    if token is None:
        return _refused(401, "invalid_authorization_header", _NO_BEARER, headers)
    key = keyed(call.facts, token)
    if key is None:
        return _refused(401, "invalid_api_token", "The API token is not valid.", headers)
    if key["region"] != "us":
        return _refused(401, "wrong_region_token", "The token is of another region.", headers)
    if (call.method, call.path) not in _LIMITS:
        return _refused(404, "not_found", "There is no such endpoint.", headers)
    if refused := _counted(call, headers):
        return refused
    return search.answer_of(call, headers) if call.path == search.PATH else _me(call, key, headers)


def _counted(call: Call, headers: dict[str, str]) -> Answer | None:
    limit = call.facts["limits"][_LIMITS[call.method, call.path]]
    usage = count_use(call.db, f"pylon {call.path}", limit, _MINUTE, call.now.timestamp())
    headers |= {
        "X-Rate-Limit-Limit": str(usage.total),
        "X-Rate-Limit-Remaining": str(usage.remaining),
        "X-Rate-Limit-Reset": str(usage.resets),
    }
    if usage.exceeded:
        return _refused(429, "rate_limit_exceeded", "Too many requests.", headers)
    return None


def _me(call: Call, key: Mapping[str, Any], headers: Mapping[str, str]) -> Answer:
    user = {"id": key["user_id"], "name": key["name"]}
    if key["email"] is not None:  # an API token has none
        user["email"] = key["email"]
    data = {**call.facts["organization"], "user": user}
    return Answer(200, {"data": data, "request_id": headers["X-Pylon-Request-ID"]}, headers)


def _refused(status: int, code: str, text: str, headers: Mapping[str, str]) -> Answer:
    body = {"errors": [text], "request_id": headers["X-Pylon-Request-ID"], "code": code}
    return Answer(status, body, headers)
