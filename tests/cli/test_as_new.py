"""What a test finds when its sandbox was put back, beside what it would find if it was loaded."""

import sqlite3
from contextlib import closing
from pathlib import Path

from csm_cli.sandbox import World, reset
from tests.as_new import AsNew
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.conftest import Served
from tests.terminal import Terminal


def _all_of(state: Path) -> dict[str, list[tuple[object, ...]]]:
    tables = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    with closing(sqlite3.connect(state / "sandbox.sqlite3")) as db:
        names = [name for (name,) in db.execute(tables)]
        found = {name: db.execute(f"SELECT * FROM {name}").fetchall() for name in names}  # noqa: S608
    found["meta"] = [row for row in found["meta"] if row[0] != "generation"]
    return found


def test_nothing_is_left_of_what_was_done(served: Served, csm: Terminal, zendesk: Zendesk) -> None:
    """All that the file holds is as it was loaded; who looks at the generation sees a new one."""
    state = served.state / "sandbox"
    as_new = AsNew(state, fresh=1e9)
    as_new.again()
    before, world = _all_of(state), World(state)
    generations = {world.generation}
    for _ in range(2):
        assert csm("claim 48213").exit_code == 0
        zendesk.advance(3600)
        assert _all_of(state) != before
        as_new.again()
        generations.add(world.generation)
        assert _all_of(state) == before
    assert len(generations) == 3
    reset(state)
    as_new.again()
    assert _all_of(state)["posthog_row"] != before["posthog_row"]  # its times are later ones
    world.close()
