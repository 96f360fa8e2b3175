"""The default scenario's GitHub, Pylon, Vitally, Slack and status page."""

from __future__ import annotations

import unicodedata
from typing import Any, Final

from csm_cli.sandbox.scenarios.chatter import CHANNELS, MESSAGES, PYLON_ISSUES
from csm_cli.sandbox.scenarios.issues import COMMENTS, ISSUES
from csm_cli.sandbox.scenarios.organizations import (
    CUSTOMERS,
    MARROW_AND_PINE,
    NORDLICHT,
    TIDEWATER,
)

_STAFF: Final = (("robin", "Robin Vale"), ("ada", "Ada Park"), ("lin", "Lin Osei"))

_GITHUB: Final[dict[str, Any]] = {
    "users": [
        {"login": f"{first}-{name.split()[1].lower()}", "id": 5810010 + number, "name": name,
         "company": "PostHog"}
        for number, (first, name) in enumerate(_STAFF)
    ],
    "keys": [
        {"key": "ghp_sandbox_robin", "login": "robin-vale", "scopes": ["read:user", "repo"],
         "expires_at": "+60d"},
        {"key": "github_pat_sandbox_ada", "login": "ada-park", "kind": "fine_grained",
         "expires_at": "+6d"},
        {"key": "ghp_sandbox_ended", "login": "robin-vale", "expires_at": "-1d"},
    ],
    "issues": ISSUES,
    "comments": COMMENTS,
}  # fmt: skip
_PYLON: Final[dict[str, Any]] = {
    "organization": {"id": "0184c2f1-7a10-4000-8000-00000000b001", "name": "PostHog"},
    "keys": [
        {"key": f"pylon_api_sandbox_{first}", "name": f"csm of {name}",
         "user_id": f"0184c2f1-7a10-4000-8000-00000000c00{number}"}
        for number, (first, name) in enumerate(_STAFF[:2])
    ]
    + [{"key": "pylon_api_sandbox_eu", "name": "csm in Europe", "region": "eu",
        "user_id": "0184c2f1-7a10-4000-8000-00000000c009"}],
    "issues": PYLON_ISSUES,
}  # fmt: skip
# Whoever has accounts there. Nothing but Vitally has the studio by its name, and it calls the
# freight company as its contract does.
_ADMINS: Final = {
    name: f"5d1f0b7e-0000-4000-8000-00000000a00{number}"
    for number, name in enumerate((*(name for _, name in _STAFF), str(NORDLICHT.owner)))
}
_VITALLY_NAMES: Final = {TIDEWATER.name: "Tidewater Freight Ltd"}


def _plain(name: str) -> str:
    """A name as addresses have it: without accents."""
    letters = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return letters.replace(" ", ".")


_VITALLY: Final[dict[str, Any]] = {
    "admins": [
        {"id": number, "name": name, "email": f"{_plain(name)}@posthog.example"}
        for name, number in _ADMINS.items()
    ],
    "accounts": [
        {"id": f"7c1f0b7e-0000-4000-8000-00000000e00{number}", "external_id": each.uuid,
         "name": _VITALLY_NAMES.get(each.name, each.name), "created_at": each.created_at,
         **({"csm_id": _ADMINS[each.owner]} if each.owner else {})}
        for number, each in enumerate((*CUSTOMERS, MARROW_AND_PINE))
    ],
    "organizations": [],
    "keys": [{"key": "sk_live_sandbox_vitally"}],
}  # fmt: skip
_SLACK: Final[dict[str, Any]] = {
    "team": {"id": "T0SANDBOX", "name": "PostHog Sandbox", "domain": "posthog-sandbox"},
    "users": [
        *({"id": f"U0{first.upper()}", "name": first} for first, _ in _STAFF),
        {"id": "U0CSMBOT", "name": "csm", "bot_id": "B0CSMBOT"},
    ],
    "keys": [
        {"key": "xoxp-sandbox-robin", "user_id": "U0ROBIN",
         "scopes": ["search:read", "users:read", "channels:read", "bookmarks:read"]},
        {"key": "xoxb-sandbox-csm", "user_id": "U0CSMBOT", "scopes": ["chat:write"]},
        {"key": "xoxp-sandbox-revoked", "user_id": "U0ADA", "state": "revoked"},
    ],
    "channels": CHANNELS,
    "messages": MESSAGES,
}  # fmt: skip

_EU_CLOUD, _US_CLOUD = "EU Cloud 🇪🇺", "US Cloud 🇺🇸"
_STATUS: Final[dict[str, Any]] = {
    "page": {"title": "PostHog"},
    "incidents": [
        {"tail": "NGEST10NDE1AYED0", "name": "Delayed event ingestion in the EU",
         "published_at": "-3h50m", "updated_at": "-1h10m",
         "status": "identified", "impact": "partial_outage",
         "message": "Events are **queued** and nothing is lost. They show up late.",
         "components": [
             {"id": "01JEU000000000000000000001", "name": "Event ingestion",
              "group_name": _EU_CLOUD, "current_status": "partial_outage"}]},
        {"tail": "F1AGSTA1EPERS0NS", "name": "Feature flags use stale person properties",
         "published_at": "-2d2h", "updated_at": "-5h",
         "status": "monitoring", "impact": "degraded_performance",
         "message": "A fix is deployed, and we are watching it.",
         "components": [
             {"id": "01JEU000000000000000000002", "name": "Feature flags",
              "group_name": _EU_CLOUD, "current_status": "degraded_performance"}]},
        {"tail": "RES01VED00000001", "name": "Session replay did not load",
         "published_at": "-6d", "updated_at": "-5d21h",
         "status": "resolved", "impact": "partial_outage", "message": "This is resolved.",
         "components": [
             {"id": "01JUS000000000000000000003", "name": "Session replay",
              "group_name": _US_CLOUD, "current_status": "operational"}]},
    ],
    "maintenances": [
        {"tail": "MA1NTENANCE00001", "name": "Move of the batch export workers",
         "published_at": "-1d", "updated_at": "-1d", "starts_at": "+2d", "ends_at": "+2d1h",
         "message": "Exports may begin some minutes late.",
         "components": [
             {"id": "01JUS000000000000000000004", "name": "Batch exports",
              "group_name": _US_CLOUD, "current_status": "operational"}]},
    ],
}  # fmt: skip

FILES: Final = {
    "github": _GITHUB, "pylon": _PYLON, "vitally": _VITALLY, "slack": _SLACK, "status": _STATUS,
}  # fmt: skip
