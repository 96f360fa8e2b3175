"""The scenario's records into ClickHouse, streamed: no file is ever held in memory whole."""

import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from csm_cli.sandbox.posthog.world import World

Row = dict[str, Any]
# (statement, chunks of JSON lines) -> None
Insert = Callable[[str, Iterator[bytes]], None]
Run = Callable[[str], object]

_ROWS_IN_A_CHUNK = 2_000
_GROUP_COLUMNS = ", ".join(f"`$group_{index}` String" for index in range(5))
_GROUP_TYPES = ("organization", "project", "instance", "customer")
_NO_PERSON = "00000000-0000-0000-0000-000000000000"
_EPOCH = "1970-01-01T00:00:00Z"

# Events are read without FINAL, as HogQL reads them: a row delivered twice shows twice.
# Persons and groups show the latest version only.
_TABLES = f"""
events (
    uuid UUID, event String, properties String CODEC(ZSTD(1)),
    timestamp DateTime64(6, 'UTC'), distinct_id String, created_at DateTime64(6, 'UTC'),
    elements_chain String, `$session_id` String, `$window_id` String,
    person_id UUID,
    person_mode String, person_properties String CODEC(ZSTD(1)), {_GROUP_COLUMNS}
) ENGINE = MergeTree ORDER BY (toDate(timestamp), event, cityHash64(distinct_id), cityHash64(uuid))
---
persons (
    id UUID, created_at DateTime64(6, 'UTC'), properties String, is_identified Bool,
    version UInt64
) ENGINE = ReplacingMergeTree(version) ORDER BY id
---
person_distinct_ids (distinct_id String, person_id UUID, version UInt64)
ENGINE = ReplacingMergeTree(version) ORDER BY distinct_id
---
groups (
    `index` UInt8, key String, created_at DateTime64(6, 'UTC'), updated_at DateTime64(6, 'UTC'),
    properties String, version UInt64
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
    insert(f"INSERT INTO `{database}`.events", _lines(map(_event, world.posthog_rows("events"))))
    persons = enumerate(world.posthog_rows("persons"))
    insert(f"INSERT INTO `{database}`.persons", _lines(_person(*each) for each in persons))
    owners = enumerate(world.posthog_rows("persons"))
    ids = (owner for each in owners for owner in _distinct_ids(*each))
    insert(f"INSERT INTO `{database}`.person_distinct_ids", _lines(ids))
    groups = enumerate(world.posthog_rows("groups"))
    insert(f"INSERT INTO `{database}`.groups", _lines(_group(*each) for each in groups))
    types = iter(group_types())
    insert(f"INSERT INTO `{database}`.group_type_mappings", _lines(types))
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
    """The kinds of groups with their numbers, as PostHog's own project has them."""
    return [
        {
            "group_type": name,
            "group_type_index": index,
            "name_singular": name.capitalize(),
            "name_plural": f"{name.capitalize()}s",
        }
        for index, name in enumerate(_GROUP_TYPES)
    ]


def _lines(rows: Iterable[Row]) -> Iterator[bytes]:
    chunks = iter(rows)
    while chunk := list(itertools.islice(chunks, _ROWS_IN_A_CHUNK)):
        yield "".join(json.dumps(row) + "\n" for row in chunk).encode()


def _json(value: object) -> str:
    return json.dumps(value if value is not None else {}, ensure_ascii=False)


def _event(record: Row) -> Row:
    stored = record.get("person_properties")
    groups = {key: record.get(key) or "" for key in (f"$group_{index}" for index in range(5))}
    properties = record.get("properties") or {}
    return {
        "uuid": record["uuid"],
        "event": record["event"],
        "properties": _json(properties),
        "timestamp": record["timestamp"],
        "distinct_id": str(record["distinct_id"]),
        "created_at": record.get("created_at") or record["timestamp"],
        "elements_chain": record.get("elements_chain") or "",
        "$session_id": str(properties.get("$session_id") or ""),
        "$window_id": str(properties.get("$window_id") or ""),
        "person_id": record.get("person_id") or _NO_PERSON,
        "person_mode": record.get("person_mode") or "full",
        "person_properties": "" if stored is None else _json(stored),
        **groups,
    }


def _person(version: int, record: Row) -> Row:
    return {
        "id": record["id"],
        "created_at": record["created_at"],
        "properties": _json(record.get("properties")),
        "is_identified": bool(record.get("is_identified", True)),
        "version": version,
    }


def _distinct_ids(version: int, record: Row) -> Iterator[Row]:
    for distinct_id in record.get("distinct_ids") or ():
        yield {"distinct_id": distinct_id, "person_id": record["id"], "version": version}


def _group(version: int, record: Row) -> Row:
    created = record.get("created_at") or _EPOCH
    return {
        "index": record["index"],
        "key": record["key"],
        "created_at": created,
        "updated_at": record.get("updated_at") or created,
        "properties": _json(record.get("properties")),
        "version": version,
    }
