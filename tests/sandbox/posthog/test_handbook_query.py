"""The handbook's own audit query runs as it stands, and errs as it does at PostHog."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.posthog.asking import Asking, asking, event, person, uuid

HANDBOOK = Path(__file__).parents[2] / "adapters" / "posthog" / "handbook_query.sql"
QUERIES = Path(__file__).with_name("queries")
ACME = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
OTHER = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d02"
STAFF = {"staff_user_id": 900, "staff_user_email": "staff@posthog.example", "region": "US"}


def _start(number: int, when: str, target: str, **properties: Any) -> dict[str, Any]:
    known = {**STAFF, "target_user_email": target, "target_user_id": "17", "mode": "read_only"}
    properties = {**known, "reason": "Support", **properties}
    return event(number, "impersonation_started", when, "staff", properties=properties)


def _change(number: int, when: str, way: str, **properties: Any) -> dict[str, Any]:
    known = {"reason": "Support", **properties}
    return event(number, f"impersonation_{way}", when, "staff", properties=known)


ANN = {**STAFF, "target_user_email": "ann@acme.example", "target_user_id": 17}
EVENTS = [
    _start(1, "-20d", "ann@acme.example", reason='"quoted"\nreason'),
    _start(1, "-20d", "ann@acme.example", reason='"quoted"\nreason'),  # delivered again
    _change(2, "-19d", "upgraded", **ANN),
    _change(3, "-18d", "downgraded", **ANN),
    _start(4, "-17d", "bob@acme.example"),  # Bob's person has capitals in the address
    _start(5, "-16d", "cat@acme.example"),  # Cat has left for another organization
    _start(6, "-15d", "ann@acme.example", region="EU"),  # Ann's account in the other region
    _change(7, "-14d", "upgraded", user_id=17, user_email="ann@acme.example"),
    _change(8, "-13d", "upgraded", **STAFF, target_user_id=900,
            target_user_email="staff@posthog.example"),
    _start(9, "-12d", "dan@other.example"),
    _change(10, "-11d", "upgraded", **STAFF),  # no target at all
    _start(11, "-40d", "ann@acme.example"),
    event(12, "user logged in", "-60d", "cat", **{"$group_0": ACME},
          properties={"$set": {"email": "cat@acme.example"}}),
]  # fmt: skip
PERSONS = [
    person(1, ["ann"], email="ann@acme.example", organization_id=ACME, org__name="Acme"),
    person(2, ["ann-2"], email="ann@acme.example", organization_id=ACME, org__name="Old Acme"),
    person(3, ["bob"], email="Bob@Acme.example", organization_id=ACME),
    person(4, ["cat"], email="cat@acme.example", organization_id=OTHER),
    person(5, ["eve"], organization_id=ACME),  # anonymised: no address
    person(6, ["dan"], email="dan@other.example", organization_id=OTHER),
]


@pytest.fixture(scope="module")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    """An organization with every kind of member and event that the query gets wrong."""
    groups = [{"index": 0, "key": ACME, "properties": {"name": "Acme", "slug": "acme"}}]
    folder = tmp_path_factory.mktemp("acme")
    with asking(folder, events=EVENTS, persons=PERSONS, groups=groups) as asked:
        yield asked


def _handbook(asked: Asking, organization: str = ACME) -> dict[str, Any]:
    text = HANDBOOK.read_text(encoding="utf-8").replace("ORGANIZATION_ID", organization)
    return asked.answer(text)


def test_its_rows(acme: Asking) -> None:
    """Ann's events stand there once per person and delivery, the EU one too; nothing else does."""
    answer = _handbook(acme)
    assert answer["columns"] == [
        "timestamp", "org_name", "target_user_id", "target_email", "event", "staff_email",
        "mode", "reason",
    ]  # fmt: skip
    ann, staff = "ann@acme.example", "staff@posthog.example"
    start, upgrade = "impersonation_started", "impersonation_upgraded"
    escaped = '\\"quoted\\"\\nreason'
    # timestamp left out
    assert [row[1:] for row in sorted(answer["results"])] == [
        ["Acme", "17", ann, start, staff, "read_only", escaped],
        ["Acme", "17", ann, start, staff, "read_only", escaped],
        ["Old Acme", "17", ann, start, staff, "read_only", escaped],
        ["Old Acme", "17", ann, start, staff, "read_only", escaped],
        ["Acme", "17", ann, upgrade, staff, None, "Support"],
        ["Old Acme", "17", ann, upgrade, staff, None, "Support"],
        ["Acme", "17", ann, start, staff, "read_only", "Support"],
        ["Old Acme", "17", ann, start, staff, "read_only", "Support"],
    ]
    assert answer["hasMore"] is False


