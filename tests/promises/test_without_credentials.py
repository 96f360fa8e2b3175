"""Nobody is left guessing: a command that lacks a credential says which, and how to get it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from csm_cli.adapters.journal import SqliteJournal
from csm_cli.domain.tickets import Mark, Write
from tests.promises.program import commands
from tests.terminal import Terminal

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
ORGANIZATION = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"

TALKS = {
    "claim": ("zendesk", "claim 48213"),
    "note": ("zendesk", "note 48213 -m words"),
    "ask": ("zendesk", "ask 48213"),
    "update": ("zendesk", "update 48213"),
    "escalate": ("zendesk", f"escalate 48213 --to support {PARTS} --yes"),
    "role": ("zendesk", "role"),
    "triage": ("zendesk", "triage"),
    "undo": ("zendesk", "undo --yes"),
    "escalations": ("zendesk", "escalations"),
    "incident": ("zendesk", "incident 48270"),
    "show": ("zendesk", "show 48213"),
    "mine": ("zendesk", "mine"),
    "due": ("zendesk", "due"),
    "whois-owns": ("zendesk", "whois-owns 48213"),
    "tips": ("zendesk", "tips 48213"),
    "similar": ("zendesk", "similar 48213"),
    "audit-impersonation": ("posthog", f"audit-impersonation {ORGANIZATION} --days 3"),
    "org": ("posthog", f"org {ORGANIZATION}"),
    "login-as": ("zendesk", "login-as 48213"),
    "log resolve": ("zendesk", "log resolve"),
    "auth token": ("zendesk", "auth token"),
}
"""Commands that ask a service: which they need first, and a run of each."""

SILENT = {
    "ownership check", "ownership list", "ownership show", "ownership refresh", "audit verify",
    "log", "log forget", "demo", "sandbox serve",
    "sandbox env", "sandbox reset", "config", "config list", "config get", "config set",
    "config unset", "config edit", "config path", "config profiles", "config schema", "help",
    "completion",
}  # fmt: skip
"""Commands that ask no service, or one of this machine's own."""

SETS_UP = {"init", "doctor", "auth login", "auth status", "auth logout"}
"""Commands for somebody without a credential: what they say of it is their result."""

NAMES = {"zendesk": "Zendesk", "posthog": "PostHog"}


UNDECIDED = Write(48213, "2026-11-23T09:00:00Z", Mark("op1", "claim"), "words")


@pytest.fixture(name="nobody")
def _nobody(offline: Terminal) -> Terminal:
    """No account, and a write of an earlier time that would have to be looked for."""
    state = Path(offline.variables["CSM_STATE"])
    for profile in ("default", "work"):
        SqliteJournal(
            state / "journal.sqlite3",
            lambda: "https://posthoghelp.zendesk.com as 101",
            lambda: datetime.now(UTC),
            profile,
        ).begin(UNDECIDED._replace(mark=Mark(f"of-{profile}", "claim")), "intent")
    return offline


@pytest.mark.parametrize("options", ["", "--json"])
@pytest.mark.parametrize("name", TALKS)
def test_says_which_and_how(name: str, options: str, nobody: Terminal) -> None:
    """Exit 3, the service by its name, the command that signs in; stdout is empty."""
    service, line = TALKS[name]
    ended = nobody(f"{line} {options}")
    assert (ended.exit_code, str(ended)) == (3, "")
    message = ended.error["message"] if options else ended.stderr
    hint = ended.error["hint"] if options else ended.stderr
    assert f"not signed in to {NAMES[service]}" in message
    assert f"csm auth login {service}" in hint


@pytest.mark.parametrize("name", TALKS)
def test_of_which_profile(name: str, nobody: Terminal) -> None:
    """What to type is told for the profile that the run was about."""
    nobody("--profile work config set limits.timeout_seconds 3")
    service, line = TALKS[name]
    ended = nobody(f"--profile work {line}")
    assert ended.exit_code == 3
    assert f"not signed in to {NAMES[service]} with the profile work" in ended.stderr
    assert f"csm --profile work auth login {service}" in ended.stderr


@pytest.mark.parametrize("name", TALKS)
def test_leaves_nothing(name: str, nobody: Terminal) -> None:
    """A run that could not begin has written nothing on this machine, nor begun a journal."""
    folder = Path(nobody.variables["CSM_CONFIG"]).parent
    before = _files(folder)
    nobody(TALKS[name][1])
    # What is read out of the shipped ownership rows may be kept for the next time.
    assert _files(folder) - {"ownership.json", "features", "teams"} == before


def _files(folder: Path) -> set[str]:
    return {path.name for path in folder.rglob("*") if path.is_file()}


def test_every_command_is_here() -> None:
    """A new command is put into one of the lists before it can be shipped."""
    listed = [*TALKS, *SILENT, *SETS_UP]
    assert sorted(listed) == sorted(command.name for command in commands())
