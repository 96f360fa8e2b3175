"""Comparisons, with HogQL's own idea of NULL.

Outside JOIN ... ON a comparison never yields NULL: `NULL = NULL` is true when neither side is a
constant, a NULL beside a constant is simply not equal, `!=` mirrors both. Inside ON ClickHouse's
rules hold and NULL never matches. (HogQL's ClickHouse printer, `visit_compare_operation`.)
"""

from csm_cli.sandbox.posthog.translate import literals
from csm_cli.sandbox.posthog.translate.nodes import (
    Node,
    Printed,
    QueryError,
    insist_on,
    is_constant,
    is_null,
)
from csm_cli.sandbox.posthog.translate.scope import Scope
from csm_cli.sandbox.posthog.translate.translator import Handler, Translator

_FUNCTIONS = {
    "==": "equals",
    "!=": "notEquals",
    "<": "less",
    "<=": "lessOrEquals",
    ">": "greater",
    ">=": "greaterOrEquals",
    "like": "like",
    "ilike": "ilike",
    "not like": "notLike",
    "not ilike": "notILike",
}
_MEMBERSHIPS = frozenset({"in", "not in", "global in", "global not in"})
_EQUALITIES = frozenset({"==", "!=", "like", "ilike", "not like", "not ilike"})
_EQUAL = frozenset({"==", "like", "ilike", "=~", "=~*"})
_UNEQUAL = frozenset({"!=", "not like", "not ilike", "!~", "!~*"})
_MATCHES = {"=~": "match({0}, {1})", "!~": "not(match({0}, {1}))"}
_MATCHES_ANY_CASE = {
    "=~*": "match({0}, concat('(?i)', {1}))",
    "!~*": "not(match({0}, concat('(?i)', {1})))",
}
_TEMPLATES = {**_MATCHES, **_MATCHES_ANY_CASE}


def compare(translator: Translator, node: Node, scope: Scope) -> Printed:
    """Print `left op right`."""
    insist_on(node, "left", "right", "op", "is_null_comparison_style")
    operator = node["op"]
    if operator in _MEMBERSHIPS:
        return membership(translator, node, scope)
    if operator not in _FUNCTIONS and operator not in _TEMPLATES:
        raise QueryError(f"The operator {operator.upper()} is not supported in the sandbox")
    left = translator.expression(node["left"], scope)
    right = translator.expression(node["right"], scope)
    plain = _plain(operator, left.sql, right.sql)
    if node.get("is_null_comparison_style"):
        return Printed(_is_null(operator, left.sql), "boolean", False)
    if scope.in_join_constraint:
        return Printed(plain, "boolean")
    if _compared_bare(left, right):
        return Printed(plain, "boolean", left.nullable or right.nullable)
    return Printed(_null_safe(node, left.sql, right.sql, plain), "boolean", False)


def _plain(operator: str, left: str, right: str) -> str:
    template = _TEMPLATES.get(operator)
    if template is not None:
        return template.format(left, right)
    return f"{_FUNCTIONS[operator]}({left}, {right})"


def _compared_bare(left: Printed, right: Printed) -> bool:
    return left.compared_bare or right.compared_bare or not (left.nullable or right.nullable)


def _is_null(operator: str, sql: str) -> str:
    return f"isNull({sql})" if operator == "==" else f"isNotNull({sql})"


def _null_safe(node: Node, left: str, right: str, plain: str) -> str:
    operator = node["op"]
    if operator in _EQUALITIES and (is_null(node["left"]) or is_null(node["right"])):
        sql = right if is_null(node["left"]) else left
        return _is_null("==" if operator in _EQUAL else "!=", sql)
    beside_constant = is_constant(node["left"]) or is_constant(node["right"])
    if operator in _EQUAL:
        otherwise = "0" if beside_constant else f"and(isNull({left}), isNull({right}))"
    elif operator in _UNEQUAL:
        otherwise = "1" if beside_constant else f"or(isNotNull({left}), isNotNull({right}))"
    else:
        otherwise = "0"
    return f"ifNull({plain}, {otherwise})"


def membership(translator: Translator, node: Node, scope: Scope) -> Printed:
    """Print IN and NOT IN; with `transform_null_in` a NULL is found in a set that holds NULL."""
    left = translator.sql(node["left"], scope)
    right = _set(translator, node["right"], scope)
    function = "notIn" if "not" in node["op"] else "in"
    return Printed(f"{function}({left}, {right})", "boolean", False)


def _set(translator: Translator, node: Node, scope: Scope) -> str:
    if node["node"] == "Field" and len(node["chain"]) == 1:
        name = str(node["chain"][0])
        cte = scope.ctes.get(name)
        if cte is not None and cte.columns is not None:
            return f"(SELECT * FROM {literals.name(name)})"  # noqa: S608
    if is_null(node):
        return "tuple(NULL)"
    return translator.sql(node, scope)


def between(translator: Translator, node: Node, scope: Scope) -> Printed:
    """Print BETWEEN, both ends included; NULL anywhere counts as outside."""
    insist_on(node, "expr", "low", "high", "negated")
    value = translator.sql(node["expr"], scope)
    low = translator.sql(node["low"], scope)
    high = translator.sql(node["high"], scope)
    inside = f"and(greaterOrEquals({value}, {low}), lessOrEquals({value}, {high}))"
    if node.get("negated"):
        inside = f"not({inside})"
    return Printed(f"ifNull({inside}, 0)", "boolean", False)


HANDLERS: dict[str, Handler] = {"CompareOperation": compare, "BetweenExpr": between}
