"""Rate limits and the sizes that Zendesk enforces; a scenario's `limits` overrides any of them.

The defaults are the documented values (Zendesk developer documentation, "Rate limits" and the
reference pages of the single endpoints) for an account on the Enterprise plan.
"""

from __future__ import annotations

from typing import Any, Final

DEFAULTS: Final[dict[str, float | str | None]] = {
    "account_per_minute": 700,
    "tickets_update_per_minute": 100,  # the account, all tickets
    "ticket_updates_per_10_minutes": 30,  # one user on one ticket
    "user_updates_per_minute": 5,  # one user's record
    "view_executions_per_minute": 5,  # one view, one agent
    "search_exports_per_minute": 100,  # the account, pages of exported results
    "search_cursor_seconds": 3600,  # how long the cursor of such a page lives
    "search_lag_seconds": 60,  # a change shows in search this much later
    "search_results": 1000,
    "offset_records": 10_000,
    "comments_per_ticket": 5000,
    "comment_characters": 65_535,
    "attachment_bytes": 50 * 1024 * 1024,  # of one file
    "upload_seconds": 3600,  # how long an uploaded file waits for its comment
    "jobs": 30,  # queued or running
    "job_delay_seconds": 0.2,  # real time a job waits before it starts
    "agent_seats": None,  # full agents and admins; null: no end of seats
    "headers": "both",  # spelling of the rate headers: rate-limit, ratelimit or both
}
_SPELLINGS: Final = ("rate-limit", "ratelimit", "both")


def check_limits(limits: dict[str, Any]) -> None:
    """Refuse unknown names and impossible values with a ValueError that says which."""
    for name, value in limits.items():
        if name not in DEFAULTS:
            raise ValueError(f"unknown limit {name!r}; known: {', '.join(DEFAULTS)}")
        if name == "headers":
            if value not in _SPELLINGS:
                raise ValueError(f"headers must be one of {', '.join(_SPELLINGS)}")
        elif value is None and DEFAULTS[name] is None:
            continue
        elif isinstance(value, bool) or not isinstance(value, (int, float)) or value < 0:
            raise ValueError(f"{name} must be a number that is not negative")
