"""From an empty home to a first claimed ticket, on a terminal, with a browser that approves."""

import os
import pty
import re
import select
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.cli.zendesk_of_sandbox import Zendesk
from tests.conftest import Served

pytestmark = pytest.mark.browser

_PAGE = re.compile(r"(http://127\.0\.0\.1:\d+/oauth/authorizations/new\?\S+)")
_PATIENCE = 60


class Screen:
    """A terminal with the real program at it."""

    def __init__(self, process: "subprocess.Popen[bytes]", side: int) -> None:
        self.process = process
        self._side = side
        self.text = ""

    def until(self, wanted: str) -> "re.Match[str]":
        """Read until the screen shows it."""
        deadline = time.monotonic() + _PATIENCE
        while not (found := re.search(wanted, self.text)):
            assert time.monotonic() < deadline, self.text
            if select.select([self._side], [], [], 1)[0]:
                self.text += self._read()
        return found

    def end(self) -> int:
        """Read what is left, and give the exit code."""
        while more := self._read():
            self.text += more
        return self.process.wait(_PATIENCE)

    def type(self, text: str) -> None:
        """Type it, with Enter behind it."""
        os.write(self._side, f"{text}\n".encode())

    def _read(self) -> str:
        try:
            return os.read(self._side, 65_536).decode()
        except OSError:  # the program has ended, and the terminal with it
            return ""


@contextmanager
def screen(line: str, variables: Mapping[str, str]) -> Iterator[Screen]:
    """The program on a terminal of its own, wide enough for an address."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "csm_cli", *line.split()]
    with subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, env=dict(variables), close_fds=True,
        start_new_session=True,
    ) as process:  # fmt: skip
        os.close(theirs)
        try:
            yield Screen(process, ours)
        finally:
            process.kill()
            os.close(ours)


def test_from_nothing_to_a_claimed_ticket(
    sandbox: Served, browser: Browser, tmp_path: Path
) -> None:
    """Sign in with the browser's approval, then claim: two commands, and nothing set up before.

    The home is empty; the variables name where the services are, as a config file would.
    """
    hosts = ("CSM_ZENDESK_URL", "CSM_ZENDESK_CLIENT_ID")
    home = {
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "TERM": "xterm",
        "COLUMNS": "300",
        "PYTHON_KEYRING_BACKEND": "tests.adapters.logins.backends.FileKeyring",
        "TEST_KEYRING_FILE": str(tmp_path / "keyring.json"),
    }
    with screen(
        "auth login zendesk --no-browser", {**home, **{name: sandbox.env[name] for name in hosts}}
    ) as terminal:
        address = terminal.until(_PAGE.pattern)[1]
        page = browser.new_context().new_page()
        page.goto(address)
        assert "asks for access" in page.inner_text("h1")
        page.get_by_role("button", name="Allow").click()
        page.wait_for_selector("text=You may close this window")
        assert terminal.end() == 0, terminal.text
    assert "Signed in to Zendesk as Robin Vale" in terminal.text
    page.context.close()

    with screen("claim 48213", home) as terminal:
        assert terminal.end() == 0, terminal.text
    assert "48213" in terminal.text
    zendesk = Zendesk(sandbox.services)
    (note,) = zendesk.of_csm(48213)
    assert note["plain_body"].startswith("Claimed by Robin Vale")
    zendesk.close()


def test_a_key_is_typed_unseen(sandbox: Served, tmp_path: Path) -> None:
    """What is typed at the prompt for a key does not come up on the screen."""
    names = ("CSM_POSTHOG_US_URL", "CSM_POSTHOG_EU_URL")
    home = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "TERM": "xterm", "COLUMNS": "200"}
    variables = {**home, **{name: sandbox.env[name] for name in names}}
    with screen("auth login posthog --no-browser --insecure-storage", variables) as terminal:
        terminal.until("it is not shown")
        terminal.type(sandbox.env["CSM_POSTHOG_KEY"])
        assert terminal.end() == 0, terminal.text
    assert "Signed in to PostHog" in terminal.text
    assert sandbox.env["CSM_POSTHOG_KEY"] not in terminal.text
