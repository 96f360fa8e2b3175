"""The tables that HogQL sees, and where their columns lie in the sandbox's ClickHouse."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from csm_cli.sandbox.posthog.translate.literals import name as quoted
from csm_cli.sandbox.posthog.translate.literals import string
from csm_cli.sandbox.posthog.translate.nodes import Kind

Path = tuple[str, ...]
# (database, quoted table alias) -> ClickHouse expression
Render = Callable[[str, str], str]


class Column(NamedTuple):
    """One column; `in_star` says whether `*` brings it."""

    render: Render
    kind: Kind = "string"
    nullable: bool = False
    in_star: bool = True


class Table(NamedTuple):
    """A HogQL table: its name in ClickHouse and its columns by their path (`person.properties`)."""

    name: str
    columns: Mapping[Path, Column]


def _plain(column: str, kind: Kind = "string", *, in_star: bool = True) -> Column:
    return Column(lambda _, alias: f"{alias}.{quoted(column)}", kind, in_star=in_star)


def _of_person(column: str, kind: Kind) -> Column:
    """The person behind an event, found by its distinct id when the query runs."""

    def render(database: str, alias: str) -> str:
        table = string(f"{database}.person_by_distinct_id")
        return f"joinGet({table}, {string(column)}, {alias}.`distinct_id`)"

    return Column(render, kind, in_star=False)


def _person_id(database: str, alias: str) -> str:
    stored = f"{alias}.`person_id`"
    found = _of_person("person_id", "uuid").render(database, alias)
    return f"if(notEmpty({stored}), {stored}, {found})"


def _person_properties(database: str, alias: str) -> str:
    """As they were at the event when the event carries them, else the person's current ones."""
    current = _of_person("properties", "json").render(database, alias)
    stored = f"{alias}.`person_properties`"
    return f"if(notEmpty({stored}), {stored}, {current})"


def _of_group(index: int, column: str, kind: Kind) -> Column:
    def render(database: str, alias: str) -> str:
        table = string(f"{database}.group_by_key")
        return f"joinGet({table}, {string(column)}, toUInt8({index}), {alias}.`$group_{index}`)"

    return Column(render, kind, in_star=False)


def _group_columns(index: int) -> dict[Path, Column]:
    prefix = f"group_{index}"
    return {
        (f"$group_{index}",): _plain(f"$group_{index}"),
        (prefix, "key"): _plain(f"$group_{index}", in_star=False),
        (prefix, "created_at"): _of_group(index, "created_at", "datetime"),
        (prefix, "properties"): _of_group(index, "properties", "json"),
    }


_EVENTS: dict[Path, Column] = {
    ("uuid",): _plain("uuid", "uuid"),
    ("event",): _plain("event"),
    ("properties",): _plain("properties", "json"),
    ("timestamp",): _plain("timestamp", "datetime"),
    ("distinct_id",): _plain("distinct_id"),
    ("elements_chain",): _plain("elements_chain"),
    ("created_at",): _plain("created_at", "datetime"),
    ("$session_id",): _plain("$session_id"),
    ("$window_id",): _plain("$window_id"),
    ("person_mode",): _plain("person_mode"),
    ("person_id",): Column(_person_id, "uuid", in_star=False),
    ("person", "id"): Column(_person_id, "uuid", in_star=False),
    ("person", "created_at"): _of_person("created_at", "datetime"),
    ("person", "is_identified"): _of_person("is_identified", "boolean"),
    ("person", "properties"): Column(_person_properties, "json", in_star=False),
    ("pdi", "distinct_id"): _plain("distinct_id", in_star=False),
    ("pdi", "person_id"): _of_person("person_id", "uuid"),
    ("pdi", "person", "id"): _of_person("person_id", "uuid"),
    ("pdi", "person", "properties"): _of_person("properties", "json"),
    **{path: column for index in range(5) for path, column in _group_columns(index).items()},
}

_PERSONS: dict[Path, Column] = {
    ("id",): _plain("id", "uuid"),
    ("created_at",): _plain("created_at", "datetime"),
    ("properties",): _plain("properties", "json"),
    ("is_identified",): _plain("is_identified", "boolean"),
}

_GROUPS: dict[Path, Column] = {
    ("index",): _plain("index", "integer"),
    ("key",): _plain("key"),
    ("created_at",): _plain("created_at", "datetime"),
    ("updated_at",): _plain("updated_at", "datetime"),
    ("properties",): _plain("properties", "json"),
}

_PERSON_DISTINCT_IDS: dict[Path, Column] = {
    ("distinct_id",): _plain("distinct_id"),
    ("person_id",): _plain("person_id", "uuid"),
}

_GROUP_TYPES: dict[Path, Column] = {
    ("group_type",): _plain("group_type"),
    ("group_type_index",): _plain("group_type_index", "integer"),
    ("name_singular",): _plain("name_singular"),
    ("name_plural",): _plain("name_plural"),
}

TABLES: dict[Path, Table] = {
    ("events",): Table("events", _EVENTS),
    ("persons",): Table("persons", _PERSONS),
    ("groups",): Table("groups", _GROUPS),
    ("person_distinct_ids",): Table("person_distinct_ids", _PERSON_DISTINCT_IDS),
    ("system", "group_type_mappings"): Table("group_type_mappings", _GROUP_TYPES),
}
