"""Cells of PostHog's answers, as they really come."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.posthog import rows
from csm_cli.domain.errors import Unavailable
from csm_cli.domain.impersonation.members import Evidence
from csm_cli.domain.impersonation.records import Kind

SITES = {"us.posthog.com": "us", "eu.posthog.com": "eu"}
KINDS = {"impersonation_started": Kind.STARTED}
ROW = {
    "event_uuid": "0192aa00-0000-7000-8000-000000000001",
    "occurred_at": "2026-11-20 10:11:12.123456",
    "event_name": "impersonation_started",
    "event_region": "US",
    "staff_email": "ada@posthog.example",
    "staff_id": "1022",
    "target_email": " Mira@Hedge.example",
    "target_id": "20417.0",
    "start_mode": "read_only",
    "reason_escaped": None,
    "reason_text": "",
    "support_ticket": None,
}


def _escaped(reason: str) -> str:
    """How `properties.reason` gives a text: JSON's escapes stay, the quotes around it go."""
    return json.dumps(reason, ensure_ascii=False)[1:-1]


def test_a_row_becomes_a_record() -> None:
    """Times are aware and in UTC, regions in lower case, ids without a fraction."""
    record = rows.record(ROW, KINDS)
    assert record.occurred_at.isoformat() == "2026-11-20T10:11:12.123456+00:00"
    assert (record.region, record.target_user_id, record.reason) == ("us", "20417", None)
    assert record.target_email == "Mira@Hedge.example"


def test_a_page_becomes_records_row_by_row() -> None:
    """Cells are made sense of by columns, and still each row is told whole and in its place."""
    page = [
        ROW | {"event_uuid": f"{at:08d}", "target_id": str(at % 3), "staff_email": f"s{at % 2} "}
        for at in range(7)
    ]
    assert rows.records(page, KINDS) == tuple(rows.record(row, KINDS) for row in page)
    assert [record.event_uuid for record in rows.records(page, KINDS)] == [
        row["event_uuid"] for row in page
    ]


@given(st.datetimes(timezones=st.none() | st.just(UTC)), st.sampled_from(["auto", "microseconds"]))
def test_times_are_read_with_and_without_a_zone(at: datetime, spec: str) -> None:
    """ClickHouse writes none, and means UTC; whatever else it writes is not taken for UTC."""
    assert rows.moment(at.isoformat(" ", spec)) == at.replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("2026-11-20T10:00:00Z", 10), ("2026-11-20T10:00:00.5+02:00", 8), ("2026-11-20T10", 10),
        ("2026-11-20", 0), ("2026-11-20T10:00-01:00", 11),
    ],
)  # fmt: skip
def test_a_time_with_a_zone_of_its_own_keeps_it(text: str, hour: int) -> None:
    """Setting UTC beside a zone that is there would move the event."""
    assert (rows.moment(text).hour, rows.moment(text).utcoffset()) == (hour, timedelta())


@pytest.mark.parametrize(
    ("cell", "id_"),
    [
        ("20417", "20417"), (20417, "20417"), (20417.0, "20417"), ("20417.00", "20417"),
        (None, None), ("", None), ("abc", "abc"), ("1.5", "1.5"), ("-1", "-1"),
    ],
)  # fmt: skip
def test_ids_of_users_come_in_every_type(cell: Any, id_: str | None) -> None:
    """Text from the plain view, numbers from the others, fractions from a retyped property."""
    assert rows.user_id(cell) == id_


@given(st.text())
def test_a_reason_is_decoded_once_from_either_spelling(reason: str) -> None:
    """Whether or not PostHog serves the extraction from a column that keeps the escapes."""
    typed = reason if reason.strip() else None
    try:
        escaped = _escaped(reason).encode().decode()
    except UnicodeEncodeError:  # half of a pair, which JSON in UTF-8 can't carry
        return
    assert rows.reason(reason, escaped) == typed
    assert rows.reason(escaped, escaped) == typed


def test_a_backslash_that_was_typed_stays_one() -> None:
    r"""`C:\temp` must come out neither doubled nor as a tab."""
    typed = 'C:\\temp\\new, a "quote" and \\u0041'
    assert rows.reason(typed, _escaped(typed)) == typed
    assert rows.reason("", _escaped(typed)) == typed


def test_a_reason_that_no_json_reads_is_kept_as_it_came() -> None:
    """Better odd than lost."""
    assert rows.reason("50\\% off", "50\\% off") == "50\\% off"


@pytest.mark.parametrize(
    "broken",
    [
        {"occurred_at": None},
        {"occurred_at": "yesterday"},
        {"event_name": "impersonation_ended"},
        {"start_mode": ["read_only"]},
    ],
)
def test_a_row_that_makes_no_sense_stops_the_audit(broken: dict[str, Any]) -> None:
    """Dropping it in silence would be an audit with a hole."""
    with pytest.raises(Unavailable, match="can't be read"):
        rows.records([ROW, ROW | broken], KINDS)


def test_a_missing_column_stops_the_audit() -> None:
    """An answer of another shape is told, not guessed at."""
    with pytest.raises(Unavailable):
        rows.record({key: value for key, value in ROW.items() if key != "staff_id"}, KINDS)


@pytest.mark.parametrize(
    ("site", "region"),
    [
        ("https://eu.posthog.com", "eu"),
        ("https://US.posthog.com/", "us"),
        ("eu.posthog.com", "eu"),
        ("https://eu.posthog.com.evil.example", None),
        ("http://localhost:8000", None),
        ("https://[", None),
        ("", None),
        (None, None),
    ],
)
def test_the_region_of_a_person_is_that_of_its_instance(
    site: str | None, region: str | None
) -> None:
    """Only hosts that are known tell one."""
    row = {"person": "p", "email": "", "is_current": 1, "is_elsewhere": 0, "instance": site}
    assert rows.evidence(row, SITES) == Evidence("p", None, True, region, False)
