"""An access token lives half an hour; the next one comes by itself, whatever happens meanwhile."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.conftest import Served
from tests.terminal import Terminal

HALF_AN_HOUR = 1801
ROBIN = "Robin Vale <robin.vale@posthog.example>"


class Clockwork:
    """The sandbox's clock, faults and log of requests."""

    def __init__(self, sandbox: Served) -> None:
        self._url = f"{sandbox.services['zendesk']}/_sandbox"
        self._session = requests.Session()
        self._session.trust_env = False

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def advance(self, seconds: float) -> None:
        """Let time pass, for the sandbox alone."""
        self._post("clock", {"advance_s": seconds})

    def arm(self, **fault: Any) -> None:
        """Have something go wrong."""
        self._post("faults", fault)

    def disarm(self) -> None:
        """Let everything go right."""
        self._session.delete(f"{self._url}/faults", timeout=20).raise_for_status()

    def sent(self, method: str, path: str) -> int:
        """How many such requests have come."""
        entries = self._session.get(f"{self._url}/requests", timeout=20).json()
        return sum(each["method"] == method and path in each["path"] for each in entries)

    @property
    def refreshes(self) -> int:
        """How many token requests have come since the sign-in, which was one."""
        return self.sent("POST", "/oauth/tokens") - 1

    def _post(self, name: str, body: Any) -> None:
        self._session.post(f"{self._url}/{name}", json=body, timeout=20).raise_for_status()


@pytest.fixture
def clockwork(sandbox: Served) -> Iterator[Clockwork]:
    """The sandbox's own controls."""
    controls = Clockwork(sandbox)
    yield controls
    controls.disarm()
    controls.close()


@pytest.mark.parametrize("line", ["show 48213", "claim 48213", "auth status zendesk"])
def test_a_token_that_has_ended(signed_in: Terminal, clockwork: Clockwork, line: str) -> None:
    """The next command has another one, without a word, and keeps it: one refresh, no more."""
    clockwork.advance(HALF_AN_HOUR)
    for _ in range(2):
        done = signed_in(line)
        assert done.exit_code == 0, done.stderr
        assert "sign" not in done.stderr
    assert clockwork.refreshes == 1


def test_a_token_that_ends_in_the_middle(
    signed_in: Terminal, sandbox: Served, clockwork: Clockwork
) -> None:
    """An update that is refused for its token did nothing: it is sent once more, with a new one."""
    clockwork.arm(method="PUT", path="/tickets/48213", fault="status", status=401)
    done = signed_in("claim 48213")
    assert done.exit_code == 0, done.stderr
    assert (clockwork.refreshes, clockwork.sent("PUT", "/tickets/48213")) == (1, 2)
    zendesk = Zendesk(sandbox.services)
    assert len(zendesk.of_csm(48213)) == 1
    zendesk.close()


def test_a_token_that_stays_refused(signed_in: Terminal, clockwork: Clockwork) -> None:
    """One refresh, one more try, then the command to type: never a loop."""
    clockwork.arm(method="PUT", path="/tickets/48213", fault="status", status=401, times=9)
    done = signed_in("claim 48213")
    assert done.exit_code == 3
    assert "your sign-in of profile default, in the system's keyring" in done.stderr
    assert "csm auth login zendesk" in done.stderr
    assert (clockwork.refreshes, clockwork.sent("PUT", "/tickets/48213")) == (1, 2)


def test_two_at_the_same_moment(signed_in: Terminal, clockwork: Clockwork) -> None:
    """Of two processes whose token ends at once one refreshes, a hundred times; nobody is out.

    In every other round they know it beforehand; in the others Zendesk's answer tells them.
    """
    rounds, ahead = 100, 0.0
    with ExitStack() as stack:
        pair = [stack.enter_context(_worker(signed_in)) for _ in range(2)]
        for turn in range(rounds):
            clockwork.advance(HALF_AN_HOUR)
            ahead += HALF_AN_HOUR * (turn % 2)
            for process in pair:
                assert process.stdin is not None
                process.stdin.write(f"{ahead}\n")
                process.stdin.flush()
            for process in pair:
                assert process.stdout is not None
                assert json.loads(process.stdout.readline()) == ROBIN, turn
        for process in pair:
            process.terminate()
    assert clockwork.refreshes == rounds
    assert signed_in("show 48213").exit_code == 0


def _worker(csm: Terminal) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.cli.auth.refreshing"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_variables(csm),
        text=True,
    )


def _variables(csm: Terminal) -> dict[str, str]:
    return {**csm.variables, "TEST_KEYRING_FILE": os.environ["TEST_KEYRING_FILE"]}


