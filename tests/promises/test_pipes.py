"""What every command writes into a pipe: lines of values for programs, and nothing for eyes."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from csm_cli.domain.errors import WrongUsage
from csm_cli.output.fields import Field, chosen, fields_of, names_of
from csm_cli.output.selection import check_table
from tests.promises.program import Command, commands
from tests.promises.test_documents import BEFORE, ELSEWHERE, RUNS
from tests.terminal import Terminal

EVERY = pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)

FOR_EYES = {"demo"}
"""A show for people, in a pipe as well; `--fields` makes lines of it."""
OF_SEVERAL_KINDS = {"completion", "show"}  # and a script is no table
"""Lines that begin with a word which says what the rest is; and the lines of a script."""

TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d.*")
RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z")


@pytest.mark.parametrize("name", sorted({*RUNS} - FOR_EYES))
def test_pipes(name: str, csm: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record a line, a tab between values, whole ones, times in RFC 3339, and no header.

    However narrow and colourful the terminal is that the pipe is started from.
    """
    monkeypatch.chdir(tmp_path)
    csm = csm.with_(width=20, TERM="xterm-256color", COLORTERM="truecolor")
    if name in BEFORE:
        assert csm(BEFORE[name]).exit_code == 0
    ended = csm(RUNS[name])
    assert ended.exit_code == 0, ended.stderr
    assert ended == "" or ended.endswith("\n")
    assert not [char for char in ended if ord(char) < ord(" ") and char not in "\t\n"]
    rows = [line.split("\t") for line in ended.splitlines()]
    widths = {len(row) for row in rows}
    assert len(widths) <= 1 or name in OF_SEVERAL_KINDS
    keys = {part for field in fields_of(name) for part in field.name.split(".")}
    for row in rows:
        assert not keys.issuperset(row), "a header"
        for cell in row:
            assert not cell.endswith(("…", "...")), "cut off"
            assert not TIME.fullmatch(cell) or RFC_3339.fullmatch(cell)


@EVERY
def test_every_key_is_described(command: Command) -> None:
    """Every document has fields, and each says its type and what it means: the help of --fields."""
    fields = fields_of(command.name)
    assert [field.name for field in fields if not (field.kind and field.meaning)] == []
    assert fields[0].name == "schema_version"
    assert len(fields) > 1


@EVERY
def test_every_field_can_be_chosen(command: Command) -> None:
    """By its whole name; and alone it always makes a table."""
    for field in fields_of(command.name):
        assert chosen(field.name, command.name) == (field,)
        check_table([field])
    assert names_of(command.name) == tuple(field.name for field in fields_of(command.name))


@EVERY
def test_help_on_fields(command: Command, offline: Terminal) -> None:
    """`--fields help` lists those of every command, whatever else it needs; no other is taken."""
    listed = offline([*command.words, "--fields", "help"])
    assert listed.exit_code == 0
    assert [line.split("\t")[0] for line in listed.splitlines()] == [*names_of(command.name)]
    with pytest.raises(WrongUsage):
        chosen("no_such_field", command.name)


@pytest.mark.parametrize("name", sorted({*RUNS} - {"demo"}))
def test_fields_of_every_command(
    name: str, csm: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All fields of a document are where its schema says, and one list of them makes a table."""
    monkeypatch.chdir(tmp_path)
    if name in BEFORE:
        assert csm(BEFORE[name]).exit_code == 0
    fields = fields_of(name)
    keys = _keys(name)
    document = csm(f"{RUNS[name]} --json --fields {','.join(reversed(keys))}").json
    assert document.keys() >= {*keys}
    known = {field.name for field in fields}
    assert {*_paths(document, {name for name in known if not _has_parts(name, known)})} <= known


@pytest.mark.parametrize("name", sorted({*RUNS} - {"demo", "ownership check", "log resolve"}))
def test_tables_of_every_command(
    name: str, csm: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The fields of its first list, chosen for a pipe, make lines with as many values."""
    monkeypatch.chdir(tmp_path)
    if name in BEFORE:
        assert csm(BEFORE[name]).exit_code == 0
    names = _of_one_list(fields_of(name))
    ended = csm(f"{RUNS[name]} --fields {','.join(names)}")
    assert ended.exit_code == 0, ended.stderr
    assert {line.count("\t") + 1 for line in ended.splitlines()} <= {len(names)}


def test_every_command_is_looked_at() -> None:
    """No command is left out but those that are about a sandbox that runs."""
    assert {*RUNS, *ELSEWHERE} == {command.name for command in commands()}
    assert {*RUNS} > FOR_EYES | OF_SEVERAL_KINDS


def _keys(name: str) -> list[str]:
    from tests.promises.test_documents import _schema  # noqa: PLC0415

    return list(_schema(name)["properties"])


def _paths(value: Any, ends: set[str], prefix: str = "") -> Iterator[str]:
    """The names of all keys in a document, by the rule that `--fields` has.

    `ends` are names with nothing in them that has one, such as a request's body.
    """
    if isinstance(value, list):
        for each in value:
            yield from _paths(each, ends, prefix)
    if isinstance(value, dict):
        for key, inner in value.items():
            yield prefix + key
            if prefix + key not in ends:
                yield from _paths(inner, ends, f"{prefix}{key}.")


def _has_parts(name: str, known: set[str]) -> bool:
    return any(other.startswith(f"{name}.") for other in known)


def _of_one_list(fields: tuple[Field, ...]) -> list[str]:
    lists = next((field.lists for field in fields if field.lists), ())
    alone = [field for field in fields if field.lists == lists]
    return [
        field.name
        for field in alone
        if not any(other.name.startswith(f"{field.name}.") for other in fields)
    ]
