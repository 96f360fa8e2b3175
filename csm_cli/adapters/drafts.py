"""Drafts: what a person wrote in the editor and could not send, kept as files of their own."""

import os
from pathlib import Path

from csm_cli.adapters import private_file
from csm_cli.domain.errors import Unexpected


def keep(folder: Path, name: str, text: str, kind: str = "md") -> Path:
    """Write the text to a new file in the folder, readable by its owner alone.

    Raises:
        Unexpected: it can't be written; the message holds the reason, not the text.
    """
    try:
        private_file.make_folder(folder)
        number = 1
        while True:
            path = folder / (f"{name}.{kind}" if number == 1 else f"{name}-{number}.{kind}")
            try:
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                break
            except FileExistsError:
                number += 1
        with open(descriptor, "w", encoding="utf-8") as file:  # noqa: PTH123 - a descriptor
            file.write(text)
    except OSError as problem:
        raise Unexpected(f"what you wrote could not be kept in {folder}: {problem}") from None
    return path
