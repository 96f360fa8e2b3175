"""People and roles of the sandbox's Zendesk, as an administrator sees them from outside."""

import json
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from jsonschema import Draft202012Validator

from csm_cli.sandbox.scenarios.people import ADMIN_ROLE, FULL_ROLE, LIGHT_ROLE, LIN, NOOR
from tests.conftest import Served
from tests.terminal import Output, Terminal

LIGHT, FULL, ADMIN = LIGHT_ROLE, FULL_ROLE, ADMIN_ROLE

PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
ESCALATE = f"escalate 48213 --to engineering --feature 'session replay' {PARTS} --upgrade-role"
LINS_RECORD = rf"/users/{LIN.zendesk_id}\.json"
THE_TICKET = r"/tickets/48213\.json"

QUICK = "[limits]\nrole_wait_seconds = 5\nrole_poll_seconds = 0.05\n"
"""A config file for tests in which somebody is waited for."""


class Desk(NamedTuple):
    """The sandbox's Zendesk behind csm's back."""

    url: str

    def role(self, number: int = LIN.zendesk_id) -> int:
        """The custom role that somebody has now."""
        return int(self._admin("GET", f"users/{number}")["user"]["custom_role_id"])

    def give(self, role: int, number: int = LIN.zendesk_id) -> None:
        """Somebody else, or the sidebar's app, changes a role."""
        self._admin("PUT", f"users/{number}", {"user": {"custom_role_id": role}})

    def ticket(self) -> dict[str, Any]:
        """The ticket of the story."""
        found: dict[str, Any] = self._admin("GET", "tickets/48213")["ticket"]
        return found

    def role_changes(self) -> list[int]:
        """The roles that csm has asked for Lin, in order."""
        return [each["body"]["user"]["custom_role_id"] for each in self.asked("PUT", LINS_RECORD)]

    def notes(self) -> list[dict[str, Any]]:
        """The private notes of csm on it."""
        comments = self._admin("GET", "tickets/48213/comments")["comments"]
        return [each for each in comments if each["metadata"].get("custom", {}).get("csm_op")]

    def arm(self, path: str, method: str = "PUT", **fault: object) -> None:
        """Have the next matching requests go wrong."""
        body = {"path": path, "method": method, **fault}
        httpx.post(
            f"{self.url}/_sandbox/faults", json=body, trust_env=False, timeout=60
        ).raise_for_status()

    def asked(self, method: str, path: str) -> list[dict[str, Any]]:
        """The requests of csm, in their order; those made through here left out."""
        log = httpx.get(f"{self.url}/_sandbox/requests", trust_env=False, timeout=60).json()
        return [
            each
            for each in log
            if each["method"] == method
            and re.search(path, each["path"])
            and not each["headers"].get("user-agent", "").startswith("python-httpx")
        ]

    def _admin(self, method: str, path: str, body: object = None) -> Any:
        answer = httpx.request(
            method,
            f"{self.url}/api/v2/{path}.json",
            json=body,
            auth=(f"{NOOR.email}/token", str(NOOR.api_token)),
            trust_env=False,
            timeout=60,
        )
        answer.raise_for_status()
        return answer.json()


def desk_of(sandbox: Served) -> Desk:
    """The Zendesk of a served sandbox."""
    return Desk(sandbox.services["zendesk"])


def as_lin(csm: Terminal) -> Terminal:
    """Lin Osei, a light agent without any way up but the page."""
    return csm.with_(
        CSM_ZENDESK_EMAIL=LIN.email,
        CSM_ZENDESK_TOKEN=str(LIN.api_token),
        CSM_VERIFY_SECONDS="1",
        CSM_TIMEOUT="2",
    )


def with_changer(csm: Terminal) -> Terminal:
    """The same with an account that may change roles: Noor Haddad's, an administrator."""
    return csm.with_(
        CSM_ZENDESK_ROLES_URL=csm.variables["CSM_ZENDESK_URL"],
        CSM_ZENDESK_ROLES_EMAIL=NOOR.email,
        CSM_ZENDESK_ROLES_TOKEN=str(NOOR.api_token),
    )


def until(is_so: Callable[[], object], seconds: float = 20.0) -> None:
    """Wait until something is so; a test that waits in vain fails here."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)


def marker(csm: Terminal) -> Path:
    """The file that says that something may be due back."""
    return Path(csm.variables["CSM_STATE"]) / "roles.due"


_WAITS = 5  # looks at one's own role; before it waits csm needs fewer


@contextmanager
def presses_the_button(
    desk: Desk, role: int, meanwhile: Callable[[], None] | None = None
) -> Iterator[None]:
    """Somebody changes the role on the page, once csm is seen to wait for it.

    What happens `meanwhile` happens in the wait, some looks before the button is pressed.
    """
    before = len(desk.asked("GET", "users/me"))

    def looks(number: int) -> bool:
        return len(desk.asked("GET", "users/me")) >= before + number

    def press() -> None:
        until(lambda: looks(_WAITS))
        if meanwhile is not None:
            meanwhile()
            until(lambda: looks(2 * _WAITS))
        desk.give(role)

    thread = threading.Thread(target=press)
    thread.start()
    yield
    thread.join()


@contextmanager
def a_csm(csm: Terminal, line: str = f"{ESCALATE} --yes") -> Iterator[subprocess.Popen[str]]:
    """A real csm in a process of its own, killed at the end if it still runs."""
    arguments = ["bash", "-c", f'exec "$0" -m csm_cli {line}', sys.executable]
    environment = {"PATH": os.environ["PATH"], **csm.variables}
    with subprocess.Popen(
        arguments, env=environment, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def due(csm: Terminal) -> Any:
    """What `csm role` says is due back."""
    return csm("role --json").json["due_back"]


def valid(out: Output) -> Any:
    """The document, held to its schema."""
    schema = (files("csm_cli") / "schemas" / "role.json").read_text(encoding="utf-8")
    Draft202012Validator(json.loads(schema)).validate(out.json)
    return out.json
