"""Replies in the journal's file: back as they were, never taken for notes, gone when settled."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from csm_cli.adapters.journal import SqliteJournal
from csm_cli.adapters.journal_history import SqliteHistory
from csm_cli.adapters.reply_journal import SqliteReplyJournal
from csm_cli.domain.errors import Unexpected
from csm_cli.domain.replies import Channel, Reader, Reply
from csm_cli.domain.tickets import Mark
from tests.services.writable_desk import ADA, THEO

REPLY = Reply(
    48213,
    "2026-11-23T10:30:00Z",
    Mark("op1", "reply"),
    "Hi Theo,\nwords of the reply",
    (Reader(THEO, "requester"), Reader(ADA, "follower")),
    Channel("Slack, through Pylon", "https://posthog.slack.com/archives/C1/p1"),
    "pending",
)


def now() -> datetime:
    """A clock that stands still."""
    return datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def test_a_reply_and_its_end(tmp_path: Path) -> None:
    """It comes back as it was begun; once settled, no byte of its text is in the file."""
    path = tmp_path / "journal.sqlite3"
    plain = SqliteJournal(path, lambda: "desk as 101", now)
    journal = SqliteReplyJournal(plain)
    journal.begin(REPLY)
    ((reply, began_at),) = journal.undecided(48213)
    assert (reply, began_at) == (REPLY, "2026-11-23 10:00:00 UTC")
    assert not journal.undecided(48214)
    history = SqliteHistory(path, now)
    assert history.version("op1") == REPLY.version
    assert journal.again("op1")
    journal.asked("op1", "r1")
    journal.settle("op1", "withheld", note_id=900)
    (entry,) = history.entries()
    assert (entry.verb, entry.outcome, entry.note_id) == ("reply", "withheld", 900)
    assert entry.request_ids == ("r1",)
    assert history.version("op1") is None
    assert not journal.again("op1")
    assert not any(
        b"words of the reply" in file.read_bytes() for file in tmp_path.iterdir() if file.is_file()
    )


def test_a_reply_that_is_opened_anew(tmp_path: Path) -> None:
    """What was refused for now is undecided again before it is sent once more, as it was."""
    journal = SqliteReplyJournal(
        SqliteJournal(tmp_path / "journal.sqlite3", lambda: "desk as 101", now)
    )
    journal.begin(REPLY)
    journal.settle("op1", "rate_limited")
    assert not journal.undecided(48213)
    journal.reopen(REPLY)
    ((reply, _),) = journal.undecided(48213)
    assert reply == REPLY


def test_no_note_is_made_of_it(tmp_path: Path) -> None:
    """What reads notes fails on a reply's plan: it can neither send it nor make it private."""
    path = tmp_path / "journal.sqlite3"
    plain = SqliteJournal(path, lambda: "desk as 101", now)
    SqliteReplyJournal(plain).begin(REPLY)
    with pytest.raises(Unexpected):
        plain.undecided(48213, "reply", None)
    with pytest.raises(Unexpected):
        SqliteHistory(path, now).planned("op1")
