"""An audit of a log with a hundred thousand impersonations: what it asks, and what it holds.

Times are no test's business: `python -m tests.benchmarks` measures them (docs/performance.md).
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from tests.benchmarks.audits import Subject, requests
from tests.benchmarks.running import run
from tests.benchmarks.served import Served, serve
from tests.benchmarks.world import DAYS, IMPERSONATIONS, ORGANIZATIONS

_SMALL, _, _LARGE = ORGANIZATIONS


class Ran(NamedTuple):
    """An audit in a process of its own: its document, its peak in MiB, what it asked."""

    document: Any
    peak: float
    asked: list[str]


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The benchmark's log without most of what is no impersonation, served by a process."""
    folder = tmp_path_factory.mktemp("scale")
    words = [str(folder / "log"), "--events", "400000"]
    # ClickHouse writes it, and a process that has used it must not fork.
    subprocess.run([sys.executable, "-m", "tests.benchmarks.world", *words], check=True)
    with serve(folder / "log", folder / "state") as served:
        yield served


@pytest.fixture(scope="module")
def ran(log: Served) -> dict[Subject, Ran]:
    """Audits of few and of many members, over a fifth and over all of the log."""
    subjects = [Subject(one, days) for one in (_SMALL, _LARGE) for days in (DAYS // 5, DAYS)]
    return {subject: _audit(log, subject) for subject in subjects}


def _audit(log: Served, subject: Subject) -> Ran:
    log.asked()
    ended = run("csm_cli", subject.words, log.env)
    names = [str(body["name"]).rpartition(" ")[2] for body in log.asked()]
    return Ran(json.loads(ended.printed), ended.peak_mib, names)


def test_all_of_it_is_walked_past(ran: dict[Subject, Ran]) -> None:
    """No number of rows, pages or members ends an audit early."""
    for subject, found in ran.items():
        assert found.document["complete"]
        assert found.document["members"]["current"] == subject.organization.members
        assert 5 * subject.days < len(found.document["events"]) < 15 * subject.days


def test_the_requests_are_those_of_the_formula(ran: dict[Subject, Ran]) -> None:
    """As many for twenty members as for twenty thousand; docs/performance.md states it."""
    for days, impersonations in ((DAYS // 5, IMPERSONATIONS // 5), (DAYS, IMPERSONATIONS)):
        few, many = ran[Subject(_SMALL, days)], ran[Subject(_LARGE, days)]
        assert few.asked == many.asked
        assert len(many.asked) == requests(2 * _LARGE.members, impersonations)


def test_memory_does_not_grow_with_the_log(ran: dict[Subject, Ran]) -> None:
    """Ten pages or two: what is not the organization's is dropped as it comes."""
    for organization in (_SMALL, _LARGE):
        short, long = (ran[Subject(organization, days)].peak for days in (DAYS // 5, DAYS))
        assert long < 200
        assert long - short < 40