@pytest.mark.parametrize("killed", [True, False])
@pytest.mark.parametrize("when", ["before", "after"])
def test_cut_off_while_refreshing(
    signed_in: Terminal, clockwork: Clockwork, when: str, killed: bool
) -> None:
    """Killed, or without an answer: the next run goes on if Zendesk did nothing, else tells.

    What it tells it remembers: no later run sends the dead token again, until a new sign-in.
    """
    clockwork.advance(HALF_AN_HOUR)
    clockwork.arm(
        method="POST", path="/oauth/tokens", fault="hang" if killed else "drop", when=when
    )
    if killed:
        _kill_while_refreshing(signed_in, clockwork)
    else:
        assert signed_in("show 48213").exit_code == 7
    clockwork.disarm()
    if when == "before":
        assert signed_in("show 48213").exit_code == 0
        return
    for _ in range(2):
        lost = signed_in("claim 48213")
        assert lost.exit_code == 3
        assert "was cut off, and the new pair of tokens was lost with it" in lost.stderr
        assert "next: csm auth login zendesk" in lost.stderr
        assert clockwork.refreshes == 2  # the one that was cut off, and one more try
    told = signed_in("auth status --offline --json").json["services"][0]
    assert (told["state"], told["next"]) == ("refused", "csm auth login zendesk")


def _kill_while_refreshing(csm: Terminal, clockwork: Clockwork) -> None:
    command = [sys.executable, "-m", "csm_cli", "show", "48213"]
    with subprocess.Popen(command, env=_variables(csm), stderr=subprocess.DEVNULL) as process:
        deadline = time.monotonic() + 60
        while clockwork.refreshes == 0:
            assert time.monotonic() < deadline
            assert process.poll() is None
            time.sleep(0.02)
        process.send_signal(signal.SIGKILL)


def test_a_new_pair_that_is_not_kept(signed_in: Terminal, clockwork: Clockwork) -> None:
    """It is told at once and not used; no file is made in the keyring's place."""
    clockwork.advance(HALF_AN_HOUR)
    backend = signed_in.variables["PYTHON_KEYRING_BACKEND"].replace("File", "Forgetful")
    done = signed_in.with_(PYTHON_KEYRING_BACKEND=backend)("show 48213")
    assert done.exit_code == 1
    assert "Zendesk gave a new pair of tokens" in done.stderr
    assert "the old one is used up" in done.stderr
    assert "csm auth login zendesk" in done.stderr
    after = signed_in("show 48213")
    assert after.exit_code == 3
    assert "csm auth login zendesk" in after.stderr


def test_a_place_that_takes_nothing(signed_in: Terminal, clockwork: Clockwork) -> None:
    """It is found out before Zendesk is asked: once it takes something again, all goes on."""
    clockwork.advance(HALF_AN_HOUR)
    backend = signed_in.variables["PYTHON_KEYRING_BACKEND"].replace("File", "Full")
    done = signed_in.with_(PYTHON_KEYRING_BACKEND=backend)("show 48213")
    assert done.exit_code == 1
    assert "could not be kept in the system's keyring: it failed (KeyringError)" in done.stderr
    assert clockwork.refreshes == 0
    assert signed_in("show 48213").exit_code == 0


def test_signing_out_while_refreshing(
    signed_in: Terminal, clockwork: Clockwork, keyring: Path
) -> None:
    """A refresh that is under way elsewhere does not bring back what a person deletes meanwhile."""
    clockwork.arm(method="POST", path="/oauth/tokens", fault="latency", seconds=1)
    with _worker(signed_in) as elsewhere:
        assert elsewhere.stdin is not None
        elsewhere.stdin.write(f"{HALF_AN_HOUR}\n")
        elsewhere.stdin.flush()
        index = Path(signed_in.variables["CSM_STATE"]) / "logins.json"
        until = time.monotonic() + 60
        while '"since": null' in index.read_text():
            assert time.monotonic() < until
            time.sleep(0.02)
        done = signed_in("auth logout zendesk")
        elsewhere.communicate()
    assert done.exit_code == 0, done.stderr
    assert json.loads(keyring.read_text()) == {}
    assert "No sign-in is kept" in signed_in("auth logout")


def test_a_client_that_is_gone(signed_in: Terminal, clockwork: Clockwork, keyring: Path) -> None:
    """A sign-in that an administrator's change ended is refused: `auth status` goes on to tell."""
    clockwork.advance(HALF_AN_HOUR)
    keyring.write_text(keyring.read_text().replace('client_id\\": \\"csm', 'client_id\\": \\"gone'))
    done = signed_in("auth status zendesk --json")
    row = done.json["services"][0]
    assert (done.exit_code, row["state"]) == (3, "refused"), done.stderr
    assert "can't be refreshed: Zendesk knows no public OAuth client 'gone'" in row["problem"]
    assert row["next"] == "csm auth login zendesk"


def test_a_clock_that_is_wrong(signed_in: Terminal, clockwork: Clockwork) -> None:
    """A clock an hour off refreshes neither with every command nor too late."""
    clockwork.advance(3 * HALF_AN_HOUR)
    for _ in range(3):
        assert signed_in("show 48213").exit_code == 0
    assert clockwork.refreshes == 1
