"""Columns that go on in a further line where the screen has no room for all of them.

Each column keeps its place in its line, so that a list can still be read downwards. Nothing is
cut: what is wider than its column goes on under itself.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.console import Console
from rich.text import Text

GAP = 2
INDENT = 8  # columns before what stands in a further line
_WIDEST = 24  # columns: one long name must not take the room of all others


class Folding(NamedTuple):
    """How wide each column is, and which of them stand in which line."""

    widths: Sequence[int]
    lines: Sequence[Sequence[int]]

    @classmethod
    def of(cls, widest: Sequence[int], room: int) -> "Folding":
        """Columns with cells so wide, in as few lines of a screen as take them in their order."""
        most = max(1, min(_WIDEST, room - INDENT))
        widths = [min(each, most) for each in widest]
        lines: list[list[int]] = [[]]
        used = 0
        for at, width in enumerate(widths):
            if lines[-1] and used + width > room:
                lines.append([])
                used = INDENT
            lines[-1].append(at)
            used += width + GAP
        return cls(widths, lines)

    @property
    def used(self) -> int:
        """Up to which column the last line is taken, with the gap behind it."""
        before = INDENT if len(self.lines) > 1 else 0
        return before + sum(self.widths[at] + GAP for at in self.lines[-1])

    def drawn(self, console: Console, cells: Sequence[Text]) -> Iterator[list[Text]]:
        """One record: each line, with what goes on under it, without the blanks at their ends."""
        for nth, columns in enumerate(self.lines):
            parts = [_pieces(console, cells[at], self.widths[at]) for at in columns]
            yield [
                self._line(columns, pieces, INDENT if nth else 0)
                for pieces in zip_longest(*parts, fillvalue=Text())
            ]

    def _line(self, columns: Sequence[int], pieces: Sequence[Text], indent: int) -> Text:
        line = Text(" " * indent)
        for at, piece in zip(columns, pieces, strict=True):
            line.append_text(padded(piece, self.widths[at] + GAP))
        line.rstrip()
        return line


def padded(text: Text, width: int) -> Text:
    """A copy with blanks up to a width."""
    copy = text.copy()
    copy.pad_right(max(0, width - text.cell_len))
    return copy


def _pieces(console: Console, cell: Text, width: int) -> Sequence[Text]:
    return [cell] if cell.cell_len <= width else list(cell.wrap(console, width))
