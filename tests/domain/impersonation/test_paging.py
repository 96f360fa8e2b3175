"""Walking a log page by page."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.impersonation.paging import Cursor, Fetch, Walk
from csm_cli.domain.impersonation.records import Kind, Record
from tests.domain.impersonation.builders import NOON

_TICKS = st.integers(0, 6)
_IDS = st.integers(0, 9)


def _log(places: Sequence[tuple[int, int]]) -> list[Record]:
    """A log whose events share times freely; a place given twice is an event delivered twice."""
    return [
        Record(f"{number:04x}", NOON + timedelta(microseconds=tick), Kind.STARTED)
        for tick, number in sorted(places, reverse=True)
    ]


def _place(record: Record) -> Cursor:
    return Cursor(record.occurred_at, record.event_uuid)


def _server(log: Sequence[Record], size: int, asked: list[Cursor | None]) -> Fetch:
    """PostHog's query in memory: below the cursor, in descending order, `size` rows at most."""

    def fetch(cursor: Cursor | None) -> Sequence[Record]:
        asked.append(cursor)
        below = [row for row in log if cursor is None or _place(row) < cursor]
        return below[:size]

    return fetch


@given(st.lists(st.tuples(_TICKS, _IDS), max_size=40), st.integers(1, 12))
def test_no_row_is_lost_or_repeated(places: list[tuple[int, int]], size: int) -> None:
    """Whatever shares a time or was delivered twice, and wherever a page ends."""
    walk = Walk(_server(_log(places), size, []), size)
    assert [_place(row) for row in walk] == [_place(row) for row in _log(sorted(set(places)))]
    assert walk.rows == len(set(places))
    assert not walk.disordered


@given(st.sets(st.tuples(_TICKS, _IDS), max_size=40), st.integers(1, 12))
def test_a_full_page_is_always_followed_by_another_request(
    places: set[tuple[int, int]], size: int
) -> None:
    """Only a short page proves that nothing is left, even if the last full one was the last."""
    asked: list[Cursor | None] = []
    walk = Walk(_server(_log(list(places)), size, asked), size)
    assert len(list(walk)) == len(places)
    assert len(asked) == walk.pages == len(places) // size + 1


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

    def fetch(cursor: Cursor | None) -> Sequence[Record]:
        page = serve(cursor)
        log[:0] = _log(late)
        return page

    walk = Walk(fetch, size)
    assert [_place(row) for row in walk] == [_place(row) for row in _log(sorted(set(places)))]


def _repeating(log: Sequence[Record], size: int) -> Fetch:
    """A server that does not look at the cursor."""
    return lambda _: log[:size]


def _unordered(log: Sequence[Record], size: int) -> Fetch:
    return lambda _: log[size - 1 :: -1]


def _stops(make: Callable[[Sequence[Record], int], Fetch], size: int) -> Walk:
    walk = Walk(make(_log([(tick, 1) for tick in range(7)]), size), size)
    assert len(list(walk)) <= size
    return walk


def test_a_server_that_repeats_itself_is_found_out() -> None:
    """The walk ends and says that it is not to be trusted, instead of going on for ever."""
    for size in (1, 3):
        assert _stops(_repeating, size).disordered


def test_a_page_in_another_order_is_found_out() -> None:
    """The cursor would otherwise be taken from a row that is not the lowest."""
    assert _stops(_unordered, 3).disordered


def test_a_page_full_of_one_event_does_not_end_the_walk() -> None:
    """An event delivered more often than a page is long hides nothing that is older."""
    log = _log([(5, 1), (5, 1), (5, 1), (4, 1)])
    walk = Walk(_server(log, 2, []), 2)
    assert [row.occurred_at for row in walk] == [log[0].occurred_at, log[3].occurred_at]
