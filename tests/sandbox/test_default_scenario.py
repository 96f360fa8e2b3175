"""The scenario that ships: its files are those of the story, and the desk is what was promised."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from csm_cli.sandbox.scenario import read_scenario
from csm_cli.sandbox.scenarios import build
from csm_cli.sandbox.scenarios.moments import seconds
from tests.sandbox.default_story import (
    FOLDER,
    HEDGEBOX,
    KELPWORKS,
    Record,
    comments,
    desk,
    field,
    rows,
    tickets,
    users,
)

SEVERITY, AREA, ORGANIZATION_ID, SUPPORT_TYPE = (
    22084126888475, 27242745654043, 27031528411291, 26073267652251,
)  # fmt: skip
ESCALATION = 41000000000017
SUPPORT, REPLAY = 360000000001, 360000000002


def test_the_files_are_those_that_the_story_makes() -> None:
    """Nobody edited a file by hand, and nobody changed the story without building."""
    for path, text in build.files().items():
        assert path.read_text("utf-8") == text, f"run python -m {build.__name__}: {path.name}"


def test_the_sandbox_accepts_the_scenario() -> None:
    """The loader, which checks keys, types and references, reads every record."""
    loaded = datetime(2026, 11, 23, 10, tzinfo=UTC)
    scenario = read_scenario(FOLDER, loaded)

    assert {kind: len(desk()[kind]) for kind in desk()} == {
        kind: len(records) for kind, records in scenario.desk.records.items() if kind in desk()
    }
    for kind in ("events", "persons", "groups"):
        assert len(list(scenario.posthog_rows(kind))) == len(rows(kind))


def test_no_file_holds_a_character_that_an_editor_hides() -> None:
    """Control codes and direction marks are written as escapes, so that a diff shows them."""
    for path in FOLDER.rglob("*.json*"):
        hidden = re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\xa0\u200b-\u200f\u2028-\u202e\ufeff]",
                            path.read_text("utf-8"))  # fmt: skip
        assert hidden == [], path.name


def test_the_files_stay_small() -> None:
    """A wheel carries them, and a person reads them."""
    assert (FOLDER / "posthog" / "events.jsonl").stat().st_size < 1_500_000
    assert (FOLDER / "zendesk.json").stat().st_size < 500_000
    assert max(map(len, (FOLDER / "zendesk.json").read_text("utf-8").splitlines())) < 60_000


def test_only_invented_addresses_appear() -> None:
    """Every e-mail lies in a domain that can not exist."""
    text = "".join(path.read_text("utf-8") for path in FOLDER.rglob("*.json*"))
    domains = {found.lower() for found in re.findall(r"[\w.+-]+@([A-Za-z][\w-]*\.[\w.-]+\w)", text)}

    assert domains
    assert {domain for domain in domains if not domain.endswith(".example")} == set()


def test_the_first_full_agent_is_who_the_sandbox_signs_in_as() -> None:
    """Robin comes first, and each kind of role has somebody who can sign in."""
    able = [user for user in desk()["users"] if user.get("api_token")]

    assert [(user["email"], user["role"], user["role_type"]) for user in able] == [
        ("robin.vale@posthog.example", "agent", 0),
        ("ada.park@posthog.example", "agent", 0),
        ("lin.osei@posthog.example", "agent", 1),
        ("noor.haddad@posthog.example", "admin", 4),
    ]


def test_exactly_one_active_drop_down_is_the_escalation_field() -> None:
    """The look-alikes differ in type, in being active, or in their title."""
    titled = [f for f in desk()["ticket_fields"] if "esc." in f["title"].casefold()]
    real = [
        f
        for f in titled
        if f["type"] == "tagger" and f["active"] and f["title"].strip().casefold() == "esc."
    ]

    assert len(titled) == 3
    assert [f["id"] for f in real] == [ESCALATION]
    assert {o["name"]: o["value"] for o in real[0]["custom_field_options"]} == {
        "Escalated": "escalated",
        "De-escalated": "esc_resolved",
    }


@pytest.mark.parametrize("ticket", desk()["tickets"], ids=lambda ticket: str(ticket["id"]))
def test_a_ticket_agrees_with_its_conversation(ticket: Record) -> None:
    """Times, description, drop-down tags and who may speak publicly do not contradict."""
    said = comments(ticket["id"])
    times = [seconds(comment["created_at"]) for comment in said]
    taggers = {f["id"] for f in desk()["ticket_fields"] if f["type"] == "tagger"}
    chosen = {
        entry["value"] for entry in ticket["custom_fields"] if entry["id"] in taggers
    } - {None, ""}  # fmt: skip

    assert said[0]["body"] == ticket["description"]
    assert times == sorted(times)
    assert (seconds(ticket["created_at"]), seconds(ticket["updated_at"])) == (times[0], times[-1])
    assert times[-1] < 0
    assert chosen <= set(ticket["tags"])
    for comment in said:
        author = users()[comment["author_id"]]
        assert not (comment["public"] and author["only_private_comments"])
        assert comment["public"] or author["role"] != "end-user"


def test_the_ticket_of_the_demo() -> None:
    """48213 is open, in the support queue, nobody's, and quiet."""
    ticket = tickets()[48213]
    recent = [c for c in comments(48213) if not c["public"]]

    assert (ticket["status"], ticket["group_id"], ticket["assignee_id"]) == ("open", SUPPORT, None)
    assert field(ticket, AREA) == "session_replay"
    assert field(ticket, SEVERITY) == "high"
    assert field(ticket, ORGANIZATION_ID) == HEDGEBOX
    assert field(ticket, ESCALATION) is None
    assert recent == []


