"""The rows on the screen: what did not change is not drawn again."""

from collections.abc import Sequence
from datetime import datetime

from rich.text import Text
from textual.widgets import DataTable
from textual.widgets.data_table import ColumnKey

from csm_cli.domain.worklist import CUSTOMER, THIRD, US, Row, Worklist
from csm_cli.output import clean
from csm_cli.output.worklist_cells import HEADERS, ticket_cells

_TURNS = {US: "us", CUSTOMER: "customer", THIRD: "on hold"}
_COLUMNS = ("Waits on", *HEADERS, "Organization", "Subject")
_TICKET = "Ticket"
_FEW = 20  # rows that go: each is looked for among all rows, which thousands make slow
_SUBJECT = 300  # characters: a longer one would widen every line


class TicketTable(DataTable[Text]):
    """A line for each ticket, by its number; whoever sits in front stays on theirs."""

    def __init__(self) -> None:
        super().__init__(cursor_type="row", zebra_stripes=True)
        self._rows: dict[str, Row] = {}
        self._drawn: dict[str, Sequence[Text]] = {}

    def on_mount(self) -> None:
        """Name the columns."""
        for name in _COLUMNS:
            self.add_column(name, key=name)

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
        for key, row in rows.items():
            self._draw(key, row, found.as_of)
        self._rows = rows
        self._order(list(rows), at)

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
            self.clear()
            self._drawn.clear()
            return
        for key in gone:
            self.remove_row(key)
            del self._drawn[key]

    def _draw(self, key: str, row: Row, now: datetime) -> None:
        new = _line(row, now)
        if key not in self._drawn:
            self.add_row(*new, key=key)
        else:
            for name, before, after in zip(_COLUMNS, self._drawn[key], new, strict=True):
                if before != after:
                    # A width that is looked at draws the whole table anew.
                    wider = after.cell_len > self.columns[ColumnKey(name)].content_width
                    self.update_cell(key, name, after, update_width=wider)
        self._drawn[key] = new

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


def _line(row: Row, now: datetime) -> Sequence[Text]:
    organization = row.ticket.organization
    return (
        Text(_TURNS[row.waiting]),
        *ticket_cells(row, now),
        Text(clean.line(organization.name[:_SUBJECT]) if organization else "-"),
        Text(clean.line(row.ticket.subject[:_SUBJECT]) or "-"),
    )
