"""`--no-input`: whoever says so is asked nothing, on a terminal either, by any command."""

import io
import re
from pathlib import Path
from typing import NoReturn

import pytest

from tests.promises.program import commands
from tests.terminal import Terminal

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
HEDGEBOX = "audit-impersonation 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01 --days 7"

ASKING = (
    "claim 48214 --take-over",
    f"escalate 48213 --to engineering --feature 'session replay' {PARTS}",
    f"escalate 48213 --feature 'session replay' {PARTS}",
    "escalate 48213 --to engineering --feature 'session replay'",
    "escalate 48213 --withdraw --why 'It was a mistake of mine'",
    "incident 48270 --tag 421",
    "triage 48230",
    "triage 48230 --severity high",
    "note 48213",
    "ask 48214 --send",
    "update 48213 --send",
    "role downgrade",
    "undo",
    "ownership refresh",
    "log resolve --ticket 48213 --as not-written",
    "log forget --all",
    "init --zendesk-url https://a.example",
    f"{HEDGEBOX} --audience customer --review",
    f"{HEDGEBOX} --attach-to 48213",
)
"""A run of every kind in which a command would ask a person something."""


REFUSED = (
    ("claim 48214 --take-over", "n"),
    (f"escalate 48213 --to engineering --feature 'session replay' {PARTS}", "n"),
    (f"escalate 48213 --to support {PARTS}", ""),
    (f"escalate 48213 --feature 'session replay' {PARTS}", "nonsense"),
    (f"escalate 48213 --feature 'session replay' {PARTS}", "billing"),
    ("incident 48270 --tag 421", "n"),
    ("triage 48230 --severity high", "n"),
    ("note 48213", ""),
    ("ask 48213 --for message --send", "yes"),
    ("role downgrade", "n"),
    ("undo", "n"),
    ("ownership refresh", "n"),
    ("log resolve --ticket 48213 --as not-written", "n"),
    ("log forget --all", "n"),
    ("init --offline --zendesk-url https://a.example --client-id x", "n"),
    (f"{HEDGEBOX} --attach-to 48213", "n"),
    ("auth login posthog", "n"),
)
"""A run of every kind of question, with an answer that is a no."""


class _Nobody(io.StringIO):
    """A keyboard at which nobody sits."""

    def readline(self, *_: object) -> NoReturn:
        raise AssertionError("something was asked")

    read = readline


@pytest.fixture(name="undecided")
def _undecided(csm: Terminal) -> Terminal:
    """A terminal, with a claim in the journal of which nobody knows what became of it."""
    import httpx  # noqa: PLC0415 - the sandbox's control is HTTP

    fault = {"method": "PUT", "path": "/tickets/", "times": 1, "fault": "drop", "when": "before"}
    url = csm.variables["CSM_ZENDESK_URL"]
    httpx.post(f"{url}/_sandbox/faults", json=fault).raise_for_status()
    hurried = csm.with_(CSM_TIMEOUT="5", CSM_VERIFY_SECONDS="0.1")
    assert hurried("claim 48213").exit_code == 10
    return csm.with_(terminal=True, TERM="dumb")


@pytest.mark.parametrize("line", ASKING)
@pytest.mark.parametrize("before", [False, True], ids=["after", "before"])
def test_nobody_is_asked(line: str, before: bool, undecided: Terminal) -> None:
    """It ends with 2, writes nothing, reads no answer, and says how to answer beforehand."""
    entries = undecided("log --json").json["entries"]
    ended = undecided(f"--no-input {line}" if before else f"{line} --no-input", stdin=_Nobody())
    assert (ended.exit_code, ended) == (2, "")
    assert "? " not in ended.stderr
    assert "next: " in ended.stderr
    assert undecided("log --json").json["entries"] == entries


@pytest.mark.parametrize(("line", "answer"), REFUSED)
def test_a_no_says_what_next(line: str, answer: str, undecided: Terminal) -> None:
    """It ends with 2 and writes nothing, and says both that and what to type next."""
    assert undecided("claim 48230").exit_code == 0  # what an undo would take back
    Path(undecided.variables["CSM_CONFIG"]).write_text("[zendesk]\nverify_seconds = 9\n", "utf-8")
    wide = undecided.with_(EDITOR="true", width=400)
    out = wide(line, stdin=f"{answer}\n" * 3)
    assert (out.exit_code, out) == (2, "")
    said = r"error: [^\n]+\n  written: [^\n]*(nothing|not) [^\n]*\n  next: [^\n]+\n"
    assert re.search(said + r"\Z", out.stderr), out.stderr


def test_every_command_that_asks_is_tried() -> None:
    """Whatever takes `--yes` asks without it."""
    tried = {line.split(" --")[0].split(" 48")[0] for line in ASKING}
    for command in commands():
        if "--yes" in command.options:
            assert any(line.startswith(command.name) for line in tried), command.name
