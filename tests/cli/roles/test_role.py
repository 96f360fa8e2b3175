"""`csm role`: which role somebody has, stepping up by an account, and down again."""

import pytest

from csm_cli.sandbox.scenarios.people import LIN, NOOR, ROBIN
from tests.cli.roles.story import (
    ADMIN,
    ESCALATE,
    FULL,
    LIGHT,
    LINS_RECORD,
    Desk,
    due,
    valid,
    with_changer,
)
from tests.terminal import Terminal


def test_a_light_agent_on_the_page(lin: Terminal, desk: Desk) -> None:
    """Who, which role, no account to change it: the page, and nothing due."""
    shown = valid(lin("role --json"))
    assert shown == {
        "schema_version": 1,
        "outcome": "shown",
        "person": {"id": LIN.zendesk_id, "name": "Lin Osei", "email": LIN.email},
        "access": "light",
        "role": {"id": LIGHT, "name": "Light agent"},
        "target": None,
        "way": "page",
        "page": f"{desk.url}/agent/",
        "changer": None,
        "due_back": None,
        "dry_run": False,
        "requests": [],
    }


def test_a_light_agent_with_an_account(rising: Terminal, desk: Desk) -> None:
    """The account that would change the role is named; the ticket's page is the one asked for."""
    shown = valid(rising("role --ticket 48213 --json"))
    assert shown["way"] == "credential"
    assert shown["changer"] == {"id": NOOR.zendesk_id, "name": NOOR.name, "email": NOOR.email}
    assert shown["page"] == f"{desk.url}/agent/tickets/48213"


def test_roles_on_a_screen(rising: Terminal, csm: Terminal) -> None:
    """On a terminal the words say what the role means and what to type."""
    text = rising.with_(terminal=True, NO_COLOR="1")("role")
    assert "Light agent (a light agent: private notes, no fields, no public replies)" in text
    assert "csm role upgrade, by way of Noor Haddad <noor.haddad@posthog.example>" in text
    assert "Full agent (a full agent" in csm.with_(terminal=True, NO_COLOR="1")("role")


def test_up_and_down(rising: Terminal, desk: Desk) -> None:
    """Each is one request that carries the role alone, read back before it is called done."""
    up = valid(rising("role upgrade --yes --json"))
    assert (up["outcome"], up["access"], up["role"]["name"]) == ("raised", "full", "Full agent")
    assert (up["due_back"]["kind"], up["due_back"]["confirmed"]) == ("told", True)
    assert desk.role() == FULL
    assert due(rising)["role"] == {"id": LIGHT, "name": "Light agent"}
    down = valid(rising("role downgrade --yes --json"))
    assert (down["outcome"], down["access"], down["due_back"]) == ("lowered", "light", None)
    assert desk.role() == LIGHT
    sent = [each["body"] for each in desk.asked("PUT", LINS_RECORD)]
    assert sent == [{"user": {"custom_role_id": FULL}}, {"user": {"custom_role_id": LIGHT}}]


def test_the_raised_role_stays_until_told(rising: Terminal, desk: Desk) -> None:
    """Other commands remind, and leave it: it was not raised for them."""
    rising("role upgrade --yes")
    out = rising("show 48213")
    assert "reminder: your role is Full agent since" in out.stderr
    assert out.stderr.rstrip().endswith("csm role downgrade")
    assert desk.role() == FULL


def test_offline_commands_remind_as_well(rising: Terminal, desk: Desk) -> None:
    """They ask nobody: what was raised on demand is told out of the record."""
    assert "reminder" not in rising("whois-owns replay").stderr
    rising("role upgrade --yes")
    before = len(desk.asked("GET", ""))
    out = rising("ownership check no-such-file.yaml --json")
    reminder, *_ = out.stderr.splitlines()
    assert reminder.startswith("reminder: Lin Osei's role is Full agent since ")
    assert reminder.endswith("; back to Light agent: csm role downgrade")
    assert out.error["code"] == "wrong_usage"  # the error object stays the last line
    assert len(desk.asked("GET", "")) == before
    rising("role downgrade --yes")
    assert "reminder" not in rising("whois-owns replay").stderr


def test_nothing_is_asked_when_nothing_is_due(rising: Terminal, desk: Desk) -> None:
    """An account for roles costs other commands no request."""
    rising("show 48213")
    assert not desk.asked("GET", "users/me|custom_roles")


def test_the_kept_role_follows(rising: Terminal, desk: Desk) -> None:
    """What csm keeps for hours about the person is right after each change."""
    escalate = ESCALATE.removesuffix(" --upgrade-role")
    assert rising(f"{escalate} --yes").exit_code == 4
    rising("role upgrade --yes")
    assert rising(f"{escalate} --dry-run").exit_code == 0
    rising("role downgrade --yes")
    before = len(desk.asked("GET", "users/me"))
    assert rising("claim 48213 --assign").exit_code == 4
    # One question more, since a kept "light" is asked again before it says no.
    assert len(desk.asked("GET", "users/me")) == before + 1
    assert not desk.asked("PUT", "tickets")


