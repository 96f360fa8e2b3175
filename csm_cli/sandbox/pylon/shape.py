"""What `pylon.json` may hold."""

from __future__ import annotations

from typing import Final

from csm_cli.sandbox.scenario_shape import Field, Section, Shape

_STATES: Final = ("new", "waiting_on_you", "waiting_on_customer", "on_hold", "closed")

PYLON: Final = Shape(
    name="pylon",
    sections={
        "organization": Section({"id": Field("text"), "name": Field("text")}, "id", many=False),
        "keys": Section(
            {
                "key": Field("text"),
                "name": Field("text"),  # of the token: what is done with it shows under this name
                "user_id": Field("text"),
                "email": Field("text?", None),
                "region": Field("region", "us", choices=("us", "eu")),
            },
            "key",
        ),
        "issues": Section(
            {
                "id": Field("text"),
                "number": Field("id"),
                "title": Field("text"),
                "body_html": Field("text", ""),
                "state": Field("state", "new", choices=_STATES),
                "source": Field("text", "slack"),
                "account_id": Field("text?", None),
                "requester_id": Field("text?", None),
                "tags": Field("texts", []),
                "slack": Field("object?", None),  # channel_id, message_ts, workspace_id
                "created_at": Field("time"),
                "latest_message_at": Field("time?", None),
            },
            "id",
        ),
    },
    # Pylon's page on rate limits: 30, 120 or 300 an endpoint and minute; which of them holds for
    # `/me` is not said, nor which for searches.
    limits={"requests_per_minute": 120, "searches_per_minute": 30},
    default={
        "organization": {"id": "org_sandbox", "name": "PostHog"},
        "keys": [
            {"key": "pylon_api_sandbox_robin", "name": "csm of Robin Vale",
             "user_id": "usr_sandbox_robin", "email": None, "region": "us"},
        ],
        "issues": [],
    },
)  # fmt: skip
