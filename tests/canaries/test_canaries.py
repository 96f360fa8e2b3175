"""No secret in any output: each command with canary credentials, through success and failure.

A run is told on with `--verbose` and written down in `CSM_LOG`, and then both streams and every
file of its home are searched for the canaries: log, journal, cache, drafts, reports, and what
else may be there. A new command without a row fails the first test.
"""

import io
from collections.abc import Mapping
from pathlib import Path
from threading import Semaphore

import pytest

from csm_cli.__main__ import run
from csm_cli.environment import Environment
from tests.canaries import world
from tests.canaries.hostile import FAILURES, Failure, Hostile
from tests.canaries.secrets import EMAIL, LIGHT_EMAIL, SECRETS, forms, leaks, leaks_in
from tests.promises import test_documents
from tests.promises.program import commands
from tests.terminal import Output

_ORGANIZATION = test_documents.ORGANIZATION
_LOUD = " --verbose"

OFFLINE = (
    "whois-owns 'session replay'",
    "ownership check --max-age 99999",
    "ownership list --team replay",
    "ownership show replay",
    "tips surveys",
    "audit verify report.csv",
    "log",
    "config",
    "config list",
    "config get limits.read_attempts",
    "config path",
    "config profiles",
    "config schema",
    "config set limits.read_attempts 2",
    "config unset limits.busy_wait_seconds",
    "config edit",
    "completion bash",
    "help exit-codes",
)
"""Asks no service, so one run is enough for all ways in which services fail."""

CHECKLIST = "triage --channel C05KELPWRKS"
"""Can do without every service."""

READING = (
    "role",
    "show 48213 --comments",
    "triage",
    CHECKLIST,
    "ask 48214",
    "update 48213 --output draft.md --force",
    "mine --limit 5",
    "due --limit 5",
    "whois-owns 48213",
    "tips 48213",
    "similar 48240",
    "ownership refresh --dry-run --live",
    f"org {_ORGANIZATION}",
    "org 'marrow & pine studio'",
    "login-as 48213",
    f"audit-impersonation {_ORGANIZATION} --days 3 --output report.csv --force",
    "escalations",
    "auth status",
    "doctor",
)
SETTING_UP = "init --yes --zendesk-url"
"""Looks at what the doctor does, so once is enough, too."""

REFUSED = "config get posthog.key"
"""Asks for a secret where none is given out."""

SIGNING_IN = {
    "auth login pylon --with-token --insecure-storage": SECRETS["Pylon key"],
    "auth login vitally --with-token --insecure-storage": SECRETS["Vitally key"],
    "auth login posthog --with-token --insecure-storage": SECRETS["PostHog key"],
    f"auth login zendesk --api-token --email {EMAIL} --with-token --insecure-storage": SECRETS[
        "Zendesk API token"
    ],
}
"""Each with what is typed on stdin."""
SIGNING_OUT = "auth logout"
WRITING = (
    "claim 48213",
    "note 48213 -m words",
    f"escalate 48213 --to engineering --feature 'session replay' {test_documents.PARTS} --yes",
    "incident 48270 --tag 421 --yes",
    "triage 48230 --group Replay --severity high --yes",
    "log resolve",
    "undo --yes",
)
REPLYING = {
    "ask 48213 --for message --send": "48213",
    "update 48228 --progress 'It is found' --next 'A fix is on its way' --send": "48228",
}
"""Send a reply to a customer, from a terminal, each with the number that is typed for it."""

ALONE = ("demo", "sandbox reset", "log forget --all")
"""Have a sandbox of their own, or none: run once."""

TOKEN = "auth token posthog"
"""Prints one credential, which is its work: on stdout, and nothing else anywhere else."""

PRINTING = {"sandbox env", "sandbox serve"}
"""Print how to sign in to a sandbox, which is their work; tests/sandbox look at it."""

LIGHT = {
    "CSM_ZENDESK_EMAIL": LIGHT_EMAIL,
    "CSM_ZENDESK_TOKEN": SECRETS["Zendesk API token of a light agent"],
}


