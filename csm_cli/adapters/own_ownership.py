"""The user's own ownership file as one that can be changed, and named in the config file."""

from collections.abc import Callable, Sequence
from pathlib import Path

from csm_cli.adapters import ownership_reading, ownership_text
from csm_cli.domain.ownership import Feature, FormerTeam, Ownership


class OwnOwnership:
    """A file that is laid over the shipped one.

    Args:
        path: Where it is, or would be.
        named: Is called after the file was written; sees to it that csm uses it.
    """

    def __init__(self, path: Path, named: Callable[[], None]) -> None:
        self.path = path
        self._named = named
        self._before: str | None = None

    def rows(self) -> Ownership:
        """The rows in use with it; raises WrongUsage if it can't be used."""
        self._before = ownership_text.text_of(self.path)
        return ownership_reading.read(self.path if self.path.exists() else None)

    def put(self, features: Sequence[Feature], teams: Sequence[FormerTeam]) -> None:
        """Write rows into it, unless it was changed since `rows`; see `ownership_writing`."""
        from csm_cli.adapters import ownership_writing  # noqa: PLC0415 - loads what writes YAML

        ownership_text.insist_unchanged(self.path, self._before)
        ownership_writing.write(ownership_writing.drafted(self.path, features, teams))
        self._named()
