"""Scenario folders: what is read, what is put in, and how a bad one is refused."""

import json
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.sandbox import ScenarioError, World
from csm_cli.sandbox.scenario import read_scenario
from csm_cli.sandbox.times import parse_time, precise_time, zendesk_time
from tests.sandbox.small import SCENARIO

NOW = datetime(2026, 11, 23, 12, 0, 0, 500_000, tzinfo=UTC)
UUID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write files of a scenario; values other than text are written as JSON."""

    def write_files(**files: Any) -> Path:
        for name, content in files.items():
            path = tmp_path / {"zendesk": "zendesk.json"}.get(name, f"posthog/{name}.jsonl")
            if name == "project":
                path = tmp_path / "posthog" / "project.json"
            path.parent.mkdir(exist_ok=True)
            raw = content if isinstance(content, str | bytes) else json.dumps(content)
            path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
        return tmp_path

    return write_files


def refused(folder: Path) -> ScenarioError:
    """Read a whole scenario, rows included, and return the error."""
    with pytest.raises(ScenarioError) as caught:
        read_all(folder)
    return caught.value


def read_all(folder: Path) -> None:
    """Read everything that a folder holds."""
    scenario = read_scenario(folder, NOW)
    for kind in ("events", "persons", "groups"):
        list(scenario.posthog_rows(kind))


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("-3d2h", NOW - timedelta(days=3, hours=2)),
        ("+1w", NOW + timedelta(weeks=1)),
        ("-90m30s", NOW - timedelta(minutes=90, seconds=30)),
        ("-1h1h", NOW - timedelta(hours=2)),
        ("2026-01-02T03:04:05Z", datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)),
        ("2026-01-02T03:04:05.25+02:00", datetime(2026, 1, 2, 1, 4, 5, 250_000, tzinfo=UTC)),
        ("2026-01-02", datetime(2026, 1, 2, tzinfo=UTC)),
    ],
)
def test_times(text: str, moment: datetime) -> None:
    """An offset counts from loading; ISO 8601 is taken in any form, UTC when it names no zone."""
    assert parse_time(text, NOW) == moment


def test_a_time_without_a_zone_is_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the zone of the machine."""
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    time.tzset()
    try:
        assert parse_time("2026-01-02T03:04:05", NOW) == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    finally:
        monkeypatch.undo()
        time.tzset()


@pytest.mark.parametrize(
    "text", ["", "3d", "-", "-3", "-3x", "- 3d", "-3d 2h", "yesterday", "-99999999w", "NaN"]
)
def test_times_that_are_none(text: str) -> None:
    """Anything else is refused, offsets beyond the calendar too."""
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the text itself
        parse_time(text, NOW)


@given(st.datetimes(min_value=datetime(1970, 1, 1), max_value=datetime(9000, 1, 1)))  # noqa: DTZ001
def test_printed_times_read_back(moment: datetime) -> None:
    """Zendesk's form loses the fraction of a second only, the precise form nothing."""
    aware = moment.replace(tzinfo=UTC)
    assert parse_time(precise_time(aware), NOW) == aware
    assert parse_time(zendesk_time(aware), NOW) == aware.replace(microsecond=0)


def ticket(**keys: Any) -> dict[str, Any]:
    """Return a desk with one customer and one ticket."""
    return {
        "users": [{"id": 1, "name": "Dana"}],
        "tickets": [{"id": 7, "requester_id": 1, **keys}],
    }


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        ('{"users": [\n  {"id": 1,,}\n]}', 2, "not JSON"),
        ('{"users": [\n', 2, "not JSON: Expecting value"),
        ('{"users": [{}\n', 2, "found the end of the file"),
        ("", 1, "expected '{', found the end of the file"),
        ("[]", 1, "expected '{'"),
        ('{"users": [] "groups": []}', 1, "expected ','"),
        ('{"users": []}\n\nmore', 3, "text after the end"),
        ('{"users": [],\n"users": []}', 2, "appears twice"),
        ('{"users": {"id": 1}}', 1, "must be a list"),
        ('{"people": []}', 1, "unknown section 'people'"),
        ('{\n"users": [\n5]}', 3, "must be an object"),
        ('{"users": [{"id": NaN, "name": "x"}]}', 1, "NaN"),
        ('{"users": [{"a":' + "[" * 100_000, 1, "not JSON"),
        ('{"limits": {"account_per_hour": 1}}', 1, "unknown limit 'account_per_hour'"),
        ('{"limits": {"jobs": -1}}', 1, "jobs must be a number that is not negative"),
        ('{"limits": {"headers": "none"}}', 1, "headers must be one of"),
        ('{"limits": []}', 1, "'limits' must be an object"),
    ],
)
def test_what_is_no_desk(write: Write, text: str, line: int, reason: str) -> None:
    """Faults of the file's form name the line on which they are."""
    error = refused(write(zendesk=text))
    assert (error.file.name, error.line) == ("zendesk.json", line)
    assert reason in error.reason


