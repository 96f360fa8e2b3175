"""The results of `csm claim`, ticket by ticket."""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain import claim_results
from csm_cli.domain.claim_results import ClaimResult
from csm_cli.domain.passing import Passing
from csm_cli.domain.tickets import Person
from csm_cli.output import clean
from csm_cli.output.changes import changes
from csm_cli.output.present import View
from csm_cli.output.times import utc
from csm_cli.output.writes import file_line, headline, request_line, request_records

if TYPE_CHECKING:
    from rich.console import Console

_WORDS = {
    claim_results.CLAIMED: ("✓", "green", "is yours"),
    claim_results.ALREADY_YOURS: ("✓", "green", "was yours already; nothing was written"),
    claim_results.RELEASED: ("✓", "green", "is released"),
    claim_results.PLANNED: ("·", "cyan", "would get this internal note; nothing was sent"),
    claim_results.HELD: ("✗", "yellow", "is not yours"),
    claim_results.CLOSED: ("✗", "yellow", "can't be claimed"),
    claim_results.NOT_FOUND: ("✗", "yellow", "was not found"),
    claim_results.REFUSED: ("✗", "red", "was refused"),
    claim_results.UNAVAILABLE: ("✗", "red", "was not reached"),
    claim_results.PARTIAL: ("✗", "red", "has the note, and is not as it should be"),
    claim_results.LEAKED: ("✗", "red", "has the note, and the customer can read it"),
    claim_results.UNKNOWN: ("?", "red", "may or may not have the note"),
}


def view(results: Sequence[ClaimResult], *, dry_run: bool) -> View:
    """The document `{results: [{ticket, outcome, by, at, note_id}], dry_run, requests}`."""

    def screen(console: "Console") -> None:
        for result in results:
            _line(console, result)

    planned = [request for result in results for request in result.requests]
    document = {
        "results": [_record(result) for result in results],
        "dry_run": dry_run,
        "requests": request_records(planned),
    }
    rows = [(*_record(result).values(), result.reason) for result in results]
    return View(document, rows, screen)


def asides(results: Sequence[ClaimResult], *, as_json: bool, on_terminal: bool) -> list[str]:
    """What a person should know besides the results, for stderr.

    The document has no place for reasons, a pipe's lines have none for what would be sent.
    """
    lines = []
    for result in results:
        lines += [f"warning: {result.ticket}: {clean.line(text)}" for text in result.warnings]
        if result.reason and as_json and not result.untouched:
            lines.append(f"{result.ticket} {result.outcome}: {clean.line(result.reason)}")
        advice = f"next: {clean.line(result.hint)}" if result.hint else None
        if advice and advice not in lines:
            lines.append(advice)
        if not (as_json or on_terminal):
            lines += map(request_line, result.requests)
    return [*lines, *_account(results)]


def _account(results: Sequence[ClaimResult]) -> list[str]:
    """What became of several, in a line, and what to do about those that nothing was done with."""
    if len(results) < 2:  # noqa: PLR2004 - one ticket speaks for itself
        return []
    touched = Counter(result.outcome for result in results if not result.untouched)
    parts = [f"{count} {outcome}" for outcome, count in touched.items()]
    left = [result for result in results if result.untouched]
    if left:
        parts.append(f"{len(left)} {left[0].reason}")
    account = f"{len(results)} tickets: {', '.join(parts)}"
    if not left:
        return [Passing(account)]
    return [account, "next: run the same command again; it goes on where it stopped"]


def sentence(result: ClaimResult) -> str:
    """What became of one ticket, in a line that is safe for a screen."""
    _, _, words = _words(result)
    said = f"{result.ticket} {words}"
    return f"{said}: {clean.line(result.reason)}" if result.reason else said


def named(person: Person | None) -> str | None:
    """A person as `Name <e-mail>`."""
    if person is None:
        return None
    return f"{person.name} <{person.email}>" if person.email else person.name


def _words(result: ClaimResult) -> tuple[str, str, str]:
    """Sign, colour and words; one that nothing was done with was not even tried."""
    sign, colour, words = _WORDS[result.outcome]
    return sign, colour, "was left alone" if result.untouched else words


def _record(result: ClaimResult) -> dict[str, Any]:
    return {
        "ticket": result.ticket,
        "outcome": result.outcome,
        "by": named(result.by),
        "at": utc(result.at),
        "note_id": result.note_id,
    }


def _line(console: "Console", result: ClaimResult) -> None:
    from rich.text import Text  # noqa: PLC0415

    console.print(headline(_words(result), str(result.ticket), result.reason))
    for request in result.requests:
        if request.note is None and request.body is not None:
            file = request.body["file"]
            console.print(Text(file_line(file["name"], file["size"])))
        for line in clean.block(request.note or "").splitlines():
            console.print(Text(f"  │ {line}"))
    if result.before is not None:
        for difference in changes(result.before, result.change):
            console.print(difference)
