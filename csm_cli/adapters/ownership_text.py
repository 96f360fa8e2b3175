"""The text of a user's ownership file, and whether it is still what it was."""

from pathlib import Path

from csm_cli.domain.errors import Conflict, WrongUsage

_MOST = 1_000_001  # characters: a file with more is refused by whoever reads it


def text_of(path: Path) -> str | None:
    """What is in the file; null for no file.

    Raises:
        WrongUsage: it can't be read.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            return file.read(_MOST)
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as problem:
        reason = getattr(problem, "strerror", None) or "it is not UTF-8 text"
        raise WrongUsage(
            f"the ownership file {path} cannot be read: {reason}", written="nothing was written"
        ) from None


def insist_unchanged(path: Path, before: str | None) -> None:
    """Nobody has changed the file since it held this text.

    Raises:
        Conflict: somebody has.
    """
    if text_of(path) != before:
        raise Conflict(
            f"{path} was changed meanwhile",
            written="it is as the other change left it",
            hint="run the same command again",
        )
