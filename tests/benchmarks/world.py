"""The benchmark's log, the same for one seed and size: `python -m tests.benchmarks.world FOLDER`.

ClickHouse computes the rows from their numbers and writes them as the scenario's Parquet file.
The impersonations lie evenly in the hundred days before `UNTIL`, so that a shorter window has
fewer of them and one log is enough for every size. One in a hundred sittings is on each of the
audited organizations, whatever their numbers of members.
"""

import argparse
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

UNTIL = datetime(2026, 10, 31, tzinfo=UTC)
DAYS = 100
EVENTS = 10_000_000
IMPERSONATIONS = 100_000
_OWN_EVENTS = 12  # events of each member that carry the organization
_STAFF = 600
_SEED = 20261031


class Organization(NamedTuple):
    """An organization that is audited; `number` tells its sittings from the others'."""

    number: int
    members: int

    @property
    def id(self) -> str:
        """Its id among PostHog's groups."""
        return f"019a0000-0000-7000-8000-{self.number:012d}"


ORGANIZATIONS = (Organization(1, 20), Organization(2, 2_000), Organization(3, 20_000))


def write(folder: Path, events: int = EVENTS, impersonations: int = IMPERSONATIONS) -> None:
    """Write the scenario. Loads ClickHouse: let a process of its own do it."""
    from chdb.session import Session  # noqa: PLC0415 - half a gigabyte of library

    posthog = folder / "posthog"
    posthog.mkdir(parents=True)
    # A benchmark asks more often than a person, and its machine may have other work.
    limits = {"queries_per_minute": 1_000_000, "queries_per_hour": 1_000_000, "query_seconds": 60}
    (posthog / "project.json").write_text(json.dumps({"limits": limits}))
    _write_lines(posthog / "groups.jsonl", _groups())
    _write_lines(posthog / "persons.jsonl", _persons())
    session: Any = Session()  # type: ignore[no-untyped-call]
    try:
        session.query(_insertion(posthog / "events.parquet", events, impersonations))
    finally:
        session.close()


def _write_lines(file: Path, rows: Iterator[dict[str, Any]]) -> None:
    with file.open("w") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)


def _groups() -> Iterator[dict[str, Any]]:
    for one in ORGANIZATIONS:
        name = f"Organization of {one.members}"
        yield {"index": 0, "key": one.id, "properties": {"name": name}}


def _persons() -> Iterator[dict[str, Any]]:
    for one in ORGANIZATIONS:
        for member in range(one.members):
            yield {
                "id": f"019b0000-0000-7000-8{one.number:03d}-{member:012d}",
                "created_at": "2025-06-01T00:00:00Z",
                "distinct_ids": [f"m{one.number}-{member}"],
                "properties": {
                    "email": f"m{member}@o{one.number}.example",
                    "organization_id": one.id,
                    "organization_count": 1 + (member % 10 == 0),
                    "instance_url": "https://us.posthog.com",
                },
            }


def _insertion(file: Path, events: int, impersonations: int) -> str:
    owned = sum(one.members for one in ORGANIZATIONS) * _OWN_EVENTS
    others = events - owned - impersonations
    if others < 0:
        raise SystemExit(f"the members alone have {owned} events; give --events more")
    parts = [_impersonations(impersonations), _others(others), *map(_own, ORGANIZATIONS)]
    columns = "uuid, event, timestamp, distinct_id, properties, `$group_0`"
    union = "\nUNION ALL\n".join(f"SELECT {columns} FROM ({part})" for part in parts)  # noqa: S608
    return (
        f"INSERT INTO FUNCTION file('{file}', Parquet) {union} "
        "SETTINGS max_threads = 2, output_format_parquet_compression_method = 'zstd'"
    )


def _dice(name: str, of: str, sides: int | str) -> str:
    return f"cityHash64({_SEED}, '{name}', {of}) % {sides}"


def _uuid(name: str) -> str:
    return f"reinterpretAsUUID(MD5(concat('{_SEED} {name} ', toString(number)))) AS uuid"


def _moment(microseconds: str, days: int = DAYS) -> str:
    since = UNTIL - timedelta(days=days)
    return f"toDateTime64('{since:%F %T}', 6, 'UTC') + toIntervalMicrosecond({microseconds})"


