"""A sandbox that serves a scenario from a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import httpx

_US = "posthog_us"
_FILLING_SECONDS = 600  # the first question waits until ClickHouse is filled


class Served(NamedTuple):
    """The running sandbox: its PostHog's address, and the variables for a `csm`."""

    origin: str
    env: Mapping[str, str]

    @property
    def key(self) -> str:
        """The key of PostHog's US host."""
        return self.env["CSM_POSTHOG_KEY"]

    def post(self, query: str, **values: Any) -> httpx.Response:
        """The answer to one question, whatever it is."""
        asked = {"kind": "HogQLQuery", "query": query, "values": values}
        return httpx.post(
            f"{self.origin}/api/projects/2/query/",
            json={"query": asked, "refresh": "force_blocking"},
            headers={"Authorization": f"Bearer {self.key}"},
            timeout=_FILLING_SECONDS,
            trust_env=False,
        )

    def ask(self, query: str, **values: Any) -> list[Any]:
        """The rows of an answer that must be one."""
        response = self.post(query, **values)
        response.raise_for_status()
        rows: list[Any] = response.json()["results"]
        return rows

    def asked(self) -> list[Any]:
        """The bodies of all questions since the last call, as they were sent."""
        log = f"{self.origin}/_sandbox/requests"
        found = httpx.get(log, timeout=60, trust_env=False).json()
        httpx.delete(log, timeout=60, trust_env=False)
        return [entry["body"] for entry in found if entry["service"] == _US]


@contextmanager
def serve(scenario: Path, state: Path) -> Iterator[Served]:
    """Serve a scenario until the block ends."""
    words = [sys.executable, "-m", "csm_cli", "sandbox", "serve", "--scenario", str(scenario)]
    environment = {**os.environ, "CSM_STATE": str(state)}
    with subprocess.Popen(words, stdout=subprocess.PIPE, env=environment, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            if not line:
                raise RuntimeError("the sandbox did not start")
            told = json.loads(line)
            yield Served(told["services"][_US], told["env"])
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=60)
