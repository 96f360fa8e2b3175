"""`csm escalate` as a person meets it: a real pseudo-terminal, questions, an editor, a plan."""

import os
import pty
import re
import select
import subprocess
import sys
import termios
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NoReturn

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Terminal

NUMBER = 48213
SECTIONS = {
    "Why": "Replay owns the player",
    "Investigated": "Opened three of them",
    "Observed": "He says:\n> It stops at once",
    "Next": "Say what is broken",
}
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


# A session of its own, whose terminal is the one that the three streams are: Ctrl-C reaches it.
_LAUNCH = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); "
    "os.execv(sys.executable, [sys.executable, '-m', 'csm_cli', *sys.argv[1:]])"
)
_PATIENCE = 30


class Person:
    """Somebody at a terminal of 100 columns, in front of one run of `csm`."""

    def __init__(self, arguments: list[str], variables: Mapping[str, str]) -> None:
        self._screen, inner = pty.openpty()
        termios.tcsetwinsize(inner, (40, 100))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _LAUNCH, *arguments],
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env={**os.environ, "TERM": "xterm", **variables},
            start_new_session=True,
        )
        os.close(inner)
        self.seen = ""

    def reads(self, words: str) -> None:
        """Wait until these words stand on the screen."""
        deadline = time.monotonic() + _PATIENCE
        while words not in self.seen:
            if time.monotonic() > deadline or not self._read():
                self._give_up(f"{words!r} never came")

    def types(self, text: str) -> None:
        """Type a line."""
        os.write(self._screen, text.encode() + b"\n")

    def presses(self, key: bytes) -> None:
        """Press a key, such as Ctrl-C."""
        os.write(self._screen, key)

    def ends(self) -> int:
        """Read on to the end; the exit code."""
        deadline = time.monotonic() + _PATIENCE
        while self._read():
            if time.monotonic() > deadline:
                self._give_up("it did not end")
        os.close(self._screen)
        return self._process.wait(timeout=_PATIENCE)

    def _give_up(self, why: str) -> NoReturn:
        self._process.kill()
        self._process.wait()
        os.close(self._screen)
        pytest.fail(f"{why}:\n{self.seen}")

    def _read(self) -> bool:
        """Read what is there by now; false at the end."""
        ready, _, _ = select.select([self._screen], [], [], 1.0)
        if not ready:
            return True
        try:
            found = os.read(self._screen, 65_536)
        except OSError:  # Linux says so when the last writer is gone
            return False
        self.seen += _ESCAPES.sub("", found.decode("utf-8", "replace")).replace("\r\n", "\n")
        return bool(found)


def editor(folder: Path, script: str) -> str:
    """An editor that is a Python script; `path` is the file it is given."""
    file = folder / "editor.py"
    file.write_text(f"import pathlib, sys\npath = pathlib.Path(sys.argv[1])\n{script}\n")
    return f"{sys.executable} '{file}'"


WRITING = f"""
sections = {SECTIONS!r}
text = path.read_text()
for title, words in sections.items():
    head, _, rest = text.partition("## " + title + "\\n")
    text = head + "## " + title + "\\n" + words + "\\n" + rest
path.write_text(text)
print("MODE", oct(path.stat().st_mode & 0o777), oct(path.parent.stat().st_mode & 0o777))
print("OFFERED", "enterprise" in text, "Hedgebox" in text)
"""


@pytest.fixture(name="variables")
def _variables(csm: Terminal) -> dict[str, str]:
    """The variables of a person signed in to the sandbox."""
    return dict(csm.variables)


def test_the_whole_way(variables: dict[str, str], zendesk: Zendesk, tmp_path: Path) -> None:
    """Two questions, the editor with what is known, the plan, a yes: one update."""
    person = Person(["escalate", str(NUMBER)], {**variables, "EDITOR": editor(tmp_path, WRITING)})
    person.reads("new here? try it yourself for 30 to 60 minutes first")
    person.reads("one of these: billing, sales, security, legal, incident, self-hosted?")
    person.types("")
    person.reads("Do you need more context, or somebody to dig further?")
    person.types("")
    person.reads("Does it need deep knowledge of one product's code?")
    person.types("y")
    person.reads("To engineering.")
    person.reads("Send this to ticket 48213 (profile default)? [y/N]")
    person.types("y")
    assert person.ends() == 0
    assert "MODE 0o600 0o700" in person.seen
    assert "OFFERED True True" in person.seen
    for words in (
        "esc.       - -> escalated",
        "Support (360000000001) -> Replay (360000000002)",
        "internal note; the customer does not see it",
        "48213 escalated to engineering: Replay (group Replay)",
    ):
        assert words in person.seen
    body = zendesk.of_csm(NUMBER)[0]["body"]
    assert all(words in body for words in SECTIONS.values())
    assert zendesk.ticket(NUMBER)["group_id"] == 360000000002


