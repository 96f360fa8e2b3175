"""Every outcome that a writer can end with has a document of the published shape."""

import json
from importlib.resources import files
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Terminal

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
OUTCOMES = {
    "claim 48213": "claimed",
    "claim 48218": "already-yours",
    "claim 48214": "held",
    "claim 48250": "closed",
    "claim 99": "not-found",
    "claim 48218 --release": "released",
    "claim 48213 --assign --dry-run": "planned",
    "claim 48231 --assign": "partial",
    f"escalate 48213 --to engineering --group Replay {PARTS} --yes": "escalated",
    f"escalate 48220 --to engineering --group Replay {PARTS} --yes": "already-escalated",
    f"escalate 48220 --to engineering --group Surveys {PARTS} --yes": "conflict",
    f"escalate 48213 --to support {PARTS} --yes": "noted",
    f"escalate 48240 --to engineering --group Replay {PARTS} --dry-run": "planned",
    "escalate 48220 --withdraw --why 'It was our own mistake' --yes": "withdrawn",
}
FAULTS: dict[tuple[str, str], dict[str, Any]] = {
    ("claim 48213", "unknown"): {"fault": "drop"},
    ("claim 48213", "refused"): {"fault": "status", "status": 422},
    (f"escalate 48213 --to support {PARTS} --yes", "unknown"): {"fault": "drop"},
    (f"escalate 48213 --to support {PARTS} --yes", "refused"): {"fault": "status", "status": 403},
}


def _checked(csm: Terminal, command: str) -> str:
    """Run it; the outcome of its document, which has the shape that is published."""
    out = csm(f"{command} --json")
    name = command.partition(" ")[0]
    text = (files("csm_cli") / "schemas" / f"{name}.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(text)).validate(out.json)
    return str(out.json["results"][0]["outcome"] if name == "claim" else out.json["outcome"])


@pytest.mark.parametrize("command", OUTCOMES)
def test_an_outcome(csm: Terminal, command: str) -> None:
    """As Zendesk stands, so the document."""
    assert _checked(csm, command) == OUTCOMES[command]


@pytest.mark.parametrize(("command", "outcome"), FAULTS)
def test_an_outcome_of_a_fault(csm: Terminal, zendesk: Zendesk, command: str, outcome: str) -> None:
    """What goes wrong has a document, too."""
    zendesk.arm(method="PUT", path="/tickets/", **FAULTS[command, outcome])
    assert _checked(csm.with_(CSM_VERIFY_SECONDS="0.2"), command) == outcome
