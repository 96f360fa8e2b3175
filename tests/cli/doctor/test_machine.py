"""One thing of this machine broken at a time: the doctor names it, and mends it where it may."""

import json
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from filelock import FileLock

from csm_cli.adapters import journal_rows
from csm_cli.adapters.config_check import Examined as Config
from csm_cli.adapters.journal import SqliteJournal
from csm_cli.adapters.loans import SqliteLoans
from csm_cli.adapters.machine import Limits, ThisMachine
from csm_cli.domain.roles import TOLD, Loan, Role
from csm_cli.domain.tickets import Mark, Person, Write
from tests.cli.doctor.looking import examined, state_of
from tests.terminal import Terminal

LONG_AGO = (datetime.now(UTC) - timedelta(days=30)).timestamp()


def _file(csm: Terminal, name: str, text: str = "{}", *, old: bool = False) -> Path:
    path = state_of(csm) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    if old:
        os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def _journal(csm: Terminal, *, undecided: bool = False) -> Path:
    path = state_of(csm) / "journal.sqlite3"
    journal = SqliteJournal(path, lambda: "here as 1", lambda: datetime.now(UTC))
    journal.begin(Write(48213, "v1", Mark("abcd", "claim"), "canary in a note"), "canary")
    if not undecided:
        journal.settle("abcd", "refused")
    return path


