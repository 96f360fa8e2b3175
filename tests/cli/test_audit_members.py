"""Who counts as a member, on a scenario in which each person is known in another way."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import Terminal

OURS = "0190aaaa-0000-7000-8000-000000000001"
THEIRS = "0190bbbb-0000-7000-8000-000000000002"
EU = "https://eu.posthog.com"

# Whom staff signed in as, and how the audit should know the account; null for not at all.
EXPECTED = {
    "Öznur@small.example": ("current_member", set()),
    "old@small.example": ("former_member", {"former_member"}),
    "left@small.example": (
        "former_member",
        {"former_member", "may_concern_another_organization"},
    ),
    "first.gone@small.example": ("former_member", {"former_member"}),
    "second.gone@small.example": ("former_member", {"former_member"}),
    "both@small.example": ("current_member", {"may_concern_another_organization"}),
    "counted@small.example": ("current_member", {"may_concern_another_organization"}),
    "visitor@other.example": None,
}


def _person(name: str, email: str | None, organization: str | None, count: int = 1) -> Any:
    return {
        "id": f"00000000-0000-4000-8000-{name.encode().hex():0>12.12}",
        "created_at": "-300d",
        "distinct_ids": [name],
        "properties": {
            "email": email,
            "organization_id": organization,
            "organization_count": count,
            "instance_url": EU,
        },
    }


PERSONS = [
    _person("oz", "öznur@SMALL.example", OURS),
    _person("anon", None, OURS),
    _person("left", "left@small.example", THEIRS),
    _person("both", "both@small.example", OURS),
    _person("many", "counted@small.example", OURS, count=2),
    _person("vis", "visitor@other.example", THEIRS),
]


def _event(at: int, event: str, who: str, organization: str | None, **more: Any) -> Any:
    group = {"$group_0": organization} if organization else {}
    told = {"uuid": f"00000000-0000-4000-9000-{at:012}", "event": event, "distinct_id": who}
    return {**told, "timestamp": f"-{at}d", "properties": {}, **group, **more}


def _seen(email: str) -> Any:
    return {"properties": {"$set": {"email": email}}}


EVENTS = [
    # An address of before, only in what the event set; and one only in the person of then.
    _event(100, "user updated", "oz", OURS, **_seen("old@small.example")),
    _event(101, "user logged in", "left", OURS, person_properties={"email": "left@small.example"}),
    _event(20, "user logged in", "left", THEIRS),
    # Deleted since, so no person is left that could tell the two apart; one without the group.
    _event(102, "user logged in", "gone1", OURS, **_seen("first.gone@small.example")),
    _event(
        103, "user joined organization", "gone2", None,
        properties={"organization_id": OURS, "$set": {"email": "second.gone@small.example"}},
    ),
    _event(104, "user logged in", "gone3", OURS),
    # A member of ours who was seen in another organization as well.
    _event(105, "user logged in", "both", OURS),
    _event(106, "user logged in", "both", THEIRS),
    # Not an event that is sent with the organization of the person.
    _event(107, "insight viewed", "vis", OURS),
    *(
        _event(
            at, "impersonation_started", "staff", None,
            properties={
                "mode": "read_only", "reason": "why", "region": "EU",
                "staff_user_id": 1, "staff_user_email": "ada@posthog.example",
                "target_user_id": str(at), "target_user_email": email,
            },
        )
        for at, email in enumerate(EXPECTED, start=1)
    ),
]  # fmt: skip

DESK = (
    "users", "groups", "group_memberships", "custom_roles", "ticket_fields", "organizations",
    "tickets", "ticket_comments",
)  # fmt: skip


@pytest.fixture(scope="module")
def variables(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, str]]:
    """A sandbox of this scenario in a process of its own, as variables for a `csm`."""
    folder = tmp_path_factory.mktemp("members")
    (folder / "posthog").mkdir()
    (folder / "zendesk.json").write_text(json.dumps({name: [] for name in DESK}))
    groups = [{"index": 0, "key": OURS, "properties": {"name": "Small"}}]
    for name, records in (("persons", PERSONS), ("events", EVENTS), ("groups", groups)):
        lines = "".join(f"{json.dumps(record)}\n" for record in records)
        (folder / "posthog" / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", "sandbox", "serve", "--scenario", str(folder)],
        stdout=subprocess.PIPE,
        env={**os.environ, "CSM_STATE": str(folder / "state")},
        text=True,
    ) as process:
        assert process.stdout is not None
        described = json.loads(process.stdout.readline())
        yield {
            "CSM_POSTHOG_US_URL": described["services"]["posthog_us"],
            "CSM_POSTHOG_KEY": "phx_sandbox_us",
            "HOME": str(folder),
        }
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


@pytest.mark.parametrize("rows", [None, 1, 3])
def test_each_way_of_being_a_member_is_found(
    variables: Mapping[str, str], rows: int | None, tmp_path: Path
) -> None:
    """By today's person or by the past, deleted or renamed; and in pages of any length."""
    config = tmp_path / "config.toml"
    config.write_text(f"[audit]\nmost_rows = {rows}\npage_rows = {rows}\n" if rows else "")
    csm = Terminal({**variables, "CSM_CONFIG": str(config)})
    audit = csm(f"audit-impersonation {OURS} --json").json
    assert audit["complete"]
    assert audit["warnings"] == []
    assert audit["organization"] == {
        "id": OURS, "name": "Small", "region": "eu", "found_by": ["id"],
    }  # fmt: skip
    assert audit["members"] == {"current": 3, "former": 4, "without_email": 2}
    assert {
        event["target_email"]: (event["basis"], {flag["code"] for flag in event["flags"]})
        for event in audit["events"]
    } == {email: known for email, known in EXPECTED.items() if known}
