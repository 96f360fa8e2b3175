"""Expressions other than comparisons and calls."""

from csm_cli.sandbox.posthog.translate import literals
from csm_cli.sandbox.posthog.translate.nodes import (
    Kind,
    Node,
    Printed,
    QueryError,
    call,
    insist_on,
    is_constant,
)
from csm_cli.sandbox.posthog.translate.scope import Scope, property_of
from csm_cli.sandbox.posthog.translate.translator import Handler, Translator

_ARITHMETIC = {
    "+": "plus",
    "-": "minus",
    "*": "multiply",
    "/": "divide",
    "%": "modulo",
}
# SQL type names to the functions that HogQL casts with.
_CASTS = {
    **dict.fromkeys(("int", "integer", "bigint", "smallint", "int64"), "toInt"),
    **dict.fromkeys(("float", "double", "real", "numeric", "decimal", "float64"), "toFloat"),
    **dict.fromkeys(("string", "text", "varchar", "char"), "toString"),
    **dict.fromkeys(("datetime", "timestamp", "timestamptz"), "toDateTime"),
    **dict.fromkeys(("bool", "boolean"), "toBool"),
    "date": "toDate",
    "uuid": "toUUID",
}


def constant(_: Translator, node: Node, __: Scope) -> Printed:
    """A literal or the value of a placeholder."""
    value = node.get("value")
    sql = literals.constant(value, node.get("value_type"))
    return Printed(sql, _kind_of(value), value is None)


def _kind_of(value: object) -> Kind:
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer"
    return "string" if isinstance(value, str) else "unknown"


def field(translator: Translator, node: Node, scope: Scope) -> Printed:
    """A column, an alias, a lambda's parameter, or a property of one of them."""
    insist_on(node, "chain")
    return scope.resolve(node["chain"], translator.settings)


def arithmetic(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`a + b`; a time plus an interval stays a time."""
    insist_on(node, "left", "right", "op")
    function = _ARITHMETIC.get(node["op"])
    if function is None:
        raise QueryError(f"The operator {node['op']} is not supported in the sandbox")
    left = translator.expression(node["left"], scope)
    right = translator.expression(node["right"], scope)
    kind = _kind_of_sum(node["op"], left.kind, right.kind)
    nullable = left.nullable or right.nullable
    return Printed(f"{function}({left.sql}, {right.sql})", kind, nullable)


def _kind_of_sum(operator: str, left: Kind, right: Kind) -> Kind:
    if operator not in "+-" or (left == "datetime" and right == "datetime"):
        return "unknown"
    return "datetime" if "datetime" in {left, right} else "unknown"


def logical(translator: Translator, node: Node, scope: Scope) -> Printed:
    """AND and OR of any number of terms."""
    insist_on(node, "exprs")
    terms = [translator.expression(term, scope) for term in node["exprs"]]
    if len(terms) == 1:
        return terms[0]
    function = "and" if node["node"] == "And" else "or"
    sql = f"{function}({', '.join(term.sql for term in terms)})"
    return Printed(sql, "boolean", any(term.nullable for term in terms))


def negation(translator: Translator, node: Node, scope: Scope) -> Printed:
    """NOT."""
    insist_on(node, "expr")
    inner = translator.expression(node["expr"], scope)
    return Printed(f"not({inner.sql})", "boolean", inner.nullable)


def array(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`[a, b]`."""
    insist_on(node, "exprs")
    return Printed(f"[{translator.listed(node['exprs'], scope)}]", nullable=False)


def tuple_(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`(a, b)`."""
    insist_on(node, "exprs")
    return Printed(f"tuple({translator.listed(node['exprs'], scope)})", nullable=False)


def array_access(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`a[1]`, and `properties['x']`, which is the same as `properties.x`."""
    insist_on(node, "array", "property", "nullish")
    base = translator.expression(node["array"], scope)
    key = node["property"]
    if base.json_column is not None and is_constant(key) and isinstance(key["value"], int | str):
        return property_of(base, [key["value"]])
    return Printed(f"arrayElement({base.sql}, {translator.sql(key, scope)})")


def array_slice(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`a[2:3]`, both ends included."""
    insist_on(node, "array", "start_expr", "end_expr")
    base = translator.sql(node["array"], scope)
    start = translator.sql(node["start_expr"], scope) if node.get("start_expr") else "1"
    if not node.get("end_expr"):
        return Printed(f"arraySlice({base}, {start})")
    end = translator.sql(node["end_expr"], scope)
    return Printed(f"arraySlice({base}, {start}, plus(minus({end}, {start}), 1))")


def tuple_access(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`a.1`; on JSON text the element of an array."""
    insist_on(node, "tuple", "index", "nullish")
    base = translator.expression(node["tuple"], scope)
    if base.json_column is not None:
        return property_of(base, [int(node["index"])])
    return Printed(f"tupleElement({base.sql}, {int(node['index'])})")


def lambda_(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`(x, y) -> x + y`."""
    insist_on(node, "args", "expr")
    names = ", ".join(literals.name(name) for name in node["args"])
    body = translator.sql(node["expr"], scope.with_parameters(node["args"]))
    return Printed(f"({names}) -> {body}")


def cast(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`a::text` and `cast(a as text)`, which HogQL writes as a function."""
    insist_on(node, "expr", "type_name")
    function = _CASTS.get(str(node["type_name"]))
    if function is None:
        raise QueryError(f"Unsupported type cast to '{node['type_name']}'")
    return translator.expression(call(function, node["expr"]), scope)


def distinct_from(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`a IS [NOT] DISTINCT FROM b`: equality that knows NULL, also inside ON."""
    insist_on(node, "left", "right", "negated")
    left = translator.sql(node["left"], scope)
    right = translator.sql(node["right"], scope)
    same = f"ifNull(equals({left}, {right}), and(isNull({left}), isNull({right})))"
    return Printed(same if node.get("negated") else f"not({same})", "boolean", False)


HANDLERS: dict[str, Handler] = {
    "Constant": constant,
    "Field": field,
    "ArithmeticOperation": arithmetic,
    "And": logical,
    "Or": logical,
    "Not": negation,
    "Array": array,
    "Tuple": tuple_,
    "ArrayAccess": array_access,
    "ArraySlice": array_slice,
    "TupleAccess": tuple_access,
    "Lambda": lambda_,
    "TypeCast": cast,
    "IsDistinctFrom": distinct_from,
}
