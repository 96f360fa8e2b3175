"""The ownership file on disk: the shipped one, and a user's own that is laid over it.

The rows are kept as they were last read: the look-up is used all day, and reading YAML
takes a third of its time. One file in the state folder, good as long as the files it was made
from have not been touched; one that is missing, damaged or unwritable is as good as none.
"""

import json
import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from csm_cli import __version__
from csm_cli.adapters import private_file
from csm_cli.domain.ownership import Feature, FormerTeam, Owner, Ownership

NAME = "ownership.yaml"


def shipped() -> Path:
    """Where the shipped file stands: in the installed package, or at the top of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / NAME
    return installed if installed.is_file() else package.parent / NAME


def load(
    own: Path | None, kept: Path, learned: Callable[[Ownership], None] | None = None
) -> Ownership:
    """The rows to answer from: of the shipped file, or with a user's own laid over them.

    Args:
        own: The user's file.
        kept: Where the rows are kept between runs.
        learned: Is told of rows that were not kept yet.

    Raises:
        WrongUsage: a file cannot be read or used; the message has file, line and reason.
    """
    files = [shipped()] if own is None else [shipped(), own]
    stamp = _stamp(files)
    found = _read_kept(kept, stamp) if stamp else None
    if found is None:
        from csm_cli.adapters.ownership_reading import read  # noqa: PLC0415 - loads YAML

        found = read(own)
        if stamp:
            _keep(kept, {"of": stamp, "rows": found})
        if learned:
            learned(found)
    return found


def _stamp(files: Sequence[Path]) -> list[Any] | None:
    """Changes with every write to one of the files; null if one cannot be read twice.

    The change time and the inode are in it because an editor can restore the size and the
    modification time.
    """
    stamp: list[Any] = [__version__]
    for file in files:
        try:
            now = file.stat()
        except (OSError, ValueError):  # reading it will say what is wrong
            return None
        if not stat.S_ISREG(now.st_mode):
            return None
        path = [str(file), os.path.abspath(file)]  # noqa: PTH100 - resolving links costs more
        stamp.append([*path, now.st_size, now.st_ino, now.st_mtime_ns, now.st_ctime_ns])
    return stamp


def _read_kept(kept: Path, stamp: Sequence[Any]) -> Ownership | None:
    try:
        value = json.loads(kept.read_text(encoding="utf-8"))
        if value["of"] != stamp:
            return None
        features, teams = value["rows"]
        return Ownership(tuple(map(_feature, features)), tuple(map(_former_team, teams)))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _keep(kept: Path, value: Any) -> None:
    with suppress(OSError):
        private_file.write(kept, json.dumps(value, default=str), lasting=False)


def _feature(kept: Sequence[Any]) -> Feature:
    name, aliases, areas, labels, owners, as_of, *rest = kept
    return Feature(
        name,
        tuple(aliases),
        tuple(areas),
        tuple(labels),
        tuple(map(_owner, owners)),
        date.fromisoformat(as_of),
        *rest,
    )


def _owner(kept: Sequence[Any]) -> Owner:
    owner = Owner(*kept)
    return owner._replace(
        github_label=tuple(owner.github_label), as_of=date.fromisoformat(str(owner.as_of))
    )


def _former_team(kept: Sequence[Any]) -> FormerTeam:
    name, teams, as_of, source, notes, via = kept
    return FormerTeam(name, tuple(teams), date.fromisoformat(as_of), source, notes, via=tuple(via))
