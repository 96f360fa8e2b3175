"""Who holds tickets and who spoke last, read for as many tickets as may be asked about."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta

from csm_cli.domain.errors import CsmError, NotAllowed, NotFound
from csm_cli.domain.ownership import Notice
from csm_cli.domain.talk import Talk, talk
from csm_cli.domain.tickets import Conversation, Ticket
from csm_cli.services.worklist_ports import Conversing, Talks

_SETTLED = timedelta(seconds=5)
"""A ticket that changed a shorter time ago may change again without a new stamp: the desk's
times are cut to the second."""


class Conversations:
    """Reads conversations, one request each, and remembers what they said.

    Args:
        conversing: Where they are.
        talks: What is remembered.
        most: How many may be read in one go.
    """

    def __init__(self, conversing: Conversing, talks: Talks, most: int) -> None:
        self._conversing = conversing
        self._talks = talks
        self.most = most
        self.notices: tuple[Notice, ...] = ()

    def known(self, tickets: Sequence[Ticket]) -> Mapping[int, Talk]:
        """What is remembered of the tickets as they are, without asking anybody."""
        kept = {each.number: self._talks.get(each.number, each.version) for each in tickets}
        return {number: said for number, said in kept.items() if said is not None}

    def former(self, number: int) -> Talk | None:
        """What is remembered of a ticket, however it has changed since."""
        return self._talks.former(number)

    def read(self, tickets: Sequence[Ticket], now: datetime) -> Iterator[tuple[int, Talk]]:
        """The talk of each ticket, as they come in: what is remembered first, then what is read.

        What can't be read is left out and is a notice; a desk that is not there ends it.
        """
        self.notices = ()
        known = self.known(tickets)
        yield from known.items()
        unknown = {each.number: each for each in tickets if each.number not in known}
        for number, found in self._conversing.read([*unknown][: self.most]):
            if isinstance(found, Conversation):
                yield number, self._understood(unknown[number], found, now)
            elif not isinstance(found, NotFound | NotAllowed):  # those went, or were hidden
                self._give_up(found)
                break

    @contextmanager
    def saved(self) -> Iterator[None]:
        """What is read until the end of the block outlives this run, however it ends."""
        try:
            yield
        finally:
            self._talks.save()

    def again(self, ticket: Ticket, now: datetime) -> Talk:
        """The talk of a ticket as it is now, whatever is remembered of it.

        Raises:
            CsmError: it can't be read.
        """
        ((_, found),) = self._conversing.read([ticket.number])
        if not isinstance(found, Conversation):
            raise found
        said = self._understood(ticket, found, now)
        self._talks.put(ticket.number, ticket.version, said)
        self._talks.save()
        return said

    def _understood(self, ticket: Ticket, found: Conversation, now: datetime) -> Talk:
        said = talk(found.entries, whole=found.complete)
        if now - ticket.updated_at > _SETTLED:
            self._talks.put(ticket.number, ticket.version, said)
        return said

    def _give_up(self, problem: CsmError) -> None:
        text = f"who spoke last could not be read for all of them: {problem.message}"
        self.notices = (Notice("conversations_missing", text),)
