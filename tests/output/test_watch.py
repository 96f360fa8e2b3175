"""The full-screen view over lists in memory: what it asks for and stands, how it is left."""

import asyncio
import sys
import threading
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

import pytest
from textual.pilot import Pilot

from csm_cli.domain.worklist import Row, Rules, Worklist, row
from csm_cli.output.watch.app import Watching
from csm_cli.output.watch.table import TicketTable
from csm_cli.output.watch.watched import Done, Sight
from tests.services.readable_desk import MARKER, NOW
from tests.services.test_worklist import Finder as Nothing
from tests.services.test_worklist import of, working

MANY = 300
HOUR = timedelta(hours=1)


def _list(numbers: Sequence[int], **kept: Any) -> Worklist:
    rules = Rules(working(Nothing()).list, MARKER, NOW)  # type: ignore[arg-type] # no clock runs
    rows = tuple(row(of(n, status="pending", **kept), ("owner",), None, rules) for n in numbers)
    return Worklist(rows, {"us": 0, "customer": len(rows), "third": 0}, 0, (), (), NOW)


class Watched:
    """Gives a list at once; what is to be read or claimed waits until it may."""

    def __init__(self, numbers: Sequence[int] = range(MANY), **kept: Any) -> None:
        self.found = _list(numbers, **kept)
        self.sights: list[Sight] = []
        self.read_rows: list[int] = []
        self.claimed: list[int] = []
        self.listing, self.claiming = threading.Event(), threading.Event()
        self.listing.set()

    def list(self, sight: Sight, heard: Callable[[Worklist], None] | None) -> Worklist:
        """At once, unless it is held up."""
        self.sights.append(sight)
        if heard is not None:
            heard(self.found._replace(rows=self.found.rows[: sight.rows]))
        self.listing.wait(60)
        return self.found

    def read(self, rows: Sequence[Row], heard: Callable[[Row], None]) -> None:
        """Record them."""
        self.read_rows += [each.ticket.number for each in rows]
        heard(rows[0])

    def claim(self, row: Row) -> Done:
        """Claim it when it may be."""
        self.claiming.wait(60)
        self.claimed.append(row.ticket.number)
        return Done(f"ticket {row.ticket.number} is yours", well=True)

    def shown(self, number: int, width: int) -> str:
        """Fail in a way that nobody foresaw."""
        raise ValueError(number, width)

    def open(self, row: Row) -> Done:
        """Nothing to open."""
        return Done(str(row.ticket.number), well=True)

    def escalate(self, number: int) -> None:
        """Nothing to escalate."""


async def _until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(60):
        while not holds():  # noqa: ASYNC110 - the state is that of a screen
            await asyncio.sleep(0.02)


def _see(watched: Watched, steps: "Callable[[Pilot[None], Watching], Awaitable[None]]") -> Watching:
    view = Watching(watched, HOUR, lambda: datetime.now(UTC))

    async def run() -> None:
        async with view.run_test(size=(100, 20)) as pilot:
            await _until(lambda: watched.sights)
            await steps(pilot, view)

    asyncio.run(run())
    return view


def _rows(view: Watching) -> int:
    return view.screen_stack[0].query_one(TicketTable).row_count


def test_of_thousands_only_those_in_sight_are_read() -> None:
    """At the end of the list, too: not the ones that were run past, and no list is asked for."""
    watched = Watched()

    async def steps(pilot: "Pilot[None]", view: Watching) -> None:
        await _until(lambda: _rows(view) == MANY and watched.read_rows)
        watched.read_rows.clear()
        await pilot.press("ctrl+end")
        await _until(lambda: watched.read_rows)
        await pilot.press("r")
        await _until(lambda: len(watched.sights) > 1)

    _see(watched, steps)
    assert 0 < len(set(watched.read_rows)) < 20
    assert min(watched.read_rows) >= MANY - 20
    first, further = watched.sights
    assert first.first == 0
    assert further.first >= MANY - 20
    assert max(first.rows, further.rows) < 20


def test_many_that_go_at_once_do_not_hold_it_up() -> None:
    """Each removal looks at every row, so hundreds of them are not made one by one."""
    removals = 0
    watched = Watched()

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal removals
        removals += event == "call" and frame.f_code is TicketTable.remove_row.__code__

    async def steps(pilot: "Pilot[None]", view: Watching) -> None:
        await _until(lambda: _rows(view) == MANY)
        await pilot.press("down", "down")
        watched.found = _list(range(2, 12))
        await pilot.press("r")
        await _until(lambda: _rows(view) == 10)
        chosen = view.screen_stack[0].query_one(TicketTable).chosen
        assert chosen is not None
        assert chosen.ticket.number == 2

    sys.setprofile(count)
    try:
        _see(watched, steps)
    finally:
        sys.setprofile(None)
    assert removals == 0


