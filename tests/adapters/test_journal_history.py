"""The journal looked back on: every entry as it was, older files brought along, nothing left."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from csm_cli.adapters.journal import SqliteJournal
from csm_cli.adapters.journal_history import SqliteHistory
from csm_cli.domain.errors import Unexpected
from csm_cli.domain.history import FOUND, MOVED, WORD, Before, Intent
from csm_cli.domain.tickets import (
    Change,
    Entry,
    Group,
    Hand,
    Mark,
    Marker,
    Option,
    Person,
    Receipt,
    Write,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(seconds=2)
MARKER = Marker(17, "esc.", Option("Escalated", "escalated"))
CHANGE = Change(
    Group(302, "Replay"),
    Hand(None, None),
    (MARKER, MARKER.escalated),
    "high",
    ("incident/12",),
    ("incident/7",),
)
BEFORE = Before(
    "open", Group(301, "Support"), Hand(7, "Ada"), Option("none", None), "", ("incident/7",)
)
NOTE = Entry(99, Person(101, "Robin", None), True, "words", NOW)
CANARY = "a canary in the note"


class Times:
    """A clock that goes on by two seconds each time it is read."""

    def __init__(self) -> None:
        self.at = NOW - timedelta(seconds=2)

    def __call__(self) -> datetime:
        """The time."""
        self.at += timedelta(seconds=2)
        return self.at


class Set:
    """One file with a journal in it, and the way to look back."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "journal.sqlite3"
        self.clock = Times()
        self.journal = self.of("desk as 101")
        self.history = SqliteHistory(self.path, lambda: LATER)

    def of(self, account: str, profile: str = "eu") -> SqliteJournal:
        """Somebody's journal."""
        return SqliteJournal(self.path, lambda: account, self.clock, profile)

    def one(self) -> Intent:
        """The only entry."""
        (entry,) = self.history.entries()
        return entry

    def on_disk(self) -> bytes:
        """The file, and what SQLite keeps beside it."""
        return b"".join(file.read_bytes() for file in self.path.parent.glob("journal*"))


@pytest.fixture
def around(tmp_path: Path) -> Set:
    """An empty folder."""
    return Set(tmp_path)


def write(operation_id: str = "op1", ticket: int = 48213, change: Change | None = CHANGE) -> Write:
    """A write with this id."""
    return Write(ticket, "v", Mark(operation_id, "escalate"), CANARY, change)


def test_an_undecided_entry(around: Set) -> None:
    """With what it changes, what stood there, and whose it is."""
    around.journal.begin(write(), "intent", BEFORE, "op0")
    assert around.one() == Intent(
        "op1", "eu", "desk as 101", 48213, "escalate", NOW,
        change=CHANGE, before=BEFORE, undoes="op0",
    )  # fmt: skip


def test_a_settled_entry(around: Set) -> None:
    """With everything that the answer told."""
    around.journal.begin(write(), "intent")
    receipt = Receipt(NOTE, NOW, ("the group is Support",), "req1")
    around.journal.settle("op1", "written", receipt)
    entry = around.one()
    assert (entry.settled, entry.how, entry.settled_at) == ("written", "answer", LATER)
    assert (entry.note_id, entry.updated_at) == (99, NOW)
    assert (entry.differences, entry.request_ids) == (("the group is Support",), ("req1",))
    assert entry.seconds == 2


def test_request_ids_add_up(around: Set) -> None:
    """Each on its own line in the file, whatever a server makes of them."""
    around.journal.begin(write(), "intent")
    around.journal.asked("op1", "a b\nc")
    around.journal.asked("op1", "x" * 5000)
    around.journal.settle("op1", "refused", request_id="last")
    assert around.one().request_ids == ("abc", "x" * 200, "last")


def test_the_order_is_that_of_recording(around: Set) -> None:
    """Whatever the clock does, the last one recorded comes first."""
    for name in ("op1", "op2", "op3"):
        around.clock.at -= timedelta(hours=1)
        around.journal.begin(write(name), "intent")
    assert [each.operation_id for each in around.history.entries()] == ["op3", "op2", "op1"]


def test_which_entries_fit(around: Set) -> None:
    """By ticket, profile, account, and whether they are open; all that is given must fit."""
    around.journal.begin(write("op1", ticket=1), "intent")
    around.of("desk as 102").begin(write("op2", ticket=2), "intent")
    around.of("desk as 101", "us").begin(write("op3", ticket=1), "intent")
    around.journal.settle("op1", "written")

    def found(**wanted: object) -> list[str]:
        entries = around.history.entries(**wanted)  # type: ignore[arg-type]
        return [each.operation_id for each in entries]

    assert found(ticket=1) == ["op3", "op1"]
    assert found(profile="us") == ["op3"]
    assert found(account="desk as 102") == ["op2"]
    assert found(undecided=True) == ["op3", "op2"]
    assert found(ticket=1, undecided=True, account="desk as 101") == ["op3"]
    assert found(ticket=1, account="desk as 102") == []


