"""The scenario's project 2: every awkward kind of impersonation event is there, and counted."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from uuid import UUID

from tests.sandbox.default_story import (
    HEDGEBOX,
    Record,
    age,
    impersonations,
    in_window,
    rows,
    tickets,
    truth,
)


def _named(event: str) -> list[Record]:
    return [e for e in impersonations() if e["event"] == f"impersonation_{event}"]


def _reasons() -> list[str]:
    return [event["properties"].get("reason") or "" for event in impersonations()]


def test_about_four_hundred_impersonations_among_others() -> None:
    """There is enough to page through, and more of everything else."""
    others = len(rows("events")) - len(impersonations())

    assert 380 <= len(impersonations()) <= 440
    assert 1_350 <= others <= 1_700
    assert len(truth()["organizations"][HEDGEBOX]["events"]) > 120


def test_identifiers_are_valid_and_only_deliveries_repeat() -> None:
    """A repeated uuid is the same event word by word."""
    by_uuid: dict[str, list[Record]] = {}
    for event in rows("events"):
        assert str(UUID(event["uuid"])) == event["uuid"]
        by_uuid.setdefault(event["uuid"], []).append(event)
    repeated = [copies for copies in by_uuid.values() if len(copies) > 1]

    assert sorted(map(len, repeated)) == [2, 2, 2, 2, 3]
    assert all(copy == copies[0] for copies in repeated for copy in copies)
    people = [person["id"] for person in rows("persons")]
    assert len({str(UUID(person)) for person in people}) == len(people)
    ids = [one for person in rows("persons") for one in person["distinct_ids"]]
    assert len(set(ids)) == len(ids)


def test_the_hundredth_row_shares_its_time_with_its_neighbours() -> None:
    """A page of 100 that goes on strictly before its last time loses events."""
    events = {event["uuid"]: event for event in rows("events")}
    newest = truth()["organizations"][HEDGEBOX]["events"]
    times = [events[found["uuid"]]["timestamp"] for found in newest]

    assert times[98] == times[99] == times[100] == times[101]
    assert sum(one == other for one, other in pairwise(times)) >= 8


def test_target_ids_come_as_text_and_as_numbers() -> None:
    """The plain start sends text, the others numbers, one a fraction, some nothing."""
    kinds = Counter(
        (event["event"], type(event["properties"].get("target_user_id", "absent")).__name__)
        for event in impersonations()
        if "user_email" not in event["properties"]
    )

    assert kinds[("impersonation_started", "str")] > 250
    assert kinds[("impersonation_started", "int")] >= 10
    assert kinds[("impersonation_started", "float")] == 1
    assert kinds[("impersonation_upgraded", "int")] > 50
    assert kinds[("impersonation_upgraded", "NoneType")] == 1
    assert kinds[("impersonation_upgraded", "str")] == 0


def test_only_starts_have_a_mode() -> None:
    """Upgrades and downgrades leave it to the reader, starts are mostly reading only."""
    modes = Counter(event["properties"].get("mode") for event in _named("started"))

    assert set(modes) == {"read_only", "read_write"}
    assert modes["read_only"] > 5 * modes["read_write"] > 0
    assert all("mode" not in e["properties"] for e in (*_named("upgraded"), *_named("downgraded")))
    assert len(_named("upgraded")) > 50
    assert len(_named("downgraded")) > 15


def test_upgrades_of_the_first_schema() -> None:
    """They name the impersonated user only, and are filed under that user's distinct id."""
    first = [e for e in impersonations() if "user_email" in e["properties"]]
    owners = {
        one: person["properties"]["email"]
        for person in rows("persons")
        for one in person["distinct_ids"]
    }

    assert len(first) == 5
    assert {e["event"] for e in first} == {"impersonation_upgraded"}
    assert sum(in_window(event) for event in first) == 3
    for event in first:
        assert not {"staff_user_id", "target_user_id", "mode"} & set(event["properties"])
        assert owners[event["distinct_id"]] == event["properties"]["user_email"]


def test_changes_that_record_staff_as_the_target() -> None:
    """There are some for the organization, one for another, and one for nobody."""
    own = [
        event
        for event in impersonations()
        if event["properties"].get("staff_user_email")
        and event["properties"].get("target_user_email") == event["properties"]["staff_user_email"]
    ]

    assert Counter(event["event"] for event in own) == {
        "impersonation_upgraded": 5,
        "impersonation_downgraded": 1,
    }
    assert all(in_window(event) for event in own)


def test_reasons_of_every_kind() -> None:
    """Tickets in many spellings, failed switches, control codes, formulas, markup, nothing."""
    text = "\n".join(_reasons())
    known = [number for number in tickets() if str(number) in text]

    assert len(known) >= 25
    baits = ('"it just broke"', "\x1b[31m", "=HYPERLINK(", "@SUM(", "<script>", "[bold red]",
             "DROP TABLE", "\u202e", "C:\\temp", "\r\n", "   ")  # fmt: skip
    assert [bait for bait in baits if bait not in text] == []
    assert _reasons().count("rollback after failed switch") == 1
    assert _reasons().count("") >= 6
    assert any(len(reason) > 1_000 for reason in _reasons())


