"""Walking a log page by page."""

import json
from collections.abc import Callable, Sequence
from datetime import timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.errors import Exhausted
from csm_cli.domain.impersonation.packing import pack, unpack
from csm_cli.domain.impersonation.paging import Cursor, Fetch, Halving, Walk, Walked
from csm_cli.domain.impersonation.records import Kind, Record
from csm_cli.domain.impersonation.window import Window
from tests.domain.impersonation.builders import NOON

_TICKS = st.integers(0, 6)
WHOLE = Window(NOON - timedelta(hours=1), NOON + timedelta(hours=1))
_IDS = st.integers(0, 9)


def _log(places: Sequence[tuple[int, int]]) -> list[Record]:
    """A log whose events share times freely; a place given twice is an event delivered twice."""
    return [
        Record(f"{number:04x}", NOON + timedelta(microseconds=tick), Kind.STARTED)
        for tick, number in sorted(places, reverse=True)
    ]


def _walk(fetch: Fetch, size: int) -> Walk:
    return Walk(fetch, size, Walked((WHOLE,)))


def _rows(walk: Walk) -> list[Record]:
    return [row for page in walk for row in page]


def _place(record: Record) -> Cursor:
    return Cursor(record.occurred_at, record.event_uuid)


def _server(log: Sequence[Record], size: int, asked: list[Cursor | None]) -> Fetch:
    """PostHog's query in memory: below the cursor, in descending order, `size` rows at most."""

    def fetch(window: Window, cursor: Cursor | None) -> Sequence[Record]:
        asked.append(cursor)
        inside = [row for row in log if window.since <= row.occurred_at < window.until]
        below = [row for row in inside if cursor is None or _place(row) < cursor]
        return below[:size]

    return fetch


@given(st.lists(st.tuples(_TICKS, _IDS), max_size=40), st.integers(1, 12))
def test_no_row_is_lost_or_repeated(places: list[tuple[int, int]], size: int) -> None:
    """Whatever shares a time or was delivered twice, and wherever a page ends."""
    walk = _walk(_server(_log(places), size, []), size)
    assert [_place(row) for row in _rows(walk)] == [
        _place(row) for row in _log(sorted(set(places)))
    ]
    assert walk.walked.rows == len(set(places))
    assert walk.walked.in_order


@given(st.sets(st.tuples(_TICKS, _IDS), max_size=40), st.integers(1, 12))
def test_a_full_page_is_always_followed_by_another_request(
    places: set[tuple[int, int]], size: int
) -> None:
    """Only a short page proves that nothing is left, even if the last full one was the last."""
    asked: list[Cursor | None] = []
    walk = _walk(_server(_log(list(places)), size, asked), size)
    assert len(_rows(walk)) == len(places)
    assert len(asked) == walk.walked.pages == len(places) // size + 1


@given(
    st.lists(st.tuples(_TICKS, _IDS), min_size=1, max_size=20),
    st.integers(1, 4),
    st.lists(st.tuples(st.integers(7, 9), _IDS), max_size=5),
)
def test_events_that_arrive_meanwhile_disturb_nothing(
    places: list[tuple[int, int]], size: int, late: list[tuple[int, int]]
) -> None:
    """Events newer than the first page, written between two pages, shift no row."""
    log = _log(places)
    serve = _server(log, size, [])

    def fetch(window: Window, cursor: Cursor | None) -> Sequence[Record]:
        page = serve(window, cursor)
        log[:0] = _log(late)
        return page

    walk = _walk(fetch, size)
    assert [_place(row) for row in _rows(walk)] == [
        _place(row) for row in _log(sorted(set(places)))
    ]


def _repeating(log: Sequence[Record], size: int) -> Fetch:
    """A server that does not look at the cursor."""
    return lambda _, __: log[:size]


def _unordered(log: Sequence[Record], size: int) -> Fetch:
    return lambda _, __: log[size - 1 :: -1]


def _stops(make: Callable[[Sequence[Record], int], Fetch], size: int) -> Walk:
    walk = _walk(make(_log([(tick, 1) for tick in range(7)]), size), size)
    assert len(_rows(walk)) <= size
    return walk


def test_a_server_that_repeats_itself_is_found_out() -> None:
    """The walk ends and says that it is not to be trusted, instead of going on for ever."""
    for size in (1, 3):
        assert not _stops(_repeating, size).walked.in_order


