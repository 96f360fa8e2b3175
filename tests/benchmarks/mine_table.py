"""Requests, time and memory of `csm mine` on 30 customers with thousands of tickets."""

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from csm_cli import __version__
from tests.benchmarks.book import TICKETS, Book, write
from tests.benchmarks.running import run
from tests.benchmarks.served import serve
from tests.cli.zendesk_of_sandbox import Zendesk

SIGHT, BEYOND = 30, 30  # as in defaults.toml
MOST_PEAK_MIB = 110


class Ran(NamedTuple):
    """One run: what it listed, its requests, those for comments, seconds, CPU, the peak in MiB."""

    document: Any
    requests: int
    comments: int
    seconds: float
    cpu: float
    peak: float


class Shop:
    """A served book, and a place to run `csm mine` from."""

    def __init__(self, zendesk: Zendesk, env: dict[str, str], folder: Path, book: Book) -> None:
        self._zendesk = zendesk
        self._folder = folder
        config = folder / "config.toml"
        config.write_text(book.config, encoding="utf-8")
        config.chmod(0o600)
        self._env = {**env, "CSM_CONFIG": str(config)}

    def mine(self, state: str, *words: str) -> Ran:
        """Run it with what earlier runs of the same state kept."""
        self._zendesk.forget_requests()
        home = self._folder / state
        home.mkdir(exist_ok=True)
        own = {"HOME": str(home), "CSM_STATE": str(home)}
        ended = run("csm_cli", ["mine", "--json", *words], {**self._env, **own})
        asked = [each["path"] for each in self._zendesk.asked()]
        comments = sum("/comments" in path for path in asked)
        document = json.loads(ended.printed)
        return Ran(document, len(asked), comments, *ended[:3])


@contextmanager
def shop(folder: Path, book: Book) -> Iterator[Shop]:
    """Serve a book until the block ends."""
    write(folder / "book", book)
    with serve(folder / "book", folder / "sandbox") as served:
        zendesk = Zendesk({"zendesk": served.env["CSM_ZENDESK_URL"]})
        try:
            yield Shop(zendesk, dict(served.env), folder, book)
        finally:
            zendesk.close()


def add_options(parser: argparse.ArgumentParser) -> None:
    """What can be chosen."""
    parser.add_argument("--rounds", type=int, default=3, help="of each size [%(default)s]")


def measure(options: argparse.Namespace) -> int:
    """The table of docs/performance.md; 1 if a run sends or holds more than it says."""
    _tell(
        f"csm {__version__}, Python {platform.python_version()}, {platform.machine()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {options.rounds} rounds\n"
    )
    _tell("| tickets | run | listed | requests | bound | s | csm's CPU, s | peak, MiB |")
    _tell("|--:|---|--:|--:|--:|--:|--:|--:|")
    missed = False
    for size in (TICKETS // 10, TICKETS):
        book = Book(size)
        with (
            tempfile.TemporaryDirectory(prefix="csm-benchmark-") as name,
            shop(Path(name), book) as made,
        ):
            for first in (True, False):
                # A later run finds what the first one of the same state kept.
                runs = [made.mine(f"home{number}") for number in range(options.rounds)]
                missed |= _row(book, runs, first=first)
    return int(missed)


def _row(book: Book, runs: list[Ran], *, first: bool) -> bool:
    bound = book.most_requests(SIGHT + BEYOND, first=first)
    requests, peak = max(each.requests for each in runs), max(each.peak for each in runs)
    listed = len(runs[0].document["tickets"])
    seconds = median(each.seconds for each in runs)
    cpu = median(each.cpu for each in runs)
    _tell(
        f"| {book.tickets} | {'first' if first else 'later'} | {listed} | {requests} | {bound} "
        f"| {seconds:.2f} | {cpu:.2f} | {peak:.0f} |"
    )
    return requests > bound or peak > MOST_PEAK_MIB


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
