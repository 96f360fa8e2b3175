"""Customers that are there to be confused: names with wildcards in them, witnesses who disagree."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.sandbox.posthog.asking import event, person, uuid, write_scenario

Row = dict[str, Any]

FIELD = 27031528411291
HOSTILE = "\x1b[31m[bold]<script>\u202egpj.exe"
ROCKETS = 'C:\\temp "Rockets"'

(
    NORTH, JUICE, JUICES, BOX, BOX_TOO, SHELL, EVIL, SPLIT, MOSTLY, BOOKING, ONLY_NAME, NO_PLAN,
    ONLY_ZENDESK, UNHEARD_OF, ELSEWHERE,
) = map(uuid, range(1, 16))  # fmt: skip
CHAIN = [uuid(100 + number) for number in range(60)]
ITSELF = uuid(500)
ALONE, TWIN, OTHER_TWIN, BOTH, HOLDING, EVIL_ALONE, PEOPLED = map(uuid, range(600, 607))
"""What Vitally knows; of these PostHog has `BOTH`, and a person of `PEOPLED`."""

NAMES = {
    NORTH: "Ørsted & SØN", JUICE: "100% Juice", JUICES: "1000 Juices", BOX: "Data_box One",
    BOX_TOO: "DataXbox Two", SHELL: ROCKETS, EVIL: HOSTILE, SPLIT: "Split", MOSTLY: "Mostly",
    BOOKING: "Booking.example", ONLY_NAME: "nobody.example", NO_PLAN: "No plan",
    ELSEWHERE: "' OR 1=1 --",
    ITSELF: "Chain", BOTH: "Both know",
    **{key: f"Chain store {number}" for number, key in enumerate(CHAIN)},
}  # fmt: skip

US, EU = "https://us.posthog.com", "https://eu.posthog.com"


def _member(number: int, email: str | None, organization: str, site: str, count: int = 1) -> Row:
    return person(
        number, [f"d{number}"], email=email, organization_id=organization, instance_url=site,
        organization_count=count,
    )  # fmt: skip


PERSONS = [
    _member(1, "Astrid@North.example", NORTH, EU),
    _member(2, "bo@north.example", NORTH, EU),
    _member(3, None, NORTH, EU),
    _member(4, "one@split.example", SPLIT, US),
    _member(5, "two@split.example", SPLIT, EU),
    _member(6, "one@mostly.example", MOSTLY, US),
    _member(7, "two@mostly.example", MOSTLY, "us.posthog.com"),
    _member(8, "three@mostly.example", MOSTLY, EU),
    _member(9, "a@booking.example", BOOKING, US),
    _member(10, "a@notbooking.example", JUICE, US),
    _member(11, "a@booking.example.evil", JUICE, US),
    _member(12, "many@juice.example", JUICE, US, count=3),
    _member(13, "both@juice.example", JUICE, US, count=2),
    _member(14, "moved@juice.example", JUICES, US),
    _member(15, "site@elsewhere.example", ELSEWHERE, "https://evil.example"),
    _member(16, "a_b@under.example", BOX, US),
    _member(18, "BO@North.example", NORTH, EU),
    _member(19, "only@UPPER.example", BOX, US),
    _member(20, "robin@posthog.example", BOX, US),
    _member(17, "a@unregistered.example", UNHEARD_OF, US),
    _member(21, "one@peopled.example", PEOPLED, US),
]
EVENTS = [
    event(1, "user logged in", "-3d", "d13", **{"$group_0": JUICE}),
    event(2, "user logged in", "-20d", "d13", **{"$group_0": BOX}),
    event(3, "user logged in", "-20d", "d14", **{"$group_0": JUICE}),
    event(4, "user joined organization", "-30d", "gone",
          properties={"organization_id": MOSTLY, "$set": {"email": "Gone@mostly.example"}}),
    event(5, "user logged in", "-400d", "d12", **{"$group_0": SPLIT}),
    event(6, "something else", "-2d", "d12", **{"$group_0": SPLIT}),
]  # fmt: skip


def _groups() -> Iterable[Row]:
    for key, name in NAMES.items():
        plan = {} if key == NO_PLAN else {"plan": "scale"}
        yield {"index": 0, "key": key, "properties": {"name": name, **plan}}
    yield {"index": 0, "key": "no-uuid", "properties": {"name": "Ghost group"}}
    yield {"index": 1, "key": uuid(99), "properties": {"name": "A project"}}


USERS = [
    {"id": 101, "name": "Robin", "email": "robin@posthog.example", "role": "agent",
     "role_type": 0, "api_token": "robin"},
    {"id": 103, "name": "Lin", "email": "lin@posthog.example", "role": "agent",
     "role_type": 1, "api_token": "lin"},
    {"id": 201, "name": "Astrid", "email": "astrid@north.example"},
    {"id": 202, "name": "Nobody", "email": "nobody@free.example", "organization_id": 506},
    {"id": 203, "name": "Many", "email": "many@juice.example"},
    {"id": 204, "name": "Known to Zendesk", "email": "zed@only.example", "organization_id": 504},
    {"id": 205, "name": "Not connected", "email": "zed@no-id.example", "organization_id": 505},
]  # fmt: skip
ORGANIZATIONS = [
    {"id": 501, "name": "Ørsted & SØN", "external_id": NORTH},
    {"id": 502, "name": "Juice, first", "external_id": JUICE},
    {"id": 503, "name": "Juice, again", "external_id": JUICE},
    {"id": 504, "name": "Only Zendesk", "external_id": ONLY_ZENDESK},
    {"id": 505, "name": "No id", "external_id": "crm-17"},
    {"id": 506, "name": "Gmail user - please assign to correct org", "external_id": None},
    {"id": 507, "name": "Only Zendesk, too", "external_id": ONLY_NAME},
]


def _ticket(number: int, requester: int, organization: int | None, field: str, text: str) -> Row:
    return {
        "id": number,
        "requester_id": requester,
        "organization_id": organization,
        "description": text,
        "custom_fields": [{"id": FIELD, "value": field}],
    }


def _names(organization: str) -> str:
    return (
        "It broke.\n\n-----\nKind: bug\nTarget area: General\n"
        "Report event: http://go/ticketByUUID/00000000-0000-4000-8000-000000000000\n"
        f"Admin (internal): http://go/adminOrgUS/{organization} (project ID 1)"
    )


AGREED, DISAGREED, BY_REQUESTER, NO_ID, ONE_OF_MANY, TEXT_DIFFERS, TEXT_ALONE, TEXT_AGREES = range(
    1001, 1009
)
HELD, BY_STAFF, OTHER_FIELD = range(1009, 1012)
TICKETS = [
    _ticket(AGREED, 201, 501, NORTH, "plain"),
    _ticket(DISAGREED, 201, 504, NORTH, "plain"),
    _ticket(BY_REQUESTER, 201, None, "", "plain"),
    _ticket(NO_ID, 205, 505, "", "plain"),
    _ticket(ONE_OF_MANY, 203, None, "", "plain"),
    _ticket(TEXT_DIFFERS, 201, 501, NORTH, _names(JUICE)),
    _ticket(TEXT_ALONE, 205, None, "", _names(JUICE)),
    _ticket(TEXT_AGREES, 201, None, "", _names(NORTH)),
    _ticket(HELD, 202, 506, "", "plain"),
    _ticket(BY_STAFF, 101, None, "", "plain"),
    _ticket(OTHER_FIELD, 201, 501, JUICES, "plain"),
]


VITALLY: dict[str, list[Row]] = {
    "admins": [
        {"id": "a-1", "name": "Robin Vale", "email": "robin@posthog.example"},
        {"id": "a-2", "name": HOSTILE, "email": "eve@posthog.example"},
    ],
    "accounts": [
        {"id": "v-1", "external_id": ALONE, "name": "Vitally Alone", "csm_id": "a-1"},
        {"id": "v-2", "external_id": TWIN, "name": "Twin Harbour"},
        {"id": "v-3", "external_id": OTHER_TWIN, "name": "twin  harbour"},
        {"id": "v-4", "external_id": "crm-9", "name": "Odd id"},
        {"id": "v-5", "external_id": BOTH, "name": "Both Know Ltd", "churned_at": "-9d"},
        {"id": "v/6", "external_id": BOOKING, "name": "booking.EXAMPLE", "csm_id": "a-1"},
        {"id": "v-8", "external_id": PEOPLED, "name": "Never registered"},
        {"id": "v-7", "external_id": EVIL_ALONE, "name": f"{HOSTILE} alone", "csm_id": "a-2"},
    ],
    "organizations": [{"id": "v-9", "external_id": HOLDING, "name": "Grouped Holding"}],
    "keys": [{"key": "sk_live_odd"}],
}


def write(folder: Path) -> Path:
    """Write the scenario."""
    often = {"queries_per_minute": 100_000, "queries_per_hour": 100_000}
    scenario = write_scenario(
        folder, events=EVENTS, persons=PERSONS, groups=_groups(), limits=often
    )
    zendesk = {
        "users": USERS,
        "organizations": ORGANIZATIONS,
        "ticket_fields": [{"id": FIELD, "type": "text", "title": "PostHog organization ID"}],
        "tickets": TICKETS,
    }
    (scenario / "vitally.json").write_text(json.dumps(VITALLY))
    (scenario / "zendesk.json").write_text(json.dumps(zendesk))
    return scenario
