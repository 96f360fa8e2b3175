"""What csm makes in its state folder, and that none of it is for the eyes of others.

Whatever is made there is made private: `private_file`. What an older csm left open is closed
here. A folder that a person named may hold other things, which are none of csm's business: then
that folder stays as it is, and what is csm's in it is closed.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

MADE = (
    "audits", "cache", "completion", "drafts", "sandbox", "unsent", "watches", "config.lock",
    "handbook-table.json", "journal.sqlite3*", "login*.lock", "logins.json", "ownership.json",
    "roles.due", "roles.lock", "roles.sqlite3*", "*.tmp",
)  # fmt: skip
"""The names of what csm makes there, as patterns."""

_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def close(folder: Path, *, named: bool) -> None:
    """Take from others what they can read of csm's; a folder that is closed costs one look.

    `named` is whether a person named the folder. What can't be changed stays as it is.
    """
    if os.name == "nt":  # whose modes say nothing of others
        return
    with suppress(OSError):  # none yet, or none of ours
        if not _is_open(folder.stat()):
            return
        found = [*folder.iterdir()]
        made = [path for path in found if is_made(path.name)]
        for path in made:
            _close_all(path)
        if not named or len(made) == len(found):
            folder.chmod(0o700)


def is_made(name: str) -> bool:
    """Whether csm makes something of that name in its state folder."""
    return any(fnmatchcase(name, pattern) for pattern in MADE)


def _close_all(path: Path) -> None:
    """Close a file, or a folder with all that is in it; a closed one is not looked into."""
    for each in _open_ones(path):
        with suppress(OSError):  # gone meanwhile
            each.chmod(0o700 if each.is_dir() else 0o600)


def _open_ones(path: Path) -> Iterator[Path]:
    with suppress(OSError):
        if not _is_open(path.lstat()):
            return
        yield path
        if path.is_dir():
            for each in path.iterdir():
                yield from _open_ones(each)


def _is_open(found: os.stat_result) -> bool:
    """Whether others can get at something of this person's; a link leads to who knows where.

    Nor is a folder csm's in which anybody may put something, such as `/tmp`.
    """
    mine = found.st_uid == os.geteuid() and not stat.S_ISLNK(found.st_mode)
    return mine and not found.st_mode & stat.S_ISVTX and bool(found.st_mode & _OTHERS)