def test_the_plan_of_an_entry(around: Set) -> None:
    """There while it is needed, gone once the outcome is known."""
    around.journal.begin(write(), "intent")
    assert around.history.planned("op1") == write()
    assert around.history.planned("op2") is None
    around.journal.settle("op1", "written")
    assert around.history.planned("op1") is None


def test_settling_by_hand(around: Set) -> None:
    """Only what is open; the first word counts, and the text goes."""
    around.journal.begin(write(), "intent")
    assert around.history.settle("op1", "not-written", how=WORD)
    assert not around.history.settle("op1", "written", how=FOUND, note_id=1)
    assert not around.history.settle("op2", "written", how=FOUND)
    entry = around.one()
    assert (entry.outcome, entry.how, entry.settled_at) == ("not-written", "word", LATER)
    assert CANARY.encode() not in around.on_disk()
    assert around.journal.undecided(48213, "escalate", None) == []


def test_forgetting_is_for_good(around: Set) -> None:
    """No byte of the text is left in the file or in the log beside it, even one held open."""
    around.journal.begin(write("op1"), "intent")
    around.journal.begin(write("op2", change=None), "intent")
    reader = sqlite3.connect(around.path)
    reader.execute("SELECT count(*) FROM intents").fetchone()
    assert CANARY.encode() in around.on_disk()
    around.history.forget(["op1", "op2"])
    assert (around.path.parent / "journal.sqlite3-wal").exists()
    assert CANARY.encode() not in around.on_disk()
    assert b"op1" not in around.on_disk()
    reader.close()
    assert around.history.entries() == []


def test_forgetting_what_an_older_csm_left(around: Set) -> None:
    """Text that was dropped without being overwritten goes as well."""
    for name in ("op1", "op2", "op3"):
        around.journal.begin(write(name), "intent")
    around.journal.settle("op1", "written")
    careless = sqlite3.connect(around.path)
    careless.execute("PRAGMA secure_delete = OFF")
    careless.execute("DELETE FROM intents WHERE operation_id > 'op1'")
    careless.commit()
    careless.close()
    assert CANARY.encode() in around.on_disk()
    around.history.forget([])
    assert CANARY.encode() not in around.on_disk()
    assert around.one().operation_id == "op1"


def test_numbers_are_not_used_again(around: Set) -> None:
    """What is recorded after something was forgotten is still the newest."""
    for name in ("op1", "op2"):
        around.journal.begin(write(name), "intent")
    around.history.forget(["op2"])
    around.journal.begin(write("op3"), "intent")
    assert [each.operation_id for each in around.history.entries()] == ["op3", "op1"]


def test_looking_makes_no_file(around: Set) -> None:
    """Whoever never wrote has no journal, and needs none to look or to forget."""
    assert around.history.entries() == []
    assert around.history.planned("op1") is None
    around.history.forget(["op1"])
    assert list(around.path.parent.iterdir()) == []


@pytest.mark.parametrize("column", ["change", "before", "differences", "began_at"])
def test_a_damaged_entry(around: Set, column: str) -> None:
    """Told with the file's path; it can be forgotten all the same."""
    around.journal.begin(write(), "intent")
    spoiled = sqlite3.connect(around.path)
    spoiled.execute(f"UPDATE intents SET {column} = '[1'")  # noqa: S608 - a parameter of this test
    spoiled.commit()
    spoiled.close()
    with pytest.raises(Unexpected) as told:
        around.history.entries()
    assert "damaged" in told.value.message
    assert str(around.path) in told.value.message
    around.history.forget(["op1"])
    assert around.history.entries() == []


FIRST = """
CREATE TABLE intents (
    operation_id TEXT PRIMARY KEY, profile TEXT NOT NULL, ticket INTEGER NOT NULL,
    verb TEXT NOT NULL, content TEXT NOT NULL, plan TEXT, began_at TEXT NOT NULL,
    settled_at TEXT, outcome TEXT, note_id INTEGER, request_id TEXT
) STRICT;
CREATE INDEX undecided ON intents (profile, ticket, verb, content) WHERE outcome IS NULL;
INSERT INTO intents VALUES
    ('op2', 'desk as 101', 48213, 'claim', '45eafcfe', NULL, '2026-11-23T09:00:00.000000Z',
     '2026-11-23T09:00:01.000000Z', 'written', 7, 'req'),
    ('op1', 'desk as 101', 48213, 'claim',
     'dd35b2dde29fab1c9f8e4b1d5d1ec1fd32f6d4c1fa6e3d84c8d4cd1b4a1e9a4c',
     '[48213, "v", ["op1", "claim"], "words", null]', '2026-11-23T09:05:00.000000Z',
     NULL, NULL, NULL, NULL);
PRAGMA user_version = 1;
"""


