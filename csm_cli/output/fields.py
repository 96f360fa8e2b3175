"""The fields of a document as its JSON Schema describes them: what `--fields` can name.

A field's name is the way to it from the top of the document, with dots between the keys;
lists are passed through, so that `owners.team` is the team of each owner.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from importlib.resources import files
from typing import Any, NamedTuple

from csm_cli.domain.errors import WrongUsage

_OTHERS = {
    "triage": ("triage-ticket", "triage-checklist", "triage-remind"),
    "audit-impersonation": ("audit-impersonation-customer", "audit-impersonation-several"),
}
"""Documents that a command prints instead of its usual one, by their schemas' names."""

_TYPES = {"string": "text", "boolean": "true or false", "object": "record"}
_SEVERAL = {"integer": "integers", "number": "numbers", "record": "records"}
_VERSION = {"schema_version": "The version of this shape, in every JSON document."}
_FEW = 4  # values or names that a line has room for


class Field(NamedTuple):
    """One field: its name, what kind of value it holds, what it means.

    `lists` are those of its beginnings that name a list of records.
    """

    name: str
    kind: str
    meaning: str
    lists: tuple[str, ...] = ()


def fields_of(command: str) -> tuple[Field, ...]:
    """All fields of the documents of a command, which is named without `csm`; maybe none."""
    name = command.replace(" ", "-")
    found: dict[str, Field] = {}
    for schema in (name, *_OTHERS.get(name, ())):
        for field in _Schema(schema).fields():
            found.setdefault(field.name, field)
    return tuple(found.values())


def names_of(command: str) -> tuple[str, ...]:
    """What can be typed after `--fields` of a command: all names, for a shell to complete."""
    return tuple(field.name for field in fields_of(command))


def chosen(text: str, command: str) -> tuple[Field, ...]:
    """The fields that a person names, in that order.

    Raises:
        WrongUsage: a name is empty, unknown, may mean several, or stands for what another
            one holds; or the command has no document.
    """
    every = fields_of(command)
    listing = f"csm {command} --fields help"
    if not every:
        raise WrongUsage(f"csm {command} prints no document of its own, and so has no fields")
    found: list[Field] = []
    for word in (part.strip() for part in text.split(",")):
        if not word:
            raise WrongUsage(
                f"--fields {text!r} has an empty name in it", hint=f"{listing} lists the names"
            )
        field = _meant(word, every, listing)
        _refuse_twice(field, found)
        found.append(field)
    return tuple(found)


def refuse_others(fields: Sequence[Field], document: str, command: str) -> None:
    """Refuse fields that a document has not, which is named by its schema.

    Raises:
        WrongUsage: one is of another document, which the command prints at other times.
    """
    there = [field.name for field in _Schema(document).fields()]
    for field in fields:
        if field.name in there:
            continue
        ends = [name for name in there if name.endswith(f".{field.name}")][:_FEW]
        raise WrongUsage(
            f"--fields: {field.name} is of another document of csm {command} than this one",
            hint=f"name one: {', '.join(ends)}"
            if ends
            else f"csm {command} --fields help lists those of all of them",
        )


def _meant(word: str, every: Sequence[Field], listing: str) -> Field:
    """The field of this name, or the only one whose name ends in it."""
    for field in every:
        if field.name == word:
            return field
    ends = [field for field in every if field.name.endswith(f".{word}")]
    if len(ends) == 1:
        return ends[0]
    if ends:
        few = ", ".join(field.name for field in ends[:_FEW])
        raise WrongUsage(f"--fields: {word} may be one of several fields", hint=f"name one: {few}")
    near = get_close_matches(word, _spellings(every), n=1)
    meant = f"did you mean {near[0]}? " if near else ""
    raise WrongUsage(f"--fields: there is no field {word!r}", hint=f"{meant}{listing} lists them")


def _spellings(every: Sequence[Field]) -> list[str]:
    """Whole names, the short ones of their ends after them."""
    return [field.name for field in every] + [field.name.rpartition(".")[2] for field in every]


def _refuse_twice(field: Field, before: Sequence[Field]) -> None:
    for other in before:
        if field.name == other.name:
            raise WrongUsage(f"--fields names {field.name} twice")
        short, long = sorted((field.name, other.name), key=len)
        if long.startswith(f"{short}."):
            raise WrongUsage(f"--fields: {short} has {long} in it already", hint="name one of them")


class _Schema:
    """A published schema, read for the fields that it describes."""

    def __init__(self, name: str) -> None:
        path = files("csm_cli") / "schemas" / f"{name}.json"
        self._root: Any = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}

    def fields(self) -> Iterator[Field]:
        """Every field, a record before what is in it; one that several shapes have is told once."""
        return self._below(self._root, "", ())

    def _below(self, schema: Any, prefix: str, lists: tuple[str, ...]) -> Iterator[Field]:
        for key, inner in self._properties(schema).items():
            name = prefix + key
            alternatives = [*self._alternatives(inner)]
            meaning = self._meaning(inner) or _VERSION.get(name, "")
            yield Field(name, self._kind(alternatives), meaning, lists)
            for each in alternatives:
                yield from self._below(each, f"{name}.", lists)
                if "items" in each and self._properties(each["items"]):
                    yield from self._below(each["items"], f"{name}.", (*lists, name))

    def _properties(self, schema: Any) -> dict[str, Any]:
        """The keys of all objects that the schema allows."""
        found: dict[str, Any] = {}
        for each in self._alternatives(schema):
            for key, inner in each.get("properties", {}).items():
                found.setdefault(key, inner)
        return found

    def _alternatives(self, schema: Any) -> Iterator[Mapping[str, Any]]:
        """The schema with references followed: each of the shapes that it allows.

        What it says itself comes first, because it narrows what it refers to.
        """
        if schema.keys() & {"type", "enum", "const", "properties"}:
            yield schema
        if "$ref" in schema:
            yield from self._alternatives(self._root["$defs"][schema["$ref"].rpartition("/")[2]])
        for word in ("anyOf", "oneOf", "allOf"):
            for each in schema.get(word, ()):
                yield from self._alternatives(each)

    def _meaning(self, schema: Any) -> str:
        if "description" in schema:
            return str(schema["description"])
        if "$ref" in schema:
            return self._meaning(self._root["$defs"][schema["$ref"].rpartition("/")[2]])
        return ""

    def _kind(self, alternatives: Sequence[Mapping[str, Any]]) -> str:
        words = dict.fromkeys(word for each in alternatives for word in self._words(each))
        null = ["null"] if words.pop("null", "") is None else []
        return " or ".join([*words, *null])

    def _words(self, schema: Mapping[str, Any]) -> Iterator[str]:
        if "const" in schema:
            yield json.dumps(schema["const"])
        elif "enum" in schema:
            values = [value for value in schema["enum"] if value is not None]
            yield "|".join(v if isinstance(v, str) else json.dumps(v) for v in values)
            if None in schema["enum"]:
                yield "null"
        else:
            types = schema.get("type", "object")
            for word in [types] if isinstance(types, str) else types:
                yield self._of_list(schema) if word == "array" else _TYPES.get(word, word)

    def _of_list(self, schema: Mapping[str, Any]) -> str:
        kind = self._kind([*self._alternatives(schema.get("items", {}))])
        return f"list of {_SEVERAL.get(kind, kind)}"
