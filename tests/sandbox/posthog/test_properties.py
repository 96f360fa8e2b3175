"""`properties.x`, persons, groups: how HogQL reads JSON and what stands behind an event."""

# ruff: noqa: S608
# These tests are about queries and write them.

import pytest

from tests.sandbox.posthog.asking import Asking, uuid

_FIRST = f"FROM events WHERE uuid = '{uuid(1)}'"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("properties.word", "five"),
        ("properties.n", "5"),
        ("properties.ratio", "1.5"),
        ("properties.flag", "true"),
        ("properties.empty", ""),
        ("properties.nothing", None),
        ("properties.missing", None),
        ("properties.$set.email", "set@acme.example"),
        ("properties['$set']['email']", "set@acme.example"),
        ("properties['with space']", "yes"),
        ("properties.`with space`", "yes"),
        ("properties.list.1", "a"),
        ("properties.list.2.b", "c"),
        ("properties.list[2].b", "c"),
        ("properties.list", '["a",{"b":"c"}]'),
        ("properties.quoted", r"say \"hi\"\nto the \\ slash and the é"),
        ("JSONExtractString(properties, 'quoted')", 'say "hi"\nto the \\ slash and the é'),
        ("JSONExtractString(properties, 'missing')", ""),
        ("JSONExtractInt(properties, 'n')", 5),
        ("JSONHas(properties, 'nothing')", 1),
    ],
)
def test_event_properties(posthog: Asking, path: str, expected: object) -> None:
    """A property is text or NULL, with JSON's escapes left in; the JSON functions decode."""
    assert posthog.one(f"SELECT {path} {_FIRST}") == expected


def test_properties_through_a_subquery(posthog: Asking) -> None:
    """A column of JSON text stays one in subqueries, WITH and aliases."""
    assert posthog.one(f"SELECT p.word FROM (SELECT properties AS p {_FIRST})") == "five"
    in_with = f"WITH x AS (SELECT properties {_FIRST}) SELECT x.properties.n FROM x"
    assert posthog.one(in_with) == "5"
    assert posthog.row(f"SELECT properties AS p, p.word {_FIRST}")[1] == "five"


def test_the_person_of_an_event(posthog: Asking) -> None:
    """The person as of the event when the event carries it, else the one with its distinct id."""
    rows = posthog.rows(
        "SELECT DISTINCT uuid, person.properties.email, person_id, person.id, pdi.person_id "
        "FROM events ORDER BY uuid"
    )
    nobody = "00000000-0000-0000-0000-000000000000"
    ann, bob = [uuid(9001)] * 3, [uuid(9002)] * 3
    assert rows == [
        [uuid(1), "ann@acme.example", *ann],
        [uuid(2), "bob@acme.example", *bob],
        [uuid(3), "then@x", *ann],
        [uuid(4), None, *[nobody] * 3],
    ]
    assert posthog.one(f"SELECT events.person.properties.plan {_FIRST}") == "scale"


def test_the_groups_of_an_event(posthog: Asking) -> None:
    """`$group_0` is the key, '' when there is none; `group_0` is the group behind it."""
    rows = posthog.rows(
        "SELECT DISTINCT uuid, $group_0, $group_4, group_0.key, group_0.properties.name "
        "FROM events WHERE event = 'opened' ORDER BY uuid"
    )
    assert rows == [[uuid(1), "acme", "", "acme", "Acme"], [uuid(2), "", "", "", None]]


def test_persons_and_groups(posthog: Asking) -> None:
    """The other tables, with the columns that HogQL gives them."""
    columns = posthog.answer("SELECT * FROM persons LIMIT 1")["columns"]
    assert columns == ["id", "created_at", "properties", "is_identified"]
    assert posthog.rows("SELECT id, properties.email FROM persons ORDER BY id") == [
        [uuid(9001), "ann@acme.example"],
        [uuid(9002), "bob@acme.example"],
    ]
    assert posthog.rows("SELECT index, key, properties.name FROM groups") == [[0, "acme", "Acme"]]
    ids = posthog.rows("SELECT distinct_id, person_id FROM person_distinct_ids ORDER BY 1")
    assert ids == [["ann", uuid(9001)], ["ann-2", uuid(9001)], ["bob", uuid(9002)]]
    types = "SELECT group_type, group_type_index FROM system.group_type_mappings"
    assert posthog.rows(f"{types} ORDER BY group_type_index")[0] == ["organization", 0]


def test_a_delivered_again_event(posthog: Asking) -> None:
    """Events are read as they lie there: one delivered twice shows twice."""
    assert posthog.row("SELECT count(), uniq(uuid) FROM events") == [5, 4]


def test_star(posthog: Asking) -> None:
    """`*` brings the columns of all sources, `a.*` those of one."""
    columns = posthog.answer("SELECT * FROM events LIMIT 1")["columns"]
    assert columns[:5] == ["uuid", "event", "properties", "timestamp", "distinct_id"]
    assert "person_id" not in columns
    joined = "FROM events AS e JOIN groups AS g ON e.$group_0 = g.key"
    group = posthog.answer(f"SELECT g.* {joined}")["columns"]
    assert group == ["index", "key", "created_at", "updated_at", "properties"]
    assert posthog.answer(f"SELECT * {joined}")["columns"] == [*columns, *group]
    assert posthog.rows("SELECT * FROM (SELECT 1 AS a, 2 AS b) WHERE b = 2") == [[1, 2]]
