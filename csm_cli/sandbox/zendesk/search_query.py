"""The search language: words, phrases, and `word:value`, which is always a filter.

As in the original a filter that nobody knows is no text to look for: it matches nothing.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_TOKEN = re.compile(
    r"(?P<minus>-?)(?:"
    r'"(?P<phrase>[^"]*)"'
    r'|(?P<key>[A-Za-z_]\w*)(?P<sign>:|>=|<=|>|<)(?P<value>"[^"]*"|[^\s"]*)'
    r'|(?P<word>[^\s"]+))'
)
_WORD = re.compile(r"\w+")
RECORD_TYPES: Final = {
    "ticket": "tickets",
    "user": "users",
    "organization": "organizations",
    "group": "groups",
}


class Filter(NamedTuple):
    """One `word:value`, or a comparison such as `updated>2026-11-01`."""

    key: str
    sign: str
    value: str
    negated: bool


class Words(NamedTuple):
    """Words that must follow each other; a phrase, or one word of the query."""

    words: tuple[str, ...]
    prefix: bool  # the last word may go on: `repl*`
    negated: bool


class Query(NamedTuple):
    """A query taken apart; `kinds` are the kinds of records that may match."""

    filters: tuple[Filter, ...]
    texts: tuple[Words, ...]
    kinds: tuple[str, ...]


def parse(text: str) -> Query:
    """Take a query apart."""
    filters: list[Filter] = []
    texts: list[Words] = []
    kinds: list[str] = []
    for token in _TOKEN.finditer(text):
        negated = token["minus"] == "-"
        if token["key"] is None:
            raw = token["phrase"] if token["phrase"] is not None else token["word"]
            if words := words_of(raw):
                texts.append(Words(words, raw.endswith("*"), negated))
        elif token["key"].lower() == "type" and token["value"].lower() in RECORD_TYPES:
            kinds.append(RECORD_TYPES[token["value"].lower()])
        else:
            value = token["value"].strip('"')
            filters.append(Filter(token["key"].lower(), token["sign"], value, negated))
    return Query(tuple(filters), tuple(texts), tuple(kinds or RECORD_TYPES.values()))


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text as the index keeps them."""
    return tuple(_WORD.findall(text.casefold()))


def holds(text: tuple[str, ...], wanted: Words) -> bool:
    """Say whether the words stand in the text one after the other."""
    size = len(wanted.words)
    for start in range(len(text) - size + 1):
        seen = text[start : start + size]
        if seen[:-1] == wanted.words[:-1] and (
            seen[-1].startswith(wanted.words[-1]) if wanted.prefix else seen[-1] == wanted.words[-1]
        ):
            return True
    return False
