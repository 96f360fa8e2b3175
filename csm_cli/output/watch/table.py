"""The rows on the screen: what did not change is not drawn again."""

from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate

from rich.text import Text
from textual.widgets import DataTable
from textual.widgets.data_table import ColumnKey

from csm_cli.domain.worklist import CUSTOMER, THIRD, US, Row, Worklist
from csm_cli.output import clean
from csm_cli.output.worklist_cells import HEADERS, ticket_cells

_TURNS = {US: "us", CUSTOMER: "customer", THIRD: "on hold"}
_ABOUT = ("Organization", "Subject")
_BEFORE = 2  # of the headers: what a ticket is about stands early, where narrow screens show it
_COLUMNS = ("Waits on", *HEADERS[:_BEFORE], *_ABOUT, *HEADERS[_BEFORE:])
_STAYING = 2  # columns that stay in sight, whatever is scrolled to: the number is among them
_TICKET = "Ticket"
_FEW = 20  # rows that go: each is looked for among all rows, which thousands make slow
_CELL, _ORGANIZATION = 24, 18  # columns of a screen, so that none takes the others' room
_SUBJECT, _LONGEST_SUBJECT = 28, 300
_OTHERS = 142  # columns that all but the subject usually take


class TicketTable(DataTable[Text]):
    """A line for each ticket, by its number; whoever sits in front stays on theirs."""

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True, fixed_columns=_STAYING)
        self._rows: dict[str, Row] = {}
        self._drawn: dict[str, Sequence[Text]] = {}
        self._subject = _SUBJECT
        self._as_of: datetime | None = None

    def on_mount(self) -> None:
        """Name the columns."""
        for name in _COLUMNS:
            self.add_column(name, key=name)

    def on_resize(self) -> None:
        """Give subjects the room that there is now."""
        room = min(_LONGEST_SUBJECT, max(_SUBJECT, self.size.width - _OTHERS))
        if room == self._subject:
            return
        self._subject = room
        if self._as_of is not None:
            at = self._key_at_cursor() if self.row_count else None
            self._forget()
            self._draw_all(self._as_of, at)

    def action_cursor_right(self) -> None:
        """Bring the next column that is not there."""
        self._go_to(next((x for x in self._stops() if x > self.scroll_offset.x), None))

    def action_cursor_left(self) -> None:
        """Bring the column before back."""
        before = [x for x in self._stops() if x < self.scroll_offset.x]
        self._go_to(before[-1] if before else None)

    def _stops(self) -> list[int]:
        """How far the list is scrolled when a column stands right behind those that stay."""
        widths = [column.get_render_width(self) for column in self.ordered_columns[_STAYING:]]
        return [0, *accumulate(widths)]

    def _go_to(self, x: int | None) -> None:
        if x is not None:
            self.scroll_to(x=x, animate=False)

    @property
    def chosen(self) -> Row | None:
        """The row that the cursor is on; null where there is none."""
        if not self.row_count:
            return None
        return self._rows.get(self._key_at_cursor())

    def show(self, found: Worklist, *, stay: bool) -> None:
        """Make the table say this list; only what differs is touched.

        With `stay` the cursor goes where its ticket goes; so it does once it was moved. Else it
        is on the first row, whichever that is by now.
        """
        rows = {str(row.ticket.number): row for row in found.rows}
        at = self._key_at_cursor() if self.row_count and (stay or self.cursor_row) else None
        self._remove([key for key in self._rows if key not in rows])
        self._rows = rows
        self._draw_all(found.as_of, at)

    def change(self, row: Row, now: datetime) -> None:
        """Draw one row anew, if it is still there."""
        key = str(row.ticket.number)
        if key in self._rows:
            self._rows[key] = row
            self._draw(key, row, now)

    def in_sight(self) -> tuple[int, int]:
        """The place of the first row in sight, and for how many there is room."""
        return int(self.scroll_offset.y), max(1, self.size.height - self.header_height)

    def unread(self) -> list[Row]:
        """The rows in sight whose conversations nobody has read."""
        first, room = self.in_sight()
        seen = [str(row.key.value) for row in self.ordered_rows[first : first + room]]
        return [self._rows[key] for key in seen if self._rows[key].talk is None]

    def _remove(self, gone: Sequence[str]) -> None:
        if len(gone) > _FEW:
            self._forget()
            return
        for key in gone:
            self.remove_row(key)
            del self._drawn[key]

    def _forget(self) -> None:
        self.clear()
        self._drawn.clear()

    def _draw_all(self, now: datetime, at: str | None) -> None:
        """Draw the rows as they are, and put the cursor on the ticket that it was on."""
        self._as_of = now
        for key, row in self._rows.items():
            self._draw(key, row, now)
        self._order(list(self._rows), at)

    def _draw(self, key: str, row: Row, now: datetime) -> None:
        new = _line(row, now, self._subject)
        wider = self._widened(new)
        if key not in self._drawn:
            self.add_row(*new, key=key)
        else:
            for name, before, after in zip(_COLUMNS, self._drawn[key], new, strict=True):
                if before != after:
                    # A width that is looked at draws the whole table anew.
                    self.update_cell(key, name, after, update_width=name in wider)
        self._drawn[key] = new

    def _widened(self, line: Sequence[Text]) -> set[str]:
        """Give columns the room that a line needs; which of them had too little.

        Textual would do it when it is idle. What it paints before that, it keeps as it is.
        """
        wider = set()
        for name, cell in zip(_COLUMNS, line, strict=True):
            column = self.columns[ColumnKey(name)]
            if cell.cell_len > column.content_width:
                column.content_width = cell.cell_len
                wider.add(name)
        return wider

    def _order(self, keys: list[str], at: str | None) -> None:
        """Put the rows in order, and the cursor back on the ticket that it was on."""
        if [str(row.key.value) for row in self.ordered_rows] != keys:
            place = {f"#{key}": nth for nth, key in enumerate(keys)}
            self.sort(_TICKET, key=lambda cell: place[cell.plain])
        nth = keys.index(at) if at in self._rows else min(self.cursor_row, len(keys) - 1)
        if keys and nth != self.cursor_row:
            self.move_cursor(row=nth)

    def _key_at_cursor(self) -> str:
        return str(self.ordered_rows[min(self.cursor_row, self.row_count - 1)].key.value)


def about(row: Row) -> str:
    """Whose ticket it is, and its subject."""
    return f"{_organization(row)}: {_told(row)}"


def _organization(row: Row) -> str:
    organization = row.ticket.organization
    return clean.line(organization.name[:_LONGEST_SUBJECT]) if organization else "-"


def _told(row: Row) -> str:
    return clean.line(row.ticket.subject[:_LONGEST_SUBJECT]) or "-"


def _line(row: Row, now: datetime, subject: int) -> Sequence[Text]:
    cells = [_cut(cell, _CELL) for cell in ticket_cells(row, now)]
    return (
        Text(_TURNS[row.waiting]),
        *cells[:_BEFORE],
        _cut(Text(_organization(row)), _ORGANIZATION),
        _cut(Text(_told(row)), subject),
        *cells[_BEFORE:],
    )


def _cut(text: Text, width: int) -> Text:
    text.truncate(width, overflow="ellipsis")
    return text
