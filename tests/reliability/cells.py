"""The fault matrix: every writing command, every request of it, every fault, killed or not.

The cells are data. What must hold in each of them stands in the tests beside this file.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tests.reliability.commands import COMMANDS, REPLY, Command, Request
from tests.reliability.faults import FAULTS, KILLS, Fault

_FIRST_TICKET = 70_001


class Cell(NamedTuple):
    """One experiment. `ticket` is its own, so that no cell touches another's."""

    ticket: int
    command: Command
    request: Request
    fault: Fault
    tls: bool = False
    killed: bool = False

    @property
    def name(self) -> str:
        """What the cell is about, in words."""
        request = self.request
        again = f" ({request.nth})" if request.nth > 1 else ""
        over = "https" if self.tls else "http"
        what = f"{request.method} {request.name}{again}"
        return f"{self.command.name}, {what}, {self.fault.name}, {over}"


def cells(kind: str | None = None) -> list[Cell]:
    """Every cell, or those of one kind of command; each has the same ticket in both cases."""
    numbered = (cell._replace(ticket=_FIRST_TICKET + place) for place, cell in enumerate(_all()))
    return [cell for cell in numbered if kind in {None, cell.command.kind}]


def _all() -> Iterator[Cell]:
    """The writes are tried over TLS too, where zenpy's own retries would bite.

    A reply is killed at its write alone: before that nothing is recorded, as with all others.
    """
    for command in COMMANDS:
        for request in command.requests:
            for fault in _different(request, FAULTS):
                yield Cell(0, command, request, fault)
            if request.writes or command.kind != REPLY:
                for fault in _different(request, KILLS):
                    yield Cell(0, command, request, fault, killed=True)
        for request in command.requests:
            for fault in FAULTS if request.writes else ():
                yield Cell(0, command, request, fault, tls=True)


def _different(request: Request, faults: Sequence[Fault]) -> Iterator[Fault]:
    """Those that differ for a request: a read leaves nothing behind, so late is like early."""
    early = [fault.kind for fault in faults if not fault.late]
    return (fault for fault in faults if request.writes or not (fault.late and fault.kind in early))
