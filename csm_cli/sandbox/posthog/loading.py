"""The scenario's records into ClickHouse, streamed: no table is ever held in memory whole."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from csm_cli.sandbox.errors import StateError
from csm_cli.sandbox.posthog.world import World

Row = dict[str, Any]
Run = Callable[[str], object]
# (statement, chunks of JSON lines) -> None
Insert = Callable[[str, Iterator[bytes]], None]

_ROWS_IN_A_CHUNK = 2_000
# PostHog's own project has them in this order: the organization is number 0.
_GROUP_TYPES = ("organization", "project", "instance", "customer")
_GROUP_COLUMNS = ", ".join(f"`$group_{index}` String" for index in range(5))

# Records are inserted as they stand in the scenario; what they leave out is a column's DEFAULT.
# Events are read without FINAL, as HogQL reads them: a row delivered twice shows twice.
# Persons and groups show the latest version only.
_TABLES = f"""
events (
    uuid UUID, event String, properties String DEFAULT '{{}}', timestamp DateTime64(6, 'UTC'),
    distinct_id String, created_at DateTime64(6, 'UTC') DEFAULT timestamp, elements_chain String,
    `$session_id` String DEFAULT JSONExtractString(properties, '$session_id'),
    `$window_id` String DEFAULT JSONExtractString(properties, '$window_id'),
    person_id UUID, person_properties String, person_mode String DEFAULT 'full', {_GROUP_COLUMNS}
) ENGINE = MergeTree ORDER BY (toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))
---
persons (
    id UUID, created_at DateTime64(6, 'UTC'), properties String DEFAULT '{{}}',
    is_identified Bool DEFAULT true, version UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY id
---
person_distinct_ids (distinct_id String, person_id UUID, version UInt64)
ENGINE = ReplacingMergeTree(version) ORDER BY distinct_id
---
groups (
    `index` UInt8, key String, created_at DateTime64(6, 'UTC'),
    updated_at DateTime64(6, 'UTC') DEFAULT created_at, properties String DEFAULT '{{}}',
    version UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY (`index`, key)
---
group_type_mappings (
    group_type String, group_type_index UInt8, name_singular String, name_plural String
) ENGINE = Memory
---
person_by_distinct_id (
    distinct_id String, person_id UUID, created_at DateTime64(6, 'UTC'), properties String,
    is_identified Bool
) ENGINE = Join(ANY, LEFT, distinct_id)
---
group_by_key (`index` UInt8, key String, created_at DateTime64(6, 'UTC'), properties String)
ENGINE = Join(ANY, LEFT, `index`, key)
"""


def load(world: World, database: str, run: Run, insert: Insert) -> None:
    """Fill a new database with the records of a world."""
    run(f"CREATE DATABASE `{database}`")
    for table in _TABLES.split("---"):
        run(f"CREATE TABLE `{database}`.{table.strip()}")

    def fill(table: str, rows: Iterable[Row]) -> None:
        insert(f"INSERT INTO `{database}`.{table}", _chunks(rows))

    fill("events", world.posthog_rows("events"))
    if file := world.event_file():
        if not file.is_as_it_was():
            raise StateError(f"{file.path} is not what it was; csm sandbox reset loads it again")
        run(file.insertion(f"`{database}`.events"))
    fill("persons", _numbered(world.posthog_rows("persons")))
    fill("person_distinct_ids", _numbered(_distinct_ids(world.posthog_rows("persons"))))
    fill("groups", _numbered(world.posthog_rows("groups")))
    fill("group_type_mappings", group_types())
    for table in ("persons", "person_distinct_ids", "groups"):
        run(f"OPTIMIZE TABLE `{database}`.{table} FINAL")
    _index(database, run)


def _index(database: str, run: Run) -> None:
    """Look-up tables for `person` and `group_N` of an event."""
    run(
        f"INSERT INTO `{database}`.person_by_distinct_id "  # noqa: S608
        "SELECT ids.distinct_id, persons.id, persons.created_at, persons.properties, "
        f"persons.is_identified FROM `{database}`.person_distinct_ids AS ids "
        f"JOIN `{database}`.persons AS persons ON ids.person_id = persons.id"
    )
    run(
        f"INSERT INTO `{database}`.group_by_key "  # noqa: S608
        f"SELECT `index`, key, created_at, properties FROM `{database}`.groups"
    )


def group_types() -> list[Row]:
    """The kinds of groups with their numbers."""
    return [
        {
            "group_type": name,
            "group_type_index": index,
            "name_singular": name.capitalize(),
            "name_plural": f"{name.capitalize()}s",
        }
        for index, name in enumerate(_GROUP_TYPES)
    ]


def _distinct_ids(persons: Iterable[Row]) -> Iterator[Row]:
    for person in persons:
        for distinct_id in person.get("distinct_ids") or ():
            yield {"distinct_id": distinct_id, "person_id": person["id"]}


def _numbered(rows: Iterable[Row]) -> Iterator[Row]:
    """Of several rows with one key the last in the file is the latest version."""
    return ({**row, "version": version} for version, row in enumerate(rows))


def _chunks(rows: Iterable[Row]) -> Iterator[bytes]:
    """JSON lines in portions; ClickHouse keeps an object's text where the column is text."""
    # Half a surrogate pair, which JSON can spell, becomes a question mark.
    encode = json.JSONEncoder(
        ensure_ascii=False, check_circular=False, separators=(",", ":")
    ).encode
    remaining = iter(rows)
    while chunk := list(itertools.islice(remaining, _ROWS_IN_A_CHUNK)):
        yield "".join(encode(row) + "\n" for row in chunk).encode(errors="replace")
