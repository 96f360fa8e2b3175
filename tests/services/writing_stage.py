"""A door to a desk in memory with one ticket, for the tests of writing."""

from itertools import count

import pytest

from csm_cli.domain.errors import OutcomeUnknown
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Entry, Mark, Write
from csm_cli.services.delivery import Written
from csm_cli.services.writing import Door
from tests.services.writable_desk import Clock, MemoryJournal, WritableDesk

NUMBER = 48213


class Stage:
    """A door with what stands around it."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.desk = WritableDesk(self.clock)
        self.journal = MemoryJournal()
        self.said: list[str] = []
        self.door = self.through(self.desk)
        self._ids = count(1)
        self.desk.add(NUMBER)

    def write(self, change: Change | None = None) -> Write:
        """A note on the ticket as it stands."""
        ticket = self.door.settled(TicketRef(NUMBER))
        return Write(NUMBER, ticket.version, Mark(f"op{next(self._ids)}", "claim"), "words", change)

    def earlier(self, *, resend: bool = False) -> Written | None:
        """Settle what an earlier run left open."""
        return self.door.earlier(NUMBER, "claim", "intent", resend=resend)

    def through(self, desk: WritableDesk) -> Door:
        """A door to another desk, with the journal as it is by now."""
        return Door(
            desk, self.journal, verify_seconds=6, sleep=self.clock.sleep, say=self.said.append
        )

    def lost(self) -> Write:
        """A write that never arrived, of which nobody knows that."""
        self.desk.mishaps = ["dropped"]
        write = self.write()
        with pytest.raises(OutcomeUnknown):
            self.door.send(write, "intent")
        return write

    def arrives(self, write: Write, *, private: bool = True) -> Entry:
        """The write's note turns up after all."""
        author = self.desk.who.person
        return self.desk.note(NUMBER, author, write.note, mark=write.mark, private=private)