def test_starts_from_a_ticket_carry_its_id() -> None:
    """They are reading only, and their reason is the form's own."""
    from_ticket = [e for e in _named("started") if "ticket_id" in e["properties"]]

    assert len(from_ticket) >= 10
    for event in from_ticket:
        properties = event["properties"]
        assert UUID(properties["ticket_id"])
        assert properties["mode"] == "read_only"
        assert properties["reason"].startswith("Support ticket #")
        assert isinstance(properties["target_user_id"], int)


def test_addresses_that_a_plain_comparison_misses() -> None:
    """Other letter case, no address, and one address in both regions."""
    shown = {p["properties"]["email"] for p in rows("persons") if p["properties"].get("email")}
    targets = [e["properties"].get("target_user_email") for e in impersonations()]
    cased = {t for t in targets if t and t not in shown and t.lower() in {s.lower() for s in shown}}
    regions: dict[str, set[str]] = {}
    for person in rows("persons"):
        email = person["properties"].get("email")
        if email and "posthog.example" not in email:
            regions.setdefault(email, set()).add(person["properties"]["instance_url"])

    assert len(cased) >= 4
    nameless = [e for e in impersonations() if "target_user_email" in e["properties"]
                and e["properties"]["target_user_email"] is None]  # fmt: skip
    assert len(nameless) == 3
    assert [email for email, sites in regions.items() if len(sites) == 2] == [
        "mira.lindqvist@hedgebox.example"
    ]


def test_persons_that_mislead() -> None:
    """No e-mail, two persons of one address with other sign-up names, moved, left, deleted."""
    people = [p["properties"] for p in rows("persons")]
    theo = [p for p in people if p["email"] == "theo.okonkwo@hedgebox.example"]
    hidden = [p for p in people if p["email"] is None]
    known = {one for person in rows("persons") for one in person["distinct_ids"]}
    strangers = {e["distinct_id"] for e in rows("events")} - known

    assert {p["org__name"] for p in theo} == {"Hedgebox Inc", "Okonkwo Consulting"}
    assert {p["organization_id"] for p in theo} == {HEDGEBOX}
    assert [p["organization_id"] for p in hidden] == [HEDGEBOX, HEDGEBOX]
    assert sum(p["organization_count"] > 1 for p in people) == 2
    assert sum(p["organization_id"] is None for p in people) == 2
    assert len(strangers) > 20


def test_events_know_persons_as_they_were() -> None:
    """The old address of somebody who was renamed is only in the events of that time."""
    then = [
        event
        for event in rows("events")
        if event.get("person_properties", {}).get("email") == "priyanka.rao@hedgebox.example"
    ]
    now = [p["properties"]["email"] for p in rows("persons")]

    assert len(then) >= 4
    assert any("$set" not in event["properties"] for event in then)
    assert "priyanka.rao@hedgebox.example" not in now
    assert "priyanka.rao-bell@hedgebox.example" in now


def test_both_regions_land_in_the_same_project() -> None:
    """EU events carry their region, one event carries none, user ids collide."""
    regions = Counter(event["properties"].get("region") for event in impersonations())
    ids = {
        region: {
            str(e["properties"].get("target_user_id"))
            for e in impersonations()
            if e["properties"].get("region") == region
        }
        for region in ("US", "EU")
    }

    assert regions["EU"] > 60
    assert regions[None] == 1
    assert "20417" in ids["US"] & ids["EU"]


def test_staff_are_who_the_events_belong_to() -> None:
    """An audit by the event's own person would look at PostHog, not at the customer."""
    by_staff = [e for e in impersonations() if "staff_user_id" in e["properties"]]
    orgs = {e["person_properties"]["organization_id"] for e in by_staff}

    assert len(orgs) == 1
    assert orgs.isdisjoint(truth()["organizations"])
    assert all("$ip" in e["properties"] and "$user_agent" in e["properties"] for e in by_staff)
    assert not any("$group_0" in event for event in impersonations())


def test_very_young_and_very_old_events() -> None:
    """Some may still be on their way, some are from before anything was sent reliably."""
    ages = [age(event) for event in impersonations()]

    assert sum(at is not None and at > -900 for at in ages) == 4
    assert sum(at is None for at in ages) >= 6
    assert all(at is None or at < 0 for at in ages)
    # Nothing near the far end of the window, so that it does not matter when a test runs.
    edge = [at for at in ages if at is not None and -31 * 86_400 < at < -29 * 86_400 - 43_200]
    assert edge == []


def test_groups_of_all_four_kinds_and_their_traps() -> None:
    """A name that two organizations share, one without people, and people without a group."""
    groups = rows("groups")
    organizations = [g for g in groups if g["index"] == 0]
    names = Counter(g["properties"]["name"] for g in organizations)
    populated = {p["properties"].get("organization_id") for p in rows("persons")}
    keys = {g["key"] for g in organizations}

    assert {g["index"] for g in groups} == {0, 1, 2, 3}
    assert all(g["key"] == g["properties"]["id"] for g in organizations)
    assert [name for name, count in names.items() if count > 1] == ["Hedgebox Inc"]
    assert [g["properties"]["name"] for g in organizations if g["key"] not in populated] == [
        "Quillfeather Press"
    ]
    assert len(populated - keys - {None}) == 1
