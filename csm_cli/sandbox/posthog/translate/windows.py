"""Window functions: `sum(x) OVER (PARTITION BY a ORDER BY b)`."""

from csm_cli.sandbox.posthog.translate import functions, literals
from csm_cli.sandbox.posthog.translate.nodes import Node, Printed, QueryError, insist_on
from csm_cli.sandbox.posthog.translate.scope import Scope
from csm_cli.sandbox.posthog.translate.translator import Handler, Translator

_BOUNDS = frozenset({"CURRENT ROW", "PRECEDING", "FOLLOWING"})
_METHODS = frozenset({"ROWS", "RANGE"})


def window_function(translator: Translator, node: Node, scope: Scope) -> Printed:
    """Print a function over a window, written out or named in the WINDOW clause."""
    insist_on(node, "name", "args", "exprs", "over_expr", "over_identifier")
    name = functions.canonical(str(node["name"]))
    function = functions.find(name)
    arguments = node.get("exprs") or node.get("args") or []
    if arguments and arguments[0].get("chain") == ["*"] and name == "count":
        arguments = []
    functions.check_count(name, function, len(arguments))
    sql = f"{function.name}({translator.listed(arguments, scope)})"
    return Printed(f"{sql} OVER {_over(translator, node, scope)}")


def _over(translator: Translator, node: Node, scope: Scope) -> str:
    named = node.get("over_identifier")
    if named is None:
        return f"({window(translator, node['over_expr'], scope)})"
    if named not in scope.windows:
        raise QueryError(f"Unknown window: {named}")
    return literals.name(named)


def window(translator: Translator, node: Node | None, scope: Scope) -> str:
    """Print what stands between the brackets of OVER or WINDOW."""
    if node is None:
        return ""
    insist_on(node, "partition_by", "order_by", "frame_method", "frame_start", "frame_end")
    parts = []
    if node.get("partition_by"):
        parts.append(f"PARTITION BY {translator.listed(node['partition_by'], scope)}")
    if node.get("order_by"):
        parts.append(f"ORDER BY {ordered(translator, node['order_by'], scope)}")
    if node.get("frame_method"):
        parts.append(_frame(node))
    return " ".join(parts)


def ordered(translator: Translator, nodes: list[Node], scope: Scope) -> str:
    """Print the terms of an ORDER BY."""
    terms = []
    for node in nodes:
        insist_on(node, "expr", "order")
        if node["order"] not in {"ASC", "DESC"}:
            raise QueryError(f"ORDER BY {node['order']} is not supported in the sandbox")
        terms.append(f"{translator.sql(node['expr'], scope)} {node['order']}")
    return ", ".join(terms)


def _frame(node: Node) -> str:
    if node["frame_method"] not in _METHODS:
        raise QueryError(f"The frame {node['frame_method']} is not supported in the sandbox")
    start = _bound(node["frame_start"])
    if not node.get("frame_end"):
        return f"{node['frame_method']} {start}"
    return f"{node['frame_method']} BETWEEN {start} AND {_bound(node['frame_end'])}"


def _bound(node: Node) -> str:
    insist_on(node, "frame_type", "frame_value")
    if node["frame_type"] not in _BOUNDS:
        raise QueryError(f"The frame {node['frame_type']} is not supported in the sandbox")
    if node["frame_type"] == "CURRENT ROW":
        return "CURRENT ROW"
    rows = node.get("frame_value")
    if rows is None:
        return f"UNBOUNDED {node['frame_type']}"
    if not isinstance(rows, int) or isinstance(rows, bool) or rows < 0:
        raise QueryError("A window frame is bounded by a number of zero or more")
    return f"{rows} {node['frame_type']}"


HANDLERS: dict[str, Handler] = {"WindowFunction": window_function}
