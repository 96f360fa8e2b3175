"""The range of each number in the config file, for whoever reads, writes, checks or describes it.

A number outside would not be noticed where it does harm: a negative wait is a date in the past, and
one that no clock can count ends a command in the middle. The bounds are wide on purpose; what is
within them is a person's own choice. JSON Schema knows these as `minimum` and `maximum`.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple


class Range(NamedTuple):
    """The least and the greatest value, both of which are good."""

    least: float
    most: float

    def __contains__(self, value: object) -> bool:
        """Whether a number is within; neither infinity nor what is no number is."""
        return isinstance(value, int | float) and self.least <= value <= self.most

    def __str__(self) -> str:
        """In words, such as `from 0 to 100`."""
        return f"from {_plain(self.least)} to {_plain(self.most)}"


_ID = Range(1, 2**63 - 1)
_BYTES = Range(1, 1_000_000)
_NUMBER = Range(0, 10_000)
_AT_LEAST_ONE = Range(1, 10_000)
_ALLOWANCE = Range(1, 1_000_000)
_ROWS = Range(1, 1_000_000)
_PAUSE = Range(0, 86_400)  # seconds, of which there may be none
_MINUTES = Range(0, 10_080)
_HOURS = Range(0, 87_600)
_DAYS = Range(0, 36_500)
_AGE = Range(0, 100_000)  # days that are only compared
_CLOCK = Range(0.1, 10_000)  # hours until a reply

WAIT = Range(0.001, 86_400)
"""Seconds in which something has to happen, so that there must be some."""

_GROUPS: tuple[tuple[Range, str, str], ...] = (
    (_BYTES, "zendesk", "note_limit"),
    (_MINUTES, "zendesk", "search_lag_minutes"),
    (Range(1, 1000), "zendesk", "search_page"),  # Zendesk has no larger page
    (Range(1, 10**9), "zendesk", "attachment_limit"),
    (_ID, "zendesk", "escalation_field_id"),
    (_ID, "zendesk.fields", "severity distinct_id area organization_id support_type"),
    (_ID, "zendesk.fields", "account_owner exception_event"),
    *(
        group
        for name in (
            "account", "tickets-update", "per-ticket-updates", "users-update", "search-export",
        )
        for group in (
            (_ALLOWANCE, f"zendesk.rates.{name}", "requests"),
            (Range(1, 86_400), f"zendesk.rates.{name}", "seconds"),
        )
    ),
    (_ID, "posthog", "audit_project_id"),
    (Range(0, 4), "posthog", "organization_group_index"),  # a project has five group types
    (WAIT, "status", "warn_seconds wait_seconds"),
    (_PAUSE, "status", "keep_seconds"),
    (_HOURS, "status", "older_hours"),
    (_HOURS, "website", "docs_index_hours"),
    (WAIT, "similar", "wait_seconds"),
    (Range(1, 100), "similar", "limit"),  # as --limit
    (_AT_LEAST_ONE, "organizations", "vitally_pages"),
    (WAIT, "organizations", "vitally_seconds"),
    (_MINUTES, "audit", "ingestion_lag_minutes"),
    (Range(0.1, 8760), "audit", "session_limit_hours"),
    (_DAYS, "audit", "history_days watch_days resume_days"),
    (_ROWS, "audit", "page_rows most_rows"),
    (Range(0, 60), "audit", "most_halvings"),
    (Range(0.1, 1440), "audit", "shortest_stretch_minutes"),
    (_NUMBER, "mine", "in_sight beyond_sight most_conversations"),
    (Range(10, 86_400), "mine", "watch_seconds"),  # a dozen requests each time
    (Range(1, 100), "mine", "conversations_at_once"),
    (_DAYS, "mine", "kept_days"),
    (_NUMBER, "triage", "threads"),
    (_HOURS, "limits", "cache_hours"),
    (WAIT, "limits", "timeout_seconds approval_seconds github_seconds optional_wait_seconds"),
    (WAIT, "limits", "keyring_seconds query_timeout_seconds verify_seconds role_wait_seconds"),
    (WAIT, "limits", "role_poll_seconds role_return_seconds progress_line_seconds"),
    (_PAUSE, "limits", "token_margin_seconds first_wait_seconds busy_wait_seconds"),
    (_PAUSE, "limits", "retry_after_cap_seconds waiting_cap_seconds stop_grace_seconds"),
    (_ALLOWANCE, "limits", "queries_per_minute queries_per_hour"),
    (Range(1, 100), "limits", "read_attempts"),
    (_CLOCK, "clocks", "payg boost scale enterprise"),
    (_BYTES, "sending", "reply_limit"),
    (Range(1, 3650), "drafts", "closes_after_days"),
    (_CLOCK, "drafts", "otherwise_hours"),
    (_NUMBER, "completion", "recent_tickets"),
    (_AGE, "ownership", "old_days"),
    (Range(0, 1), "ownership", "least_share"),
    (_PAUSE, "doctor", "clock_doubtful_seconds clock_wrong_seconds"),
    (_DAYS, "doctor", "impersonations_days impersonations_far_days"),
    (_DAYS, "doctor", "token_end_soon_days sign_in_end_soon_days key_end_soon_days"),
    (Range(0, 10**9), "doctor", "least_free_megabytes"),
    (_HOURS, "doctor", "lock_hours"),
)  # fmt: skip

RANGES: Mapping[str, Range] = {
    f"{table}.{name}": bounds for bounds, table, names in _GROUPS for name in names.split()
}
"""Of each key that is a number, by its dotted name."""


def outside(name: str, value: Any) -> str | None:
    """What is wrong with the value of a key that is a number; null if nothing is, or it is none."""
    bounds = RANGES.get(name)
    if bounds is None or isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return None if value in bounds else f"is {_plain(value)}, and has to be {bounds}"


def first_outside(facts: Mapping[str, Any]) -> str | None:
    """The first number of the facts that is out of its range, and why; null if none is."""
    for name in RANGES:
        table: Any = facts
        *tables, key = name.split(".")
        for part in tables:
            table = table.get(part) if isinstance(table, Mapping) else None
        if isinstance(table, Mapping) and (problem := outside(name, table.get(key))):
            return f"{name} {problem}"
    return None


def _plain(number: float) -> str:
    """As a person would write it; of very many digits, a few."""
    text = f"{number}"
    return text if len(text) <= 20 else f"{text[:17]}..."  # noqa: PLR2004 - an id has 19
