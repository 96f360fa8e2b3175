"""Records for a person: a table where the terminal has room for one, else a block for each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

_LONGEST_WORD = 36  # letters; a longer one may be broken in two


_WHOLE = 8  # letters; a cell that short stays on one line


class _Form(NamedTuple):
    """How much of a line is blank: at either end, and between two columns."""

    edge: int
    gap: int

    def around(self, columns: int) -> int:
        """The blanks around so many columns."""
        return 2 * self.edge + self.gap * (columns - 1)


_AIRY, _NARROW = _Form(2, 3), _Form(0, 2)


class Listing:
    """Cells that are safe for a screen, under names; nothing of them is ever cut."""

    def __init__(self, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._header = header
        self._rows = rows

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The airiest form that fits; called by Rich."""
        for form in (_AIRY, _NARROW):
            if widths := self._widths(options.max_width - form.around(len(self._header))):
                yield self._table(widths, form)
                return
        yield from self._blocks()

    def _widths(self, room: int) -> list[int]:
        """Columns as wide as there is room for, each with its longest word; none if that fails."""
        columns = list(zip(self._header, *self._rows, strict=True))
        widths = [max(map(_longest_word, cells)) for cells in columns]
        lengths = [Counter(map(cell_len, cells)) for cells in columns]
        if sum(widths) > room:
            return []
        for _ in range(min(room, sum(map(max, lengths))) - sum(widths)):
            # To the column of which most stands below its first lines: one long cell among
            # short ones must not make all the others narrow.
            lacks, at = max(
                (_beyond(has, cells), at)
                for at, (has, cells) in enumerate(zip(widths, lengths, strict=True))
            )
            widths[at] += min(1, lacks)
        return widths

    def _table(self, widths: Sequence[int], form: "_Form") -> Table:
        made = Table(
            box=box.SIMPLE_HEAD,
            header_style="bold",
            show_edge=form.edge > 0,
            pad_edge=form.edge > 0,
            collapse_padding=form.gap < _AIRY.gap,
        )
        for name, width in zip(self._header, widths, strict=True):
            made.add_column(name, overflow="fold", width=width)
        for row in self._rows:
            made.add_row(*map(Text, row))
        return made

    def _blocks(self) -> RenderResult:
        """A line a value; what is empty is left out."""
        for row in self._rows:
            grid = Table.grid(padding=(0, 2))
            grid.add_column(style="dim", no_wrap=True)
            grid.add_column(overflow="fold")
            for name, value in zip(self._header, row, strict=True):
                if value:
                    grid.add_row(Text(name), Text(value))
            yield Text("")
            yield grid
        yield Text("")


def _beyond(width: int, lengths: Mapping[int, int]) -> int:
    """How much of a column's cells does not fit into their first lines."""
    return sum(number * (length - width) for length, number in lengths.items() if length > width)


def _longest_word(cell: str) -> int:
    if len(cell) <= _WHOLE:
        return cell_len(cell) or 1
    return min(_LONGEST_WORD, max(map(cell_len, cell.split())))
