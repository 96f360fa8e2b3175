"""One result in its three forms, each for the reader that it has."""

import json
from io import StringIO

import pytest
from rich.console import Console
from rich.text import Text

from csm_cli.environment import Environment
from csm_cli.output.present import View, console, present, table, write_text

HOSTILE = "[red]\x1b[31mred\nforged\tcell :smile: https://a.example 'x' 12"


def _view() -> View:
    def screen(console: Console) -> None:
        console.print(table(("what", "number"), [(HOSTILE, 12), (None, None)]))

    return View({"what": HOSTILE, "number": None}, [(HOSTILE, 12), ("b", None)], screen)


def _presented(*, as_json: bool = False, terminal: bool = False, **variables: str) -> str:
    out = StringIO()
    environment = Environment(
        StringIO(), out, StringIO(), variables, stdout_is_terminal=terminal, width=60
    )
    present(environment, _view(), as_json=as_json)
    return out.getvalue()


def test_json_is_one_document_with_its_version() -> None:
    """With `--json` stdout is one document, the same in a pipe and on a terminal."""
    document = _presented(as_json=True)
    assert json.loads(document) == {"schema_version": 1, "what": HOSTILE, "number": None}
    assert document == _presented(as_json=True, terminal=True)
    assert "\x1b" not in document


def test_a_pipe_gets_one_record_a_line() -> None:
    """TSV without header: no text of others can add a cell or a line, nothing known is empty."""
    assert _presented() == "[red]red forged cell :smile: https://a.example 'x' 12\t12\nb\t\n"


def test_a_terminal_gets_a_table() -> None:
    """A table with its header; what others wrote is neither markup nor emoji nor escape code."""
    screen = _presented(terminal=True, NO_COLOR="1")
    assert "what" in screen
    assert "[red]red forged cell :smile:" in screen
    assert "\x1b[31m" not in screen


def test_no_colour_where_none_is_wanted() -> None:
    """`NO_COLOR` and a dumb terminal take the colour; a terminal alone has it."""

    def written(**variables: str) -> str:
        out = StringIO()
        environment = Environment(StringIO(), out, StringIO(), variables, stdout_is_terminal=True)
        console(environment).print(Text("x", style="red"))
        return out.getvalue()

    assert "31m" in written(TERM="xterm")
    assert "31m" not in written(TERM="xterm", NO_COLOR="1")
    assert written(TERM="dumb") == "x\n"


@pytest.mark.parametrize("stderr", [True, False])
def test_a_console_speaks_to_its_own_stream(stderr: bool) -> None:
    """What goes to stderr never lands on stdout, and the other way round."""
    out, err = StringIO(), StringIO()
    console(Environment(StringIO(), out, err, {}), stderr=stderr).print("x")
    assert (out.getvalue(), err.getvalue()) == (("", "x\n") if stderr else ("x\n", ""))


def test_half_of_a_pair_is_written_as_a_question_mark() -> None:
    """No text can stop the program at the encoder of its output."""
    out = StringIO()
    write_text(Environment(StringIO(), out, StringIO(), {}), "a\ud83db")
    assert out.getvalue() == "a?b"


def test_a_long_line_hangs() -> None:
    """It goes on behind an indent, broken between its words; each line fits, and none is lost."""
    stream = StringIO()
    screen = console(Environment(StringIO(), stream, StringIO(), {}, width=20))
    screen.hanging(Text("one two three four five six " + "x" * 30), 4)
    screen.hanging(Text("this line just fits."), 4)
    lines = stream.getvalue().splitlines()
    assert lines[:2] == ["one two three", "    four five six"]
    assert lines[-1] == "this line just fits."
    assert all(line.startswith("    ") and len(line) <= 20 for line in lines[1:-1])
    assert "".join(line.strip() for line in lines[2:-1]) == "x" * 30
