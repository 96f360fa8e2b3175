"""Which names a query can see at one place, and what each stands for."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from csm_cli.sandbox.posthog.translate import literals
from csm_cli.sandbox.posthog.translate.nodes import (
    Printed,
    QueryError,
    Settings,
    chain_text,
)
from csm_cli.sandbox.posthog.translate.tables import Column, Path

Chain = list[str | int]


class Source(NamedTuple):
    """A table or subquery of a FROM clause under its alias."""

    alias: str
    columns: Mapping[Path, Column]
    is_table: bool = False


class Cte(NamedTuple):
    """A name from a WITH clause: a subquery with columns, or a scalar."""

    columns: Mapping[Path, Column] | None
    scalar: Printed | None


class Scope:
    """The names of one SELECT: its sources, its aliases so far, the WITH names around it."""

    def __init__(self, ctes: Mapping[str, Cte] | None = None) -> None:
        self.ctes: dict[str, Cte] = dict(ctes or {})
        self.sources: dict[str, Source] = {}
        self.aliases: dict[str, Printed] = {}
        self.windows: frozenset[str] = frozenset()
        self.parameters: frozenset[str] = frozenset()
        self.in_join_constraint = False

    def inner(self) -> "Scope":
        """The scope of a subquery: ClickHouse lets it see only the WITH names."""
        return Scope(self.ctes)

    def with_parameters(self, names: Iterable[str]) -> "Scope":
        """The same scope inside a lambda."""
        scope = self._copy()
        scope.parameters = self.parameters.union(names)
        return scope

    def of_join_constraint(self) -> "Scope":
        """The same scope inside ON, where HogQL keeps ClickHouse's own rules for NULL."""
        scope = self._copy()
        scope.in_join_constraint = True
        return scope

    def _copy(self) -> "Scope":
        scope = Scope()
        scope.__dict__.update(self.__dict__)
        return scope

    def add_source(self, source: Source) -> None:
        """Register a table or subquery; its alias must be new."""
        if source.alias in self.sources:
            raise QueryError(f'Already have joined a table called "{source.alias}". Use an alias')
        self.sources[source.alias] = source

    def add_alias(self, alias: str, printed: Printed) -> None:
        """Register a SELECT alias, visible to everything that follows it."""
        if alias in self.aliases:
            raise QueryError(f"Cannot redefine an alias with the name: {alias}")
        self.aliases[alias] = printed._replace(
            sql=literals.name(alias),
            json_column=literals.name(alias) if printed.kind == "json" else None,
            json_path=(),
            compared_bare=False,
        )

    def resolve(self, chain: Chain, settings: Settings) -> Printed:
        """What a field chain stands for; raises QueryError when nothing or several things."""
        head = str(chain[0])
        if head in self.parameters:
            return _whole(Printed(literals.name(head), name=head), chain)
        if len(chain) > 1 and head in self.sources:
            found = _column(self.sources[head], chain[1:], settings)
            if found is not None:
                return found
            raise QueryError(f"Unable to resolve field: {chain_text(chain)}")
        if head in self.aliases:
            return _extend(self.aliases[head]._replace(name=head), chain[1:], chain)
        return self._unqualified(chain, settings)

    def _unqualified(self, chain: Chain, settings: Settings) -> Printed:
        candidates = (_column(source, chain, settings) for source in self.sources.values())
        found = [column for column in candidates if column is not None]
        if len(found) > 1:
            raise QueryError(
                f"Ambiguous query. Found multiple sources for field: {chain_text(chain)}"
            )
        if found:
            return found[0]
        cte = self.ctes.get(str(chain[0]))
        if cte is not None and cte.scalar is not None:
            return _extend(cte.scalar._replace(name=str(chain[0])), chain[1:], chain)
        raise QueryError(f"Unable to resolve field: {chain_text(chain)}")


def _column(source: Source, chain: Chain, settings: Settings) -> Printed | None:
    for length in range(min(len(chain), 3), 0, -1):
        path = tuple(str(link) for link in chain[:length])
        column = source.columns.get(path)
        if column is not None:
            return _extend(_printed(source, column, path, settings), chain[length:], chain)
    return None


def _printed(source: Source, column: Column, path: Path, settings: Settings) -> Printed:
    sql = column.render(settings.database, literals.name(source.alias))
    is_time = source.is_table and column.kind == "datetime"
    if is_time:
        sql = f"toTimeZone({sql}, {literals.string(settings.timezone)})"
    json_column = sql if column.kind == "json" else None
    # HogQL compares an event's timestamp without its NULL rules, for the sake of the index.
    bare = is_time and path == ("timestamp",)
    return Printed(sql, column.kind, column.nullable, path[-1], json_column, compared_bare=bare)


def _extend(printed: Printed, links: Chain, chain: Chain) -> Printed:
    """Read the remaining links as keys of JSON text."""
    if not links:
        return printed
    if printed.kind != "json" or printed.json_column is None or "*" in links:
        raise QueryError(f"Unable to resolve field: {chain_text(chain)}")
    return property_of(printed, links)


def property_of(printed: Printed, links: Chain) -> Printed:
    """A property as HogQL prints it: text with JSON's escapes kept, '' and null both NULL.

    Indexes into JSON arrays count from 1, in HogQL as in ClickHouse.
    """
    path = (*printed.json_path, *links)
    keys = ", ".join(literals.constant(link) for link in path)
    raw = f"JSONExtractRaw({printed.json_column}, {keys})"
    sql = f"replaceRegexpAll(nullIf(nullIf({raw}, ''), 'null'), '^\"|\"$', '')"
    name = "__".join(str(link) for link in path)
    return Printed(sql, "string", True, name, printed.json_column, path)


def _whole(printed: Printed, chain: Chain) -> Printed:
    if len(chain) > 1:
        raise QueryError(f"Unable to resolve field: {chain_text(chain)}")
    return printed
