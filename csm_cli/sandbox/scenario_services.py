"""The scenario files of the services with a few endpoints: `github.json` and its like.

What each may hold stands in the service's own folder, as a `Shape`; without a file the shape's
own defaults hold.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from csm_cli.sandbox.facts import meta
from csm_cli.sandbox.github.shape import GITHUB
from csm_cli.sandbox.pylon.shape import PYLON
from csm_cli.sandbox.scenario_json import Located, read_sections
from csm_cli.sandbox.scenario_shape import REQUIRED, Field, Section, Shape
from csm_cli.sandbox.scenario_types import checked
from csm_cli.sandbox.slack.shape import SLACK
from csm_cli.sandbox.status.shape import STATUS
from csm_cli.sandbox.vitally.shape import VITALLY

SHAPES: Final[Mapping[str, Shape]] = {
    shape.name: shape for shape in (GITHUB, PYLON, VITALLY, SLACK, STATUS)
}


def read_services(folder: Path, loaded_at: datetime) -> dict[str, dict[str, Any]]:
    """Read what the folder says of each service; the first fault is a ScenarioError."""
    return {
        name: _read(folder / f"{name}.json", shape, loaded_at) for name, shape in SHAPES.items()
    }


def facts_of(db: sqlite3.Connection, service: str) -> dict[str, Any]:
    """What the loaded scenario says of a service; what a state of an older csm lacks is usual."""
    known: dict[str, dict[str, Any]] = meta(db, "services", {})
    shape, found = SHAPES[service], known.get(service, {})
    return _complete(shape, {name: _as_now(shape, name, told) for name, told in found.items()})


def _as_now(shape: Shape, name: str, told: Any) -> Any:
    """A section with the defaults of keys that came to its records later."""
    rule = shape.sections.get(name)
    if rule is None or not rule.many:
        return told
    usual = {
        key: field.default for key, field in rule.fields.items() if field.default is not REQUIRED
    }
    return [{**usual, **record} for record in told]


def _read(file: Path, shape: Shape, loaded_at: datetime) -> dict[str, Any]:
    found: dict[str, Any] = {}
    located: dict[str, list[Located]] = {}
    for name, section in read_sections(file).items() if file.exists() else ():
        if name == "limits":
            found[name] = _limits(shape, section, file)
            continue
        if name not in shape.sections:
            at = section if isinstance(section, Located) else Located(file, 1, None)
            raise at.error(f"unknown section {name!r}; known: {', '.join(shape.known)}")
        rule = shape.sections[name]
        records = [
            _record(name, rule, item, loaded_at) for item in _items(name, rule, section, file)
        ]
        located[name] = records
        found[name] = [item.value for item in records] if rule.many else records[0].value
    complete = _complete(shape, found)
    _check_references(shape, located, complete)
    return complete


def _complete(shape: Shape, found: Mapping[str, Any]) -> dict[str, Any]:
    """Put defaults where the file says nothing."""
    return {
        **shape.default,
        **found,
        "limits": {**shape.limits, **found.get("limits", {})},
    }


def _items(name: str, rule: Section, section: Located | list[Located], file: Path) -> list[Located]:
    if rule.many and isinstance(section, list):
        return section
    if not rule.many and isinstance(section, Located):
        return [section]
    at = section if isinstance(section, Located) else Located(file, 1, None)
    raise at.error(f"section {name!r} must be {'a list of objects' if rule.many else 'an object'}")


def _record(name: str, rule: Section, item: Located, loaded_at: datetime) -> Located:
    if not isinstance(item.value, dict):
        raise item.error(f"a record of {name!r} must be an object")
    for key in item.value:
        if key not in rule.fields:
            raise item.error(f"{name}: unknown key {key!r}")
    values = {key: _value(name, key, field, item, loaded_at) for key, field in rule.fields.items()}
    return Located(item.file, item.line, values)


def _value(name: str, key: str, field: Field, item: Located, loaded_at: datetime) -> Any:
    if key not in item.value:
        if field.default is REQUIRED:
            raise item.error(f"{name}: {key} is missing")
        return field.default
    try:
        choices = {field.type: field.choices} if field.choices else {}
        return checked(item.value[key], field.type, choices, loaded_at)
    except ValueError as error:
        raise item.error(f"{name}: {key} {error}") from error


def _check_references(
    shape: Shape, located: Mapping[str, list[Located]], complete: Mapping[str, Any]
) -> None:
    for name, records in located.items():
        rule = shape.sections[name]
        seen: set[Any] = set()
        for record in records:
            identity = record.value[rule.identity]
            if identity in seen:
                raise record.error(f"{name}: {rule.identity} {identity} appears twice")
            seen.add(identity)
            for key, field in rule.fields.items():
                if not field.among or record.value[key] is None:  # none of a "text?"
                    continue
                if record.value[key] not in _identities(shape, field, complete):
                    raise record.error(
                        f"{name}: {key} {record.value[key]} is not among the {field.among}"
                    )


def _identities(shape: Shape, field: Field, complete: Mapping[str, Any]) -> set[Any]:
    assert field.among is not None
    identity = shape.sections[field.among].identity
    return {record[identity] for record in complete[field.among]}


def _limits(shape: Shape, section: Located | list[Located], file: Path) -> dict[str, Any]:
    if not isinstance(section, Located) or not isinstance(section.value, dict):
        at = section if isinstance(section, Located) else Located(file, 1, None)
        raise at.error("section 'limits' must be an object")
    for name, value in section.value.items():
        if name not in shape.limits:
            known = ", ".join(shape.limits)
            raise section.error(f"limits: unknown limit {name!r}; known: {known}")
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            raise section.error(f"limits: {name} must be a whole number that is not negative")
    return section.value
