"""PostHog's own grammar: query text to a syntax tree.

The tree is the JSON that the `hogql-parser` package writes: a dict per node with its kind under
`node` and its place in the text under `start` and `end`. This module knows nothing of what a
query means.
"""

import functools
import importlib
import json
import sys
import threading
import types
from collections.abc import Callable
from typing import Any

Node = dict[str, Any]

# The parser is written in C++: it needs exponential time for deep nesting, and a chain of tens of
# thousands of operators overflows its stack, which would take the whole process along.
_DEEPEST = 20
_LONGEST = 64 * 1024
_STUBS = ("posthog", "posthog.hogql", "posthog.hogql.errors")
_importing = threading.Lock()


class HogQLSyntaxError(Exception):
    """The text is not HogQL; `start` and `end` are offsets in characters."""

    def __init__(self, message: str, start: int = 0, end: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.start = start
        self.end = end


def parse_select(text: str) -> Node:
    """Parse one SELECT statement; raises HogQLSyntaxError."""
    if not text.strip():
        raise HogQLSyntaxError("Empty query")
    if len(text) > _LONGEST:
        raise HogQLSyntaxError("Query is too long")
    _check_depth(text)
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise HogQLSyntaxError("Query is not valid Unicode", error.start, error.end) from None
    try:
        tree: Node = json.loads(_parser()(text))
    except RecursionError:
        raise HogQLSyntaxError("Query is nested too deeply") from None
    if tree.get("error"):
        start, end = tree["start"]["offset"], tree["end"]["offset"]
        raise HogQLSyntaxError(str(tree["message"]), start, end)
    return tree


def _check_depth(text: str) -> None:
    depth = 0
    for offset, letter in enumerate(text):
        if letter in "([{":
            depth += 1
            if depth > _DEEPEST:
                raise HogQLSyntaxError("Query is nested too deeply", offset, offset + 1)
        elif letter in ")]}":
            depth -= 1


@functools.cache
def _parser() -> Callable[[str], str]:
    """Import the parser, which looks up PostHog's own error classes while it loads.

    Empty modules satisfy it. They leave `sys.modules` again, so that a real package of that name
    could still be imported by somebody else.
    """
    with _importing:
        absent = [name for name in _STUBS if name not in sys.modules]
        sys.modules.update({name: types.ModuleType(name) for name in absent})
        try:
            module = importlib.import_module("hogql_parser")
        finally:
            for name in absent:
                sys.modules.pop(name, None)
    parse: Callable[[str], str] = module.parse_select_json
    return parse
