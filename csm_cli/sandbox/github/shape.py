"""What `github.json` may hold."""

from __future__ import annotations

from typing import Final

from csm_cli.sandbox.scenario_shape import Field, Section, Shape

GITHUB: Final = Shape(
    name="github",
    sections={
        "users": Section(
            {
                "login": Field("text"),
                "id": Field("id"),
                "name": Field("text?", None),
                "email": Field("text?", None),
                "company": Field("text?", None),
                "created_at": Field("time", "2020-01-01T00:00:00Z"),
            },
            "login",
        ),
        "keys": Section(
            {
                "key": Field("text"),
                "login": Field("text", among="users"),
                "kind": Field("kind", "classic", choices=("classic", "fine_grained")),
                "scopes": Field("texts", []),
                "expires_at": Field("time?", None),
            },
            "key",
        ),
        # What search and the pages of issues show; a pull request is an issue, too.
        "issues": Section(
            {
                "id": Field("id"),
                "repository": Field("text", "PostHog/posthog"),
                "number": Field("id"),
                "title": Field("text"),
                "body": Field("text?", None),
                "state": Field("state", "open", choices=("open", "closed")),
                "state_reason": Field("text?", None),
                "labels": Field("texts", []),
                "author": Field("text"),
                "assignees": Field("texts", []),
                "pull_request": Field("bool", False),
                "created_at": Field("time"),
                "updated_at": Field("time"),
                "closed_at": Field("time?", None),
                "merged_at": Field("time?", None),  # of a pull request
                # Where a transferred one is now, `owner/name/number`; whether it was deleted.
                "moved_to": Field("text?", None),
                "gone": Field("bool", False),
            },
            "id",
        ),
        "comments": Section(
            {
                "id": Field("id"),
                "issue": Field("id", among="issues"),  # its `id`, not its number
                "author": Field("text"),
                "body": Field("text"),
                "created_at": Field("time"),
            },
            "id",
        ),
    },
    # "Rate limits for the REST API": per hour with a token and per hour and address without;
    # points a minute of the secondary limit, of which a GET costs one.
    limits={
        "requests_per_hour": 5000,
        "anonymous_per_hour": 60,
        "points_per_minute": 900,
        "secondary_status": 403,  # or 429: the documentation knows both
        # "REST API endpoints for search", "Rate limit": a minute, with a token and without.
        "searches_per_minute": 30,
        "anonymous_searches_per_minute": 10,
    },
    default={
        "users": [
            {"login": "robin-vale", "id": 5810010, "name": "Robin Vale", "email": None,
             "company": "PostHog", "created_at": "2020-01-01T00:00:00Z"},
        ],
        "keys": [
            {"key": "ghp_sandbox_robin", "login": "robin-vale", "kind": "classic", "scopes": [],
             "expires_at": None},
        ],
        "issues": [],
        "comments": [],
    },
)  # fmt: skip
