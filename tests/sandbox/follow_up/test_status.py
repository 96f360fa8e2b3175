"""The sandbox's status page, held to the types that PostHog's front end reads it with."""

from datetime import UTC, datetime

from jsonschema import Draft202012Validator

from csm_cli.domain.incidents import made_at
from csm_cli.sandbox import Sandbox
from tests.sandbox.follow_up.stage import ask

_TIME = {"type": "string", "pattern": "^20.*Z$"}
_COMMON = {
    "id": {"type": "string", "pattern": "^[0-9A-Z]{26}$"},
    "name": {"type": "string"},
    "url": {"type": "string"},
    "last_update_at": _TIME,
    "last_update_message": {"type": ["string", "null"]},
    "affected_components": {
        "items": {
            "properties": {
                "id": {"type": "string"},
                "name": {"type": "string"},
                "group_name": {"type": "string"},
                "current_status": {
                    "enum": [
                        "operational", "degraded_performance", "partial_outage", "full_outage",
                    ]
                },
            },
            "required": ["id", "name", "current_status"],
            "additionalProperties": False,
        }
    },
}  # fmt: skip


def _list(**own: object) -> dict[str, object]:
    properties = {**_COMMON, **own}
    entry = {"properties": properties, "required": [*properties], "additionalProperties": False}
    return {"type": "array", "items": entry}


SUMMARY = {
    "properties": {
        "page_title": {"type": "string"},
        "page_url": {"type": "string"},
        "ongoing_incidents": _list(
            status={"enum": ["investigating", "identified", "monitoring"]},
            current_worst_impact={
                "enum": ["degraded_performance", "partial_outage", "full_outage"]
            },
        ),
        "in_progress_maintenances": _list(
            status={"const": "maintenance_in_progress"}, started_at=_TIME, scheduled_end_at=_TIME
        ),
        "scheduled_maintenances": _list(
            status={"const": "maintenance_scheduled"}, starts_at=_TIME, ends_at=_TIME
        ),
    },
    "required": [
        "page_title", "page_url", "ongoing_incidents", "in_progress_maintenances",
        "scheduled_maintenances",
    ],
    "additionalProperties": False,
}  # fmt: skip


def test_the_summary(sandbox: Sandbox) -> None:
    """It needs no key, tells what is open, runs or lies ahead, and nothing that is over.

    An id begins with the moment in which it was made.
    """
    answer = ask(sandbox, "status", "/api/v1/summary")
    document = answer.json()
    Draft202012Validator(SUMMARY).validate(document)
    assert [each["name"] for each in document["ongoing_incidents"]] == ["Events are late"]
    assert [each["name"] for each in document["in_progress_maintenances"]] == ["Runs"]
    assert [each["name"] for each in document["scheduled_maintenances"]] == ["Comes"]
    made = made_at(document["ongoing_incidents"][0]["id"])
    assert made is not None
    assert 10_700 < (datetime.now(UTC) - made).total_seconds() < 11_000


def test_nothing_else_is_there(sandbox: Sandbox) -> None:
    """A page of incident.io's has none of the addresses that other status pages have."""
    assert ask(sandbox, "status", "/api/v2/summary.json").status_code == 404
