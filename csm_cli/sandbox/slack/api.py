"""Slack's Web API: whose token it is, the search of messages, a channel.

After the pages of `auth.test`, `search.messages` and those of a channel, and "Rate limits". Every
refusal is a 200 with `ok` false, except the one for too many requests.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any, Final

from csm_cli.sandbox.service import Answer, Call, bearer, keyed
from csm_cli.sandbox.slack import channels, search
from csm_cli.sandbox.usage import count_use

_MINUTE: Final = 60
_PREFIX: Final = "/api/"
_BY_STATE: Final = {
    "revoked": "token_revoked",
    "expired": "token_expired",
    "inactive": "account_inactive",
}


def answer(call: Call) -> Answer:
    """Answer one request."""
    headers = {"X-Slack-Req-Id": uuid.uuid4().hex}
    if not call.path.startswith(_PREFIX):
        return Answer(404, "Not Found", headers)
    method = call.path.removeprefix(_PREFIX)
    known = {"auth.test", search.METHOD, channels.INFO, channels.BOOKMARKS}
    if method not in known or call.method not in {"GET", "POST"}:
        return Answer(200, {"ok": False, "error": "unknown_method", "req_method": method}, headers)
    token = bearer(call.headers) or call.form.get("token")
    key = keyed(call.facts, token)
    if key is None or key["state"] in _BY_STATE:
        return Answer(200, {"ok": False, "error": _why_not(token, key)}, headers)
    tier = "searches_per_minute" if method == search.METHOD else "requests_per_minute"
    bucket, limit = f"slack {tier} {key['user_id']}", call.facts["limits"][tier]
    usage = count_use(call.db, bucket, limit, _MINUTE, call.now.timestamp())
    if usage.exceeded:
        headers["Retry-After"] = str(usage.resets)
        return Answer(429, {"ok": False, "error": "ratelimited"}, headers)
    headers["X-OAuth-Scopes"] = ",".join(key["scopes"])
    return _told(call, method, key, headers)


def _told(call: Call, method: str, key: Mapping[str, Any], headers: dict[str, str]) -> Answer:
    if method == search.METHOD:
        return search.search(call, key, headers)
    if method in {channels.INFO, channels.BOOKMARKS}:
        return channels.answer(call, method, key, headers)
    return Answer(200, _identity(call.facts, key), headers)


def _identity(facts: Mapping[str, Any], key: Mapping[str, Any]) -> dict[str, Any]:
    user = next(user for user in facts["users"] if user["id"] == key["user_id"])
    team = facts["team"]
    identity = {
        "ok": True,
        "url": f"https://{team['domain']}.slack.com/",
        "team": team["name"],
        "user": user["name"],
        "team_id": team["id"],
        "user_id": user["id"],
        "is_enterprise_install": False,
    }
    return identity if user["bot_id"] is None else identity | {"bot_id": user["bot_id"]}


def _why_not(token: str | None, key: Mapping[str, Any] | None) -> str:
    if token is None:
        return "not_authed"
    return "invalid_auth" if key is None else _BY_STATE[key["state"]]
