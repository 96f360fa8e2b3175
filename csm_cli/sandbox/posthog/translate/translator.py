"""One walk over a syntax tree; which function prints which node is a table."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from csm_cli.sandbox.posthog.translate.nodes import Node, Printed, QueryError, Settings
from csm_cli.sandbox.posthog.translate.scope import Scope


class Selected(NamedTuple):
    """A printed SELECT and its columns by name, in order."""

    sql: str
    columns: list[tuple[str, Printed]]


class Translator:
    """Prints expressions by looking their node up in `handlers`, subqueries with `select`."""

    def __init__(
        self, settings: Settings, handlers: "Mapping[str, Handler]", select: "Select"
    ) -> None:
        self.settings = settings
        self._handlers = handlers
        self._select = select

    def expression(self, node: Node, scope: Scope) -> Printed:
        """Print one expression as ClickHouse SQL; raises QueryError."""
        handler = self._handlers.get(node["node"])
        if handler is None:
            raise QueryError(f"{node['node']} is not supported in the sandbox")
        return handler(self, node, scope)

    def subquery(self, node: Node, scope: Scope) -> Selected:
        """Print a SELECT inside another statement, which sees the WITH names of `scope`."""
        return self._select(self, node, scope.inner())

    def sql(self, node: Node, scope: Scope) -> str:
        """The text alone."""
        return self.expression(node, scope).sql

    def listed(self, nodes: list[Node], scope: Scope) -> str:
        """Several expressions, separated by commas."""
        return ", ".join(self.sql(node, scope) for node in nodes)


Handler = Callable[[Translator, Node, Scope], Printed]
Select = Callable[[Translator, Node, Scope], Selected]
