"""What a killed run left raised: any command gives it back, or says how it goes back."""

import os
import signal
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from csm_cli.adapters.loans import SqliteLoans
from csm_cli.domain import roles
from csm_cli.domain.roles import Loan, Role
from csm_cli.domain.tickets import Person
from csm_cli.sandbox.scenarios.people import LIN
from tests.cli.roles.story import (
    FULL,
    LIGHT,
    LINS_RECORD,
    THE_TICKET,
    Desk,
    a_csm,
    marker,
    presses_the_button,
    until,
)
from tests.promises.program import commands
from tests.promises.test_documents import RUNS
from tests.terminal import Terminal

LASTING = {"demo", "sandbox serve"}
"""Commands that take long or never end: seen at their start, in a process of their own."""

OF_CSM = {"help", "completion"}
"""Commands that are part of the program's own help."""

LINES = RUNS | {
    "sandbox env": "sandbox env --state nowhere",
    "auth login": "auth login posthog --with-token --insecure-storage",
}

PATIENT = "[limits]\nrole_return_seconds = 60\nrole_wait_seconds = 5\nrole_poll_seconds = 0.05\n"
GIVEN_BACK = "ended early: your role is Light agent again\n"


@pytest.fixture
def left(rising: Terminal, desk: Desk) -> Terminal:
    """Lin with an account for roles, after a run that was killed in the raised role."""
    _set(rising, PATIENT)
    return _leave(rising, desk)


def _set(csm: Terminal, config: str) -> None:
    Path(csm.variables["CSM_CONFIG"]).write_text(config)


def _leave(csm: Terminal, desk: Desk, kind: str = roles.RUN, *, confirmed: bool = True) -> Terminal:
    """What a kill leaves: the raised role, and the record of it."""
    lower, upper = Role(LIGHT, "Light agent", "light"), Role(FULL, "Full agent", "full")
    now = datetime.now(UTC)
    person = Person(LIN.zendesk_id, "Lin Osei", LIN.email)
    loan = Loan(person, lower, upper, kind, now, confirmed=confirmed)
    SqliteLoans(Path(csm.variables["CSM_STATE"]), desk.url, lambda: now).record(loan)
    desk.give(FULL)
    return csm


@pytest.mark.parametrize("line", ["role", "log", "whois-owns replay", "org hedgebox"])
def test_after_a_real_kill(rising: Terminal, desk: Desk, line: str) -> None:
    """A csm that hangs at the ticket, killed with SIGKILL: the next one gives the role back."""
    _set(rising, PATIENT)
    desk.arm(THE_TICKET, fault="hang", when="after", seconds=40)
    with a_csm(rising.with_(CSM_TIMEOUT="40")) as process:
        until(desk.notes)
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=20)
    assert desk.role() == FULL
    assert GIVEN_BACK in rising(line).stderr
    assert desk.role() == LIGHT
    assert not marker(rising).exists()
    assert "role" not in rising("whois-owns replay").stderr


EVERY = sorted({command.name for command in commands()} - LASTING - OF_CSM)


