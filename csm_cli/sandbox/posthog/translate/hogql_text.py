"""A syntax tree back to HogQL: the `hogql` of an answer, and the names of unnamed columns."""

from collections.abc import Callable

from csm_cli.sandbox.posthog.translate import literals
from csm_cli.sandbox.posthog.translate.nodes import Node

_ARITHMETIC = {"+": "plus", "-": "minus", "*": "multiply", "/": "divide", "%": "modulo"}
_COMPARISONS = {
    "==": "equals",
    "!=": "notEquals",
    "<": "less",
    "<=": "lessOrEquals",
    ">": "greater",
    ">=": "greaterOrEquals",
    "not like": "notLike",
    "not ilike": "notILike",
    "not in": "notIn",
    "=~": "match",
}


def _name(text: str) -> str:
    plain = text.replace("_", "a").replace("$", "a").isalnum() and text.isascii()
    return text if plain and not text[0].isdigit() else literals.name(text)


def _chain(node: Node) -> str:
    return ".".join(link if link == "*" else _name(str(link)) for link in node["chain"])


def _list(nodes: list[Node] | None) -> str:
    return ", ".join(expression(node) for node in nodes or [])


def _call(node: Node) -> str:
    parameters = f"({_list(node['params'])})" if node.get("params") else ""
    distinct = "DISTINCT " if node.get("distinct") else ""
    text = f"{node['name']}{parameters}({distinct}{_list(node['args'])})"
    condition = node.get("filter_expr")
    return text + (f" FILTER (WHERE {expression(condition)})" if condition else "")


def _compare(node: Node) -> str:
    left, right = expression(node["left"]), expression(node["right"])
    operator = node["op"]
    if operator.isalpha() or operator in _COMPARISONS:
        return f"{_COMPARISONS.get(operator, operator)}({left}, {right})"
    return f"{left} {operator} {right}"


def _between(node: Node) -> str:
    negated = "NOT " if node.get("negated") else ""
    low, high = expression(node["low"]), expression(node["high"])
    return f"{expression(node['expr'])} {negated}BETWEEN {low} AND {high}"


def _slice(node: Node) -> str:
    start = expression(node["start_expr"]) if node.get("start_expr") else ""
    end = expression(node["end_expr"]) if node.get("end_expr") else ""
    return f"{expression(node['array'])}[{start}:{end}]"


def _window_function(node: Node) -> str:
    text = f"{node['name']}({_list(node.get('exprs') or node.get('args'))})"
    named = node.get("over_identifier")
    return f"{text} OVER {_name(named)}" if named else f"{text} OVER ({_window(node['over_expr'])})"


def _window(node: Node | None) -> str:
    parts = []
    if node and node.get("partition_by"):
        parts.append(f"PARTITION BY {_list(node['partition_by'])}")
    if node and node.get("order_by"):
        parts.append(f"ORDER BY {_list(node['order_by'])}")
    if node and node.get("frame_method"):
        parts.append(_frame(node))
    return " ".join(parts)


def _frame(node: Node) -> str:
    start = _bound(node["frame_start"])
    if not node.get("frame_end"):
        return f"{node['frame_method']} {start}"
    return f"{node['frame_method']} BETWEEN {start} AND {_bound(node['frame_end'])}"


def _bound(node: Node) -> str:
    if node["frame_type"] == "CURRENT ROW":
        return "CURRENT ROW"
    rows = node.get("frame_value")
    return f"{'UNBOUNDED' if rows is None else rows} {node['frame_type']}"


def _distinct_from(node: Node) -> str:
    negated = "NOT " if node.get("negated") else ""
    return f"{expression(node['left'])} IS {negated}DISTINCT FROM {expression(node['right'])}"


def _literal(node: Node) -> str:
    return literals.constant(node.get("value"), node.get("value_type"))


