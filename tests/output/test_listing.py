"""Records on terminals of any width."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from csm_cli.output.listing import Listing
from csm_cli.output.screen import Screen

HEADER = ["When", "Ticket", "Outcome", "Operation"]
ROWS = [["just now", "48213", "written: as somebody has said", "eb42cdfd"], ["", "1", "", "x"]]


def _drawn(header: list[str], rows: list[list[str]], width: int) -> str:
    out = io.StringIO()
    Screen(file=out, width=width, color_system=None, highlight=False, _environ={}).print(
        Listing(header, rows)
    )
    return out.getvalue()


@pytest.mark.parametrize("width", [120, 60, 50, 44])
def test_a_table_where_there_is_room(width: int) -> None:
    """As many columns as there are names, and no word is broken."""
    lines = _drawn(HEADER, ROWS, width).splitlines()
    assert next(line.split() for line in lines if line.strip()) == HEADER
    words = {word for line in lines for word in line.split()}
    assert {"just", "48213", "written:", "somebody", "eb42cdfd"} <= words


def test_a_block_for_each_where_there_is_none() -> None:
    """Name and value beside each other; what is empty is left out."""
    lines = [line.rstrip() for line in _drawn(HEADER, ROWS, 32).splitlines()]
    assert lines == [
        "",
        "When       just now",
        "Ticket     48213",
        "Outcome    written: as somebody",
        "           has said",
        "Operation  eb42cdfd",
        "",
        "Ticket     1",
        "Operation  x",
        "",
    ]


def test_one_long_cell_does_not_make_the_others_narrow() -> None:
    """Room goes where most lacks it, and a name to be typed stays whole."""
    name = "zendesk_organization.organization_id"
    rows = [[name, " | ".join(30 * ["word"]), ""]]
    rows += [
        [f"name_{at}", "text", "What it means, in a sentence of some length."] for at in range(9)
    ]
    lines = _drawn(["field", "type", "meaning"], rows, 120).splitlines()
    assert sum(name in line for line in lines) == 1
    assert len(lines) < 30


_CELLS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), max_size=30)


@settings(max_examples=40)
@given(st.lists(st.tuples(_CELLS, _CELLS, _CELLS), max_size=4), st.integers(20, 200))
def test_nothing_is_lost_and_nothing_runs_over(
    rows: list[tuple[str, str, str]], width: int
) -> None:
    """Every word is there, whatever the width, and no line is wider than the terminal."""
    rows = [tuple(" ".join(cell.split()) for cell in row) for row in rows]  # type: ignore[misc]
    drawn = _drawn(["a", "b", "c"], [list(row) for row in rows], width)
    for word in (word for row in rows for cell in row for word in cell.split()):
        whole = cell_len(word) <= min(30, width - 4)
        assert word in drawn if whole else not set(word) - set(drawn)
    assert all(cell_len(line) <= width for line in drawn.splitlines())
