"""What goes wrong between csm and Zendesk: one private note at most, and the truth is told.

Every fault is armed for the update itself or for the reading before it. Whatever happens, the
outcome that is told is what stands in Zendesk, or unknown; running the same command again
settles it; and `--resend` never leaves a second note.
"""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import Any, NamedTuple

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Output, Terminal

NUMBER = 48213
ESC, REPLAY = 41000000000017, 360000000002
PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
COMMANDS = {
    "claim": f"claim {NUMBER} --json",
    "engineering": f"escalate {NUMBER} --to engineering --feature replay {PARTS} --yes --json",
    "support": f"escalate {NUMBER} --to support {PARTS} --yes --json",
}
TICKET = r"tickets/\d+(\.json)?$"
DONE = {"claim": "claimed", "engineering": "escalated", "support": "noted"}


class Case(NamedTuple):
    """A fault of the update: whether Zendesk does the work, and what may be told."""

    fault: dict[str, Any]
    works: bool
    code: int


def _in(seconds: float) -> str:
    return format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True)


UNCLEAR = {
    "drop before": Case({"fault": "drop"}, False, 10),
    "drop after": Case({"fault": "drop", "when": "after"}, True, 0),
    "hang before": Case({"fault": "hang", "seconds": 3}, False, 10),
    "hang after": Case({"fault": "hang", "when": "after", "seconds": 3}, True, 0),
    "slow": Case({"fault": "latency", "when": "after", "seconds": 3}, True, 0),
    "late": Case({"fault": "latency", "seconds": 1.0}, True, 0),
    "500 before": Case({"fault": "status", "status": 500}, False, 10),
    "500 after": Case({"fault": "status", "status": 500, "when": "after"}, True, 0),
    "502 after": Case({"fault": "status", "status": 502, "when": "after"}, True, 0),
    "503 before": Case({"fault": "status", "status": 503, "retry_after": "1"}, False, 10),
    "504 after": Case({"fault": "status", "status": 504, "when": "after"}, True, 0),
    "login page before": Case({"fault": "redirect"}, False, 10),
    "login page after": Case({"fault": "redirect", "when": "after"}, True, 0),
    "HTML before": Case({"fault": "html"}, False, 10),
    "HTML after": Case({"fault": "html", "when": "after"}, True, 0),
    "truncated": Case({"fault": "truncated"}, True, 0),
}


@pytest.fixture(name="hurried")
def _hurried(csm: Terminal) -> Terminal:
    """A csm that waits shortly."""
    return csm.with_(CSM_TIMEOUT="0.5", CSM_VERIFY_SECONDS="0.6")


def outcome(out: Output) -> str:
    """The outcome that the document tells."""
    told = out.json
    return str(told["results"][0]["outcome"] if "results" in told else told["outcome"])


def sent(zendesk: Zendesk) -> int:
    """How many updates left csm."""
    return len([each for each in zendesk.sent() if each["method"] == "PUT"])


@pytest.mark.parametrize(
    ("command", "name"),
    [
        *((command, name) for command in ("claim", "engineering") for name in UNCLEAR),
        *(("support", name) for name in ("drop before", "hang after", "HTML after")),
    ],
)
def test_an_update_without_a_clear_answer(
    hurried: Terminal, zendesk: Zendesk, command: str, name: str
) -> None:
    """Sent once; the note is looked for; done if it is there, unknown if not; then settled."""
    case = UNCLEAR[name]
    zendesk.arm(method="PUT", path="/tickets/", **case.fault)
    out = hurried(COMMANDS[command])
    assert sent(zendesk) == 1
    assert (out.exit_code, outcome(out)) == (
        (0, DONE[command]) if case.works else (10, "unknown")
    ), out.stderr
    assert len(zendesk.of_csm(NUMBER)) == case.works
    if command == "engineering" and case.works:
        assert (zendesk.field(NUMBER, ESC), zendesk.ticket(NUMBER)["group_id"]) == (
            "escalated",
            REPLAY,
        )
    if not case.works:
        _settle(hurried, zendesk, command)


def _settle(csm: Terminal, zendesk: Zendesk, command: str) -> None:
    """Nothing arrived: a second run sends nothing, and `--resend` leaves the one note."""
    again = csm(COMMANDS[command])
    assert (again.exit_code, outcome(again), sent(zendesk)) == (10, "unknown", 1)
    assert "--resend" in again.stderr
    resent = csm(f"{COMMANDS[command]} --resend")
    assert (resent.exit_code, outcome(resent)) == (0, DONE[command])
    assert len(zendesk.of_csm(NUMBER)) == 1


