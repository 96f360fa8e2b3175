"""What `status.json` may hold."""

from __future__ import annotations

from typing import Final

from csm_cli.sandbox.scenario_shape import Field, Section, Shape

_STATES: Final = ("investigating", "identified", "monitoring", "resolved")
_IMPACTS: Final = ("degraded_performance", "partial_outage", "full_outage")
_COMMON: Final = {
    # What tells it from others that began in the same moment: the last 16 letters of its ULID.
    "tail": Field("text"),
    "name": Field("text"),
    "updated_at": Field("time"),
    "message": Field("text?", None),
    "components": Field("objects", []),  # each with id, name, group_name? and current_status
}

STATUS: Final = Shape(
    name="status",
    sections={
        "page": Section({"title": Field("text")}, "title", many=False),
        "incidents": Section(
            {
                **_COMMON,
                "published_at": Field("time"),
                "status": Field("state", choices=_STATES),
                "impact": Field("impact", choices=_IMPACTS),
            },
            "tail",
        ),
        "maintenances": Section(
            {
                **_COMMON,
                "published_at": Field("time"),
                "starts_at": Field("time"),
                "ends_at": Field("time?", None),
            },
            "tail",
        ),
    },
    limits={},  # "highly cacheable"; no number is documented
    default={"page": {"title": "PostHog"}, "incidents": [], "maintenances": []},
)
