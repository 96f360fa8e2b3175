"""Checks `zendesk.json`: keys and types of every record, then that what they name exists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from csm_cli.sandbox.errors import ScenarioError
from csm_cli.sandbox.scenario_json import Located, read_sections
from csm_cli.sandbox.scenario_types import checked
from csm_cli.sandbox.zendesk.limits import check_limits
from csm_cli.sandbox.zendesk.shapes import CHOICES, DERIVED, KINDS, REQUIRED, SCENARIO_ONLY

_LIGHT_AGENT = 1


class Reference(NamedTuple):
    """A key that names a record of another kind."""

    kind: str
    key: str
    target: str


_REFERENCES = (
    Reference("users", "organization_id", "organizations"),
    Reference("users", "custom_role_id", "custom_roles"),
    Reference("users", "default_group_id", "groups"),
    Reference("group_memberships", "user_id", "users"),
    Reference("group_memberships", "group_id", "groups"),
    Reference("organizations", "group_id", "groups"),
    Reference("tickets", "requester_id", "users"),
    Reference("tickets", "submitter_id", "users"),
    Reference("tickets", "assignee_id", "users"),
    Reference("tickets", "organization_id", "organizations"),
    Reference("tickets", "group_id", "groups"),
    Reference("tickets", "collaborator_ids", "users"),
    Reference("tickets", "follower_ids", "users"),
    Reference("tickets", "email_cc_ids", "users"),
    Reference("ticket_comments", "ticket_id", "tickets"),
    Reference("ticket_comments", "author_id", "users"),
)

_Found = dict[str, list[Located]]


class Desk(NamedTuple):
    """A checked `zendesk.json`: records by kind, times resolved, and the limits as written."""

    records: dict[str, list[dict[str, Any]]]
    limits: dict[str, Any]


def read_desk(file: Path, loaded_at: datetime) -> Desk:
    """Read and check the file; the first fault found is raised as a ScenarioError."""
    sections = read_sections(file)
    limits: dict[str, Any] = {}
    desk: dict[str, list[Located]] = {kind: [] for kind in KINDS}
    for name, section in sections.items():
        if name == "limits":
            limits = _read_limits(file, section)
        elif name not in KINDS:
            known = ", ".join([*KINDS, "limits"])
            raise ScenarioError(file, 1, f"unknown section {name!r}; known: {known}")
        elif isinstance(section, Located):
            raise section.error(f"section {name!r} must be a list of objects")
        else:
            desk[name] = [_check_record(name, record, loaded_at) for record in section]
    _check_ids(desk)
    _check_references(desk)
    _check_people(desk)
    _check_fields(desk)
    _check_assignees(desk)
    return Desk({kind: [item.value for item in items] for kind, items in desk.items()}, limits)


def _read_limits(file: Path, section: Located | list[Located]) -> dict[str, Any]:
    if not isinstance(section, Located) or not isinstance(section.value, dict):
        raise ScenarioError(file, 1, "section 'limits' must be an object")
    try:
        check_limits(section.value)
    except ValueError as error:
        raise section.error(f"limits: {error}") from error
    return section.value


def _check_record(kind: str, record: Located, loaded_at: datetime) -> Located:
    if not isinstance(record.value, dict):
        raise record.error(f"a record of {kind!r} must be an object")
    keys = KINDS[kind] | SCENARIO_ONLY.get(kind, {})
    result: dict[str, Any] = {}
    for name, value in record.value.items():
        if name in DERIVED:
            continue
        if name not in keys:
            raise record.error(f"{kind}: unknown key {name!r}")
        try:
            result[name] = checked(value, keys[name].type, CHOICES, loaded_at)
        except ValueError as error:
            raise record.error(f"{kind}: {name} {error}") from error
    for name, key in keys.items():
        if key.default is REQUIRED and name not in result:
            raise record.error(f"{kind}: {name} is missing")
    return Located(record.file, record.line, result)


def _check_ids(desk: _Found) -> None:
    for kind, records in desk.items():
        seen: set[int] = set()
        for record in records:
            number = record.value.get("id")
            if number in seen:
                raise record.error(f"{kind}: id {number} appears twice")
            if number is not None:
                seen.add(number)


def _check_references(desk: _Found) -> None:
    known = {kind: {item.value.get("id") for item in items} for kind, items in desk.items()}
    for reference in _REFERENCES:
        for record in desk[reference.kind]:
            value = record.value.get(reference.key)
            for number in value if isinstance(value, list) else [value]:
                if number is not None and number not in known[reference.target]:
                    raise record.error(
                        f"{reference.kind}: {reference.key} {number} is not among "
                        f"the {reference.target}"
                    )


def _check_people(desk: _Found) -> None:
    emails: set[str] = set()
    for record in desk["users"]:
        email = record.value.get("email")
        if email is not None and email.casefold() in emails:
            raise record.error(f"users: email {email} appears twice")
        if email is not None:
            emails.add(email.casefold())
        if record.value.get("api_token") == "":
            raise record.error("users: api_token must not be empty")
        if record.value.get("api_token") is not None and email is None:
            raise record.error("users: api_token without an email cannot sign in")
    pairs: set[tuple[int, int]] = set()
    for record in desk["group_memberships"]:
        pair = (record.value["user_id"], record.value["group_id"])
        if pair in pairs:
            raise record.error(f"group_memberships: user {pair[0]} is in group {pair[1]} twice")
        pairs.add(pair)


def _options(desk: _Found) -> Iterator[tuple[int, set[str] | None]]:
    for record in desk["ticket_fields"]:
        options = record.value.get("custom_field_options")
        if record.value["type"] not in ("tagger", "multiselect"):
            yield record.value["id"], None
            continue
        values: set[str] = set()
        for option in options or []:
            value, name = option.get("value"), option.get("name")
            if not isinstance(value, str) or not isinstance(name, str):
                raise record.error("ticket_fields: an option needs a name and a value")
            if value in values:
                raise record.error(f"ticket_fields: option {value!r} appears twice")
            values.add(value)
        yield record.value["id"], values


def _check_fields(desk: _Found) -> None:
    options = dict(_options(desk))
    for record in desk["tickets"]:
        for entry in [*record.value.get("custom_fields", []), *record.value.get("fields", [])]:
            number, value = entry.get("id"), entry.get("value")
            if number not in options:
                raise record.error(f"tickets: custom field {number} is not among the ticket_fields")
            allowed = options[number]
            chosen = value if isinstance(value, list) else [value]
            unknown = [item for item in chosen if item not in (None, "")]
            if allowed is not None and not allowed.issuperset(map(str, unknown)):
                raise record.error(f"tickets: {value!r} is no option of custom field {number}")


def _check_assignees(desk: _Found) -> None:
    roles = {item.value["id"]: item.value.get("role_type", 0) for item in desk["custom_roles"]}
    users = {item.value["id"]: item.value for item in desk["users"]}
    members = {
        (item.value["user_id"], item.value["group_id"]) for item in desk["group_memberships"]
    }
    for record in desk["tickets"]:
        assignee = users.get(record.value.get("assignee_id"))
        if assignee is None:
            continue
        role_type = assignee.get("role_type", roles.get(assignee.get("custom_role_id")))
        if assignee.get("role", "end-user") == "end-user" or role_type == _LIGHT_AGENT:
            raise record.error(f"tickets: {assignee['name']} cannot be an assignee by role")
        group = record.value.get("group_id")
        if (assignee["id"], group) not in members:
            raise record.error(f"tickets: {assignee['name']} is no member of group {group}")
