"""Files on their way to a ticket, kept until it is known that they arrived.

A report is made anew by every run and is never the same twice; one that has to be sent again
has to be the one that was sent first. Each lies in a folder that is named after the operation
it belongs to, so that whoever settles or forgets the operation knows which files go with it.
"""

from collections.abc import Iterable, Sequence
from pathlib import Path

from csm_cli.adapters import private_file
from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import Unexpected


class UnsentFiles:
    """Fulfils the port `KeptFiles`: the files of a folder, readable by their owner alone."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, operation_id: str, file: Attachment) -> None:
        """Keep a file of an operation; before anything is sent.

        Raises:
            Unexpected: it can't be written.
        """
        folder = self._folder / operation_id
        try:
            private_file.make_folder(folder)
            path = folder / file.digest
            path.touch(mode=0o600)
            path.write_bytes(file.content or b"")
        except OSError as problem:
            raise Unexpected(f"{folder} can't be written: {problem.strerror}") from None

    def operations(self) -> Sequence[str]:
        """The operations of which files are kept."""
        if not self._folder.is_dir():
            return ()
        return sorted(path.name for path in self._folder.iterdir())

    def files(self) -> Sequence[Attachment]:
        """All files that are kept, whosever they are: each is known by its content."""
        found = sorted(self._folder.glob("*/*"))
        return [Attachment.of(path.name, path.read_bytes()) for path in found]

    def forget(self, operation_ids: Iterable[str]) -> None:
        """Delete the files of these operations.

        Raises:
            Unexpected: one can't be deleted.
        """
        for operation_id in operation_ids:
            folder = self._folder / operation_id
            if not folder.is_dir():
                continue
            try:
                for path in folder.iterdir():
                    path.unlink(missing_ok=True)
                folder.rmdir()
            except FileNotFoundError:  # another csm was faster
                continue
            except OSError as problem:
                raise Unexpected(f"{folder} can't be deleted: {problem.strerror}") from None
