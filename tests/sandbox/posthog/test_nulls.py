"""HogQL's own rules for NULL."""

# ruff: noqa: S608
# These tests are about queries and write them.

import pytest

from tests.sandbox.posthog.asking import Asking

# Two columns that are NULL in some rows, so that no side is a constant.
_PAIRS = "(SELECT arrayJoin([(NULL, NULL), (NULL, 1), (1, NULL), (1, 1), (1, 2)]) AS pair)"


def _for_each_pair(asked: Asking, condition: str) -> list[object]:
    """The condition for (NULL, NULL), (NULL, 1), (1, NULL), (1, 1), (1, 2)."""
    text = f"SELECT {condition} FROM (SELECT pair.1 AS a, pair.2 AS b FROM {_PAIRS})"
    return [row[0] for row in asked.rows(text)]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("a = b", [1, 0, 0, 1, 0]),
        ("equals(a, b)", [1, 0, 0, 1, 0]),
        ("a != b", [0, 1, 1, 0, 1]),
        ("a < b", [0, 0, 0, 0, 1]),
        ("a >= b", [0, 0, 0, 1, 0]),
        ("a = 1", [0, 0, 1, 1, 1]),
        ("1 = a", [0, 0, 1, 1, 1]),
        ("a != 1", [1, 1, 0, 0, 0]),
        ("a = NULL", [1, 1, 0, 0, 0]),
        ("NULL = a", [1, 1, 0, 0, 0]),
        ("a != NULL", [0, 0, 1, 1, 1]),
        ("a IS NULL", [1, 1, 0, 0, 0]),
        ("a IS NOT NULL", [0, 0, 1, 1, 1]),
        ("a < NULL", [0, 0, 0, 0, 0]),
        ("toString(a) LIKE toString(b)", [1, 0, 0, 1, 0]),
        ("toString(a) NOT LIKE toString(b)", [0, 1, 1, 0, 1]),
        ("toString(a) ILIKE '1'", [0, 0, 1, 1, 1]),
        ("toString(a) NOT ILIKE '1'", [1, 1, 0, 0, 0]),
        ("toString(a) =~ toString(b)", [1, 0, 0, 1, 0]),
        ("toString(a) !~ toString(b)", [0, 1, 1, 0, 1]),
        ("a IN (1, 2)", [0, 0, 1, 1, 1]),
        ("a IN (1, NULL)", [1, 1, 1, 1, 1]),
        ("a IN NULL", [1, 1, 0, 0, 0]),
        ("a NOT IN (1, 2)", [1, 1, 0, 0, 0]),
        ("a NOT IN (1, NULL)", [0, 0, 0, 0, 0]),
        ("a BETWEEN 1 AND 3", [0, 0, 1, 1, 1]),
        ("a IS DISTINCT FROM b", [0, 1, 1, 0, 1]),
        ("a IS NOT DISTINCT FROM b", [1, 0, 0, 1, 0]),
    ],
)
def test_comparisons(posthog: Asking, condition: str, expected: list[int]) -> None:
    """A comparison is never NULL: two NULLs are equal unless one is written out as a constant."""
    assert [int(bool(value)) for value in _for_each_pair(posthog, condition)] == expected


@pytest.mark.parametrize(
    ("condition", "rows"),
    [("l.a = r.b", 1), ("l.a != r.b", 0), ("l.a = r.b AND r.b IS NOT NULL", 1)],
)
def test_in_join_on(posthog: Asking, condition: str, rows: int) -> None:
    """Inside ON a NULL matches nothing, as in plain ClickHouse."""
    left = "(SELECT arrayJoin([NULL, 1]) AS a) AS l"
    right = "(SELECT arrayJoin([NULL, 1]) AS b) AS r"
    assert posthog.one(f"SELECT count() FROM {left} JOIN {right} ON {condition}") == rows
    outside = posthog.one(f"SELECT count() FROM {left} CROSS JOIN {right} WHERE l.a = r.b")
    assert outside == 2


def test_properties_that_both_lack(posthog: Asking) -> None:
    """Two properties that an event does not have are equal: the trap of unguarded conditions."""
    assert posthog.one("SELECT count() FROM events WHERE properties.no = properties.nope") == 5
    assert posthog.one("SELECT count() FROM events WHERE properties.no != properties.nope") == 0
    assert posthog.one("SELECT count() FROM events WHERE properties.no = 'x'") == 0
    assert posthog.one("SELECT count() FROM events WHERE properties.no != 'x'") == 5


def test_concat_reads_null_as_nothing(posthog: Asking) -> None:
    """HogQL's concat takes any type and skips NULL."""
    assert posthog.one("SELECT concat('a', NULL, 1, true)") == "a1true"
    assert posthog.one("SELECT 'a' || NULL || 'b'") == "ab"
