"""The vocabulary of the translation: tree nodes in, printed ClickHouse expressions out."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal, NamedTuple

Node = dict[str, Any]

# What is known of an expression's type. `json` is a column of JSON text whose keys can be read
# with a dot; most calls are `unknown`, which only costs the type-dependent choices.
Kind = Literal["json", "string", "datetime", "date", "uuid", "integer", "boolean", "unknown"]

_PLACE = frozenset({"node", "start", "end"})


class QueryError(Exception):
    """The query parses but cannot be run; the text is meant for the person who wrote it."""


class Settings(NamedTuple):
    """What a translation depends on besides the query."""

    now: datetime
    timezone: str
    database: str


class Printed(NamedTuple):
    """A ClickHouse expression and what is known of it.

    `name` is the column name that HogQL gives the expression when it has no alias.
    `json_column` and `json_path` are set on a property, so that `a.b` can be extended to `a.b.c`.
    `compared_bare` marks an event's timestamp, which HogQL compares without its rules for NULL.
    """

    sql: str
    kind: Kind = "unknown"
    nullable: bool = True
    name: str | None = None
    json_column: str | None = None
    json_path: tuple[str | int, ...] = ()
    compared_bare: bool = False


def insist_on(node: Node, *keys: str) -> None:
    """Refuse a node that says more than the translation understands.

    Every construct of the grammar that is not listed by its translator ends here: as a clear 400,
    never as SQL that quietly means something else.
    """
    known = _PLACE.union(keys)
    for key, value in node.items():
        if key not in known and value not in (None, False, []):
            raise QueryError(f"{_spoken(key)} is not supported in the sandbox")


def _spoken(key: str) -> str:
    return {"limit_with_ties": "LIMIT WITH TIES", "limit_percent": "LIMIT percent"}.get(
        key, key.replace("_", " ").upper()
    )


def is_constant(node: Node) -> bool:
    """Whether the node is a literal, or a placeholder's value."""
    return bool(node["node"] == "Constant")


def is_null(node: Node) -> bool:
    """Whether the node is the literal NULL."""
    return is_constant(node) and node.get("value") is None


def call(name: str, *args: Node) -> Node:
    """A call node, for constructs that HogQL defines by a function."""
    return {"node": "Call", "name": name, "args": list(args)}


def constant(value: object) -> Node:
    """A literal node."""
    return {"node": "Constant", "value": value}


def chain_text(chain: Iterable[str | int]) -> str:
    """A field chain as the person wrote it, for messages."""
    return ".".join(str(link) for link in chain)