def test_claims_of_every_kind() -> None:
    """By mark and line, by line alone, released, taken over, mine, and faked by a customer."""
    line = re.compile(r"(Claimed|Released) by ([^<]+) <[^>]+> with csm")

    def history(number: int) -> list[tuple[str, str, bool, str | None]]:
        found = []
        for comment in comments(number):
            first = line.fullmatch(comment["body"].splitlines()[0])
            if first:
                mark = comment["metadata"]["custom"].get("csm_verb")
                found.append((first[1], first[2], comment["public"], mark))
        return found

    assert history(48214) == [("Claimed", "Ada Park", False, "claim")]
    assert history(48215) == [("Claimed", "Ada Park", False, None)]
    assert history(48216) == [
        ("Claimed", "Ada Park", False, "claim"),
        ("Released", "Ada Park", False, "release"),
    ]
    assert history(48217) == [("Claimed", "Ada Park", True, None)]
    assert history(48218) == [("Claimed", "Robin Vale", False, "claim")]
    assert [by for _, by, _, _ in history(48219)] == ["Ada Park", "Imani Achebe"]
    assert history(48227) == [("Claimed", "Lin Osei", False, "claim")]
    assert history(48226) == history(48228) == []
    assert "> Claimed by Ada Park" in comments(48228)[-1]["body"]
    assert tickets()[48226]["assignee_id"] == comments(48226)[-1]["author_id"]
    faker = comments(48217)[-1]["author_id"]
    assert users()[faker]["role"] == "end-user"


def test_escalations_of_every_kind() -> None:
    """Seen by the hero, hidden by status, hidden by an assignee, taken back, and solved."""
    state = {
        number: (field(tickets()[number], ESCALATION), tickets()[number]["status"],
                 tickets()[number]["assignee_id"] is not None)
        for number in (48220, 48221, 48222, 48223, 48224)
    }  # fmt: skip

    assert state == {
        48220: ("escalated", "open", False),
        48221: ("escalated", "pending", False),
        48222: ("escalated", "open", True),
        48223: ("esc_resolved", "open", False),
        48224: ("escalated", "solved", False),
    }
    assert tickets()[48220]["group_id"] == REPLAY
    for number in state:
        assert any("Escalating to engineering" in c["body"] for c in comments(number))


def test_slack_tickets_have_no_block_and_link_their_thread() -> None:
    """Pylon leaves a note; without its form there is neither group nor severity."""
    for number in (48230, 48231, 48232):
        said = comments(number)
        assert "-----" not in said[0]["body"]
        assert tickets()[number]["via"]["channel"] == "api"
        assert field(tickets()[number], ORGANIZATION_ID) is None
        assert "https://posthog.slack.com/archives/" in said[1]["body"]
        assert not said[1]["public"]
    filled = {n: (tickets()[n]["status"], tickets()[n]["group_id"] is not None,
                  field(tickets()[n], SEVERITY)) for n in (48230, 48231, 48232)}  # fmt: skip
    assert filled == {
        48230: ("new", False, None),
        48231: ("open", True, "high"),
        48232: ("open", False, None),
    }


