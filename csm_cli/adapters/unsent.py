"""Files on their way to a ticket, kept until it is known that they arrived.

A report is made anew by every run and is never the same twice; one that has to be sent again
has to be the one that was sent first.
"""

from pathlib import Path

from csm_cli.adapters import private_file
from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import Unexpected


class Unsent:
    """The files of a folder, readable by their owner alone, each under its digest and name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, file: Attachment) -> None:
        """Keep a file; before anything is sent.

        Raises:
            Unexpected: it can't be written.
        """
        try:
            private_file.make_folder(self._folder)
            path = self._path(file)
            path.touch(mode=0o600)
            path.write_bytes(file.content or b"")
        except OSError as problem:
            raise Unexpected(f"{self._folder} can't be written: {problem.strerror}") from None

    def files(self) -> tuple[Attachment, ...]:
        """All files that are kept."""
        if not self._folder.is_dir():
            return ()
        found = sorted(self._folder.iterdir())
        return tuple(Attachment.of(path.name, path.read_bytes()) for path in found)

    def forget(self) -> None:
        """Delete them: it is known what became of them."""
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            path.unlink(missing_ok=True)
        self._folder.rmdir()

    def _path(self, file: Attachment) -> Path:
        return self._folder / file.digest
