"""The truth that the story tells is what can be found in the data, and nothing else is.

The look-up below is written for these tests, straight over the rows and without any query, so
that the story, the data and a future audit are three independent answers.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import pytest

from tests.sandbox.default_story import HEDGEBOX, Record, age, impersonations, rows, truth

_TELLING = {"user logged in", "user updated", "user joined organization", "user signed up"}
_TWO_HOURS = 7_200
ORGANIZATIONS = list(truth()["organizations"])


class Found(NamedTuple):
    """How an event was attributed to an organization."""

    basis: str
    mode: str
    staff_email: str | None


def _current(organization: str) -> set[str]:
    return {
        person["properties"]["email"].lower()
        for person in rows("persons")
        if person["properties"]["organization_id"] == organization and person["properties"]["email"]
    }


def _ever(organization: str) -> set[str]:
    found = _current(organization)
    for event in rows("events"):
        named = {event.get("$group_0"), event["properties"].get("organization_id")}
        if event["event"] in _TELLING and organization in named:
            then = event["person_properties"].get("email")
            found |= {email.lower() for email in (_set_email(event), then) if email}
    return found


def _set_email(event: Record) -> str | None:
    email: str | None = event["properties"].get("$set", {}).get("email")
    return email


def _target(event: Record) -> str:
    properties = event["properties"]
    email: str = properties.get("target_user_email") or properties.get("user_email") or ""
    return email.lower()


def _hides_target(event: Record) -> bool:
    properties = event["properties"]
    staff, target = properties.get("staff_user_id"), properties.get("target_user_id")
    changed = event["event"] != "impersonation_started"
    return changed and staff is not None and (target is None or str(target) == str(staff))


def _seconds(event: Record) -> int:
    at = age(event)
    assert at is not None
    return at


def _latest_start(event: Record, **wanted: Any) -> Record | None:
    near = [
        start
        for start in impersonations()
        if start["event"] == "impersonation_started"
        and age(start) is not None
        and 0 <= _seconds(event) - _seconds(start) <= _TWO_HOURS
        and start["properties"].get("region") == event["properties"].get("region")
        and all(str(start["properties"].get(key)) == value for key, value in wanted.items())
    ]
    return max(near, key=_seconds, default=None)


def _staff(event: Record) -> str | None:
    properties = event["properties"]
    if "staff_user_email" in properties:
        return str(properties["staff_user_email"])
    start = _latest_start(event, target_user_email=properties["user_email"])
    return str(start["properties"]["staff_user_email"]) if start else None


def _look_up(organization: str) -> dict[str, Found]:
    """Attribute every impersonation that has an offset, whenever it was."""
    region = truth()["organizations"][organization]["region"].upper()
    current, ever = _current(organization), _ever(organization)
    found = {}
    for event in impersonations():
        if event["properties"].get("region", region) != region or age(event) is None:
            continue
        who: Record | None = event
        if _hides_target(event):
            who = _latest_start(event, staff_user_id=str(event["properties"]["staff_user_id"]))
        if who is None or _target(who) not in ever:
            continue
        basis = "current_member" if _target(who) in current else "former_member"
        mode = {"upgraded": "read_write", "downgraded": "read_only"}.get(
            event["event"].removeprefix("impersonation_"), event["properties"].get("mode")
        )
        basis = "inferred" if who is not event else basis
        found[event["uuid"]] = Found(basis, str(mode), _staff(event))
    return found


@pytest.mark.parametrize("organization", ORGANIZATIONS)
def test_the_data_shows_what_the_story_says(organization: str) -> None:
    """Every event of the truth is found with its basis, mode and operator; no other is."""
    told = truth()["organizations"][organization]
    said = {
        event["uuid"]: Found(event["basis"], event["mode"], event["staff_email"])
        for event in told["events"]
    }
    outside = {*told["in_ingestion_lag"], *told["before_window"]}

    found = _look_up(organization)

    assert {uuid: how for uuid, how in found.items() if uuid not in outside} == said
    assert {uuid for uuid in found if uuid in outside} == {
        uuid for uuid in outside if age(_event(uuid)) is not None
    }


@pytest.mark.parametrize("organization", ORGANIZATIONS)
def test_members_are_those_that_the_data_shows(organization: str) -> None:
    """Current from persons, former from events, and those without an address counted."""
    members = truth()["organizations"][organization]["members"]
    nameless = [
        person
        for person in rows("persons")
        if person["properties"]["organization_id"] == organization
        and not person["properties"]["email"]
    ]

    assert set(members["current_emails"]) == _current(organization)
    assert set(members["former_emails"]) == _ever(organization) - _current(organization)
    assert members["without_email"] == len(nameless)
    assert (members["current"], members["former"]) == (
        len(members["current_emails"]),
        len(members["former_emails"]),
    )


def test_what_can_not_be_attributed_is_told_with_the_reason() -> None:
    """Two sessions of deleted users, two events of a hidden one, one upgrade without a start."""
    lost = truth()["organizations"][HEDGEBOX]["not_attributable"]
    anywhere = {uuid for organization in ORGANIZATIONS for uuid in _look_up(organization)}

    assert len(lost) == 5
    assert {entry["uuid"] for entry in lost}.isdisjoint(anywhere)
    assert all(entry["why"] for entry in lost)
    assert sorted(entry["found_by"] or "" for entry in lost) == [
        "",
        "--email niko.halonen@hedgebox.example",
        "--email niko.halonen@hedgebox.example",
        "--user-id 20499",
        "--user-id 20507",
    ]


def test_changes_without_a_target_go_to_the_customer_whose_session_it_was() -> None:
    """Five belong to Hedgebox, and one to the customer that came after Hedgebox that hour."""
    inferred = {
        f"{told['name']} {told['region']}": len(
            [e for e in told["events"] if e["basis"] == "inferred"]
        )
        for told in truth()["organizations"].values()
    }

    assert {name: count for name, count in inferred.items() if count} == {
        "Hedgebox Inc us": 5,
        "Kelpworks us": 1,
    }


def test_the_other_regions_events_are_kept_apart() -> None:
    """Of the address that exists twice, each organization gets only its own region's rows."""
    told = truth()["organizations"]
    shared = {
        organization: set(told[organization]["email_in_both_regions"]) for organization in told
    }
    own = {organization: {e["uuid"] for e in told[organization]["events"]} for organization in told}

    assert [o for o, uuids in shared.items() if uuids] == [
        HEDGEBOX,
        "018a9bb0-55d4-0000-a1c8-3e90b7f44c03",
    ]
    for organization in told:
        assert shared[organization].isdisjoint(own[organization])
    assert shared[HEDGEBOX] <= own["018a9bb0-55d4-0000-a1c8-3e90b7f44c03"]


def test_the_truth_uses_the_words_it_explains() -> None:
    """Every basis and flag has its sentence, and each of them occurs."""
    events = [e for o in truth()["organizations"].values() for e in o["events"]]
    used = {f"basis {event['basis']}" for event in events}
    used |= {f"flag {flag}" for event in events for flag in event["flags"]}

    assert used == {word for word in truth()["words"] if " " in word}


def _event(uuid: str) -> Record:
    return next(event for event in impersonations() if event["uuid"] == uuid)
