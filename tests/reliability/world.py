"""A sandbox with one ticket for each cell, and the truth about a ticket, read from the server."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import urllib3
from filelock import FileLock

from csm_cli.sandbox import reset
from csm_cli.sandbox.scenarios.people import LIN
from tests.reliability.cells import Cell
from tests.reliability.commands import AUDITED, Besides, Request

_DEFAULT = files("csm_cli") / "sandbox" / "scenarios" / "default" / "zendesk.json"
_ADMIN = urllib3.make_headers(basic_auth="noor.haddad@posthog.example/token:sandbox-noor")
_WIDE = {
    "account_per_minute": 1_000_000,
    "tickets_update_per_minute": 1_000_000,
    "ticket_updates_per_10_minutes": 1_000,
    "user_updates_per_minute": 1_000,
}
_WIDE_OF_POSTHOG = {"queries_per_minute": 1_000_000, "queries_per_hour": 1_000_000}
_STATE = "sandbox"  # in the folder that CSM_STATE names
_NO_TIME = 60  # seconds for the test's own requests


class World(NamedTuple):
    """A served sandbox: where it is, what a `csm` needs to use it, and an administrator's HTTP."""

    url: str
    env: Mapping[str, str]
    http: urllib3.PoolManager  # requests takes twice its time, a dozen times in every cell

    def arm(self, cell: Cell) -> None:
        """Arm the cell's fault; a read is hit again when it is retried, a write once.

        A read that is asked to wait is hit once too: each further wait takes a real second.
        """
        request, arming = cell.request, cell.fault.arming
        for besides in cell.command.besides:
            self.arm_besides(besides, cell.ticket)
        if request.nth > 1:
            self._arm(request, cell.ticket, {"fault": "latency", "seconds": 0}, request.nth - 1)
        self._arm(
            request, cell.ticket, arming, 1 if request.writes or "retry_after" in arming else 4
        )

    def arm_besides(self, besides: Besides, ticket: int) -> None:
        """Arm what must go wrong for a command to get to the request that a cell is about."""
        self._arm(besides.request, ticket, besides.arming, 1)

    def _arm(self, request: Request, ticket: int, arming: Mapping[str, Any], times: int) -> None:
        matching = {"method": request.method, "path": _pattern(request, ticket), "times": times}
        self._control("POST", "faults", {**arming, **matching})

    def disarm(self) -> None:
        """Forget the faults that are left."""
        self._control("DELETE", "faults", None)

    def arrived(self, request: Request, ticket: int) -> int:
        """How many such requests have come in; those that wait for their answer count."""
        wanted = re.compile(_pattern(request, ticket))
        return sum(
            one["method"] == request.method and wanted.search(one["path"]) is not None
            for one in self.log()
        )

    def forget(self) -> None:
        """Empty the request log."""
        self._control("DELETE", "requests", None)

    def log(self) -> list[dict[str, Any]]:
        """What arrived at Zendesk by csm since the log was emptied."""
        found: list[dict[str, Any]] = self._control("GET", "requests", None)
        return [
            one
            for one in found
            if one["service"] == "zendesk"
            and one["headers"].get("user-agent", "").startswith("csm/")
        ]

    def advance(self, seconds: float) -> None:
        """Move the sandbox's clock on."""
        self._control("POST", "clock", {"advance_s": seconds})

    def truth(self, ticket: int) -> "Truth":
        """The ticket as the server has it; no code of csm's is used to read it."""
        record = self._get(f"tickets/{ticket}.json")["ticket"]
        comments = self._get(f"tickets/{ticket}/comments.json?page[size]=100")["comments"]
        fields = {item["id"]: item["value"] for item in record["custom_fields"]}
        state = (record["group_id"], record["assignee_id"], fields, sorted(record["tags"]))
        return Truth(repr(state), {comment["id"]: comment for comment in comments})

    def content(self, attachment: Mapping[str, Any]) -> bytes:
        """The bytes of a file on a comment."""
        return self._answer("GET", attachment["content_url"], None)

    def role(self) -> int:
        """The custom role that the light agent of the matrix has now."""
        return int(self._get(f"users/{LIN.zendesk_id}.json")["user"]["custom_role_id"])

    def give(self, role: int) -> None:
        """Give the light agent a role."""
        path = f"users/{LIN.zendesk_id}.json"
        self._send("PUT", f"api/v2/{path}", {"user": {"custom_role_id": role}})

    def _get(self, path: str) -> Any:
        return self._send("GET", f"api/v2/{path}", None)

    def _control(self, method: str, what: str, body: Any) -> Any:
        return self._send(method, f"_sandbox/{what}", body)

    def _send(self, method: str, path: str, body: Any) -> Any:
        answer = self._answer(method, f"{self.url}/{path}", body)
        return json.loads(answer) if answer else None

    def _answer(self, method: str, url: str, body: Any) -> bytes:
        sent = {} if body is None else {"json": body}
        answer = self.http.request(method, url, timeout=_NO_TIME, retries=False, **sent)
        assert answer.status < 300, (method, url, answer.status, answer.data)
        return answer.data


