"""What making the list of tickets that need somebody asks of the outside."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from csm_cli.domain.errors import CsmError
from csm_cli.domain.finding import Batch, Query
from csm_cli.domain.talk import Talk
from csm_cli.domain.tickets import Conversation, Marker, Me


class WorkDesk(Protocol):
    """The reading half of a `TicketDesk` that the list needs; described there."""

    def me(self) -> Me:
        """Who is signed in."""

    def marker(self) -> Marker:
        """The desk's escalation switch."""


class Conversing(Protocol):
    """Reading the newest entries of many tickets."""

    def read(self, numbers: Sequence[int]) -> Iterator[tuple[int, Conversation | CsmError]]:
        """A request for each ticket: what it holds, or why that can't be read, in this order.

        Whoever stops taking them leaves the rest unasked, but for a few.
        """


class WorkFinder(Protocol):
    """A `TicketFinder` that knows two more ways."""

    def find(self, query: Query, most: int | None = None) -> Iterator[Batch]:
        """The tickets that fit."""

    def matching(self, search: str, query: Query, most: int | None = None) -> Iterator[Batch]:
        """Those that also fit a search in the desk's own words."""

    def numbered(self, numbers: Sequence[int]) -> Iterator[Batch]:
        """The tickets with these numbers, whatever their status; missing ones are left out."""


class Talks(Protocol):
    """What conversations said, kept as long as their tickets do not change."""

    def get(self, number: int, version: str) -> Talk | None:
        """What was kept of this version of the ticket; null if nothing was."""

    def former(self, number: int) -> Talk | None:
        """What was kept of the ticket, whichever version it had; null if nothing was."""

    def put(self, number: int, version: str, talk: Talk) -> None:
        """Keep it in place of what was kept of the ticket before."""

    def save(self) -> None:
        """Let it outlive this run."""
