"""SELECT statements, alone and combined with UNION and its like."""

from typing import NamedTuple

from csm_cli.sandbox.posthog.translate import hogql_text, literals, sources, windows
from csm_cli.sandbox.posthog.translate.nodes import (
    Node,
    Printed,
    QueryError,
    insist_on,
    is_constant,
)
from csm_cli.sandbox.posthog.translate.scope import Scope, Source
from csm_cli.sandbox.posthog.translate.translator import Handler, Selected, Translator

_CLAUSES = (
    *("ctes", "select", "distinct", "select_from", "array_join_op", "array_join_list"),
    *("prewhere", "where", "group_by", "having", "window_exprs", "qualify"),
    *("order_by", "limit_by", "limit", "offset"),
)
_SET_OPERATORS = frozenset(
    {"UNION ALL", "UNION DISTINCT", "INTERSECT", "EXCEPT", "INTERSECT DISTINCT", "EXCEPT DISTINCT"}
)


class _Item(NamedTuple):
    name: str
    printed: Printed


def select(translator: Translator, node: Node, scope: Scope) -> Selected:
    """Print a SELECT or a combination of them, with the limits that stand in it."""
    if node["node"] == "SelectSetQuery":
        return _set(translator, node, scope)
    if node["node"] != "SelectQuery":
        raise QueryError(f"Expected a SELECT, found {node['node']}")
    return _single(translator, node, scope)


def _single(translator: Translator, node: Node, scope: Scope) -> Selected:
    insist_on(node, *_CLAUSES)
    # The order matters: a clause sees the names of those before it.
    scope.windows = frozenset(node.get("window_exprs") or {})
    leading = sources.with_clause(translator, node["ctes"], scope) if node.get("ctes") else ""
    rows = ""
    if node.get("select_from"):
        rows += sources.from_clause(translator, node["select_from"], scope)
    if node.get("array_join_op"):
        rows += sources.array_join(translator, node, scope)
    items = _items(translator, node["select"], scope)
    distinct = "DISTINCT " if node.get("distinct") else ""
    sql = f"{leading}SELECT {distinct}{_listed(items)}{rows}"
    sql += _conditions(translator, node, scope) + _tail(translator, node, scope)
    return Selected(sql, [(item.name, item.printed) for item in items])


def _items(translator: Translator, nodes: list[Node], scope: Scope) -> list[_Item]:
    items: list[_Item] = []
    for node in nodes:
        if node["node"] == "Field" and node["chain"][-1] == "*":
            items.extend(_star(translator, node["chain"][:-1], scope))
        elif node["node"] == "Alias":
            insist_on(node, "alias", "expr", "hidden")
            printed = translator.expression(node["expr"], scope)
            scope.add_alias(node["alias"], printed)
            items.append(_Item(node["alias"], printed))
        else:
            printed = translator.expression(node, scope)
            items.append(_Item(printed.name or hogql_text.expression(node), printed))
    return items


def _star(translator: Translator, qualifier: list[str], scope: Scope) -> list[_Item]:
    chosen = list(scope.sources.values())
    if qualifier:
        if len(qualifier) > 1 or qualifier[0] not in scope.sources:
            raise QueryError(f"Unable to resolve field: {'.'.join(map(str, qualifier))}.*")
        chosen = [scope.sources[qualifier[0]]]
    if not chosen:
        raise QueryError("Cannot use '*' when there are no tables in the query")
    return [item for source in chosen for item in _all_columns(translator, source, scope)]


def _all_columns(translator: Translator, source: Source, scope: Scope) -> list[_Item]:
    names = [path[0] for path, column in source.columns.items() if column.in_star]
    return [_Item(name, scope.resolve([source.alias, name], translator.settings)) for name in names]


def _listed(items: list[_Item]) -> str:
    """Print the columns; of several with one name only the last can carry it in ClickHouse."""
    last = {item.name: place for place, item in enumerate(items)}
    return ", ".join(
        _named(item) if last[item.name] == place else item.printed.sql
        for place, item in enumerate(items)
    )


