"""The JSON Schema for editors and the reader of the file describe one format."""

import json
from importlib.resources import files
from typing import Any

import jsonschema
import pytest
import yaml

from csm_cli.adapters.located_yaml import parse
from csm_cli.adapters.ownership_file import shipped
from csm_cli.adapters.ownership_rows import read_rows
from tests.adapters.ownership_texts import MISTAKES, SOUND, mistaken

# What a schema cannot see: it gets values, not text, and rows one by one.
_OF_THE_TEXT = {
    "alias", "depth", "documents", "duplicate", "duplicate_key", "empty", "key", "syntax", "tag",
}  # fmt: skip
_BEYOND_A_PATTERN = {"a very long number", "date of no calendar"}


class TextLoader(yaml.SafeLoader):
    """YAML as editors take it: a date is a text."""


TextLoader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _schema() -> Any:
    text = (files("csm_cli") / "schemas" / "files" / "ownership.schema.json").read_text("utf-8")
    return json.loads(text)


def _accepted_by_schema(text: str) -> bool:
    validator = jsonschema.Draft202012Validator(_schema())
    return validator.is_valid(yaml.load(text, Loader=TextLoader))  # noqa: S506 - a safe loader


def _accepted_by_reader(text: str) -> bool:
    root, findings = parse(text)
    return not findings and not read_rows(root, None).findings


def test_the_schema_is_a_schema() -> None:
    """It is valid itself, by the draft that it names."""
    jsonschema.Draft202012Validator.check_schema(_schema())


@pytest.mark.parametrize("text", [SOUND, shipped().read_text("utf-8")], ids=["sound", "shipped"])
def test_both_accept_sound_files(text: str) -> None:
    """What csm uses, an editor does not underline."""
    assert _accepted_by_schema(text)
    assert _accepted_by_reader(text)


@pytest.mark.parametrize(
    "name",
    [
        name
        for name, (_, _, _, code) in MISTAKES.items()
        if code not in _OF_THE_TEXT and name not in _BEYOND_A_PATTERN
    ],
)
def test_both_refuse_mistakes(name: str) -> None:
    """What csm refuses, an editor underlines while it is typed."""
    assert not _accepted_by_schema(mistaken(name))
    assert not _accepted_by_reader(mistaken(name))


def test_the_shipped_file_names_its_schema() -> None:
    """Editors find the schema by the first line of the file, which is a relative path."""
    first = shipped().read_text("utf-8").splitlines()[0]
    path = first.removeprefix("# yaml-language-server: $schema=")

    assert path != first
    assert json.loads((shipped().parent / path).read_text("utf-8")) == _schema()
