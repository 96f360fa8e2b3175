"""WITH, FROM and JOIN: where rows come from, and the names they bring."""

from csm_cli.sandbox.posthog.translate import literals
from csm_cli.sandbox.posthog.translate.nodes import (
    Node,
    Printed,
    QueryError,
    chain_text,
    insist_on,
)
from csm_cli.sandbox.posthog.translate.scope import Cte, Scope, Source
from csm_cli.sandbox.posthog.translate.tables import TABLES, Column, Path, Render
from csm_cli.sandbox.posthog.translate.translator import Selected, Translator

_JOINS = frozenset(
    {"JOIN", "INNER JOIN", "CROSS JOIN"}
    | {f"{side}{outer} JOIN" for side in ("LEFT", "RIGHT", "FULL") for outer in ("", " OUTER")}
    | {f"{side} {how} JOIN" for side in ("INNER", "LEFT", "RIGHT") for how in ("ANY", "ALL")}
    | {f"{side} {how} JOIN" for side in ("LEFT", "RIGHT") for how in ("SEMI", "ANTI")}
)
_ARRAY_JOINS = frozenset({"ARRAY JOIN", "LEFT ARRAY JOIN", "INNER ARRAY JOIN"})


def with_clause(translator: Translator, ctes: list[Node], scope: Scope) -> str:
    """Print WITH and register its names."""
    printed = []
    for cte in ctes:
        insist_on(cte, "name", "cte_type", "expr", "materialized")
        name = str(cte["name"])
        if cte["cte_type"] == "subquery":
            selected = translator.subquery(cte["expr"], scope)
            scope.ctes[name] = Cte(_derived(selected), None)
            printed.append(f"{literals.name(name)} AS ({selected.sql})")
        else:
            value = translator.expression(cte["expr"], scope)
            scalar = value._replace(sql=literals.name(name), json_column=None, json_path=())
            scope.ctes[name] = Cte(None, scalar._replace(compared_bare=False))
            printed.append(f"{value.sql} AS {literals.name(name)}")
    return f"WITH {', '.join(printed)} "


def _derived(selected: Selected) -> dict[Path, Column]:
    return {
        (name,): Column(_by_name(name), printed.kind, printed.nullable)
        for name, printed in selected.columns
    }


def _by_name(name: str) -> Render:
    return lambda _, alias: f"{alias}.{literals.name(name)}"


def from_clause(translator: Translator, first: Node, scope: Scope) -> str:
    """Print FROM with its joins and register the sources."""
    parts = []
    join: Node | None = first
    while join is not None:
        insist_on(join, "table", "alias", "next_join", "join_type", "constraint")
        parts.append(_join(translator, join, scope))
        join = join.get("next_join")
    return " FROM " + " ".join(parts)


def _join(translator: Translator, join: Node, scope: Scope) -> str:
    kind = join.get("join_type")
    if kind is not None and kind not in _JOINS:
        raise QueryError(f"{kind} is not supported in the sandbox")
    sql = _table(translator, join, scope)
    if kind is not None:
        sql = f"{kind} {sql}"
    constraint = join.get("constraint")
    return sql if constraint is None else f"{sql} {_constraint(translator, constraint, scope)}"


def _table(translator: Translator, join: Node, scope: Scope) -> str:
    table, alias = join["table"], join.get("alias")
    if table["node"] in {"SelectQuery", "SelectSetQuery"}:
        selected = translator.subquery(table, scope)
        alias = alias or f"subquery_{len(scope.sources) + 1}"
        scope.add_source(Source(alias, _derived(selected)))
        return f"({selected.sql}) AS {literals.name(alias)}"
    if table["node"] != "Field":
        raise QueryError("FROM expects a table or a subquery")
    return _named_table(translator, [str(link) for link in table["chain"]], alias, scope)


def _named_table(translator: Translator, chain: list[str], alias: str | None, scope: Scope) -> str:
    alias = alias or chain[-1]
    cte = scope.ctes.get(chain[0]) if len(chain) == 1 else None
    if cte is not None and cte.columns is not None:
        scope.add_source(Source(alias, cte.columns))
        return f"{literals.name(chain[0])} AS {literals.name(alias)}"
    table = TABLES.get(tuple(chain))
    if table is None:
        raise QueryError(f"Unknown table `{chain_text(chain)}`.")
    scope.add_source(Source(alias, table.columns, is_table=True))
    database = literals.name(translator.settings.database)
    return f"{database}.{literals.name(table.name)} AS {literals.name(alias)}"


def _constraint(translator: Translator, constraint: Node, scope: Scope) -> str:
    insist_on(constraint, "constraint_type", "expr")
    if constraint["constraint_type"] == "ON":
        return f"ON {translator.sql(constraint['expr'], scope.of_join_constraint())}"
    shared = constraint["expr"]
    fields = shared["exprs"] if shared["node"] == "Tuple" else [shared]
    if not all(field["node"] == "Field" and len(field["chain"]) == 1 for field in fields):
        raise QueryError("USING expects the names of columns")
    return f"USING ({', '.join(literals.name(str(field['chain'][0])) for field in fields)})"


def array_join(translator: Translator, node: Node, scope: Scope) -> str:
    """Print ARRAY JOIN, whose aliases stand for single elements."""
    if node["array_join_op"] not in _ARRAY_JOINS:
        raise QueryError(f"{node['array_join_op']} is not supported in the sandbox")
    parts = []
    for item in node["array_join_list"]:
        printed = translator.sql(item["expr"], scope)
        scope.add_alias(item["alias"], Printed(printed))
        parts.append(f"{printed} AS {literals.name(item['alias'])}")
    return f" {node['array_join_op']} {', '.join(parts)}"
