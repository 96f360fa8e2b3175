"""Files that go with a note, and what is known of them once they are there."""

from collections.abc import Iterable
from typing import NamedTuple

from csm_cli.domain.errors import WrongUsage


class Attached(NamedTuple):
    """A file on a note: its name as the desk keeps it, and its size in bytes."""

    name: str
    size: int


class Attachment(NamedTuple):
    """A file to be sent: its name (data, as it was given), size in bytes, and SHA-256.

    `content` is null where only a trace of it is kept.
    """

    name: str
    size: int
    digest: str
    content: bytes | None = None

    @classmethod
    def of(cls, name: str, content: bytes) -> "Attachment":
        """A file with these bytes."""
        from hashlib import sha256  # noqa: PLC0415 - loads OpenSSL, which a look-up does without

        return cls(name, len(content), sha256(content).hexdigest(), content)

    @property
    def trace(self) -> "Attachment":
        """Name, size and digest, without the content."""
        return self._replace(content=None)


def with_contents(
    traces: Iterable[Attachment], files: Iterable[Attachment]
) -> tuple[Attachment, ...]:
    """The files that the traces are of, found among those at hand by their content.

    Raises:
        WrongUsage: one is not at hand, or is not any more what it was.
    """
    by_digest = {file.digest: file.content for file in files}
    lost = [trace.name for trace in traces if trace.digest not in by_digest]
    if lost:
        raise WrongUsage(
            f"the earlier note had other files with it: {', '.join(map(repr, lost))}",
            written="nothing was sent now",
            hint="attach the same files, unchanged, to send it again",
        )
    return tuple(trace._replace(content=by_digest[trace.digest]) for trace in traces)