@pytest.mark.parametrize("command", COMMANDS)
def test_a_note_that_shows_up_after_the_run(
    hurried: Terminal, zendesk: Zendesk, command: str
) -> None:
    """Unknown, since it was not there to be seen; the next run finds it and sends nothing."""
    zendesk.arm("latency", seconds=1.5, method="PUT", path="/tickets/")
    out = hurried.with_(CSM_VERIFY_SECONDS="0.1")(COMMANDS[command])
    assert (out.exit_code, outcome(out), zendesk.of_csm(NUMBER)) == (10, "unknown", [])
    deadline = time.monotonic() + 10
    while not zendesk.of_csm(NUMBER):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    zendesk.advance(2)
    again = hurried(f"{COMMANDS[command]} --resend")
    assert (again.exit_code, outcome(again), sent(zendesk)) == (0, DONE[command], 1)
    assert "an earlier run had already written" in again.stderr
    assert len(zendesk.of_csm(NUMBER)) == 1
    settled = hurried(COMMANDS[command])
    assert outcome(settled) == {"claim": "already-yours", "engineering": "already-escalated"}.get(
        command, "noted"
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_a_ticket_that_moved_on_meanwhile(
    hurried: Terminal, zendesk: Zendesk, command: str
) -> None:
    """What can't arrive any more needs no `--resend`: the next run settles it and goes on."""
    zendesk.arm("drop", method="PUT", path="/tickets/")
    assert hurried(COMMANDS[command]).exit_code == 10
    zendesk.change(NUMBER, priority="low")
    zendesk.advance(2)
    again = hurried(COMMANDS[command])
    assert (again.exit_code, outcome(again)) == (0, DONE[command])
    assert len(zendesk.of_csm(NUMBER)) == 1


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("an_hour", [str, _in], ids=["seconds", "date"])
def test_a_desk_that_takes_no_more_requests(
    hurried: Terminal, zendesk: Zendesk, command: str, an_hour: Callable[[int], str]
) -> None:
    """Nothing was written, and nobody waits for an hour: exit 7, and when to come back."""
    wait = an_hour(3600)
    zendesk.arm("status", status=429, retry_after=wait, method="PUT", path="/tickets/", times=9)
    out = hurried(COMMANDS[command])
    assert (out.exit_code, out) == (7, "")
    assert "nothing was written" in out.error["message"]
    assert re.search(r"3[56]\d\d s|1 hour|60 min", out.error["hint"] or "")
    zendesk.heal()
    assert outcome(hurried(COMMANDS[command])) == DONE[command]
    assert len(zendesk.of_csm(NUMBER)) == 1


REFUSED = {
    400: (4, "refused"),
    403: (4, "refused"),
    413: (4, "refused"),
    422: (4, "refused"),
}


@pytest.mark.parametrize("command", ["claim", "engineering"])
@pytest.mark.parametrize("status", REFUSED)
def test_an_update_that_is_refused(
    hurried: Terminal, zendesk: Zendesk, command: str, status: int
) -> None:
    """A clear no is a result: nothing was written, and nothing is left open."""
    zendesk.arm("status", status=status, method="PUT", path="/tickets/")
    out = hurried(COMMANDS[command])
    assert (out.exit_code, outcome(out)) == REFUSED[status]
    assert (sent(zendesk), zendesk.of_csm(NUMBER)) == (1, [])
    assert outcome(hurried(COMMANDS[command])) == DONE[command]


@pytest.mark.parametrize("command", COMMANDS)
def test_signed_out_at_the_update(hurried: Terminal, zendesk: Zendesk, command: str) -> None:
    """A credential that ends between reading and writing: exit 3, nothing written."""
    zendesk.arm("status", status=401, method="PUT", path="/tickets/")
    out = hurried(COMMANDS[command])
    assert (out.exit_code, out, zendesk.of_csm(NUMBER)) == (3, "", [])


READS: dict[str, dict[str, Any]] = {
    "drop": {"fault": "drop"},
    "hang": {"fault": "hang", "seconds": 3},
    "503": {"fault": "status", "status": 503},
    "500": {"fault": "status", "status": 500},
    "login page": {"fault": "redirect"},
    "HTML": {"fault": "html"},
    "truncated": {"fault": "truncated"},
}


@pytest.mark.parametrize(
    ("command", "path", "name"),
    [
        *(("claim", path, name) for path in (TICKET, "/comments") for name in READS),
        ("engineering", TICKET, "HTML"),
        ("engineering", "/comments", "503"),
        ("engineering", "/groups", "HTML"),
        ("engineering", "/ticket_fields", "truncated"),
    ],
)
def test_a_desk_that_can_not_be_read(
    hurried: Terminal, zendesk: Zendesk, command: str, path: str, name: str
) -> None:
    """Nothing is sent on the strength of an answer that makes no sense: exit 7."""
    zendesk.arm(method="GET", path=path, times=9, **READS[name])
    out = hurried(COMMANDS[command])
    assert (out.exit_code, out, out.error["code"]) == (7, "", "unavailable")
    assert zendesk.sent() == []


@pytest.mark.parametrize("name", ["drop", "503"])
def test_one_hiccup_of_reading(hurried: Terminal, zendesk: Zendesk, name: str) -> None:
    """Reading is tried again."""
    zendesk.arm(method="GET", path="tickets/", **READS[name])
    assert outcome(hurried(COMMANDS["claim"])) == "claimed"


@pytest.mark.parametrize(
    ("status", "reason", "last"), [(503, "503", "claimed"), (401, "credential", "unavailable")]
)
def test_one_of_several_fails(
    hurried: Terminal, zendesk: Zendesk, status: int, reason: str, last: str
) -> None:
    """What was done is told: exit 8. After a credential that ended nothing more is tried."""
    zendesk.arm("status", status=status, times=9, method="GET", path="tickets/48216")
    out = hurried("claim 48213 48216 48217 --json")
    told = {each["ticket"]: each["outcome"] for each in out.json["results"]}
    assert told == {48213: "claimed", 48216: "unavailable", 48217: last}
    assert out.exit_code == 8
    assert reason in out.stderr


def test_an_unreachable_desk(csm: Terminal) -> None:
    """Nobody listens: exit 7 at once, nothing was sent."""
    out = csm.with_(CSM_ZENDESK_URL="http://127.0.0.1:9")(COMMANDS["claim"])
    assert (out.exit_code, out, out.error["code"]) == (7, "", "unavailable")
