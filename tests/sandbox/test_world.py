"""The state: shared by processes, as new after a reset, refused when it is not ours."""

import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from csm_cli.sandbox import ScenarioError, StateError, World
from csm_cli.sandbox.storage import SCHEMA_VERSION
from csm_cli.sandbox.zendesk.records import all_of, find, save
from tests.sandbox.small import SCENARIO


def rename(world: World, name: str) -> None:
    """Change a user."""
    with world.write() as db:
        user = find(db, "users", 101)
        assert user is not None
        save(db, "users", user | {"name": name})


def name_of(world: World) -> str:
    """Read that user."""
    with world.read() as db:
        user = find(db, "users", 101)
        assert user is not None
        return str(user["name"])


def test_state_is_kept_and_reset(tmp_path: Path) -> None:
    """A second opening finds what the first left, times included; a reset does not."""
    world = World(tmp_path, SCENARIO)
    rename(world, "Changed")
    loaded, generation = world.loaded_at, world.generation
    world.close()
    world = World(tmp_path)
    assert (name_of(world), world.loaded_at, world.generation) == ("Changed", loaded, generation)
    world.set_clock(advance=timedelta(days=3))
    world.reset()
    assert (name_of(world), world.generation) == ("Robin Vale", generation + 1)
    assert world.loaded_at > loaded
    assert abs(world.now() - datetime.now(UTC)) < timedelta(minutes=1)
    world.close()


def test_two_openings_see_each_other(tmp_path: Path) -> None:
    """What one process writes, the other reads at once; the clock is shared, too."""
    one, other = World(tmp_path, SCENARIO), World(tmp_path)
    rename(one, "Changed")
    one.set_clock(now=datetime(2030, 1, 1, tzinfo=UTC))
    assert name_of(other) == "Changed"
    assert other.now().year == 2030
    one.close()
    other.close()


def test_another_scenario_is_loaded_anew(tmp_path: Path) -> None:
    """Naming another folder replaces the state; naming the same one, or none, does not."""
    copy = tmp_path / "copy"
    copy.mkdir()
    (copy / "zendesk.json").write_text('{"users": [{"id": 101, "name": "Copy"}]}')
    world = World(tmp_path / "state", SCENARIO)
    world.close()
    world = World(tmp_path / "state", copy)
    assert name_of(world) == "Copy"
    rename(world, "Changed")
    world.close()
    for scenario in (copy, None):
        world = World(tmp_path / "state", scenario)
        assert name_of(world) == "Changed"
        world.close()


def test_a_bad_scenario_leaves_the_state(tmp_path: Path) -> None:
    """A fault in the last file is found before anything is forgotten, and the first try again."""
    bad = tmp_path / "bad"
    (bad / "posthog").mkdir(parents=True)
    (bad / "zendesk.json").write_text("{}")
    (bad / "posthog" / "groups.jsonl").write_text("{}")
    with pytest.raises(ScenarioError):
        World(tmp_path / "fresh", bad)
    world = World(tmp_path / "state", SCENARIO)
    with pytest.raises(ScenarioError):
        world.reset(bad)
    assert (name_of(world), world.scenario) == ("Robin Vale", SCENARIO)
    world.close()
    with pytest.raises(ScenarioError):
        World(tmp_path / "fresh", bad)
    world = World(tmp_path / "fresh", SCENARIO)
    assert name_of(world) == "Robin Vale"
    world.close()


def write_half(world: World) -> None:
    """Write, and fail before the end."""
    with world.write() as db:
        save(db, "users", {"id": 999, "name": "Half"})
        raise ZeroDivisionError


def test_a_failed_write_leaves_nothing(tmp_path: Path) -> None:
    """An exception within a transaction takes back all of it."""
    world = World(tmp_path, SCENARIO)
    with pytest.raises(ZeroDivisionError):
        write_half(world)
    with world.read() as db:
        assert 999 not in [user["id"] for user in all_of(db, "users")]
    world.close()


def test_a_newer_state_is_refused(tmp_path: Path) -> None:
    """The message says which version wrote the file and which this one reads."""
    World(tmp_path, SCENARIO).close()
    db = sqlite3.connect(tmp_path / "sandbox.sqlite3")
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    db.close()
    with pytest.raises(StateError, match=f"version {SCHEMA_VERSION + 1}.*reads {SCHEMA_VERSION}"):
        World(tmp_path)


def test_an_older_state_is_made_new(tmp_path: Path) -> None:
    """A sandbox of an older version starts again from its scenario."""
    db = sqlite3.connect(tmp_path / "sandbox.sqlite3")
    db.execute("CREATE TABLE record (x)")
    db.close()
    world = World(tmp_path, SCENARIO)
    assert name_of(world) == "Robin Vale"
    world.close()


def test_what_is_no_state(tmp_path: Path) -> None:
    """A file that is no database, and a folder that is none, are refused with their names."""
    (tmp_path / "sandbox.sqlite3").write_text("these are words, not a database, " * 100)
    with pytest.raises(StateError, match=r"sandbox\.sqlite3"):
        World(tmp_path)
    with pytest.raises(StateError, match="cannot be used as state folder"):
        World(tmp_path / "sandbox.sqlite3" / "below")


def test_a_state_that_cannot_grow(tmp_path: Path) -> None:
    """When the disk is full the error names the folder, and nothing is lost."""
    World(tmp_path, SCENARIO).close()
    code = (
        "import resource, sys; from pathlib import Path; from csm_cli.sandbox import reset\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))\n"
        "reset(Path(sys.argv[1]))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert f"StateError: {tmp_path} cannot be" in done.stderr.splitlines()[-1]
    world = World(tmp_path)
    assert name_of(world) == "Robin Vale"
    world.close()


def test_the_state_is_private(tmp_path: Path) -> None:
    """Folder and file are this user's alone: they hold sign-ins."""
    world = World(tmp_path / "state", SCENARIO)
    assert (tmp_path / "state").stat().st_mode & 0o077 == 0
    assert (tmp_path / "state" / "sandbox.sqlite3").stat().st_mode & 0o077 == 0
    world.close()


def test_closing_calls_back_while_the_state_is_open(tmp_path: Path) -> None:
    """What was registered runs before the file is closed, the last first."""
    world = World(tmp_path, SCENARIO)
    seen: list[str] = []
    world.at_close(lambda: seen.append(name_of(world)))
    world.at_close(lambda: seen.append("last"))
    world.close()
    assert seen == ["last", "Robin Vale"]
