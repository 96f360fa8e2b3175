"""Whatever the network does to a raised role: it goes back, or csm says that it did not.

Each cell changes a role against a sandbox that fails in one way at one request. Then another
command runs, which gives back what the first one had to, or reminds; then the same command
again, until it is done, and the role is lowered. The role on the server decides.
"""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from csm_cli.sandbox.scenarios.people import FULL_ROLE, LIGHT_ROLE
from tests.reliability.cells import Cell, cells
from tests.reliability.commands import ROLE
from tests.reliability.guarantees import DONE, ROLE_DUE, Scene, notes_of, one_note_at_most
from tests.reliability.report import Recorder
from tests.reliability.runs import UNKNOWN, Stage, Told
from tests.reliability.world import Truth, Worlds

UPGRADE, DOWNGRADE = "role upgrade", "role downgrade"
_SHOW = ("show", "{ticket}")
_DOWN = ("role", "downgrade", "--yes")
_MOST_RUNS = 4
_LATE = timedelta(minutes=3)  # nothing that was on its way can still arrive


@pytest.mark.parametrize("cell", cells(ROLE), ids=lambda cell: cell.name)
def test_the_role_goes_back_or_csm_reminds(
    cell: Cell, worlds: Worlds, recorder: Recorder, tmp_path: Path
) -> None:
    """After a fault or a kill, another command and a re-run: light again, and no lie was told."""
    stage = Stage(cell, worlds.of(cell), tmp_path)
    stage.world.give(LIGHT_ROLE)
    scene = Scene.of(stage)
    told, steps = stage.failing(), []
    after, role = scene.now(), stage.world.role()
    _told_as_it_is(scene, told, role)
    _note_as_told(scene, told, after, already=False)
    _next_command_gives_back_or_reminds(scene, told, role)
    steps = [told]
    while len(steps) == 1 or (steps[-1].exit_code != DONE and len(steps) < _MOST_RUNS):
        resend = cell.command.verb and steps[-1].exit_code == UNKNOWN and len(steps) > 1
        steps.append(stage.again(*(["--resend"] if resend else [])))
        _told_as_it_is(scene, steps[-1], stage.world.role())
        _note_as_told(scene, steps[-1], now := scene.now(), already=True)
    assert steps[-1].exit_code == DONE, steps
    if cell.command.name == UPGRADE:
        assert stage.line(_DOWN).exit_code == DONE
    _nothing_is_due(scene)
    if cell.command.verb:
        assert len(notes_of(scene, now)) == 1, steps
    there = bool(notes_of(scene, after)) if cell.command.verb else role == _aim(cell)
    recorder.keep(cell, told, there=there, runs=len(steps))


def _told_as_it_is(scene: Scene, told: Told, role: int) -> None:
    """Done means that the role is as it should be; a role that is still up is never kept quiet."""
    cell = scene.stage.cell
    assert role in {LIGHT_ROLE, FULL_ROLE}
    if told.exit_code == DONE:
        assert role == _aim(cell), f"told {told.outcome}, and the role is not so"
    if role == FULL_ROLE:
        assert (scene.stage.folder / "state" / "roles.due").exists(), "nothing would remind"
    if told.exit_code is None or role == LIGHT_ROLE:
        return
    if cell.command.verb:
        assert "ATTENTION" in told.stderr or "not clear whether" in told.stderr, told
    elif cell.command.name == UPGRADE:
        assert told.exit_code in {DONE, UNKNOWN}, f"told that it is not raised: {told}"
    else:
        assert told.exit_code != DONE, told


def _note_as_told(scene: Scene, told: Told, now: Truth, *, already: bool) -> None:
    if scene.stage.cell.command.verb:
        one_note_at_most(scene, told, now, already=already)
    else:
        assert now == scene.start, "a change of a role touched the ticket"
        assert told.exit_code != ROLE_DUE


def _next_command_gives_back_or_reminds(scene: Scene, told: Told, role: int) -> None:
    """What one run was to give back, the next command gives back; what a person has, it names."""
    stage = scene.stage
    shown = stage.line(_SHOW)
    assert shown.exit_code == DONE, shown
    now = stage.world.role()
    assert now == LIGHT_ROLE or role == FULL_ROLE, "looking raised the role"
    if role == LIGHT_ROLE:
        return
    if now == LIGHT_ROLE:
        assert "your role is Light agent again" in shown.stderr, shown
        assert stage.cell.command.name != UPGRADE or told.exit_code != DONE
    else:
        assert not stage.cell.command.verb, f"it was raised for one run only: {shown}"
        assert "reminder: your role is Full agent since" in shown.stderr, shown


def _nothing_is_due(scene: Scene) -> None:
    """The role is light, and nothing more is said of it once nothing can arrive any more."""
    stage = scene.stage
    assert stage.world.role() == LIGHT_ROLE
    shown = stage.line(_SHOW, datetime.now(UTC) + _LATE)
    assert (shown.exit_code, shown.stderr) == (DONE, "")
    assert not (stage.folder / "state" / "roles.due").exists()


def _aim(cell: Cell) -> int:
    return FULL_ROLE if cell.command.name == UPGRADE else LIGHT_ROLE