@pytest.mark.parametrize("action", ["upgrade", "downgrade"])
@pytest.mark.parametrize("how", ["", " --json", " --no-input"])
def test_no_change_without_a_yes(rising: Terminal, desk: Desk, action: str, how: str) -> None:
    """Off a terminal, or told not to ask, nothing is sent without --yes."""
    if action == "downgrade":
        desk.give(FULL)
    out = rising.with_(terminal=how == " --no-input")(f"role {action}{how}")
    assert (out.exit_code, str(out)) == (2, "")
    assert f"csm role {action} --yes" in out.stderr
    assert not desk.asked("PUT", "")


def test_a_person_is_asked(rising: Terminal, desk: Desk) -> None:
    """The question names both roles and whose account is used; anything but yes is no."""
    front = rising.with_(terminal=True)
    out = front("role upgrade", stdin="n\n")
    assert (out.exit_code, desk.role()) == (2, LIGHT)
    question = "from Light agent to Full agent as Noor Haddad <noor.haddad@posthog.example>? [y/N]"
    assert question in out.stderr
    assert front("role upgrade", stdin="y\n").exit_code == 0
    assert desk.role() == FULL


@pytest.mark.parametrize(("action", "then"), [("upgrade", FULL), ("downgrade", LIGHT)])
def test_a_dry_run(rising: Terminal, desk: Desk, action: str, then: int) -> None:
    """It shows the very request, and sends and records nothing."""
    if action == "downgrade":
        desk.give(FULL)
    planned = valid(rising(f"role {action} --dry-run --json"))
    assert (planned["outcome"], planned["dry_run"]) == ("planned", True)
    body = {"user": {"custom_role_id": then}}
    path = f"/api/v2/users/{LIN.zendesk_id}.json"
    assert planned["requests"] == [{"method": "PUT", "path": path, "body": body}]
    assert not desk.asked("PUT", "")
    assert due(rising) is None


@pytest.mark.parametrize("options", ["--yes", "--dry-run"])
def test_showing_takes_no_options_of_changing(lin: Terminal, options: str) -> None:
    """An option that would do nothing is refused, not ignored."""
    assert lin(f"role {options}").exit_code == 2


def test_a_full_agent_stays_one(csm: Terminal, desk: Desk) -> None:
    """Nothing is sent, nothing is recorded, nothing is due back."""
    robin = with_changer(csm)
    out = robin("role upgrade --yes --json")
    assert valid(out)["outcome"] == "already-full"
    assert not desk.asked("PUT", "")
    assert due(robin) is None


def test_a_light_agent_stays_one(rising: Terminal, desk: Desk) -> None:
    """Stepping down from nothing is done already."""
    assert valid(rising("role downgrade --yes --json"))["outcome"] == "already-light"
    assert not desk.asked("PUT", "")


def test_an_administrator_is_not_lowered(csm: Terminal, desk: Desk) -> None:
    """Whoever set that role, it was not csm."""
    noor = with_changer(csm).with_(
        CSM_ZENDESK_EMAIL=NOOR.email, CSM_ZENDESK_TOKEN=str(NOOR.api_token)
    )
    out = noor("role downgrade --yes")
    assert (out.exit_code, desk.role(NOOR.zendesk_id)) == (4, ADMIN)


def test_a_role_raised_elsewhere_goes_down_when_told(rising: Terminal, desk: Desk) -> None:
    """Somebody who stepped up in the sidebar can step down here."""
    desk.give(FULL)
    assert valid(rising("role downgrade --yes --json"))["outcome"] == "lowered"
    assert desk.role() == LIGHT


def test_a_role_that_somebody_else_changed(rising: Terminal, desk: Desk) -> None:
    """A third role is not csm's to take away: said once, and no longer due."""
    rising("role upgrade --yes")
    desk.give(ADMIN)
    out = rising("role downgrade --yes --json")
    assert out.exit_code == 6
    assert valid(out)["outcome"] == "changed"
    assert "somebody has made your role Admin since" in out.stderr
    assert desk.role() == ADMIN
    assert due(rising) is None


def test_somebody_else_is_signed_in_now(rising: Terminal, csm: Terminal, desk: Desk) -> None:
    """Their role is left alone, and they are told whose is due."""
    rising("role upgrade --yes")
    out = with_changer(csm)("show 48213")
    assert "reminder: Lin Osei's role is raised since" in out.stderr
    assert desk.role() == FULL
    assert desk.role(ROBIN.zendesk_id) == FULL
