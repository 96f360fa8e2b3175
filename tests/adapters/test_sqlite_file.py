"""The file beneath the journal: brought up to date once, rolled back whole, emptied for good."""

import sqlite3
import stat
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest

from csm_cli.adapters.sqlite_file import SqliteFile
from csm_cli.domain.errors import Unexpected, WrongUsage

STEPS = ("CREATE TABLE things (name TEXT);\n", "ALTER TABLE things ADD COLUMN size INTEGER;\n")

ROOM = "make room there, or let CSM_STATE name a folder that can be written"


def file(folder: Path, steps: tuple[str, ...] = STEPS) -> SqliteFile:
    """A file that waits shortly for others."""
    return SqliteFile(folder / "things.sqlite3", "the list of things", steps, patience=0.2)


def names(made: SqliteFile) -> list[str]:
    """What is in it."""
    with made.transaction() as connection:
        return [row[0] for row in connection.execute("SELECT name FROM things")]


def add(made: SqliteFile, name: str) -> None:
    """Put something in."""
    with made.transaction() as connection:
        connection.execute("INSERT INTO things (name) VALUES (?)", (name,))


def test_an_older_file_is_brought_up_to_date(tmp_path: Path) -> None:
    """Step by step, with what is in it; an older csm then refuses it, and leaves it alone."""
    add(file(tmp_path, STEPS[:1]), "old")
    add(file(tmp_path), "new")
    assert names(file(tmp_path)) == ["old", "new"]
    with pytest.raises(WrongUsage) as told:
        names(file(tmp_path, STEPS[:1]))
    assert "version 2" in told.value.message
    assert "up to 1" in told.value.message
    assert told.value.hint == "upgrade csm, or let CSM_STATE name another folder"


def test_a_step_that_fails_changes_nothing(tmp_path: Path) -> None:
    """Half a new version is none."""
    add(file(tmp_path, STEPS[:1]), "old")
    broken = (*STEPS, "CREATE TABLE more (name TEXT);\nnonsense;\n")
    with pytest.raises(Unexpected):
        names(file(tmp_path, broken))
    assert names(file(tmp_path, STEPS[:1])) == ["old"]


def test_a_transaction_is_whole(tmp_path: Path) -> None:
    """An exception within rolls everything back, and leaves as itself."""

    def fail() -> None:
        with file(tmp_path).transaction() as connection:
            connection.execute("INSERT INTO things (name) VALUES ('lost')")
            raise KeyError("mine")

    with pytest.raises(KeyError):
        fail()
    assert names(file(tmp_path)) == []


def test_what_to_do_about_it(tmp_path: Path) -> None:
    """Damage is no lack of room: what to do is said of each, and the path is said once."""
    path = tmp_path / "things.sqlite3"
    path.write_bytes(b"no database at all, and longer than its header would be" * 90)
    with pytest.raises(Unexpected) as damaged:
        add(file(tmp_path), "one")
    assert damaged.value.hint == (
        "move the file away, or let CSM_STATE name another folder; a new one knows nothing of "
        "what was undecided in this one"
    )
    path.unlink()
    path.mkdir()
    with pytest.raises(Unexpected) as elsewhere:
        add(file(tmp_path), "one")
    assert elsewhere.value.hint == ROOM
    (tmp_path / "f").touch()
    with pytest.raises(Unexpected) as no_folder:
        add(file(tmp_path / "f"), "one")
    assert no_folder.value.message.count(str(tmp_path / "f")) == 1
    assert no_folder.value.hint == ROOM


def test_folders_that_are_not_there_yet(tmp_path: Path) -> None:
    """All of them are made, for nobody else to look into."""
    add(file(tmp_path / "new" / "newer"), "one")
    assert names(file(tmp_path / "new" / "newer")) == ["one"]
    assert stat.S_IMODE((tmp_path / "new" / "newer").stat().st_mode) == 0o700


def test_it_is_looked_over_once_a_run(tmp_path: Path) -> None:
    """What a large file costs is paid once: damage after the first use is SQLite's to find."""
    made = file(tmp_path)
    add(made, "one")
    path = tmp_path / "things.sqlite3"
    content = bytearray(path.read_bytes())
    content[-100:] = b"\xa5" * 100
    path.write_bytes(content)
    with made.transaction() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    with pytest.raises(Unexpected, match="it is damaged: "), file(tmp_path).transaction():
        pass


