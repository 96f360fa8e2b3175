"""Every command keeps the promises that hold for all of them."""

import pytest

from csm_cli.cli.table import COMMANDS, Entry
from csm_cli.domain.errors import EXIT_CODES
from tests.promises.program import Command, commands, parses
from tests.terminal import Terminal

EVERY = pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)


def _help(offline: Terminal, capsys: pytest.CaptureFixture[str], words: str) -> str:
    assert offline(f"{words} --help").exit_code == 0
    return capsys.readouterr().out


@EVERY
def test_help_of_every_command(
    command: Command, offline: Terminal, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--help` and `-h` say how a command is typed, what it does and all its options."""
    text = _help(offline, capsys, command.name)
    assert text.startswith(f"Usage: csm {command.name}")
    assert all(option in text for option in command.options)
    assert offline(f"{command.name} -h").exit_code == 0
    assert capsys.readouterr().out == text


@pytest.mark.parametrize("entry", COMMANDS, ids=lambda entry: entry.name)
def test_summaries(entry: Entry, offline: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    """The line of `csm --help` about a command is the first line of the command's own help."""
    assert _help(offline, capsys, entry.name).splitlines()[2].strip() == entry.summary


@EVERY
def test_shared_options(command: Command) -> None:
    """The options that every command shares are there, with no other meaning beside them."""
    shared = {"--json", "--profile", "--sandbox", "--no-input", "--fields", "--jq", "--quiet", "-q"}
    assert shared <= command.options


@EVERY
def test_writers_can_rehearse(command: Command) -> None:
    """What can be answered with `--yes` can be tried with `--dry-run` first."""
    assert "--yes" not in command.options or "--dry-run" in command.options


def test_top_help(offline: Terminal, capsys: pytest.CaptureFixture[str]) -> None:
    """`csm --help` lists every command with its summary, and every exit code."""
    text = " ".join(_help(offline, capsys, "").split())
    for entry in COMMANDS:
        assert f"{entry.name} {entry.summary}" in text
    for code, meaning in EXIT_CODES.items():
        assert f"{int(code)} {meaning}" in text


def test_no_name_stands_twice() -> None:
    """A command's name leads to one command."""
    names = [entry.name for entry in COMMANDS]
    assert len(names) == len(set(names))


def test_the_parser_says_no() -> None:
    """`parses`, which other promises rest on, takes what csm takes and refuses what it does."""
    assert parses(["claim", "48213", "--assign", "--json"])
    assert parses(["sandbox", "reset"])
    assert parses(["--version"])
    assert not parses(["claim", "48213", "--asign"])
    assert not parses(["claim"])
    assert not parses(["clam", "48213"])
    assert not parses(["sandbox"])
    assert not parses(["sandbox", "serve", "now"])
