"""How far it is: a bar where a cursor can move, lines elsewhere, nothing for a program."""

import io
from collections import Counter

import pytest

from csm_cli.domain.pace import Pace
from csm_cli.environment import Environment
from csm_cli.output.advance import Bar, Lines, advance, words

COUNTS = Counter(done=112, held=6, failed=2)


def _environment(*, terminal: bool = True, **variables: str) -> Environment:
    return Environment(
        io.StringIO(),
        io.StringIO(),
        io.StringIO(),
        variables,
        stderr_is_terminal=terminal,
        width=120,
    )


def _said(environment: Environment) -> str:
    assert isinstance(environment.stderr, io.StringIO)
    return environment.stderr.getvalue()


@pytest.mark.parametrize(
    ("environment", "plain", "every", "kind"),
    [
        (_environment(), False, 10, Bar),
        (_environment(), True, 10, Lines),
        (_environment(), False, None, Lines),
        (_environment(TERM="dumb"), False, 10, Lines),
        (_environment(ACCESSIBLE="1"), False, 10, Lines),
        (_environment(ACCESSIBLE=""), False, 10, Bar),
        (_environment(terminal=False), False, 10, Lines),
    ],
)
def test_which_one(
    environment: Environment, plain: bool, every: float | None, kind: type[object]
) -> None:
    """A bar needs a terminal that can move its cursor and a person who did not ask for lines."""
    assert type(advance(environment, 9, print, every=every, plain=plain)) is kind


def test_the_words() -> None:
    """What became of them, how fast, what it is held to, how long it still takes."""
    assert words(Pace(120, 300, 75, 100), COUNTS) == (
        "112 done, 6 held, 2 failed; 96 a minute (at most 100); about 2 min left"
    )
    assert words(Pace(1, 2, 1, None), Counter(done=1)) == "1 done; 60 a minute; about 1 s left"
    assert words(Pace(0, 2, 0, None), Counter()) == ""


def test_lines_come_now_and_then() -> None:
    """The first when it has taken long, then as often as asked; none for the end."""
    told: list[str] = []
    lines = Lines(told.append, 10)
    lines.start()
    for done in range(1, 31):
        lines.tell(Pace(done, 30, done), Counter(done=done))
    lines.end()
    assert told == [
        "10 of 30: 10 done; 60 a minute; about 20 s left",
        "20 of 30: 20 done; 60 a minute; about 10 s left",
    ]


def test_no_lines_at_all() -> None:
    """A program gets none; what must be said all the same passes through."""
    told: list[str] = []
    lines = Lines(told.append, None)
    lines.tell(Pace(29, 30, 999), COUNTS)
    lines.line("waiting")
    assert told == ["waiting"]


def test_the_bar() -> None:
    """It shows how far it is, lets lines stand above it, and leaves nothing but these behind."""
    environment = _environment()
    bar = Bar(environment, 300)
    bar.start()
    bar.tell(Pace(120, 300, 75, 100), COUNTS)
    bar.line("Zendesk takes 100 [bold]updates[/] a minute")
    bar.end()
    said = _said(environment)
    assert "120 of 300  112 done, 6 held, 2 failed; 96 a minute (at most 100)" in said
    assert "Zendesk takes 100 [bold]updates[/] a minute\n" in said
    assert said.endswith("\x1b[2K")  # the bar's own line is taken away
