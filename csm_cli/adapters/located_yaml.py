"""YAML of unknown origin as values that know their line.

Built from the parser's events, without recursion: composing nodes instead overflows the C
stack on deep nesting and ends the process. Anchors, aliases and tags are refused, so that
a small file cannot become a large value or an object; a key may stand only once.
"""

import re
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from csm_cli.domain.ownership_check import Finding

_DEEPEST = 10
_LONGEST_INTEGER = 18
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TAG = "tag:yaml.org,2002:"
_TRUTHS = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
# The parser in C is seven times as fast; a PyYAML that was built without it still works.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVER: Any = yaml.resolver.Resolver()


class Node(NamedTuple):
    """A value and the line it stands in, counted from 1.

    `kind` is `mapping` (`value` is a dict of nodes), `list` (a list of nodes), `text`,
    `date`, `integer`, `truth`, `nothing`, or `number` for any other scalar (as text).
    """

    line: int
    kind: str
    value: Any


class Broken(Exception):  # noqa: N818 - carries a finding to the caller, never shown as it is
    """The text cannot be read any further."""

    def __init__(self, line: int, code: str, text: str) -> None:
        super().__init__(text)
        self.finding = Finding(line, "error", code, text)


def parse(text: str, loader: Any = _LOADER) -> tuple[Node, list[Finding]]:
    """Read one YAML document, with one of PyYAML's safe loaders.

    Returns:
        Its root, and what was found wrong on the way although reading went on.

    Raises:
        Broken: it is not one well-formed document, or uses what is refused.
    """
    builder = _Builder()
    try:
        for event in yaml.parse(text, Loader=loader):
            builder.take(event)
    except yaml.YAMLError as error:
        raise _broken(error, text) from error
    if builder.root is None:
        raise Broken(1, "empty", "the file is empty")
    return builder.root, builder.findings


def _broken(error: yaml.YAMLError, text: str) -> Broken:
    mark = getattr(error, "problem_mark", None)
    if mark is not None:
        problem = getattr(error, "problem", None) or "cannot be read"
        return Broken(mark.line + 1, "syntax", f"not YAML: {problem}")
    position = getattr(error, "position", 0) or 0
    line = text.count("\n", 0, position) + 1
    return Broken(line, "syntax", "not YAML: a character that no text holds")


class _Open(NamedTuple):
    """A mapping or list whose end has not been read; `keys` holds the key that waits."""

    node: Node
    keys: list[tuple[str, int]]


class _Builder:
    """Puts the parser's events together."""

    def __init__(self) -> None:
        self.root: Node | None = None
        self.findings: list[Finding] = []
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: Any) -> None:
        """Take the next event."""
        line = event.start_mark.line + 1
        match event:
            case yaml.ScalarEvent():
                self._refuse_marks(event, line)
                self._add(_scalar(event, line))
            case yaml.MappingStartEvent():
                self._refuse_marks(event, line)
                self._descend(Node(line, "mapping", {}))
            case yaml.SequenceStartEvent():
                self._refuse_marks(event, line)
                self._descend(Node(line, "list", []))
            case yaml.CollectionEndEvent():
                self._open.pop()
            case yaml.AliasEvent():
                raise Broken(line, "alias", "a YAML alias (*name) is not allowed; repeat the text")
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise Broken(line, "documents", "a second YAML document begins here")

    def _refuse_marks(self, event: Any, line: int) -> None:
        if event.anchor is not None:
            raise Broken(line, "alias", "a YAML anchor (&name) is not allowed; repeat the text")
        if event.tag is not None:
            raise Broken(line, "tag", "a YAML tag (!name) is not allowed")

    def _descend(self, node: Node) -> None:
        placed = self._add(node)
        self._open.append(_Open(placed, []))
        if len(self._open) > _DEEPEST:
            raise Broken(node.line, "depth", f"nested more than {_DEEPEST} deep")

    def _add(self, node: Node) -> Node:
        """Put a value where it belongs; in a mapping it gets the line of its key."""
        if not self._open:
            self.root = node
            return node
        parent, keys = self._open[-1]
        if parent.kind == "list":
            parent.value.append(node)
            return node
        if not keys:
            keys.append((self._key(node), node.line))
            return node
        name, line = keys.pop()
        node = Node(line, node.kind, node.value)
        if name in parent.value:
            text = f"{name!r} stands here a second time, after line {parent.value[name].line}"
            self.findings.append(Finding(line, "error", "duplicate_key", text))
        parent.value[name] = node
        return node

    def _key(self, node: Node) -> str:
        if node.kind in {"mapping", "list"}:
            raise Broken(node.line, "key", "a key must be a text")
        return str(node.value)


def _scalar(event: Any, line: int) -> Node:
    if not event.implicit[0]:  # quoted, or a block of text
        return Node(line, "text", event.value)
    return Node(line, *_plain(event.value))


@lru_cache(maxsize=4096)
def _plain(text: str) -> tuple[str, Any]:
    """Kind and value of an unquoted scalar, by the rules of YAML 1.1."""
    tag = _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)).removeprefix(_TAG)
    match tag:
        case "str":
            return "text", text
        case "null":
            return "nothing", None
        case "bool":
            return "truth", _TRUTHS[text.lower()]
        case "int" if text.isdecimal() and len(text) <= _LONGEST_INTEGER:
            return "integer", int(text)
        case "timestamp":
            return "date", text
        case _:
            return "number", text


def reads_as_text(text: str) -> bool:
    """Whether a text that stands without quotes is read as that text's kind."""
    return _plain(text)[0] == "text"


def as_date(node: Node) -> date | None:
    """The node's date, quoted or not; null if it is none that the calendar knows."""
    if node.kind not in {"date", "text"} or not _DATE.fullmatch(node.value):
        return None
    try:
        return date.fromisoformat(node.value)
    except ValueError:
        return None
