"""The shared views of the support desk; those of the product teams hold escalated tickets only.

The ids of the team views are the ones PostHog's handbook links to.
"""

from __future__ import annotations

from typing import Any

from csm_cli.sandbox.scenarios.desk import ESCALATION, GROUP_IDS

Record = dict[str, Any]

_TEAM_VIEWS = {
    "Product Analytics": 32900866985627,
    "Web Analytics": 33125274470683,
    "Experiments": 32903339439771,
    "Feature Flags": 32901789360411,
    "Replay": 32901709536027,
    "Surveys": 32901891815067,
    "CDP": 32901936992155,
    "Infrastructure": 33125360060571,
    "Auth & Billing": 33125190975131,
}


def views() -> list[Record]:
    """List the views: the unsorted queue, Slack tickets nobody filled in, one a team."""
    unsolved = _condition("status", "less_than", "solved")
    support = _condition("group_id", "is", str(GROUP_IDS["Support"]))
    slack = _condition("current_tags", "includes", "pylon")
    return [
        _view(32900756121627, "Technical support: unsolved", 1, unsolved, support),
        _view(32900756121628, "Slack tickets without group", 2, unsolved, slack,
              _condition("group_id", "is", "")),
        *(
            _view(
                number,
                f"{team}: open and escalated",
                3 + at,
                _condition("status", "is", "open"),
                _condition("group_id", "is", str(GROUP_IDS[team])),
                _condition(f"custom_fields_{ESCALATION}", "is", "escalated"),
            )
            for at, (team, number) in enumerate(_TEAM_VIEWS.items())
        ),
    ]  # fmt: skip


def _condition(field: str, operator: str, value: str) -> Record:
    return {"field": field, "operator": operator, "value": value}


def _view(number: int, title: str, position: int, *conditions: Record) -> Record:
    return {
        "id": number,
        "title": title,
        "raw_title": title,
        "description": None,
        "active": True,
        "default": False,
        "position": position,
        "created_at": "-700d",
        "updated_at": "-120d",
        "conditions": {"all": list(conditions), "any": []},
        "execution": {
            "group_by": None,
            "group_order": "desc",
            "sort_by": "updated",
            "sort_order": "asc",
            "columns": [
                {"id": "ticket_id", "title": "ID"},
                {"id": "subject", "title": "Subject"},
                {"id": "requester", "title": "Requester"},
                {"id": "updated", "title": "Updated"},
            ],
        },
        "restriction": None,
    }
