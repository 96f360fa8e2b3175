"""The process as csm sees it: what is asked, what is coloured, what counts as set."""

import os
import pty
import signal
import threading
import time
from contextlib import closing
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest

from csm_cli.environment import Environment


def _environment(variables: dict[str, str]) -> Environment:
    return Environment(StringIO(), StringIO(), StringIO(), variables)


@pytest.mark.parametrize(
    ("variables", "terminal", "colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": "0"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm-256color"}, True, True),
        ({"CLICOLOR": "0"}, True, False),
        ({"CLICOLOR": "1"}, False, False),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": ""}, False, False),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"CLICOLOR_FORCE": "1"}, False, True),
        ({"CLICOLOR_FORCE": "0"}, False, False),
        ({"FORCE_COLOR": "1", "CLICOLOR": "0"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colour(variables: dict[str, str], terminal: bool, colour: bool) -> None:
    """Colour on a terminal or where it is forced, and nowhere against `NO_COLOR`.

    Each of the two streams is looked at by itself.
    """
    environment = _environment(variables)
    out = environment._replace(stdout_is_terminal=terminal)
    assert out.colour is colour
    err = environment._replace(stderr_is_terminal=terminal)
    assert err.colour_on_stderr is colour
    assert out.colour_on_stderr is out.colour_is_forced or "NO_COLOR" in variables


@pytest.mark.parametrize(
    ("variables", "copies"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "iTerm.app"}, False),
        ({"WT_SESSION": "1-2-3"}, True),
        ({"VTE_VERSION": "7200"}, False),
        ({"TERM": "foot", "TMUX": "socket,1,0"}, False),
        ({"TERM": "foot", "CI": "true"}, False),
        ({"TERM": "dumb", "TERM_PROGRAM": "WezTerm"}, False),
    ],
)
def test_copies(variables: dict[str, str], copies: bool) -> None:
    """A terminal gets a text for its clipboard if it is known to take one, and never a file."""
    environment = _environment(variables)
    assert environment._replace(stderr_is_terminal=True).copies is copies
    assert environment.copies is False


@pytest.mark.parametrize(
    ("variables", "links"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"TERM_PROGRAM": "WezTerm"}, True),
        ({"TERM_PROGRAM": "vscode"}, True),
        ({"TERM": "xterm-kitty"}, True),
        ({"TERM": "foot-extra"}, True),
        ({"WT_SESSION": "1-2-3"}, True),
        ({"VTE_VERSION": "7200"}, True),
        ({"VTE_VERSION": "4801"}, False),
        ({"VTE_VERSION": "5000"}, False),
        ({"VTE_VERSION": "new"}, False),
        ({"VTE_VERSION": "7200", "TMUX": "socket,1,0"}, False),
        ({"TERM": "screen", "STY": "1.pts", "TERM_PROGRAM": "iTerm.app"}, False),
        ({"TERM_PROGRAM": "iTerm.app", "CI": "true"}, False),
        ({"TERM": "xterm-kitty", "FORCE_HYPERLINK": "0"}, False),
        ({"TMUX": "x", "FORCE_HYPERLINK": "1"}, True),
        ({"TERM": "dumb", "FORCE_HYPERLINK": "1"}, False),
    ],
)
def test_links(variables: dict[str, str], links: bool) -> None:
    """Words are links on terminals that are known to take them, and never in a pipe."""
    environment = _environment(variables)
    assert environment._replace(stdout_is_terminal=True).links is links
    assert environment.links is False


@pytest.mark.parametrize(
    ("variables", "terminal", "height", "pages"),
    [
        ({}, True, 24, True),
        ({}, False, 24, False),
        ({}, True, None, False),
        ({"TERM": "dumb"}, True, 24, False),
        ({"CI": "true"}, True, 24, False),
        ({"CI": ""}, True, 24, True),
    ],
)
def test_paging(variables: dict[str, str], terminal: bool, height: int | None, pages: bool) -> None:
    """A pager needs a terminal on which somebody can scroll."""
    environment = _environment(variables)._replace(stdout_is_terminal=terminal, height=height)
    assert environment.pages is pages


@pytest.mark.parametrize("stdin", [True, False])
@pytest.mark.parametrize("stderr", [True, False])
def test_asking_needs_both_ends(stdin: bool, stderr: bool) -> None:
    """A question is put only where it can be read and answered; stdout may be a pipe."""
    environment = _environment({})._replace(stdin_is_terminal=stdin, stderr_is_terminal=stderr)
    assert environment.can_ask is (stdin and stderr)


def test_a_variable_that_is_empty_is_not_set() -> None:
    """Set to nothing is not set."""
    environment = _environment({"A": "a", "B": ""})
    assert (environment.variable("A"), environment.variable("B"), environment.variable("C")) == (
        "a", None, None,
    )  # fmt: skip


def test_the_clock_is_in_utc() -> None:
    """The time is aware, in UTC, and now."""
    now = _environment({}).now()
    assert now.utcoffset() == timedelta()
    assert abs(datetime.now(UTC) - now) < timedelta(minutes=1)


def test_what_was_typed_before_is_forgotten() -> None:
    """A line that waits in the terminal answers no later question; a file keeps its lines."""
    ours, theirs = os.openpty()
    with os.fdopen(theirs) as stdin:
        os.write(ours, b"48213\n")
        environment = _environment({})._replace(stdin=stdin)
        environment.forget_typed()
        os.write(ours, b"later\n")
        assert stdin.readline() == "later\n"
    os.close(ours)
    kept = _environment({})._replace(stdin=StringIO("48213\n"))
    kept.forget_typed()
    assert kept.stdin.readline() == "48213\n"


def test_this_process(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The running process is described as it is: its streams, its variables, no terminal here."""
    monkeypatch.setenv("CSM_PROFILE", "from the process")
    environment = Environment.of_this_process()
    environment.stdout.write("out")
    environment.stderr.write("err")
    assert capsys.readouterr() == ("out", "err")
    assert environment.variable("CSM_PROFILE") == "from the process"
    assert not environment.stdout_is_terminal


def test_ctrl_c_just_before_a_question_waits() -> None:
    """It ends the wait though the system call for a line was never told of it."""
    screen, inner = pty.openpty()
    late = threading.Event()

    def press() -> None:
        # A signal that another thread gets interrupts no system call of this one, which is how
        # one from just before the call looks to it.
        time.sleep(0.3)
        signal.pthread_kill(threading.get_ident(), signal.SIGINT)
        time.sleep(3)
        late.set()
        os.write(screen, b"\n")

    with closing(os.fdopen(screen, "wb", buffering=0)), os.fdopen(inner) as typed:
        asking = Environment(typed, StringIO(), StringIO(), {}, stdin_is_terminal=True)
        pressing = threading.Thread(target=press)

        def waits() -> None:
            pressing.start()  # on a busy machine it may press before the wait has begun
            asking.read_line()

        try:
            with pytest.raises(KeyboardInterrupt):
                waits()
            assert not late.is_set()
        finally:
            pressing.join()
