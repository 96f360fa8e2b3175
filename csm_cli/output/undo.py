"""An undo, planned or done: the document, a line for a pipe, and before and after."""

from typing import TYPE_CHECKING, Any

from csm_cli.domain import undo
from csm_cli.domain.tickets import Change
from csm_cli.domain.undo import Undo
from csm_cli.output import clean
from csm_cli.output.log import named
from csm_cli.output.present import View
from csm_cli.output.times import utc
from csm_cli.output.writes import headline, request_line, request_records, show_plan

if TYPE_CHECKING:
    from rich.console import Console

_WORDS = {
    undo.UNDONE: ("✓", "green", "is undone"),
    undo.PLANNED: ("·", "cyan", "would be undone; nothing was sent"),
    undo.PARTIAL: ("✗", "red", "is not undone as planned"),
    undo.REFUSED: ("✗", "red", "was refused"),
    undo.CHANGED: ("✗", "yellow", "was left as it is"),
    undo.UNDECIDED: ("✗", "yellow", "can't be undone yet"),
    undo.FINAL: ("✗", "yellow", "can't be undone"),
    undo.UNKNOWN: ("?", "red", "may or may not be undone"),
}


def view(result: Undo, *, dry_run: bool) -> View:
    """The document of `csm help json undo`."""

    def screen(console: "Console") -> None:
        from rich.text import Text  # noqa: PLC0415

        if dry_run:
            plan(console, result)
        console.print(headline(_WORDS[result.outcome], named(result.of), result.reason))
        for text in result.since:
            console.print(Text(f"  {clean.line(text)}"))

    row = (
        result.of.ticket,
        result.outcome,
        result.of.verb,
        result.of.operation_id,
        result.note_id,
        result.reason,
    )
    return View(_document(result, dry_run=dry_run), [row], screen)


def plan(console: "Console", planned: Undo) -> None:
    """What is taken back, before and after, the note that says so, and what stays."""
    from rich.text import Text  # noqa: PLC0415

    ticket = planned.ticket
    if planned.outcome != undo.PLANNED or ticket is None:
        return
    title = f"Undo: {named(planned.of)}"
    show_plan(console, ticket, planned.change, planned.note, title=title)
    for text in planned.stays:
        console.print(Text(f"stays: {clean.line(text)}", "dim"))


def asides(result: Undo, *, as_json: bool, on_terminal: bool) -> list[str]:
    """What a person should know besides the result, for stderr."""
    lines = [f"warning: {clean.line(text)}" for text in result.warnings]
    if not (as_json or on_terminal):
        lines += [f"since: {clean.line(text)}" for text in result.since]
        lines += [f"stays: {clean.line(text)}" for text in result.stays]
    if result.hint:
        lines.append(f"next: {clean.line(result.hint)}")
    if not (as_json or on_terminal):
        lines += map(request_line, result.requests)
    return lines


def _document(result: Undo, *, dry_run: bool) -> dict[str, Any]:
    of = result.of
    return {
        "ticket": of.ticket,
        "outcome": result.outcome,
        "reason": result.reason,
        "undoes": {
            "operation_id": of.operation_id,
            "verb": of.verb,
            "at": utc(of.began_at),
            "note_id": of.note_id,
        },
        "puts_back": _put_back(result.change),
        "since": list(result.since),
        "stays": list(result.stays),
        "note": {"id": result.note_id, "public": result.note_public, "body": result.note},
        "operation_id": result.operation_id,
        "dry_run": dry_run,
        "requests": request_records(result.requests, dry_run=dry_run),
    }


def _put_back(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    esc = None
    if change.marker is not None:
        esc = {"field_id": change.marker[0].field_id, "value": change.marker[1].value}
    return {
        "esc": esc,
        "group": change.group._asdict() if change.group else None,
        "assignee": change.assignee._asdict() if change.assignee else None,
        "severity": change.severity,
        "adds_tags": list(change.add_tags),
        "removes_tags": list(change.remove_tags),
    }
