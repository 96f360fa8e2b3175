"""A ticket on one screen of a terminal: what it is, what to beware of, who said what, where to go.

Words of others become `Text`: no markup is read in them. What only the ticket's text says
carries a question mark. Colour repeats what a word or a sign says already, so that nothing is
lost without it.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from csm_cli.domain.context import Known
from csm_cli.domain.overview import Overview
from csm_cli.domain.tickets import Person
from csm_cli.output import clean
from csm_cli.output.screen import Screen
from csm_cli.output.show_links import addresses
from csm_cli.output.show_words import conversation, last_words
from csm_cli.output.times import told

_LABEL = 12  # columns of the longest label, so that all parts of the screen line up
_FEWEST_FOR_TWO = 72  # columns of a terminal that has room for two facts a line
_STATUS = {"new": "bold yellow", "open": "bold red", "pending": "cyan", "hold": "cyan"}
_SEVERITY = {"critical": "bold red", "high": "bold yellow"}

Pair = tuple[str, Text]


def draw(console: Screen, overview: Overview, *, now: datetime, comments: bool) -> None:
    """Print the screen, and with `comments` the whole conversation under it."""
    ticket = overview.ticket
    title = Text(clean.line(ticket.subject) or "(no subject)", "bold")
    number = console.link(f"#{ticket.number}", ticket.url, "dim")
    console.print(_beside(number, title))
    for notice in overview.warnings:
        console.print(_beside(Text("!", "bold red"), Text(clean.line(notice.text), "red")))
    console.print(Rule(style="dim"))
    pairs = 2 if console.width >= _FEWEST_FOR_TWO else 1
    console.print(_grid(_short_facts(overview), pairs))
    console.print(_grid(_long_facts(overview, now, exact=console.exact), 1))
    last_words(console, overview, now)
    addresses(console, overview.context)
    if any(not known.confirmed and known.value for known in _told(overview)):
        console.print(Text.assemble(("?", "magenta"), (" only the ticket's text says so", "dim")))
    if comments:
        conversation(console, overview, now)


def _told(overview: Overview) -> tuple[Known, ...]:
    known = overview.context
    return (
        known.organization_id,
        known.organization_name,
        known.region,
        known.project_id,
        known.project_name,
        known.area,
    )


def _short_facts(overview: Overview) -> list[Pair]:
    """What fits beside another: how the ticket stands, and what kind of customer it is."""
    ticket, known = overview.ticket, overview.context
    region = known.region._replace(value=(known.region.value or "").upper())
    return [
        ("Status", _word(ticket.status, _STATUS)),
        ("Plan", _word(known.plan)),
        ("Escalated", _escalated(overview)),
        ("Severity", _word(ticket.severity, _SEVERITY)),
        ("Group", _word(ticket.group.name if ticket.group else None)),
        ("Area", _known(known.area)),
        ("Assignee", _name(ticket.assignee)),
        ("Region", _known(region)),
    ]


def _long_facts(overview: Overview, now: datetime, *, exact: bool) -> list[Pair]:
    ticket, known, claim = overview.ticket, overview.context, overview.claim
    claimed = _name(claim.by if claim else None)
    if claim:
        claimed.append(f", {told(claim.at, now, exact=exact)}")
    rows = [
        ("Claimed by", claimed),
        ("Updated", Text(told(ticket.updated_at, now, exact=exact))),
        ("Requester", _requester(ticket.requester)),
        ("Organization", _both(known.organization_name, known.organization_id)),
        ("Project", _both(known.project_name, known.project_id)),
    ]
    if known.intake.exception:
        rows.append(("Exception", Text(clean.line(known.intake.exception))))
    return rows


def _grid(pairs: Sequence[Pair], a_line: int) -> Table:
    """Labels and values, so many pairs a line; labels line up with those of other grids."""
    grid = Table.grid(padding=(0, 2, 0, 0), expand=True)
    for _ in range(a_line):
        grid.add_column(width=_LABEL, no_wrap=True)
        grid.add_column(ratio=1, overflow="fold")
    for at in range(0, len(pairs), a_line):
        cells = [(Text(label, "dim"), value) for label, value in pairs[at : at + a_line]]
        grid.add_row(*(cell for pair in cells for cell in pair))
    return grid


def _beside(sign: Text, text: Text) -> Table:
    """A text that stays right of its sign when it needs several lines."""
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(sign, text)
    return grid


def _word(value: str | None, styles: dict[str, str] | None = None) -> Text:
    if not value:
        return _unknown()
    return Text(clean.line(value), (styles or {}).get(value, ""))


def _unknown() -> Text:
    return Text("-", "dim")


def _known(known: Known) -> Text:
    return _joined([known])


def _both(name: Known, number: Known) -> Text:
    return _joined([name, number])


def _joined(parts: Iterable[Known]) -> Text:
    """The known ones of the values, a question mark behind each that is unconfirmed."""
    known = [part for part in parts if part.value]
    if not known:
        return _unknown()
    return Text(" · ").join(
        Text(clean.line(part.value or "")).append("" if part.confirmed else " ?", "magenta")
        for part in known
    )


def _escalated(overview: Overview) -> Text:
    if overview.escalated is None:
        return Text("unknown", "yellow")
    return Text("yes", "bold yellow") if overview.escalated else Text("no")


def _name(person: Person | None) -> Text:
    return Text(clean.line(person.name) or "(no name)") if person else Text("nobody", "dim")


def _requester(person: Person | None) -> Text:
    email = f" <{clean.line(person.email)}>" if person and person.email else ""
    return _name(person).append(email, "dim")
