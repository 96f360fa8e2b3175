"""An answer's rows, whichever way they are read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.posthog.table import Table

NAMES = ["a", "b"]


@given(st.lists(st.tuples(st.integers(), st.none() | st.text())))
def test_columns_and_rows_say_the_same(cells: list[tuple[int, str | None]]) -> None:
    """Each cell stands in its row and in its column, at the same place."""
    table = Table(NAMES, cells)
    assert list(table) == [dict(zip(NAMES, row, strict=True)) for row in cells]
    for name in NAMES:
        assert list(table.column(name)) == [row[name] for row in table]
    assert list(Table.of(list(table))) == list(table)
    assert list(table[1:]) == list(table)[1:]
    assert len(table) == len(cells)


def test_a_column_that_is_not_there_is_a_missing_key() -> None:
    """As it is in a row that is a mapping."""
    with pytest.raises(KeyError):
        Table(NAMES, [[1, 2]]).column("c")


def test_rows_that_are_not_alike_are_refused() -> None:
    """A cell that one row has and another has not is missed, not made up."""
    with pytest.raises(KeyError):
        Table.of([{"a": 1, "b": 2}, {"a": 3}])
