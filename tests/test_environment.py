"""The process as csm sees it: what is asked, what is coloured, what counts as set."""

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
        ({"NO_COLOR": ""}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"TERM": "xterm-256color"}, True, True),
    ],
)
def test_colour(variables: dict[str, str], terminal: bool, colour: bool) -> None:
    """Colour on a terminal only, and nowhere against `NO_COLOR`."""
    environment = _environment(variables)._replace(stdout_is_terminal=terminal)
    assert environment.colour is colour


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


def test_this_process(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The running process is described as it is: its streams, its variables, no terminal here."""
    monkeypatch.setenv("CSM_PROFILE", "from the process")
    environment = Environment.of_this_process()
    environment.stdout.write("out")
    environment.stderr.write("err")
    assert capsys.readouterr() == ("out", "err")
    assert environment.variable("CSM_PROFILE") == "from the process"
    assert not environment.stdout_is_terminal
