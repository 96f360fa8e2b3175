"""The keys that a config file may hold: which there are, of what kind, and which are secrets.

One list, made of `defaults.toml` and the keys of accounts, for whoever reads, writes, checks or
describes the file. It must not know where the file is, nor what is in it.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from csm_cli.adapters import defaults
from csm_cli.domain.signin import NAMES, OPTIONAL

PROFILE = "profile"
PROFILES = "profiles"
SECRETS = frozenset({"token", "oauth_token", "key"})
"""What an account's secret is called, in every table."""


class Kind(StrEnum):
    """What a value is, in the words that a person is told."""

    TEXT = "a text"
    NUMBER = "a number"
    WHOLE = "a whole number"
    FLAG = "true or false"
    DATE = "a date"
    TEXTS = "a list of texts"


class Key(NamedTuple):
    """One key by its dotted name; `default` is null where there is none to ship."""

    name: str
    kind: Kind
    about: str = ""
    default: Any = None
    of_profiles: bool = True

    @property
    def secret(self) -> bool:
        """Whether its value opens an account."""
        return self.name.rpartition(".")[2] in SECRETS

    @property
    def service(self) -> str:
        """The table that it stands in, which for a secret is the service it opens."""
        return self.name.partition(".")[0]


_OPEN = ("routes",)
"""Tables that a config file may add entries of its own to."""

_ACCOUNTS = (
    Key(PROFILE, Kind.TEXT, "the profile that is used unless one is named", None, False),
    Key("zendesk.url", Kind.TEXT, "where you work on tickets"),
    Key("zendesk.client_id", Kind.TEXT, "the OAuth client that csm signs in through"),
    Key("zendesk.email", Kind.TEXT, "whose API token it is"),
    Key("zendesk.token", Kind.TEXT, "an API token; better kept by csm auth login"),
    Key("zendesk.oauth_token", Kind.TEXT, "an OAuth token; better kept by csm auth login"),
    Key("zendesk.escalation_field_id", Kind.WHOLE, "the drop-down that says escalated"),
    Key("zendesk.roles.url", Kind.TEXT, "the same Zendesk, for an account that changes roles"),
    Key("zendesk.roles.email", Kind.TEXT, "whose API token that is"),
    Key("zendesk.roles.token", Kind.TEXT, "its API token"),
    Key("zendesk.roles.oauth_token", Kind.TEXT, "its OAuth token"),
    Key("posthog.key", Kind.TEXT, "a personal API key; better kept by csm auth login"),
    *(
        key
        for name in OPTIONAL
        for key in (
            Key(f"{name}.url", Kind.TEXT, f"where {NAMES[name]} answers"),
            Key(f"{name}.key", Kind.TEXT, "its key; better kept by csm auth login"),
        )
    ),
    Key("status.url", Kind.TEXT, "where PostHog's status page is; empty for none"),
    Key("ownership.file", Kind.TEXT, "your own ownership file; beside this one if relative"),
)


@cache
def known() -> Mapping[str, Key]:
    """Every key by its dotted name: the shipped facts in their order, then the accounts'."""
    shipped = {
        name: Key(name, _kind(name, value), default=value)
        for name, value in _flat(defaults.load())
        if name != "as_of"  # says of the shipped facts how old they are
    }
    accounts = {
        key.name: key._replace(default=shipped[key.name].default) if key.name in shipped else key
        for key in _ACCOUNTS
    }
    return {**shipped, **accounts}


def find(name: str) -> Key | None:
    """The key of this name; in an open table any name is one. Null if there is none."""
    table, _, entry = name.partition(".")
    if table in _OPEN and entry and "." not in entry:
        return known().get(name) or Key(name, Kind.TEXT)
    return known().get(name)


def below(table: str) -> list[str]:
    """The names of all keys within a table; none if there is no such table."""
    return [name for name in known() if name.startswith(f"{table}.")]


def nearest(name: str) -> str | None:
    """The known key that looks most like the name, or whose last word is just that."""
    from difflib import get_close_matches  # noqa: PLC0415 - for a mistake alone

    last = name.rpartition(".")[2]
    same = [key for key in known() if key.rpartition(".")[2] == last]
    if len(same) == 1:
        return same[0]
    found = get_close_matches(name, known(), n=1, cutoff=0.6)
    return found[0] if found else None


def unknown(file: Mapping[str, Any]) -> list[str]:
    """The dotted names of what is in a config file and means nothing to this csm."""
    found = _unknown({key: value for key, value in file.items() if key != PROFILES}, "", "")
    profiles = file.get(PROFILES)
    for name, table in profiles.items() if isinstance(profiles, Mapping) else ():
        if isinstance(table, Mapping):
            found += _unknown(table, f"{PROFILES}.{name}.", "")
    return found


def of_profile(name: str) -> tuple[str | None, str]:
    """The profile and the key within it of a dotted name as `unknown` gives it."""
    parts = name.split(".")
    if parts[0] == PROFILES and len(parts) > 2:  # noqa: PLR2004 - profiles, its name, the key
        return parts[1], ".".join(parts[2:])
    return None, name


def value_at(tables: Mapping[str, Any], name: str) -> Any:
    """The value of a dotted name in a file's tables; null if it is not there."""
    found: Any = tables
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def kind_of(value: Any) -> Kind | None:
    """What a value of a TOML file is; null for a table, a time, or a mixed list."""
    if isinstance(value, list):
        return Kind.TEXTS if all(isinstance(entry, str) for entry in value) else None
    kinds = {bool: Kind.FLAG, int: Kind.WHOLE, float: Kind.NUMBER, str: Kind.TEXT, date: Kind.DATE}
    return kinds.get(type(value))


def fits(key: Key, value: Any) -> bool:
    """Whether a value is one that the key may have."""
    found = kind_of(value)
    return found is key.kind or (found is Kind.WHOLE and key.kind is Kind.NUMBER)


def _unknown(table: Mapping[str, Any], shown: str, path: str) -> list[str]:
    found: list[str] = []
    for name, value in table.items():
        full = f"{path}{name}"
        key = find(full)
        if (key and (key.of_profiles or not shown)) or (not path and name == "as_of"):
            continue
        if isinstance(value, Mapping) and below(full):
            found += _unknown(value, shown, f"{full}.")
        else:
            found.append(f"{shown}{full}")
    return found


def _kind(name: str, value: Any) -> Kind:
    """The kind of a shipped fact; of numbers, ids must be whole, and hours need not be."""
    kind = kind_of(value)
    if kind is None:
        raise TypeError(f"{name} is of no known kind: {value!r}")
    is_id = name.startswith("zendesk.fields.") or name.endswith(("_id", "_index"))
    return Kind.NUMBER if kind is Kind.WHOLE and not is_id else kind


def _flat(table: Mapping[str, Any], path: str = "") -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for name, value in table.items():
        full = f"{path}{name}"
        found += _flat(value, f"{full}.") if isinstance(value, Mapping) else [(full, value)]
    return found
