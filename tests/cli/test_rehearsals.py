"""`--dry-run` while an earlier write is undecided: it says what the real run then does."""

import time
from typing import Any, NamedTuple

import pytest

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Output, Terminal

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)


class Case(NamedTuple):
    """A command that writes on a ticket, and what has to be done before it."""

    command: str
    ticket: int = 48213
    first: str | None = None


CASES = {
    "claim": Case("claim 48213"),
    "assign": Case("claim 48213 --assign -m 'On it'"),
    "release": Case("claim 48218 --release", 48218),
    "engineering": Case(f"escalate 48213 --to engineering --feature replay {PARTS} --yes"),
    "support": Case(f"escalate 48213 --to support {PARTS} --yes"),
    "withdraw": Case("escalate 48220 --withdraw --why 'It was our own' --yes", 48220),
    "note": Case("note 48213 -m 'Asked them'"),
    "triage": Case("triage 48230 --group Replay --severity high --yes", 48230),
    "incident": Case("incident 48270 --tag 421 --yes", 48270),
    "undo": Case("undo --yes", first="claim 48213 --assign"),
}


@pytest.fixture(name="case", params=CASES)
def _case(request: pytest.FixtureRequest, csm: Terminal, zendesk: Zendesk) -> Case:
    """Each of them, with what comes first done."""
    case = CASES[request.param]
    if case.first is not None:
        assert csm(case.first).exit_code == 0
        zendesk.advance(3)
    zendesk.forget_requests()
    return case


def told(out: Output) -> tuple[int, str]:
    """The exit code and the outcome."""
    document = out.json
    results = document.get("results", [document])
    return out.exit_code, str(results[0]["outcome"])


def undecided(csm: Terminal) -> int:
    """How many entries of the journal are."""
    return len(csm("log --undecided --json").json["entries"])


def test_nothing_is_seen_of_it(csm: Terminal, zendesk: Zendesk, case: Case) -> None:
    """Unknown as the real run; with `--resend` the recorded plan, which is then what is sent."""
    zendesk.arm("drop", method="PUT", path="/tickets/", times=1)
    hurried = csm.with_(CSM_VERIFY_SECONDS="0.1")
    assert told(hurried(f"{case.command} --json")) == (10, "unknown")
    (lost,) = zendesk.sent()
    dry = csm(f"{case.command} --dry-run --json")
    assert (told(dry), dry.json["dry_run"], dry.json["requests"]) == ((10, "unknown"), True, [])
    assert "--resend" in dry.stderr
    plan = csm(f"{case.command} --resend --dry-run --json")
    assert told(plan) == (0, "planned")
    assert len(zendesk.sent()) == 1
    (request,) = plan.json["requests"]
    assert request["body"]["ticket"]["metadata"] == lost["body"]["ticket"]["metadata"]
    assert csm(f"{case.command} --resend --json").exit_code == 0
    assert zendesk.sent()[-1]["body"] == request["body"]


def test_it_turns_up(csm: Terminal, zendesk: Zendesk, case: Case) -> None:
    """What the real run finds and settles is told, and left to be settled."""
    zendesk.arm("latency", method="PUT", path="/tickets/", seconds=1.5)
    hurried = csm.with_(CSM_TIMEOUT="0.5", CSM_VERIFY_SECONDS="0.1")
    noted = len(zendesk.of_csm(case.ticket))
    assert told(hurried(f"{case.command} --json")) == (10, "unknown")
    deadline = time.monotonic() + 10
    while len(zendesk.of_csm(case.ticket)) == noted:
        assert time.monotonic() < deadline
        time.sleep(0.05)
    zendesk.advance(3)
    zendesk.forget_requests()
    dry: Any = csm(f"{case.command} --dry-run --json")
    assert undecided(csm) == 1
    real = csm(f"{case.command} --json")
    assert told(dry) == told(real)
    assert dry.exit_code == 0
    assert {**dry.json, "dry_run": False} == real.json
    assert (undecided(csm), zendesk.sent()) == (0, [])


def test_it_can_not_arrive_any_more(csm: Terminal, zendesk: Zendesk, case: Case) -> None:
    """The ticket moved on without it: a plan of its own, and nothing of the first is settled."""
    zendesk.arm("drop", method="PUT", path="/tickets/", times=1)
    csm.with_(CSM_VERIFY_SECONDS="0.1")(f"{case.command} --json")
    (lost,) = zendesk.sent()
    zendesk.advance(3)
    zendesk.change(case.ticket, priority="urgent")
    zendesk.advance(3)
    dry = csm(f"{case.command} --dry-run --json")
    assert (undecided(csm), len(zendesk.sent())) == (1, 1)
    if case.first is not None:  # an undo, which a change of somebody else's keeps from being done
        assert told(dry) == (6, "changed")
        return
    assert told(dry) == (0, "planned")
    (request,) = dry.json["requests"]
    assert request["body"]["ticket"]["metadata"] != lost["body"]["ticket"]["metadata"]
