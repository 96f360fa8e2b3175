"""Whether a role may be due back: one look for a file, for commands that know no more of roles."""

import os
from collections.abc import Iterator
from pathlib import Path

from csm_cli.adapters import config_file
from csm_cli.environment import Environment


def may_be_due(environment: Environment) -> bool:
    """Whether a loan of a role may be open on this machine.

    Every command looks, so nothing is loaded for it: where the platform keeps such files is asked
    only if there is a marker in one of the likely places.
    """
    if named := environment.variable("CSM_STATE"):
        return may_be_open(Path(named))
    if not any(may_be_open(folder) for folder in _likely(environment)):
        return False
    return may_be_open(config_file.folders(environment)[1])


def may_be_open(folder: Path) -> bool:
    """Whether a loan of a role may be open, on any desk; `folder` is the state folder."""
    try:
        return path(folder).exists()
    except OSError:  # a folder that may not be looked into: nothing was recorded there either
        return False


def path(folder: Path) -> Path:
    """The marker's file, which is empty."""
    return folder / "roles.due"


def _likely(environment: Environment) -> Iterator[Path]:
    """Every place that the state folder can have, unless it is named; perhaps some more."""
    if os.name == "nt":  # where only the system itself knows
        yield config_file.folders(environment)[1]
        return
    if named := environment.variable("XDG_STATE_HOME"):
        yield Path(named) / "csm"
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() raises where there is none
    yield home / ".local" / "state" / "csm"
    yield home / "Library" / "Application Support" / "csm"
