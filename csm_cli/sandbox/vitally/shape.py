"""What `vitally.json` may hold."""

from __future__ import annotations

from typing import Final

from csm_cli.sandbox.scenario_shape import Field, Section, Shape

_CUSTOMER: Final = {
    "id": Field("text"),
    "external_id": Field("text?", None),
    "name": Field("text"),
    "traits": Field("object", {}),
    "csm_id": Field("text?", None, among="admins"),
    "account_executive_id": Field("text?", None, among="admins"),
    "created_at": Field("time", "2024-01-01T00:00:00Z"),
    "updated_at": Field("time", "2026-01-01T00:00:00Z"),
    "churned_at": Field("time?", None),
}
"""Of accounts and organizations alike; those with a role are among the admins."""

VITALLY: Final = Shape(
    name="vitally",
    sections={
        "admins": Section(
            {
                "id": Field("text"),
                "name": Field("text"),
                "email": Field("text"),
                "avatar": Field("text?", None),
                "license_status": Field(
                    "license_status", "active", choices=("active", "observer", "unlicensed")
                ),
            },
            "id",
        ),
        "accounts": Section({**_CUSTOMER, "organization_id": Field("text?", None)}, "id"),
        "organizations": Section(_CUSTOMER, "id"),
        "keys": Section({"key": Field("text")}, "key"),
    },
    limits={"requests_per_minute": 1000},  # Vitally's page on its REST API, "Rate-Limiting"
    default={
        "admins": [
            {"id": "5d1f0b7e-0000-4000-8000-00000000a001", "name": "Robin Vale",
             "email": "robin.vale@posthog.example", "avatar": None, "license_status": "active"},
        ],
        "accounts": [],
        "organizations": [],
        "keys": [{"key": "sk_live_sandbox_vitally"}],
    },
)  # fmt: skip
