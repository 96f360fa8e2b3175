"""`docs/reliability.md` tells of the matrix as it is: neither a cell too few nor one too many."""

import re
from collections import Counter
from pathlib import Path

from tests.reliability.cells import cells
from tests.reliability.commands import COMMANDS
from tests.reliability.report import TABLES, failure

PAGE = (Path(__file__).parents[2] / "docs" / "reliability.md").read_text(encoding="utf-8")


def told() -> Counter[tuple[str, str]]:
    """How many cells the page tells of, by failure and command: a letter for each."""
    found: Counter[tuple[str, str]] = Counter()
    for table in re.findall(r"(?:^\| .*\n)+", PAGE.partition("\n### ")[2], re.MULTILINE):
        head, _, *lines = (_parts(line) for line in table.splitlines())
        for name, *letters in lines:
            found.update(
                {
                    (name, command): len(text.strip("`"))
                    for command, text in zip(head[1:], letters, strict=True)
                    if text
                }
            )
    return found


def _parts(line: str) -> list[str]:
    return [part.strip() for part in line.strip()[1:-1].split("|")]


def test_every_cell_is_in_the_tables() -> None:
    """A letter for each cell of the matrix, under its command and beside its failure."""
    assert told() == Counter((failure(cell), cell.command.name) for cell in cells())


def test_the_count_is_right() -> None:
    """In the promise and among the figures."""
    count = f"{len(cells()):,}"
    assert f"In each of the {count} cells" in PAGE
    assert f"| cells | {count} |" in PAGE


def test_every_command_has_a_place() -> None:
    """A command that is added to the matrix is added to a table of the page."""
    named = [name for names in TABLES.values() for name in names]
    assert sorted(named) == sorted(command.name for command in COMMANDS)
