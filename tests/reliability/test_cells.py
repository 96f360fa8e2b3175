"""The matrix is complete: every request of every command is in it."""

from pathlib import Path

import pytest

from csm_cli.sandbox.scenarios.people import LIGHT_ROLE
from tests.reliability.cells import cells
from tests.reliability.commands import COMMANDS, LEAK, ROLE, Command
from tests.reliability.guarantees import Scene
from tests.reliability.runs import Stage
from tests.reliability.world import Worlds


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_matrix_knows_every_request(command: Command, worlds: Worlds, tmp_path: Path) -> None:
    """Without a fault a command sends exactly the requests that the matrix breaks one by one."""
    # The ticket of a cell that is played over TLS is still as new in the other world.
    cell = next(one for one in cells() if one.command == command and one.tls)
    world = worlds.plain
    if command.kind == ROLE:
        world.give(LIGHT_ROLE)
    scene = Scene.of(Stage(cell, world, tmp_path))
    world.forget()
    for besides in command.besides:
        world.arm_besides(besides, scene.stage.cell.ticket)
    scene.stage.again()
    world.disarm()
    sent = [f"{one['method']} {one['path']}" for one in world.log()]
    for request in command.requests:
        assert world.arrived(request, scene.stage.cell.ticket) >= request.nth, sent
    if command.kind != LEAK and not command.besides:
        assert len(sent) == len(command.requests), sent


def test_there_are_enough_cells() -> None:
    """The matrix has the size that is promised, and no two cells are the same."""
    every = cells()
    assert len({cell.name for cell in every}) == len({cell.ticket for cell in every}) == len(every)
    assert len(every) >= 1000
