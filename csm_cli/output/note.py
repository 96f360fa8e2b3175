"""The result of `csm note`."""

from typing import TYPE_CHECKING, Any

from csm_cli.domain import noting
from csm_cli.domain.noting import Noted
from csm_cli.output import clean
from csm_cli.output.present import View
from csm_cli.output.writes import file_line, headline, request_records

if TYPE_CHECKING:
    from rich.console import Console

_WORDS = {
    noting.NOTED: ("✓", "green", "has the note; the customer does not see it"),
    noting.PLANNED: ("·", "cyan", "would get this internal note; nothing was sent"),
    noting.PARTIAL: ("✗", "red", "has the note, and it is not as planned"),
    noting.REFUSED: ("✗", "red", "was refused; nothing was written"),
    noting.CLOSED: ("✗", "yellow", "was left alone"),
    noting.CHANGING: ("✗", "yellow", "was left alone"),
    noting.UNKNOWN: ("?", "red", "may or may not have the note"),
}


def view(noted: Noted, *, dry_run: bool) -> View:
    """The document of `csm help json note`."""

    def screen(console: "Console") -> None:
        _show(console, noted)

    row = (noted.ticket, noted.outcome, noted.note_id, noted.reason)
    return View(document(noted, dry_run=dry_run), [row], screen)


def document(noted: Noted, *, dry_run: bool) -> dict[str, Any]:
    """The note as JSON."""
    return {
        "ticket": noted.ticket,
        "outcome": noted.outcome,
        "note": {"id": noted.note_id, "public": noted.note_public, "body": noted.note},
        "attachments": [file._asdict() for file in noted.attachments],
        "reason": noted.reason,
        "warnings": [notice._asdict() for notice in noted.warnings],
        "operation_id": noted.operation_id,
        "dry_run": dry_run,
        "requests": request_records(noted.requests, dry_run=dry_run),
    }


def _show(console: "Console", noted: Noted) -> None:
    from rich.text import Text  # noqa: PLC0415

    console.print(headline(_WORDS[noted.outcome], str(noted.ticket), noted.reason))
    if noted.outcome != noting.PLANNED:
        return
    for line in clean.block(noted.note or "").splitlines():
        console.print(Text(f"  │ {line}"))
    for file in noted.attachments:
        console.print(Text(file_line(file.name, file.size)))
