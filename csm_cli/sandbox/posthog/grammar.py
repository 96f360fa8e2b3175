"""PostHog's own grammar: query text to a syntax tree.

The tree is the JSON that the `hogql-parser` package writes: a dict per node with its kind under
`node` and its place in the text under `start` and `end`. This module knows nothing of what a
query means.
"""

import json
from functools import lru_cache
from typing import Any

from csm_cli.sandbox.posthog.parser_process import ParserLostError, ParserProcess

Node = dict[str, Any]

# What ClickHouse itself takes as a query's text by default.
_LONGEST = 256 * 1024
# A client sends the same few queries again and again, and the grammar takes long for each.
_REMEMBERED, _SHORT = 64, 16 * 1024
_PARSER = ParserProcess()


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
        raise HogQLSyntaxError(f"Query is longer than {_LONGEST} characters", 0, len(text))
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise HogQLSyntaxError("Query is not valid Unicode", error.start, error.end) from None
    try:
        tree: Node = json.loads(_parsed(text) if len(text) <= _SHORT else _PARSER.parse(text))
    except (ParserLostError, RecursionError):
        raise HogQLSyntaxError("Query is too complex to be parsed", 0, len(text)) from None
    if tree.get("error"):
        start, end = tree["start"]["offset"], tree["end"]["offset"]
        raise HogQLSyntaxError(str(tree["message"]), start, end)
    return tree


@lru_cache(_REMEMBERED)
def _parsed(text: str) -> str:
    return _PARSER.parse(text)
