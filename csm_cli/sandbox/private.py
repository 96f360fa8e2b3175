"""Folders and files of a sandbox, which its owner alone can read: they hold its sign-ins."""

from __future__ import annotations

from pathlib import Path


def make_folder(folder: Path) -> None:
    """Make a folder, and those above it that are missing; raises OSError.

    `Path.mkdir(parents=True)` gives its mode to the last one only.
    """
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except FileNotFoundError:
        if folder.parent == folder:
            raise
        make_folder(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def make_file(file: Path) -> Path:
    """Make a file if it is not there, before anybody opens it for writing; raises OSError."""
    file.touch(mode=0o600)
    return file
