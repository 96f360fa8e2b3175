"""Checks the PostHog half of a scenario: `project.json` and the rows of the three tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from csm_cli.sandbox.posthog.limits import check_limits
from csm_cli.sandbox.scenario_json import Located, read_lines, read_sections
from csm_cli.sandbox.times import parse_time, precise_time

ROW_KINDS = ("events", "persons", "groups")
_PROJECT_ID = 2
_GROUP_TYPES = 5  # PostHog has at most five group types in a project
_EVENT_KEYS = {"uuid", "event", "timestamp", "distinct_id", "properties", "person_properties",
               "person_id", *(f"$group_{index}" for index in range(_GROUP_TYPES))}  # fmt: skip
_PERSON_KEYS = {"id", "created_at", "properties", "distinct_ids"}
_GROUP_KEYS = {"index", "key", "properties", "created_at"}


def default_project() -> dict[str, Any]:
    """Return the project of a scenario that says nothing: one key a region, PostHog's project 2."""
    return {
        "project_id": _PROJECT_ID,
        "timezone": "UTC",
        "keys": [
            {
                "key": f"phx_sandbox_{region}",
                "region": region,
                "scopes": ["query:read", "user:read"],
                "projects": [_PROJECT_ID],
            }
            for region in ("us", "eu")
        ],
    }


def read_project(file: Path) -> dict[str, Any]:
    """Read `project.json`; what is missing has its default."""
    project = default_project()
    for name, section in read_sections(file).items():
        line = section if isinstance(section, Located) else Located(file, 1, section)
        if name == "project_id":
            _want(line, _is_positive(line.value), "project_id must be a positive integer")
            project["project_id"] = line.value
        elif name == "timezone":
            _want(line, _is_zone(line.value), f"unknown time zone {line.value!r}")
            project["timezone"] = line.value
        elif name == "limits":
            project["limits"] = _read_limits(line)
        elif name == "keys":
            _want(line, isinstance(section, list), "keys must be a list of objects")
            project["keys"] = [_read_key(item) for item in line.value]
        else:
            known = "project_id, timezone, keys, limits"
            raise line.error(f"unknown key {name!r}; known: {known}")
    for key in project["keys"]:
        key.setdefault("projects", [project["project_id"]])
    return project


def read_rows(kind: str, file: Path, loaded_at: datetime) -> Iterator[dict[str, Any]]:
    """Read the rows of one table in file order, times resolved to ISO 8601 in UTC."""
    reader: Callable[[Located, datetime], dict[str, Any]] = {
        "events": _read_event,
        "persons": _read_person,
        "groups": _read_group,
    }[kind]
    seen: set[object] = set()
    for record in read_lines(file):
        row = reader(record, loaded_at)
        identity = (
            (row["index"], row["key"]) if kind == "groups" else row.get("uuid", row.get("id"))
        )
        # An event may stand twice: ingestion delivers again, and only a later merge drops one.
        if kind != "events":
            _want(record, identity not in seen, f"{kind}: {identity} appears twice")
            seen.add(identity)
        yield row


def _read_event(record: Located, loaded_at: datetime) -> dict[str, Any]:
    row = dict(record.value)
    _want_keys(record, row, _EVENT_KEYS, {"uuid", "event", "timestamp", "distinct_id"})
    row["uuid"] = _read_uuid(record, "uuid")
    _want(record, isinstance(row["event"], str), "event must be text")
    _want(record, isinstance(row["distinct_id"], str), "distinct_id must be text")
    row["timestamp"] = _read_time(record, "timestamp", loaded_at)
    row["properties"] = _read_object(record, "properties")
    if "person_id" in row:
        row["person_id"] = _read_uuid(record, "person_id")
    if "person_properties" in row:
        row["person_properties"] = _read_object(record, "person_properties")
    for index in range(_GROUP_TYPES):
        group = row.get(f"$group_{index}", "")
        _want(record, isinstance(group, str), f"$group_{index} must be text")
    return row


def _read_person(record: Located, loaded_at: datetime) -> dict[str, Any]:
    row = dict(record.value)
    _want_keys(record, row, _PERSON_KEYS, {"id", "created_at"})
    row["id"] = _read_uuid(record, "id")
    row["created_at"] = _read_time(record, "created_at", loaded_at)
    row["properties"] = _read_object(record, "properties")
    ids = row.setdefault("distinct_ids", [])
    _want(
        record,
        isinstance(ids, list) and all(isinstance(item, str) for item in ids),
        "distinct_ids must be a list of texts",
    )
    return row


def _read_group(record: Located, loaded_at: datetime) -> dict[str, Any]:
    row = dict(record.value)
    _want_keys(record, row, _GROUP_KEYS, {"index", "key"})
    _want(record, row["index"] in range(_GROUP_TYPES), "index must be 0 to 4")
    _want(record, isinstance(row["key"], str), "key must be text")
    if "created_at" in row:
        row["created_at"] = _read_time(record, "created_at", loaded_at)
    row["properties"] = _read_object(record, "properties")
    return row


def _read_limits(record: Located) -> dict[str, Any]:
    _want(record, isinstance(record.value, dict), "limits must be an object")
    limits = dict(record.value)
    try:
        check_limits(limits)
    except ValueError as error:
        raise record.error(str(error)) from error
    return limits


def _read_key(record: Located) -> dict[str, Any]:
    _want(record, isinstance(record.value, dict), "a key must be an object")
    row = {"scopes": ["query:read", "user:read"], **record.value}
    _want_keys(record, row, {"key", "region", "scopes", "projects"}, {"key", "region"})
    _want(record, isinstance(row["key"], str) and row["key"] != "", "key must be text")
    _want(record, row["region"] in ("us", "eu"), "region must be us or eu")
    for name, check in (("scopes", str), ("projects", int)):
        items = row.get(name, [])
        _want(
            record,
            isinstance(items, list) and all(isinstance(item, check) for item in items),
            f"{name} must be a list",
        )
    return row


def _want(record: Located, condition: bool, reason: str) -> None:
    if not condition:
        raise record.error(reason)


def _want_keys(record: Located, row: dict[str, Any], known: set[str], needed: set[str]) -> None:
    for name in row:
        _want(record, name in known, f"unknown key {name!r}")
    for name in sorted(needed):
        _want(record, name in row, f"{name} is missing")


def _read_uuid(record: Located, name: str) -> str:
    try:
        return str(UUID(record.value[name]))
    except (ValueError, TypeError, AttributeError) as error:
        raise record.error(f"{name} must be a UUID") from error


def _read_time(record: Located, name: str, loaded_at: datetime) -> str:
    try:
        return precise_time(parse_time(str(record.value[name]), loaded_at))
    except ValueError as error:
        raise record.error(
            f"{name} must be a time: ISO 8601, or an offset such as -3d2h"
        ) from error


def _read_object(record: Located, name: str) -> dict[str, Any]:
    value = record.value.get(name, {})
    _want(record, isinstance(value, dict), f"{name} must be an object")
    return dict(value)


def _is_positive(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _is_zone(name: object) -> bool:
    try:
        return isinstance(name, str) and ZoneInfo(name) is not None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
