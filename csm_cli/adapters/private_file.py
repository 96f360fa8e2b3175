"""Small files of this machine's own, written whole or not at all, and folders: for one's eyes."""

import os
from contextlib import suppress
from pathlib import Path


def make_folder(folder: Path) -> None:
    """The folder, and those above it that are missing, for their owner alone.

    `Path.mkdir(parents=True)` gives its mode to the last one only.

    Raises:
        OSError: it can't be made, or is a file.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileNotFoundError:
        if folder.parent == folder:
            raise
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def write(path: Path, text: str, *, lasting: bool = True, mode: int | None = None) -> None:
    """Put the text under the path in one step; its folder is made if need be.

    Unless `lasting`, nobody waits for the disk: a machine that fails may lose it. `mode` is who
    may read it where its owner has said so; null for its owner alone.

    Raises:
        OSError: the folder or the disk takes no more; the path is as it was.
    """
    make_folder(path.parent)
    draft = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with suppress(OSError):  # of a process that was killed and had the same number
        draft.unlink()
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            if mode is not None:
                draft.chmod(mode)
            file.write(text)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
