"""What the API does to a query's size without asking."""

# ruff: noqa: S608
# These tests are about queries and write them.

from collections.abc import Iterator

import pytest

from tests.sandbox.posthog.asking import Asking, asking, event, uuid

MANY = 60_000
_NUMBERS = f"SELECT arrayJoin(range({MANY})) AS n"


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """A PostHog with 101 events."""
    events = [event(number, "x", "2026-01-01T00:00:00Z") for number in range(101)]
    with asking(tmp_path_factory.mktemp("many"), events=events) as asked:
        yield asked


def _size(asked: Asking, text: str) -> tuple[int, object, object, object]:
    answer = asked.answer(text)
    return len(answer["results"]), answer["hasMore"], answer["limit"], answer["offset"]


def test_without_limit(many: Asking) -> None:
    """A single SELECT gives 100 rows and tells whether there are more."""
    assert _size(many, "SELECT uuid FROM events") == (100, True, 100, 0)
    hundred = f"SELECT uuid FROM events WHERE uuid != '{uuid(1)}'"
    assert _size(many, hundred) == (100, False, 100, 0)
    assert _size(many, "WITH x AS (SELECT uuid FROM events) SELECT * FROM x") == (100, True, 100, 0)


def test_with_a_limit(many: Asking) -> None:
    """With a LIMIT of its own a query is not told whether there are more."""
    assert _size(many, "SELECT uuid FROM events LIMIT 7") == (7, None, None, None)
    assert _size(many, "SELECT uuid FROM events LIMIT 500") == (101, None, None, None)
    assert _size(many, "SELECT uuid FROM events LIMIT 0") == (0, None, None, None)
    [count] = many.row("SELECT {n} FROM events LIMIT {n}", values={"n": 1})
    assert count == 1


def test_limit_by_is_no_limit(many: Asking) -> None:
    """LIMIT n BY leaves the 100 rows in force."""
    assert _size(many, "SELECT uuid FROM events LIMIT 1 BY uuid") == (100, True, 100, 0)
    assert _size(many, "SELECT event FROM events LIMIT 3 BY event") == (3, False, 100, 0)


def test_subqueries_keep_what_they_say(many: Asking) -> None:
    """Only the outermost SELECT is limited."""
    assert many.one("SELECT count() FROM (SELECT uuid FROM events)") == 101
    assert many.one(f"SELECT count() FROM ({_NUMBERS})") == MANY


def test_more_than_50000(many: Asking) -> None:
    """A larger LIMIT is lowered without a word."""
    assert _size(many, f"SELECT n FROM ({_NUMBERS}) LIMIT {MANY}") == (50_000, None, None, None)
    assert "LIMIT 50000" in many.answer(f"SELECT n FROM ({_NUMBERS}) LIMIT {MANY}")["hogql"]


def test_union(many: Asking) -> None:
    """Every branch of a UNION is cut at 100, and nothing tells of it."""
    both = "SELECT uuid FROM events UNION ALL SELECT uuid FROM events"
    assert _size(many, both) == (200, None, None, None)
    assert _size(many, f"{both} LIMIT 500") == (201, None, None, None)
    clamped = f"SELECT n FROM ({_NUMBERS}) LIMIT {MANY} UNION ALL SELECT n FROM ({_NUMBERS})"
    assert _size(many, clamped) == (50_100, None, None, None)
    assert _size(many, f"({both}) UNION ALL SELECT uuid FROM events") == (300, None, None, None)
    assert many.one(f"SELECT count() FROM ({both})") == 202


def test_the_limit_of_a_whole_union(many: Asking) -> None:
    """A LIMIT behind brackets holds for the whole set."""
    assert _size(many, "(SELECT 1 AS a) UNION ALL (SELECT 2) LIMIT 1") == (1, None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT uuid FROM events LIMIT 10 OFFSET 5",
        "SELECT uuid FROM events OFFSET 5",
        "SELECT uuid FROM events LIMIT 1 OFFSET 2 BY event",
        "SELECT * FROM (SELECT uuid FROM events LIMIT 10 OFFSET 5)",
        "SELECT 1 UNION ALL SELECT 2 LIMIT 1 OFFSET 1",
        "WITH x AS (SELECT 1 LIMIT 1 OFFSET 1) SELECT * FROM x",
        "SELECT 1 WHERE 1 IN (SELECT 1 LIMIT 1 OFFSET 0)",
    ],
)
def test_offset_is_refused(many: Asking, text: str) -> None:
    """With a personal API key OFFSET is an error wherever it stands."""
    assert many.refusal(text).startswith("OFFSET is not supported")


@pytest.mark.parametrize("limit", ["-1", "1.5", "'x'", "1 + 1", "true", "{missing}", "10%"])
def test_impossible_limits(many: Asking, limit: str) -> None:
    """LIMIT takes a plain number of rows."""
    many.refusal(f"SELECT 1 LIMIT {limit}")
    many.refusal(f"SELECT 1 LIMIT {limit} BY 1")