def test_a_file_of_the_first_version(around: Set) -> None:
    """Comes along when it is opened: what was undecided stays so, with its text."""
    first = sqlite3.connect(around.path)
    first.executescript(FIRST)
    first.close()
    newer, older = around.history.entries()
    assert (newer.operation_id, newer.outcome, newer.profile) == ("op1", "undecided", None)
    assert (older.operation_id, older.outcome, older.note_id) == ("op2", "written", 7)
    assert (older.request_ids, older.before, older.account) == (("req",), None, "desk as 101")
    (open_,) = around.journal.undecided(48213, "claim", None)
    assert open_.write.note == "words"
    assert around.journal.undecided(48213, "claim", "other words") == []
    around.journal.begin(write("op3"), "intent")
    around.journal.settle("op1", "not-written", how="moved")
    assert [each.outcome for each in around.history.entries()] == [
        "undecided", "not-written", "written",
    ]  # fmt: skip


def test_who_has_seen_the_note_is_right(around: Set) -> None:
    """It beats a refusal and a person's word that came first; these do not beat it."""
    for name in ("op1", "op2", "op3"):
        around.journal.begin(write(name), "intent")
    around.journal.settle("op1", "refused")
    assert around.history.settle("op2", "not-written", how=WORD)
    for name in ("op1", "op2", "op3"):
        around.journal.settle(name, "written", Receipt(NOTE, NOW), how=FOUND)
        around.journal.settle(name, "conflict")
    assert [each.outcome for each in around.history.entries()] == ["written"] * 3
    assert [each.note_id for each in around.history.entries()] == [99] * 3


def test_a_note_that_may_be_public(around: Set) -> None:
    """Its number is kept, and nothing is settled by that; what is settled stays as it is."""
    for name in ("op1", "op2"):
        around.journal.begin(write(name), "intent")
    around.journal.settle("op2", "written", Receipt(NOTE, NOW))
    for name in ("op1", "op2"):
        around.journal.public(name, 7)
    told = {each.operation_id: (each.outcome, each.note_id) for each in around.history.entries()}
    assert told == {"op1": ("undecided", 7), "op2": ("written", 99)}
    assert around.history.planned("op1") == write("op1")


def test_the_profile_that_nobody_named(around: Set) -> None:
    """Is the default one, by the name under which the settings have it."""
    SqliteJournal(around.path, lambda: "desk as 101", around.clock).begin(write(), "intent")
    assert around.one().profile == "default"


def test_a_write_that_is_sent_again(around: Set) -> None:
    """The answer to one sending says nothing of the other; a ticket that moved on does."""
    around.journal.begin(write(), "intent")
    assert around.journal.again("op1")
    around.journal.settle("op1", "refused")
    assert around.one().outcome == "undecided"
    around.journal.settle("op1", "not-written", how=MOVED)
    assert around.one().outcome == "not-written"


def test_what_is_settled_is_not_sent_again(around: Set) -> None:
    """Another run was faster, or there is no such entry."""
    around.journal.begin(write(), "intent")
    around.journal.settle("op1", "refused")
    assert not around.journal.again("op1")
    assert not around.journal.again("op2")


def test_a_ticket_that_had_nothing(around: Set) -> None:
    """No group, nobody, no switch: as they were is as they come back."""
    nothing = Before("new")
    around.journal.begin(write(change=None), "intent", nothing)
    assert (around.one().before, around.one().change) == (nothing, None)


def test_what_is_said_of_damage(around: Set) -> None:
    """The file, what came of reading it, and a way around; of a plan as of an entry."""
    around.journal.begin(write(), "intent")
    spoiled = sqlite3.connect(around.path)
    spoiled.execute("UPDATE intents SET plan = '[1', change = '[1]'")
    spoiled.commit()
    spoiled.close()
    for look, kind in (
        (around.history.entries, "ValueError"),
        (lambda: around.history.planned("op1"), "JSONDecodeError"),
    ):
        with pytest.raises(Unexpected) as told:
            look()
        assert told.value.message == f"an entry of the journal {around.path} is damaged ({kind})"
        assert told.value.hint == "CSM_STATE names another folder"
