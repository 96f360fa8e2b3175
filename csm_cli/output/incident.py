"""The status page, what of it a ticket may be about, and the tag that was written."""

from typing import TYPE_CHECKING, Any

from csm_cli.domain import incident_tagging
from csm_cli.domain.incident_tagging import Sight, Tagging
from csm_cli.domain.incidents import INCIDENT, MAINTENANCE, SCHEDULED, Incident, Match
from csm_cli.output import clean
from csm_cli.output.missing import lines as missing_lines
from csm_cli.output.missing import records as missing_records
from csm_cli.output.present import View
from csm_cli.output.times import ago, utc
from csm_cli.output.writes import (
    headline,
    request_line,
    request_records,
    show_plan,
    warning_lines,
)

if TYPE_CHECKING:
    from datetime import datetime

    from csm_cli.output.screen import Screen

_WORDS = {
    incident_tagging.TAGGED: ("✓", "green", "is tied to {tag}"),
    incident_tagging.ALREADY: ("✓", "green", "was tied to {tag} already; nothing was written"),
    incident_tagging.PLANNED: ("·", "cyan", "would be tied to {tag}; nothing was sent"),
    incident_tagging.PARTIAL: ("✗", "red", "has the note, and is not as it should be"),
    incident_tagging.REFUSED: ("✗", "red", "was not tied to {tag}"),
    incident_tagging.CLOSED: ("✗", "yellow", "can't be tied to {tag}"),
    incident_tagging.UNKNOWN: ("?", "red", "may or may not be tied to {tag}"),
}
_KINDS = {
    INCIDENT: "incident",
    MAINTENANCE: "maintenance, running",
    SCHEDULED: "maintenance, ahead",
}


def view(result: Tagging, *, now: "datetime", dry_run: bool) -> View:
    """The document of `csm help json incident`."""

    def screen(console: "Screen") -> None:
        if result.tag is None or dry_run:
            look(console, result.sight, now)
        if dry_run:
            plan(console, result)
        if result.tag is None:
            _told(console, result)
        else:
            _became(console, result)

    sight = result.sight
    rows: list[tuple[str | int | None, ...]]
    rows = [_row(each, sight) for each in (sight.page.incidents if sight.page else ())]
    if result.tag is not None and sight.ticket is not None:
        number = sight.ticket.number
        rows = [(number, result.outcome, result.tag, result.note_id, result.reason)]
    return View(_document(result, dry_run=dry_run), rows, screen)


def asides(result: Tagging, *, as_json: bool, on_terminal: bool) -> list[str]:
    """What a person should know besides the result, for stderr."""
    lines = missing_lines(result.sight.missing)
    lines += warning_lines(result.warnings)
    if result.tag is not None and as_json and result.reason:
        lines.append(f"{result.outcome}: {clean.line(result.reason)}")
    if not (as_json or on_terminal):
        lines += map(request_line, result.requests)
    return lines


def next_lines(result: Tagging) -> list[str]:
    """What to type next, once the result stands there."""
    return [f"next: {clean.line(result.hint)}"] if result.hint else []


def plan(console: "Screen", planned: Tagging) -> None:
    """Before and after, and the note."""
    ticket = planned.sight.ticket
    if planned.outcome != incident_tagging.PLANNED or ticket is None:
        return
    show_plan(console, ticket, planned.change, planned.note)


def look(console: "Screen", sight: Sight, now: "datetime") -> None:
    """The status page, and what of it the ticket may be about."""
    from rich.text import Text  # noqa: PLC0415

    _page(console, sight, now)
    ticket = sight.ticket
    if ticket is None:
        return
    console.print(Text(""))
    for match in sight.matches:
        console.hanging(Text(_said(ticket.number, match), "" if match.fits else "dim"), 2)
    if sight.page is not None and not sight.matches:
        console.print(Text(f"ticket {ticket.number}: none of these is about its area or its words"))


