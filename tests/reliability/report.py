"""What came of each cell of the fault matrix, and the page that tells it.

pytest tests/reliability --reliability-report reliability.jsonl
python -m tests.reliability.report reliability.jsonl > docs/reliability.md
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from tests.reliability.cells import COMMANDS, Cell, cells


class Said(Protocol):
    """What csm told of a run."""

    @property
    def exit_code(self) -> int | None:
        """The exit code; null for a process that was killed."""


class Row(NamedTuple):
    """One cell as it went: exit code of the faulted run, notes after it, runs until settled."""

    cell: str
    command: str
    fault: str
    exit_code: int | None
    notes: int
    runs: int


class Recorder:
    """Appends a line for each cell to a file; without a file it keeps nothing."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self._rows: list[Row] = []

    def keep(self, cell: Cell, told: Said, notes: int, runs: int) -> None:
        """Remember what came of a cell that held."""
        over = "https" if cell.tls else "http"
        row = Row(cell.name, cell.command.name, cell.fault.name, told.exit_code, notes, runs)
        self._rows.append(row._replace(fault=f"{cell.fault.name} ({over})"))

    def write(self) -> None:
        """Append the rows; each worker of a parallel run appends its own."""
        if self._file is None:
            return
        with Path(self._file).open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(row._asdict()) + "\n" for row in self._rows)


_PAGE = """\
# What a failing network can't do

Every command of csm that writes was run against the sandbox once for each request it sends and
each way in which that request can fail, over plain HTTP and, for the writes, over TLS; and was
killed (`kill -9`) while each of its requests was under way, before and after the server did the
work. After each failure the server's own state was read, then the same command was run again
without failures, and again with `--resend` where csm still said that it did not know.

In each of the {count} cells of the last run this held:

- at most one note for one intent, after the failure, after the re-run and after the resend;
- no note that the customer can read;
- the note and the fields that belong to it together, or neither;
- what csm told was true: "done" only with the note there, an error only without it, and
  otherwise "unknown" (exit code 10);
- the same command, typed again, ended with exactly one note and exit code 0, in at most
  {runs} runs in all.

The cells are `tests/reliability/cells.py`; they run with the whole test suite. This page is
written by `python -m tests.reliability.report`.

## What csm told

Each row is a failure, each column a command. A letter stands for each request of the command
that failed so, in the order of the table in `cells.py`: `d` done (exit code 0), `s` safe to try
again (7), `r` refused (4), `u` unknown (10), `k` killed, `c` changed meanwhile (6), `f` another
failure; a capital letter says that the note was on the server afterwards.

{table}
"""

_LETTERS = {0: "d", 4: "r", 6: "c", 7: "s", 10: "u", None: "k"}


def page(rows: Sequence[Row]) -> str:
    """The page about a run."""
    runs = max(row.runs for row in rows)
    return _PAGE.format(count=len(rows), runs=runs, table="\n".join(_table(rows)))


def _table(rows: Iterable[Row]) -> list[str]:
    rows = list(rows)
    names = [command.name for command in COMMANDS]
    lines = [f"| failure | {' | '.join(names)} |", "|" + " --- |" * (len(names) + 1)]
    for fault in dict.fromkeys(row.fault for row in rows):
        found = (
            "".join(_letter(row) for row in rows if (row.fault, row.command) == (fault, name))
            for name in names
        )
        lines.append(f"| {fault} | {' | '.join(f'`{text}`' if text else '' for text in found)} |")
    counts = Counter(_LETTERS.get(row.exit_code, "f") for row in rows)
    told = ", ".join(f"{letter} {counts[letter]}" for letter in "dsruckf" if counts[letter])
    return [*lines, "", f"In all: {told}."]


def _letter(row: Row) -> str:
    letter = _LETTERS.get(row.exit_code, "f")
    return letter.upper() if row.notes else letter


def _read(file: Path) -> list[Row]:
    order = {cell.name: place for place, cell in enumerate(cells())}
    lines: list[dict[str, Any]] = [
        json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()
    ]
    return sorted((Row(**line) for line in lines), key=lambda row: order[row.cell])


if __name__ == "__main__":
    sys.stdout.write(page(_read(Path(sys.argv[1]))))
