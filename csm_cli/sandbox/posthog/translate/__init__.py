"""HogQL to ClickHouse SQL.

The tree comes from PostHog's own parser; every node is printed by a function that knows it
completely, and anything else is refused. So a query runs with HogQL's meaning or not at all.
"""

from collections.abc import Mapping
from typing import NamedTuple

from csm_cli.sandbox.posthog.translate import (
    calls,
    comparisons,
    expressions,
    hogql_text,
    limits,
    placeholders,
    selects,
    windows,
)
from csm_cli.sandbox.posthog.translate.limits import DEFAULT_ROWS
from csm_cli.sandbox.posthog.translate.nodes import Node, QueryError, Settings
from csm_cli.sandbox.posthog.translate.scope import Scope
from csm_cli.sandbox.posthog.translate.translator import Translator

__all__ = ["DEFAULT_ROWS", "QueryError", "Settings", "Translation", "translate"]

_HANDLERS = {
    **expressions.HANDLERS,
    **comparisons.HANDLERS,
    **calls.HANDLERS,
    **windows.HANDLERS,
    **selects.HANDLERS,
}


class Translation(NamedTuple):
    """A statement ready to run.

    `paged` says that the API's own limit applies: 101 rows are asked for, 100 are shown.
    """

    sql: str
    columns: list[str]
    hogql: str
    paged: bool


def translate(tree: Node, values: Mapping[str, object], settings: Settings) -> Translation:
    """Translate a parsed statement; raises QueryError with a message for its author."""
    try:
        return _translate(tree, values, settings)
    except RecursionError:
        raise QueryError("Query is nested too deeply") from None


def _translate(tree: Node, values: Mapping[str, object], settings: Settings) -> Translation:
    statement = placeholders.bound(tree, values)
    limits.refuse_offset(statement)
    statement, paged = limits.limited(statement)
    translator = Translator(settings, _HANDLERS, selects.select)
    selected = selects.select(translator, statement, Scope())
    names = [name for name, _ in selected.columns]
    return Translation(selected.sql, names, hogql_text.statement(statement), paged)
