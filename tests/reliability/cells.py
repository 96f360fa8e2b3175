"""The fault matrix: every writing command, every request of it, every fault, killed or not.

The cells are data. What must hold in each of them stands in `test_fault_matrix.py`.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

PARTS = [
    *("--why", "Replays of this customer stop at the first frame"),
    *("--investigated", "Opened three of them in two browsers"),
    *("--observed", "The console names a missing snapshot"),
    *("--next", "Say whether the snapshots can be recovered"),
]

TICKET = r"/tickets/{ticket}(\.json)?$"
COMMENTS = r"/tickets/{ticket}/comments"
ME = r"/users/me"
GROUPS = r"/groups/assignable"
FIELDS = r"/ticket_fields"

_READ = (("GET", TICKET), ("GET", ME), ("GET", COMMENTS))
_WRITE = ("PUT", TICKET)


class Command(NamedTuple):
    """A command that writes.

    `like` is the ticket of the default scenario whose state it starts from. `requests` are
    all that it sends, in the order of the table and not of their sending. `changes` says
    whether it sets fields besides leaving a note.
    """

    name: str
    arguments: list[str]
    like: int
    verb: str
    requests: tuple[tuple[str, str], ...]
    changes: bool = False
    again: bool = False


COMMANDS = (
    Command("claim", ["claim"], 48213, "claim", (*_READ, _WRITE)),
    Command("release", ["claim", "--release"], 48218, "release", (*_READ, _WRITE)),
    Command("take-over", ["claim", "--take-over", "--yes"], 48214, "claim", (*_READ, _WRITE)),
    Command("assign", ["claim", "--assign"], 48213, "claim", (*_READ, _WRITE), changes=True),
    Command(
        "escalate to support",
        ["escalate", "--to", "support", "--yes", *PARTS],
        48213,
        "note",
        (*_READ, _WRITE),
        again=True,
    ),
    Command(
        "escalate to engineering",
        ["escalate", "--to", "engineering", "--feature", "session replay", "--yes", *PARTS],
        48213,
        "escalate",
        (*_READ, ("GET", GROUPS), ("GET", FIELDS), _WRITE),
        changes=True,
    ),
    Command(
        "withdraw",
        ["escalate", "--withdraw", "--yes", "--why", "it works again since noon"],
        48220,
        "withdraw",
        (*_READ, ("GET", GROUPS), ("GET", FIELDS), _WRITE),
        changes=True,
    ),
)


class Fault(NamedTuple):
    """What the sandbox does to a request, in the words of its `/_sandbox/faults`."""

    name: str
    arming: Mapping[str, Any]


def _status(status: int, when: str, retry_after: str | None = None) -> Fault:
    asked = f", Retry-After {'as a date' if 'GMT' in (retry_after or '') else 'as seconds'}"
    name = f"{status} {when}{asked if retry_after else ''}"
    arming = {"fault": "status", "status": status, "when": when}
    return Fault(name, arming | ({"retry_after": retry_after} if retry_after else {}))


_PAST = "Wed, 21 Oct 2015 07:28:00 GMT"

FAULTS = (
    Fault("latency before", {"fault": "latency", "when": "before", "seconds": 0.2}),
    Fault("drop before", {"fault": "drop", "when": "before"}),
    Fault("drop after", {"fault": "drop", "when": "after"}),
    Fault("hang before", {"fault": "hang", "when": "before", "seconds": 3}),
    Fault("hang after", {"fault": "hang", "when": "after", "seconds": 3}),
    Fault("redirect before", {"fault": "redirect", "when": "before"}),
    Fault("redirect after", {"fault": "redirect", "when": "after"}),
    Fault("html before", {"fault": "html", "when": "before"}),
    Fault("html after", {"fault": "html", "when": "after"}),
    Fault("truncated after", {"fault": "truncated", "when": "after"}),
    _status(413, "before"),
    _status(429, "before"),
    _status(429, "before", "1"),
    _status(429, "before", _PAST),
    _status(500, "before"),
    _status(500, "after"),
    _status(502, "after"),
    _status(503, "before"),
    _status(503, "before", "1"),
    _status(503, "after"),
    _status(504, "after"),
)

KILLS = (
    Fault("killed before", {"fault": "hang", "when": "before", "seconds": 6}),
    Fault("killed after", {"fault": "hang", "when": "after", "seconds": 6}),
)


class Cell(NamedTuple):
    """One experiment. `ticket` is its own, so that no cell touches another's."""

    ticket: int
    command: Command
    request: tuple[str, str]
    fault: Fault
    tls: bool = False
    killed: bool = False

    @property
    def name(self) -> str:
        """What the cell is about, in words."""
        method, path = self.request
        where = path.partition("{ticket}")[2] or path
        short = where.replace(r"(\.json)?$", "").strip("/") or "ticket"
        over = "https" if self.tls else "http"
        return f"{self.command.name}, {method} {short}, {self.fault.name}, {over}"


def cells() -> Iterator[Cell]:
    """Every cell; the writes are tried over TLS too, where zenpy's own retries would bite."""
    number = 70_000
    for command in COMMANDS:
        for request in command.requests:
            for fault in FAULTS:
                number += 1
                yield Cell(number, command, request, fault)
            for fault in KILLS:
                number += 1
                yield Cell(number, command, request, fault, killed=True)
        for fault in FAULTS:
            number += 1
            yield Cell(number, command, _WRITE, fault, tls=True)