def test_a_page_in_another_order_is_found_out() -> None:
    """The cursor would otherwise be taken from a row that is not the lowest."""
    assert not _stops(_unordered, 3).walked.in_order


def test_a_page_full_of_one_event_does_not_end_the_walk() -> None:
    """An event delivered more often than a page is long hides nothing that is older."""
    log = _log([(5, 1), (5, 1), (5, 1), (4, 1)])
    walk = _walk(_server(log, 2, []), 2)
    assert [row.occurred_at for row in _rows(walk)] == [log[0].occurred_at, log[3].occurred_at]


class _Slow:
    """A server that has the time for so long a stretch and no more."""

    def __init__(self, serve: Fetch, longest: timedelta) -> None:
        self._serve = serve
        self._longest = longest
        self.refused = 0

    def __call__(self, window: Window, cursor: Cursor | None) -> Sequence[Record]:
        top = min(window.until, cursor.occurred_at) if cursor else window.until
        if top - window.since > self._longest:
            self.refused += 1
            raise Exhausted("out of time")
        return self._serve(window, cursor)


@given(
    st.lists(st.tuples(_TICKS, _IDS), max_size=40),
    st.integers(1, 12),
    st.integers(1, 9),
)
def test_a_stretch_that_is_too_long_is_read_in_halves(
    places: list[tuple[int, int]], size: int, longest: int
) -> None:
    """No row is lost where the halves meet, whatever shares that moment; each half ends short."""
    window = Window(NOON, NOON + timedelta(microseconds=7))
    serve = _Slow(_server(_log(places), size, []), timedelta(microseconds=longest))
    walk = Walk(serve, size, Walked((window,)), Halving(99, timedelta(microseconds=0)))
    assert [_place(row) for row in _rows(walk)] == [
        _place(row) for row in _log(sorted(set(places)))
    ]
    assert (walk.walked.stretches, walk.walked.in_order) == ((), True)
    assert walk.walked.halvings == serve.refused
    assert walk.walked.full_pages == walk.walked.full_pages_followed


class _Moody:
    """A server that refuses some of the times that it is asked."""

    def __init__(self, serve: Fetch, refused: set[int]) -> None:
        self._serve = serve
        self._refused = refused
        self._asked = 0

    def __call__(self, window: Window, cursor: Cursor | None) -> Sequence[Record]:
        self._asked += 1
        if self._asked in self._refused:
            raise Exhausted("out of time")
        return self._serve(window, cursor)


@given(
    st.lists(st.tuples(_TICKS, _IDS), max_size=40),
    st.integers(1, 6),
    st.sets(st.integers(1, 12), max_size=5),
)
def test_a_stretch_may_be_halved_between_any_two_pages(
    places: list[tuple[int, int]], size: int, refused: set[int]
) -> None:
    """The rest of a moment that a page ended in belongs to the newer half."""
    serve = _Moody(_server(_log(places), size, []), refused)
    walk = Walk(serve, size, Walked((WHOLE,)), Halving(99, timedelta(0)))
    found = [_place(row) for row in _rows(walk)]
    assert found == [_place(row) for row in _log(sorted(set(places)))]
    assert (walk.walked.stretches, walk.walked.in_order) == ((), True)


def test_halving_has_an_end() -> None:
    """A log that never has the time is asked so often and no more, and then it is an error."""
    for halving, times in (
        (Halving(3, timedelta(0)), 4),
        (Halving(99, timedelta(minutes=25)), 3),
    ):
        serve = _Slow(_server([], 2, []), timedelta(-1))
        walk = Walk(serve, 2, Walked((WHOLE,)), halving)
        with pytest.raises(Exhausted):
            _rows(walk)
        assert serve.refused == times
        assert walk.walked.stretches


@given(st.lists(st.tuples(_TICKS, _IDS), max_size=40), st.integers(1, 6), st.integers(0, 8))
def test_another_walk_goes_on_where_one_was_broken_off(
    places: list[tuple[int, int]], size: int, pages: int
) -> None:
    """The rows come once each, and the account of both is that of one."""
    serve = _server(_log(places), size, [])
    whole = _walk(serve, size)
    rows = _rows(whole)
    broken = _walk(serve, size)
    first = [row for page in islice(broken, pages) for row in page]
    kept = unpack(Walked, json.loads(json.dumps(pack(broken.walked))))
    second = Walk(serve, size, kept)
    assert first + _rows(second) == rows
    assert second.walked == whole.walked
