"""A journal that is crowded, killed, starved or cut: whole, or an error before a request."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.adapters import journal_worker
from tests.promises.program import TOP

MODULE = "tests.adapters.journal_worker"


def done(task: str, folder: Path) -> Any:
    """What the worker finds."""
    command = [sys.executable, "-m", MODULE, task, str(folder)]
    ended = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=True)
    return json.loads(ended.stdout)


def test_many_processes_at_once(tmp_path: Path) -> None:
    """From the first moment, when the file is not even there: no entry and no outcome is lost."""
    path = tmp_path / "state" / "journal.sqlite3"
    names, count = [f"p{number}" for number in range(8)], 10
    workers = [
        subprocess.Popen(
            [sys.executable, "-m", MODULE, "crowd", str(path), name, str(count)],
            cwd=TOP,
            stdin=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    for worker in workers:
        assert worker.stdin is not None
        worker.stdin.write("go\n")
        worker.stdin.flush()
    for worker in workers:
        _, said = worker.communicate(timeout=120)
        assert worker.returncode == 0, said
    assert journal_worker.entries(path) == {
        f"{name}-{number}": "written" if number % 2 else None
        for name in names
        for number in range(count)
    }
    assert journal_worker.sound(path)


def test_killed_at_any_line(tmp_path: Path) -> None:
    """An entry is there whole or not at all, the earlier ones stay, and the next run goes on."""
    rounds = done("kill", tmp_path)
    for verb in ("begin", "settle"):
        mine = [each for each in rounds if each["verb"] == verb]
        assert len(mine) > 20
        assert [each["killed"] for each in mine] == [True] * (len(mine) - 1) + [False]
        assert all(each["sound"] for each in mine)
        assert all({"first", "third"} <= each["entries"].keys() for each in mine)
    begun = ["second" in each["entries"] for each in rounds if each["verb"] == "begin"]
    assert begun == sorted(begun)
    assert {False, True} == set(begun)
    outcomes = [each["entries"]["first"] for each in rounds if each["verb"] == "settle"]
    assert outcomes == sorted(outcomes, key=bool)
    assert {None, "written"} == set(outcomes)


def test_a_full_disk(tmp_path: Path) -> None:
    """Either it is recorded, or it is said that nothing was sent; what was there stays sound."""
    rounds = done("starve", tmp_path)
    for each in rounds:
        assert each["there"] == (each["begin"] is None)
        assert (each["settled"] == "written") == (each["settle"] is None)
        assert each["sound"]
        assert each["begin"] is None or "nothing was sent" in each["begin"]
    assert "can't be used" in rounds[0]["begin"]
    assert (rounds[-1]["begin"], rounds[-1]["settle"]) == (None, None)


def test_where_nobody_may_write() -> None:
    """A file or a folder that can only be read is an error before anything is sent."""
    with tempfile.TemporaryDirectory() as folder:  # pytest's own lets nobody else in
        Path(folder).chmod(0o755)
        answers = done("unwritable", Path(folder))
    assert len(answers) == 3
    for where, said in answers.items():
        assert said is not None, where
        assert "can't be used" in said
        assert "nothing was sent" in said


@pytest.mark.parametrize("place", range(0, 100, 7))
def test_a_file_that_is_cut_short(tmp_path: Path, place: int) -> None:
    """Wherever it ends: never taken for a journal without entries."""
    path = tmp_path / "journal.sqlite3"
    made = journal_worker.journal(path)
    for number in range(40):
        made.begin(journal_worker.write(f"op{number}"), "intent")
    content = path.read_bytes()
    path.write_bytes(content[: 2 + len(content) * place // 100])  # one byte is none to SQLite
    said = journal_worker.told(lambda: journal_worker.journal(path).undecided(1, "claim", "intent"))
    assert said is not None
    assert str(path) in said
    assert "nothing was sent" in said


@pytest.mark.parametrize("page", range(10))
def test_a_page_that_is_overwritten(tmp_path: Path, page: int) -> None:
    """Damage anywhere in the file is noticed before anything rests on it."""
    path = tmp_path / "journal.sqlite3"
    made = journal_worker.journal(path)
    for number in range(60):
        made.begin(journal_worker.write(f"op{number}"), "intent")
    content = bytearray(path.read_bytes())
    assert len(content) > 10 * 4096
    content[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
    path.write_bytes(content)
    said = journal_worker.told(
        lambda: journal_worker.journal(path).begin(journal_worker.write("new"), "intent")
    )
    assert said is not None
    assert "nothing was sent" in said
