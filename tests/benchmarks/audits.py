"""One audit beside the bare loop: both in processes of their own, several times in turn."""

import json
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from csm_cli.adapters import defaults
from tests.benchmarks.running import Run, run
from tests.benchmarks.served import Served
from tests.benchmarks.world import UNTIL, Organization

_AUDIT = defaults.load()["audit"]
_KINDS = list(_AUDIT["events"].values())
_RIGHT = (
    "SELECT count() FROM events WHERE event IN {kinds} AND timestamp >= toDateTime({since}, 'UTC') "
    "AND timestamp < toDateTime({until}, 'UTC') "
    "AND endsWith(toString(properties.target_user_email), {domain}) LIMIT 1"
)


class Subject(NamedTuple):
    """Which organization is audited, over how many days before `UNTIL`."""

    organization: Organization
    days: int

    @property
    def since(self) -> str:
        """The window's beginning, as ClickHouse writes a time in UTC."""
        return f"{UNTIL - timedelta(days=self.days):%F %T}"

    @property
    def words(self) -> list[str]:
        """The command line behind `csm`."""
        return [
            *("audit-impersonation", self.organization.id, "--json"),
            *("--until", f"{UNTIL:%F}", "--days", str(self.days)),
        ]


class Row(NamedTuple):
    """What came of one subject: medians in seconds, the larger peaks in MiB.

    `ratio` is the median of the ratios of the pairs. `read` are the impersonations of
    everybody that were walked past, `found` those that were reported.
    """

    subject: Subject
    read: int
    found: int
    requests: int
    csm: float
    bare: float
    ratio: float
    csm_cpu: float
    bare_cpu: float
    peak: float
    bare_peak: float


def measured(served: Served, subject: Subject, rounds: int, folder: Path) -> Row:
    """Run both so many times, each round in the other order.

    Raises:
        RuntimeError: an audit was not complete, not right, or asked more than it may.
    """
    served.asked()
    warm = run("csm_cli", subject.words, served.env)
    bodies = served.asked()
    file = folder / "bodies.json"
    file.write_text(json.dumps(bodies), encoding="utf-8")
    document = json.loads(warm.printed)
    _check(served, subject, document)
    pairs = list(_pairs(served, subject, rounds, file))
    return Row(
        subject,
        read=_read(served, subject),
        found=len(document["events"]),
        requests=_formula(served, subject, bodies),
        csm=median(one.seconds for one, _ in pairs),
        bare=median(other.seconds for _, other in pairs),
        ratio=median(one.seconds / other.seconds for one, other in pairs),
        csm_cpu=median(one.cpu_seconds for one, _ in pairs),
        bare_cpu=median(other.cpu_seconds for _, other in pairs),
        peak=max(one.peak_mib for one, _ in pairs),
        bare_peak=max(other.peak_mib for _, other in pairs),
    )


def _pairs(served: Served, subject: Subject, rounds: int, file: Path) -> Iterator[tuple[Run, Run]]:
    loop = [served.origin, served.key, str(file)]
    for number in range(rounds):
        if number % 2:
            other = run("tests.benchmarks.bare", loop, {})
            yield run("csm_cli", subject.words, served.env), other
        else:
            one = run("csm_cli", subject.words, served.env)
            yield one, run("tests.benchmarks.bare", loop, {})


def _read(served: Served, subject: Subject) -> int:
    return _count(served, subject, "")


def _count(served: Served, subject: Subject, domain: str) -> int:
    lead = timedelta(hours=0 if domain else _AUDIT["session_limit_hours"])
    [[count]] = served.ask(
        _RIGHT,
        kinds=_KINDS,
        since=f"{UNTIL - timedelta(days=subject.days) - lead:%F %T}",
        until=f"{UNTIL:%F %T}",
        domain=domain,
    )
    return int(count)


def _check(served: Served, subject: Subject, document: Any) -> None:
    """Whether the audit is complete, and holds as many events as name the organization's people."""
    if not document["complete"]:
        raise RuntimeError(f"not complete: {document['warnings']}")
    named = [event for event in document["events"] if event["basis"] == "current_member"]
    right = _count(served, subject, f"@o{subject.organization.number}.example")
    if len(named) != right:
        raise RuntimeError(f"{len(named)} events, and {right} in the log")


def requests(members_rows: int, impersonations: int) -> int:
    """How many requests docs/performance.md allows for so many rows."""
    pages = 1 + impersonations // int(_AUDIT["page_rows"])
    return 3 + max(1, -(-members_rows // int(_AUDIT["most_rows"]))) + pages


def _formula(served: Served, subject: Subject, bodies: Sequence[Any]) -> int:
    """The requests that were sent, which must be those of the formula."""
    rows = 2 * subject.organization.members  # as a person of today, and in the past
    allowed = requests(rows, _read(served, subject))
    if len(bodies) != allowed:
        names = [body["name"] for body in bodies]
        raise RuntimeError(f"{len(bodies)} requests, and the formula says {allowed}: {names}")
    return len(bodies)
