"""Setting custom fields: merging, and checking a value against the type of its field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from csm_cli.sandbox.zendesk.errors import ApiError, record_invalid
from csm_cli.sandbox.zendesk.reading import read_flag, whole_number
from csm_cli.sandbox.zendesk.records import Record, empty_value
from csm_cli.sandbox.zendesk.tags import set_field

_NUMBER = re.compile(r"[-+]?\d+")
_DECIMAL = re.compile(r"[-+]?\d*[.,]?\d+")


def set_fields(ticket: Record, entries: list[object], fields: list[Record]) -> None:
    """Set the fields that are named; the others keep their values.

    Entries that name no active custom field are ignored, as in the original. Raises the 422 of
    a value that the field does not take.
    """
    by_id = {field["id"]: field for field in fields}
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        field = by_id.get(whole_number(str(entry.get("id"))))
        if field is not None:
            set_field(ticket, field, _checked(field, entry.get("value")))


def entries_of(value: object) -> list[object]:
    """Read `custom_fields`: a list of `{id, value}`, or an object of values by id."""
    if isinstance(value, Mapping):
        return [{"id": number, "value": item} for number, item in value.items()]
    return value if isinstance(value, list) else []


def check_required(ticket: Record, fields: list[Record], system: list[Record]) -> None:
    """Refuse to solve a ticket that lacks a value for a field required for solving."""
    missing = [
        field
        for field in fields
        if field["required"]
        and ticket["custom_fields"].get(str(field["id"])) in (None, "", [], False)
    ]
    keys = {"assignee": "assignee_id", "group": "group_id", "priority": "priority",
            "tickettype": "type"}  # fmt: skip
    missing += [
        field
        for field in system
        if field["required"] and field["type"] in keys and not ticket[keys[field["type"]]]
    ]
    if missing:
        raise record_invalid(
            {"base": [_complaint(field, "is required when solving a ticket") for field in missing]}
        )


def _checked(field: Record, value: Any) -> Any:
    if value is None or value == "":
        return empty_value(field)
    check = _CHECKS.get(field["type"], _any_text)
    return check(field, value)


def _tagger(field: Record, value: Any) -> str:
    allowed = {option["value"] for option in field["custom_field_options"] or []}
    if not isinstance(value, str) or value not in allowed:
        raise _refused(field)
    return value


def _multiselect(field: Record, value: Any) -> list[str]:
    chosen = value if isinstance(value, list) else [value]
    return [_tagger(field, item) for item in chosen]


def _checkbox(field: Record, value: Any) -> bool:
    flag = read_flag(value)
    if flag is None:
        raise _refused(field)
    return flag


def _matching(pattern: re.Pattern[str]) -> Any:
    def check(field: Record, value: Any) -> str:
        if isinstance(value, bool) or not pattern.fullmatch(str(value)):
            raise _refused(field)
        return str(value)

    return check


def _date(field: Record, value: Any) -> str:
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError as error:
        raise _refused(field) from error


def _regexp(field: Record, value: Any) -> str:
    pattern = field["regexp_for_validation"]
    if pattern and not re.search(pattern.replace(r"\A", "^").replace(r"\z", r"\Z"), str(value)):
        raise _refused(field)
    return str(value)


def _any_text(field: Record, value: Any) -> str:
    if isinstance(value, (dict, list, bool)):
        raise _refused(field)
    return str(value)


_CHECKS: dict[str, Any] = {
    "tagger": _tagger,
    "multiselect": _multiselect,
    "checkbox": _checkbox,
    "integer": _matching(_NUMBER),
    "decimal": _matching(_DECIMAL),
    "date": _date,
    "regexp": _regexp,
}


def _refused(field: Record) -> ApiError:
    return record_invalid({"base": [_complaint(field, "is invalid")]})


def _complaint(field: Record, what: str) -> dict[str, Any]:
    kind = {"tagger": "FieldTagger", "assignee": "FieldAssignee"}.get(
        field["type"], f"Field{field['type'].capitalize()}"
    )
    return {
        "description": f"{field['title']}: {what}",
        "error": None,
        "ticket_field_id": field["id"],
        "ticket_field_type": kind,
    }
