"""How a run ends: the exit code, and what stands on which stream."""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from io import StringIO
from pathlib import Path
from typing import NoReturn

import pytest

from csm_cli.cli.endings import exit_code
from csm_cli.domain.errors import Conflict, Unavailable
from csm_cli.environment import Environment
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Terminal


def _environment(**variables: str) -> Environment:
    return Environment(StringIO(), StringIO(), StringIO(), variables)


def _said(environment: Environment) -> str:
    assert isinstance(environment.stdout, StringIO)
    assert isinstance(environment.stderr, StringIO)
    assert not environment.stdout.getvalue()
    return environment.stderr.getvalue()


def test_an_error_says_what_happened_what_was_written_and_what_to_type() -> None:
    """Three lines on stderr, in this order; stdout stays empty."""
    environment = _environment()
    error = Conflict(
        "ticket 1 is claimed by Ada", hint="csm claim 1 --take-over", written="nothing was sent"
    )
    assert exit_code(error, [], environment) == 6
    assert _said(environment) == (
        "error: ticket 1 is claimed by Ada\n"
        "  written: nothing was sent\n"
        "  next: csm claim 1 --take-over\n"
    )


def test_an_error_is_one_json_object_for_a_program() -> None:
    """With `--json` stderr is one object with all five keys; what was written is not lost."""
    environment = _environment()
    error = Unavailable("Zendesk is down", written="nothing was sent", request_id="r-1")
    assert exit_code(error, ["show", "1", "--json"], environment) == 7
    assert json.loads(_said(environment)) == {
        "error": {
            "code": "unavailable",
            "category": "network",
            "message": "Zendesk is down; nothing was sent",
            "hint": None,
            "request_id": "r-1",
        }
    }


def test_an_error_from_outside_can_forge_no_line() -> None:
    """What a server or a file said is data: no escape codes, no line breaks of its own."""
    environment = _environment()
    error = Conflict("no\n  next: rm -rf /\x1b[2K", hint="a\rb", request_id="\x1b]0;t\x07r")
    exit_code(error, [], environment)
    assert _said(environment) == "error: no next: rm -rf / (request r)\n  next: a b\n"


def _fails() -> NoReturn:
    secret = "canary-secret"  # noqa: F841 - must not be told: it is in reach of a traceback
    raise KeyError("canary-secret")


def _unforeseen(environment: Environment) -> str:
    with pytest.raises(KeyError) as caught:
        _fails()
    assert exit_code(caught.value, [], environment) == 1
    return _said(environment)


def test_a_failure_of_csm_itself_tells_no_values(tmp_path: Path) -> None:
    """An error nobody foresaw is named by class and place; neither screen nor log has values."""
    told = _unforeseen(_environment())
    assert told.startswith("error: csm itself failed: KeyError at ")
    assert "CSM_LOG=FILE" in told
    log = tmp_path / "log"
    told += _unforeseen(_environment(CSM_LOG=str(log)))
    assert str(log) in told
    written = log.read_text(encoding="utf-8")
    assert "_fails" in written
    assert "raise KeyError" in written
    assert "KeyError: " not in written
    assert "canary-secret" not in told


def test_words_that_do_not_fit(offline: Terminal) -> None:
    """Wrong words end with 2, say which, and name the help that fits."""
    ended = offline("claim 48213 --asign")
    assert ended.exit_code == 2
    assert ended.stderr.splitlines()[0].startswith("error: No such option: --asign")
    assert ended.stderr.splitlines()[1] == "  next: csm claim --help"
    for line, path in (("mine --limit", "mine"), ("log forget --before", "log forget")):
        ended = offline(line)
        assert ended.exit_code == 2
        assert "requires an argument" in ended.stderr
        assert ended.stderr.splitlines()[1] == f"  next: csm {path} --help"


def test_a_mistyped_command_names_the_nearest(offline: Terminal) -> None:
    """Nothing is run; the nearest command is named, or else where all are listed."""
    near, far = offline("clam 48213"), offline("frobnicate")
    assert (near.exit_code, far.exit_code) == (2, 2)
    assert near.stderr == "error: there is no command 'clam'\n  next: did you mean: csm claim\n"
    assert far.stderr.endswith("  next: csm --help lists the commands\n")


def test_a_group_without_a_command(offline: Terminal) -> None:
    """A group alone is an error of two lines, not its whole help squeezed into one."""
    ended = offline("sandbox")
    assert ended.exit_code == 2
    assert ended.stderr == "error: Missing command\n  next: csm sandbox --help\n"


# From here on, real processes: streams and signals have no stand-ins.

_CSM = [sys.executable, "-m", "csm_cli"]


@pytest.fixture
def variables(tmp_path: Path) -> Mapping[str, str]:
    """A process's environment with an empty home."""
    return {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}


