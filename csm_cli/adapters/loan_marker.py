"""Whether a role may be due back: one look for a file, for commands that know no more of roles."""

from pathlib import Path


def may_be_open(folder: Path) -> bool:
    """Whether a loan of a role may be open, on any desk; `folder` is the state folder."""
    try:
        return path(folder).exists()
    except OSError:  # a folder that may not be looked into: nothing was recorded there either
        return False


def path(folder: Path) -> Path:
    """The marker's file, which is empty."""
    return folder / "roles.due"
