"""A journal that can't be used: told before anything is sent, and never after."""

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Terminal

NUMBER, OTHER = 48213, 48228
PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
WRITERS = {
    "claim": f"claim {NUMBER}",
    "release": f"claim {OTHER} --release",
    "escalate": f"escalate {NUMBER} --to engineering --feature replay {PARTS} --yes",
    "note": f"escalate {NUMBER} --to support {PARTS} --yes",
    "undo": "undo --yes",
}


def newer(journal: Path) -> None:
    """As a csm of the future leaves it."""
    connection = sqlite3.connect(journal)
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def garbage(journal: Path) -> None:
    """As a failing disk leaves it."""
    journal.write_bytes(b"\xa5" * journal.stat().st_size)


def cut(journal: Path) -> None:
    """As a copy that was broken off leaves it."""
    os.truncate(journal, journal.stat().st_size // 2)


def away(journal: Path) -> None:
    """A folder in its place: nothing can be opened or made there."""
    journal.unlink()
    journal.mkdir()


TROUBLES: dict[str, tuple[Callable[[Path], None], int]] = {
    "newer": (newer, 2),
    "garbage": (garbage, 1),
    "cut": (cut, 1),
    "away": (away, 1),
}


def journal_of(csm: Terminal) -> Path:
    """The journal's file."""
    return Path(csm.variables["CSM_STATE"]) / "journal.sqlite3"


@pytest.mark.parametrize("trouble", TROUBLES)
@pytest.mark.parametrize("writer", WRITERS)
def test_told_before_anything_is_sent(
    csm: Terminal, zendesk: Zendesk, writer: str, trouble: str
) -> None:
    """By every command that writes: its own exit code, the file's name, and nothing sent."""
    assert csm(f"claim {OTHER}").exit_code == 0
    zendesk.advance(2)
    spoil, code = TROUBLES[trouble]
    spoil(journal_of(csm))
    zendesk.forget_requests()
    out = csm(WRITERS[writer])
    assert (out.exit_code, out, zendesk.sent()) == (code, "", [])
    assert str(journal_of(csm)) in out.stderr
    assert "CSM_STATE" in out.stderr


@pytest.mark.parametrize("line", ["log", "log resolve", "log forget --all --yes"])
@pytest.mark.parametrize("trouble", TROUBLES)
def test_told_when_looking_back(csm: Terminal, line: str, trouble: str) -> None:
    """A list that can't be read is an error, and not an empty list."""
    assert csm(f"claim {OTHER}").exit_code == 0
    spoil, code = TROUBLES[trouble]
    spoil(journal_of(csm))
    out = csm(line)
    assert (out.exit_code, out) == (code, "")


def test_a_state_folder_that_can_not_be_made(csm: Terminal, zendesk: Zendesk) -> None:
    """As in a home that can only be read."""
    out = csm.with_(CSM_STATE="/dev/null/state")(f"claim {NUMBER}")
    assert (out.exit_code, out, zendesk.sent()) == (1, "", [])
    assert "nothing was sent" in out.stderr


@pytest.mark.parametrize("trouble", TROUBLES)
def test_told_as_a_warning_once_it_is_sent(csm: Terminal, zendesk: Zendesk, trouble: str) -> None:
    """What Zendesk has carried out is told as done, whatever became of the journal meanwhile."""
    assert csm(f"claim {OTHER}").exit_code == 0
    zendesk.arm("latency", seconds=2, method="PUT", path="/tickets/")
    journal = journal_of(csm)

    def spoil() -> None:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            connection = sqlite3.connect(journal)
            (open_,) = connection.execute(
                "SELECT count(*) FROM intents WHERE outcome IS NULL"
            ).fetchone()
            connection.close()
            if open_:
                break
            time.sleep(0.01)
        TROUBLES[trouble][0](journal)

    spoiler = threading.Thread(target=spoil)
    spoiler.start()
    out = csm(f"claim {NUMBER} --json")
    spoiler.join()
    assert (out.exit_code, out.json["results"][0]["outcome"]) == (0, "claimed"), out.stderr
    assert "the outcome could not be recorded" in out.stderr
    assert len(zendesk.of_csm(NUMBER)) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_killed_while_the_note_is_on_its_way(csm: Terminal, zendesk: Zendesk, when: str) -> None:
    """The entry is there for the next run, which finds out what became of it."""
    zendesk.arm("hang", when=when, seconds=20, method="PUT", path="/tickets/")
    process = subprocess.Popen(
        [sys.executable, "-m", "csm_cli", "claim", str(NUMBER)],
        env={**os.environ, **csm.variables},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    deadline = time.monotonic() + 20
    while not zendesk.sent():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    assert process.wait(20) == -signal.SIGKILL
    (entry,) = csm("log --json").json["entries"]
    assert (entry["ticket"], entry["verb"], entry["outcome"]) == (NUMBER, "claim", "undecided")
    assert (entry["seconds"], entry["request_ids"]) == (None, [])
    assert len(zendesk.of_csm(NUMBER)) == (when == "after")
    resolved = csm("log resolve --json")
    (result,) = resolved.json["results"]
    expected = {"before": (10, "undecided"), "after": (0, "written")}[when]
    assert (resolved.exit_code, result["outcome"]) == expected