def test_all_states_severities_plans_and_support_types_appear() -> None:
    """No state of the handbook is missing from the queue."""
    every = desk()["tickets"]
    tags = {tag for ticket in every for tag in ticket["tags"]}

    assert {ticket["status"] for ticket in every} == {
        "new", "open", "pending", "hold", "solved", "closed",
    }  # fmt: skip
    assert {field(t, SEVERITY) for t in every} == {"critical", "high", "medium", "low", None}
    assert {field(t, SUPPORT_TYPE) for t in every} == {
        "priority_support", "email_support", "free_support", None,
    }  # fmt: skip
    assert tags >= {
        "plan_enterprise", "plan_scale", "plan_boost", "plan_pay-as-you-go_paying", "plan_free",
        "owner_robin_vale", "owner_unassigned", "owner_zo___kerblom", "content_warning",
        "incident/418", "sla-warning", "conversations_fallback", "community_question",
        "github_issue", "pylon",
    }  # fmt: skip
    assert {t["organization_id"] for t in every} >= {
        370000000001, 370000000002, 370000000003, 370000000004, 370000000090, 370000000091, None,
    }  # fmt: skip
    assert 40 <= len(every) <= 50


def test_the_requester_under_the_wrong_organization() -> None:
    """Zendesk files 48260 under the free-mail organization, field and body say Kelpworks."""
    ticket = tickets()[48260]
    filed = next(o for o in desk()["organizations"] if o["id"] == ticket["organization_id"])

    assert filed["name"] == "Gmail user - please assign to correct org"
    assert filed["external_id"] is None
    assert field(ticket, ORGANIZATION_ID) == KELPWORKS
    assert f"organization ID {KELPWORKS}: Kelpworks, project ID 60931" in ticket["description"]


def _block(number: int) -> list[str]:
    return str(tickets()[number]["description"]).rsplit("\n-----\n", 1)[1].splitlines()


def test_forms_of_three_generations() -> None:
    """The lines under the five hyphens are those of each form, in its order."""
    newest = [line.split(": ")[0] for line in _block(48213)]
    second, oldest = _block(48280), _block(48281)

    assert newest == [
        "Kind", "Target area", "Report event", "Session", "Exceptions", "Location",
        "Admin (internal)", "Persons-on-events mode for project",
    ]  # fmt: skip
    assert "Admin: http://go/adminEU/ewa.nowicka@tidewater-freight.example (organization ID " in (
        "\n".join(second)
    )
    assert oldest[-1] == "Sentry: http://go/sentryEU/9518"
    assert oldest[-2].endswith("(Organization: 'Tidewater Freight'; Project: 9518:'Driver app')")
    assert " (at https://eu.posthog.com/project/9518/persons)" in oldest[3]
    assert tickets()[48281]["subject"].startswith("Bug Report: Data Integrity (")


def test_forms_with_lines_missing_or_added() -> None:
    """Anonymous and self-hosted have no admin link; billing and login have one more."""
    for number in (48265, 48266):
        assert not any(line.startswith("Admin") for line in _block(number))
    assert any(line.startswith("Billing admin (internal): ") for line in _block(48267))
    assert not any(line.startswith("Session") for line in _block(48295))
    assert "Target area: General" in _block(48289)
    assert tickets()[48287]["subject"].startswith(
        "Feedback: managed-kelp-forecasts (feature preview) ("
    )
    assert "project ID 51877: Hedgebox: checkout (beta), v2)" in tickets()[48291]["description"]
    assert "http://go/adminOrgUS/" in tickets()[48276]["description"]
    (exception,) = _block(48282)
    assert exception.startswith("Exception: TypeError: Cannot read properties of undefined")


def test_hostile_tickets_are_hostile() -> None:
    """Control codes, markup, formulas, templates, direction marks, a fake block, a long log."""
    body = tickets()[48290]["description"]

    for bait in ("\x1b[2J", "\x9b31m", "[bold red]", "<script>", "=HYPERLINK(", "{{ticket.id}}",
                 "DROP TABLE", "\u202e", "\u2028", "\r", "\x7f"):  # fmt: skip
        assert bait in body
    assert body.count("\n-----\n") == 2
    assert "\x1b" in tickets()[48290]["subject"]
    assert len(tickets()[48285]["description"]) > 25_000
    assert "مرحباً" in tickets()[48271]["description"]
    assert "👩🏽‍🔬" in tickets()[48272]["description"]
