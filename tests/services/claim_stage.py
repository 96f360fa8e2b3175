"""Claiming on a desk in memory with one ticket, for the tests of claims."""

from itertools import count

from csm_cli.domain.claim_results import ClaimResult
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Mark, Me
from csm_cli.services.claim import Claiming, Wish
from csm_cli.services.claim_many import claim_many
from csm_cli.services.writing import Door
from tests.services.writable_desk import ADA, ROBIN, Clock, MemoryJournal, WritableDesk

ONE = TicketRef(48213)
LIGHT = Me(ROBIN, "light")


class Stage:
    """Claiming on a desk with one ticket, as Robin Vale."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.desk = WritableDesk(self.clock)
        self.journal = MemoryJournal()
        self.desk.add(ONE.number)
        self._ids = count(1)
        self.claiming = self.for_(self.desk)

    def for_(self, desk: WritableDesk) -> Claiming:
        """Claiming on a desk, with the same clock and journal."""
        sleep = self.clock.sleep
        door = Door(desk, self.journal, verify_seconds=3, sleep=sleep, say=lambda _: None)
        return Claiming(desk, door, now=self.clock, new_id=lambda: f"op{next(self._ids)}")

    def claim(self, wish: Wish | None = None) -> ClaimResult:
        """Claim the one ticket."""
        return self.claiming.claim(ONE, wish or Wish())

    def outcomes(self, *numbers: int, wish: Wish | None = None) -> list[str]:
        """Claim several."""
        refs = [TicketRef(number) for number in numbers]
        return [each.outcome for each in claim_many(self.claiming, refs, wish or Wish())]

    def taken(self) -> None:
        """Ada claims the ticket with csm."""
        self.desk.note(ONE.number, ADA, "x", mark=Mark("a1", "claim"))
        self.clock.sleep(2)

    def notes(self) -> list[str]:
        """The words of the notes, newest first."""
        return [entry.body for entry in self.desk.entries[ONE.number]]
