"""Which limits a request counts against, and the headers and refusals that come of it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from csm_cli.sandbox.facts import clock
from csm_cli.sandbox.usage import Usage, count_use
from csm_cli.sandbox.zendesk.call import Caller
from csm_cli.sandbox.zendesk.errors import ApiError

_MINUTE = 60
_TEN_MINUTES = 600
_ACCOUNT_TEXT = "Number of allowed API requests per minute exceeded"


class _Limit(NamedTuple):
    """One limit of an endpoint: the name in the headers, the bucket, how many in which time."""

    name: str
    bucket: str
    total: int
    window_seconds: int


def count_request(
    db: sqlite3.Connection,
    limit: str | None,
    caller: Caller,
    path_values: Mapping[str, str],
    limits: Mapping[str, Any],
    headers: dict[str, str],
) -> ApiError | None:
    """Count one request, put the rate headers into `headers`, return the 429 if it is too many."""
    now = clock(db).timestamp()
    account = count_use(db, "account", int(limits["account_per_minute"]), _MINUTE, now)
    headers.update(_account_headers(account, str(limits["headers"])))
    if account.exceeded:
        return _refusal(_ACCOUNT_TEXT, account)
    for item in _endpoint_limits(limit, caller, path_values, limits):
        usage = count_use(db, item.bucket, item.total, item.window_seconds, now)
        headers.update(_endpoint_headers(item.name, usage, str(limits["headers"])))
        if usage.exceeded:
            description = f"Number of allowed requests exceeded: {item.name}"
            return _refusal({"error": "APIRateLimitExceeded", "description": description}, usage)
    return None


def _endpoint_limits(
    limit: str | None, caller: Caller, path_values: Mapping[str, str], limits: Mapping[str, Any]
) -> Iterator[_Limit]:
    target, user = path_values.get("id", ""), caller.user["id"]
    if limit == "tickets-update":
        total = int(limits["tickets_update_per_minute"])
        yield _Limit("tickets-update", "tickets-update", total, _MINUTE)
    if limit in ("tickets-update", "per-ticket-updates"):
        total = int(limits["ticket_updates_per_10_minutes"])
        bucket = f"per-ticket-updates {target} {user}"
        yield _Limit("per-ticket-updates", bucket, total, _TEN_MINUTES)
    elif limit == "users-update":
        total = int(limits["user_updates_per_minute"])
        yield _Limit("users-update", f"users-update {target}", total, _MINUTE)
    elif limit == "search-export":
        total = int(limits["search_exports_per_minute"])
        yield _Limit("search-export", "search-export", total, _MINUTE)
    elif limit in ("views-execute", "views-count"):
        total = int(limits["view_executions_per_minute"])
        yield _Limit(limit, f"{limit} {target} {user}", total, _MINUTE)


def _refusal(body: dict[str, Any] | str, usage: Usage) -> ApiError:
    return ApiError(429, body, {"Retry-After": str(usage.resets)})


def _account_headers(usage: Usage, spelling: str) -> dict[str, str]:
    """Accounts differ in the spelling of these headers; clients must read all of them."""
    total, left, resets = str(usage.total), str(usage.remaining), str(usage.resets)
    headers = {"X-Rate-Limit": total, "X-Rate-Limit-Remaining": left}
    if spelling in ("rate-limit", "both"):
        headers |= {"Rate-Limit": total, "Rate-Limit-Remaining": left, "Rate-Limit-Reset": resets}
    if spelling in ("ratelimit", "both"):
        headers |= {
            "RateLimit-Limit": total, "RateLimit-Remaining": left, "RateLimit-Reset": resets,
        }  # fmt: skip
    return headers


def _endpoint_headers(name: str, usage: Usage, spelling: str) -> dict[str, str]:
    value = f"total={usage.total}; remaining={usage.remaining}; resets={usage.resets}"
    prefix = "Zendesk-RateLimit" if spelling == "ratelimit" else "Zendesk-Rate-Limit"
    return {f"{prefix}-{name.title()}": value}