def _snapshot(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    return {
        str(path): (path.stat().st_mtime_ns, path.stat().st_mode, path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_state_folder_that_is_a_file(alone: Terminal, tmp_path: Path) -> None:
    """It is named, with the variable that names another one."""
    (tmp_path / "state").write_text("")
    found = examined(alone.with_(CSM_STATE=str(tmp_path / "state" / "csm")))
    assert found.unwell_here == {"state_folder": "fail"}
    assert f"{tmp_path / 'state'} is a file" in found["state_folder"]["found"]
    assert "CSM_STATE" in found["state_folder"]["next"]


def _machine(state: Path, *, free: int = 20_000_000, writable: bool = True) -> ThisMachine:
    config = Config(state / "config.toml", there=False, mistakes=(), doubts=(), secret=False)
    limits = Limits(resume=1, lock=1, least_free=20_000_000)
    return ThisMachine(config, state, limits, str, lambda _: free, lambda _: writable)


def test_a_state_folder_that_may_not_be_written(tmp_path: Path) -> None:
    """Where the system says that nothing may be written, the folder is named."""
    found = _machine(tmp_path, writable=False).look("state_folder")
    assert (found.state, found.found) == ("fail", f"{tmp_path} can't be written")


def test_a_full_disk(tmp_path: Path) -> None:
    """Before the disk is full, the room that is left is told; there must be enough."""
    assert _machine(tmp_path).look("state_folder").state == "ok"
    found = _machine(tmp_path / "not made yet", free=19_999_999).look("state_folder")
    assert found.state == "fail"
    assert "19 MB left" in found.found


def test_a_journal_that_is_none(alone: Terminal) -> None:
    """A damaged journal is named; whether writes are undecided can't be known then."""
    _file(alone, "journal.sqlite3", "canary, and no database")
    found = examined(alone)
    assert found.unwell_here == {"journal": "fail"}
    assert found["undecided_writes"]["state"] == "skipped"


def test_a_journal_with_a_damaged_page(alone: Terminal) -> None:
    """Damage in the middle of the file is seen, too."""
    path = _journal(alone)
    content = bytearray(path.read_bytes())
    content[4096 * 2 : 4096 * 3] = b"\xff" * 4096
    path.write_bytes(content)
    assert examined(alone).unwell_here == {"journal": "fail"}


def test_a_journal_of_a_newer_csm(alone: Terminal) -> None:
    """It is refused with both versions, and --fix does not touch it."""
    path = _journal(alone)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = _snapshot(path.parent)
    found = examined(alone, "--fix")
    assert found.unwell_here == {"journal": "fail"}
    assert "version 99, and this csm knows up to" in found["journal"]["found"]
    assert "upgrade csm" in found["journal"]["next"]
    assert _snapshot(path.parent) == before


def test_a_journal_of_an_older_csm(alone: Terminal) -> None:
    """It is only told; --fix brings it up to date, with its undecided entries."""
    path = state_of(alone) / "journal.sqlite3"
    with sqlite3.connect(path) as connection:
        for statement in journal_rows._STEPS[0].split(";\n"):  # noqa: SLF001
            connection.execute(statement)
        connection.execute(
            "INSERT INTO intents VALUES ('abcd', 'here', 48213, 'claim', 'x', NULL,"
            " '2026-11-01T10:00:00Z', NULL, NULL, NULL, NULL)"
        )
        connection.execute("PRAGMA user_version = 1")
    connection.close()
    before = _snapshot(path.parent)
    found = examined(alone)
    assert found.unwell_here == {"journal": "warn", "undecided_writes": "warn"}
    assert "version 1 of" in found["journal"]["found"]
    assert _snapshot(path.parent) == before
    fixed = examined(alone, "--fix")
    assert fixed.unwell_here == {"undecided_writes": "warn"}
    assert [each["name"] for each in fixed.out.json["fixed"]] == ["journal"]


def test_undecided_writes(alone: Terminal) -> None:
    """Each of them is listed, with what settles it; the note's text is not shown."""
    _journal(alone, undecided=True)
    found = examined(alone)
    assert found.unwell_here == {"undecided_writes": "warn"}
    [item] = found["undecided_writes"]["items"]
    assert item.startswith("claim of ticket 48213")
    assert found["undecided_writes"]["next"] == "csm log resolve"


def test_a_run_that_is_still_writing(alone: Terminal) -> None:
    """Entries that so far are in the journal's log only are seen, and nothing is changed."""
    path = _journal(alone)
    with sqlite3.connect(path, isolation_level=None) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("UPDATE intents SET outcome = NULL")
        assert path.with_name("journal.sqlite3-wal").stat().st_size > 0
        assert examined(alone).unwell_here == {"undecided_writes": "warn"}
    writer.close()


def test_a_raised_role(alone: Terminal) -> None:
    """A role that is due back is told, with the way down."""
    person = Person(1, "Lin Osei", "lin.osei@posthog.example")
    lower, upper = Role(1, "Light agent", "light"), Role(2, "Full agent", "full")
    loans = SqliteLoans(state_of(alone), "https://a.example", lambda: datetime.now(UTC))
    loans.record(Loan(person, lower, upper, TOLD, datetime.now(UTC), confirmed=True))
    out = alone("doctor --json")
    [check] = [each for each in out.json["checks"] if each["name"] == "raised_role"]
    assert (check["state"], check["next"]) == ("warn", "csm role downgrade")
    assert "Lin Osei on https://a.example" in check["found"]


LEFT = {
    "unsent_files": ("unsent/abcd/0f1e2d", True),
    "drafts": ("drafts/escalate-48213.md", False),
    "unfinished_audits": ("audits/0184-abc.json", True),
    "temporary_files": ("cache/abcd/me.{dead}.tmp", True),
    "cache": ("cache/abcd/groups.json", False),
}


@pytest.mark.parametrize("name", LEFT)
def test_what_is_left(name: str, alone: Terminal, dead: int) -> None:
    """It is counted and listed; --fix deletes what is of no use to anybody, and nothing else."""
    file, old = LEFT[name]
    path = _file(alone, file.format(dead=dead), "canary {", old=old)
    before = _snapshot(path.parent)
    found = examined(alone)
    assert found.unwell_here == {name: "warn"}
    assert found[name]["items"] == [str(path)]
    assert _snapshot(path.parent) == before
    fixed = examined(alone, "--fix")
    mendable = name != "drafts"
    assert found[name]["fixable"] is mendable
    assert fixed.unwell_here == ({} if mendable else {name: "warn"})
    assert path.exists() is not mendable
    assert fixed.out.json["fixed"] == (
        [{"name": name, "done": f"{path} is deleted"}] if mendable else []
    )


@pytest.mark.parametrize("undecided", [True, False])
def test_the_file_of_a_report_belongs_to_its_write(alone: Terminal, *, undecided: bool) -> None:
    """While nobody knows what became of that one it is kept; after that it is of no use."""
    _journal(alone, undecided=undecided)
    path = _file(alone, "unsent/abcd/0f1e2d", "canary")
    found = examined(alone, "--fix")
    assert path.exists() is undecided
    if undecided:
        assert found.unwell_here == {"undecided_writes": "warn", "unsent_files": "warn"}
        assert found["unsent_files"]["next"].startswith("csm log resolve")
    else:
        assert found.unwell_here == {}


def test_what_is_in_use_is_not_left_over(alone: Terminal, dead: int) -> None:
    """A file that a living run writes, a young audit and a good cache are nobody's leftovers.

    A young file may be one that another machine writes, where a home is shared, and a young
    report one whose write is not in the journal yet.
    """
    _file(alone, f"cache/abcd/groups.{dead}.tmp", "{")
    _file(alone, f"cache/abcd/me.{os.getpid()}.tmp", "{", old=True)
    _file(alone, "audits/0184-abc.json")
    _file(alone, "cache/abcd/me.json")
    _file(alone, "ownership.json")
    _file(alone, "unsent/abcd/0f1e2d")
    _file(alone, "roles.lock", "", old=True)
    before = _snapshot(state_of(alone))
    found = examined(alone, "--fix")
    assert (found.unwell_here, found.out.json["fixed"]) == ({}, [])
    assert _snapshot(state_of(alone)) == before
    assert found["unfinished_audits"]["found"].startswith("1 to go on with")


def test_a_lock_that_is_held_for_hours(alone: Terminal) -> None:
    """A run that hangs and keeps others waiting is told; a lock that nobody holds is none."""
    path = state_of(alone) / "roles.lock"
    with FileLock(path):
        os.utime(path, (LONG_AGO, LONG_AGO))
        found = examined(alone)
        assert found.unwell_here == {"lock_files": "warn"}
        assert str(path) in found["lock_files"]["found"]
    os.utime(path, (LONG_AGO, LONG_AGO))
    before = _snapshot(path.parent)
    assert examined(alone).unwell_here == {}
    assert _snapshot(path.parent) == before


def test_old_rows(alone: Terminal, tmp_path: Path) -> None:
    """Rows that nobody confirmed for long are counted, and each is listed with its date."""
    (tmp_path / "own.yaml").write_text(
        "schema_version: 1\ncomplete: true\nfeatures:\n  - feature: Notebooks\n"
        "    owners: [{team: Data Tools, team_slug: data-tools}]\n"
        "    as_of: 2020-01-31\n    source: Ada\n"
    )
    own = alone.with_(CSM_OWNERSHIP=str(tmp_path / "own.yaml"))
    Path(alone.variables["CSM_CONFIG"]).write_text("")
    found = examined(own)
    assert found.unwell_here == {"ownership_age": "warn"}
    assert found["ownership_age"]["items"] == ["Notebooks: 2020-01-31"]


def test_an_ownership_file_that_can_not_be_used(alone: Terminal, tmp_path: Path) -> None:
    """Its first mistake is told with the line, and the command that lists all."""
    (tmp_path / "own.yaml").write_text("schema_version: 1\nfeatures: 3\n")
    found = examined(alone.with_(CSM_OWNERSHIP=str(tmp_path / "own.yaml")))
    assert found.unwell_here == {"ownership_file": "fail"}
    assert f"{tmp_path / 'own.yaml'}:2" in found["ownership_file"]["found"]
    assert found["ownership_file"]["next"].startswith("csm ownership check")


@pytest.fixture(scope="module")
def dead() -> int:
    """The number of a process that has ended."""
    ended = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return int(json.loads(ended.stdout))
