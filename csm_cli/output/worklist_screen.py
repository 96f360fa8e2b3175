"""The list of tickets on a terminal: lines for each group of those who wait for the same.

Words of others become `Text`: no markup is read in them. They are cut to their column; the
document has them whole.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from rich.text import Text

from csm_cli.domain.clocks import LAST_CHANGE
from csm_cli.domain.worklist import CUSTOMER, THIRD, US, Row, Worklist
from csm_cli.output import clean
from csm_cli.output.screen import Screen

TITLES = {US: "Waiting on us", CUSTOMER: "Waiting on the customer", THIRD: "On hold"}
ONE_LINE = 150
"""Columns from which on a ticket takes one line; below, its organization and subject go under."""

HEADERS = ("Ticket", "Left", "Age", "Plan", "Sev.", "Last word", "Claim", "Esc.", "Why")
_SEVERITY = {"critical": "bold red", "high": "bold yellow"}
_WHY = {"assignee": "me", "escalation": "esc", "owner": "own", "organization": "org"}
_WIDEST = 14  # columns of a name or a plan
_ORGANIZATION = 18
_GAP = 2
_INDENT = "        "
_UNITS = (("d", 86_400), ("h", 3600), ("m", 60))

Next = Callable[[Row], str]


def draw(console: Screen, found: Worklist, *, empty: str, next_step: Next | None = None) -> None:
    """Print every group, what a sign means, and what is left out."""
    for line in lines(console, found, next_step):
        console.print(line, no_wrap=True, overflow="crop", crop=True)
    if not found.rows:
        console.print(empty)
    if any(row.clock and row.clock.basis == LAST_CHANGE for row in found.rows):
        console.print(Text("~ at the most: nobody has looked at its conversation yet", "dim"))
    if found.omitted:
        console.print(Text(f"{found.omitted} more; a larger --limit shows them", "dim"))


def lines(console: Screen, found: Worklist, next_step: Next | None = None) -> Iterator[Text]:
    """Titles, headers and tickets, each line as wide as the screen at the most."""
    cells = {row.ticket.number: ticket_cells(row, found.as_of) for row in found.rows}
    widths = [
        max(len(header), *(each[at].cell_len for each in cells.values()), 0)
        for at, header in enumerate(HEADERS)
    ]
    for group, title in TITLES.items():
        rows = [row for row in found.rows if row.waiting == group]
        if rows:
            yield Text(f"{title} ({found.counts[group]})", "bold")
            yield _line([Text(header, "dim") for header in HEADERS], widths)
        for row in rows:
            yield from _ticket(console, row, cells[row.ticket.number], widths, next_step)


def _ticket(
    console: Screen, row: Row, cells: list[Text], widths: list[int], next_step: Next | None
) -> Iterator[Text]:
    """One line where there is room, else two."""
    cells[0].stylize(console.linked(row.ticket.url, "bold"))
    line, about = _line(cells, widths), _about(row)
    if next_step:
        about = Text.assemble((next_step(row), "green"), "  ", about)
    if console.width >= ONE_LINE:
        line.append_text(about)
        line.truncate(console.width, overflow="ellipsis")
        yield line
        return
    yield line
    below = Text(_INDENT).append_text(about)
    below.truncate(console.width, overflow="ellipsis")
    yield below


def _line(cells: Sequence[Text], widths: Sequence[int]) -> Text:
    line = Text()
    for cell, width in zip(cells, widths, strict=True):
        padded = cell.copy()
        padded.truncate(width, overflow="ellipsis", pad=True)
        line.append_text(padded).append(" " * _GAP)
    return line


def _about(row: Row) -> Text:
    organization = row.ticket.organization
    name = _cut(clean.line(organization.name) if organization else "-", _ORGANIZATION)
    return Text.assemble((name.plain, "cyan"), "  ", clean.line(row.ticket.subject) or "-")


def ticket_cells(row: Row, now: datetime) -> list[Text]:
    """What stands below each of `HEADERS`."""
    ticket, talk = row.ticket, row.talk
    return [
        Text(f"#{ticket.number}"),
        _left(row),
        Text(_short(now - ticket.created_at)),
        _word(row.plan),
        Text(ticket.severity or "-", _SEVERITY.get(ticket.severity or "", "")),
        _last(row, now),
        _word(talk.claim.by.name if talk and talk.claim else None),
        _escalated(row),
        Text(",".join(_WHY[why] for why in row.why), "dim"),
    ]


def _left(row: Row) -> Text:
    if row.clock is None or row.left is None:
        return Text("-", "dim")
    at_most = "~" if row.clock.basis == LAST_CHANGE else ""
    if row.overdue:
        return Text(f"{at_most}{_short(-row.left)} over", "bold red")
    return Text(f"{at_most}{_short(row.left)}", "yellow" if row.left < timedelta(hours=3) else "")


def _last(row: Row, now: datetime) -> Text:
    if row.talk is None:
        return Text("")
    if row.talk.last is None:
        return Text("-", "dim")
    said = row.talk.last
    name = f"us: {said.by.name}" if said.who == "us" else "customer"
    return _cut(f"{_short(now - said.at)} {clean.line(name)}", _WIDEST + _GAP)


def _escalated(row: Row) -> Text:
    if row.escalated is None:
        return Text("?", "dim")
    if not row.escalated:
        return Text("-", "dim")
    return Text("seen") if row.hero_sees else Text("hidden", "bold red")


def _word(value: str | None) -> Text:
    return _cut(clean.line(value), _WIDEST) if value else Text("-", "dim")


def _cut(value: str, width: int) -> Text:
    text = Text(value)
    text.truncate(width, overflow="ellipsis")
    return text


def _short(length: timedelta) -> str:
    """`3d`, `20h`, `5m`: in the largest whole unit."""
    seconds = max(0, int(length.total_seconds()))
    for name, size in _UNITS:
        if seconds >= size:
            return f"{seconds // size}{name}"
    return "0m"
