"""Whether a ticket belongs into a view: all conditions of one list, and one of the other."""

from __future__ import annotations

from typing import Any, Final

from csm_cli.sandbox.zendesk.errors import not_modelled
from csm_cli.sandbox.zendesk.records import Record

_RANKS: Final = {
    "status": ("new", "open", "pending", "hold", "solved", "closed"),
    "priority": (None, "low", "normal", "high", "urgent"),
}
_PLAIN: Final = ("status", "priority", "type", "group_id", "assignee_id", "requester_id",
                 "organization_id")  # fmt: skip


def belongs(view: Record, ticket: Record, caller: Record) -> bool:
    """Apply a view's conditions to a ticket, as the caller sees the view."""
    conditions = view["conditions"]
    needed, alternatives = conditions.get("all", []), conditions.get("any", [])
    return all(_holds(item, ticket, caller) for item in needed) and (
        not alternatives or any(_holds(item, ticket, caller) for item in alternatives)
    )


def _holds(condition: dict[str, Any], ticket: Record, caller: Record) -> bool:
    field, operator = str(condition["field"]), str(condition["operator"])
    value = str(condition.get("value") or "")
    if field == "current_tags":
        return _includes(set(ticket["tags"]), set(value.split()), operator)
    if field.startswith("custom_fields_"):
        held = ticket["custom_fields"].get(field.removeprefix("custom_fields_"))
        if isinstance(held, list):
            return _includes(set(held), set(value.split()), operator)
    elif field in _PLAIN:
        held = ticket[field]
    else:
        raise not_modelled(f"the view condition {field}")
    if operator in ("less_than", "greater_than") and field in _RANKS:
        ranks = _RANKS[field]
        left, right = ranks.index(held), ranks.index(value or None)
        return left < right if operator == "less_than" else left > right
    same = _printed(held) == _resolved(field, value, caller)
    if operator not in ("is", "is_not", "includes", "not_includes"):
        raise not_modelled(f"the view operator {operator}")
    return same == (operator in ("is", "includes"))


def _includes(held: set[str], wanted: set[str], operator: str) -> bool:
    return bool(held & wanted) == (operator in ("includes", "is"))


def _resolved(field: str, value: str, caller: Record) -> str:
    if value == "current_user":
        return str(caller["id"])
    if value == "current_groups" and field == "group_id":
        return str(caller["default_group_id"] or "")
    return value


def _printed(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)
