"""A csm that is stopped or killed while the role is raised, and several of them at once."""

import signal
import threading
from pathlib import Path

import pytest

from tests.cli.roles.story import (
    ADMIN,
    ESCALATE,
    FULL,
    LIGHT,
    LINS_RECORD,
    THE_TICKET,
    Desk,
    a_csm,
    marker,
    until,
)
from tests.terminal import Terminal


def at_the_ticket(csm: Terminal, desk: Desk) -> Terminal:
    """A csm that will hang when it updates the ticket, raised, until somebody stops it."""
    desk.arm(THE_TICKET, fault="hang", when="after", seconds=40)
    return csm.with_(CSM_TIMEOUT="40")


def until_it_hangs(desk: Desk) -> None:
    """Wait for the update of the ticket; the role is up then."""
    until(desk.notes)
    assert desk.role() == FULL


@pytest.mark.parametrize(
    ("number", "code"),
    [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM), (signal.SIGHUP, -signal.SIGHUP)],
)
def test_stopped_while_raised(
    rising: Terminal, desk: Desk, number: signal.Signals, code: int
) -> None:
    """Ctrl-C, a polite kill, a closed window: the role goes back before csm ends."""
    with a_csm(at_the_ticket(rising, desk)) as process:
        until_it_hangs(desk)
        process.send_signal(number)
        _, told = process.communicate(timeout=20)
    assert process.returncode == code
    assert "your role is Light agent again" in told
    assert desk.role() == LIGHT
    assert not marker(rising).exists()


def test_stopped_at_the_upgrade(rising: Terminal, desk: Desk) -> None:
    """Ctrl-C while the answer to the upgrade is awaited: it was carried out, so it is undone."""
    desk.arm(LINS_RECORD, fault="hang", when="after", seconds=40)
    with a_csm(rising.with_(CSM_TIMEOUT="40")) as process:
        until(lambda: desk.role() == FULL)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "your role is Light agent again" in told
    assert desk.role_changes() == [FULL, LIGHT]
    assert not desk.notes()


def test_stopped_twice(rising: Terminal, desk: Desk) -> None:
    """A second Ctrl-C leaves at once; the record stays, and the next csm gives the role back."""
    desk.arm(LINS_RECORD, fault="latency", seconds=0.001)
    desk.arm(LINS_RECORD, fault="hang", when="before", seconds=40)
    with a_csm(at_the_ticket(rising, desk)) as process:
        until_it_hangs(desk)
        process.send_signal(signal.SIGINT)
        until(lambda: len(desk.role_changes()) > 1)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "ATTENTION: your role may still be raised" in told
    assert desk.role() == FULL
    assert "your role is Light agent again" in rising("show 48213").stderr
    assert desk.role() == LIGHT


@pytest.mark.parametrize("line", ["show 48213", "claim 48213 --dry-run", "whois-owns 48213"])
def test_killed_while_raised(rising: Terminal, desk: Desk, line: str) -> None:
    """After kill -9 the next command gives the role back, and says so; the note is left once."""
    with a_csm(at_the_ticket(rising, desk)) as process:
        until_it_hangs(desk)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
    assert desk.role() == FULL
    out = rising(line)
    assert "ended early: your role is Light agent again" in out.stderr
    assert desk.role() == LIGHT
    assert "role" not in rising(line).stderr
    assert len(desk.notes()) == 1


def test_killed_before_the_upgrade_arrived(rising: Terminal, desk: Desk) -> None:
    """The change comes through after the kill: two minutes long csm does not trust the quiet."""
    desk.arm(LINS_RECORD, fault="hang", when="before", seconds=40)
    with a_csm(rising.with_(CSM_TIMEOUT="40")) as process:
        until(desk.role_changes)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
    assert "not clear whether your role was raised" in rising("show 48213").stderr
    desk.give(FULL)
    assert "your role is Light agent again" in rising("show 48213").stderr
    assert desk.role() == LIGHT


