"""Changes of a role that fail, whose answer is lost, or that come too often."""

import signal
from pathlib import Path
from typing import Any

import pytest

from tests.cli.roles.story import FULL, LIGHT, LINS_RECORD, Desk, a_csm, due, until, valid
from tests.terminal import Terminal


@pytest.mark.parametrize("fault", ["drop", "hang"])
def test_a_change_whose_answer_is_lost(rising: Terminal, desk: Desk, fault: str) -> None:
    """It was carried out: csm looks, sees it, and says so; it is sent once."""
    desk.arm(LINS_RECORD, fault=fault, when="after", seconds=5)
    out = rising("role upgrade --yes --json")
    assert valid(out)["outcome"] == "raised"
    assert "looking whether the role was changed" in out.stderr
    assert len(desk.asked("PUT", LINS_RECORD)) == 1


def test_a_change_that_never_arrives(rising: Terminal, desk: Desk) -> None:
    """Not seen within the time: unknown, not failed, and recorded as possibly due."""
    desk.arm(LINS_RECORD, fault="drop", when="before")
    out = rising("role upgrade --yes --json")
    assert (out.exit_code, str(out)) == (10, "")
    assert "not seen to become 'Full agent' within 1 s; it still may" in out.error["message"]
    assert len(desk.asked("PUT", LINS_RECORD)) <= 1
    assert due(rising)["confirmed"] is False


def test_a_change_that_zendesk_swallows(rising: Terminal, desk: Desk) -> None:
    """A page with 200 is no proof of anything: only the role itself is."""
    desk.arm(LINS_RECORD, fault="html", when="before")
    assert rising("role upgrade --yes").exit_code == 10
    assert desk.role() == LIGHT


def test_a_change_that_arrives_late(rising: Terminal, desk: Desk) -> None:
    """After an unknown outcome the next command sees the raised role, and says that it is."""
    desk.arm(LINS_RECORD, fault="drop", when="before")
    rising("role upgrade --yes")
    desk.give(FULL)
    assert "reminder: your role is Full agent since" in rising("show 48213").stderr


def test_too_many_changes_a_minute(rising: Terminal, desk: Desk) -> None:
    """Zendesk asks to wait: announced, waited for, and sent then."""
    desk.arm(LINS_RECORD, fault="status", status=429, retry_after=1)
    out = rising("role upgrade --yes")
    assert out.exit_code == 0
    assert "few changes of one person a minute; going on in 1 s" in out.stderr
    assert desk.role() == FULL


def test_the_limit_of_five_a_minute(rising: Terminal, desk: Desk) -> None:
    """The sixth change in a minute is not forced: nothing was changed, and csm says when to go on.

    A wait longer than the cap is a person's decision, so the cap is set low here.
    """
    Path(rising.variables["CSM_CONFIG"]).write_text("[limits]\nretry_after_cap_seconds = 1\n")
    for _ in range(2):
        rising("role upgrade --yes")
        rising("role downgrade --yes")
    rising("role upgrade --yes")
    out = rising("role downgrade --yes")
    assert out.exit_code == 7
    assert "run it again in" in out.stderr
    assert desk.role() == FULL
    assert due(rising)["kind"] == "run"  # told to go down: the next csm goes on trying


def test_a_downgrade_that_failed_is_made_up_for(rising: Terminal, desk: Desk) -> None:
    """Once told to step down, any later command does what could not be done then."""
    rising("role upgrade --yes")
    desk.arm(LINS_RECORD, fault="status", status=500)
    assert rising("role downgrade --yes").exit_code == 10
    assert desk.role() == FULL
    out = rising("show 48213")
    assert "your role is Light agent again" in out.stderr
    assert desk.role() == LIGHT
    until(lambda: due(rising) is None, 1)


@pytest.mark.parametrize(
    ("fault", "code", "then"),
    [
        ({"fault": "status", "status": 403}, 4, "next: csm role downgrade, as every command"),
        ({"fault": "status", "status": 422}, 4, "next: csm role downgrade, as every command"),
        ({"fault": "status", "status": 429, "retry_after": 3600}, 7, "next: run it again in"),
    ],
)
def test_a_downgrade_that_is_refused(
    rising: Terminal, desk: Desk, fault: dict[str, Any], code: int, then: str
) -> None:
    """The role is raised all the same, which is said, with both ways down; the code is the same."""
    rising("role upgrade --yes")
    desk.arm(LINS_RECORD, **fault)
    out = rising("role downgrade --yes")
    assert (out.exit_code, desk.role()) == (code, FULL)
    said = " ".join(out.stderr.split())
    assert "your role is still Full agent, and due back" in said
    assert then in said
    assert f"or go to {desk.url}/agent/ yourself (the app HogHero" in said
    assert due(rising) is None  # which was asked with another command: it has tried again


def test_a_downgrade_without_its_account(rising: Terminal, desk: Desk) -> None:
    """Nobody can be asked to lower it: the role that somebody has is told with the reason."""
    rising("role upgrade --yes")
    out = rising.with_(CSM_ZENDESK_ROLES_TOKEN="wrong")("role downgrade --yes")
    assert (out.exit_code, desk.role()) == (3, FULL)
    assert "your role is Full agent" in " ".join(out.stderr.split())


def test_ctrl_c_at_the_downgrade(rising: Terminal, desk: Desk) -> None:
    """Sent or not, nobody knows: csm says so, and the next command sees to it."""
    rising("role upgrade --yes")
    desk.arm(LINS_RECORD, fault="hang", when="before", seconds=40)
    with a_csm(rising.with_(CSM_TIMEOUT="40"), "role downgrade --yes") as process:
        until(lambda: LIGHT in desk.role_changes())
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "interrupted: your role may still be raised; next: csm role gives it back" in told
    assert "Light agent" in rising("role")
    assert desk.role() == LIGHT


def test_nothing_is_sent_that_cannot_be_recorded(rising: Terminal, desk: Desk) -> None:
    """A state folder that can't be written stops csm before the first request that changes."""
    state = Path(rising.variables["CSM_STATE"])
    state.mkdir(exist_ok=True)
    (state / "roles.sqlite3").mkdir()
    out = rising("role upgrade --yes")
    assert out.exit_code == 1
    assert "the record of roles" in out.stderr
    assert not desk.asked("PUT", "")


def test_a_damaged_record_stops_no_other_command(rising: Terminal) -> None:
    """Showing a ticket still works; that something may be due is said."""
    state = Path(rising.variables["CSM_STATE"])
    state.mkdir(exist_ok=True)
    (state / "roles.due").touch()
    (state / "roles.sqlite3").write_text("not a database, at all" * 99)
    out = rising("show 48213")
    assert out.exit_code == 0
    assert "reminder: a raised role may be due back: the record of roles" in out.stderr
