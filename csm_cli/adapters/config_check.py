"""A config file looked through as the doctor sees it: every mistake and doubt of it at once.

Reading settings stops at the first mistake, and passes over a key that nobody knows. Nothing of
the file's values is told but the names of profiles.
"""

import stat
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from csm_cli.adapters import config_checking, config_file, config_keys
from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment

_NEAR = 0.6


class Examined(NamedTuple):
    """What was found: the mistakes and the doubts, one sentence each.

    `path` need not exist. `secret` says whether a credential stands in the file.
    """

    path: Path
    there: bool
    mistakes: tuple[str, ...]
    doubts: tuple[str, ...]
    secret: bool


def examine(environment: Environment, option: str | None) -> Examined:
    """The config file of this process, with the profile that an option or a variable names."""
    path, _ = config_file.folders(environment)
    try:
        file = config_file.read(path, named=environment.variable("CSM_CONFIG") is not None)
    except WrongUsage as problem:
        return Examined(path, path.exists(), (problem.message,), (), secret=False)
    mistakes = [f"{name} {problem}" for name, problem in config_checking.mistakes(file)]
    mistakes += _unknown_profile(file, option or environment.variable("CSM_PROFILE"))
    doubts = (*_unknown_keys(file), *_same_profiles(file))
    return Examined(path, path.exists(), tuple(mistakes), doubts, secret=_has_secret(file))


def exposed(path: Path) -> bool:
    """Whether others on this machine may read or change the file."""
    try:
        return bool(path.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))
    except OSError:
        return False


def _unknown_keys(file: Mapping[str, Any]) -> Iterator[str]:
    for name in config_keys.unknown(file):
        profile, key = config_keys.of_profile(name)
        near = config_keys.nearest(key)
        above = f"{config_keys.PROFILES}.{profile}." if profile and near else ""
        meant = f"; did you mean {above}{near}?" if near else ""
        yield f"{name} is not known{meant}"


def _unknown_profile(file: Mapping[str, Any], named: str | None) -> Iterator[str]:
    """The profile of an option or a variable; the one that the file itself names is looked at."""
    profiles = file.get(config_keys.PROFILES, {})
    if not named or not isinstance(profiles, Mapping):
        return
    known = sorted({*profiles, config_file.DEFAULT, config_file.SANDBOX})
    if named not in known:
        near = get_close_matches(named, known, n=1, cutoff=_NEAR)
        meant = f"; did you mean {near[0]}?" if near else f"; there are: {', '.join(known)}"
        yield f"there is no profile {named!r}{meant}"


def _same_profiles(file: Mapping[str, Any]) -> Iterator[str]:
    profiles = file.get(config_keys.PROFILES, {})
    tables = [*profiles.items()] if isinstance(profiles, Mapping) else []
    for place, (name, table) in enumerate(tables):
        first = next((other for other, same in tables[:place] if table and same == table), None)
        if first is not None:
            yield f"the profiles {first} and {name} say the same"


def _has_secret(table: Any) -> bool:
    if not isinstance(table, Mapping):
        return False
    return any(
        (name in config_keys.SECRETS and bool(value)) or _has_secret(value)
        for name, value in table.items()
    )