_EXPRESSIONS: dict[str, Callable[[Node], str]] = {
    "Constant": _literal,
    "Field": _chain,
    "Call": _call,
    "Alias": lambda node: f"{expression(node['expr'])} AS {_name(node['alias'])}",
    "ArithmeticOperation": lambda node: (
        f"{_ARITHMETIC[node['op']]}({_list([node['left'], node['right']])})"
    ),
    "CompareOperation": _compare,
    "And": lambda node: f"and({_list(node['exprs'])})",
    "Or": lambda node: f"or({_list(node['exprs'])})",
    "Not": lambda node: f"not({expression(node['expr'])})",
    "Array": lambda node: f"[{_list(node['exprs'])}]",
    "Tuple": lambda node: f"tuple({_list(node['exprs'])})",
    "ArrayAccess": lambda node: f"{expression(node['array'])}[{expression(node['property'])}]",
    "ArraySlice": _slice,
    "TupleAccess": lambda node: f"{expression(node['tuple'])}.{node['index']}",
    "Lambda": lambda node: f"({', '.join(map(_name, node['args']))}) -> {expression(node['expr'])}",
    "TypeCast": lambda node: f"CAST({expression(node['expr'])} AS {node['type_name']})",
    "IsDistinctFrom": _distinct_from,
    "BetweenExpr": _between,
    "WindowFunction": _window_function,
    "OrderExpr": lambda node: f"{expression(node['expr'])} {node['order']}",
}


def expression(node: Node) -> str:
    """One expression, without the names that a query gives it."""
    if node["node"] in {"SelectQuery", "SelectSetQuery"}:
        return f"({statement(node)})"
    return _EXPRESSIONS[node["node"]](node)


def statement(node: Node) -> str:
    """A whole SELECT or a set of them."""
    if node["node"] == "SelectSetQuery":
        return _set(node)
    text = _with(node) + ("SELECT DISTINCT " if node.get("distinct") else "SELECT ")
    text += _list(node["select"])
    if node.get("select_from"):
        text += f" FROM {_from(node['select_from'])}"
    if node.get("array_join_op"):
        text += f" {node['array_join_op']} {_list(node['array_join_list'])}"
    return text + _clauses(node) + _tail(node)


def _with(node: Node) -> str:
    if not node.get("ctes"):
        return ""
    texts = [
        f"{_name(cte['name'])} AS {expression(cte['expr'])}"
        if cte["cte_type"] == "subquery"
        else f"{expression(cte['expr'])} AS {_name(cte['name'])}"
        for cte in node["ctes"]
    ]
    return f"WITH {', '.join(texts)} "


def _from(join: Node) -> str:
    text = expression(join["table"])
    if join.get("alias"):
        text += f" AS {_name(join['alias'])}"
    constraint = join.get("constraint")
    if constraint:
        text += f" {constraint['constraint_type']} {expression(constraint['expr'])}"
    following = join.get("next_join")
    return text + (f" {following['join_type']} {_from(following)}" if following else "")


def _clauses(node: Node) -> str:
    text = ""
    for clause in ("prewhere", "where"):
        if node.get(clause):
            text += f" {clause.upper()} {expression(node[clause])}"
    if node.get("group_by"):
        text += f" GROUP BY {_list(node['group_by'])}"
    if node.get("having"):
        text += f" HAVING {expression(node['having'])}"
    if node.get("window_exprs"):
        named = (f"{_name(key)} AS ({_window(each)})" for key, each in node["window_exprs"].items())
        text += f" WINDOW {', '.join(named)}"
    return text + (f" QUALIFY {expression(node['qualify'])}" if node.get("qualify") else "")


def _tail(node: Node) -> str:
    text = f" ORDER BY {_list(node['order_by'])}" if node.get("order_by") else ""
    if node.get("limit_by"):
        by = node["limit_by"]
        text += f" LIMIT {expression(by['n'])} BY {_list(by['exprs'])}"
    return text + (f" LIMIT {expression(node['limit'])}" if node.get("limit") else "")


def _set(node: Node) -> str:
    text = _bracketed(node["initial_select_query"])
    for following in node["subsequent_select_queries"]:
        text += f" {following['set_operator']} {_bracketed(following['select_query'])}"
    return text + _tail(node)


def _bracketed(node: Node) -> str:
    return f"({statement(node)})" if node["node"] == "SelectSetQuery" else statement(node)