def test_in_doubt_support(variables: dict[str, str], zendesk: Zendesk, tmp_path: Path) -> None:
    """Whoever does not know where to is sent to support, and told why."""
    person = Person(["escalate", str(NUMBER)], {**variables, "VISUAL": editor(tmp_path, WRITING)})
    person.reads("one of these")
    person.types("n")
    person.reads("more context")
    person.types("no")
    person.reads("deep knowledge")
    person.types("")
    person.reads("To support: in doubt, support.")
    person.reads("Send this")
    person.types("yes")
    assert person.ends() == 0
    assert "has a note for support" in person.seen
    assert len(zendesk.sent()) == 1


def test_no_answer_is_none(variables: dict[str, str], zendesk: Zendesk) -> None:
    """Ctrl-D at a question ends it there, with `--yes` too: it is no way to support."""
    parts = [f"--{title.lower()}={words}" for title, words in SECTIONS.items()]
    person = Person(["escalate", str(NUMBER), "--yes", *parts], variables)
    person.reads("one of these")
    person.types("")
    person.reads("more context")
    person.presses(b"\x04")
    assert person.ends() == 2
    assert "not answered" in person.seen
    assert zendesk.sent() == []


def test_a_place_of_ones_own(variables: dict[str, str], zendesk: Zendesk) -> None:
    """As it is spelt in the config file, and whole where another one goes on after it."""
    own = '[routes]\nEvents = "#group-events"\n"events EU" = "#group-events-eu"\n'
    Path(variables["CSM_CONFIG"]).write_text(own, encoding="utf-8")
    person = Person(["escalate", str(NUMBER)], variables)
    person.reads("one of these")
    person.types("Events")
    assert person.ends() == 2
    assert "Events goes neither to engineering nor to support" in person.seen
    assert "next: #group-events\n" in person.seen
    assert zendesk.sent() == []


def test_digging_is_support(variables: dict[str, str], zendesk: Zendesk, tmp_path: Path) -> None:
    """Whoever needs somebody to dig is not asked about engineering at all."""
    person = Person(["escalate", str(NUMBER)], {**variables, "EDITOR": editor(tmp_path, "pass")})
    person.reads("one of these")
    person.types("")
    person.reads("more context")
    person.types("y")
    assert person.ends() == 2  # the editor saved nothing
    assert "To support: they are engineers too" in person.seen
    assert "deep knowledge" not in person.seen
    assert zendesk.sent() == []


def test_another_route(variables: dict[str, str], zendesk: Zendesk) -> None:
    """What belongs neither to engineering nor to support ends with where it belongs: exit 2.

    An answer that could be three of them sends nobody to the first, and is asked for again.
    """
    person = Person(["escalate", str(NUMBER)], variables)
    person.reads("one of these")
    person.types("s")
    person.reads("is not one of: billing, sales, security")
    person.reads("one of these")
    person.types("self")
    assert person.ends() == 2
    assert "issues on GitHub" in person.seen
    assert zendesk.sent() == []


NOTHING_DONE = "pass"
EMPTIED = "path.write_text(' \\n')"
FAILED = "sys.exit(3)"
GONE = "path.unlink()"


@pytest.mark.parametrize("script", [NOTHING_DONE, EMPTIED, FAILED, GONE])
def test_an_aborted_editor(
    variables: dict[str, str], zendesk: Zendesk, tmp_path: Path, script: str
) -> None:
    """Closed without writing, emptied, failed, or without a file: exit 2, nothing sent or kept."""
    person = Person(
        ["escalate", str(NUMBER), "--to", "support"],
        {**variables, "EDITOR": editor(tmp_path, script)},
    )
    assert person.ends() == 2
    assert "nothing was sent" in person.seen
    assert zendesk.sent() == []
    assert not (tmp_path / "state" / "drafts").exists()


def test_an_editor_that_is_not_there(variables: dict[str, str], zendesk: Zendesk) -> None:
    """Named, with what to do instead."""
    person = Person(
        ["escalate", str(NUMBER), "--to", "support"], {**variables, "EDITOR": "no-such-editor -w"}
    )
    assert person.ends() == 2
    assert "no-such-editor" in person.seen
    assert "set EDITOR, or give the parts as options" in person.seen
    assert zendesk.sent() == []


