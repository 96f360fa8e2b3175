"""What is wrong with a config file as a whole, said before anything is made of it.

No value is told in a mistake but a host's address and a number: the others may be secrets in a
wrong place. What a text has to be for the command that reads it is `config_sense.py`'s.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from csm_cli.adapters import config_sense
from csm_cli.adapters.accounts import checked_url
from csm_cli.adapters.config_file import DEFAULT, SANDBOX
from csm_cli.adapters.config_keys import PROFILE, PROFILES, Key, below, find, fits
from csm_cli.adapters.config_ranges import outside
from csm_cli.domain.errors import WrongUsage

_NO_HOST = {"organizations.vitally_url"}  # a page's address with {id} in it


class Mistake(NamedTuple):
    """One key by its dotted name, and what is wrong there."""

    name: str
    problem: str


def mistakes(file: Mapping[str, Any]) -> list[Mistake]:
    """All of a file's mistakes; a key that is unknown is none, since a newer csm may know it."""
    return [*_of_table({k: v for k, v in file.items() if k != PROFILES}, "", ""), *_profiles(file)]


def _profiles(file: Mapping[str, Any]) -> Iterator[Mistake]:
    profiles = file.get(PROFILES, {})
    if not isinstance(profiles, Mapping):
        yield Mistake(PROFILES, "is not a table: write [profiles.NAME], its entries below")
        return
    for name, table in profiles.items():
        if isinstance(table, Mapping):
            yield from _of_table(table, f"{PROFILES}.{name}.", "")
        else:
            yield Mistake(f"{PROFILES}.{name}", "is not a table")
    chosen = file.get(PROFILE)
    if isinstance(chosen, str) and chosen not in {"", DEFAULT, SANDBOX, *profiles}:
        known = ", ".join(sorted({DEFAULT, SANDBOX, *profiles}))
        yield Mistake(PROFILE, f"names no profile of this file; there are: {known}")


def _of_table(table: Mapping[str, Any], shown: str, path: str) -> Iterator[Mistake]:
    for name, value in table.items():
        full = f"{path}{name}"
        key = find(full)
        if key is not None:
            yield from (Mistake(f"{shown}{full}", problem) for problem in problems(key, value))
        elif below(full):
            if isinstance(value, Mapping):
                yield from _of_table(value, shown, f"{full}.")
            else:
                yield Mistake(f"{shown}{full}", f"is not a table: write [{full}]")


def problems(key: Key, value: Any) -> Iterator[str]:
    """What is wrong with one value of a key; at most one thing."""
    if not fits(key, value):
        yield f"is not {key.kind}"
    elif number := outside(key.name, value):
        yield number
    elif key.name.endswith("url") and value and key.name not in _NO_HOST:
        try:
            checked_url(value, "it")
        except WrongUsage as problem:
            yield f"is no address: {problem.message}"
    elif nonsense := config_sense.nonsense(key, value):
        yield nonsense
