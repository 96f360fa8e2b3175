"""The list of tickets on a terminal: lines for each group of those who wait for the same.

Words of others become `Text`: no markup is read in them. Of all that is shown only a subject is
shortened, with an ellipsis; the document has it whole.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from rich.text import Text

from csm_cli.domain.clocks import LAST_CHANGE
from csm_cli.domain.spelling import spelt
from csm_cli.domain.worklist import CUSTOMER, THIRD, US, Row, Worklist
from csm_cli.output import clean
from csm_cli.output.folding import GAP, INDENT, Folding, padded
from csm_cli.output.screen import Screen
from csm_cli.output.worklist_cells import HEADERS, ticket_cells

TITLES = {US: "Waiting on us", CUSTOMER: "Waiting on the customer", THIRD: "On hold"}
_LINES_EACH = ((160, 1), (80, 2), (60, 3))
_AT_LEAST = 5  # lines of a ticket on a screen that is narrower than all of these
_USUAL = 40  # columns of a name; a longer one stands in a line of its own and moves no others
_SUBJECT = 40  # columns of a subject that make it worth standing in one line with all else
_SHORT_SUBJECT = 20  # and in a further line, which tells less
_DOTS = "..."

Next = Callable[[Row], str]


def draw(console: Screen, found: Worklist, *, empty: str, next_step: Next | None = None) -> None:
    """Print every group, what a sign means, and what is left out.

    `empty` is said where there is none, and no more firmly than it is known.
    """
    for line in lines(console, found, next_step):
        console.print(line, no_wrap=True, overflow="crop", crop=True)
    if not found.rows:
        console.print(f"{empty}, as far as csm can tell." if found.notices else f"{empty}.")
    if any(row.clock and row.clock.basis == LAST_CHANGE for row in found.rows):
        console.print(Text("~ at the most: nobody has looked at its conversation yet", "dim"))
    if found.omitted:
        console.print(Text(f"{found.omitted} more; a larger --limit shows them", "dim"))


def lines_each(width: int) -> int:
    """How many lines a ticket usually takes on a screen so wide."""
    return next((each for least, each in _LINES_EACH if width >= least), _AT_LEAST)


def lines(console: Screen, found: Worklist, next_step: Next | None = None) -> Iterator[Text]:
    """Titles, headers and tickets, each line as wide as the screen at the most."""
    form = _Form(console, found, next_step)
    for group, title in TITLES.items():
        rows = [row for row in found.rows if row.waiting == group]
        if rows:
            yield Text(f"{title} ({found.counts[group]})", "bold")
            yield from form.headers()
        for row in rows:
            yield from form.ticket(row)


class _Form:
    """Where things stand: the same for all tickets of a list, as far as they fit into it."""

    def __init__(self, console: Screen, found: Worklist, next_step: Next | None) -> None:
        self._console = console
        self._cells = {row.ticket.number: ticket_cells(row, found.as_of) for row in found.rows}
        self._abouts = {row.ticket.number: _about(row, next_step) for row in found.rows}
        widest = [
            max(len(header), *(each[at].cell_len for each in self._cells.values()), 0)
            for at, header in enumerate(HEADERS)
        ]
        self._folding = Folding.of(widest, console.width)
        usual = (each.cell_len for each in self._abouts.values() if each.cell_len <= _USUAL)
        self._usual = max(usual, default=0)

    def _has_room(self, about: Text, before: int, subject: int) -> bool:
        """Whether so much of a subject goes behind what a ticket is about: that of most, too."""
        return before + max(about.cell_len, self._usual) + GAP + subject <= self._console.width

    def headers(self) -> Iterator[Text]:
        """The names of the columns."""
        names = [Text(name, "dim") for name in HEADERS]
        yield from chain.from_iterable(self._folding.drawn(self._console, names))

    def ticket(self, row: Row) -> Iterator[Text]:
        """Its cells, and behind or under them what it is about."""
        cells, about = self._cells[row.ticket.number], self._abouts[row.ticket.number]
        cells[0].stylize(self._console.linked(row.ticket.url, "bold"))
        *first, last = self._folding.drawn(self._console, cells)
        yield from chain.from_iterable(first)
        if self._has_room(about, self._folding.used, _SHORT_SUBJECT if first else _SUBJECT):
            before = padded(last[0], self._folding.used).append_text(about)
            yield _with_subject(self._console, row, before)
            yield from last[1:]
        else:
            yield from last
            yield from self._below(row, about)

    def _below(self, row: Row, about: Text) -> Iterator[Text]:
        if self._has_room(about, INDENT, _SHORT_SUBJECT):
            yield _with_subject(self._console, row, _indented(about))
            return
        yield from map(_indented, about.wrap(self._console, max(1, self._console.width - INDENT)))
        yield _with_subject(self._console, row, Text(" " * (INDENT - GAP)))


def _about(row: Row, next_step: Next | None) -> Text:
    """What to type next, if that is told, and whose ticket it is."""
    organization = row.ticket.organization
    name = clean.line(organization.name) if organization else "-"
    told = Text.assemble((next_step(row), "green"), " " * GAP) if next_step else Text()
    return told.append(name, "cyan")


def _indented(text: Text) -> Text:
    return Text(" " * INDENT).append_text(text)


def _with_subject(console: Screen, row: Row, before: Text) -> Text:
    """The line with as much of the subject behind it as there is room for."""
    subject = clean.line(row.ticket.subject) or "-"
    room = max(1, console.width - before.cell_len - GAP)
    if not console.options.ascii_only:
        text = Text(subject)
        text.truncate(room, overflow="ellipsis")
    else:  # an ellipsis takes three columns there, and other letters may grow as well
        text = Text(spelt(subject))
        if len(text) > room:
            text = text[: max(0, room - len(_DOTS))].append(_DOTS)
    return before.append(" " * GAP).append_text(text)
