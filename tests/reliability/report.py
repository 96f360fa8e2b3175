"""What came of each cell of the fault matrix, and the page that tells it.

pytest tests/reliability --reliability-report reliability.jsonl
python -m tests.reliability.report reliability.jsonl > docs/reliability.md
"""

import json
import platform
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.reliability.cells import Cell, cells

TABLES = {
    "Claims": ("claim", "release", "take-over", "assign", "undo of a claim"),
    "Escalations": (
        "escalate to support", "escalate to engineering", "withdraw", "undo of an escalation",
        "escalate with a file", "escalate with a file, refused",
    ),
    "Forms of tickets from Slack": ("triage",),
    "Incidents": ("incident --tag",),
    "Notes and replies": ("note", "ask --send"),
    "Reports of audits": ("audit-impersonation --attach-to",),
    "Roles": ("role upgrade", "role downgrade", "escalate --upgrade-role"),
    "Notes that came back public": ("a claim made public", "log resolve"),
}  # fmt: skip
"""The commands of each table of the page; every command is in one of them."""

_PACKAGES = ("csm-cli", "zenpy", "requests", "urllib3")


class Said(Protocol):
    """What csm told of a run."""

    @property
    def exit_code(self) -> int | None:
        """The exit code; null for a process that was killed."""


class Row(NamedTuple):
    """One cell as it went.

    `exit_code` is that of the run with the fault; `there` says whether what the command does was
    on the server after it; `runs` counts the runs until the command was done.
    """

    cell: str
    command: str
    fault: str
    exit_code: int | None
    there: bool
    runs: int


class Run(NamedTuple):
    """A run of the matrix: when, in ISO 8601, and what ran."""

    began: str
    ended: str
    versions: str


class Recorder:
    """Appends a line for each cell to a file; without a file it keeps nothing."""

    def __init__(self, file: str | None) -> None:
        self._file = file
        self._rows: list[Row] = []
        self._began = datetime.now(UTC)

    def keep(self, cell: Cell, told: Said, *, there: bool, runs: int) -> None:
        """Remember what came of a cell that held."""
        self._rows.append(
            Row(cell.name, cell.command.name, failure(cell), told.exit_code, there, runs)
        )

    def write(self) -> None:
        """Append the rows, and when they were made; each worker appends its own."""
        if self._file is None:
            return
        run = Run(self._began.isoformat(), datetime.now(UTC).isoformat(), _versions())
        kept = [run._asdict(), *(row._asdict() for row in self._rows)]
        with Path(self._file).open("a", encoding="utf-8") as file:
            file.writelines(json.dumps(each) + "\n" for each in kept)


def failure(cell: Cell) -> str:
    """The row of the table that a cell stands in."""
    return f"{cell.fault.name} ({'https' if cell.tls else 'http'})"


