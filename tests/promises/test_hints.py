"""What the program tells people to type can be typed."""

import ast
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest

from tests.promises.program import modules, parses

_VALUE = "48213"
"""Stands for whatever is filled in: a ticket's number does for every argument so far."""

# "csm audit-impersonation: ..." is the name of a query, for PostHog's log.
_COMMAND = re.compile(r"\bcsm (?![a-z-]+: )([^,;:()'\"]*)")

_OF_ITSELF = {
    "adds", "asks", "can", "changes", "could", "does", "has", "is", "itself", "keeps", "knows",
    "leaves", "looks", "made", "may", "names", "opens", "put", "reads",
    "sent", "shows", "stops", "waits", "writes",
}  # fmt: skip
"""Words that make csm the subject of a sentence; no command has such a name."""


class Advice(NamedTuple):
    """One command that a text of the program names, and where that text stands."""

    place: str
    command: str


def _documentation(tree: ast.Module) -> set[ast.expr]:
    """Strings that stand for themselves: docstrings, of which `--help` shows the commands'."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def _texts(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every text of a module with its line; a value stands wherever something is filled in."""
    skipped: set[ast.AST] = {*_documentation(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            skipped |= set(node.values)
            parts = (
                part.value if isinstance(part, ast.Constant) else _VALUE for part in node.values
            )
            yield node.lineno, "".join(str(part) for part in parts)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield node.lineno, node.value


def _advice() -> Iterator[Advice]:
    for path, tree in modules().items():
        if path.startswith("sandbox/"):
            continue
        for line, text in _texts(tree):
            for found in _COMMAND.finditer(text):
                words = found[1].split()
                if words and words[0] not in {*_OF_ITSELF, _VALUE}:
                    yield Advice(f"{path}:{line}", " ".join(words))


def _could_be_typed(command: str) -> bool:
    """Whether the words parse, with what is said about them behind them cut off.

    All options among the words must be part of what parses.
    """
    words = command.split()
    last_option = max((n for n, word in enumerate(words) if word.startswith("-")), default=0)
    return any(parses(words[:end]) for end in range(len(words), last_option, -1))


@pytest.mark.parametrize(
    "advice", [*_advice()], ids=lambda advice: f"{advice.place} {advice.command}"
)
def test_advice_parses(advice: Advice) -> None:
    """The command of a hint, its arguments and its options are ones that csm has."""
    assert _could_be_typed(advice.command)


def test_the_walk_finds_advice() -> None:
    """The walk sees the hints that are there, and a wrong one among them would not parse."""
    found = {advice.command for advice in _advice()}
    assert {"sandbox serve", "--help lists the commands", "config shows its origin"} <= found
    assert not _could_be_typed("claim 48213 --takeover")
    assert not _could_be_typed("demonstrate")
    assert not _could_be_typed("claim")
