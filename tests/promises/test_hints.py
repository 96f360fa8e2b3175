"""What the program tells people to type can be typed."""

import ast
import re
from collections.abc import Iterator
from difflib import get_close_matches
from typing import NamedTuple

import pytest

from csm_cli.cli.advice import with_profile
from tests.promises.program import commands, modules, parses

_VALUE = "48213"
"""Stands for whatever is filled in: a ticket's number does for every argument so far."""

# "csm audit-impersonation: ..." is the name of a query, for PostHog's log.
_COMMAND = re.compile(r"\bcsm (?![a-z-]+: )([^,;:()'\"]*)")

_OF_ITSELF = {"asks", "can", "is", "itself", "looks", "may", "opens", "shows", "waits", "writes"}
"""Words that make csm the subject of a text; no command has such a name."""

_NEAR = 0.75
"""From this likeness on, a word in other texts is a misspelt command and not a verb."""


class Advice(NamedTuple):
    """One command that a text of the program names, and where that text stands."""

    place: str
    command: str


class Said(NamedTuple):
    """A text of the program: its line, and whether it is one that says what to type."""

    line: int
    text: str
    is_hint: bool


def _texts(tree: ast.Module) -> Iterator[Said]:
    """Every text of a module; docstrings are not, and a value stands for what is filled in."""
    skipped = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    hints = {
        part
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg in {"hint", "instead", "after_no"}
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= set(node.values)
            parts = (
                part.value if isinstance(part, ast.Constant) else _VALUE for part in node.values
            )
            yield Said(node.lineno, "".join(str(part) for part in parts), node in hints)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield Said(node.lineno, node.value, node in hints)


def _names_a_command(word: str, said: Said) -> bool:
    """Whether the word behind `csm` is meant to be typed; in a hint it is, unless csm does it."""
    if word in {*_OF_ITSELF, _VALUE}:
        return False
    if said.is_hint or said.text.startswith("csm "):
        return True
    names = {command.words[0] for command in commands()}
    return word.startswith("-") or bool(get_close_matches(word, names, cutoff=_NEAR))


def _advice() -> Iterator[Advice]:
    for path, tree in modules().items():
        if path.startswith("sandbox/"):
            continue
        for said in _texts(tree):
            for found in _COMMAND.finditer(said.text):
                words = found[1].split()
                if words and _names_a_command(words[0], said):
                    yield Advice(f"{path}:{said.line}", " ".join(words))


def _could_be_typed(command: str) -> bool:
    """Whether the words parse, with what is said about them behind them cut off.

    All options among the words must be part of what parses.
    """
    words = command.split()
    last_option = max((n for n, word in enumerate(words) if word.startswith("-")), default=0)
    return any(parses(words[:end]) for end in range(len(words), last_option, -1))


def test_advice_parses() -> None:
    """The command of a hint, its arguments and its options are ones that csm has."""
    assert [advice for advice in _advice() if not _could_be_typed(advice.command)] == []


def test_the_walk_finds_advice() -> None:
    """The walk sees the hints that are there, and a wrong one among them would not parse."""
    found = {advice.command for advice in _advice()}
    assert {"sandbox serve", "--help lists the commands", "auth status"} <= found
    assert not _could_be_typed("claim 48213 --takeover")
    assert not _could_be_typed("demonstrate")
    assert not _could_be_typed("claim")


_OF_NO_DESK = {"audit", "completion", "demo", "help", "ownership", "sandbox"}
"""Commands that do the same with every profile."""


@pytest.mark.parametrize("name", sorted({command.words[0] for command in commands()}))
def test_advice_about_a_desk_names_the_profile(name: str) -> None:
    """Typed as it stands, it must not be about another desk's ticket of the same number."""
    for text in (f"next: csm {name} 48213", f"go on with it: csm {name} 48213 --draft x"):
        named = with_profile(text, sandbox=False, profile="a b")
        assert named == (
            text if name in _OF_NO_DESK else text.replace("csm ", "csm --profile 'a b' ", 1)
        )
