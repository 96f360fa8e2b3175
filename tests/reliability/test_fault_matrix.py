"""Whatever the network does: one note or none, never a public one, and csm tells the truth.

Each cell runs a command against a sandbox that fails in one way at one request, reads what
is on the server, runs the same command again without faults, and again with `--resend` if
csm still says that it does not know. The server's own state decides; what csm told is held
against it.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.reliability.cells import COMMANDS, Cell, cells
from tests.reliability.report import Recorder
from tests.reliability.world import Truth, World, serve, write_scenario
from tests.terminal import Terminal

ALL = list(cells())
UNKNOWN, INTERRUPTED = 10, 130
_QUICK = {"CSM_TIMEOUT": "1", "CSM_VERIFY_SECONDS": "0.6"}
_PATIENT = {"CSM_TIMEOUT": "20", "CSM_VERIFY_SECONDS": "5"}


class Told(NamedTuple):
    """What csm said of a run: its exit code and outcome; null for a process that was killed."""

    exit_code: int | None
    outcome: str | None = None


class Worlds(NamedTuple):
    """The same scenario over plain HTTP and over TLS."""

    plain: World
    tls: World

    def of(self, cell: Cell) -> World:
        """The one that the cell is about."""
        return self.tls if cell.tls else self.plain


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Worlds]:
    """Two sandboxes for this worker."""
    folder = tmp_path_factory.mktemp("matrix")
    scenario = write_scenario(folder / "scenario", ALL)
    with (
        serve(folder / "plain", scenario, tls=False) as plain,
        serve(folder / "tls", scenario, tls=True) as tls,
    ):
        yield Worlds(plain, tls)


@pytest.fixture(scope="session")
def recorder(request: pytest.FixtureRequest) -> Iterator[Recorder]:
    """Keeps what came of each cell, for the table in the docs."""
    kept = Recorder(request.config.getoption("--reliability-report"))
    yield kept
    kept.write()


@pytest.mark.parametrize("cell", ALL, ids=lambda cell: cell.name)
def test_one_private_note_or_none(
    cell: Cell, worlds: Worlds, recorder: Recorder, tmp_path: Path
) -> None:
    """After a fault or a kill, a re-run and a resend: one private note, and no lie was told."""
    world = worlds.of(cell)
    before = world.truth(cell.ticket)
    world.arm(cell)
    told = (_killed if cell.killed else _run)(cell, world, tmp_path)
    world.disarm()
    after = world.truth(cell.ticket)
    _holds(cell, told, before, after)
    steps = [told]
    for more in ([], ["--resend"]):
        if len(steps) > 1 and steps[-1].exit_code != UNKNOWN:
            break
        if cell.command.again and steps[-1].exit_code == 0:
            break
        steps.append(_run(cell, world, tmp_path, *more, **_PATIENT))
        _holds(cell, steps[-1], before, world.truth(cell.ticket), already=True)
    assert steps[-1].exit_code == 0, steps
    notes = _notes(cell, before, world.truth(cell.ticket))
    assert len(notes) == 1, steps
    recorder.keep(cell, told, len(_notes(cell, before, after)), len(steps))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_matrix_knows_every_request(command: Any, worlds: Worlds, tmp_path: Path) -> None:
    """Without a fault a command sends exactly the requests that the matrix breaks one by one."""
    cell = next(one for one in ALL if one.command == command and one.fault.name == "latency before")
    world = worlds.plain
    spare = cell._replace(ticket=max(one.ticket for one in ALL if one.command == command))
    world.forget()
    assert _run(spare, world, tmp_path, **_PATIENT).exit_code == 0
    sent = sorted((one["method"], one["path"]) for one in world.log())
    assert len(sent) == len(command.requests), sent


def test_there_are_enough_cells() -> None:
    """The matrix has the size that is promised, and no two cells are the same."""
    assert len({cell.name for cell in ALL}) == len(ALL) >= 500


def _holds(cell: Cell, told: Told, before: Truth, now: Truth, *, already: bool = False) -> None:
    """The guarantees: one note at most, none public, note and fields together, no lie."""
    added = now.added(before)
    assert all(comment["public"] is False for comment in added), "a customer can read it"
    notes = _notes(cell, before, now)
    assert len(notes) == len(added) <= 1, [note["body"] for note in added]
    if cell.command.changes:
        assert (now.state != before.state) == bool(notes), (
            "a note without its fields, or fields alone"
        )
    else:
        assert now.state == before.state, "fields changed that nobody asked for"
    if told.exit_code in {None, UNKNOWN, INTERRUPTED}:
        return
    # Success means that the note is there; an error means that it is not, unless an earlier
    # run had written it.
    if told.exit_code == 0:
        assert notes, f"told {told.outcome}, and there is no note"
    elif not already:
        assert not notes, f"told exit code {told.exit_code}, and the note is there"


def _notes(cell: Cell, before: Truth, now: Truth) -> list[Mapping[str, Any]]:
    """The new notes that carry the mark of the cell's command."""
    return [
        comment
        for comment in now.added(before)
        if comment["metadata"]["custom"].get("csm_verb") == cell.command.verb
    ]


def _variables(world: World, folder: Path) -> dict[str, str]:
    config = folder / "config.toml"
    if not config.exists():
        config.write_text("[limits]\nretry_after_cap_seconds = 1\n", encoding="utf-8")
    return {
        **world.env,
        "HOME": str(folder),
        "CSM_STATE": str(folder / "state"),
        "CSM_CONFIG": str(config),
        **_QUICK,
    }


def _arguments(cell: Cell, *more: str) -> list[str]:
    verb, *options = cell.command.arguments
    return [verb, str(cell.ticket), *options, "--json", *more]


def _run(cell: Cell, world: World, folder: Path, *more: str, **variables: str) -> Told:
    """Run the command in this process."""
    terminal = Terminal({**_variables(world, folder), **variables})
    out = terminal(_arguments(cell, *more))
    if not out:
        assert out.error["message"]
        return Told(out.exit_code)
    document = out.json["results"][0] if "results" in out.json else out.json
    return Told(out.exit_code, document["outcome"])


def _killed(cell: Cell, world: World, folder: Path) -> Told:
    """Run the command in a process of its own, and kill it while its request is under way."""
    world.forget()
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", *_arguments(cell)],
        env={**os.environ, **_variables(world, folder), **_PATIENT},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        deadline = time.monotonic() + 20
        while not world.arrived(cell):
            assert process.poll() is None, "it ended before its request was there"
            assert time.monotonic() < deadline, "its request never came"
            time.sleep(0.02)
        if "after" in cell.fault.name:
            time.sleep(0.15)  # the work is done right after the request is there
        process.send_signal(signal.SIGKILL)
    return Told(None)