@pytest.mark.parametrize(
    ("desk", "reason"),
    [
        (ticket(requester_id=2), "tickets: requester_id 2 is not among the users"),
        (ticket(group_id=5), "tickets: group_id 5 is not among the groups"),
        (ticket(assignee_id=1), "Dana cannot be an assignee by role"),
        (ticket(status="done"), "tickets: status must be one of new, open"),
        (ticket(created_at="soon"), "tickets: created_at must be a time"),
        (ticket(id="7"), "tickets: id must be a positive integer"),
        (ticket(id=True), "tickets: id must be a positive integer"),
        (ticket(id=2**63), "tickets: id must be a positive integer"),
        (ticket(subject=None), "tickets: subject must be text"),
        (ticket(tags=["a", 1]), "tickets: tags must be a list of texts"),
        (ticket(urgency=1), "tickets: unknown key 'urgency'"),
        (ticket(custom_fields=[{"id": 9, "value": 1}]), "custom field 9 is not among"),
        (ticket(follower_ids=[8]), "tickets: follower_ids 8 is not among the users"),
        ({"tickets": [{"id": 7}]}, "tickets: requester_id is missing"),
        ({"users": [{"id": 1, "name": "a"}] * 2}, "users: id 1 appears twice"),
        (
            {"users": [{"id": n, "name": "a", "email": e} for n, e in ((1, "A@x"), (2, "a@X"))]},
            "email a@X appears twice",
        ),
        ({"users": [{"id": 1, "name": "a", "api_token": "t"}]}, "without an email"),
        ({"users": [{"id": 1, "name": "a", "email": "a@x", "api_token": ""}]}, "not be empty"),
        (ticket() | {"ticket_comments": [{"ticket_id": 8, "author_id": 1}]}, "ticket_id 8 is not"),
        (
            {"ticket_fields": [{"id": 3, "type": "tagger", "title": "x",
                                "custom_field_options": [{"name": "A"}]}]},
            "an option needs a name and a value",
        ),
        (
            {"ticket_fields": [{"id": 3, "type": "tagger", "title": "x", "custom_field_options": [
                {"name": "A", "value": "a"}, {"name": "B", "value": "a"}]}]},
            "option 'a' appears twice",
        ),
        (
            {**ticket(custom_fields=[{"id": 3, "value": "b"}]),
             "ticket_fields": [{"id": 3, "type": "tagger", "title": "x",
                                "custom_field_options": [{"name": "A", "value": "a"}]}]},
            "'b' is no option of custom field 3",
        ),
        (
            {"users": [{"id": 1, "name": "Ada", "role": "agent"}],
             "groups": [{"id": 5, "name": "S"}],
             "tickets": [{"id": 7, "requester_id": 1, "assignee_id": 1, "group_id": 5}]},
            "Ada is no member of group 5",
        ),
        (
            {"users": [{"id": 1, "name": "Ada"}], "groups": [{"id": 5, "name": "S"}],
             "group_memberships": [{"id": n, "user_id": 1, "group_id": 5} for n in (1, 2)]},
            "user 1 is in group 5 twice",
        ),
    ],
)  # fmt: skip
def test_records_that_cannot_be(write: Write, desk: dict[str, Any], reason: str) -> None:
    """Wrong types, unknown keys and names of nothing are refused with the reason."""
    assert reason in refused(write(zendesk=desk)).reason


def test_a_faulty_record_is_named_by_its_line(write: Write) -> None:
    """The line is that of the record, not of the section or the file's end."""
    text = json.dumps(ticket(group_id=5), indent=1)
    line = text[: text.index("{", text.index('"tickets"'))].count("\n") + 1
    assert refused(write(zendesk=text)).line == line
    assert str(refused(write(zendesk=text))).startswith(f"{write()}/zendesk.json:{line}: tickets")


EVENT = {"uuid": UUID, "event": "$pageview", "timestamp": "-1d", "distinct_id": "a"}
PERSON = {"id": UUID, "created_at": "-1d"}


