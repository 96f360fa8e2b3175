"""Tips as JSON, as one line each for a pipe, and as a page for a person."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain.tips import GENERAL, Advice, Place, Tips
from csm_cli.output import clean
from csm_cli.output.present import View, table

if TYPE_CHECKING:
    from csm_cli.domain.context import Known
    from csm_cli.domain.tips_on_ticket import OnTicket
    from csm_cli.output.screen import Screen

Row = tuple[str, str, str, str | None]


def view(found: Advice, website: str) -> View:
    """The advice; `website` is the origin that the docs' paths are of."""

    def screen(console: "Screen") -> None:
        if found.ticket:
            _print_ticket(console, found.ticket)
        for entry in found.entries:
            _print_entry(console, entry, website)
        if found.candidates:
            cells = [(each.feature, f"{each.score:.2f}") for each in found.candidates]
            console.print(table(("feature", "score"), cells))

    return View(_document(found, website), _rows(found, website), screen)


def _document(found: Advice, website: str) -> dict[str, Any]:
    return {
        "query": found.query,
        "match": found.match,
        "tips": [_entry(entry, website) for entry in found.entries],
        "ticket": _ticket(found.ticket) if found.ticket else None,
        "candidates": [{"feature": each.feature, "score": each.score} for each in found.candidates],
        "warnings": [notice._asdict() for notice in found.notices],
    }


def _entry(entry: Tips, website: str) -> dict[str, Any]:
    return {
        "area": entry.area,
        "title": entry.title,
        "look_up": list(entry.look_up),
        "steps": list(entry.steps),
        "docs": [{"title": each.title, "url": _url(website, each)} for each in entry.docs],
        "as_of": entry.as_of.isoformat(),
        "source": entry.source,
        "file": entry.origin,
    }


def _ticket(ticket: "OnTicket") -> dict[str, Any]:
    return {
        "number": ticket.number,
        "url": ticket.url,
        "subject": ticket.subject,
        "area": _known(ticket.area),
        "region": _known(ticket.region),
        "project_id": _known(ticket.project_id),
        "pages": [page._asdict() for page in ticket.pages],
        "already": [{"what": what, "value": value} for what, value in ticket.already],
        "lacking": list(ticket.lacking),
    }


def _known(known: "Known") -> dict[str, Any]:
    return {"value": known.value, "confirmed": known.confirmed}


def _url(website: str, place: Place) -> str:
    return website.rstrip("/") + place.path


def _rows(found: Advice, website: str) -> Iterator[Row]:
    """Kind, area, text, and an address where the line is one."""
    for entry in found.entries:
        yield from (("look_up", entry.area, text, None) for text in entry.look_up)
        yield from (("step", entry.area, text, None) for text in entry.steps)
        yield from (("docs", entry.area, each.title, _url(website, each)) for each in entry.docs)
    if found.ticket:
        yield from (("page", "", page.title, page.url) for page in found.ticket.pages)
        yield from (
            ("already", "", f"{what}: {value}", None) for what, value in found.ticket.already
        )
        yield from (("lacking", "", text, None) for text in found.ticket.lacking)


def _print_ticket(console: "Screen", ticket: "OnTicket") -> None:
    from rich.text import Text  # noqa: PLC0415 - a pipe must not pay for Rich

    head = f"#{ticket.number} {clean.line(ticket.subject)}"
    console.hanging(Text(head, "bold"), 2)
    has = [f"{what}: {value}" for what, value in ticket.already]
    _bullets(console, "The ticket has already", has)
    _bullets(console, "It has", ticket.lacking)
    pages = [f"{page.title}: {page.url}{'' if page.confirmed else ' ?'}" for page in ticket.pages]
    _bullets(console, "In the customer's project (? only the ticket's text says so)", pages)
    console.print()


def _print_entry(console: "Screen", entry: Tips, website: str) -> None:
    from rich.text import Text  # noqa: PLC0415

    own = f"  {entry.origin}" if entry.origin else ""
    title = entry.title or entry.area
    area = "" if entry.area == GENERAL else f" ({entry.area})"
    console.hanging(Text(clean.line(title + area + own), "bold"), 2)
    _bullets(console, "Look up, without asking", entry.look_up)
    _bullets(console, "Then", entry.steps)
    _bullets(console, "Docs", [f"{each.title}: {_url(website, each)}" for each in entry.docs])
    console.hanging(Text(f"  {entry.as_of}, {clean.line(entry.source)}", "dim"), 2)
    console.print()


def _bullets(console: "Screen", heading: str, lines: Iterable[str]) -> None:
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    shown: Sequence[str] = list(lines)
    if not shown:
        return
    console.hanging(Text(f"  {heading}", "dim"), 2)
    grid = Table.grid(padding=(0, 1))
    grid.add_column()
    grid.add_column(overflow="fold")
    for line in shown:
        grid.add_row(Text("   -"), Text(clean.line(line)))
    console.print(grid)
