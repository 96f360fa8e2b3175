"""Stepping up and down where only a person can: csm names the page, waits and reminds."""

import signal
import stat
from pathlib import Path

import pytest

from tests.cli.roles.story import (
    ESCALATE,
    FULL,
    LIGHT,
    QUICK,
    Desk,
    a_csm,
    due,
    marker,
    presses_the_button,
    valid,
)
from tests.terminal import Terminal


def test_stepping_up_on_the_page(lin: Terminal, desk: Desk) -> None:
    """The page is named; csm waits for the person, and knows then what is due back."""
    with presses_the_button(desk, FULL):
        out = lin("role upgrade --yes --ticket 48213 --json")
    assert valid(out)["outcome"] == "raised"
    assert out.json["due_back"]["kind"] == "person"
    assert f"Open {desk.url}/agent/tickets/48213\n" in out.stderr
    assert 'HogHero in the right sidebar of a ticket: "Full"' in out.stderr
    assert "Waiting up to 5 s" in out.stderr
    assert not desk.asked("PUT", "")
    reminder = lin("show 48213").stderr
    assert "reminder: your role is Full agent since" in reminder
    assert f"{desk.url}/agent/ (the app HogHero" in reminder


def test_stepping_down_on_the_page(lin: Terminal, desk: Desk) -> None:
    """The same way back; afterwards nothing reminds any more."""
    with presses_the_button(desk, FULL):
        lin("role upgrade --yes")
    with presses_the_button(desk, LIGHT):
        out = lin("role downgrade --yes --json")
    assert valid(out)["outcome"] == "lowered"
    assert due(lin) is None
    assert "reminder" not in lin("show 48213").stderr


def test_a_person_steps_down_alone(lin: Terminal, desk: Desk) -> None:
    """The next command sees it and stops reminding."""
    with presses_the_button(desk, FULL):
        lin("role upgrade --yes")
    desk.give(LIGHT)
    assert "reminder" not in lin("show 48213").stderr
    assert not (Path(lin.variables["CSM_STATE"]) / "roles.due").exists()


def test_nobody_presses_the_button(lin: Terminal, desk: Desk) -> None:
    """The wait has an end; csm says so and does nothing else."""
    Path(lin.variables["CSM_CONFIG"]).write_text(QUICK.replace("seconds = 5", "seconds = 0.3"))
    out = lin("role upgrade --yes --json")
    assert (out.exit_code, str(out)) == (4, "")
    assert "your role has not changed within 0.3 s" in out.error["message"]
    assert desk.role() == LIGHT


def test_waiting_outlives_a_bad_moment_of_zendesk(lin: Terminal, desk: Desk) -> None:
    """A failed look is said once, and looked again."""

    def trouble() -> None:
        desk.arm("users/me", "GET", fault="status", status=500, times=2)

    with presses_the_button(desk, FULL, trouble):
        out = lin("role upgrade --yes")
    assert (out.exit_code, desk.role()) == (0, FULL)
    assert out.stderr.count("still waiting") == 1


def _browser(folder: Path) -> tuple[str, Path]:
    """A browser that writes down what it is asked to open, and chats on stdout."""
    opened, script = folder / "opened", folder / "browser.sh"
    script.write_text(f'#!/bin/sh\necho chatter\necho "$1" >> "{opened}"\n')
    script.chmod(script.stat().st_mode | stat.S_IXUSR)
    return f"{script} %s", opened


@pytest.mark.parametrize(
    ("line", "terminal", "is_opened"),
    [
        ("role upgrade --yes --json", False, False),
        ("role upgrade --yes --web --json", False, True),
        ("role upgrade --yes", True, True),
    ],
)
def test_the_browser(
    lin: Terminal, desk: Desk, tmp_path: Path, line: str, terminal: bool, is_opened: bool
) -> None:
    """Opened where a person sits in front, or on demand; its chatter stays off our stdout."""
    browser, opened = _browser(tmp_path)
    with presses_the_button(desk, FULL):
        out = lin.with_(terminal=terminal, BROWSER=browser, PATH="/usr/bin:/bin")(line)
    assert out.exit_code == 0
    assert opened.exists() == is_opened
    if is_opened:
        assert opened.read_text() == f"{desk.url}/agent/\n"
    assert "chatter" not in out


def test_on_the_page(lin: Terminal, desk: Desk) -> None:
    """Without an account: the ticket's page, the wait, the note, and the reminder to go back."""
    with presses_the_button(desk, FULL):
        out = lin(f"{ESCALATE} --yes --json")
    assert (out.exit_code, out.json["outcome"]) == (0, "escalated")
    assert f"Open {desk.url}/agent/tickets/48213\n" in out.stderr
    assert "reminder: your role is Full agent since" in out.stderr
    assert not desk.role_changes()
    assert "reminder: your role is Full agent" in lin("show 48213").stderr
    desk.give(LIGHT)
    assert "reminder" not in lin("show 48213").stderr
    assert not marker(lin).exists()


def test_on_the_page_nobody_comes(lin: Terminal, desk: Desk) -> None:
    """The wait ends; no note is written."""
    Path(lin.variables["CSM_CONFIG"]).write_text("[limits]\nrole_wait_seconds = 0.2\n")
    out = lin(f"{ESCALATE} --yes")
    assert out.exit_code == 4
    assert not desk.asked("PUT", "")


def test_on_the_page_stopped(lin: Terminal, desk: Desk) -> None:
    """Ctrl-C while csm waits: nothing was written; a button pressed afterwards is noticed."""
    code, told = _stopped(lin, f"{ESCALATE} --yes")
    assert (code, told) == (130, f"\n{STOPPED}, and csm role shows your role\n")
    assert not desk.asked("PUT", "")
    desk.give(FULL)
    assert "reminder: your role is raised since" in lin("show 48213").stderr


STOPPED = (
    "interrupted: nothing was sent, and your role was not seen to change; next: the same command "
    "waits again"
)


def _stopped(lin: Terminal, line: str) -> tuple[int | None, str]:
    """Ctrl-C while csm waits for the button: the exit code, and what was said after it."""
    with a_csm(lin, line) as process:
        assert process.stderr is not None
        told = ""
        while "Ctrl-C stops" not in told:
            told = process.stderr.readline()
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    return process.returncode, told


@pytest.mark.parametrize(
    ("line", "role"), [("role upgrade --yes", LIGHT), ("role downgrade --yes", FULL)]
)
def test_the_wait_is_stopped(lin: Terminal, desk: Desk, line: str, role: int) -> None:
    """Ctrl-C says what was not done, and what to type next, with this run's profile in it."""
    desk.give(role)
    code, told = _stopped(lin, f"{line} --profile default")
    assert code == 130
    assert f"\n{STOPPED}, and csm --profile default role shows your role\n" in told
    assert desk.role() == role
