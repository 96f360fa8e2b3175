"""Function calls: HogQL's own meanings first, then the list of permitted functions."""

from collections.abc import Callable

from csm_cli.sandbox.posthog.translate import comparisons, functions, literals
from csm_cli.sandbox.posthog.translate.nodes import (
    Kind,
    Node,
    Printed,
    QueryError,
    insist_on,
    is_constant,
)
from csm_cli.sandbox.posthog.translate.scope import Scope
from csm_cli.sandbox.posthog.translate.times import TIMES
from csm_cli.sandbox.posthog.translate.translator import Handler, Translator

Special = Callable[[Translator, Node, Scope], Printed]

# Calls whose result is of the kind of their first argument.
_SAME_KIND = frozenset(
    {"any", "anyLast", "argMax", "argMin", "arrayElement", "assumeNotNull", "coalesce"}
    | {"greatest", "ifNull", "least", "max", "min", "nullIf", "toNullable"}
)
_DATES = ("Week", "Month", "Quarter", "Year", "ISOYear")
_TIMES = ("Day", "Hour", "Minute", "Second", "FiveMinutes", "TenMinutes", "FifteenMinutes")
_KINDS: dict[str, Kind] = {
    **{f"toStartOf{unit}": "date" for unit in _DATES},
    **{f"toStartOf{unit}": "datetime" for unit in _TIMES},
    **dict.fromkeys(("toMonday", "toLastDayOfMonth", "toLastDayOfWeek", "_toDate"), "date"),
    **dict.fromkeys(("fromUnixTimestamp", "fromUnixTimestamp64Milli"), "datetime"),
    "toString": "string",
    "lower": "string",
    "upper": "string",
    "trim": "string",
    "concat": "string",
    "replaceRegexpAll": "string",
    "JSONExtractString": "string",
    "JSONExtractRaw": "string",
    "count": "integer",
    "toUnixTimestamp": "integer",
}
_COMPARISONS = {
    "equals": "==",
    "notEquals": "!=",
    "less": "<",
    "lessOrEquals": "<=",
    "greater": ">",
    "greaterOrEquals": ">=",
    "like": "like",
    "ilike": "ilike",
    "notLike": "not like",
    "notILike": "not ilike",
    "in": "in",
    "notIn": "not in",
}


def call(translator: Translator, node: Node, scope: Scope) -> Printed:
    """Print a function call; an unlisted function is refused by name."""
    insist_on(node, "name", "args", "params", "distinct", "filter_expr")
    name = functions.canonical(str(node["name"]))
    if name.lower() in _SPECIAL_ANY_CASE:
        name = name.lower()
    special = _SPECIAL.get(name)
    if special is not None:
        _insist_on_plain_call(node)
        return special(translator, node, scope)
    return _listed(translator, node, scope, name)


def _insist_on_plain_call(node: Node) -> None:
    if node.get("params") or node.get("distinct") or node.get("filter_expr"):
        raise QueryError(f"Function '{node['name']}' takes only plain arguments")


def _listed(translator: Translator, node: Node, scope: Scope, name: str) -> Printed:
    function = functions.find(name, SPECIAL_NAMES)
    if not function.aggregate:
        _insist_on_plain_call(node)
    arguments = [] if _counts_rows(node, name) else node["args"]
    if not (name == "count" and node.get("distinct")):  # count(DISTINCT a, b) takes any number
        functions.check_count(name, function, len(arguments))
    printed = [translator.expression(argument, scope) for argument in arguments]
    listed = ", ".join(argument.sql for argument in printed)
    if node.get("distinct"):
        listed = f"DISTINCT {listed}"
    sql = f"{function.name}{_parameters(node)}({listed})"
    if node.get("filter_expr"):
        sql += f" FILTER (WHERE {translator.sql(node['filter_expr'], scope)})"
    return Printed(sql, _kind(name, printed))