def _names(lines: tuple[str, ...]) -> set[str]:
    """The commands that these lines run."""
    known = sorted((command.name for command in commands()), key=len, reverse=True)
    return {
        next(name for name in known if line == name or line.startswith(f"{name} "))
        for line in lines
    }


def test_every_command_is_run() -> None:
    """A command without a row here is one that nobody has looked at."""
    lines = (*OFFLINE, *READING, *WRITING, *ALONE, *SIGNING_IN, SIGNING_OUT, SETTING_UP, TOKEN)
    assert _names(lines) | PRINTING == {command.name for command in commands()}


def test_a_leak_is_found_in_every_form() -> None:
    """The search itself: each canary in each way of writing it, and nothing where none is."""
    assert leaks("Basic cm9iaW46eA== sandbox-robin") == []
    for name, secret in SECRETS.items():
        for form in forms(secret):
            assert leaks(f"before{form}after") == [name]


def _urls(hostiles: Mapping[str, Hostile]) -> dict[str, str]:
    return {service: server.url for service, server in hostiles.items()}


def _fail(hostiles: Mapping[str, Hostile], name: str | None) -> None:
    for server in hostiles.values():
        server.failure, server.failed = FAILURES[name] if name else None, 0


def _run(home: world.Home, line: str, /, **variables: str) -> Output:
    """One command, both ways in which a program shows; what leaked fails the test."""
    typed = SIGNING_IN.get(line, "")
    out = home.terminal(**variables)(line + _LOUD, typed)
    assert home.found(out) == [], line
    told = home.terminal(**variables)(f"{line}{_LOUD} --json", typed)
    assert home.found(told) == [], line
    return out


def _reply(home: world.Home, line: str, /, **variables: str) -> Output:
    """One reply, sent by a person at a terminal; what leaked fails the test."""
    terminal = home.terminal(**variables).with_(terminal=True, TERM="dumb")
    out = terminal(line + _LOUD, f"{REPLYING[line]}\n")
    assert home.found(out) == [], line
    return out