def _shell(line: str, variables: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", line, *_CSM],
        env=variables,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.wheel
@pytest.mark.parametrize("words", ["--version", "--help", "config", "help json show"])
def test_a_closed_pipe_is_silent(words: str, variables: Mapping[str, str]) -> None:
    """A reader that goes away ends csm with 141, and nobody is told."""
    line = f'"$0" "$@" {words} | true; exit "${{PIPESTATUS[0]}}"'
    for _ in range(3):
        ended = _shell(line, variables)
        assert ended.returncode in {0, 141}  # 0 if csm was faster than its reader
        assert ended.stderr == ""


@pytest.mark.wheel
@pytest.mark.parametrize("words", ["--version", "--help", "config"])
def test_a_full_disk_is_told(words: str, variables: Mapping[str, str]) -> None:
    """Output that can't be written is a failure, and says so once."""
    ended = _shell(f'"$0" "$@" {words} >/dev/full', variables)
    assert ended.returncode == 1
    assert ended.stderr.count("No space left on device\n") == 1


@pytest.mark.parametrize("words", ["claim 48213", "claim 48213 --json"])
def test_a_full_disk_after_a_write(words: str, csm: Terminal, zendesk: Zendesk) -> None:
    """What can't be shown is done all the same: it says so, and where it is recorded."""
    ended = _shell(f'"$0" "$@" {words} >/dev/full', csm.variables)
    assert ended.returncode == 1
    assert "the result could not be shown: No space left on device" in ended.stderr
    assert "what was written to a ticket before that stands" in ended.stderr
    assert len(zendesk.of_csm(48213)) == 1
    assert csm("log").count("written") == 1


@pytest.mark.parametrize(
    ("options", "typed"),
    [
        ("--sandbox", "csm --sandbox log lists them"),
        ("--profile sandbox", "csm --profile sandbox log lists them"),
        ("--profile=sandbox", "csm --profile sandbox log lists them"),
        ("", "csm log lists them"),
    ],
)
def test_what_to_type_is_for_the_same_profile(options: str, typed: str, offline: Terminal) -> None:
    """A hint that is typed as it stands must not be about another desk."""
    for line in (f"{options} log forget", f"log forget {options}"):
        assert f"  next: {typed}\n" in offline(line).stderr
    assert offline(f"log forget {options} --json").error["hint"] == typed


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_reader_of_few_letters(
    encoding: str, variables: Mapping[str, str], tmp_path: Path
) -> None:
    """Letters that a reader's encoding lacks are no failure, and JSON loses none of them."""
    own = tmp_path / "Zoë \u0416.toml"
    own.touch()
    named = {**variables, "PYTHONIOENCODING": encoding, "CSM_CONFIG": str(own)}
    for words in ("config", "config --json"):
        ended = subprocess.run(
            [*_CSM, *words.split()], env=named, stdin=subprocess.DEVNULL, capture_output=True,
            check=False,
        )  # fmt: skip
        assert (ended.returncode, ended.stderr) == (0, b"")
    rows = json.loads(ended.stdout.decode(encoding))["settings"]
    assert str(own) in {row["value"] for row in rows}


@pytest.mark.wheel
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", "<&- >&- 2>&-"])
def test_a_process_without_streams(closed: str, variables: Mapping[str, str]) -> None:
    """A command runs where a supervisor has started it without stdin, stdout or stderr."""
    ended = _shell(f'"$0" "$@" config {closed}', variables)
    assert ended.returncode == 0
    assert ended.stderr == ""
    assert _shell(f'"$0" "$@" --version {closed}', variables).returncode == 0


@pytest.mark.wheel
def test_ctrl_c_ends_with_130(variables: Mapping[str, str]) -> None:
    """Ctrl-C ends csm with 130 and one word, without a traceback."""
    with subprocess.Popen(
        [*_CSM, "claim", "-"],
        env={**variables, "CSM_ZENDESK_EMAIL": "a@b.example", "CSM_ZENDESK_TOKEN": "t"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdin is not None
        _wait_until_it_reads(process.stdin.fileno())
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=20)
    assert process.returncode == 130
    assert (out, err) == ("", "\ninterrupted\n")


def _wait_until_it_reads(pipe: int) -> None:
    """Fill the pipe and wait until there is room again: the process is past its imports then."""
    os.set_blocking(pipe, False)
    with suppress(BlockingIOError):
        while True:
            os.write(pipe, b" " * select.PIPE_BUF)
    _, has_room, _ = select.select([], [pipe], [], 20)
    assert has_room


@pytest.mark.parametrize(
    ("typed", "proposed"), [("--bogus", ""), ("--verbos", "--verbose"), ("--verb", "--verbose")]
)
def test_only_what_was_nearly_typed_is_proposed(
    offline: Terminal, typed: str, proposed: str
) -> None:
    """Hyphens alone make two options look alike, and help nobody."""
    for line in (typed, f"show {typed}"):
        out = offline(line)
        assert out.exit_code == 2
        assert ("Possible options" in out.stderr) == bool(proposed)
        assert proposed in out.stderr
