"""The line that says how far an audit is: for a terminal alone, and gone at the end."""

import io

import pytest

from csm_cli.domain.impersonation.how_far import HowFar
from csm_cli.environment import Environment
from csm_cli.output.progress import Progress


def shown(
    *steps: HowFar, term: str = "xterm", encoding: str = "utf-8", terminal: bool = True
) -> str:
    """What stands on stderr after these steps."""
    written = io.BytesIO()
    stream = io.TextIOWrapper(written, encoding=encoding, newline="")
    environment = Environment(
        stdin=io.StringIO(),
        stdout=io.StringIO(),
        stderr=stream,
        variables={"TERM": term},
        stdin_is_terminal=True,
        stdout_is_terminal=True,
        stderr_is_terminal=terminal,
        width=60,
    )
    progress = Progress(environment)
    for step in steps:
        progress(step)
    progress.end()
    stream.flush()
    return written.getvalue().decode(encoding)


def test_a_bar_where_it_is_known_how_far_it_is() -> None:
    """In words alone before that; each line replaces the one before, and the last is cleared."""
    lines = shown(HowFar("finding"), HowFar("reading: 7", 0.5)).split("\r\x1b[K")
    assert lines == ["", "finding", f"{'━' * 12}{'╌' * 12}  50%  reading: 7", ""]


@pytest.mark.parametrize(("share", "done"), [(-0.2, 0), (0.0, 0), (1.0, 24), (1.3, 24)])
def test_the_bar_keeps_its_length(share: float, done: int) -> None:
    """Whatever the times of events make of the share; letters that stderr lacks are not used."""
    line = shown(HowFar("x", share), encoding="ascii").split("\r\x1b[K")[1]
    assert line.startswith("#" * done + "." * (24 - done) + " ")


def test_a_long_line_stays_one() -> None:
    """Cut at the width, and without anything that moves the cursor."""
    line = shown(HowFar("a\x1b[2J\n" + "b" * 90, 0.1)).split("\r\x1b[K")[1]
    assert len(line) == 59
    assert "\x1b" not in line
    assert "\n" not in line


def test_nothing_where_nobody_looks() -> None:
    """A pipe, a file or a terminal that can't move its cursor gets no line."""
    assert shown(HowFar("x", 0.5), terminal=False) == ""
    assert shown(HowFar("x", 0.5), term="dumb") == ""
