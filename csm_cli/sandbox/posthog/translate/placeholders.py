"""`{name}` in a query becomes the value of that name, as a constant of the tree."""

from collections.abc import Mapping
from typing import Any

from csm_cli.sandbox.posthog.translate.nodes import Node, QueryError, chain_text, constant


def bound(node: Any, values: Mapping[str, object]) -> Any:
    """A copy of the tree with every placeholder replaced; raises QueryError for a missing one."""
    if isinstance(node, list):
        return [bound(each, values) for each in node]
    if not isinstance(node, dict):
        return node
    if node.get("node") == "Placeholder":
        return _value(node, values)
    return {
        key: each if key in {"start", "end"} else bound(each, values) for key, each in node.items()
    }


def _value(node: Node, values: Mapping[str, object]) -> Node:
    field = node["expr"]
    if field["node"] != "Field":
        raise QueryError("A placeholder must be the name of a value")
    chain = [str(link) for link in field["chain"]]
    if chain[0] == "filters":
        # With no filters in the request HogQL puts the condition that always holds.
        return constant(True)
    name = chain_text(chain)
    if name not in values:
        known = ", ".join(sorted(values)) or "none"
        raise QueryError(f"Unresolved placeholder: {{{name}}}. Available placeholders: {known}")
    return _constant(values[name])


def _constant(value: object) -> Node:
    if isinstance(value, list):
        return {"node": "Array", "exprs": [_constant(each) for each in value]}
    if value is None or isinstance(value, bool | int | float | str):
        return constant(value)
    raise QueryError("The values of a query must be text, numbers, booleans, null or lists")
