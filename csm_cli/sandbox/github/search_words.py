"""A search of GitHub's taken apart: words, phrases, operators and qualifiers.

After "Understanding the search syntax" and "Searching issues and pull requests" of GitHub's
documentation. What looks like a qualifier and is none of those known here is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple

QUALIFIERS: Final = frozenset(("repo", "is", "type", "state", "label", "in", "author"))
OPERATORS: Final = frozenset(("AND", "OR", "NOT"))
_WORD: Final = re.compile(r"[^\W_]+")
_TOKEN: Final = re.compile(r'(-?)(?:([A-Za-z]+):)?(?:"([^"]*)"|(\S+))')


class Qualifier(NamedTuple):
    """`name:value`, or the opposite of it with a minus before it."""

    name: str
    value: str
    negated: bool


class Search(NamedTuple):
    """All of `ways` but one must fail for none to be found: each is words that all must occur.

    `text` is what GitHub counts the length of, `operators` how many there are.
    """

    ways: tuple[tuple[tuple[str, bool], ...], ...]
    qualifiers: tuple[Qualifier, ...]
    text: str
    operators: int


def taken_apart(query: str) -> Search:
    """Take a query apart; a word after NOT, or after a minus, must not occur."""
    ways: list[list[tuple[str, bool]]] = [[]]
    qualifiers, texts, operators, negated = [], [], 0, False
    for minus, name, phrase, word in _TOKEN.findall(query):
        if name.lower() in QUALIFIERS:
            qualifiers.append(Qualifier(name.lower(), phrase or word, bool(minus)))
        elif not name and word in OPERATORS:
            operators += 1
            if word == "OR":
                ways.append([])
            negated = word == "NOT"
        else:
            text = phrase or (f"{name}:{word}" if name else word)
            texts.append(text)
            ways[-1].append((text, bool(minus) or negated))
            negated = False
    return Search(tuple(map(tuple, ways)), tuple(qualifiers), " ".join(texts), operators)


def fits(search: Search, issue: Mapping[str, Any], comments: list[str]) -> bool:
    """Whether an issue has what is asked for; no words at all fit everything."""
    if not all(_qualifies(each, issue) for each in search.qualifiers):
        return False
    places = {each.value for each in search.qualifiers if each.name == "in"}
    text = _plain(" \n ".join(_places(issue, comments, places)))
    return any(all((_plain(word) in text) != no for word, no in way) for way in search.ways)


def _places(issue: Mapping[str, Any], comments: list[str], places: set[str]) -> Iterator[str]:
    if not places or "title" in places:
        yield issue["title"]
    if not places or "body" in places:
        yield issue["body"] or ""
    if not places or "comments" in places:
        yield from comments


def _plain(text: str) -> str:
    """Words parted by single blanks, with one at either end: punctuation parts them only."""
    words = _WORD.findall(text.casefold())
    return f" {' '.join(words)} "


def _qualifies(qualifier: Qualifier, issue: Mapping[str, Any]) -> bool:
    value = qualifier.value.casefold()
    kind = "pr" if issue["pull_request"] else "issue"
    labels = {label.casefold() for label in issue["labels"]}
    found: bool = {
        "repo": issue["repository"].casefold() == value,
        "is": value in {kind, issue["state"], "public"},
        "type": value == kind,
        "state": value == issue["state"],
        "label": any(part.strip('"') in labels for part in value.split(",")),
        "author": issue["author"].casefold() == value,
        "in": not qualifier.negated,
    }[qualifier.name]
    return found != qualifier.negated
