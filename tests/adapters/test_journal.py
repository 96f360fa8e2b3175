"""The journal on a real disk: there before the request leaves, and an error if it can't be."""

import json
import sqlite3
import stat
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from csm_cli.adapters.journal import SqliteJournal
from csm_cli.domain.errors import CsmError, Unexpected, WrongUsage
from csm_cli.domain.tickets import Change, Group, Hand, Mark, Marker, Option, Write

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
MARKER = Marker(17, "esc.", Option("Escalated", "escalated"))
CHANGE = Change(
    Group(302, "Replay"),
    Hand(None, None),
    (MARKER, MARKER.escalated),
    "high",
    ("incident/12",),
    ("incident/7",),
)
WRITE = Write(48213, "2026-11-23T09:00:00Z", Mark("op1", "claim"), "words", CHANGE)


def journal(folder: Path, profile: str = "desk as 101", now: datetime = NOW) -> SqliteJournal:
    """A journal in this folder."""
    return SqliteJournal(folder / "state" / "journal.sqlite3", lambda: profile, lambda: now)


def open_writes(made: SqliteJournal, intent: str | None = "intent") -> list[Write]:
    """The writes that are undecided."""
    return [each.write for each in made.undecided(48213, "claim", intent)]


def test_what_was_begun_is_there_for_the_next_run(tmp_path: Path) -> None:
    """With everything that it takes to send it again, and when it began."""
    journal(tmp_path).begin(WRITE, "intent")
    (found,) = journal(tmp_path).undecided(48213, "claim", "intent")
    assert found == (WRITE, "2026-11-23 10:00:00 UTC")


hands = st.none() | st.builds(Hand, st.none() | st.integers(), st.none() | st.text())
writes = st.builds(
    Write,
    st.just(48213),
    st.text(),
    st.builds(Mark, st.text(min_size=1), st.just("claim")),
    st.text(),
    st.none()
    | st.builds(
        Change,
        st.none() | st.builds(Group, st.integers(), st.text()),
        hands,
        st.none() | st.tuples(st.just(MARKER), st.builds(Option, st.text(), st.none() | st.text())),
    ),
)


@settings(max_examples=25)
@given(writes, st.text())
def test_every_write_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, write: Write, intent: str
) -> None:
    """Texts of any characters, every combination of changes; of files all but their content."""
    made = journal(tmp_path_factory.mktemp("journal"))
    made.begin(write, intent)
    assert open_writes(made, intent) == [write.recorded]


def test_a_settled_entry_is_not_undecided(tmp_path: Path) -> None:
    """And what it said is gone from the file."""
    made = journal(tmp_path)
    made.begin(WRITE._replace(note="a canary in the note"), "intent")
    before = b"".join(file.read_bytes() for file in (tmp_path / "state").iterdir())
    made.settle("op1", "written")
    after = b"".join(file.read_bytes() for file in (tmp_path / "state").iterdir())
    assert open_writes(made) == []
    assert b"a canary" in before
    assert b"a canary" not in after
    assert b"op1" in after


def test_an_entry_that_is_opened_anew(tmp_path: Path) -> None:
    """What was refused for now is undecided again before it is sent once more, as it was."""
    made = journal(tmp_path)
    made.begin(WRITE, "intent")
    made.settle("op1", "rate_limited")
    assert open_writes(made) == []
    made.reopen(WRITE, "intent")
    assert open_writes(made) == [WRITE.recorded]
    made.reopen(WRITE, "intent")  # the record of the refusal may have failed
    assert open_writes(made) == [WRITE.recorded]
    made.settle("op1", "refused")
    made.reopen(WRITE, "intent")
    made.settle("op1", "written")
    assert open_writes(made) == []


@pytest.mark.parametrize("outcome", ["written", "leaked", "withheld", None])
def test_an_entry_that_can_t_be_opened_anew(tmp_path: Path, outcome: str | None) -> None:
    """What is known to be on the ticket stays so, and what was erased is not sent unrecorded."""
    made = journal(tmp_path)
    if outcome:
        made.begin(WRITE, "intent")
        made.settle("op1", outcome)
    with pytest.raises(Unexpected) as stopped:
        made.reopen(WRITE, "intent")
    assert stopped.value.written == "nothing was sent"
    assert open_writes(made) == []


def test_whose_entry_it_is(tmp_path: Path) -> None:
    """Another ticket, verb, wording, desk or person is another intent."""
    journal(tmp_path).begin(WRITE, "intent")
    made = journal(tmp_path)
    assert made.undecided(1, "claim", "intent") == []
    assert made.undecided(48213, "release", "intent") == []
    assert open_writes(made, "other words") == []
    assert open_writes(made, None) == [WRITE]
    assert open_writes(journal(tmp_path, "desk as 102"), None) == []


def test_several_come_oldest_first(tmp_path: Path) -> None:
    """What was left open first is settled first."""
    for minute in (2, 0, 1):
        made = journal(tmp_path, now=NOW.replace(minute=minute))
        made.begin(WRITE._replace(mark=Mark(f"op{minute}", "claim")), "intent")
    assert [write.mark.operation_id for write in open_writes(made)] == ["op0", "op1", "op2"]


