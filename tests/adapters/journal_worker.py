"""A process of its own that uses a journal, to be stopped, starved or crowded.

    python -m tests.adapters.journal_worker crowd FILE NAME COUNT
    python -m tests.adapters.journal_worker kill FOLDER
    python -m tests.adapters.journal_worker starve FOLDER
    python -m tests.adapters.journal_worker unwritable FOLDER

What it finds goes to stdout as one JSON document. It forks, which a process with threads, as
pytest's is, could not do safely.
"""

import json
import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from csm_cli.adapters.journal import SqliteJournal
from csm_cli.adapters.journal_history import SqliteHistory
from csm_cli.domain.errors import CsmError
from csm_cli.domain.tickets import Mark, Write

OURS = ("journal.py", "journal_rows.py", "sqlite_file.py")
NOBODY = 65534


def now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def journal(path: Path) -> SqliteJournal:
    """The journal of somebody on some desk."""
    return SqliteJournal(path, lambda: "desk as 1", now)


def write(operation_id: str) -> Write:
    """A write with this id."""
    return Write(1, "v", Mark(operation_id, "claim"), "the words of the note")


def entries(path: Path) -> dict[str, str | None]:
    """Every operation in the file with its outcome."""
    return {each.operation_id: each.settled for each in SqliteHistory(path, now).entries()}


def sound(path: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file."""
    connection = sqlite3.connect(path)
    found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    connection.close()
    return bool(found == "ok")


def in_a_child(work: Callable[[], Any]) -> tuple[int, Any]:
    """What the work gives, done in a child; the signal that ended the child, or 0."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        os.write(writing, json.dumps(work()).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answers:
        said = answers.read()
    return os.waitpid(child, 0)[1] & 0x7F, json.loads(said) if said else None


def told(work: Callable[[], Any]) -> str | None:
    """What csm says if the work fails; null if it does not."""
    try:
        work()
    except CsmError as problem:
        return "; ".join(filter(None, (problem.message, problem.written)))
    return None


def crowd(path: Path, name: str, count: int) -> None:
    """Begin many and settle every other one, once everybody is there."""
    sys.stdin.readline()
    made = journal(path)
    for number in range(count):
        made.begin(write(f"{name}-{number}"), "intent")
        if number % 2:
            made.settle(f"{name}-{number}", "written")


def kill_at(step: int, work: Callable[[], None]) -> Callable[[], int]:
    """The work, ended by SIGKILL at its n-th line in the journal's modules; else how many."""
    seen = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal seen
        if not frame.f_code.co_filename.endswith(OURS):
            return None
        if event == "line":
            seen += 1
            if seen == step:
                os.kill(os.getpid(), signal.SIGKILL)
        return trace

    def run() -> int:
        sys.settrace(trace)
        work()
        sys.settrace(None)
        return seen

    return run


def kill(folder: Path) -> list[dict[str, Any]]:
    """Kill a begin and a settle at each of their lines, in a file that has an entry already."""
    found = []
    for verb in ("begin", "settle"):
        step, status = 0, int(signal.SIGKILL)
        while status == signal.SIGKILL:
            step += 1
            path = folder / f"{verb}{step}.sqlite3"
            journal(path).begin(write("first"), "intent")
            work = {
                "begin": lambda path=path: journal(path).begin(write("second"), "intent"),
                "settle": lambda path=path: journal(path).settle("first", "written"),
            }[verb]
            status, _ = in_a_child(kill_at(step, work))
            journal(path).begin(write("third"), "intent")
            found.append(
                {
                    "verb": verb,
                    "killed": status == signal.SIGKILL,
                    "sound": sound(path),
                    "entries": entries(path),
                }
            )
    return found


def limited(size: int, work: Callable[[], None]) -> Callable[[], str | None]:
    """What csm says to the work where no file grows beyond so many bytes."""

    def run() -> str | None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
        return told(work)

    return run


def starved(path: Path, size: int) -> dict[str, Any]:
    """A begin and a settle with so many bytes."""
    begun = in_a_child(limited(size, lambda: journal(path).begin(write("new"), "intent")))
    there = "new" in entries(path)
    journal(path).begin(write("old"), "intent")
    settled = in_a_child(limited(size, lambda: journal(path).settle("old", "written")))
    return {
        "begin": begun[1],
        "there": there,
        "settle": settled[1],
        "settled": entries(path)["old"],
        "sound": sound(path),
    }


def starve(folder: Path) -> list[dict[str, Any]]:
    """Let files grow to so many bytes and no further, from nothing to enough."""
    sizes = (0, 1, 4096, 8192, 20000, 40000, 10**7)
    return [starved(folder / f"{size}.sqlite3", size) for size in sizes]


def unwritable(folder: Path) -> dict[str, str | None]:
    """Begin where nobody may write: in a folder, and in a file."""
    journal(folder / "journal.sqlite3").begin(write("old"), "intent")
    (folder / "journal.sqlite3").chmod(0o444)
    folder.chmod(0o555)

    def begin(path: Path) -> Callable[[], str | None]:
        def run() -> str | None:
            if os.getuid() == 0:  # whom no permission stops
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            return told(lambda: journal(path).begin(write("new"), "intent"))

        return run

    answers = {
        "file": in_a_child(begin(folder / "journal.sqlite3"))[1],
        "folder": in_a_child(begin(folder / "other.sqlite3"))[1],
        "folder in it": in_a_child(begin(folder / "state" / "journal.sqlite3"))[1],
    }
    folder.chmod(0o755)
    return answers


def main(task: str, place: str, *rest: str) -> None:
    """Do one task."""
    if task == "crowd":
        crowd(Path(place), rest[0], int(rest[1]))
        return
    work = {"kill": kill, "starve": starve, "unwritable": unwritable}[task]
    sys.stdout.write(json.dumps(work(Path(place))))


if __name__ == "__main__":
    main(*sys.argv[1:])
