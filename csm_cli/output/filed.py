"""What became of a report on a ticket: a record for the document, and lines for stderr."""

from typing import Any

from csm_cli.domain.impersonation import filing
from csm_cli.domain.impersonation.filing import Filed
from csm_cli.domain.passing import Passing
from csm_cli.output import clean
from csm_cli.output.writes import request_line, request_records, warning_lines

_WORDS = {
    filing.ATTACHED: "has the report, as an internal note",
    filing.PLANNED: "would get the report as an internal note; nothing was sent",
    filing.PARTIAL: "has the note, and is not as planned",
    filing.REFUSED: "has not the report: it was refused",
    filing.NOT_FOUND: "was not found",
    filing.CLOSED: "has not the report",
    filing.CHANGING: "has not the report",
    filing.OTHER: "has not the report",
    filing.CONFLICT: "has not the report",
    filing.UNAVAILABLE: "has not the report",
    filing.UNKNOWN: "may or may not have the report",
}


def filed_record(filed: Filed) -> dict[str, Any]:
    """The result as it stands in the document."""
    return {
        "ticket": filed.ticket,
        "outcome": filed.outcome,
        "note": {"id": filed.note_id, "public": filed.note_public, "body": filed.note},
        "attachments": [file._asdict() for file in filed.attachments],
        "operation_id": filed.operation_id,
        "earlier": filed.earlier,
        "reason": filed.reason,
        "warnings": [notice._asdict() for notice in filed.warnings],
    }


def requests_record(filed: Filed | None, *, dry_run: bool) -> list[dict[str, Any]]:
    """Every request that would be sent; empty unless it is a rehearsal."""
    return request_records(filed.requests, dry_run=dry_run) if filed else []


def filed_lines(filed: Filed, *, as_json: bool, dry_run: bool) -> list[str]:
    """The result for a person, whatever stdout holds."""
    why = f": {clean.line(filed.reason)}" if filed.reason else ""
    line = f"ticket {filed.ticket} {_WORDS[filed.outcome]}{why}"
    lines = [Passing(line) if filed.outcome in {filing.ATTACHED, filing.PLANNED} else line]
    if filed.earlier:
        lines.append("an earlier run had already written it; this run's report was not added")
    lines += warning_lines(filed.warnings)
    if dry_run and not as_json:
        lines += map(request_line, filed.requests)
    if filed.hint:
        lines.append(f"next: {clean.line(filed.hint)}")
    return lines
