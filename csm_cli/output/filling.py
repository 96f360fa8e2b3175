"""A form that is filled, planned or done: the document, a line for a pipe, before and after."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain import filling
from csm_cli.domain.filling import Filling
from csm_cli.domain.tickets import Change, Option
from csm_cli.domain.triage import Suggestion
from csm_cli.output import clean
from csm_cli.output.present import View
from csm_cli.output.writes import headline, request_records, show_plan

if TYPE_CHECKING:
    from rich.console import Console

_WORDS = {
    filling.FILLED: ("✓", "green", "is filled"),
    filling.ALREADY: ("✓", "green", "was filled already; nothing was written"),
    filling.PLANNED: ("·", "cyan", "would be filled; nothing was sent"),
    filling.CONFLICT: ("✗", "yellow", "was left alone"),
    filling.REFUSED: ("✗", "red", "was refused; nothing was written"),
    filling.PARTIAL: ("✗", "red", "is not as planned"),
    filling.UNKNOWN: ("?", "red", "may or may not be filled"),
}


def view(result: Filling, *, dry_run: bool) -> View:
    """The document of `csm help json triage-ticket`."""

    def screen(console: "Console") -> None:
        if dry_run:
            plan(console, result)
        console.print(headline(_WORDS[result.outcome], str(result.ticket.number), result.reason))

    form = result.form
    row = (
        result.ticket.number,
        result.outcome,
        form.group.name if form.group else None,
        form.severity,
        result.note_id,
        result.reason,
    )
    return View(document(result, dry_run=dry_run), [row], screen)


def document(result: Filling, *, dry_run: bool) -> dict[str, Any]:
    """The filled form as JSON."""
    form = result.form
    return {
        "ticket": result.ticket.number,
        "outcome": result.outcome,
        "reason": result.reason,
        "group": form.group._asdict() if form.group else None,
        "severity": form.severity,
        "team": form.owner.team if form.owner else None,
        "changed": _changed(result.change),
        "note": {"id": result.note_id, "public": result.note_public, "body": result.note},
        "warnings": [notice._asdict() for notice in result.warnings],
        "operation_id": result.operation_id,
        "dry_run": dry_run,
        "requests": request_records(result.requests, dry_run=dry_run),
    }


def plan(console: "Console", planned: Filling) -> None:
    """Before and after, then the note."""
    show_plan(console, planned.ticket, planned.change, planned.note)


def suggestion_lines(found: Sequence[Suggestion]) -> list[str]:
    """What the words of a ticket may be about, numbered, for a person to choose from."""
    return [
        f"  {at}  {clean.line(each.feature)}: {clean.line(each.team)}, "
        f"{clean.line(f'group {each.group}' if each.group else 'no live Zendesk group')}"
        for at, each in enumerate(found, 1)
    ]


def severity_lines(options: Sequence[Option], meanings: dict[str, str]) -> list[str]:
    """The choices, each with what customers are told that it means."""
    return [
        f"  {clean.line(option.value or ''):<9} {clean.line(meanings.get(option.value or '', ''))}"
        for option in options
    ]


def _changed(change: Change | None) -> list[str]:
    made = change or Change()
    lines = {"group": made.group, "assignee": made.assignee, "severity": made.severity}
    return [name for name, value in lines.items() if value is not None]
