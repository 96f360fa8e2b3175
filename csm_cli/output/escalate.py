"""An escalation, planned or done: the document, a line for a pipe, and before and after."""

from typing import TYPE_CHECKING, Any

from csm_cli.domain import escalation
from csm_cli.domain.escalation import Escalation
from csm_cli.output import clean
from csm_cli.output.present import View
from csm_cli.output.writes import file_line, headline, request_records, show_plan

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_WORDS = {
    escalation.ESCALATED: ("✓", "green", "escalated to engineering"),
    escalation.NOTED: ("✓", "green", "has a note for support, and stays in the queue"),
    escalation.WITHDRAWN: ("✓", "green", "is not escalated"),
    escalation.ALREADY: ("✓", "green", "was escalated already; nothing was written"),
    escalation.PLANNED: ("·", "cyan", "would be changed; nothing was sent"),
    escalation.CONFLICT: ("✗", "yellow", "was left alone"),
    escalation.REFUSED: ("✗", "red", "was refused; nothing was written"),
    escalation.PARTIAL: ("✗", "red", "is not as planned"),
    escalation.UNKNOWN: ("?", "red", "may or may not be escalated"),
}


def view(result: Escalation, *, dry_run: bool) -> View:
    """The document of `csm help json escalate`."""

    def screen(console: "Console") -> None:
        if dry_run:
            plan(console, result)
        console.print(_headline(result))

    group = result.route.group
    row = (
        result.ticket.number,
        result.outcome,
        result.to,
        _team(result),
        group.name if group else None,
        result.note_id,
        result.reason,
    )
    return View(document(result, dry_run=dry_run), [row], screen)


def document(result: Escalation, *, dry_run: bool) -> dict[str, Any]:
    """The escalation as JSON; to support, `esc` and `group` are null."""
    to_engineering = result.to == escalation.ENGINEERING
    group = result.route.group
    return {
        "ticket": result.ticket.number,
        "outcome": result.outcome,
        "to": result.to,
        "team": _team(result),
        "group": group._asdict() if group and (to_engineering or result.change) else None,
        "esc": _switch(result),
        "note": {"id": result.note_id, "public": result.note_public, "body": result.note},
        "attachments": [file._asdict() for file in result.attachments],
        "warnings": [notice._asdict() for notice in result.warnings],
        "operation_id": result.operation_id,
        "dry_run": dry_run,
        "requests": request_records(result.requests, dry_run=dry_run),
    }


def plan(console: "Console", planned: Escalation) -> None:
    """Before and after, then the note as the next person will read it, and its files."""
    from rich.text import Text  # noqa: PLC0415

    show_plan(console, planned.ticket, planned.change, _note(planned))
    for file in planned.attachments:
        console.print(Text(file_line(file.name, file.size)))


def _note(planned: Escalation) -> str:
    """The note as people will read it: of one that is too long, its beginning."""
    for request in planned.requests:
        if request.note is not None:
            return request.note
    return planned.note or ""


def _headline(result: Escalation) -> "Text":
    line = headline(_WORDS[result.outcome], str(result.ticket.number), None)
    group = result.route.group
    if group and result.outcome == escalation.ESCALATED:
        line.append(clean.line(f": {_team(result) or ''} (group {group.name})"))
    return line.append(f": {clean.line(result.reason)}") if result.reason else line


def _team(result: Escalation) -> str | None:
    return result.route.owner.team if result.route.owner else None


def _switch(result: Escalation) -> dict[str, Any] | None:
    if result.marker is None:
        return None
    option = result.change.marker[1] if result.change and result.change.marker else None
    before = result.ticket.fields.get(result.marker.field_id)
    return {"field_id": result.marker.field_id, "value": option.value if option else before}