_PAGE = """\
# What a failing network can't do

Every command of csm that writes was run against the [sandbox](sandbox.md), once for each request
that it sends and each way in which that request can fail: over plain HTTP and, for the requests
that change something, over TLS. And it was killed (`kill -9`) while each of its requests was under
way. Each failed both before and after the server did its work; for a read, which leaves nothing
behind, that is the same, and was run once.

After each failure the server's own state was read with plain requests, not with csm. Then the same
command was typed again without failures, and once more with `--resend` where csm still said that it
did not know.

## What held

In each of the {count} cells of the last run:

- At most one note for one intent: after the failure, after the re-run, after the resend.
- At most one reply, and none that the customer can't read.
- No note that the customer can read. Where Zendesk itself makes a note public against csm's word,
  csm never calls that done, never says that it is mended while it is not, and the runs that follow
  end with the one note, private.
- The note with its fields and its file, or nothing of them. A file whose note was refused is taken
  back.
- An undo puts back group, assignee and field, all of them or none.
- What csm told is true: done only with the note there, an error only without it, and otherwise
  unknown (exit code 10).
- The raised role is back after the run, or csm said loudly that it is not. After a kill, the next
  command gives it back, or reminds where a person has to. In the end nothing is due, and the role
  on the server is the light one.
- The same command, typed again, ended with exit code 0 and exactly one note, in at most {runs}
  runs in all.

## The last run

| | |
| --- | --- |
| cells | {count} |
| commands, failures | {commands}, {failures} |
| seconds | {seconds}, beside whatever else the machine did |
| date | {date} |
| versions | {versions} |

## What csm told

Each row is a failure, each column a command. A letter stands for each request of the command that
failed so, in the order of the commands in `tests/reliability/commands.py`; reads stand in the rows
`before`, where there are two:

| letter | csm said | exit code |
| --- | --- | --- |
| `d` | done | 0 |
| `s` | nothing was written, safe to try again | 7 |
| `r` | refused, nothing was written | 4 |
| `u` | unknown | 10 |
| `k` | nothing: it was killed | |
| `b` | done, and the role is still raised | 8 |
| `p` | the note was public | 1 |
| `f` | another failure | |

A capital letter says that what the command does was on the server afterwards: the note or the
reply; for `role upgrade` the full role, for `role downgrade` the light one. So `U` is a note that
is there and that csm could not see in the time it had. Before `log resolve` the note is there
already, and public.
{tables}
## Running it

```text
pytest tests/reliability --reliability-report reliability.jsonl
python -m tests.reliability.report reliability.jsonl > docs/reliability.md
```

The cells are made by `tests/reliability/cells.py`; they run with the whole suite. A test compares
the tables of this page with them.
"""

_LETTERS = {0: "d", 1: "p", 4: "r", 7: "s", 8: "b", 10: "u", None: "k"}


def page(run: Run, rows: Sequence[Row]) -> str:
    """The page about a run."""
    began, ended = datetime.fromisoformat(run.began), datetime.fromisoformat(run.ended)
    return _PAGE.format(
        count=f"{len(rows):,}",
        runs=max(row.runs for row in rows),
        commands=len({row.command for row in rows}),
        failures=len({row.fault for row in rows}),
        seconds=round((ended - began).total_seconds()),
        date=f"{began:%Y-%m-%d}",
        versions=run.versions,
        tables="".join(_table(title, names, rows) for title, names in TABLES.items()),
    )


def _table(title: str, names: Sequence[str], every: Sequence[Row]) -> str:
    rows = [row for row in every if row.command in names]
    lines = [f"| failure | {' | '.join(names)} |", "| --- |" + " --- |" * len(names)]
    for fault in dict.fromkeys(row.fault for row in rows):
        found = (
            _letters(row for row in rows if (row.fault, row.command) == (fault, name))
            for name in names
        )
        lines.append(f"| {fault} | {' | '.join(found)} |")
    counts = Counter(_LETTERS.get(row.exit_code, "f") for row in rows)
    told = ", ".join(f"{letter} {count}" for letter, count in counts.most_common())
    return "\n".join(["", f"### {title}", "", *lines, "", f"In all: {told}.", ""])


def _letters(rows: Iterator[Row]) -> str:
    letters = ((_LETTERS.get(row.exit_code, "f"), row.there) for row in rows)
    text = "".join(letter.upper() if there else letter for letter, there in letters)
    return f"`{text}`" if text else ""


def _versions() -> str:
    packages = (f"{name} {version(name)}" for name in _PACKAGES)
    return ", ".join([f"Python {platform.python_version()}", *packages])


def _read(file: Path) -> tuple[Run, list[Row]]:
    order = {cell.name: place for place, cell in enumerate(cells())}
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    runs = [Run(**line) for line in lines if "began" in line]
    rows = sorted(
        (Row(**line) for line in lines if "cell" in line), key=lambda row: order[row.cell]
    )
    missing = order.keys() - {row.cell for row in rows}
    assert not missing, f"the run was not whole; {len(missing)} cells are missing: {min(missing)}"
    assert len(rows) == len(order), "there are several runs in the file"
    began, ended = min(run.began for run in runs), max(run.ended for run in runs)
    return runs[0]._replace(began=began, ended=ended), rows


if __name__ == "__main__":
    sys.stdout.write(page(*_read(Path(sys.argv[1]))))
