"""Reading values of expected kinds out of located YAML; what does not fit becomes a finding.

Which keys a file has, and what they mean, is not known here.
"""

import re
from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from typing import NamedTuple

from csm_cli.adapters.located_yaml import Node, as_date
from csm_cli.domain.ownership_check import Finding

Mapping = dict[str, Node]

_KINDS = {
    "mapping": "a mapping",
    "list": "a list",
    "text": "a text",
    "date": "a date",
    "integer": "a number",
    "number": "a number",
    "truth": "true or false",
    "nothing": "empty",
}


class Rule(NamedTuple):
    """What a text must look like, as a pattern and in words for the person who edits it."""

    pattern: re.Pattern[str]
    meaning: str


class Keys(NamedTuple):
    """The keys of one kind of mapping."""

    needed: Sequence[str]
    optional: Sequence[str]


class FieldReader:
    """Reads values and notes in `findings` where they are not as expected."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def mapping(self, node: Node, keys: Keys, what: str) -> Mapping:
        """The known keys of a mapping; unknown and missing ones are told."""
        if node.kind != "mapping":
            self.wrong(node, what, "a mapping")
            return {}
        known = (*keys.needed, *keys.optional)
        for name, value in node.value.items():
            if name not in known:
                near = get_close_matches(name, known, n=1)
                meant = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
                self.tell(
                    value.line, "unknown_key", f"{_shown(name)} is not a key of {what}; {meant}"
                )
        for name in keys.needed:
            if name not in node.value:
                self.tell(node.line, "missing_key", f"{what} needs the key {name}")
        return {name: value for name, value in node.value.items() if name in known}

    def items(self, row: Mapping, name: str) -> Sequence[Node]:
        """The entries of a list; none if the key is absent."""
        node = row.get(name)
        if node is None:
            return ()
        if node.kind != "list":
            self.wrong(node, name, "a list")
            return ()
        return tuple(node.value)

    def texts(self, row: Mapping, name: str, rule: Rule) -> tuple[str, ...]:
        """The entries of a list of texts, each once."""
        found: list[str] = []
        for node in self.items(row, name):
            text = self._checked(node, f"an entry of {name}", rule)
            if text in found:
                self.tell(node.line, "repeated_entry", f"{_shown(text)} stands twice in {name}")
            elif text:
                found.append(text)
        return tuple(found)

    def text(self, row: Mapping, name: str, rule: Rule) -> str | None:
        """A text; null if the key is absent or the text was found wrong."""
        node = row.get(name)
        return None if node is None else self._checked(node, name, rule) or None

    def date(self, row: Mapping, name: str) -> date | None:
        """A day; null if the key is absent or the day was found wrong."""
        node = row.get(name)
        if node is None:
            return None
        found = as_date(node)
        if found is None and node.kind in {"date", "text"}:
            self._tell_bad(node, name, "a date such as 2026-11-23")
        elif found is None:
            self.wrong(node, name, "a date such as 2026-11-23")
        return found

    def truth(self, row: Mapping, name: str) -> bool:
        """A switch; off if the key is absent."""
        node = row.get(name)
        if node is None:
            return False
        if node.kind != "truth":
            self.wrong(node, name, "true or false")
        return node.value is True

    def wrong(self, node: Node, what: str, wanted: str) -> None:
        """Tell that a value is of another kind than it must be."""
        shown = f" ({_shown(node.value)})" if isinstance(node.value, str) else ""
        self.tell(
            node.line, "wrong_type", f"{what} is {_KINDS[node.kind]}{shown}, and must be {wanted}"
        )

    def tell(self, line: int, code: str, text: str) -> None:
        """Note an error."""
        self.findings.append(Finding(line, "error", code, text))

    def _checked(self, node: Node, what: str, rule: Rule) -> str:
        """The text, or an empty one that has been told."""
        if node.kind != "text":
            self.wrong(node, what, f"{rule.meaning} (a text: use quotes)")
            return ""
        if rule.pattern.fullmatch(node.value):
            return str(node.value)
        self._tell_bad(node, what, rule.meaning)
        return ""

    def _tell_bad(self, node: Node, what: str, wanted: str) -> None:
        text = f"{what} is {_shown(node.value)}, and must be {wanted}"
        self.tell(node.line, "bad_value", text)


def _shown(text: str) -> str:
    return ascii(text if len(text) <= 40 else text[:37] + "...")  # noqa: PLR2004 - a line's worth
