"""The rows of an answer: read row by row where they are few, by columns where they are many.

A page of impersonations has ten thousand rows, of which an audit keeps a handful. A mapping made
for each of them would cost as much as decoding the page did.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, overload


class Table(Sequence[Mapping[str, Any]]):
    """Rows as mappings from column to cell, each made when it is asked for.

    Args:
        columns: The columns' names.
        cells: The rows' cells, each row as long as `columns`.
    """

    def __init__(self, columns: Sequence[str], cells: Sequence[Sequence[Any]]) -> None:
        self._names = columns
        self._cells = cells

    @classmethod
    def of(cls, rows: Sequence[Mapping[str, Any]]) -> "Table":
        """The table of rows that are mappings already, and all alike."""
        if isinstance(rows, Table):
            return rows
        names = list(rows[0]) if rows else []
        return cls(names, [[row[name] for name in names] for row in rows])

    def column(self, name: str) -> Sequence[Any]:
        """All cells of a column, in the order of the rows; raises KeyError if there is none."""
        return self._columns[name] if self._cells else ()

    @cached_property
    def _columns(self) -> dict[str, Sequence[Any]]:
        return dict(zip(self._names, zip(*self._cells, strict=True), strict=True))

    @overload
    def __getitem__(self, index: int) -> Mapping[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> "Table": ...
    def __getitem__(self, index: int | slice) -> "Mapping[str, Any] | Table":
        if isinstance(index, slice):
            return Table(self._names, self._cells[index])
        return dict(zip(self._names, self._cells[index], strict=True))

    def __len__(self) -> int:
        return len(self._cells)
