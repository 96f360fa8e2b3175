"""Files that an option names, read once and whole: what is shown is what is sent."""

import stat
from collections.abc import Sequence
from pathlib import Path

from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import WrongUsage


def attachments(option: str, paths: Sequence[str], most: int) -> tuple[Attachment, ...]:
    """The files with their contents.

    Args:
        option: The option that names them, for the error.
        paths: Where they are.
        most: The largest size of a file, in bytes.

    Raises:
        WrongUsage: one is missing, can't be read, is no file, or is too large. Nothing was sent.
    """
    return tuple(_read(option, path, most) for path in paths)


def _read(option: str, path: str, most: int) -> Attachment:
    try:
        file = Path(path)
        # A device or a pipe may have no end, and a folder no content.
        if not stat.S_ISREG(file.stat().st_mode):
            raise _refusal(option, path, "not a file")
        with file.open("rb") as opened:
            content = opened.read(most + 1)
    except (OSError, ValueError) as problem:  # also a name with a null character in it
        raise _refusal(option, path, getattr(problem, "strerror", None) or str(problem)) from None
    if len(content) > most:
        raise _refusal(option, path, f"larger than the {most:,} bytes that Zendesk takes")
    # A name need not be text for Linux; in an address it has to be.
    return Attachment.of(file.name.encode("utf-8", "replace").decode(), content)


def _refusal(option: str, path: str, why: str) -> WrongUsage:
    return WrongUsage(f"{option} {path}: {why}", written="nothing was sent")