def test_somebody_else_has_it(tmp_path: Path) -> None:
    """Waited for, but not for ever; then told in words."""
    add(file(tmp_path), "one")
    other = sqlite3.connect(tmp_path / "things.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    began = time.monotonic()
    with pytest.raises(Unexpected) as told:
        add(file(tmp_path), "two")
    assert time.monotonic() - began < 4  # SQLite itself would wait for five seconds
    assert "locked" in told.value.message
    assert told.value.hint == "run it again when the other csm is done"
    other.execute("ROLLBACK")
    other.close()
    add(file(tmp_path), "two")


def test_it_is_waited_for(tmp_path: Path) -> None:
    """A transaction of somebody else that ends in time is no error."""
    add(file(tmp_path), "one")
    path = tmp_path / "things.sqlite3"
    begun, end = threading.Event(), threading.Event()

    def hold() -> None:
        other = sqlite3.connect(path, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        begun.set()
        end.wait(5)
        other.execute("COMMIT")
        other.close()

    holder = threading.Thread(target=hold)
    holder.start()
    begun.wait(5)
    threading.Timer(0.3, end.set).start()
    add(SqliteFile(path, "the list of things", STEPS, patience=20), "two")
    holder.join()
    assert names(file(tmp_path)) == ["one", "two"]


def test_the_log_is_waited_for(tmp_path: Path) -> None:
    """SQLite gives up at once where it can't make the write-ahead log: it is asked again."""
    path = tmp_path / "things.sqlite3"
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("CREATE TABLE others (name TEXT)")
    other.execute("BEGIN IMMEDIATE")  # without a log: two that would write can't both wait
    end = threading.Timer(0.3, other.execute, ("ROLLBACK",))
    end.start()
    add(SqliteFile(path, "the list of things", STEPS, patience=20), "one")
    end.join()
    other.close()
    assert names(file(tmp_path)) == ["one"]


def test_a_log_that_is_never_let_go(tmp_path: Path) -> None:
    """The same wait has an end."""
    other = sqlite3.connect(tmp_path / "things.sqlite3", isolation_level=None)
    other.execute("CREATE TABLE others (name TEXT)")
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Unexpected, match="locked"):
        add(file(tmp_path), "one")
    other.close()


def test_looking_writes_nothing(tmp_path: Path) -> None:
    """A file that is up to date stays as it is for whoever only reads."""
    add(file(tmp_path), "one")
    with closing(sqlite3.connect(tmp_path / "things.sqlite3")) as other:
        before = other.execute("PRAGMA data_version").fetchone()
        assert names(file(tmp_path)) == ["one"]
        assert other.execute("PRAGMA data_version").fetchone() == before
        add(file(tmp_path), "two")
        assert other.execute("PRAGMA data_version").fetchone() != before


def test_shrinking_while_somebody_reads(tmp_path: Path) -> None:
    """Said, if another process keeps the log from being emptied; done once it is gone."""
    add(file(tmp_path), "a canary that nobody else has")
    with file(tmp_path).transaction() as connection:
        connection.execute("DELETE FROM things")
    path = tmp_path / "things.sqlite3"
    add(file(tmp_path), "other")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM things").fetchone()
    add(file(tmp_path), "more")
    with pytest.raises(Unexpected) as told:
        file(tmp_path).shrink()
    assert told.value.message == (
        f"the list of things {path} can't be used: another csm is using it"
    )
    reader.close()
    file(tmp_path).shrink()
    assert names(file(tmp_path)) == ["other", "more"]


def test_shrinking_gives_the_room_back(tmp_path: Path) -> None:
    """What was deleted is neither in the file nor in the log, and the file is smaller."""
    made = file(tmp_path)
    for number in range(50):
        add(made, f"canary {number} " + "x" * 1000)
    large = (tmp_path / "things.sqlite3").stat().st_size
    with made.transaction() as connection:
        connection.execute("DELETE FROM things")
    made.shrink()
    assert (tmp_path / "things.sqlite3").stat().st_size < large / 5
    assert not any(b"canary" in each.read_bytes() for each in tmp_path.iterdir())


def test_damage_is_noticed_before_it_matters(tmp_path: Path) -> None:
    """At the first use, wherever it is; a use that would not meet it does not begin."""
    path = tmp_path / "things.sqlite3"
    with file(tmp_path).transaction() as connection:
        rows = [(f"{number} " + "x" * 200,) for number in range(200)]
        connection.executemany("INSERT INTO things (name) VALUES (?)", rows)
    content = bytearray(path.read_bytes())
    content[-4096:] = b"\xa5" * 4096
    path.write_bytes(content)
    with pytest.raises(Unexpected) as told, file(tmp_path).transaction() as connection:
        connection.execute("SELECT 1")
    with closing(sqlite3.connect(path)) as other:
        found = other.execute("PRAGMA integrity_check(1)").fetchone()[0]
    assert told.value.message.endswith(f"it is damaged: {' '.join(found.split())}")
