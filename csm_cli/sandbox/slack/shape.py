"""What `slack.json` may hold."""

from __future__ import annotations

from typing import Final

from csm_cli.sandbox.scenario_shape import Field, Section, Shape

_STATES: Final = ("active", "revoked", "expired", "inactive")

SLACK: Final = Shape(
    name="slack",
    sections={
        "team": Section(
            {"id": Field("text"), "name": Field("text"), "domain": Field("text")},
            "id",
            many=False,
        ),
        "users": Section(
            {"id": Field("text"), "name": Field("text"), "bot_id": Field("text?", None)}, "id"
        ),
        "keys": Section(
            {
                "key": Field("text"),
                "user_id": Field("text", among="users"),
                "scopes": Field("texts", []),
                "state": Field("state", "active", choices=_STATES),
            },
            "key",
        ),
        "channels": Section(
            {
                "id": Field("text"),
                "name": Field("text"),
                "is_private": Field("bool", False),
                "is_shared": Field("bool", False),  # with a customer
                "purpose": Field("text", ""),
                "bookmarks": Field("texts", []),  # addresses
            },
            "id",
        ),
        # `id` makes the part of a timestamp that follows the seconds.
        "messages": Section(
            {
                "id": Field("id"),
                "channel": Field("text", among="channels"),
                "user": Field("text", among="users"),
                "text": Field("text"),
                "at": Field("time"),
                "thread_ts": Field("text?", None),
            },
            "id",
        ),
    },
    # "Hundreds of requests per minute" for auth.test; of "Tier 2" it is 20 and more.
    limits={"requests_per_minute": 100, "searches_per_minute": 20},
    default={
        "team": {"id": "T0SANDBOX", "name": "PostHog Sandbox", "domain": "posthog-sandbox"},
        "users": [{"id": "U0ROBIN", "name": "robin", "bot_id": None}],
        "keys": [
            {"key": "xoxp-sandbox-robin", "user_id": "U0ROBIN", "scopes": ["search:read"],
             "state": "active"},
        ],
        "channels": [],
        "messages": [],
    },
)  # fmt: skip