def test_a_wrong_id_gives_nothing(acme: Asking) -> None:
    """A mistyped organization is an empty table, not an error."""
    assert _handbook(acme, ACME.replace("4b1d", "4b1e"))["results"] == []


def test_a_hundred_rows(tmp_path: Path) -> None:
    """With more events than a page the query shows a hundred; only `hasMore` tells."""
    events = [_start(number, "-1d", "ann@acme.example") for number in range(101)]
    with asking(tmp_path, events=events, persons=PERSONS[:1]) as asked:
        answer = _handbook(asked)
        assert (len(answer["results"]), answer["hasMore"], answer["limit"]) == (100, True, 100)


VALUES = {
    "org_id": ACME,
    "member_since": "2020-01-01",
    "since": "2020-01-01",
    "until": "2100-01-01",
    "emails": ["ann@acme.example", "bob@acme.example", "cat@acme.example"],
    "cursor_ts": "2100-01-01 00:00:00.000000",
    "cursor_uuid": "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "page_plus_one": 1001,
    "staff_emails": ["staff@posthog.example"],
}
UTC = {"convertToProjectTimezone": False}


def _corrected(asked: Asking, name: str, **values: Any) -> list[list[Any]]:
    text = (QUERIES / f"{name}.sql").read_text(encoding="utf-8")
    return asked.rows(text, values={**VALUES, **values}, modifiers=UTC)


def test_the_organization(acme: Asking) -> None:
    """The first corrected query names the organization from its group."""
    assert _corrected(acme, "organization") == [[ACME, "Acme", "acme"]]
    assert _corrected(acme, "organization", org_id=OTHER) == []


def test_the_members(acme: Asking) -> None:
    """The second one finds those who left, those without an address, and any spelling."""
    rows = _corrected(acme, "members")
    assert [(row[0], row[1], row[2]) for row in rows] == [
        ("", 1, 1),
        ("ann@acme.example", 1, 2),
        ("bob@acme.example", 1, 1),
        ("cat@acme.example", 0, 0),
    ]


def test_the_impersonations_page_by_page(acme: Asking) -> None:
    """The third one reaches every event of the members once a row, whatever the page size."""
    rows = _corrected(acme, "impersonations")
    assert [row[0] for row in rows] == [uuid(n) for n in (10, 8, 7, 6, 5, 4, 3, 2, 1, 1, 11)]
    paged: list[str] = []
    cursor: dict[str, Any] = {}
    while page := _corrected(acme, "impersonations", page_plus_one=3, **cursor)[:2]:
        paged += [row[0] for row in page]
        cursor = {"cursor_ts": page[-1][1], "cursor_uuid": page[-1][0]}
    # A page must not end between two deliveries of one event, which share a place; none does here.
    assert paged == [uuid(n) for n in (10, 8, 7, 6, 5, 4, 3, 2, 1, 1, 11)]
    reason = {row[0]: row[10] for row in rows}
    assert reason[uuid(1)] == '"quoted"\nreason'


def test_the_starts_of_staff(acme: Asking) -> None:
    """The last one gives all starts by a member of staff, of any customer, oldest first."""
    rows = _corrected(acme, "starts_of_staff")
    assert [row[0] for row in rows] == [uuid(n) for n in (11, 1, 1, 4, 5, 6, 9)]
    assert rows[0][4:] == ["staff@posthog.example", "17", "ann@acme.example"]
