"""What a person sees of claims and escalations on a terminal, narrow and wide."""

import re
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.zendesk_of_sandbox import Zendesk, as_
from tests.terminal import Terminal

PARTS = (
    "--why 'Replay owns the player, and [bold]nobody else[/bold] does' "
    "--investigated 'Opened three of them in two browsers' "
    "--observed 'They stop at the first frame; the console names a missing snapshot' "
    "--next 'Say whether the snapshots can be recovered'"
)
SCREENS = {
    "claim": "claim 48213 --dry-run --message 'I have seen [red]this[/red] before.'",
    "claim and assign": "claim 48226 --assign --dry-run",
    "claim several": "claim 48213 48214 48218 48250 99 --dry-run",
    "release": "claim 48218 --release --dry-run",
    "engineering": f"escalate 48213 --to engineering --dry-run {PARTS}",
    "of a pending ticket": f"escalate 48240 --to engineering --group replay --dry-run {PARTS}",
    "support": f"escalate 48213 --to support --dry-run {PARTS}",
    "already": f"escalate 48220 --to engineering --group Replay --yes {PARTS}",
    "conflict": f"escalate 48220 --to engineering --group Surveys --yes {PARTS}",
    "withdraw": "escalate 48220 --withdraw --dry-run --why 'It was our own mistake'",
}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d\s+\d\d:\d\d UTC")


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("name", SCREENS)
def test_screens(csm: Terminal, name: str, width: int, snapshot: SnapshotAssertion) -> None:
    """A dumb terminal has the same layout, and gets no escape code."""
    out = csm.with_(terminal=True, width=width, TERM="dumb")(SCREENS[name])
    assert all(len(line) <= width for line in out.splitlines())
    assert _MOMENT.sub("(a moment)", f"{out}--- stderr, exit {out.exit_code}\n{out.stderr}") == (
        snapshot
    )


def test_colour(csm: Terminal, snapshot: SnapshotAssertion) -> None:
    """On a terminal that can, signs and outcomes are coloured; what people wrote never is."""
    out = csm.with_(terminal=True, TERM="xterm-256color")("claim 48213 48250 --dry-run")
    assert out == snapshot


def test_done(csm: Terminal, zendesk: Zendesk, tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    """One line says what became of the ticket."""
    screen = csm.with_(terminal=True, TERM="dumb")
    lines = [
        screen("claim 48213"),
        screen(f"escalate 48228 --to engineering --group Replay --yes {PARTS}"),
        screen(f"escalate 48260 --to support --yes {PARTS}"),
        screen("claim 48231 --assign"),
        as_(screen, "lin")("claim 48213 --assign"),
        screen.with_(CSM_STATE=str(tmp_path / "empty"))("claim 48214"),
    ]
    assert len(zendesk.sent()) == 4
    assert _MOMENT.sub("(a moment)", "".join(lines)) == snapshot
