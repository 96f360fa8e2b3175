"""Every JSON document has a published shape, closed and complete, and keeps to it."""

import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.promises.program import Command, commands
from tests.terminal import Terminal

EVERY = pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
ORGANIZATION = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"

RUNS = {
    "claim": "claim 48213",
    "escalate": f"escalate 48213 --to engineering --feature 'session replay' {PARTS} --yes",
    "note": "note 48213 -m words",
    "ask": "ask 48214",
    "update": "update 48213",
    "role": "role",
    "triage": "triage",
    "undo": "undo --yes",
    "escalations": "escalations",
    "incident": "incident 48270",
    "show": "show 48213 --comments",
    "mine": "mine",
    "due": "due --within 8",
    "whois-owns": "whois-owns 'session replay'",
    "tips": "tips 'session replay'",
    "similar": "similar 48213",
    "ownership list": "ownership list --team replay",
    "ownership show": "ownership show replay",
    "ownership refresh": "ownership refresh --dry-run",
    "ownership check": "ownership check --max-age 99999",  # on whichever day this runs
    "audit-impersonation": f"audit-impersonation {ORGANIZATION} --days 7",
    "org": f"org {ORGANIZATION}",
    "login-as": "login-as 48213",
    "audit verify": "audit verify report.csv",
    "log": "log",
    "log resolve": "log resolve",
    "log forget": "log forget --all",
    "demo": "demo",
    "sandbox reset": "sandbox reset",
    "auth status": "auth status",
    "auth logout": "auth logout",
    "auth token": "auth token posthog",
    "doctor": "doctor",
    "config": "config",
    "completion": "completion bash",
    "config list": "config list",
    "config get": "config get limits.timeout_seconds",
    "config set": "config set limits.timeout_seconds 3",
    "config unset": "config unset limits.timeout_seconds",
    "config edit": "config edit",
    "config path": "config path",
    "config profiles": "config profiles",
    "config schema": "config schema",
    "init": "init --yes --offline",
    "help": "help exit-codes",
}
"""A run of each command that prints its document and ends with 0."""

BEFORE = {
    "undo": "claim 48213",
    "audit verify": f"audit-impersonation {ORGANIZATION} --days 7 --output report.csv",
    "log": "claim 48213",
    "log forget": "claim 48213",
}
"""What must have been done before some of them."""

ELSEWHERE = {"sandbox serve", "sandbox env", "auth login"}
"""Commands about a sandbox that runs, or that read a key: tests/sandbox and tests/cli/auth hold
their documents to their schemas."""


def _schema(name: str) -> Any:
    path = files("csm_cli") / "schemas" / f"{name.replace(' ', '-')}.json"
    return json.loads(path.read_text(encoding="utf-8"))


def _objects(schema: Any) -> Iterator[dict[str, Any]]:
    """Every schema inside a schema that describes an object, conditions about it left out."""
    if isinstance(schema, list):
        for inner in schema:
            yield from _objects(inner)
    if isinstance(schema, dict):
        if "properties" in schema or schema.get("type") == "object":
            yield schema
        for key, inner in schema.items():
            if key not in {"if", "then", "else"}:
                yield from _objects(inner)


@EVERY
def test_every_command_has_a_schema(command: Command, offline: Terminal) -> None:
    """`csm help json COMMAND` prints a valid schema for whatever `--json` prints."""
    printed = offline(["help", "json", command.name])
    assert printed.exit_code == 0
    assert printed.json == _schema(command.name)
    Draft202012Validator.check_schema(printed.json)
    assert printed.json["title"].startswith(f"csm {command.name}")


@EVERY
def test_schemas_are_closed_and_complete(command: Command) -> None:
    """No document has a key that is not described, and none is ever left out.

    An object may instead be a map, whose values are all of one shape.
    """
    schema = _schema(command.name)
    for described in _objects(schema):
        if "$ref" in described:  # narrows what the referenced one closes
            continue
        others = described.get("unevaluatedProperties", described.get("additionalProperties"))
        if "properties" in described:
            assert others is False
            assert sorted(described["required"]) == sorted(described["properties"])
        else:
            assert isinstance(others, dict)


@EVERY
def test_documents_say_their_version(command: Command) -> None:
    """Every document carries the version of its shape."""
    assert _schema(command.name)["properties"]["schema_version"] == {"const": 1}


@pytest.mark.parametrize("name", RUNS)
def test_documents_keep_to_their_schemas(
    name: str, csm: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A command's document has the shape that is published, and stdout holds nothing else."""
    monkeypatch.chdir(tmp_path)
    if name in BEFORE:
        assert csm(BEFORE[name]).exit_code == 0
    ended = csm(f"{RUNS[name]} --json")
    assert ended.exit_code == 0, ended.stderr
    validator = Draft202012Validator(_schema(name))
    validator.validate(ended.json)
    assert not validator.is_valid({**ended.json, "surprise": 1})
    for left_out in ended.json:
        rest = {key: value for key, value in ended.json.items() if key != left_out}
        assert not validator.is_valid(rest), left_out


def test_every_document_is_looked_at() -> None:
    """No command's document is left out above."""
    assert {*RUNS, *ELSEWHERE} == {command.name for command in commands()}
