"""Makes the JSON Schema of the config file: `python -m tests.adapters.config_schema` writes it.

It is made of the list of keys that csm itself reads, and of the comments in `defaults.toml`. It
keeps to what draft 4 and draft 7 of JSON Schema have in common: editors of TOML know no newer one.
"""

import json
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import tomlkit

from csm_cli.adapters import config_keys
from csm_cli.adapters.config_keys import Key, Kind, known
from csm_cli.adapters.config_ranges import RANGES

FILE = Path(str(files("csm_cli"))) / "schemas" / "files" / "config.schema.json"

_TYPES: Mapping[Kind, Mapping[str, Any]] = {
    Kind.TEXT: {"type": "string"},
    Kind.NUMBER: {"type": "number"},
    Kind.WHOLE: {"type": "integer"},
    Kind.FLAG: {"type": "boolean"},
    Kind.DATE: {"type": "string", "format": "date"},
    Kind.TEXTS: {"type": "array", "items": {"type": "string"}},
}


def made() -> str:
    """The schema's text."""
    return json.dumps(_schema(), indent=2, ensure_ascii=False) + "\n"


def _schema() -> dict[str, Any]:
    tables: dict[str, Any] = {}
    comments = _comments(tomlkit.parse((files("csm_cli") / "defaults.toml").read_text("utf-8")))
    for key in known().values():
        _put(tables, key.name.split("."), _of(key, comments.get(key.name, "")))
    profile = tables.pop(config_keys.PROFILE)
    references = {name: {"$ref": f"#/definitions/{name}"} for name in tables}
    as_of = {"type": "string", "format": "date", "description": "Of the shipped facts; no effect."}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "csm config file",
        "description": "What csm is told about you, and facts that are put in place of the shipped "
        "ones. `csm config set KEY VALUE` writes it, `csm auth login` keeps credentials elsewhere.",
        "type": "object",
        "properties": {
            "as_of": as_of,
            "profile": profile,
            "profiles": {
                "description": "Other accounts and other facts, by the name for --profile.",
                "type": "object",
                "additionalProperties": {"$ref": "#/definitions/of_a_profile"},
            },
            **references,
        },
        "additionalProperties": False,
        "definitions": {
            "of_a_profile": {
                "type": "object",
                "properties": {"as_of": as_of, **references},
                "additionalProperties": False,
            },
            **tables,
        },
    }


def _of(key: Key, comment: str) -> dict[str, Any]:
    described: dict[str, Any] = {**_TYPES[key.kind]}
    if bounds := RANGES.get(key.name):
        described |= {"minimum": bounds.least, "maximum": bounds.most}
    if about := key.about or comment:
        described["description"] = about
    if key.default is not None:
        default = key.default
        described["default"] = default.isoformat() if isinstance(default, date) else default
    return described


def _put(tables: dict[str, Any], path: list[str], described: Mapping[str, Any]) -> None:
    name, *rest = path
    if not rest:
        tables[name] = described
        return
    others = {"type": "string"} if config_keys.find(f"{name}.any") else False
    table = tables.setdefault(
        name, {"type": "object", "properties": {}, "additionalProperties": others}
    )
    _put(table["properties"], rest, described)


def _comments(table: Any, path: str = "") -> dict[str, str]:
    """What stands behind each value, by the value's dotted name."""
    found: dict[str, str] = {}
    for name in table:
        value = table.item(name)  # as it stands in the text: a flag is a plain one otherwise
        if isinstance(value, Mapping):
            found |= _comments(value, f"{path}{name}.")
            continue
        # A flag comes out as Python's own, without what stands behind it.
        item = (table if path == "" else table.value).item(name)
        if comment := item.trivia.comment.lstrip("# "):
            found[f"{path}{name}"] = comment
    return found


if __name__ == "__main__":
    FILE.write_text(made(), encoding="utf-8")
