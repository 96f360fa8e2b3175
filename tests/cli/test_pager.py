"""Long output in a pager: less on a real terminal, and scripts that tell what they were given."""

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import Served
from tests.terminal import Terminal

ESCAPE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[=>]|\][^\x07\x1b]*(?:\x07|\x1b\\))")
LONG = ["help", "environment"]  # three times as long as the terminal, and asks nobody
LAST_LINE = b"where the folder of the state lies"
PATIENCE = 60.0


class OnTerminal:
    """The program on a terminal of 24 lines and 80 columns."""

    def __init__(self, process: "subprocess.Popen[bytes]", master: int) -> None:
        self.process = process
        self.seen = b""
        self._master = master

    def until(self, awaited: bytes, times: int = 1) -> None:
        """Read until this has stood on the terminal so often."""
        self._read(lambda: self.text.count(awaited) >= times)

    def until_stopped(self) -> None:
        """Read until less has heard Ctrl-C: it draws its page again, or rings."""
        self._read(lambda: self.text.count(b"\n:") > 1 or b"\x07" in self.seen)

    def type(self, keys: bytes) -> None:
        """As a person at the keyboard does."""
        os.write(self._master, keys)

    def type_until(self, keys: bytes, awaited: bytes) -> None:
        """Type it until this comes: less drops what is typed while it still hears of Ctrl-C."""
        until = time.monotonic() + PATIENCE
        while awaited not in self.text:
            assert time.monotonic() < until, f"it did not come; so far: {self.seen!r}"
            self.type(keys)
            while select.select([self._master], [], [], 1)[0]:
                self.seen += os.read(self._master, 65_536)

    def end(self) -> int:
        """Read to the end; the exit code."""
        self._read(lambda: False)
        return self.process.wait(PATIENCE)

    @property
    def text(self) -> bytes:
        """What was written, without escape codes."""
        return ESCAPE.sub(b"", self.seen)

    def _read(self, done: Callable[[], bool]) -> None:
        until = time.monotonic() + PATIENCE
        while not done():
            ready, _, _ = select.select([self._master], [], [], max(0.0, until - time.monotonic()))
            assert ready, f"nothing came; so far: {self.seen!r}"
            try:
                read = os.read(self._master, 65_536)
            except OSError:  # Linux: the other end is closed
                read = b""
            if not read:
                assert self.process.wait(PATIENCE) is not None
                return
            self.seen += read


@contextmanager
def _csm(arguments: list[str], home: Path, **variables: str) -> Iterator[OnTerminal]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(home), "TERM": "xterm-256color", "LANG": "C.UTF-8",
        **variables,
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", _AS_SESSION_LEADER, *arguments],
        stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    try:
        yield OnTerminal(process, master)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        os.close(master)


# The terminal becomes its own, so that Ctrl-C reaches it and its pager.
_AS_SESSION_LEADER = """
import fcntl, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
from csm_cli.__main__ import main
main()
"""


Script = Callable[[str, str], str]


@pytest.fixture
def script(tmp_path: Path) -> Script:
    """Makes a program of that name that runs a line of shell; gives its path."""

    def make(name: str, line: str) -> str:
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{line}\n")
        path.chmod(0o755)
        return str(path)

    return make


def test_the_demo_waits_for_nobody(tmp_path: Path) -> None:
    """Its steps are longer than the terminal, and still it goes to its end without a key."""
    with _csm(["demo"], tmp_path) as csm:
        assert csm.end() == 0
    assert b"Every step did what it should." in csm.text
    assert "\u2500".encode() in csm.seen, "the rules between steps are drawn, not spelt out"
    assert b"<E2>" not in csm.text


def test_less_shows_a_page_and_waits(tmp_path: Path) -> None:
    """Without any setting it is less: the first page, then more of it, then back to the shell."""
    with _csm(LONG, tmp_path) as csm:
        csm.until(b"\n:")
        assert LAST_LINE not in csm.text
        assert b"\x1b[1m" in csm.seen, "the header is bold, and less was told to pass that"
        csm.type(b"G")
        csm.until(LAST_LINE)
        csm.type(b"q")
        assert csm.end() == 0


