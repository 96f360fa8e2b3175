"""A sandbox with a status page and a few issues, for the tests of both ends."""

import json
from pathlib import Path
from typing import Any

import requests

from csm_cli.sandbox import Sandbox

TOKEN = "ghp_robin"
_AT = {"created_at": "-9d", "updated_at": "-1d"}

GITHUB: dict[str, Any] = {
    "users": [{"login": "robin-vale", "id": 11, "name": "Robin Vale"}],
    "keys": [{"key": TOKEN, "login": "robin-vale", "scopes": ["repo"]}],
    "issues": [
        {"id": 1, "number": 101, "title": "It stops", "author": "otter", "labels": ["bug"], **_AT},
        {"id": 2, "number": 102, "title": "It was black", "author": "otter", "state": "closed",
         "state_reason": "completed", "closed_at": "-2d", **_AT},
        {"id": 3, "number": 103, "title": "Elsewhere", "author": "otter",
         "moved_to": "PostHog/posthog-js/7", **_AT},
        {"id": 4, "number": 7, "title": "It is here", "author": "otter",
         "repository": "PostHog/posthog-js", **_AT},
        {"id": 5, "number": 104, "title": "Spam", "author": "otter", "gone": True, **_AT},
        {"id": 6, "number": 105, "title": "A fix", "author": "otter", "pull_request": True, **_AT},
        {"id": 7, "number": 106, "title": "Fixed", "author": "otter", "pull_request": True,
         "state": "closed", "closed_at": "-2d", "merged_at": "-2d", **_AT},
    ],
}  # fmt: skip
_PART = {"id": "01J", "name": "Event ingestion", "group_name": "EU Cloud",
         "current_status": "partial_outage"}  # fmt: skip
STATUS: dict[str, Any] = {
    "page": {"title": "PostHog"},
    "incidents": [
        {"tail": "A" * 16, "name": "Events are late", "published_at": "-3h", "updated_at": "-1h",
         "status": "identified", "impact": "partial_outage", "message": "Nothing is lost.",
         "components": [_PART]},
        {"tail": "B" * 16, "name": "It is over", "published_at": "-3d", "updated_at": "-2d",
         "status": "resolved", "impact": "full_outage"},
    ],
    "maintenances": [
        {"tail": "C" * 16, "name": "Runs", "published_at": "-1d", "updated_at": "-1d",
         "starts_at": "-1h", "ends_at": "+1h"},
        {"tail": "D" * 16, "name": "Comes", "published_at": "-1d", "updated_at": "-1d",
         "starts_at": "+1d", "ends_at": "+2d"},
        {"tail": "E" * 16, "name": "Was", "published_at": "-9d", "updated_at": "-9d",
         "starts_at": "-8d", "ends_at": "-7d"},
    ],
}  # fmt: skip


def scenario(folder: Path) -> Path:
    """Write the scenario into a folder."""
    (folder / "github.json").write_text(json.dumps(GITHUB), "utf-8")
    (folder / "status.json").write_text(json.dumps(STATUS), "utf-8")
    return folder


def ask(sandbox: Sandbox, service: str, path: str, **headers: str) -> requests.Response:
    """One question to a service of the sandbox; no redirect is followed."""
    url = sandbox.services[service] + path
    return requests.get(url, headers=headers, timeout=20, allow_redirects=False)


def arm(sandbox: Sandbox, service: str, **fault: Any) -> None:
    """Arm a fault of a service."""
    url = f"{sandbox.services[service]}/_sandbox/faults"
    requests.post(url, json={"service": service, **fault}, timeout=20).raise_for_status()
