"""Requests, round trips and time of what is done to one ticket, beside a script on zenpy."""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from statistics import median
from typing import NamedTuple

from csm_cli import __version__
from tests.benchmarks.plain_zenpy import JOBS
from tests.crowd import FIRST_TICKET, Crowd, served

_LATENCY = 0.1
_UNLIMITED = {"tickets_update_per_minute": 99_999, "account_per_minute": 999_999}
_PARTS = (
    "--why 'Replay owns the player' --investigated 'Opened three of them' "
    "--observed 'They stop at once' --next 'Say what is broken'"
)
_COMMANDS = {
    "show": "show {ticket}",
    "claim": "claim {ticket}",
    "escalate": f"escalate {{ticket}} --to engineering --group Replay --yes {_PARTS}",
}


class Who(NamedTuple):
    """Who does a job: csm with or without what it keeps between runs, or the script."""

    name: str
    script: bool = False
    cold: bool = False


# The first run keeps what the next ones need.
WHO = (Who("csm, first run", cold=True), Who("csm"), Who("zenpy", script=True))


class Done(NamedTuple):
    """One process: its seconds from start to end, and when each of its requests arrived."""

    seconds: float
    arrivals: Sequence[float]

    @property
    def round_trips(self) -> int:
        """How many requests waited for the answer to an earlier one, the first among them.

        Only with the added latency, within which everything arrives that waits for nothing.
        """
        trips, began = 0, -1.0
        for arrival in sorted(self.arrivals):
            if arrival - began >= _LATENCY:
                trips, began = trips + 1, arrival
        return trips


class Row(NamedTuple):
    """Medians: requests, round trips, and seconds without and with the added latency."""

    job: str
    who: str
    requests: int
    round_trips: int
    quick: float
    slow: float


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--rounds", type=int, default=7, help="of each job [%(default)s]")
    parser.add_argument("--tls", action="store_true", help="with TLS, as Zendesk has it")


def measure(options: argparse.Namespace) -> int:
    """Let each do each job on a ticket of its own; 1 if csm sends more than docs/performance.md."""
    tickets = len(JOBS) * len(WHO) * options.rounds * 2
    with tempfile.TemporaryDirectory(prefix="csm-benchmark-") as name:
        folder = Path(name)
        with served(folder, people=1, tickets=tickets, limits=_UNLIMITED, tls=options.tls) as crowd:
            crowd.homes.mkdir()
            rows = list(_rows(crowd, options.rounds))
    _tell(
        f"csm {__version__}, Python {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.rounds} rounds"
        f"{', TLS' if options.tls else ''}\n"
    )
    _tell("| job | by | requests | round trips | at 0 ms, s | at 100 ms, s |")
    _tell("|---|---|--:|--:|--:|--:|")
    for row in rows:
        _tell(
            f"| {row.job} | {row.who} | {row.requests} | {row.round_trips} "
            f"| {row.quick:.2f} | {row.slow:.2f} |"
        )
    return 0


def _rows(crowd: Crowd, rounds: int) -> Iterator[Row]:
    numbers = count(FIRST_TICKET)
    environment = {**os.environ, **crowd.terminal(0, crowd.homes).variables}
    for job in JOBS:
        for who in WHO:
            _say(f"{job} by {who.name}")
            quick = [_done(crowd, job, who, next(numbers), environment) for _ in range(rounds)]
            crowd.zendesk.arm("latency", path="/api/", seconds=_LATENCY, times=100_000)
            slow = [_done(crowd, job, who, next(numbers), environment) for _ in range(rounds)]
            crowd.zendesk.heal()
            sent = {len(done.arrivals) for done in (*quick, *slow)}
            if len(sent) != 1:
                raise RuntimeError(f"{job} by {who.name} sent {sorted(sent)} requests")
            trips = round(median(done.round_trips for done in slow))
            yield Row(job, who.name, sent.pop(), trips, _median(quick), _median(slow))


def _median(runs: Sequence[Done]) -> float:
    return median(done.seconds for done in runs)


def _done(crowd: Crowd, job: str, who: Who, ticket: int, environment: Mapping[str, str]) -> Done:
    state = Path(environment["CSM_STATE"])
    if who.cold:
        shutil.rmtree(state / "cache", ignore_errors=True)
    crowd.zendesk.forget_requests()
    started = time.perf_counter()
    ended = subprocess.run(
        _words(job, who, ticket), env=environment, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - started
    if ended.returncode:
        raise RuntimeError(f"{job} by {who.name} ended with {ended.returncode}: {ended.stderr}")
    return Done(seconds, _arrivals(crowd))


def _words(job: str, who: Who, ticket: int) -> list[str]:
    if who.script:
        return [sys.executable, "-m", "tests.benchmarks.plain_zenpy", job, str(ticket)]
    line = _COMMANDS[job].format(ticket=ticket)
    return ["bash", "-c", f'exec "$0" -m csm_cli {line}', sys.executable]


def _arrivals(crowd: Crowd) -> list[float]:
    """When the API was asked since the requests were last forgotten, in seconds."""
    asked = (entry["at"] for entry in crowd.zendesk.log() if "/api/v2/" in entry["path"])
    return [datetime.fromisoformat(at).timestamp() for at in asked]


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