def test_ctrl_c_in_less_is_the_pagers(tmp_path: Path) -> None:
    """It stops what less does and ends neither: what follows is less's own `q`, and code 0."""
    with _csm(LONG, tmp_path) as csm:
        csm.until(b"\n:")
        csm.type(b"\x03")
        csm.until_stopped()
        csm.type_until(b"G", LAST_LINE)
        csm.type(b"q")
        assert csm.end() == 0
        assert b"interrupted" not in csm.text
        assert b"Traceback" not in csm.text


def test_a_pager_that_ctrl_c_ends(tmp_path: Path, script: Script) -> None:
    """It may end, as most programs do: the command was done all the same."""
    pager = script("slow", "echo waiting; exec sleep 60")
    with _csm(LONG, tmp_path, PAGER=pager) as csm:
        csm.until(b"waiting")
        csm.type(b"\x03")
        assert csm.end() == 0
        assert b"interrupted" not in csm.text


@pytest.fixture
def screen(offline: Terminal) -> Terminal:
    """A terminal of 24 lines in this process; its pagers are scripts that write to files."""
    return offline.with_(terminal=True, width=80, height=24, TERM="xterm", PATH=os.environ["PATH"])


def test_what_fits_is_not_paged(screen: Terminal, script: Script, tmp_path: Path) -> None:
    """A screen of as many lines as the terminal has is written as ever; one more is paged."""
    pager = script("mine", f"cat > {tmp_path}/paged")
    lines = screen("help exit-codes").count("\n")
    out = screen.with_(height=lines + 1, PAGER=pager)("help exit-codes")
    assert "the reader of the output went away" in out
    assert not (tmp_path / "paged").exists()
    assert screen.with_(height=lines, PAGER=pager)("help exit-codes") == ""
    assert "the reader of the output went away" in (tmp_path / "paged").read_text()


@pytest.mark.parametrize(
    ("variables", "arguments", "paged"),
    [
        ({"PAGER": "{pager}"}, [], True),
        ({"PAGER": "{pager} 'two words'"}, [], True),
        ({"CSM_PAGER": "{pager}", "PAGER": "false"}, [], True),
        ({"CSM_PAGER": "", "PAGER": "{pager}"}, [], False),
        ({"PAGER": ""}, [], False),
        ({"PAGER": "cat"}, [], False),
        ({"PAGER": "{pager}"}, ["--no-pager"], False),
        ({"PAGER": "{pager}"}, ["--json"], False),
        ({"PAGER": "{pager}", "CI": "true"}, [], False),
        ({"PAGER": "{pager}", "TERM": "dumb"}, [], False),
    ],
)
def test_who_pages(
    screen: Terminal,
    script: Script,
    tmp_path: Path,
    variables: dict[str, str],
    arguments: list[str],
    paged: bool,
) -> None:
    """`CSM_PAGER`, else `PAGER`; an empty one, `--no-pager`, `--json`, CI and `dumb` mean none."""
    pager = script("mine", f"cat > {tmp_path}/paged")
    own = {name: value.format(pager=pager) for name, value in variables.items()}
    screen.variables.update(own)
    out = screen([*LONG, *arguments])
    assert (out.exit_code, out.stderr) == (0, "")
    file = tmp_path / "paged"
    assert LAST_LINE.decode() in (file.read_text() if paged else out)
    assert file.exists() is paged