def _page(console: "Screen", sight: Sight, now: "datetime") -> None:
    from rich.text import Text  # noqa: PLC0415

    page = sight.page
    if page is None:
        console.print(Text("the status page was not read; nothing is known of incidents", "yellow"))
        return
    if not page.incidents:
        console.print(Text(f"no incident and no maintenance on {clean.line(page.url)}", "green"))
    for each in page.incidents:
        colour = "red" if each.kind == INCIDENT else "cyan"
        head = Text.assemble(
            (clean.line(each.name), f"bold {colour}"),
            f"  {', '.join(_facts(each, now))}",
        )
        console.hanging(head, 2)
        for component in each.components:
            where = f" ({clean.line(component.group)})" if component.group else ""
            said = _spoken(component.status)
            console.hanging(Text(f"  {clean.line(component.name)}{where}{said}"), 4)
        for line in clean.block(each.text or "").splitlines():
            console.hanging(Text(f"  │ {line}"), 4)
        if each.url:
            console.print(Text(f"  {clean.line(each.url)}", "dim"))


def _facts(each: Incident, now: "datetime") -> list[str]:
    found = [_KINDS[each.kind]]
    if each.status and each.kind == INCIDENT:
        found.append(clean.line(each.status))
    if each.impact:
        found.append(clean.line(each.impact).replace("_", " "))
    if each.since:
        begins = "begins" if each.since > now else "began"
        found.append(f"{begins} {ago(each.since, now)}")
    if each.updated_at and each.kind == INCIDENT:
        found.append(f"last word {ago(each.updated_at, now)}")
    return found


def _spoken(status: str | None) -> str:
    return f": {clean.line(status).replace('_', ' ')}" if status else ""


def _told(console: "Screen", result: Tagging) -> None:
    """What the customer can be told, and why no tag is proposed."""
    from rich.text import Text  # noqa: PLC0415

    ticket = result.sight.ticket
    if ticket is None:
        return
    if result.draft is not None:
        console.print(Text("what the customer can be told:", "bold"))
        for spoken in clean.block(result.draft).strip().splitlines():
            console.hanging(Text(f"  {spoken}"), 2)
    if result.reason:
        console.print(Text(f"ticket {ticket.number}: {clean.line(result.reason)}"))


def _became(console: "Screen", result: Tagging) -> None:
    """What became of the tag."""
    ticket = result.sight.ticket
    assert ticket is not None  # it is what has the tag
    sign, colour, words = _WORDS[result.outcome]
    words = words.format(tag=clean.line(result.tag or ""))
    reason = None if result.outcome == incident_tagging.ALREADY else result.reason
    console.print(headline((sign, colour, words), str(ticket.number), reason))


def _said(number: int, match: Match) -> str:
    told = f"ticket {number} may be about {clean.line(match.incident.name)!r}: "
    told += clean.line("; ".join(match.why))
    return told + (f"; but {clean.line('; '.join(match.against))}" if match.against else "")


def _document(result: Tagging, *, dry_run: bool) -> dict[str, Any]:
    sight, change = result.sight, result.change
    page, ticket = sight.page, sight.ticket
    return {
        "ticket": ticket.number if ticket else None,
        "outcome": result.outcome,
        "reason": result.reason,
        "page": {"title": page.title, "url": page.url} if page else None,
        "incidents": [_record(each, sight) for each in page.incidents] if page else None,
        "tag": result.tag,
        "adds_tags": list(change.add_tags) if change else [],
        "draft": result.draft,
        "note": {"id": result.note_id, "public": result.note_public, "body": result.note},
        "operation_id": result.operation_id,
        "warnings": [notice._asdict() for notice in result.warnings],
        "missing": missing_records(sight.missing),
        "dry_run": dry_run,
        "requests": request_records(result.requests, dry_run=dry_run),
    }


def _record(each: Incident, sight: Sight) -> dict[str, Any]:
    match = next((found for found in sight.matches if found.incident == each), None)
    return {
        "id": each.id,
        "kind": each.kind,
        "name": each.name,
        "status": each.status,
        "impact": each.impact,
        "since": utc(each.since),
        "until": utc(each.until),
        "updated_at": utc(each.updated_at),
        "text": each.text,
        "url": each.url,
        "regions": sorted(each.regions),
        "components": [component._asdict() for component in each.components],
        "fits": match.fits if match else (False if sight.ticket else None),
        "why": list(match.why) if match else [],
        "against": list(match.against) if match else [],
    }


def _row(each: Incident, sight: Sight) -> tuple[str | None, ...]:
    record = _record(each, sight)
    fits = {True: "fits", False: "", None: ""}[record["fits"]]
    keys = ("kind", "name", "status", "impact", "since", "updated_at", "url")
    return (*(record[key] for key in keys), fits)
