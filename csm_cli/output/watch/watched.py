"""What the full-screen view asks for and has done, by whoever it is made for.

All of it may take long, and is called on a thread of its own, one call at a time.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

from csm_cli.domain.worklist import Row, Worklist


class Sight(NamedTuple):
    """The rows whose conversations are wanted: so many, from this place on."""

    first: int
    rows: int


class Done(NamedTuple):
    """What became of something: a sentence for a person, whether it went well, the row since."""

    said: str
    well: bool
    row: Row | None = None


class Watched(Protocol):
    """A list of tickets, and what can be done with one of them."""

    def list(self, sight: Sight, heard: Callable[[Worklist], None] | None) -> Worklist:
        """The list as it is now; `heard` gets its first rows while it is still coming in.

        Raises csm's errors.
        """

    def read(self, rows: Sequence[Row], heard: Callable[[Row], None]) -> None:
        """Read the conversations of these rows; `heard` gets each. Raises csm's errors."""

    def claim(self, row: Row) -> Done:
        """Claim the ticket of a row."""

    def shown(self, number: int, width: int) -> str:
        """A ticket on one screen, with escape codes for style alone. Raises csm's errors."""

    def open(self, row: Row) -> Done:
        """Open the ticket's page."""

    def escalate(self, number: int) -> None:
        """Escalate a ticket on the terminal, which is a plain one again meanwhile."""
