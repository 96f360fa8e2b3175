"""An internal note of a person's own words: how it is known again, and what became of it."""

from collections.abc import Sequence
from typing import NamedTuple

from csm_cli.domain.attachments import Attached, Attachment
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.history import NOTE_VERB
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Request

VERB = NOTE_VERB

PREFIX = "note-"
"""What the file of a template for such a note begins with."""

NOTED, PLANNED, PARTIAL = "noted", "planned", "partial"
REFUSED, CLOSED, CHANGING, UNKNOWN = "refused", "closed", "changing", "unknown"

EXIT_CODES = {
    NOTED: ExitCode.DONE,
    PLANNED: ExitCode.DONE,
    PARTIAL: ExitCode.UNEXPECTED,
    REFUSED: ExitCode.NOT_ALLOWED,
    CLOSED: ExitCode.CONFLICT,
    CHANGING: ExitCode.CONFLICT,
    UNKNOWN: ExitCode.UNKNOWN,
}
"""The exit code of each outcome of `csm note`."""


class Noted(NamedTuple):
    """What became of a note, or what would.

    `note` is its text, `attachments` the files that go, or went, with it.
    """

    ticket: int
    outcome: str
    note: str | None = None
    note_id: int | None = None
    note_public: bool | None = None
    attachments: tuple[Attached, ...] = ()
    operation_id: str | None = None
    reason: str | None = None
    hint: str | None = None
    warnings: tuple[Notice, ...] = ()
    requests: tuple[Request, ...] = ()


def intent(text: str, files: Sequence[Attachment]) -> str:
    """What a person asked for, by which a re-run is known."""
    return repr((VERB, text.strip(), *((file.name, file.digest) for file in files)))