def _named(item: _Item) -> str:
    name = literals.name(item.name)
    return name if item.printed.sql == name else f"{item.printed.sql} AS {name}"


def _conditions(translator: Translator, node: Node, scope: Scope) -> str:
    sql = ""
    for clause in ("prewhere", "where"):
        if node.get(clause):
            sql += f" {clause.upper()} {translator.sql(node[clause], scope)}"
    if node.get("group_by"):
        sql += f" GROUP BY {translator.listed(node['group_by'], scope)}"
    if node.get("having"):
        sql += f" HAVING {translator.sql(node['having'], scope)}"
    return sql


def _tail(translator: Translator, node: Node, scope: Scope) -> str:
    sql = ""
    if node.get("window_exprs"):
        named = (
            f"{literals.name(name)} AS ({windows.window(translator, expression, scope)})"
            for name, expression in node["window_exprs"].items()
        )
        sql += f" WINDOW {', '.join(named)}"
    if node.get("qualify"):
        sql += f" QUALIFY {translator.sql(node['qualify'], scope)}"
    return sql + _order_and_limit(translator, node, scope)


def _order_and_limit(translator: Translator, node: Node, scope: Scope) -> str:
    sql = ""
    if node.get("order_by"):
        sql += f" ORDER BY {windows.ordered(translator, node['order_by'], scope)}"
    if node.get("limit_by"):
        limit_by = node["limit_by"]
        insist_on(limit_by, "n", "exprs", "offset_value")
        offset = limit_by.get("offset_value")
        sql += f" LIMIT {row_count(limit_by['n'])}"
        sql += f" OFFSET {row_count(offset)}" if offset else ""
        sql += f" BY {translator.listed(limit_by['exprs'], scope)}"
    if node.get("limit"):
        sql += f" LIMIT {row_count(node['limit'])}"
    if node.get("offset"):
        sql += f" OFFSET {row_count(node['offset'])}"
    return sql


def row_count(node: Node) -> int:
    """The number in a LIMIT: a constant of zero or more."""
    value = node.get("value")
    if not is_constant(node) or not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise QueryError("LIMIT expects a constant integer of zero or more")
    return value


def _set(translator: Translator, node: Node, scope: Scope) -> Selected:
    insist_on(node, "initial_select_query", "subsequent_select_queries", "limit")
    first = _branch(translator, node["initial_select_query"], scope)
    sql = first.sql
    for following in node["subsequent_select_queries"]:
        insist_on(following, "select_query", "set_operator")
        if following["set_operator"] not in _SET_OPERATORS:
            raise QueryError(f"{following['set_operator']} is not supported in the sandbox")
        branch = _branch(translator, following["select_query"], Scope(scope.ctes))
        if len(branch.columns) != len(first.columns):
            raise QueryError("All queries of a UNION must have the same number of columns")
        sql += f" {following['set_operator']} {branch.sql}"
    if node.get("limit"):
        sql = f"SELECT * FROM ({sql}) AS `combined` LIMIT {row_count(node['limit'])}"  # noqa: S608
    return Selected(sql, first.columns)


def _branch(translator: Translator, node: Node, scope: Scope) -> Selected:
    """One query of a set; a set within a set keeps its brackets."""
    selected = select(translator, node, scope)
    if node["node"] == "SelectSetQuery":
        return Selected(f"({selected.sql})", selected.columns)
    return selected


def subquery(translator: Translator, node: Node, scope: Scope) -> Printed:
    """A SELECT where a value or a set is expected."""
    selected = translator.subquery(node, scope)
    kind = selected.columns[0][1].kind if len(selected.columns) == 1 else "unknown"
    return Printed(f"({selected.sql})", kind)


HANDLERS: dict[str, Handler] = {"SelectQuery": subquery, "SelectSetQuery": subquery}
