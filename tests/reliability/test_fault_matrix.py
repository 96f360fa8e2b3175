"""Whatever the network does: one note or none, never a public one, and csm tells the truth.

Each cell runs a command against a sandbox that fails in one way at one request, reads what
is on the server, runs the same command again without faults, and again with `--resend` if
csm still says that it does not know. The server's own state decides; what csm told is held
against it.
"""

from pathlib import Path

import pytest

from tests.reliability.cells import Cell, cells
from tests.reliability.commands import NOTE, REPLY, UNDO
from tests.reliability.guarantees import (
    DONE,
    Scene,
    notes_of,
    nothing_is_left_uploaded,
    one_note_at_most,
)
from tests.reliability.report import Recorder
from tests.reliability.runs import UNKNOWN, Stage
from tests.reliability.world import Worlds


@pytest.mark.parametrize(
    "cell", [*cells(NOTE), *cells(UNDO), *cells(REPLY)], ids=lambda cell: cell.name
)
def test_one_note_or_none(cell: Cell, worlds: Worlds, recorder: Recorder, tmp_path: Path) -> None:
    """After a fault or a kill, a re-run and a resend: one private note, and no lie was told.

    Of a command that replies: one public reply.
    """
    scene = Scene.of(Stage(cell, worlds.of(cell), tmp_path))
    told = scene.stage.failing()
    now = after = scene.now()
    one_note_at_most(scene, told, after)
    if cell.command.attaches:
        nothing_is_left_uploaded(scene, told)
    steps = [told]
    for more in ([], ["--resend"]):
        if len(steps) > 1 and steps[-1].exit_code != UNKNOWN:
            break
        if cell.command.again and steps[-1].exit_code == DONE:
            break
        steps.append(scene.stage.again(*more))
        one_note_at_most(scene, steps[-1], now := scene.now(), already=True)
    assert steps[-1].exit_code == DONE, steps
    assert len(notes_of(scene, now)) == 1, steps
    recorder.keep(cell, told, there=bool(notes_of(scene, after)), runs=len(steps))