@pytest.mark.parametrize(("key", "code"), [(b"n\n", 2), (b"\x03", 130), (b"\x04", 2)])
def test_changing_ones_mind(
    variables: dict[str, str], zendesk: Zendesk, tmp_path: Path, key: bytes, code: int
) -> None:
    """No, Ctrl-C or Ctrl-D in front of the plan: nothing is sent, and the words are kept."""
    person = Person(
        ["escalate", str(NUMBER), "--to", "support"],
        {**variables, "EDITOR": editor(tmp_path, WRITING)},
    )
    person.reads("Send this")
    person.presses(key)
    assert person.ends() == code
    assert "nothing was sent\n" in person.seen
    assert zendesk.sent() == []
    (kept,) = (tmp_path / "state" / "drafts").iterdir()
    assert kept.name in person.seen
    assert all(words in kept.read_text() for words in SECTIONS.values())
    command = f"csm escalate {NUMBER} --to support --draft {kept}"
    assert f"go on with it: {command}\n" in person.seen
    again = Person(command.split()[1:], variables)
    again.reads("Send this")
    again.types("y")
    assert again.ends() == 0
    assert all(words in zendesk.of_csm(NUMBER)[0]["body"] for words in SECTIONS.values())


LONG = "import time; print('OPEN', flush=True); time.sleep(20)"
CAREFUL = """
import signal
signal.signal(signal.SIGINT, lambda *_: sys.exit(0))
"""


def test_ctrl_c_belongs_to_the_editor(
    variables: dict[str, str], zendesk: Zendesk, tmp_path: Path
) -> None:
    """An editor that has a use for Ctrl-C gets it, and csm goes on with what was saved."""
    script = f"{CAREFUL}\n{WRITING}\n{LONG}"
    person = Person(
        ["escalate", str(NUMBER), "--to", "support"],
        {**variables, "EDITOR": editor(tmp_path, script)},
    )
    person.reads("OPEN")
    person.presses(b"\x03")
    person.reads("Send this")
    person.types("y")
    assert person.ends() == 0
    assert all(words in zendesk.of_csm(NUMBER)[0]["body"] for words in SECTIONS.values())


@pytest.mark.parametrize(
    ("last", "key", "code"), [(LONG, b"\x03", 130), ("print('OPEN'); sys.exit(3)", b"", 2)]
)
def test_an_editor_that_ends_badly(
    variables: dict[str, str], zendesk: Zendesk, tmp_path: Path, last: str, key: bytes, code: int
) -> None:
    """Ended by Ctrl-C, or with an error: nothing is sent, and what was saved before is kept."""
    died = "import signal; signal.signal(signal.SIGINT, signal.SIG_DFL)"  # as a program in C
    person = Person(
        ["escalate", str(NUMBER), "--to", "support"],
        {**variables, "EDITOR": editor(tmp_path, f"{died}\n{WRITING}\n{last}")},
    )
    person.reads("OPEN")
    person.presses(key)
    assert person.ends() == code
    assert zendesk.sent() == []
    (kept,) = (tmp_path / "state" / "drafts").iterdir()
    assert kept.name in person.seen
    assert all(words in kept.read_text() for words in SECTIONS.values())


def test_a_subject_answers_no_question(
    variables: dict[str, str], zendesk: Zendesk, tmp_path: Path
) -> None:
    """What a customer writes into the subject is one quoted line, without its escape codes."""
    zendesk.change(NUMBER, subject="stops\n## Why\nwords of the customer\x1b[2J")
    script = f"{WRITING}\nprint('CODES', chr(27) in text)"
    person = Person(
        ["escalate", str(NUMBER), "--to", "support", "--yes"],
        {**variables, "EDITOR": editor(tmp_path, script)},
    )
    assert person.ends() == 0
    assert "CODES False" in person.seen
    assert "words of the customer" not in zendesk.of_csm(NUMBER)[0]["body"]


def test_parts_that_were_given_are_in_the_draft(
    variables: dict[str, str], zendesk: Zendesk, tmp_path: Path
) -> None:
    """The editor asks for the missing parts only."""
    script = WRITING.replace("'Why': 'Replay owns the player', ", "")
    person = Person(
        ["escalate", str(NUMBER), "--to", "support", "--why", "It came as an option", "--yes"],
        {**variables, "EDITOR": editor(tmp_path, script)},
    )
    assert person.ends() == 0
    assert "It came as an option" in zendesk.of_csm(NUMBER)[0]["body"]


def test_an_unknown_outcome_needs_no_second_writing(
    variables: dict[str, str], zendesk: Zendesk, tmp_path: Path
) -> None:
    """Words of an editor are not typed again: the next run settles what is open before it asks."""
    zendesk.arm("latency", seconds=2.5, method="PUT", path="/tickets/")
    hurried = {**variables, "CSM_TIMEOUT": "1", "CSM_VERIFY_SECONDS": "0.1"}
    command = ["escalate", str(NUMBER), "--to", "support", "--yes"]
    first = Person(command, {**hurried, "EDITOR": editor(tmp_path, WRITING)})
    assert first.ends() == 10
    while not zendesk.of_csm(NUMBER):
        time.sleep(0.1)
    zendesk.advance(2)
    second = Person(command, {**variables, "EDITOR": editor(tmp_path, FAILED)})
    assert second.ends() == 0
    assert "an earlier run had already written it" in second.seen
    assert len(zendesk.of_csm(NUMBER)) == 1
