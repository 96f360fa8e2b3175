"""A result written to a file: whole or not at all, for its owner's eyes, never over another.

A report names staff and customers, so nobody else on the machine may read it.
"""

import os
import secrets
from pathlib import Path

from csm_cli.domain.errors import WrongUsage

_MODE = 0o600


def free(path: Path, *, force: bool) -> Path:
    """Check, before any work is done for it, that the file can be written.

    Raises:
        WrongUsage: it exists and `force` is not given, its folder does not exist, or it is `-`.
    """
    if str(path) == "-":  # elsewhere that is stdin, and often stdout: nobody means a file
        raise WrongUsage(
            "--output - names no file", hint="leave --output out: then it goes to stdout"
        )
    # A device or a pipe that is there would be replaced by a file of its name.
    if (path.exists() and not path.is_file()) or not path.parent.is_dir():
        raise WrongUsage(f"{path} is not a file in a folder that exists")
    if not force and os.path.lexists(path):
        raise _taken(path)
    return path


def write(path: Path, content: bytes, *, force: bool) -> None:
    """Write the content under the path in one step.

    Raises:
        WrongUsage: somebody wrote the file meanwhile, and `force` is not given.
        OSError: the folder or the disk takes no more; the path is as it was.
    """
    draft = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _MODE)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        _publish(draft, path, force=force)
    finally:
        draft.unlink(missing_ok=True)


def _publish(draft: Path, path: Path, *, force: bool) -> None:
    if force:
        draft.replace(path)
        return
    try:
        path.hardlink_to(draft)  # unlike a rename, it fails if the path is taken
    except FileExistsError:
        raise _taken(path) from None
    except OSError:  # a file system without hard links
        if os.path.lexists(path):
            raise _taken(path) from None
        draft.replace(path)


def _taken(path: Path) -> WrongUsage:
    return WrongUsage(f"{path} exists", hint="name another file, or add --force to replace it")
