"""A sandbox with one ticket for each cell, and the truth about a ticket, read from the server."""

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

import requests

from tests.reliability.cells import Cell

_DEFAULT = files("csm_cli") / "sandbox" / "scenarios" / "default" / "zendesk.json"
_ADMIN = ("noor.haddad@posthog.example/token", "sandbox-noor")
_WIDE = {
    "account_per_minute": 1_000_000,
    "tickets_update_per_minute": 1_000_000,
    "ticket_updates_per_10_minutes": 1_000,
    "user_updates_per_minute": 1_000,
}
_NO_TIME = 10  # seconds for the test's own requests


class World(NamedTuple):
    """A served sandbox: where it is, what a `csm` needs to use it, what to trust."""

    url: str
    env: Mapping[str, str]

    def arm(self, cell: Cell) -> None:
        """Arm the cell's fault; a read is hit again when it is retried, a write once.

        A read that is asked to wait is hit once too: each further wait takes a real second.
        """
        method, path = cell.request
        times = 1 if method == "PUT" or "retry_after" in cell.fault.arming else 4
        matching = {"method": method, "path": path.format(ticket=cell.ticket), "times": times}
        self._control("POST", "faults", {**cell.fault.arming, **matching})

    def disarm(self) -> None:
        """Forget the faults that are left."""
        self._control("DELETE", "faults", None)

    def arrived(self, cell: Cell) -> bool:
        """Whether the cell's request has come in, answered or not."""
        method, path = cell.request
        wanted = re.compile(path.format(ticket=cell.ticket))
        found = self._control("GET", "requests", None)
        return any(one["method"] == method and wanted.search(one["path"]) for one in found)

    def forget(self) -> None:
        """Empty the request log."""
        self._control("DELETE", "requests", None)

    def log(self) -> list[dict[str, Any]]:
        """What arrived since the log was emptied."""
        found: list[dict[str, Any]] = self._control("GET", "requests", None)
        return found

    def truth(self, ticket: int) -> "Truth":
        """The ticket as the server has it; no code of csm's is used to read it."""
        record = self._get(f"tickets/{ticket}.json")["ticket"]
        comments = self._get(f"tickets/{ticket}/comments.json?page[size]=100")["comments"]
        fields = {item["id"]: item["value"] for item in record["custom_fields"]}
        state = (record["group_id"], record["assignee_id"], fields, tuple(record["tags"]))
        return Truth(repr(state), {comment["id"]: comment for comment in comments})

    def _get(self, path: str) -> Any:
        answer = requests.get(
            f"{self.url}/api/v2/{path}", auth=_ADMIN, timeout=_NO_TIME, verify=self._trust
        )
        answer.raise_for_status()
        return answer.json()

    def _control(self, method: str, what: str, body: Any) -> Any:
        answer = requests.request(
            method,
            f"{self.url}/_sandbox/{what}",
            json=body,
            timeout=_NO_TIME,
            verify=self._trust,
        )
        answer.raise_for_status()
        return answer.json() if answer.content else None

    @property
    def _trust(self) -> str | bool:
        return self.env.get("REQUESTS_CA_BUNDLE", True)


class Truth(NamedTuple):
    """What is on the server: group, assignee, fields and tags as one text; comments by id."""

    state: str
    comments: Mapping[int, Mapping[str, Any]]

    def added(self, before: "Truth") -> list[Mapping[str, Any]]:
        """The comments that were not there before."""
        return [one for number, one in self.comments.items() if number not in before.comments]


def write_scenario(folder: Path, cells: Iterable[Cell]) -> Path:
    """The default scenario's people and groups, with one ticket like another for each cell."""
    desk = json.loads(_DEFAULT.read_text(encoding="utf-8"))
    tickets = {ticket["id"]: ticket for ticket in desk["tickets"]}
    comments = desk["ticket_comments"]
    made_tickets, made_comments, number = [], [], 80_000_000
    for cell in cells:
        like = cell.command.like
        made_tickets.append({**tickets[like], "id": cell.ticket})
        for comment in (one for one in comments if one["ticket_id"] == like):
            number += 1
            made_comments.append({**comment, "id": number, "ticket_id": cell.ticket})
    made = {**desk, "tickets": made_tickets, "ticket_comments": made_comments, "limits": _WIDE}
    made.pop("views", None)
    folder.mkdir()
    (folder / "zendesk.json").write_text(json.dumps(made), encoding="utf-8")
    return folder


@contextmanager
def serve(folder: Path, scenario: Path, *, tls: bool) -> Iterator[World]:
    """Serve the scenario from a process of its own until the end of the block."""
    command = [sys.executable, "-m", "csm_cli", "sandbox", "serve", "--scenario", str(scenario)]
    environment = {**os.environ, "CSM_STATE": str(folder)}
    with subprocess.Popen(
        [*command, *(["--tls"] if tls else [])],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        described = json.loads(process.stdout.readline())
        yield World(described["services"]["zendesk"], described["env"])
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0
