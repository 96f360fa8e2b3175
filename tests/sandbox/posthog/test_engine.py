"""The parts behind the API that a request alone cannot show."""

import json
import time
from pathlib import Path

import pytest

from csm_cli.sandbox.posthog import grammar
from csm_cli.sandbox.posthog.engine import ENGINE, ClickHouseError, _Connection
from csm_cli.sandbox.posthog.parser_process import ParserLostError, ParserProcess
from csm_cli.sandbox.posthog.translate.functions import FUNCTIONS
from tests.sandbox.posthog.asking import Asking, asking, event


def test_a_failure_leaves_nothing_behind(posthog: Asking) -> None:
    """After a query that failed with half its answer written, the next one is answered alone."""
    assert posthog.one("SELECT 1") == 1
    with pytest.raises(ClickHouseError) as failure:
        ENGINE.run("SELECT number, throwIf(number = 900000) FROM numbers(1000000)", 10)
    assert failure.value.name == "FUNCTION_THROW_IF_VALUE_IS_NON_ZERO"
    assert ENGINE.run("SELECT 2", 10).rows == [[2]]


@pytest.mark.parametrize(
    "sql",
    ["CREATE TABLE t (x Int) ENGINE = Memory", "SELECT * FROM file('/etc/passwd')", "SET x=1"],
)
def test_queries_cannot_write(posthog: Asking, sql: str) -> None:
    """Even if SQL of another's making got through, it could neither write nor leave the data."""
    assert posthog.one("SELECT 1") == 1
    with pytest.raises(ClickHouseError):
        ENGINE.run(sql, 10)


def test_every_listed_function_exists(posthog: Asking) -> None:
    """ClickHouse knows each function of the list, and agrees on which are aggregates."""
    assert posthog.one("SELECT 1") == 1
    with _Connection({}) as connection:
        sql = "SELECT lower(name), max(is_aggregate) FROM system.functions GROUP BY 1"
        known = dict(json.loads(connection.query(sql, "JSONCompact"))["data"])
    # Composed by ClickHouse's parser, or of an aggregate and the combinator Map.
    composed = {"countdistinct", "summap", "minmap", "maxmap"}
    missing = {each.name for each in FUNCTIONS.values()} - {"concat"}
    missing = {name for name in missing if name.lower() not in known.keys() | composed}
    assert missing == set()
    for function in FUNCTIONS.values():
        if function.aggregate and function.name.lower() not in composed:
            assert known[function.name.lower()] == 1


def test_a_reset_loads_anew(tmp_path: Path) -> None:
    """A scenario that was changed is there after a reset, and the old data is gone."""
    with asking(tmp_path, events=[event(1, "x", "2026-01-01T00:00:00Z")]) as asked:
        assert asked.one("SELECT count() FROM events") == 1
        lines = [event(number, "x", "2026-01-01T00:00:00Z") for number in range(3)]
        file = tmp_path / "scenario" / "posthog" / "events.jsonl"
        file.write_text("".join(json.dumps(line) + "\n" for line in lines))
        asked.sandbox.reset()
        assert asked.one("SELECT count() FROM events") == 3


def test_worlds_are_apart(tmp_path: Path) -> None:
    """Two sandboxes in one process each see their own events, and leave nothing when they end."""
    with (
        asking(tmp_path / "a", events=[event(1, "a", "2026-01-01T00:00:00Z")]) as first,
        asking(tmp_path / "b", events=[event(2, "b", "2026-01-01T00:00:00Z")]) as second,
    ):
        assert first.one("SELECT event FROM events") == "a"
        assert second.one("SELECT event FROM events") == "b"
        assert first.one("SELECT event FROM events") == "a"
        before = _databases()
    assert len(before - _databases()) == 2


def _databases() -> set[str]:
    sql = "SELECT name FROM system.databases"
    return {row[0] for row in ENGINE.run(sql, 10).rows}


def test_the_parser_comes_back() -> None:
    """A text that the parser cannot finish in time costs that query, not the ones after it."""
    parser = ParserProcess(seconds=0.5)
    try:
        assert '"SelectQuery"' in parser.parse("SELECT 1")
        started = time.monotonic()
        with pytest.raises(ParserLostError):
            parser.parse("SELECT 1" + " AND 1" * 5000)
        assert time.monotonic() - started < 5
        assert '"SelectQuery"' in parser.parse("SELECT 2")
    finally:
        parser.close()


def test_texts_beyond_the_parser() -> None:
    """A text that overflows the parser's stack, or is endless, is refused like any bad query."""
    for text in ("SELECT 1" + " IN 1" * 12_000, "SELECT " + "x" * 300_000, "SELECT '\ud800'"):
        with pytest.raises(grammar.HogQLSyntaxError):
            grammar.parse_select(text)
    assert grammar.parse_select("SELECT 1")["node"] == "SelectQuery"


def test_a_deep_query_is_refused(posthog: Asking) -> None:
    """A query nested deeper than can be translated is a 400."""
    deep = "SELECT " + "[" * 400 + "1" + "]" * 400
    assert posthog.post(deep).status_code == 400
    assert posthog.one("SELECT " + "[" * 20 + "1" + "]" * 20 + " IS NOT NULL") in (1, True)


def test_a_text_parsed_before_is_a_tree_of_its_own() -> None:
    """What becomes of one tree does not show in the next of the same text."""
    first = grammar.parse_select("SELECT event FROM events")
    whole = json.dumps(first)
    first.clear()
    assert json.dumps(grammar.parse_select("SELECT event FROM events")) == whole
