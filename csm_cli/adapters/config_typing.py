"""Keys and values of the config file as a person types them in a command."""

from collections.abc import Callable, Mapping
from datetime import date
from math import isfinite
from typing import Any

from csm_cli.adapters.config_checking import problems
from csm_cli.adapters.config_keys import Key, Kind, below, find, nearest
from csm_cli.domain.errors import WrongUsage


def writable(name: str) -> Key:
    """The key of this name, if csm writes it on a command line.

    Raises:
        WrongUsage: there is none, or its value is a secret.
    """
    key = known_key(name)
    if key.secret:
        of_roles = name.startswith("zendesk.roles.")
        variable = f"CSM_{name.replace('.', '_').upper()}"
        raise WrongUsage(
            f"{name} is a secret: csm config writes none, and your shell keeps what you type",
            written="nothing was written",
            hint=f"set {variable}" if of_roles else f"csm auth login {key.service}",
        )
    return key


def known_key(name: str) -> Key:
    """The key of this name; raises WrongUsage with the nearest one if there is none."""
    key = find(name)
    if key is not None:
        return key
    if within := below(name):
        raise WrongUsage(f"{name!r} is a table; in it are: {', '.join(within)}")
    near = nearest(name)
    raise WrongUsage(
        f"there is no setting {name!r}",
        hint=f"did you mean {near}" if near else "csm config schema lists all of them",
    )


def typed_value(key: Key, typed: str) -> Any:
    """The value of a key out of a word of the command line; a list is parted by commas.

    Raises:
        WrongUsage: it is not of the key's kind.
    """
    try:
        value = _READERS[key.kind](typed)
    except (KeyError, ValueError):
        raise WrongUsage(
            f"{key.name} is {key.kind}, and {typed!r} is none", written="nothing was written"
        ) from None
    if problem := next(problems(key, value), None):
        raise WrongUsage(f"{key.name} {problem}", written="nothing was written")
    return value


def _number(typed: str) -> float:
    try:
        return int(typed)
    except ValueError:
        number = float(typed)
        if not isfinite(number):
            raise
        return number


_READERS: Mapping[Kind, Callable[[str], Any]] = {
    Kind.TEXT: str,
    Kind.NUMBER: _number,
    Kind.WHOLE: int,
    Kind.FLAG: lambda typed: {"true": True, "false": False}[typed],
    Kind.DATE: date.fromisoformat,
    Kind.TEXTS: lambda typed: [word.strip() for word in typed.split(",") if word.strip()],
}