@pytest.mark.parametrize("name", EVERY)
def test_every_command_gives_it_back(
    left: Terminal, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Whatever it is about, and however it ends: the role is back before it does its own work."""
    monkeypatch.chdir(tmp_path)
    out = left(LINES[name])
    assert out.stderr.startswith("a run of ")
    assert out.stderr.count(GIVEN_BACK) == 1
    assert "reminder" not in out.stderr
    assert (desk.role(), desk.role_changes()) == (LIGHT, [LIGHT])
    assert not marker(left).exists()


@pytest.mark.parametrize("name", sorted(LASTING))
def test_a_command_that_lasts(left: Terminal, desk: Desk, name: str) -> None:
    """The role is back long before such a command ends."""
    with a_csm(left, name):
        until(lambda: desk.role() == LIGHT)


@pytest.mark.parametrize(
    "line",
    ["--version", "--help", "", "whois-owns --help", "whois-owns --fields help", "help exit-codes",
     "completion bash", "completion fish --json", "clam"],
)  # fmt: skip
def test_help_is_about_csm_alone(
    left: Terminal, desk: Desk, capsys: pytest.CaptureFixture[str], line: str
) -> None:
    """Versions, help and completion ask nobody, and remind of nothing."""
    out = left(line)
    assert "role" not in out.stderr + capsys.readouterr().err
    assert not desk.asked("GET", "")
    assert desk.role() == FULL


@pytest.mark.parametrize("action", ["", " show", " --json"])
def test_role_shows_the_role_that_it_has_lowered(left: Terminal, desk: Desk, action: str) -> None:
    """Whoever follows the reminder is a light agent, and sees that."""
    out = left(f"role{action}")
    assert (out.exit_code, desk.role()) == (0, LIGHT)
    assert "Light agent" in out
    assert GIVEN_BACK in out.stderr


def test_role_that_cannot_lower_it_says_what_to_type(left: Terminal, desk: Desk) -> None:
    """In a pipe as well: the role, that it is due, and the command."""
    desk.arm(LINS_RECORD, fault="status", status=403)
    out = left("role")
    assert out.startswith("shown\tfull\tFull agent\t")
    assert out.stderr.startswith("ATTENTION: your role may still be raised")
    assert out.stderr.endswith("or now: csm role downgrade\n")


def test_zendesk_that_is_slow_holds_no_look_up_up(rising: Terminal, desk: Desk) -> None:
    """It is waited for so long, told in a line, and reminded of; the answer is the usual one."""
    _set(rising, "[limits]\nrole_return_seconds = 0.3\n")
    usual = rising("whois-owns replay")
    desk.arm("users/me", "GET", fault="hang", when="before", seconds=30, times=9)
    began = time.monotonic()
    with a_csm(_leave(rising, desk).with_(CSM_TIMEOUT="30"), "whois-owns replay") as process:
        out, told = process.communicate(timeout=25)
    assert time.monotonic() - began < 20
    assert (process.returncode, out) == (0, usual)
    late, reminder = told.splitlines()
    assert late == "giving the raised role back takes longer than 0.3 s; going on meanwhile"
    assert reminder.startswith("reminder: Lin Osei's role is Full agent since ")
    assert reminder.endswith("; back to Light agent: csm role downgrade")


def test_what_comes_late_is_told_at_the_end(rising: Terminal, desk: Desk) -> None:
    """Given back while the command was at work: nothing is left to remind of."""
    _set(rising, "[limits]\nrole_return_seconds = 0.01\n")
    _leave(rising, desk)
    desk.arm(r"tickets/48213\.json", "GET", fault="latency", seconds=4)
    out = rising.with_(CSM_TIMEOUT="20")("show 48213")
    assert out.exit_code == 0
    assert out.stderr.startswith("giving the raised role back takes longer than 0.01 s")
    assert out.stderr.endswith(GIVEN_BACK)
    assert desk.role() == LIGHT


def test_ctrl_c_while_it_is_given_back(rising: Terminal, desk: Desk) -> None:
    """It is obeyed at once: the command was not begun, and the role is reminded of."""
    _set(rising, "[limits]\nrole_return_seconds = 30\n")
    _leave(rising, desk)
    desk.arm("users/me", "GET", fault="hang", when="before", seconds=40, times=9)
    with a_csm(rising.with_(CSM_TIMEOUT="40"), "whois-owns replay") as process:
        until(lambda: desk.asked("GET", "users/me"))
        process.send_signal(signal.SIGINT)
        out, told = process.communicate(timeout=15)
    assert (process.returncode, out) == (130, "")
    assert "; back to Light agent: csm role downgrade\n" in told
    assert told.endswith("\ninterrupted: the command was not begun\n")


@pytest.mark.parametrize("line", ["whois-owns replay", "log", "show 48213"])
def test_a_refusal_is_told_once_and_stops_nothing(left: Terminal, desk: Desk, line: str) -> None:
    """The command does its work; the next one tries again."""
    desk.arm(LINS_RECORD, fault="status", status=403)
    out = left(line)
    assert out.exit_code == 0
    assert out.stderr.count("ATTENTION: your role may still be raised") == 1
    assert "reminder" not in out.stderr
    assert desk.role() == FULL
    assert GIVEN_BACK in left(line).stderr
    assert desk.role() == LIGHT


def test_the_doctor_gives_it_back_or_names_the_way(left: Terminal, desk: Desk) -> None:
    """After a refusal the check has the one thing to do; once that is done it has nothing."""
    desk.arm(LINS_RECORD, fault="status", status=403)
    assert _check(left) == ("warn", "csm role downgrade")
    assert left("role downgrade --yes").exit_code == 0
    assert (_check(left), desk.role()) == (("ok", None), LIGHT)


def _check(csm: Terminal) -> tuple[str, str | None]:
    checks = csm("doctor --json").json["checks"]
    return next((each["state"], each["next"]) for each in checks if each["name"] == "raised_role")


def test_without_an_account_the_page_is_named(lin: Terminal, desk: Desk) -> None:
    """Only a person can go back then: what to press and where; nobody is asked for it."""
    out = _leave(lin, desk)("whois-owns replay")
    assert out.stderr.startswith("reminder: Lin Osei's role is Full agent since ")
    assert f"; back to Light agent: {desk.url}/agent/ (the app HogHero" in out.stderr
    assert not desk.asked("GET", "")
    with presses_the_button(desk, LIGHT):
        assert lin("role downgrade --yes").exit_code == 0
    assert "role" not in lin("whois-owns replay").stderr


@pytest.mark.parametrize("confirmed", [True, False])
def test_half_an_account_or_broken_settings_remind(
    rising: Terminal, desk: Desk, *, confirmed: bool
) -> None:
    """A command that can't even read its settings says that a role is due, then what is wrong."""
    _leave(rising, desk, confirmed=confirmed)
    _set(rising, "[limits\n")
    out = rising("whois-owns replay")
    is_so = "is" if confirmed else "may be"
    assert out.exit_code == 2
    assert out.stderr.startswith(f"reminder: Lin Osei's role {is_so} Full agent since ")
    assert out.stderr.splitlines()[0].endswith("back to Light agent: csm role downgrade")
    _set(rising, "")
    half = rising.with_(CSM_ZENDESK_ROLES_TOKEN="")("whois-owns replay")
    assert (half.exit_code, desk.role()) == (0, FULL)
    assert half.stderr.endswith("csm role downgrade\n")


def test_an_account_that_zendesk_knows_no_longer(left: Terminal, desk: Desk) -> None:
    """It is told why the role stays, and the look-up answers."""
    out = left.with_(CSM_ZENDESK_ROLES_TOKEN="wrong")("whois-owns replay")
    assert (out.exit_code, desk.role()) == (0, FULL)
    assert "ATTENTION" in out.stderr


def test_a_role_raised_with_another_profile(rising: Terminal, desk: Desk) -> None:
    """It is that profile's account that lowers it: the reminder names it, whatever else ran."""
    _leave(rising, desk)
    _set(
        rising,
        f'[profiles.main.zendesk]\nurl = "{desk.url}"\n'
        '[profiles.other.zendesk]\nurl = "https://other.zendesk.com"\n',
    )
    rest = {
        name: text for name, text in rising.variables.items() if not name.startswith("CSM_ZENDESK_")
    }
    out = Terminal(rest)("whois-owns replay --profile other")
    assert out.exit_code == 0
    way = "csm --profile main role downgrade"
    assert out.stderr.endswith(f"; back to Light agent: {way}\n")
    checks = Terminal(rest)("doctor --profile other --json").json["checks"]
    assert [each["next"] for each in checks if each["name"] == "raised_role"] == [way]


def test_two_at_once_give_it_back_once(left: Terminal, desk: Desk) -> None:
    """One lowers it; the other leaves it alone, and neither reminds of what is done."""
    desk.arm(LINS_RECORD, fault="latency", seconds=1)
    told: list[str] = []

    def run() -> None:
        told.append(left.with_(CSM_TIMEOUT="20")("log").stderr)

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert "".join(told).count(GIVEN_BACK) == 1
    assert "reminder" not in "".join(told)
    assert (desk.role(), desk.role_changes()) == (LIGHT, [LIGHT])


def test_a_csm_at_work_in_the_raised_role_is_not_told_of(lin: Terminal, desk: Desk) -> None:
    """It gives the role back itself: another command has nothing to remind of."""
    _leave(lin, desk)
    loans = SqliteLoans(Path(lin.variables["CSM_STATE"]), desk.url, lambda: datetime.now(UTC))
    with loans.held(0, lambda: None):
        assert "role" not in lin("whois-owns replay").stderr
    assert "role" in lin("whois-owns replay").stderr


def test_a_role_raised_on_demand_stays(rising: Terminal, desk: Desk) -> None:
    """No look-up lowers what a person asked for, and none asks Zendesk about it."""
    out = _leave(rising, desk, roles.TOLD)("whois-owns replay")
    assert out.stderr.endswith("back to Light agent: csm role downgrade\n")
    assert not desk.asked("GET", "")
    assert desk.role() == FULL


@pytest.mark.skipif(os.name == "nt", reason="the platform's own folder needs its library there")
def test_a_folder_that_nobody_named(left: Terminal, desk: Desk, tmp_path: Path) -> None:
    """The record is found where the platform keeps such files, too."""
    home = tmp_path / "own"
    place = home / ".local" / "state" / "csm"
    place.parent.mkdir(parents=True)
    Path(left.variables["CSM_STATE"]).rename(place)
    with a_csm(left.with_(CSM_STATE="", HOME=str(home)), "config schema") as process:
        _, told = process.communicate(timeout=30)
    assert GIVEN_BACK in told
    assert desk.role() == LIGHT
