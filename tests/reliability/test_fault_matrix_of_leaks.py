"""A note that came back public, and a network that fails on top of it.

Zendesk publishes the note against csm's word. Whatever fails while csm mends it: csm never
calls it a success, never says that it is private while it is not, and the next runs of the
same command end with the one note, private.
"""

from pathlib import Path

import pytest

from tests.reliability.cells import Cell, cells
from tests.reliability.commands import LEAK
from tests.reliability.guarantees import DONE, Scene
from tests.reliability.report import Recorder
from tests.reliability.runs import UNKNOWN, Stage, Told
from tests.reliability.world import Truth, Worlds

_MOST_RUNS = 4


@pytest.mark.parametrize("cell", cells(LEAK), ids=lambda cell: cell.name)
def test_a_public_note_is_no_success_and_becomes_private(
    cell: Cell, worlds: Worlds, recorder: Recorder, tmp_path: Path
) -> None:
    """Told as it is after the fault or the kill; one private note after the runs that follow."""
    scene = Scene.of(Stage(cell, worlds.of(cell), tmp_path))
    told = scene.stage.failing()
    now = after = scene.now()
    _told_as_it_is(scene, told, after)
    steps = [told]
    while steps[-1].exit_code != DONE and len(steps) < _MOST_RUNS:
        resend = ["--resend"] if steps[-1].exit_code == UNKNOWN and len(steps) > 1 else []
        steps.append(scene.stage.again(*resend))
        _told_as_it_is(scene, steps[-1], now := scene.now())
    assert steps[-1].exit_code == DONE, steps
    assert [note["public"] for note in now.added(scene.origin)] == [False], steps
    recorder.keep(cell, told, there=bool(after.added(scene.origin)), runs=len(steps))


def _told_as_it_is(scene: Scene, told: Told, now: Truth) -> None:
    notes = now.added(scene.origin)
    assert len(notes) <= 1
    assert now.state == scene.origin.state, "fields changed that nobody asked for"
    public = any(note["public"] for note in notes)
    if told.exit_code == DONE:
        assert notes, "told done, and there is no note"
        assert not public, "told done, and the customer can read it"
    if "made it private again" in told.stderr:
        assert notes, "told mended, and there is no note"
        assert not public, "told mended, and the customer can read it"
    if public and not told.open:
        assert "the customer can read it" in told.stderr or "came back public" in told.stderr