@pytest.mark.parametrize(
    ("name", "less", "colour"),
    [("mine", None, False), ("less", None, True), ("less", "R", True), ("less", "-iMR", True),
     ("less", "F", False), ("more", "F", True)],
)  # fmt: skip
def test_colour_passes_where_it_is_shown(
    screen: Terminal, script: Script, tmp_path: Path, name: str, less: str | None, colour: bool
) -> None:
    """A pager gets escape codes only if it is known to show them, as less is with `-R`."""
    pager = script(name, f'cat > {tmp_path}/paged; echo "$LESS" > {tmp_path}/less')
    assert screen.with_(PAGER=pager, LESS=less or "")(LONG) == ""
    assert ("\x1b[1m" in (tmp_path / "paged").read_text()) is colour
    assert (tmp_path / "less").read_text() == f"{less or 'FRX'}\n"


@pytest.mark.parametrize("line", ["exit 0", "exec head -n 1 > /dev/null", "exit 3"])
def test_a_pager_that_is_quit_early(screen: Terminal, script: Script, line: str) -> None:
    """What nobody reads any more is no error: the exit code is the command's."""
    out = screen.with_(PAGER=script("short", line))(LONG)
    assert (out.exit_code, str(out), out.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("pager", "said"),
    [
        ("/no/such/pager -x", "note: the pager /no/such/pager can't be started: No such file"),
        ("{missing}", "broken ended with 127"),
        ("'never ends", ""),
    ],
)
def test_a_pager_that_is_not_there(screen: Terminal, script: Script, pager: str, said: str) -> None:
    """The output is shown all the same, whole."""
    missing = script("broken", "exec /no/such/program 2> /dev/null")
    out = screen.with_(PAGER=pager.format(missing=missing))(LONG)
    assert out.exit_code == 0
    assert said in out.stderr
    assert LAST_LINE.decode() in out


def test_a_text_is_paged_too(screen: Terminal, script: Script, tmp_path: Path) -> None:
    """What is printed as it is, such as a schema, is no different."""
    pager = script("mine", f"cat > {tmp_path}/paged")
    assert screen.with_(PAGER=pager)("help json show") == ""
    assert (tmp_path / "paged").read_text() == screen("help json show --no-pager")


def test_letters_reach_the_pager_in_the_terminals_encoding(
    screen: Terminal, script: Script, tmp_path: Path
) -> None:
    """What is no ASCII arrives as it is."""
    screen.with_(PAGER=script("mine", f"cat > {tmp_path}/paged"))(LONG)
    assert "─" in (tmp_path / "paged").read_text(encoding="utf-8")


def test_the_exit_code_stays(screen: Terminal, script: Script, tmp_path: Path) -> None:
    """A result that is no success is none behind a pager either."""
    pager = script("mine", f"cat > {tmp_path}/paged")
    out = screen.with_(height=3, PAGER=pager)("whois-owns expor")
    assert out.exit_code == 5
    assert "Batch exports" in (tmp_path / "paged").read_text()


def test_progress_is_over_before_the_pager(tmp_path: Path, unchanged: Served) -> None:
    """The line that says how far an audit is was taken away before less draws its page."""
    arguments = ["audit-impersonation", "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01", "--days", "2"]
    home = {"CSM_STATE": str(tmp_path), "CSM_CONFIG": os.devnull}
    with _csm(arguments, tmp_path, **unchanged.env, **home) as csm:
        csm.until(b"\n:")
        shown = csm.seen
        csm.type(b"q")
        code = csm.end()
    assert code == 0
    assert shown.rindex(b"\r\x1b[K") < shown.index(b"Sign-ins by PostHog staff")


@pytest.mark.parametrize("variable", ["LC_ALL", "LANG"])
def test_a_terminal_without_a_locale_gets_ascii(tmp_path: Path, variable: str) -> None:
    """Where the locale is C, though Python writes UTF-8, lines are drawn with what it has."""
    locale = {"LC_ALL": "", "LC_CTYPE": "", "LANG": "", variable: "C", "PAGER": ""}
    with _csm(["help", "exit-codes"], tmp_path, **locale) as csm:
        assert csm.end() == 0
    assert csm.text.isascii()
    assert b"-----" in csm.text
    assert b"??" not in csm.text
