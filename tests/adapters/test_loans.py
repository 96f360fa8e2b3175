"""The record of raised roles: on the disk before anything is sent, and never without its marker."""

import os
import signal
import sqlite3
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path

import pytest

from csm_cli.adapters import config_file
from csm_cli.adapters.loan_marker import may_be_due, may_be_open
from csm_cli.adapters.loans import SqliteLoans
from csm_cli.domain import roles
from csm_cli.domain.errors import Unavailable, Unexpected, WrongUsage
from csm_cli.domain.roles import Loan, Role
from csm_cli.domain.tickets import Person
from csm_cli.environment import Environment

NOW = datetime(2026, 11, 23, 10, 0, 0, 123456, tzinfo=UTC)
LIGHT, FULL = Role(1, "Light agent", roles.LIGHT), Role(2, "Full agent", roles.FULL)


def loans(folder: Path, desk: str = "https://desk.example") -> SqliteLoans:
    """The loans on a desk."""
    return SqliteLoans(folder, desk, lambda: NOW)


def loan(number: int = 103, upper: Role | None = FULL, since: datetime = NOW) -> Loan:
    """Somebody's loan."""
    person = Person(number, "Lin'; DROP TABLE loans;--", None)
    return Loan(person, LIGHT, upper, roles.RUN, since)


@pytest.mark.parametrize("upper", [FULL, None])
def test_a_loan_is_kept_whole(tmp_path: Path, upper: Role | None) -> None:
    """What another process reads is what was recorded, to the microsecond."""
    loans(tmp_path).record(loan(upper=upper))
    assert loans(tmp_path).open() == [loan(upper=upper)]


def test_desks_and_people_stay_apart(tmp_path: Path) -> None:
    """Settling one person's loan on one desk leaves all others open."""
    here, there = loans(tmp_path), loans(tmp_path, "sandbox")
    for each in (loan(103), loan(104)):
        here.record(each)
        there.record(each)
    here.settle(loan(103), roles.LOWERED)
    assert here.open() == [loan(104)]
    assert there.open() == [loan(103), loan(104)]


def test_the_marker_goes_with_the_last_loan(tmp_path: Path) -> None:
    """It stands as long as anything is open, on any desk."""
    here, there = loans(tmp_path), loans(tmp_path, "sandbox")
    assert not may_be_open(tmp_path)
    here.record(loan())
    there.record(loan())
    here.settle(loan(), roles.BACK)
    assert may_be_open(tmp_path)
    there.settle(loan(), roles.BACK)
    assert not may_be_open(tmp_path)


def test_a_marker_without_a_loan_is_taken_away(tmp_path: Path) -> None:
    """A run that was killed between the two leaves a marker, and the next one tidies up."""
    loans(tmp_path).record(loan())
    loans(tmp_path).settle(loan(), roles.BACK)
    (tmp_path / "roles.due").touch()
    assert loans(tmp_path).open() == []
    assert not may_be_open(tmp_path)


def test_without_a_marker_nothing_is_opened(tmp_path: Path) -> None:
    """Asking what is due makes no file where nothing was ever raised."""
    folder = tmp_path / "state"
    assert loans(folder).open() == []
    assert not folder.exists()


def test_a_newer_loan_takes_the_place_of_the_open_one(tmp_path: Path) -> None:
    """Nobody owes twice, and settling the old one does not touch the new one."""
    first, second = loan(), loan(since=NOW + timedelta(microseconds=1))
    here = loans(tmp_path)
    here.record(first)
    here.record(second)
    here.settle(first, roles.LOWERED)
    assert here.open() == [second]


