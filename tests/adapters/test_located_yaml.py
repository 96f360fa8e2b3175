"""YAML as values that know their line; what a file must not contain is refused."""

import pytest
import yaml

from csm_cli.adapters.located_yaml import Broken, Node, parse
from csm_cli.adapters.ownership_file import shipped
from csm_cli.domain.ownership_check import Finding
from tests.adapters.ownership_texts import MISTAKES, SOUND, mistaken

LOADERS = [yaml.SafeLoader, yaml.CSafeLoader]


def test_a_value_has_the_line_of_its_key() -> None:
    """A person looks for the key, wherever the value begins."""
    root, findings = parse("a:\n  b:\n    - x\n    - y\n")

    assert findings == []
    assert root == Node(
        1,
        "mapping",
        {
            "a": Node(
                1,
                "mapping",
                {"b": Node(2, "list", [Node(3, "text", "x"), Node(4, "text", "y")])},
            )
        },
    )


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("word", "text", "word"),
        ('"7"', "text", "7"),
        ("'no'", "text", "no"),
        ("7", "integer", 7),
        ("0x10", "number", "0x10"),
        ("1.5", "number", "1.5"),
        ("1:30", "number", "1:30"),
        ("no", "truth", False),
        ("True", "truth", True),
        ("2026-11-23", "date", "2026-11-23"),
        ("~", "nothing", None),
        ("", "nothing", None),
        (">-\n  two\n  lines", "text", "two lines"),
    ],
)
def test_a_scalar_is_what_yaml_takes_it_for(written: str, kind: str, value: object) -> None:
    """The traps of unquoted words are seen as what they are, not as texts."""
    root, _ = parse(f"a: {written}")

    assert root.value["a"][1:] == (kind, value)


def test_a_key_that_stands_twice_is_told_and_the_last_one_kept() -> None:
    """PyYAML itself would silently drop the first."""
    root, findings = parse("a: 1\nb: 2\na: 3\n")

    assert [(finding.line, finding.code) for finding in findings] == [(3, "duplicate_key")]
    assert root.value["a"].value == 3


@pytest.mark.parametrize("text", [SOUND, *map(mistaken, MISTAKES)], ids=["sound", *MISTAKES])
def test_without_the_c_library_the_same_is_read(text: str) -> None:
    """PyYAML built without its parser in C gives the same values or the same line."""
    assert _read(text, LOADERS[0]) == _read(text, LOADERS[1])


def test_both_loaders_read_the_shipped_file_alike() -> None:
    """The two parsers agree on every value and line of the file that matters."""
    text = shipped().read_text(encoding="utf-8")

    assert _read(text, LOADERS[0]) == _read(text, LOADERS[1])


def _read(text: str, loader: object) -> object:
    try:
        return parse(text, loader)
    except Broken as broken:
        return (broken.finding.line, broken.finding.code)


def test_a_refusal_is_an_error_with_its_line() -> None:
    """What cannot be read any further carries one finding."""
    with pytest.raises(Broken) as refusal:
        parse("a: 1\nb: &x 2\n")

    assert refusal.value.finding == Finding(
        2, "error", "alias", "a YAML anchor (&name) is not allowed; repeat the text"
    )
