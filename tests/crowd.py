"""Many people and many tickets: a scenario made for the purpose, served by a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import certifi

from csm_cli.sandbox import reset
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Terminal

FIRST_AGENT, FIRST_TICKET, SUPPORT, REPLAY, ESC = 100, 1001, 301, 302, 17
_ADMIN = {
    "id": 99,
    "name": "Noor Haddad",
    "email": "noor.haddad@posthog.example",
    "role": "admin",
    "api_token": "sandbox-noor",
}
_CUSTOMER = {"id": 98, "name": "Dana Cole", "email": "dana@hedgebox.example"}


def name(person: int) -> str:
    """What an agent is called in csm's results."""
    return f"Agent {person} <agent{person}@posthog.example>"


def _agent(person: int) -> dict[str, object]:
    return {
        "id": FIRST_AGENT + person,
        "name": f"Agent {person}",
        "email": f"agent{person}@posthog.example",
        "role": "agent",
        "api_token": f"token-{person}",
    }


def _ticket(number: int, status: str) -> dict[str, object]:
    return {
        "id": number,
        "subject": "Replays stop at once",
        "requester_id": 98,
        "status": status,
        "group_id": SUPPORT,
        "created_at": "-2d",
    }


def _scenario(people: int, tickets: int, status: str, limits: Mapping[str, Any]) -> dict[str, Any]:
    options = [("Escalated", "escalated"), ("De-escalated", "esc_resolved")]
    return {
        "users": [_ADMIN, _CUSTOMER, *(_agent(person) for person in range(people))],
        "groups": [
            {"id": SUPPORT, "name": "Support", "default": True},
            {"id": REPLAY, "name": "Replay"},
        ],
        "ticket_fields": [
            {
                "id": ESC,
                "type": "tagger",
                "title": "esc.",
                "active": True,
                "custom_field_options": [
                    {"id": place, "name": words, "value": value}
                    for place, (words, value) in enumerate(options, 1)
                ],
            }
        ],
        "tickets": [_ticket(FIRST_TICKET + each, status) for each in range(tickets)],
        "limits": dict(limits),
    }


class Crowd(NamedTuple):
    """A served scenario: its Zendesk as the admin sees it, and where its people's homes are.

    `trusted` is the file of certificate authorities that its people have; null over plain HTTP.
    """

    zendesk: Zendesk
    state: Path
    homes: Path
    trusted: Path | None = None

    def anew(self) -> None:
        """Everything as in the scenario; nobody has a journal or a cache."""
        reset(self.state / "sandbox")

    def terminal(self, person: int, home: Path, **variables: str) -> Terminal:
        """One of the agents, at a machine of their own."""
        folder = home / str(person)
        folder.mkdir(exist_ok=True)
        return Terminal(
            {
                "HOME": str(folder),
                "CSM_STATE": str(folder / "state"),
                "CSM_ZENDESK_URL": self.zendesk.url,
                "CSM_ZENDESK_EMAIL": f"agent{person}@posthog.example",
                "CSM_ZENDESK_TOKEN": f"token-{person}",
                **({"REQUESTS_CA_BUNDLE": str(self.trusted)} if self.trusted else {}),
                **variables,
            }
        )


def _usual(authority: str, folder: Path) -> Path:
    """The usual authorities and the sandbox's own, in one file."""
    bundle = folder / "authorities.pem"
    usual = Path(certifi.where()).read_text(encoding="utf-8")
    bundle.write_text(usual + Path(authority).read_text(encoding="utf-8"), encoding="utf-8")
    return bundle


@contextmanager
def served(
    folder: Path,
    people: int,
    tickets: int,
    limits: Mapping[str, Any],
    status: str = "open",
    *,
    tls: bool = False,
) -> Iterator[Crowd]:
    """Serve so many agents and tickets, with these limits instead of the documented ones.

    Over TLS everybody has a file of authorities as large as the usual one.
    """
    (folder / "scenario").mkdir(parents=True)
    scenario = json.dumps(_scenario(people, tickets, status, limits))
    (folder / "scenario" / "zendesk.json").write_text(scenario)
    command = ["sandbox", "serve", "--scenario", str(folder / "scenario")]
    command += ["--tls"] if tls else []
    with subprocess.Popen(
        [sys.executable, "-m", "csm_cli", *command],
        stdout=subprocess.PIPE,
        env={**os.environ, "CSM_STATE": str(folder)},
        text=True,
    ) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        trusted = _usual(told["env"]["REQUESTS_CA_BUNDLE"], folder) if tls else None
        zendesk = Zendesk(told["services"], str(trusted) if trusted else None)
        try:
            yield Crowd(zendesk, folder, folder / "homes", trusted)
        finally:
            zendesk.close()
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=20) == 0