class Worlds(NamedTuple):
    """The same scenario over plain HTTP and over TLS."""

    plain: World
    tls: World

    def of(self, cell: Cell) -> World:
        """The one that the cell is about."""
        return self.tls if cell.tls else self.plain


class Truth(NamedTuple):
    """What is on the server: group, assignee, fields and tags as one text; comments by id."""

    state: str
    comments: Mapping[int, Mapping[str, Any]]

    def added(self, before: "Truth") -> list[Mapping[str, Any]]:
        """The comments that were not there before."""
        return [one for number, one in self.comments.items() if number not in before.comments]


def _pattern(request: Request, ticket: int) -> str:
    return request.path.format(ticket=ticket, person=LIN.zendesk_id)


def loaded(folder: Path, cells: Iterable[Cell]) -> Path:
    """A sandbox's state with the cells' tickets in it, and the scenario; made by who comes first.

    Loading them takes five seconds, and every worker serves two copies.
    """
    folder.mkdir(exist_ok=True)
    with FileLock(folder / "lock"):
        if not (folder / "scenario").exists():
            reset(folder / _STATE, write_scenario(folder / "scenario", cells))
    return folder / _STATE


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
    _write_impersonations(folder / "posthog")
    return folder


def _write_impersonations(folder: Path) -> None:
    """A PostHog with one organization, one member of it, and one session under her account."""
    email, organization = "mira@hedgebox.example", {"organization": AUDITED}
    about = {"email": email, "organization_id": AUDITED}
    session = {
        "staff_user_email": "ada.park@posthog.example", "staff_user_id": 1022,
        "target_user_email": email, "target_user_id": "20417", "region": "US",
        "reason": "See ticket 48213",
    }  # fmt: skip
    rows: dict[str, list[dict[str, Any]]] = {
        "groups": [
            {"index": 0, "key": AUDITED, "created_at": "-700d", "properties": {"name": "Hedgebox"}}
        ],
        "persons": [
            {
                "id": str(UUID(int=1)), "created_at": "-700d", "distinct_ids": ["mira"],
                "properties": about,
            }
        ],
        "events": [
            {
                "uuid": str(UUID(int=2)), "event": "user signed up", "timestamp": "-700d",
                "distinct_id": "mira", "person_properties": about, "$group_0": AUDITED,
                "properties": {"$groups": organization, "region": "US"},
            },
            *(
                {
                    "uuid": str(UUID(int=number)), "event": f"impersonation_{event}",
                    "timestamp": at, "distinct_id": "ada", "properties": {**session, "mode": mode},
                }
                for number, event, at, mode in (
                    (3, "started", "-26h", "read_only"), (4, "upgraded", "-25h", "read_write"),
                )
            ),
        ],
    }  # fmt: skip
    folder.mkdir()
    for kind, lines in rows.items():
        text = "".join(json.dumps(line) + "\n" for line in lines)
        (folder / f"{kind}.jsonl").write_text(text, encoding="utf-8")
    limits = {"limits": _WIDE_OF_POSTHOG}
    (folder / "project.json").write_text(json.dumps(limits), encoding="utf-8")


@contextmanager
def serve(folder: Path, state: Path, *, tls: bool) -> Iterator[World]:
    """Serve a copy of a state from a process of its own until the end of the block."""
    shutil.copytree(state, folder / _STATE)
    command = [sys.executable, "-m", "csm_cli", "sandbox", "serve"]
    environment = {**os.environ, "CSM_STATE": str(folder)}
    with subprocess.Popen(
        [*command, *(["--tls"] if tls else [])],
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdout is not None
        described = json.loads(process.stdout.readline())
        trusted = described["env"].get("REQUESTS_CA_BUNDLE")
        with urllib3.PoolManager(headers=_ADMIN, ca_certs=trusted) as http:
            yield World(described["services"]["zendesk"], described["env"], http)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
