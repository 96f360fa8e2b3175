"""The part of HogQL that a person needs to look around."""

# ruff: noqa: S608
# These tests are about queries and write them.

import pytest

from tests.sandbox.posthog.asking import Asking

_NUMBERS = "(SELECT arrayJoin([3, 1, 2, 2]) AS n)"


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # shape of a query
        ("SELECT 1;", [[1]]),
        ("SELECT 1 -- a comment", [[1]]),
        ("SELECT DISTINCT event FROM events ORDER BY event", [["closed"], ["opened"]]),
        (f"SELECT n FROM {_NUMBERS} ORDER BY n DESC", [[3], [2], [2], [1]]),
        (f"SELECT n AS m, m * 2 AS twice FROM {_NUMBERS} WHERE twice > 4 ORDER BY 1",
         [[3, 6]]),
        ("SELECT event, count() AS c FROM events GROUP BY event HAVING c > 2", [["closed", 3]]),
        ("SELECT event FROM events ORDER BY event LIMIT 1 BY event", [["closed"], ["opened"]]),
        ("WITH x AS (SELECT 1 AS a), y AS (SELECT a + 1 AS b FROM x) SELECT b FROM y", [[2]]),
        ("WITH (SELECT count() FROM events) AS all SELECT all + 1", [[6]]),
        ("WITH 3 AS k SELECT n FROM (SELECT 1 AS n) WHERE n < k", [[1]]),
        (("WITH events AS (SELECT event FROM events LIMIT 1 BY event) "
         "SELECT event FROM events ORDER BY event"), [["closed"], ["opened"]]),
        ("WITH x AS (SELECT 1 AS a) SELECT a FROM x UNION ALL SELECT a + 1 FROM x ",
         [[1], [2]]),
        ("SELECT 1 UNION DISTINCT SELECT 1", [[1]]),
        ("SELECT 1 INTERSECT SELECT 1", [[1]]),
        ("SELECT 1 EXCEPT SELECT 1", []),
        ("SELECT n FROM (SELECT [1, 2] AS list) ARRAY JOIN list AS n ORDER BY n", [[1], [2]]),
        ("SELECT n FROM (SELECT 1 AS n) PREWHERE n = 1", None),
        # joins
        ("SELECT l.a, r.b FROM (SELECT 1 AS a) AS l JOIN (SELECT 1 AS b) AS r ON l.a = r.b",
         [[1, 1]]),
        ("SELECT r.b FROM (SELECT 1 AS a) AS l LEFT JOIN (SELECT 2 AS b) AS r ON l.a = r.b",
         [[0]]),
        ("SELECT count() FROM events AS e ANY LEFT JOIN persons AS p ON e.person_id = p.id",
         [[5]]),
        ("SELECT count() FROM events e INNER JOIN persons p ON e.person_id = p.id", [[3]]),
        ("SELECT count() FROM persons RIGHT JOIN groups ON 1 = 1", [[2]]),
        ("SELECT a FROM (SELECT 1 AS a) AS l JOIN (SELECT 1 AS a) AS r USING a", None),
        ("SELECT l.a FROM (SELECT 1 AS a) AS l JOIN (SELECT 1 AS a) AS r USING a", [[1]]),
        ("SELECT count() FROM persons, groups", [[2]]),
        ("SELECT count() FROM persons CROSS JOIN groups", [[2]]),
        ("SELECT count() FROM events SEMI LEFT JOIN persons ON person_id = persons.id", [[3]]),
        # sets
        ("SELECT 1 IN (1, 2), 1 NOT IN (1, 2), 1 IN [1], 'a' IN ('a')", [[1, 0, 1, 1]]),
        ("SELECT (1, 'a') IN ((1, 'a'), (2, 'b'))", [[1]]),
        ("SELECT count() FROM events WHERE event IN (SELECT 'opened')", [[2]]),
        ("WITH names AS (SELECT 'opened') SELECT count() FROM events WHERE event IN names",
         [[2]]),
        ("SELECT exists(SELECT 1 FROM events WHERE event = 'opened')", [[1]]),
        ("SELECT count() FROM events WHERE EXISTS (SELECT 1 FROM groups)", [[5]]),
        # expressions
        ("SELECT 1 + 2 * 3 - 4 / 2, 7 % 4, -(1)", [[5, 3, -1]]),
        ("SELECT 1 = 1 AND NOT 1 = 2 OR 1 > 2, xor(true, false)", [[1, 1]]),
        ("SELECT CASE WHEN 1 = 2 THEN 'a' ELSE 'b' END, CASE 2 WHEN 1 THEN 'x' WHEN 2 THEN 'y' END",
         [["b", "y"]]),
        ("SELECT if(1 > 2, 'a', 'b'), multiIf(1 > 2, 'a', 2 > 1, 'b', 'c'), 1 > 2 ? 'a' : 'b'",
         [["b", "b", "b"]]),
        ("SELECT 'abc' LIKE 'a%', 'abc' NOT LIKE 'b%', 'ABC' ILIKE 'a%', 'ABC' NOT ILIKE 'a%'",
         [[1, 1, 1, 0]]),
        ("SELECT 'abc' =~ 'b', 'abc' !~ 'b', 'ABC' =~* 'b', 'ABC' !~* 'b'", [[1, 0, 1, 0]]),
        ("SELECT 2 BETWEEN 1 AND 3, 2 NOT BETWEEN 1 AND 3", [[1, 0]]),
        ("SELECT NULL ?? 'x', coalesce(NULL, 1), nullIf(1, 1), ifNull(NULL, 2)",
         [["x", 1, None, 2]]),
        ("SELECT [1, 2, 3][2], [1, 2, 3][-1], [1, 2, 3][2:3], (1, 'a').2",
         [[2, 3, [2, 3], "a"]]),
        ("SELECT arrayMap(x -> x + 1, [1, 2]), arrayFilter((x, y) -> x > y, [1, 5], [2, 2])",
         [[[2, 3], [5]]]),
        ("SELECT '7'::int, '1.5'::float, 7::text, 'x'::int, cast('2026-01-01' AS date)",
         [[7, 1.5, "7", None, "2026-01-01"]]),
        ("SELECT toInt('7'), toInt('x'), toFloat('1.5'), toBool('true'), toUUID('x')",
         [[7, None, 1.5, True, None]]),
        ("SELECT nan, inf, 0.1, 1e300, 18446744073709551615",
         [[None, None, 0.1, 1e300, 2**64 - 1]]),
        ("SELECT 'it''s', 'it\\'s', 'a\\\\b', 'a\\nb'", [["it's", "it's", "a\\b", "a\nb"]]),
        ("SELECT trim(' a '), trim(BOTH 'x' FROM 'xax'), trim(LEADING 'x' FROM 'xax'), ltrim(' a')",
         [["a", "a", "ax", "a"]]),
        ("SELECT lower('A'), LOWER('A'), substring('abc', 1, 2), splitByChar(',', 'a,b')",
         [["a", "a", "ab", ["a", "b"]]]),
        # aggregates and windows
        ("SELECT count(), count(*), count(DISTINCT event), countIf(event = 'opened') FROM events",
         [[5, 5, 2, 2]]),
        ("SELECT count() FILTER (WHERE event = 'opened') FROM events", [[2]]),
        (f"SELECT sum(n), avg(n), min(n), max(n), median(n), any(n) > 0 FROM {_NUMBERS}",
         [[8, 2, 1, 3, 2, 1]]),
        (f"SELECT quantile(0.5)(n), sumIf(n, n > 1), uniq(n), argMax(n, n) FROM {_NUMBERS}",
         [[2, 7, 3, 3]]),
        (f"SELECT arraySort(groupArray(n)), arraySort(groupUniqArray(n)) FROM {_NUMBERS}",
         [[[1, 2, 2, 3], [1, 2, 3]]]),
        (("SELECT n, row_number() OVER (ORDER BY n DESC) FROM (SELECT arrayJoin([1, 2]) AS n) "
         "ORDER BY n"), [[1, 2], [2, 1]]),
        (("SELECT n, sum(n) OVER (ORDER BY n ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s "
         "FROM (SELECT arrayJoin([1, 2, 4]) AS n) ORDER BY n"), [[1, 1], [2, 3], [4, 6]]),
        ("SELECT n, count() OVER w FROM (SELECT arrayJoin([1, 2]) AS n) WINDOW w AS () ORDER BY n",
         [[1, 2], [2, 2]]),
        ("SELECT n FROM (SELECT arrayJoin([1, 2]) AS n) QUALIFY row_number() OVER (ORDER BY n) = 2",
         [[2]]),
    ],
)  # fmt: skip
def test_it_gives(posthog: Asking, text: str, rows: list[list[object]] | None) -> None:
    """Each construct means what it says; None stands for a refusal by ClickHouse or HogQL."""
    if rows is None:
        assert posthog.post(text).status_code == 400
    else:
        assert posthog.rows(text) == rows


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("SELECT event, e.event, properties.word, properties.$set.email FROM events AS e",
         ["event", "event", "word", "$set__email"]),
        ("SELECT count(), count(*), lower(event) FROM events GROUP BY event",
         ["count()", "count(*)", "lower(event)"]),
        ("SELECT 1, 'a', 1 + 1, 1 = 2, not true, [1], (1, 2), x -> x",
         None),
        ("SELECT 1, 'a', 1 + 1, 1 = 2, not true, [1], (1, 2)",
         ["1", "'a'", "plus(1, 1)", "equals(1, 2)", "not(true)", "[1]", "tuple(1, 2)"]),
        ("SELECT a.e AS renamed FROM (SELECT event AS e FROM events) AS a", ["renamed"]),
    ],
)  # fmt: skip
def test_names_of_columns(posthog: Asking, text: str, columns: list[str] | None) -> None:
    """A column without alias is called after its field, or after the HogQL of its expression."""
    if columns is None:
        assert posthog.post(text).status_code == 400
    else:
        assert posthog.answer(text)["columns"] == columns


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("SELECT nope FROM events", "Unable to resolve field: nope"),
        ("SELECT e.nope FROM events AS e", "Unable to resolve field: e.nope"),
        ("SELECT events.event FROM events AS e", "Unable to resolve field: events.event"),
        ("SELECT event.name FROM events", "Unable to resolve field: event.name"),
        ("SELECT team_id FROM events", "Unable to resolve field: team_id"),
        ("SELECT properties FROM events JOIN persons ON 1 = 1", "Ambiguous query"),
        ("SELECT * FROM nope", "Unknown table `nope`"),
        ("SELECT * FROM system.tables", "Unknown table `system.tables`"),
        ("SELECT * FROM default.events", "Unknown table `default.events`"),
        ("SELECT * FROM person_by_distinct_id", "Unknown table `person_by_distinct_id`"),
        ("SELECT * FROM numbers(5)", "not supported"),
        ("SELECT * FROM url('http://localhost')", "not supported"),
        ("SELECT *", "no tables"),
        ("SELECT x.* FROM events", "Unable to resolve field: x.*"),
        ("SELECT 1 AS a, 2 AS a", "Cannot redefine an alias with the name: a"),
        ("SELECT * FROM events, events", "Already have joined a table"),
        ("SELECT file('/etc/passwd')", "Unsupported function call 'file(...)'"),
        ("SELECT joinGet('a', 'b', 'c')", "Unsupported function call 'joinGet(...)'"),
        ("SELECT sleep(3)", "Unsupported function call 'sleep(...)'"),
        ("SELECT lowe('x')", "Perhaps you meant 'lower(...)'?"),
        ("SELECT CountIf(true)", "Unsupported function call 'CountIf(...)'"),
        ("SELECT lower('a', 'b')", "Function 'lower' expects 1 argument, found 2"),
        ("SELECT sum(1, 2)", "Aggregation 'sum' expects 1 argument, found 2"),
        ("SELECT coalesce()", "Function 'coalesce' expects at least 1 argument, found 0"),
        ("SELECT now(1, 2)", "Function 'now' expects at most 1 argument, found 2"),
        ("SELECT quantile(event)(1) FROM events", "must be constants"),
        ("SELECT concat(DISTINCT 1, 2)", "takes only plain arguments"),
        ("SELECT lower(DISTINCT 'a')", "takes only plain arguments"),
        ("SELECT lower('a') FILTER (WHERE true)", "takes only plain arguments"),
        ("SELECT lower(1)('a')", "takes only plain arguments"),
        ("SELECT sum(1) OVER (ROWS 'x' PRECEDING)", "bounded by a number"),
        ("SELECT dateDiff('fortnight', now(), now())", "does not know the unit"),
        ("SELECT 1::geometry", "Unsupported type cast to 'geometry'"),
        ("SELECT 1 IN COHORT 5", "IN COHORT is not supported"),
        ("SELECT sum(1) OVER w", "Unknown window: w"),
        ("SELECT {'a': 1}", "Dict is not supported"),
        ("SELECT COLUMNS('x') FROM events", "ColumnsExpr is not supported"),
        ("SELECT * FROM events FINAL", "TABLE FINAL is not supported"),
        ("SELECT * FROM events SAMPLE 0.1", "SAMPLE is not supported"),
        ("SELECT 1 LIMIT 1 WITH TIES", "LIMIT WITH TIES is not supported"),
        ("SELECT 1 GROUP BY ALL", "GROUP BY MODE is not supported"),
        ("SELECT 1 ORDER BY 1 WITH FILL", "WITH FILL is not supported"),
        ("WITH RECURSIVE x AS (SELECT 1) SELECT * FROM x", "RECURSIVE is not supported"),
        ("SELECT * FROM events ASOF JOIN persons ON 1 = 1", "ASOF INNER JOIN is not supported"),
        ("SELECT (SELECT event FROM persons) FROM events", "Unable to resolve field: event"),
        ("SELECT 1 UNION ALL SELECT 1, 2", "same number of columns"),
        ("SELECT 1 SETTINGS max_threads = 1", "Unsupported"),
        ("INSERT INTO events VALUES (1)", "mismatched input"),
        ("DROP TABLE events", "mismatched input"),
        ("SELECT 1; SELECT 2", "input"),
        ("SELECT", "no viable alternative"),
        ("  ", "Empty query"),
        ("SELECT 'open", "input"),
    ],
)
def test_it_refuses(posthog: Asking, text: str, reason: str) -> None:
    """What HogQL or the sandbox does not know is a 400 that names it, never a guess."""
    assert reason in posthog.refusal(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("SELECT properties.n + 1 FROM events", "illegal_type_of_argument"),
        ("SELECT max(event) AS event FROM events WHERE event = 'x'", "illegal_aggregation"),
        ("SELECT max(n) AS m FROM (SELECT 1 AS n) WHERE m = 1", "illegal_aggregation"),
        ("SELECT event, count() FROM events", "not_an_aggregate"),
        ("SELECT toUUIDOrDefault('x', 1)", "bad_arguments"),
    ],
)
def test_clickhouse_refuses(posthog: Asking, text: str, code: str) -> None:
    """A fault that only ClickHouse sees comes with its name for it."""
    response = posthog.post(text)
    assert response.status_code == 400
    assert response.json()["code"] == code


def test_the_hogql_of_an_answer(posthog: Asking) -> None:
    """The answer shows the query as HogQL reads it, values filled in, and it reads itself."""
    text = (
        "WITH x AS (SELECT e.event AS name, e.properties.`a b` FROM events AS e "
        "LEFT JOIN persons ON e.person_id = persons.id PREWHERE 1 = 1 "
        "WHERE e.event IN {names} AND NOT e.event =~ 'z' GROUP BY e.event, e.properties.`a b` "
        "HAVING count() > 0 LIMIT 3 BY name) "
        "SELECT DISTINCT name, count() OVER (PARTITION BY name ORDER BY name DESC) "
        "FROM x WHERE name BETWEEN 'a' AND 'z' AND name LIKE 'o%' ORDER BY name DESC LIMIT 5"
    )
    answer = posthog.answer(text, values={"names": ["opened", "it's"]})
    assert "['opened', 'it\\'s']" in answer["hogql"]
    again = posthog.answer(answer["hogql"])
    assert (again["hogql"], again["results"]) == (answer["hogql"], answer["results"])
    assert answer["results"] == [["opened", 1]]