@pytest.mark.parametrize(
    ("kind", "lines", "line", "reason"),
    [
        ("events", [EVENT, "{"], 2, "not JSON"),
        ("events", [EVENT, "", "5"], 3, "must be a JSON object"),
        ("persons", [PERSON, PERSON], 2, f"{UUID} appears twice"),
        ("groups", [{"index": 0, "key": "k"}] * 2, 2, "(0, 'k') appears twice"),
        ("events", [EVENT | {"uuid": "x"}], 1, "uuid must be a UUID"),
        ("events", [EVENT | {"uuid": 5}], 1, "uuid must be a UUID"),
        ("events", [EVENT | {"timestamp": "soon"}], 1, "timestamp must be a time"),
        ("events", [EVENT | {"event": None}], 1, "event must be text"),
        ("events", [EVENT | {"properties": []}], 1, "properties must be an object"),
        ("events", [EVENT | {"$group_7": "x"}], 1, "unknown key '$group_7'"),
        ("events", [{"uuid": UUID}], 1, "distinct_id is missing"),
        ("persons", [{"id": UUID, "created_at": "-1d", "distinct_ids": "a"}], 1, "distinct_ids"),
        ("persons", [{"id": UUID}], 1, "created_at is missing"),
        ("groups", [{"index": 9, "key": "k"}], 1, "index must be 0 to 4"),
        ("groups", [{"index": 0, "key": 5}], 1, "key must be text"),
        ("groups", [b"\xff"], 1, "not UTF-8"),
    ],
)
def test_rows_that_cannot_be(
    write: Write, kind: str, lines: list[Any], line: int, reason: str
) -> None:
    """Every row of the three tables is checked, and named by its line."""
    raw = b"\n".join(
        item if isinstance(item, bytes)
        else (item if isinstance(item, str) else json.dumps(item)).encode()
        for item in lines
    )  # fmt: skip
    error = refused(write(**{kind: raw}))
    assert (error.file.name, error.line) == (f"{kind}.jsonl", line)
    assert reason in error.reason


@pytest.mark.parametrize(
    ("project", "reason"),
    [
        ({"project_id": "2"}, "project_id must be a positive integer"),
        ({"timezone": "Mars/Olympus"}, "unknown time zone 'Mars/Olympus'"),
        ({"timezone": "../../etc/passwd"}, "unknown time zone"),
        ({"keys": {}}, "keys must be a list"),
        ({"keys": [{"key": "k"}]}, "region is missing"),
        ({"keys": [{"key": "k", "region": "mars"}]}, "region must be us or eu"),
        ({"keys": [{"key": "k", "region": "us", "scopes": "all"}]}, "scopes must be a list"),
        ({"secret": 1}, "unknown key 'secret'"),
    ],
)
def test_projects_that_cannot_be(write: Write, project: Any, reason: str) -> None:
    """The project's file is checked as well."""
    assert reason in refused(write(project=project)).reason


def test_what_is_missing_has_defaults(write: Write) -> None:
    """Without a project there is project 2 with a key of each region; keys reach their project."""
    assert read_scenario(write(zendesk={}), NOW).project == {
        "project_id": 2,
        "timezone": "UTC",
        "keys": [
            {"key": f"phx_sandbox_{region}", "region": region,
             "scopes": ["query:read", "user:read"], "projects": [2]}
            for region in ("us", "eu")
        ],
    }  # fmt: skip
    own = {"project_id": 5, "keys": [{"key": "k", "region": "eu"}]}
    assert read_scenario(write(project=own), NOW).project["keys"][0]["projects"] == [5]


def test_a_folder_without_a_scenario(tmp_path: Path) -> None:
    """A wrong folder is refused instead of loading nothing."""
    assert "no scenario here" in refused(tmp_path / "elsewhere").reason


def test_rows_are_streamed_in_order(write: Write, tmp_path: Path) -> None:
    """Rows come back in the order of the file, with times resolved to microseconds."""
    events = [{**EVENT, "uuid": UUID[:-4] + f"{n:04d}", "timestamp": f"-{n}h"} for n in range(1200)]
    folder = write(events="\n".join(map(json.dumps, events)))
    world = World(tmp_path / "state", folder)
    rows = list(world.posthog_rows("events"))
    assert [row["uuid"] for row in rows] == [event["uuid"] for event in events]
    loaded = datetime.fromisoformat(rows[0]["timestamp"])
    assert datetime.fromisoformat(rows[5]["timestamp"]) == loaded - timedelta(hours=5)
    assert list(world.posthog_rows("persons")) == []
    world.close()


def test_an_event_may_stand_twice(write: Write) -> None:
    """Ingestion delivers again now and then; the rows come as they are."""
    scenario = read_scenario(write(events="\n".join([json.dumps(EVENT)] * 2)), NOW)
    assert [row["uuid"] for row in scenario.posthog_rows("events")] == [UUID, UUID]


def test_derived_keys(write: Write) -> None:
    """A pasted answer of the API loads: worked-out keys such as `url` are not taken for faults."""
    desk = ticket(url="https://x.zendesk.com/api/v2/tickets/7.json", organization_id=None)
    assert read_scenario(write(zendesk=desk), NOW).desk.records["tickets"][0]["id"] == 7


def test_the_small_scenario_is_good() -> None:
    """The scenario of these tests, with every kind of record, passes."""
    records = read_scenario(SCENARIO, NOW).desk.records
    assert all(records.values())
