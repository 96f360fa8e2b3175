"""The widget API of a status page of incident.io's: one summary, for anybody.

After "Embed your status page's data into your own product" of incident.io's help, and the types
that PostHog's own front end reads it with (`sidePanelStatusLogic`): three lists, in which an
incident that is resolved does not stand any more. No key, no documented limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from csm_cli.sandbox.service import Answer, Call

_LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's, of which a ULID is made
_TIME_LETTERS: Final = 10


def answer(call: Call) -> Answer:
    """Answer one request."""
    if (call.method, call.path) != ("GET", "/api/v1/summary"):
        return Answer(404, "Not Found")
    page = f"http://{call.headers.get('host', '')}"
    facts = call.facts
    running = [one for one in facts["maintenances"] if _running(one, call.now)]
    ahead = [one for one in facts["maintenances"] if _at(one["starts_at"]) > call.now]
    return Answer(
        200,
        {
            "page_title": facts["page"]["title"],
            "page_url": page,
            "ongoing_incidents": [
                _incident(one, page) for one in facts["incidents"] if one["status"] != "resolved"
            ],
            "in_progress_maintenances": [
                {
                    **_common(one, page),
                    "status": "maintenance_in_progress",
                    "started_at": one["starts_at"],
                    "scheduled_end_at": one["ends_at"],
                }
                for one in running
            ],
            "scheduled_maintenances": [
                {
                    **_common(one, page),
                    "status": "maintenance_scheduled",
                    "starts_at": one["starts_at"],
                    "ends_at": one["ends_at"],
                }
                for one in ahead
            ],
        },
    )


def _incident(one: Mapping[str, Any], page: str) -> dict[str, Any]:
    return {
        **_common(one, page),
        "status": one["status"],
        "current_worst_impact": one["impact"],
    }


def _common(one: Mapping[str, Any], page: str) -> dict[str, Any]:
    number = _ulid(_at(one["published_at"]), one["tail"])
    return {
        "id": number,
        "name": one["name"],
        "url": f"{page}/incidents/{number}",
        "last_update_at": one["updated_at"],
        "last_update_message": one["message"],
        "affected_components": one["components"],
    }


def _running(one: Mapping[str, Any], now: datetime) -> bool:
    ends = one["ends_at"]
    return _at(one["starts_at"]) <= now and (ends is None or now < _at(ends))


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _ulid(moment: datetime, tail: str) -> str:
    """An id as incident.io gives it: the moment of its making in front."""
    left, letters = int(moment.timestamp() * 1000), ""
    for _ in range(_TIME_LETTERS):
        left, digit = divmod(left, len(_LETTERS))
        letters = _LETTERS[digit] + letters
    return letters + tail