def test_only_its_owner_can_read_it(tmp_path: Path) -> None:
    """Neither the folder nor any file of SQLite's is open to others."""
    made = journal(tmp_path)
    made.begin(WRITE, "intent")
    keep_open = sqlite3.connect(tmp_path / "state" / "journal.sqlite3")
    keep_open.execute("SELECT * FROM intents").fetchall()
    made.begin(WRITE._replace(mark=Mark("op2", "claim")), "intent")
    modes = {
        file.name: stat.S_IMODE(file.stat().st_mode) for file in (tmp_path / "state").iterdir()
    }
    keep_open.close()
    assert stat.S_IMODE((tmp_path / "state").stat().st_mode) == 0o700
    assert "journal.sqlite3-wal" in modes
    assert set(modes.values()) == {0o600}


def test_reading_makes_no_file(tmp_path: Path) -> None:
    """Whoever never wrote has no journal, and needs no folder."""
    assert journal(tmp_path).undecided(48213, "claim", "intent") == []
    assert list(tmp_path.iterdir()) == []


def spoil(folder: Path, how: str) -> None:
    """Make the journal of this folder unusable."""
    file = folder / "state" / "journal.sqlite3"
    file.parent.mkdir()
    if how == "no database":
        file.write_bytes(b"this is no database, and longer than a hundred bytes" * 4)
    elif how == "a folder":
        file.mkdir()
    else:
        connection = sqlite3.connect(file)
        connection.execute("CREATE TABLE other (id)")
        connection.execute("PRAGMA user_version = 1")
        connection.close()


@pytest.mark.parametrize("how", ["no database", "a folder", "other tables"])
def test_a_spoiled_file(tmp_path: Path, how: str) -> None:
    """Told with its path, before anything is sent, whether it is read or written first."""
    spoil(tmp_path, how)
    for use in (
        lambda: open_writes(journal(tmp_path)),
        lambda: journal(tmp_path).begin(WRITE, "x"),
    ):
        with pytest.raises(Unexpected) as told:
            use()
        assert "journal.sqlite3" in told.value.message
        assert told.value.written == "nothing was sent"
        assert "CSM_STATE" in (told.value.hint or "")


def test_a_full_disk() -> None:
    """A device without room refuses the intent, so nothing is sent."""
    with pytest.raises(CsmError) as told:
        SqliteJournal(Path("/dev/full/journal.sqlite3"), lambda: "x", lambda: NOW).begin(WRITE, "x")
    assert (told.value.exit_code, told.value.written) == (1, "nothing was sent")


@pytest.mark.parametrize("plan", ["", "{}", "[1]", "[1, 2, 3, 4, 5]", '["a", "b", null, "d", 1]'])
def test_a_damaged_entry(tmp_path: Path, plan: str) -> None:
    """An entry that makes no sense is told, and not passed over."""
    made = journal(tmp_path)
    made.begin(WRITE, "intent")
    connection = sqlite3.connect(tmp_path / "state" / "journal.sqlite3")
    connection.execute("UPDATE intents SET plan = ?", (plan,))
    connection.commit()
    connection.close()
    with pytest.raises(Unexpected) as told:
        open_writes(made)
    assert "damaged" in told.value.message


def test_a_newer_file(tmp_path: Path) -> None:
    """Refused with its version, and left as it is."""
    file = tmp_path / "state" / "journal.sqlite3"
    file.parent.mkdir()
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    with pytest.raises(WrongUsage) as told:
        journal(tmp_path).begin(WRITE, "intent")
    assert "version 7" in told.value.message
    assert told.value.written == "nothing was sent"


def test_two_processes_at_once(tmp_path: Path) -> None:
    """Whoever finds the file busy waits for its turn, and no entry is lost."""

    def begin(number: int) -> None:
        journal(tmp_path).begin(WRITE._replace(mark=Mark(f"op{number}", "claim")), "intent")

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(open_writes(journal(tmp_path))) == 12


def test_nobody_waits_for_a_question(tmp_path: Path) -> None:
    """Whose journal it is may have to be asked over the network: not while the file is held."""
    journal(tmp_path).begin(WRITE, "intent")

    def ask() -> str:
        journal(tmp_path).begin(WRITE._replace(mark=Mark("op2", "claim")), "intent")
        return "desk as 101"

    slow = SqliteJournal(tmp_path / "state" / "journal.sqlite3", ask, lambda: NOW)
    assert len(open_writes(slow)) == 2


def test_an_intent_without_a_change(tmp_path: Path) -> None:
    """A plan alone, as of what changes no field: it is listed as one that nothing can undo."""
    made = journal(tmp_path)
    made.record(48213, Mark("op1", "reply"), "intent", '"a plan"')
    with closing(sqlite3.connect(tmp_path / "state" / "journal.sqlite3")) as file:
        kept = file.execute("SELECT plan, change, before, undoes FROM intents").fetchall()
    assert [[text and json.loads(text) for text in row] for row in kept] == [
        ["a plan", None, None, None]
    ]
