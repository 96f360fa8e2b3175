"""The text of a config file with one value changed, and everything else left as it stands.

Comments, order and unknown keys are the person's. What comes out is read again by another
reader of TOML before anybody gets it.
"""

import json
import tomllib
from collections.abc import Mapping
from datetime import date
from importlib.resources import as_file, files
from math import isfinite
from typing import Any

import tomlkit
from tomlkit.items import Table

from csm_cli.adapters.config_file import DEFAULT
from csm_cli.adapters.config_keys import PROFILES, SECRETS
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.settings import MASK

_SCHEMA = "#:schema "
_BEGINNING = """\
# What csm knows about you. "csm config" shows what is in effect and where it came from, "csm config
# set KEY VALUE" changes it and keeps your comments, and an editor that knows TOML helps by the line
# above. No credential belongs in here: "csm auth login" keeps them.
#
# Any fact about PostHog's set-up can be replaced, for all accounts or for one:
#
#   [limits]
#   timeout_seconds = 30        # until a request is given up
#
#   [profiles.trial.zendesk]    # another account: csm --profile trial
#   url = "https://trial.zendesk.com"
"""


def with_value(text: str, profile: str, name: str, value: Any, comment: str = "") -> str:
    """The text with one key set; `comment` goes behind a value that was not there.

    Raises:
        WrongUsage: the text is not TOML, or something else than a table stands in the way.
    """
    document = _parsed(text)
    *tables, key = _path(profile, name)
    table: Any = document
    for depth, part in enumerate(tables):
        table = _table(table, part, last=depth == len(tables) - 1)
    new = tomlkit.item(value)
    if comment and key not in table and not _in_line(table):
        new.comment(comment)
    table[key] = new
    return _read_back(document, text, (*tables, key), value)


def without_value(text: str, profile: str, name: str) -> str:
    """The text without a key; as it is, if the key is not in it."""
    document = _parsed(text)
    *tables, key = _path(profile, name)
    table: Any = document
    for part in tables:
        table = table.get(part) if isinstance(table, Mapping) else None
    if not isinstance(table, Mapping) or key not in table:
        return text
    del table[key]  # type: ignore[attr-defined]
    return _read_back(document, text, (*tables, key), None)


def value_in(tables: Mapping[str, Any], profile: str, name: str) -> Any:
    """The value of a key in the file's tables; null if it is not there."""
    found: Any = tables
    for part in _path(profile, name):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def begun(text: str) -> str:
    """The text with the line by which an editor finds the schema, brought up to date.

    A text without any lines gets csm's words on top as well. A schema of somebody else's stays.
    """
    if not text.strip():
        return f"{_SCHEMA}{schema_address()}\n{_BEGINNING}"
    first, _, rest = text.partition("\n")
    if first.startswith(f"{_SCHEMA}file:") and first.rstrip().endswith("config.schema.json"):
        return f"{_SCHEMA}{schema_address()}\n{rest}"
    return text


def schema_address() -> str:
    """Where the schema of this csm is, for an editor on this machine."""
    with as_file(files("csm_cli") / "schemas" / "files" / "config.schema.json") as path:
        return path.resolve().as_uri()


def masked(text: str) -> str:
    """The text with asterisks in place of every secret.

    Raises:
        WrongUsage: it is not TOML, so nobody can tell what in it is one.
    """
    document = _parsed(text)
    _mask(document)
    return tomlkit.dumps(document)


def _mask(table: Any) -> None:
    for key, value in [*table.items()]:
        if isinstance(value, Mapping):
            _mask(value)
        elif key in SECRETS and value:
            table[key] = MASK
        elif isinstance(value, list):
            for each in value:
                if isinstance(each, Mapping):
                    _mask(each)


def shown(name: str, value: Any) -> Any:
    """A value of the file as it may be shown: a secret is asterisks, and so is one in a table.

    What no key can be, such as a table, is a text.
    """
    value = _shown(name.rpartition(".")[2], value)
    if value is None or isinstance(value, str | int | date):
        return value
    if isinstance(value, float):
        return value if isfinite(value) else str(value)
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return value
    return json.dumps(value, ensure_ascii=False, default=str)


def _shown(key: str, value: Any) -> Any:
    if key in SECRETS and value is not None:
        return MASK
    if isinstance(value, Mapping):
        return {inner: _shown(inner, each) for inner, each in value.items()}
    return [_shown(key, each) for each in value] if isinstance(value, list) else value


def parsable(text: str) -> str:
    """The text itself, if it is TOML.

    Raises:
        WrongUsage: it is not; the message says where.
    """
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise WrongUsage(
            f"the config file is not TOML: {problem}",
            written="nothing was written",
            hint="csm config edit",
        ) from None
    return text


def _parsed(text: str) -> tomlkit.TOMLDocument:
    try:
        return tomlkit.parse(parsable(text))
    except ValueError:  # of which tomlkit's ParseError is one: it reads less than tomllib does
        raise _of_a_strange_form("anything") from None


def _path(profile: str, name: str) -> list[str]:
    """The default profile is what stands outside of all profiles."""
    inside = [] if profile == DEFAULT else [PROFILES, profile]
    return [*inside, *name.split(".")]


def _table(parent: Any, name: str, *, last: bool) -> Any:
    """The table within another, made if need be; one that holds only tables gets no header."""
    if name not in parent:
        if _in_line(parent):
            parent[name] = tomlkit.inline_table()
        else:
            parent[name] = tomlkit.table(is_super_table=not last)
    found = parent[name]
    if not isinstance(found, Mapping):
        raise WrongUsage(
            f"'{name}' in the config file is not a table",
            written="nothing was written",
            hint="csm config edit",
        )
    return found


def _in_line(table: Any) -> bool:
    return not isinstance(table, tomlkit.TOMLDocument | Table)


def _read_back(
    document: tomlkit.TOMLDocument, before: str, path: tuple[str, ...], value: Any
) -> str:
    """The document's text, if it says just what it shall and all else as before.

    Raises:
        WrongUsage: it does not; the file is of a form that only a person should change.
    """
    text = tomlkit.dumps(document)
    wanted = tomllib.loads(before)
    _put(wanted, path, value)
    try:
        same = _pruned(tomllib.loads(text)) == _pruned(wanted)
    except tomllib.TOMLDecodeError:
        same = False
    if not same:
        raise _of_a_strange_form(".".join(path))
    return text


def _of_a_strange_form(what: str) -> WrongUsage:
    return WrongUsage(
        f"csm can't change {what} in a config file written like this one",
        written="nothing was written",
        hint="csm config edit",
    )


def _put(tables: dict[str, Any], path: tuple[str, ...], value: Any) -> None:
    *outer, key = path
    table = tables
    for part in outer:
        table = table.setdefault(part, {})
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value


def _pruned(table: Any) -> Any:
    """Without tables that hold nothing, which mean nothing."""
    if not isinstance(table, dict):
        return table
    inner = {key: _pruned(value) for key, value in table.items()}
    return {key: value for key, value in inner.items() if value != {}}
