"""Of a document only some fields, in the order that they are named in: as JSON or as a table."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain.errors import WrongUsage
from csm_cli.output.fields import Field
from csm_cli.output.present import SCHEMA_VERSION, View, table

if TYPE_CHECKING:
    from rich.console import Console

_VERSION = "schema_version"


def cut(view: View, fields: Sequence[Field]) -> View:
    """The same result, of which nothing but the fields is told.

    A document that has none of them is another one than the command usually prints, such as a
    list of what may have been meant; it stays whole.
    """
    document = {_VERSION: SCHEMA_VERSION, **view.document}
    if not any(field.name.partition(".")[0] in document for field in fields):
        return view
    names = [field.name for field in fields]

    def screen(console: "Console") -> None:
        console.print(table(names, _rows(document, fields)))

    return View(_cut(document, _tree(names)), _rows(document, fields), screen)


def check_table(fields: Sequence[Field]) -> None:
    """Refuse fields that make no table.

    Raises:
        WrongUsage: they are of two lists that have nothing to do with each other.
    """
    longest = _lists(fields)
    for field in fields:
        if field.lists != longest[: len(field.lists)]:
            raise WrongUsage(
                f"--fields names fields of two lists, {longest[-1]} and {field.lists[-1]}, which "
                "make no table",
                hint="name fields of one list, or add --json",
            )


def _tree(names: Sequence[str]) -> dict[str, Any]:
    """The names as keys within keys; at the end of each one an empty mapping: all of it."""
    tree: dict[str, Any] = {}
    for name in names:
        place = tree
        for key in name.split("."):
            place = place.setdefault(key, {})
    return tree


def _cut(value: Any, tree: Mapping[str, Any]) -> Any:
    if not tree or value is None:
        return value
    if isinstance(value, Mapping):
        return {key: _cut(value.get(key), inner) for key, inner in tree.items()}
    return [_cut(each, tree) for each in value]


def _lists(fields: Sequence[Field]) -> tuple[str, ...]:
    return max((field.lists for field in fields), key=len)


def _rows(
    document: Mapping[str, Any], fields: Sequence[Field]
) -> Iterator[tuple[str | int | None, ...]]:
    """A row for each record of the innermost list, with what stands around it repeated."""
    for records in _records({"": document}, _lists(fields)):
        yield tuple(_cell(_found(records, field)) for field in fields)


def _records(outer: Mapping[str, Any], lists: Sequence[str]) -> Iterator[Mapping[str, Any]]:
    """By the names of their lists, the records that one row is about; "" is the document."""
    if not lists:
        yield outer
        return
    name, *inner = lists
    around = max(outer, key=len)
    found = _at(outer[around], name[len(around) :].lstrip(".")) or ()
    if not found and around:
        found = (None,)  # what stands around an empty list is told all the same
    for record in found:
        yield from _records({**outer, name: record}, inner)


def _found(records: Mapping[str, Any], field: Field) -> Any:
    around = field.lists[-1] if field.lists else ""
    return _at(records.get(around), field.name[len(around) :].lstrip("."))


def _at(value: Any, name: str) -> Any:
    for key in name.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def _cell(value: Any) -> str | int | None:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, list) and all(isinstance(each, str | int) for each in value):
        return ",".join(map(str, value))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
