"""The JSON Schema for editors and the reader of the tips file describe one format."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from csm_cli.adapters.tips_file import load
from csm_cli.domain.errors import WrongUsage
from tests.adapters.test_ownership_schema import TextLoader
from tests.adapters.test_tips_file import OWN

SHIPPED = Path(str(files("csm_cli"))) / "tips.yaml"
FULL = (
    OWN
    + """\
  - area: all-of-it
    title: All of it
    also: [every key]
    look_up: [Where it says so]
    steps: [First this, Then that]
    pages: [{title: It, path: "/it?q=%20#x"}]
    docs: [{title: Docs, path: /docs/it}]
    as_of: 2026-11-20
    source: Ada
"""
)


def _schema() -> Any:
    return json.loads((files("csm_cli") / "schemas/files/tips.schema.json").read_text("utf-8"))


def _accepted_by_schema(text: str) -> bool:
    validator = jsonschema.Draft202012Validator(_schema())
    return validator.is_valid(yaml.load(text, Loader=TextLoader))  # noqa: S506 - a safe loader


def _accepted_by_reader(path: Path, text: str) -> bool:
    path.write_text(text, "utf-8")
    try:
        load(path)
    except WrongUsage:
        return False
    return True


@pytest.mark.parametrize("text", [FULL, SHIPPED.read_text("utf-8")], ids=["full", "shipped"])
def test_both_accept_sound_files(tmp_path: Path, text: str) -> None:
    """What csm uses, an editor does not underline; and the schema is one, by its own draft."""
    jsonschema.Draft202012Validator.check_schema(_schema())
    assert _accepted_by_schema(text)
    assert _accepted_by_reader(tmp_path / "tips.yaml", text)


@pytest.mark.parametrize(
    ("sound", "mistake"),
    [
        ("look_up: [Ask", "lookup: [Ask"),
        ("area: our-thing", "area: Our Thing"),
        ("path: /thing", "path: //evil.example"),
        ("path: /thing", "path: thing"),
        ("path: /thing", "url: /thing"),
        ("title: It,", ""),
        ("    source: Ada\n", ""),
        ("as_of: 2026-11-20", "as_of: yesterday"),
        ("schema_version: 1", "schema_version: 2"),
        ("[Ask Ada first]", "Ask Ada first"),
        ("[Ask Ada first]", "[twice, twice]"),
        ("[the thing]", '["  "]'),
        ("tips:\n", "more: 1\ntips:\n"),
    ],
)
def test_both_refuse_mistakes(tmp_path: Path, sound: str, mistake: str) -> None:
    """What csm refuses, an editor underlines while it is typed."""
    text = OWN.replace(sound, mistake)
    assert text != OWN
    assert not _accepted_by_schema(text)
    assert not _accepted_by_reader(tmp_path / "tips.yaml", text)


def test_the_shipped_file_names_its_schema() -> None:
    """Editors find the schema by the first line of the file, which is a relative path."""
    first = SHIPPED.read_text("utf-8").splitlines()[0]
    path = first.removeprefix("# yaml-language-server: $schema=")
    assert path != first
    assert json.loads((SHIPPED.parent / path).read_text("utf-8")) == _schema()