def test_killed_and_lowered_by_somebody_else(rising: Terminal, desk: Desk) -> None:
    """Nothing is left to do: no request that changes anything, and no reminder."""
    with a_csm(at_the_ticket(rising, desk)) as process:
        until_it_hangs(desk)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
    desk.give(LIGHT)
    out = rising("show 48213")
    assert "role" not in out.stderr
    assert desk.role_changes() == [FULL]
    assert not marker(rising).exists()


def test_killed_and_promoted_by_somebody_else(rising: Terminal, desk: Desk) -> None:
    """A third role is somebody's decision: it stays, and csm says so once."""
    with a_csm(at_the_ticket(rising, desk)) as process:
        until_it_hangs(desk)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
    desk.give(ADMIN)
    assert "somebody has given you another role" in rising("show 48213").stderr
    assert desk.role() == ADMIN
    assert not marker(rising).exists()


def test_killed_and_the_account_is_gone(rising: Terminal, lin: Terminal, desk: Desk) -> None:
    """Without the account only the person can go back: csm reminds, with the page."""
    with a_csm(at_the_ticket(rising, desk)) as process:
        until_it_hangs(desk)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
    told = lin("show 48213").stderr
    assert "reminder: your role is Full agent since" in told
    assert f"{desk.url}/agent/" in told


def test_another_csm_leaves_a_raised_one_alone(rising: Terminal, desk: Desk) -> None:
    """While one is at work in the raised role, another neither lowers it nor reminds."""
    with a_csm(at_the_ticket(rising, desk)) as process:
        until_it_hangs(desk)
        assert "role" not in rising("show 48214").stderr
        assert desk.role() == FULL
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert desk.role() == LIGHT


def test_two_at_once(rising: Terminal, desk: Desk) -> None:
    """The second waits for the first, steps up itself, and both come down."""
    Path(rising.variables["CSM_CONFIG"]).write_text("[limits]\nrole_wait_seconds = 30\n")
    desk.arm(THE_TICKET, fault="latency", seconds=8)  # the second starts meanwhile
    other = f"{ESCALATE.replace('48213', '48214')} --yes"
    rising = rising.with_(CSM_TIMEOUT="20")
    with a_csm(rising) as first:
        until(lambda: FULL in desk.role_changes())
        with a_csm(rising, other) as second:
            _, told = second.communicate(timeout=60)
        _, _ = first.communicate(timeout=60)
    assert (first.returncode, second.returncode) == (0, 0)
    assert "another run is using your raised role; waiting for it" in told
    assert desk.role_changes() == [FULL, LIGHT, FULL, LIGHT]
    assert desk.role() == LIGHT


def test_the_other_one_takes_too_long(rising: Terminal, desk: Desk) -> None:
    """A wait with an end: nothing is changed, and it is safe to try again."""
    Path(rising.variables["CSM_CONFIG"]).write_text("[limits]\nrole_wait_seconds = 0.3\n")
    with a_csm(at_the_ticket(rising, desk)) as process:
        until_it_hangs(desk)
        out = rising(f"{ESCALATE.replace('48213', '48214')} --yes")
        assert out.exit_code == 7
        assert "another run on this machine is using your raised role" in out.stderr
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert desk.role_changes() == [FULL, LIGHT]


def test_raised_by_somebody_else_meanwhile(rising: Terminal, desk: Desk) -> None:
    """Full by the sidebar since csm looked: not csm's loan, so csm does not take it back."""
    # Of the looks that follow the plan's own, one takes a second: long enough for the sidebar.
    desk.arm(r"/users/me", "GET", fault="latency", seconds=0.001, times=2)
    desk.arm(r"/users/me", "GET", fault="latency", seconds=1)
    with a_csm(rising) as process:
        until(lambda: desk.asked("GET", "custom_roles"))
        press = threading.Timer(0.1, desk.give, (FULL,))
        press.start()
        _, told = process.communicate(timeout=30)
        press.join()
    assert process.returncode == 0, told
    assert desk.role_changes() == []
    assert desk.role() == FULL
