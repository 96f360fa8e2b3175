"""What is told of every write: the line of its outcome, its plan, the requests of a rehearsal."""

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Change, Request, Ticket
from csm_cli.output import clean
from csm_cli.output.changes import changes

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def headline(word: tuple[str, str, str], about: str, reason: str | None) -> "Text":
    """What became of it: `word` is its sign, its colour and the words behind what it is about."""
    from rich.text import Text  # noqa: PLC0415

    sign, colour, words = word
    line = Text.assemble((sign, colour), f" {about} ", (words, colour))
    return line.append(f": {clean.line(reason)}") if reason else line


def show_plan(
    console: "Console", ticket: Ticket, change: Change | None, note: str | None, *, title: str = ""
) -> None:
    """Before and after, names beside ids, then the note as the next person will read it."""
    from rich.panel import Panel  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    title = title or f"Ticket {ticket.number}"
    console.print(Text(f"{title}  {clean.line(ticket.subject)}", "bold"))
    for difference in changes(ticket, change):
        console.print(difference)
    console.print(
        Panel(
            Text(clean.block(note or "").strip()),
            title="internal note; the customer does not see it",
            title_align="left",
        )
    )


def file_line(name: str, size: int) -> str:
    """A file that goes along with a note."""
    return f"  with the file {clean.line(name)} ({size:,} bytes)"


class Told(Protocol):
    """The result of a command that writes: what it has beside its outcome."""

    @property
    def outcome(self) -> str:
        """What became of it."""
        ...

    @property
    def reason(self) -> str | None:
        """Why."""
        ...

    @property
    def hint(self) -> str | None:
        """What to do next."""
        ...

    @property
    def requests(self) -> Sequence[Request]:
        """Of a rehearsal what would be sent."""
        ...

    @property
    def warnings(self) -> Sequence[Notice]:
        """What is doubtful about it."""
        ...


def asides(
    told: Told, said: Sequence[Notice] = (), *, as_json: bool, on_terminal: bool
) -> list[str]:
    """What a person should know besides the result, for stderr; `said` has been said before.

    Warnings, and what stdout has no place for: the reason, what to do next, what would be sent.
    """
    lines = warning_lines([notice for notice in told.warnings if notice not in said])
    if told.reason and as_json:
        lines.append(f"{told.outcome}: {clean.line(told.reason)}")
    if told.hint:
        lines.append(f"next: {clean.line(told.hint)}")
    if not (as_json or on_terminal):
        lines += map(request_line, told.requests)
    return lines


def warning_lines(notices: Iterable[Notice]) -> list[str]:
    """Warnings for stderr."""
    return [f"warning: {clean.line(notice.text)}" for notice in notices]


def request_line(request: Request) -> str:
    """A request exactly as it would be sent, on one line."""
    return f"would send: {request.method} {request.path} {json.dumps(request.body)}"


def request_records(requests: Sequence[Request], *, dry_run: bool = True) -> list[dict[str, Any]]:
    """Every request that would be sent; empty unless it is a rehearsal."""
    return [
        {"method": request.method, "path": request.path, "body": request.body}
        for request in (requests if dry_run else ())
    ]