def _counts_rows(node: Node, name: str) -> bool:
    """`count(*)` is `count()`."""
    args = node["args"]
    return name == "count" and len(args) == 1 and args[0].get("chain") == ["*"]


def _parameters(node: Node) -> str:
    """The constants of a parametric aggregate such as `quantile(0.9)(x)`."""
    parameters = node.get("params")
    if not parameters:
        return ""
    if not all(is_constant(parameter) for parameter in parameters):
        raise QueryError(f"Parameters of '{node['name']}' must be constants")
    texts = (literals.constant(each["value"], each.get("value_type")) for each in parameters)
    return f"({', '.join(texts)})"


def _kind(name: str, arguments: list[Printed]) -> Kind:
    if name in _KINDS:
        return _KINDS[name]
    if name == "if":
        return arguments[1].kind
    keeps = name.removesuffix("If") in _SAME_KIND or name.startswith(("add", "subtract"))
    return arguments[0].kind if keeps and arguments else "unknown"


def _comparison(translator: Translator, node: Node, scope: Scope) -> Printed:
    functions.check_count(node["name"], functions.Function(node["name"], 2, 2), len(node["args"]))
    left, right = node["args"]
    operator = _COMPARISONS[node["name"]]
    compared = {"node": "CompareOperation", "op": operator, "left": left, "right": right}
    return comparisons.compare(translator, compared, scope)


def _concat(translator: Translator, node: Node, scope: Scope) -> Printed:
    """HogQL's concat takes values of any type and reads NULL as the empty string."""
    functions.check_count("concat", functions.Function("concat", 1, None), len(node["args"]))
    parts = [f"ifNull(toString({translator.sql(each, scope)}), '')" for each in node["args"]]
    return Printed(f"concat({', '.join(parts)})", "string", nullable=False)


def _trim(side: str) -> Special:
    def trim(translator: Translator, node: Node, scope: Scope) -> Printed:
        arguments = node["args"]
        functions.check_count(node["name"], functions.Function("trim", 1, 2), len(arguments))
        text = translator.sql(arguments[0], scope)
        if len(arguments) == 1:
            names = {"BOTH": "trimBoth", "LEADING": "trimLeft", "TRAILING": "trimRight"}
            return Printed(f"{names[side]}({text})", "string")
        letters = translator.sql(arguments[1], scope)
        return Printed(f"trim({side} {letters} FROM {text})", "string")

    return trim


def _converted(clickhouse_type: str, kind: Kind) -> Special:
    """A conversion that gives NULL for what does not fit."""

    def convert(translator: Translator, node: Node, scope: Scope) -> Printed:
        functions.check_count(node["name"], functions.Function("", 1, 1), len(node["args"]))
        value = translator.sql(node["args"][0], scope)
        return Printed(f"accurateCastOrNull({value}, {literals.string(clickhouse_type)})", kind)

    return convert


def _exists(translator: Translator, node: Node, scope: Scope) -> Printed:
    """`EXISTS (SELECT ...)`."""
    if len(node["args"]) != 1 or not str(node["args"][0]["node"]).startswith("Select"):
        raise QueryError("EXISTS expects a subquery")
    return Printed(f"exists({translator.sql(node['args'][0], scope)})", "boolean", False)


_SPECIAL: dict[str, Special] = {
    **TIMES,
    **dict.fromkeys(_COMPARISONS, _comparison),
    "concat": _concat,
    "trim": _trim("BOTH"),
    "trimLeft": _trim("LEADING"),
    "trimRight": _trim("TRAILING"),
    "toInt": _converted("Int64", "integer"),
    "toFloat": _converted("Float64", "unknown"),
    "toUUID": _converted("UUID", "uuid"),
    "exists": _exists,
}
_SPECIAL_ANY_CASE = frozenset(
    {"concat", "current_date", "current_timestamp", "exists", "now", "trim"}
)
SPECIAL_NAMES = frozenset(_SPECIAL)

HANDLERS: dict[str, Handler] = {"Call": call}