def test_a_loan_is_on_the_disk_when_the_process_is_killed(tmp_path: Path) -> None:
    """What was recorded outlives a kill in the very next moment."""
    code = (
        "import os, signal, sys; from pathlib import Path\n"
        "from tests.adapters.test_loans import loan, loans\n"
        "loans(Path(sys.argv[1])).record(loan())\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert ended.returncode == -signal.SIGKILL
    assert may_be_open(tmp_path)
    assert loans(tmp_path).open() == [loan()]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    """The record names people; its files are for one user alone."""
    loans(tmp_path).record(loan())
    with loans(tmp_path).held(1, lambda: None):
        modes = {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert modes == {0o600}


def test_a_file_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    """Nothing is guessed about a shape that this version does not know."""
    loans(tmp_path).record(loan())
    with sqlite3.connect(tmp_path / "roles.sqlite3") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(WrongUsage, match="version 99, and this csm knows up to 1"):
        loans(tmp_path).open()


@pytest.mark.parametrize("damage", ["text", "folder", "under a file"])
def test_a_record_that_cannot_be_kept(tmp_path: Path, damage: str) -> None:
    """A damaged or unwritable file is told in words before anything is changed."""
    folder = tmp_path / "state"
    if damage == "under a file":
        folder.touch()
    else:
        folder.mkdir()
        file = folder / "roles.sqlite3"
        file.mkdir() if damage == "folder" else file.write_text("not a database, at all" * 99)
    with pytest.raises(Unexpected, match="the record of roles"):
        loans(folder).record(loan())


def test_many_at_once(tmp_path: Path) -> None:
    """Loans recorded and settled by many at once are neither lost nor left open."""

    def lend(number: int) -> None:
        here = loans(tmp_path)
        here.record(loan(number))
        if number % 2:
            here.settle(loan(number), roles.LOWERED)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lend, range(1, 25)))
    assert {each.person.id for each in loans(tmp_path).open()} == set(range(2, 25, 2))
    assert may_be_open(tmp_path)


def test_one_at_a_time(tmp_path: Path) -> None:
    """A second one is told that it waits, and gives up after its time."""
    told: list[str] = []
    with (
        loans(tmp_path).held(1, lambda: None),
        pytest.raises(Unavailable, match="another run"),
        loans(tmp_path).held(0.2, lambda: told.append("waiting")),
    ):
        pytest.fail("held twice")
    assert told == ["waiting"]
    with loans(tmp_path).held(0, lambda: told.append("again")):
        assert told == ["waiting"]


def test_a_killed_process_holds_nothing(tmp_path: Path) -> None:
    """The system takes the lock from a process that ends without letting go of it."""
    code = (
        "import sys, time; from pathlib import Path\n"
        "from tests.adapters.test_loans import loans\n"
        "with loans(Path(sys.argv[1])).held(1, lambda: None):\n"
        "    print('held', flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        with pytest.raises(Unavailable), loans(tmp_path).held(0, lambda: None):
            pytest.fail("held twice")
        os.kill(process.pid, signal.SIGKILL)
    with loans(tmp_path).held(0, lambda: None):
        pass


@pytest.mark.parametrize("named", [None, "own", "not/absolute"])
def test_the_marker_is_found_wherever_the_platform_keeps_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    """The look that loads nothing misses no place that the library would name."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / named) if named == "own" else named or "")
    environment = Environment(StringIO(), StringIO(), StringIO(), os.environ)
    assert not may_be_due(environment)
    _, folder = config_file.folders(environment)
    loans(folder).record(loan())
    assert may_be_due(environment)


def test_the_loans_of_every_desk(tmp_path: Path) -> None:
    """A reminder is of all that is due; a marker that was left over goes."""
    assert loans(tmp_path).everywhere() == []
    assert not (tmp_path / "roles.sqlite3").exists()
    loans(tmp_path).record(loan(103))
    loans(tmp_path, "sandbox").record(loan(104, upper=None))
    every = loans(tmp_path, "neither").everywhere()
    assert every == [("https://desk.example", loan(103)), ("sandbox", loan(104, upper=None))]
    loans(tmp_path).settle(loan(103), roles.LOWERED)
    loans(tmp_path, "sandbox").settle(loan(104), roles.LOWERED)
    (tmp_path / "roles.due").touch()
    assert loans(tmp_path).everywhere() == []
    assert not may_be_open(tmp_path)