def test_it_goes_on_after_what_nobody_foresaw() -> None:
    """It says so, and the next list comes; a subject of 100 kB makes no line longer than a few."""
    watched = Watched(range(3), subject="x" * 100_000)

    async def steps(pilot: "Pilot[None]", view: Watching) -> None:
        await _until(lambda: _rows(view) == 3)
        assert view.screen_stack[0].query_one(TicketTable).virtual_size.width < 1000
        await pilot.press("s")
        await _until(lambda: any("ValueError" in each.message for each in view._notifications))  # noqa: SLF001
        await pilot.press("r")
        await _until(lambda: len(watched.sights) > 1)

    assert _see(watched, steps).failure is None


def test_a_terminal_that_grows_gives_subjects_more_room() -> None:
    """Their cells grow with it and shrink with it, and the cursor stays on its ticket."""
    watched = Watched(range(9), subject="word " * 50)

    def width(view: Watching) -> int:
        table = view.screen_stack[0].query_one(TicketTable)
        return max(len(str(cell)) for cell in table.get_column("Subject"))

    async def steps(pilot: "Pilot[None]", view: Watching) -> None:
        await _until(lambda: _rows(view) == 9)
        await pilot.press("down", "down", "down")
        table = view.screen_stack[0].query_one(TicketTable)
        chosen, narrow = table.chosen, width(view)
        assert chosen is not None
        await pilot.resize_terminal(240, 20)
        await _until(lambda: width(view) > 2 * narrow)
        assert table.chosen == chosen
        await pilot.resize_terminal(80, 20)
        await _until(lambda: width(view) == narrow)
        assert table.chosen == chosen

    assert _see(watched, steps).failure is None


def test_what_is_painted_at_once_has_the_width_of_its_columns() -> None:
    """A screen that is painted before the table is idle shows what it shows after, in any row."""
    watched = Watched(range(3), subject="x")

    def painted(table: TicketTable) -> list[str]:
        lines = [table.render_line(at) for at in range(1, 5)]
        return ["".join(each.text for each in line).rstrip() for line in lines]

    async def steps(pilot: "Pilot[None]", view: Watching) -> None:
        await _until(lambda: _rows(view) == 3)
        table = view.screen_stack[0].query_one(TicketTable)
        await pilot.pause()
        for longer in (_list([1, 2, 1_000_003], subject="xxxxx"), _list([2], subject="x" * 20)):
            table.show(longer, stay=True)
            at_once = painted(table)
            await pilot.pause()
            table._clear_caches()  # noqa: SLF001 - what an earlier painting left
            assert painted(table) == at_once

    assert _see(watched, steps).failure is None


def test_leaving_waits_for_a_claim_and_tells_its_result() -> None:
    """Ctrl-C, too, once it is under way."""
    watched = Watched(range(3))

    async def steps(pilot: "Pilot[None]", view: Watching) -> None:
        await _until(lambda: _rows(view) == 3)
        await pilot.press("c", "y", "q")
        await pilot.press("ctrl+c")
        assert view.is_running
        watched.claiming.set()
        await _until(lambda: view.last_words)

    assert _see(watched, steps).last_words == ["ticket 0 is yours"]
    assert watched.claimed == [0]


def test_ctrl_c_drops_a_claim_that_still_waits_for_its_turn() -> None:
    """A list may wait for a rate limit: the claim behind it is never begun, and that is said."""
    watched = Watched(range(3))
    watched.claiming.set()

    async def steps(pilot: "Pilot[None]", view: Watching) -> None:
        await _until(lambda: _rows(view) == 3)
        watched.listing.clear()
        await pilot.press("r")
        await _until(lambda: len(watched.sights) > 1)
        await pilot.press("c", "y", "ctrl+c")

    view = _see(watched, steps)
    watched.listing.set()
    assert (view.stopped, watched.claimed) == (True, [])
    assert "nothing was sent" in " ".join(view.last_words)


def test_a_failure_of_its_own_is_left_to_its_caller(capfd: pytest.CaptureFixture[str]) -> None:
    """No traceback with the values of all variables in it is printed."""
    watched = Watched(range(3))

    def fail() -> None:
        raise KeyError("secret")

    async def steps(pilot: "Pilot[None]", view: Watching) -> None:
        del pilot
        await _until(lambda: _rows(view) == 3)
        view.call_later(fail)
        await _until(lambda: view.failure)

    assert isinstance(_see(watched, steps).failure, KeyError)
    assert "Traceback" not in "".join(capfd.readouterr())
