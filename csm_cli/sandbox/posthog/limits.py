"""How much PostHog lets a key do; `limits` in a scenario's project.json overrides any of it.

The defaults are those of PostHog's cloud for personal API keys (PostHog documentation, "API
queries" and "API rate limits").
"""

from collections.abc import Mapping
from typing import Any

DEFAULTS: dict[str, float] = {
    "queries_per_minute": 240,  # a key
    "queries_per_hour": 2_400,
    "requests_per_minute": 480,  # all other endpoints
    "requests_per_hour": 4_800,
    "concurrent_queries": 3,
    "seconds_in_queue": 30,  # real time a query waits for one of those places
    "query_seconds": 10,  # real time a query may run
    "query_bytes": 2 * 1024**3,  # memory that a query may take; a choice
}


def limits_of(project: Mapping[str, Any]) -> dict[str, float]:
    """The limits that hold for a project."""
    return {**DEFAULTS, **project.get("limits", {})}


def check_limits(limits: Mapping[str, Any]) -> None:
    """Refuse unknown names and impossible values with a ValueError that says which."""
    for name, value in limits.items():
        if name not in DEFAULTS:
            raise ValueError(f"unknown limit {name!r}; known: {', '.join(DEFAULTS)}")
        if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
            raise ValueError(f"{name} must be a number that is not negative")
