"""`--json --jq EXPR`: what jq makes of the document, as people know it from gh."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.terminal import Terminal

REPLAY = ("whois-owns", "session replay", "--json")
CANARY = "canary-5f1d"


@pytest.mark.parametrize(
    ("expression", "printed"),
    [
        (".owners[0].team", "Replay\n"),  # text without its quotes
        (".owners[] | {team, team_slug}", '{"team":"Replay","team_slug":"replay"}\n'),
        (".query, .match", "session replay\nalias\n"),
        ("[.schema_version, 1.5, true, null]", "[1,1.5,true,null]\n"),
        ("true, null, 41000000000123", "true\n\n41000000000123\n"),
        ("empty", ""),
        ('"one\\ttwo"', "one\ttwo\n"),
        (". # said at the end\n| .match", "alias\n"),
        ("def team: .team; .owners[] | team", "Replay\n"),
    ],
)
def test_what_is_printed(expression: str, printed: str, offline: Terminal) -> None:
    """Text is printed as it is, null as an empty line, the rest as JSON; one output a line."""
    ended = offline([*REPLAY, "--jq", expression])
    assert (ended, ended.exit_code, ended.stderr) == (printed, 0, "")
    assert offline.with_(terminal=True)([*REPLAY, "--jq", expression]) == printed


def test_jq_of_some_fields(offline: Terminal) -> None:
    """The expression gets what `--fields` has left of the document."""
    assert (
        offline([*REPLAY, "--fields", "team", "--jq", 'keys | join(" ")'])
        == "owners schema_version\n"
    )


def test_exit_codes_stay(offline: Terminal) -> None:
    """A result that is no success keeps its exit code."""
    ended = offline("whois-owns xyzzyplugh --json --jq .match")
    assert (ended, ended.exit_code) == ("none\n", 5)


def test_errors_stay(offline: Terminal) -> None:
    """An error is the error object on stderr, and the expression has nothing to do with it."""
    ended = offline("show 48213 --json --jq .subject")
    assert (ended, ended.exit_code) == ("", 3)
    assert ended.error["code"] == "not_signed_in"


def test_without_json(offline: Terminal) -> None:
    """Without `--json` it is refused, with what to type."""
    ended = offline("whois-owns replay --jq .match")
    assert (ended, ended.exit_code) == ("", 2)
    assert "next: the same command with --json" in ended.stderr


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        (".owners[", "syntax error"),
        ("nonsense", "nonsense/0 is not defined"),
        ("", "Top-level program not given"),
        ('include "secrets"; .', "module not found"),
        ('import "a" as $a {search: "./"}; $a', "module not found"),
    ],
)
def test_no_expression(expression: str, words: str, csm: Terminal) -> None:
    """What jq does not understand is told in its words, before anything is sent."""
    ended = csm(["claim", "48213", "--json", "--jq", expression])
    assert (ended, ended.exit_code) == ("", 2)
    assert words in ended.error["message"]
    assert csm("log --json").json["entries"] == []


@pytest.mark.parametrize("expression", [".match.team", "error({a: 1})", "error(null)", "input"])
def test_what_does_not_fit(expression: str, offline: Terminal) -> None:
    """An expression that fails at the document ends with 2, after what it has printed."""
    ended = offline([*REPLAY, "--jq", f".match, ({expression})"])
    assert (ended, ended.exit_code) == ("alias\n", 2)
    assert ended.error["message"].startswith("--jq: ")
    assert "stands" not in ended.error["message"]


def test_what_does_not_fit_after_a_write(csm: Terminal) -> None:
    """If something was written before, the error says that it stands, and where to see it."""
    ended = csm("claim 48213 --json --jq .results.outcome")
    assert ended.exit_code == 2
    assert "what was written to a ticket before that stands" in ended.error["message"]
    assert ended.error["hint"] == "csm log lists it"
    assert len(csm("log --json").json["entries"]) == 1


@pytest.mark.parametrize(
    "expression",
    [
        "env", "$ENV", "$ENV.CSM_ZENDESK_TOKEN", "env | keys", '"\\(env) \\($ENV)"',
        "[$ENV, env][]",
        "def f: $ENV; f", "def env: $ENV; env", "{$ENV}", ". as $x | $ENV", "[env] | tojson",
        "try error(env) catch .", '@base64 "\\($ENV)" | @base64d', "env # it\n",
    ],
)  # fmt: skip
def test_no_environment(
    expression: str, offline: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Jq's words for the environment, which holds credentials, mean an empty one."""
    monkeypatch.setenv("CSM_ZENDESK_TOKEN", CANARY)
    ended = offline([*REPLAY, "--jq", expression])
    assert ended.exit_code == 0, ended.stderr
    assert CANARY not in ended + ended.stderr
    assert "CSM_" not in ended + ended.stderr
    assert "PATH" not in ended + ended.stderr


def test_text_of_others(offline: Terminal) -> None:
    """What could move a cursor or turn a line around is taken out of text, and escaped in JSON."""
    hostile = '"\\u001b[31mred\\u202e" + .match'
    assert offline([*REPLAY, "--jq", hostile]) == "redalias\n"
    assert offline([*REPLAY, "--jq", f"[{hostile}]"]) == '["\\u001b[31mred\\u202ealias"]\n'


def test_the_schema_itself(offline: Terminal) -> None:
    """`csm help json` prints a schema, which jq can take apart as well."""
    assert offline("help json whois-owns --json --jq .title") == "csm whois-owns --json\n"
    assert offline("help json whois-owns --fields topic").exit_code == 2


@pytest.mark.wheel
@pytest.mark.parametrize("expression", ["[range(1e12)] | length", "def f: f; f"])
def test_ctrl_c(expression: str, tmp_path: Path) -> None:
    """An expression that never ends is ended by Ctrl-C, although jq never asks Python."""
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", *REPLAY, "--jq", f'"begun", ({expression})'],
        env={"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONUNBUFFERED": "1"},
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == -signal.SIGINT
