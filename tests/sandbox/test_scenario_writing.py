"""The tools that write the scenario: offsets, choices, prose, and JSON that people can read."""

from __future__ import annotations

import ast
import json
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.sandbox.scenarios.bodies import prose
from csm_cli.sandbox.scenarios.build import HERE, readable
from csm_cli.sandbox.scenarios.dice import chance, identifier, number
from csm_cli.sandbox.scenarios.moments import later, offset, seconds
from csm_cli.sandbox.scenarios.story import owner_tag

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(st.integers(-(10**8), 10**8))
def test_an_offset_says_the_same_seconds(total: int) -> None:
    """Writing and reading an offset changes nothing."""
    assert seconds(offset(total)) == total


@pytest.mark.parametrize("text", ["", "3d", "-", "-3", "-3d 2h", "-3y", "2026-01-01T00:00:00Z"])
def test_what_is_no_offset_is_refused(text: str) -> None:
    """A typing mistake in the story stops the build."""
    with pytest.raises(ValueError, match="not an offset"):
        seconds(text)


def test_an_offset_can_be_shifted() -> None:
    """The parts are added up and written anew."""
    assert later("-3d", "+2h") == "-2d22h"
    assert later("-1h", "+1h1s") == "+1s"
    assert seconds("-1w2d") == -9 * 86_400


def test_choices_never_change() -> None:
    """Another Python, another day: the files stay as they are."""
    assert identifier("support ticket", 48213) == "6173279f-9f19-4d21-8696-a50761534bcb"
    assert number(1, 6, "dice", 7) == number(1, 6, "dice", 7)
    assert {number(1, 3, at) for at in range(50)} == {1, 2, 3}
    assert 15 <= sum(chance(25, at) for at in range(100)) <= 35


def test_wrapped_lines_are_joined_and_short_ones_kept() -> None:
    """Paragraphs unwrap, greetings, lists and quotations do not."""
    wrapped = "This sentence is long enough that somebody who writes it in a module has to"
    text = f"\nHi,\n\n{wrapped}\nwrap it.\n\n- {wrapped}\n  wrap it\n- short\n\nBye\nRobin\n"

    assert prose(text) == (
        f"Hi,\n\n{wrapped} wrap it.\n\n- {wrapped} wrap it\n- short\n\nBye\nRobin"
    )


@given(_JSON)
def test_readable_json_is_the_same_json(value: object) -> None:
    """The layout changes no value, whatever characters a customer typed."""
    assert json.loads(readable(value)) == value


def test_readable_json_keeps_small_things_on_one_line() -> None:
    """A person sees a field and its value together, and hidden characters as escapes."""
    small = {"id": 1, "value": "a\u202eb é"}

    assert readable(small) == '{"id": 1, "value": "a\\u202eb é"}\n'
    assert readable([small] * 5).splitlines()[1] == '  {"id": 1, "value": "a\\u202eb é"},'


def test_owner_tags_are_plain() -> None:
    """Every character but a to z and 0 to 9 becomes an underscore, as in PostHog's form."""
    assert owner_tag("Zoë Åkerblom") == "owner_zo___kerblom"
    assert owner_tag("unassigned") == "owner_unassigned"


@pytest.mark.parametrize("module", sorted(HERE.rglob("*.py")), ids=lambda path: path.stem)
def test_the_story_needs_only_itself_and_python(module: Path) -> None:
    """Rebuilding the files works without any installed package, and the sandbox's code."""
    imported = {
        node.module or ""
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom)
    } | {
        alias.name
        for node in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
    }

    foreign = {
        name
        for name in imported
        if not name.startswith("csm_cli.sandbox.scenarios")
        and name.split(".")[0] not in sys.stdlib_module_names
    }
    assert foreign == set()
