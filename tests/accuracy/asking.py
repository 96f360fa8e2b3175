"""Many worlds in one project 2, served by a sandbox process, and both ways to ask about them.

The worlds share the log, as customers do: what is one world's is noise to all others.
"""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx

from csm_cli.sandbox import reset
from tests.accuracy import vendor
from tests.accuracy.cast import Organization
from tests.accuracy.vendor import Row
from tests.accuracy.world import World
from tests.terminal import Output, Terminal

HANDBOOK = (Path(__file__).parents[1] / "adapters" / "posthog" / "handbook_query.sql").read_text(
    encoding="utf-8"
)
IN_THE_EDITOR = 50_000
"""The rows that the SQL editor's reader gets by saying LIMIT, and PostHog's most."""

_KEY = "phx_sandbox_us"
_PROJECT = {
    "timezone": "America/Los_Angeles",
    "limits": {"queries_per_minute": 10**6, "queries_per_hour": 10**6},
}


class Asked:
    """A served project in which some worlds lie."""

    def __init__(self, folder: Path, url: str) -> None:
        self._folder = folder
        self._http = httpx.Client(
            base_url=url,
            headers={"Authorization": f"Bearer {_KEY}"},
            timeout=60,
            trust_env=False,
        )
        self._terminal = Terminal(
            {
                "CSM_POSTHOG_US_URL": url,
                "CSM_POSTHOG_KEY": _KEY,
                "CSM_CONFIG": str(folder / "config.toml"),
                "CSM_STATE": str(folder / "of-csm"),
                "HOME": str(folder),
            }
        )

    def load(self, worlds: Sequence[World]) -> None:
        """Put these worlds in place of those that were there."""
        _write(self._folder / "scenario", worlds)
        reset(self._folder / "state" / "sandbox", self._folder / "scenario")

    def csm(self, world: World, organization: Organization, *words: str) -> Output:
        """`csm audit-impersonation` of the world's window, as JSON, in pages of its length."""
        lengths = f"page_rows = {world.page_rows}\nmost_rows = {world.member_rows}\n"
        config = self._folder / "config.toml"
        config.write_text(f"[audit]\n{lengths}")
        config.chmod(0o600)
        self._terminal.now = world.until + timedelta(hours=1)
        since, until = (at.isoformat() for at in (world.since, world.until))
        ends = ("--since", since, "--until", until)
        return self._terminal(["audit-impersonation", organization.id, *ends, "--json", *words])

    def handbook(self, world: World, organization: Organization) -> tuple[list[Row], int]:
        """The rows of the handbook's query, asked so that its 30 days hold the whole window.

        With them comes how many of them the API gives to whoever sends the query as it stands.
        There may be rows of before the window. That it begins a moment late, or an hour where the
        clocks have changed, is not held against the query.
        """
        asked_at = min(world.until, world.since + timedelta(days=29))
        self._http.post("/_sandbox/clock", json={"now": asked_at.isoformat()}).raise_for_status()
        text = HANDBOOK.replace("ORGANIZATION_ID", organization.id)
        answer = self._query(text)
        unasked = len(answer["results"])
        if answer["hasMore"]:
            answer = self._query(f"{text} LIMIT {IN_THE_EDITOR}")
        return [
            dict(zip(answer["columns"], row, strict=True)) for row in answer["results"]
        ], unasked

    def _query(self, text: str) -> Any:
        body = {"query": {"kind": "HogQLQuery", "query": text}, "refresh": "force_blocking"}
        found = self._http.post("/api/projects/2/query/", json=body)
        found.raise_for_status()
        return found.json()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()


@contextmanager
def served(folder: Path) -> Iterator[Asked]:
    """A sandbox in a process of its own, with no world in it yet."""
    _write(folder / "scenario", ())
    command = [sys.executable, "-m", "csm_cli", "sandbox", "serve", "--scenario"]
    with subprocess.Popen(
        [*command, str(folder / "scenario")],
        stdout=subprocess.PIPE,
        env={**os.environ, "CSM_STATE": str(folder / "state")},
        text=True,
    ) as process:
        assert process.stdout is not None
        described = json.loads(process.stdout.readline())
        asked = Asked(folder, described["services"]["posthog_us"])
        try:
            yield asked
        finally:
            asked.close()
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=20)


def _write(folder: Path, worlds: Sequence[World]) -> None:
    (folder / "posthog").mkdir(parents=True, exist_ok=True)
    (folder / "zendesk.json").write_text("{}")
    (folder / "posthog" / "project.json").write_text(json.dumps(_PROJECT))
    people = (account for world in worlds for account in world.accounts if not account.deleted)
    organizations = (one for world in worlds for one in world.organizations)
    rows = {
        "events": (event for world in worlds for event in world.events),
        "persons": map(vendor.person, people),
        "groups": map(vendor.group, organizations),
    }
    for name, records in rows.items():
        with (folder / "posthog" / f"{name}.jsonl").open("w", encoding="utf-8") as lines:
            lines.writelines(f"{json.dumps(record)}\n" for record in records)
