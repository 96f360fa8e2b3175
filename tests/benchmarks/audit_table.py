"""Audits of a big log, beside a bare loop over the same requests."""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from datetime import timedelta
from pathlib import Path

from csm_cli import __version__
from tests.benchmarks.audits import Row, Subject, measured
from tests.benchmarks.semi_join import list_of_addresses, semi_join
from tests.benchmarks.served import Served, serve
from tests.benchmarks.world import DAYS, EVENTS, IMPERSONATIONS, ORGANIZATIONS, UNTIL

_PEAK_MIB = 200
_RATIO = 1.3
_HEAD = (
    "| members | impersonations | requests | found | csm, s | loop, s | ratio "
    "| csm's CPU, s | loop's CPU, s | csm's peak, MiB | loop's peak, MiB |"
)


def measure(options: argparse.Namespace) -> int:
    """Make the log, serve it, measure, print Markdown; 1 if a goal was missed."""
    with tempfile.TemporaryDirectory(prefix="csm-benchmark-") as name:
        folder = Path(name)
        log = folder / "log"
        words = ["--events", str(options.events), "--impersonations", str(options.impersonations)]
        _say(f"writing a log of {options.events:,} events")
        # A process of its own: this one stays small, and ClickHouse goes when it is done.
        subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.world", str(log), *words], check=True
        )
        _say("serving it; the first question fills ClickHouse")
        with serve(log, folder / "state") as served:
            [[count]] = served.ask("SELECT count() FROM events LIMIT 1")
            _tell(
                f"csm {__version__}, Python {platform.python_version()}, {platform.machine()}, "
                f"{os.cpu_count()} cores, load {os.getloadavg()[1]:.0f}, {int(count):,} events, "
                f"{options.rounds} rounds\n"
            )
            rows = _audits(served, options.rounds, folder)
            _alternative(served)
    peak, ratio = max(row.peak for row in rows), max(row.ratio for row in rows)
    _tell(f"\npeak {peak:.0f} MiB of {_PEAK_MIB}, ratio {ratio:.2f} of {_RATIO}")
    return int(peak > _PEAK_MIB or ratio > _RATIO)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--events", type=int, default=EVENTS, help="of the log [%(default)s]")
    parser.add_argument("--impersonations", type=int, default=IMPERSONATIONS, help="[%(default)s]")
    parser.add_argument("--rounds", type=int, default=5, help="of each comparison [%(default)s]")


def _audits(served: Served, rounds: int, folder: Path) -> list[Row]:
    _tell(f"{_HEAD}\n|{'--:|' * _HEAD.count(' |')}")
    rows = []
    for days in (DAYS, DAYS // 10, DAYS // 100):
        for organization in ORGANIZATIONS:
            _say(f"auditing {organization.members:,} members over {days} days")
            row = measured(served, Subject(organization, days), rounds, folder)
            _tell(_line(row))
            rows.append(row)
    return rows


def _line(row: Row) -> str:
    return (
        f"| {row.subject.organization.members:,} | {row.read:,} | {row.requests} | {row.found:,} "
        f"| {row.csm:.2f} | {row.bare:.2f} | {row.ratio:.2f} "
        f"| {row.csm_cpu:.2f} | {row.bare_cpu:.2f} | {row.peak:.0f} | {row.bare_peak:.0f} |"
    )


def _alternative(served: Served) -> None:
    _tell("\n| members | days | semi-join, s | rows | members' addresses in the question |")
    _tell("|--:|--:|--:|--:|---|")
    history = f"{UNTIL - timedelta(days=DAYS + 365):%F %T}"
    for organization in ORGANIZATIONS:
        for days in (DAYS // 100, DAYS):
            subject = Subject(organization, days)
            until = f"{UNTIL:%F %T}"
            asked = semi_join(served, organization.id, subject.since, until, history)
            names = [
                f"m{member}@o{organization.number}.example"
                for member in range(organization.members)
            ]
            listed = list_of_addresses(served, names)
            _tell(
                f"| {organization.members:,} | {days} | {asked.seconds:.2f} | {asked.rows:,} "
                f"| {listed} |"
            )


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")
