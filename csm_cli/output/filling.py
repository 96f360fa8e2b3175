"""A form that is filled, planned or done: the document, a line for a pipe, before and after."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain import filling
from csm_cli.domain.filling import Filling
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Change, Option
from csm_cli.domain.triage import Suggestion
from csm_cli.output import clean
from csm_cli.output.changes import changes
from csm_cli.output.claim import request_line, request_record
from csm_cli.output.escalate import warning_lines
from csm_cli.output.present import View

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

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
        console.print(_headline(result))

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
        "requests": [request_record(request) for request in result.requests] if dry_run else [],
    }


def plan(console: "Console", planned: Filling) -> None:
    """Before and after, names beside ids, then the note."""
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    ticket = planned.ticket
    console.print(Text(f"Ticket {ticket.number}  {clean.line(ticket.subject)}", "bold"))
    for difference in changes(ticket, planned.change):
        console.print(difference)
    console.print(
        Panel(
            Text(clean.block(planned.note or "").strip()),
            title="internal note; the customer does not see it",
            title_align="left",
        )
    )


def asides(
    result: Filling, told: Sequence[Notice], *, as_json: bool, on_terminal: bool
) -> list[str]:
    """What a person should know besides the result, for stderr; `told` has been said before."""
    lines = warning_lines([notice for notice in result.warnings if notice not in told])
    if result.reason and as_json:
        lines.append(f"{result.outcome}: {clean.line(result.reason)}")
    if result.hint:
        lines.append(f"next: {clean.line(result.hint)}")
    if not (as_json or on_terminal):
        lines += map(request_line, result.requests)
    return lines


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


def _headline(result: Filling) -> "Text":
    from rich.text import Text  # noqa: PLC0415

    sign, colour, words = _WORDS[result.outcome]
    text = Text.assemble((sign, colour), f" {result.ticket.number} ", (words, colour))
    if result.reason:
        text.append(f": {clean.line(result.reason)}")
    return text