@pytest.mark.parametrize("place", world.PLACES)
def test_when_all_is_well(
    hostiles: Mapping[str, Hostile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """Wherever the credentials are, a command that does its work shows none of them."""
    home = world.home(tmp_path / "home", place, _urls(hostiles))
    monkeypatch.chdir(home.folder)
    _fail(hostiles, None)
    set_up = f"{SETTING_UP} {_urls(hostiles)['zendesk']}"
    for line in (*READING, *WRITING[:2], "undo --yes", set_up, *OFFLINE):
        done = _run(home, line)
        assert done.exit_code in {0, 6}, (line, done.stderr)
    for line in REPLYING:
        sent = _reply(home, line)
        assert (sent.exit_code, "has the reply" in sent) == (0, True), sent.stderr
    assert _run(home, REFUSED).exit_code == 2
    shown = home.terminal()(TOKEN + _LOUD)
    assert (shown.strip(), home.found(shown, frozenset({"PostHog key"}))) == (
        SECRETS["PostHog key"],
        [],
    )
    for line in (*SIGNING_IN, SIGNING_OUT):
        assert _run(home, line).exit_code == 0, line
    log = (home.folder / "csm.log").read_text("utf-8")
    assert '"kind": "requested"' in log


def test_commands_with_a_sandbox_of_their_own(
    hostiles: Mapping[str, Hostile], tmp_path: Path
) -> None:
    """They do not touch the credentials, and show none."""
    home = world.home(tmp_path / "home", "environment", _urls(hostiles))
    for line in ALONE:
        out = home.terminal()(line + _LOUD)
        assert (out.exit_code, home.found(out)) == (0, []), line


@pytest.mark.parametrize("name", FAILURES)
def test_when_something_goes_wrong(
    hostiles: Mapping[str, Hostile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """A server that gives the credential back is not quoted with it, however it fails."""
    home = world.home(tmp_path / "home", "environment", _urls(hostiles))
    monkeypatch.chdir(home.folder)
    _fail(hostiles, name)
    lines = (*READING, *WRITING, *SIGNING_IN) if FAILURES[name].reads else WRITING
    hurry = {"CSM_TIMEOUT": "0.2"} if name == "silence" else {}
    for line in lines:
        _run(home, line, **hurry)
    _run(home, "role upgrade --yes", **hurry, **LIGHT)
    assert sum(server.failed for server in hostiles.values()) > 0


@pytest.mark.parametrize("name", FAILURES)
def test_when_a_reply_goes_wrong(
    hostiles: Mapping[str, Hostile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Nor is it where a customer would read: what fails after the number was typed, and before."""
    home = world.home(tmp_path / "home", "environment", _urls(hostiles))
    monkeypatch.chdir(home.folder)
    hurry = {"CSM_TIMEOUT": "0.2"} if name == "silence" else {}
    for line, number in REPLYING.items():
        _fail(hostiles, name)
        out = _reply(home, line, **hurry)
        assert (out.exit_code != 0, hostiles["zendesk"].failed > 0) == (True, True), line
        asked = f"Type {number} to send it" in out.stderr
        assert asked is not FAILURES[name].reads, out.stderr


@pytest.mark.parametrize("place", world.PLACES[1:])
@pytest.mark.parametrize("name", ["401", "403", "500", "a redirect"])
def test_when_it_goes_wrong_with_a_credential_from_elsewhere(
    hostiles: Mapping[str, Hostile],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: str,
    name: str,
) -> None:
    """What is masked is not only what the environment holds."""
    home = world.home(tmp_path / "home", place, _urls(hostiles))
    monkeypatch.chdir(home.folder)
    _fail(hostiles, name)
    for line in (*READING, WRITING[0]):
        assert _run(home, line).exit_code != 0 or line == CHECKLIST
    _run(home, SIGNING_OUT)  # asks Zendesk to take the tokens back
    assert sum(server.failed for server in hostiles.values()) > 0


class _Broken(io.StringIO):
    """A stream that fails with a message full of secrets."""

    def write(self, _: str) -> int:
        raise ValueError(" ".join(SECRETS.values()))


@pytest.mark.parametrize("line", ["show 48213", f"org {_ORGANIZATION}", "claim 48213"])
def test_when_csm_itself_fails(hostiles: Mapping[str, Hostile], tmp_path: Path, line: str) -> None:
    """The message of an unknown error may hold anything; neither stderr nor log has it."""
    home = world.home(tmp_path / "home", "environment", _urls(hostiles))
    _fail(hostiles, None)
    errors = io.StringIO()
    environment = Environment(io.StringIO(), _Broken(), errors, home.variables)
    assert run([*line.split(), "--verbose"], environment) == 1
    assert "csm itself failed: ValueError" in errors.getvalue()
    assert leaks(errors.getvalue()) == []
    assert '"kind": "failed"' in (home.folder / "csm.log").read_text("utf-8")
    assert [*leaks_in(home.folder, world.KEPT_ON_PURPOSE)] == []


# A request beside the one that is interrupted keeps its socket until the process ends.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_ctrl_c_while_a_server_is_silent(
    hostiles: Mapping[str, Hostile], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever interrupts a run sees that it was, and nothing of what it held."""
    home = world.home(tmp_path / "home", "environment", _urls(hostiles))
    monkeypatch.chdir(home.folder)
    pressed = Semaphore(0)
    for server in hostiles.values():
        server.failure, server.ctrl_c = Failure(how="Ctrl-C"), pressed
    for line in ("whois-owns 48213", f"org {_ORGANIZATION}", WRITING[0]):
        for more in ("", " --json"):
            pressed.release()
            out = home.terminal()(line + _LOUD + more)
            assert (out.exit_code, home.found(out)) == (130, []), line
