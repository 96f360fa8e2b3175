"""The reference of the commands is what the commands say of themselves today."""

import json
from importlib.resources import files

import pytest

from tests.command_pages.documents import keys
from tests.command_pages.pages import OUTCOMES, pages
from tests.promises.program import SOURCE, Command, commands

PAGES = pages()
EVERY = pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)


@EVERY
def test_a_page_has_every_option_and_key(command: Command) -> None:
    """Nothing that can be typed or read is left out, however it is spelt."""
    text = PAGES[f"{'-'.join(command.words)}.md"] + PAGES["index.md"].partition("Options of")[2]
    for option in command.options:
        assert any(f"{before}{option}" in text for before in ("`", ", ")), option
    path = files("csm_cli") / "schemas" / f"{'-'.join(command.words)}.json"
    for key in json.loads(path.read_text(encoding="utf-8"))["properties"]:
        assert f"\n| `{key}` |" in text, key


def test_every_outcome_with_an_exit_code_is_told() -> None:
    """Each table of exit codes that the rules have stands on the page of a command."""
    rules = (SOURCE / "domain").rglob("*.py")
    tables = [path.name for path in rules if "\nEXIT_CODES = {" in path.read_text("utf-8")]
    assert len(tables) == len(OUTCOMES), tables


def test_a_document_is_told_to_its_leaves() -> None:
    """Keys inside lists, maps, references and alternatives are found; a loop is told once."""
    schema = {
        "properties": {
            "results": {"type": "array", "items": {"$ref": "#/$defs/one"}},
            "by_name": {"type": "object", "additionalProperties": {"type": "integer"}},
            "state": {"enum": ["on", None], "description": "Whether."},
        },
        "$defs": {
            "one": {
                "anyOf": [{"properties": {"id": {"type": ["integer", "null"]}}}],
                "properties": {"inner": {"$ref": "#/$defs/one"}},
            }
        },
    }
    assert [(key.path, key.kind, key.meaning) for key in keys(schema)] == [
        ("results", "list", ""),
        ("results[].id", "integer or null", ""),
        ("results[].inner", "", ""),
        ("by_name", "object", ""),
        ("by_name.*", "integer", ""),
        ("state", "`on` `null`", "Whether."),
    ]
