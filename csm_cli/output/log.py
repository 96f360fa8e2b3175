"""What was written on this machine: the list, what was found out later, what was forgotten."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from csm_cli.domain import history
from csm_cli.domain.history import Finding, Intent
from csm_cli.output import clean
from csm_cli.output.present import View, table
from csm_cli.output.times import minute, utc, when

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen

_COLOURS = {
    history.WRITTEN: ("✓", "green"),
    history.PARTIAL: ("✗", "red"),
    history.LEAKED: ("✗", "red"),
    history.WITHHELD: ("✗", "red"),
    history.NOT_WRITTEN: ("✗", "yellow"),
    history.UNDECIDED: ("?", "red"),
}
_SHORT = 8  # characters of an operation id on a screen; csm log resolve takes them for the whole


def view(entries: Sequence[Intent], *, omitted: int, now: datetime) -> View:
    """The document of `csm help json log`; `omitted` older entries are left out."""

    def screen(console: "Screen") -> None:
        if not entries:
            console.print("nothing was written here")
            return
        console.print(table(*_columns(entries, now, exact=console.exact)))
        if omitted:
            console.print(f"{omitted} older ones are left out; --limit shows more")

    document = {"entries": [_record(entry) for entry in entries], "omitted": omitted}
    return View(document, [_row(entry) for entry in entries], screen)


def findings(found: Sequence[Finding], *, dry_run: bool) -> View:
    """The document of `csm help json log resolve`."""

    def screen(console: "Screen") -> None:
        from rich.text import Text  # noqa: PLC0415

        for finding in found:
            sign, colour = _COLOURS[finding.outcome]
            entry = finding.intent
            line = Text.assemble(
                (sign, colour),
                f" {entry.ticket} {entry.verb} {entry.operation_id[:_SHORT]} is ",
                (finding.outcome, colour),
            )
            if finding.reason:
                line.append(f": {clean.line(finding.reason)}")
            console.print(line)
        if not found:
            console.print("nothing is undecided")

    results = [_found(finding) for finding in found]
    rows = [
        (*result.values(), finding.reason) for result, finding in zip(results, found, strict=True)
    ]
    return View({"results": results, "dry_run": dry_run}, rows, screen)


def forgotten(entries: Sequence[Intent], *, dry_run: bool) -> View:
    """The document of `csm help json log forget`."""

    def screen(console: "Screen") -> None:
        what = "would be forgotten" if dry_run else "forgotten, and erased from the disk"
        count = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}"
        console.print(f"{count} {what}")

    records = [
        {
            "operation_id": entry.operation_id,
            "ticket": entry.ticket,
            "verb": entry.verb,
            "at": utc(entry.began_at),
            "outcome": entry.outcome,
        }
        for entry in entries
    ]
    document = {"forgotten": records, "dry_run": dry_run}
    return View(document, [tuple(record.values()) for record in records], screen)


def named(entry: Intent) -> str:
    """An entry in a sentence: `claim on ticket 48213 of 2026-11-23 10:02 UTC`."""
    return f"{entry.verb} on ticket {entry.ticket} of {minute(entry.began_at)}"


def _record(entry: Intent) -> dict[str, Any]:
    return {
        "at": utc(entry.began_at),
        "profile": entry.profile,
        "account": entry.account,
        "ticket": entry.ticket,
        "verb": entry.verb,
        "undoes": entry.undoes,
        "outcome": entry.outcome,
        "reason": entry.reason,
        "known_by": entry.how,
        "note_id": entry.note_id,
        "operation_id": entry.operation_id,
        "request_ids": list(entry.request_ids),
        "seconds": None if entry.seconds is None else round(entry.seconds, 3),
    }


def _row(entry: Intent) -> tuple[str | int | None, ...]:
    return (
        utc(entry.began_at),
        entry.profile,
        entry.ticket,
        entry.verb,
        entry.outcome,
        entry.note_id,
        entry.operation_id,
        " ".join(entry.request_ids),
        None if entry.seconds is None else f"{entry.seconds:.3f}",
        entry.reason,
    )


def _columns(
    entries: Sequence[Intent], now: datetime, *, exact: bool
) -> tuple[list[str], list[tuple[str | int | None, ...]]]:
    header = ["When", "Profile", "Ticket", "What", "Outcome", "Note", "Took", "Operation"]
    rows: list[tuple[str | int | None, ...]] = [
        (
            when(entry.began_at, now, exact=exact),
            entry.profile,
            entry.ticket,
            entry.verb,
            f"{entry.outcome}: {entry.reason}" if entry.reason else entry.outcome,
            entry.note_id,
            None if entry.seconds is None else f"{entry.seconds:.1f} s",
            entry.operation_id[:_SHORT],
        )
        for entry in entries
    ]
    return header, rows


def _found(finding: Finding) -> dict[str, Any]:
    entry = finding.intent
    return {
        "operation_id": entry.operation_id,
        "ticket": entry.ticket,
        "verb": entry.verb,
        "at": utc(entry.began_at),
        "outcome": finding.outcome,
        "known_by": finding.how,
        "note_id": finding.note_id,
    }