def _impersonations(count: int) -> str:
    """Two sittings in five events of three: start and upgrade, start and downgrade, start."""
    last = int(timedelta(days=DAYS, hours=-2).total_seconds()) * 1_000_000
    return f"""
        WITH
            intDiv(number, 5) * 3 + [0, 0, 1, 1, 2][number % 5 + 1] AS sitting,
            number % 5 IN (1, 3) AS is_change,
            {_dice("staff", "sitting", _STAFF)} AS staff,
            -- In some months of 2026 a change of mode named its staff member as the account.
            is_change AND {_dice("drift", "sitting", 10)} = 0 AS named_staff,
            {_dice("customer", "sitting", 100)} + 1 AS customer,
            {_member("sitting")} AS member,
            if(named_staff, 900000 + staff, 1000000 * customer + member) AS target_id,
            if(named_staff, concat('s', toString(staff), '@posthog.example'),
               concat('m', toString(member), '@o', toString(customer), '.example')) AS target
        SELECT
            {_uuid("impersonation")},
            ['impersonation_started', 'impersonation_upgraded', 'impersonation_started',
             'impersonation_downgraded', 'impersonation_started'][number % 5 + 1] AS event,
            {_moment(_dice("at", "sitting", last))} + toIntervalSecond(
                if(is_change, 60 + {_dice("after", "number", 3000)}, 0)) AS timestamp,
            concat('staff-', toString(staff)) AS distinct_id,
            concat(
                '{{"region":"US","$ip":"203.0.113.7","$user_agent":"Mozilla/5.0","mode":',
                if(is_change, 'null', '"read_only"'),
                ',"staff_user_id":', toString(900000 + staff),
                ',"staff_user_email":"s', toString(staff), '@posthog.example"',
                ',"target_user_id":', toString(target_id), ',"target_user_email":"', target,
                '","reason":"Support ticket #', toString({_dice("ticket", "sitting", 60_000)}),
                ', asked to look at why \\\\"the insight\\\\" stays empty"}}') AS properties,
            '' AS `$group_0`
        FROM numbers({count})"""  # noqa: S608 - numbers of this module


def _member(of: str) -> str:
    """A member of the sitting's customer; another customer has 5,000."""
    sizes = ", ".join(str(one.members) for one in ORGANIZATIONS)
    return f"cityHash64({_SEED}, 'member', {of}) % if(customer <= 3, [{sizes}][customer], 5000)"


def _others(count: int) -> str:
    """What everybody else did; one in ten is of those events that tell of membership."""
    year = int(timedelta(days=400).total_seconds()) * 1_000_000
    return f"""
        WITH {_dice("kind", "number", 10)} = 0 AS is_login, {_dice("who", "number", 300_000)} AS who
        SELECT
            {_uuid("other")},
            if(is_login, 'user logged in', '$pageview') AS event,
            {_moment(_dice("at", "number", year), 400)} AS timestamp,
            concat('u', toString(who)) AS distinct_id,
            if(is_login,
                concat('{{"$set":{{"email":"u', toString(who), '@elsewhere.example"}}}}'),
                concat('{{"$current_url":"https://us.posthog.com/project/', toString(who % 9000),
                       '/insights","$lib":"web"}}')) AS properties,
            if(is_login, concat('other-', toString(who % 6000)), '') AS `$group_0`
        FROM numbers({count})"""  # noqa: S608 - numbers of this module


def _own(one: Organization) -> str:
    year = int(timedelta(days=400).total_seconds()) * 1_000_000
    return f"""
        WITH intDiv(number, {_OWN_EVENTS}) AS member
        SELECT
            {_uuid(f"own {one.number}")},
            if(number % {_OWN_EVENTS} = 0, 'user signed up', 'user logged in') AS event,
            {_moment(_dice(f"own {one.number}", "number", year), 400)} AS timestamp,
            concat('m{one.number}-', toString(member)) AS distinct_id,
            concat('{{"$set":{{"email":"M', toString(member), '@o{one.number}.example"}}}}')
                AS properties,
            '{one.id}' AS `$group_0`
        FROM numbers({one.members * _OWN_EVENTS})"""  # noqa: S608


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--events", type=int, default=EVENTS)
    parser.add_argument("--impersonations", type=int, default=IMPERSONATIONS)
    write(**vars(parser.parse_args()))
