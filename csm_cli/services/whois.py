"""Who owns what a person typed: words, or a ticket whose target area is looked up."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.lookup import look_up, look_up_area, nearest
from csm_cli.domain.ownership import Answer, Notice, Ownership
from csm_cli.domain.refs import TicketRef, looks_like_ticket, ticket_ref

if TYPE_CHECKING:  # a look-up without a ticket must not pay for the words of a ticket desk
    from csm_cli.domain.tickets import Ticket

LONGEST_QUERY = 500


class Tickets(Protocol):
    """The part of a ticket desk that is needed here: `ports.TicketDesk` says what it does."""

    def ticket(self, ref: TicketRef) -> "Ticket":
        """The ticket as it stands now."""


class Whois:
    """Answers who owns what.

    Args:
        ownership: The rows to answer from.
        desk: Gives the ticket desk; called only for a ticket, all else is offline.
        today: The day, in UTC, that the age of a row is counted to.
        stale_after_days: An older row gets a warning.
    """

    def __init__(
        self,
        ownership: Ownership,
        desk: Callable[[], Tickets],
        *,
        today: date,
        stale_after_days: int,
    ) -> None:
        self._ownership = ownership
        self._desk = desk
        self._today = today
        self._stale_after_days = stale_after_days

    def owns(self, query: str) -> Answer:
        """Find the owners of what the query names.

        Raises:
            WrongUsage: the query is empty, longer than any name, or a URL of no ticket.
            NotSignedIn, NotFound, Unavailable: for a ticket only, from the desk.
        """
        if not query.strip():
            raise WrongUsage("the query is empty", hint="csm whois-owns FEATURE")
        if len(query) > LONGEST_QUERY:
            raise WrongUsage(f"that has {len(query)} characters, and no name is that long")
        if looks_like_ticket(query):
            ref = ticket_ref(query)
            answer = self._of_ticket(self._desk().ticket(ref))
        else:
            answer = look_up(self._ownership, query, similar)
        return answer._replace(
            query=query, notices=(*answer.notices, *self._guessed(answer), *self._stale(answer))
        )

    def _of_ticket(self, ticket: "Ticket") -> Answer:
        """The owners of the ticket's area. Without one, its subject can only suggest some."""
        if not ticket.area:
            near = nearest(self._ownership, ticket.subject[:LONGEST_QUERY], similar)
            text = f"ticket {ticket.number} has no target area; the nearest are by its subject"
            return Answer("", "none", candidates=near, notices=(Notice("no_area", text),))
        answer = look_up_area(self._ownership, ticket.area, similar)
        # The form fills the area from the page that the reporter was on.
        text = (
            f"ticket {ticket.number} has the target area {ticket.area}, "
            "which says where its reporter was and need not be what is broken"
        )
        return answer._replace(notices=(Notice("ticket_area", text), *answer.notices))

    def _guessed(self, answer: Answer) -> tuple[Notice, ...]:
        if answer.match != "fuzzy":
            return ()
        best = answer.candidates[0]
        text = f"this is a guess: no name fits, and {best.feature} comes nearest ({best.score:.2f})"
        return (Notice("guessed", text),)

    def _stale(self, answer: Answer) -> tuple[Notice, ...]:
        return tuple(
            Notice("stale", f"{owner.team} as owner was last confirmed on {owner.as_of}")
            for owner in answer.owners
            if (self._today - owner.as_of).days > self._stale_after_days
        )


def similar(query: str, names: Sequence[str]) -> list[float]:
    """Loads the library for guessing at the first guess: most queries need none."""
    from csm_cli.services import similarity  # noqa: PLC0415

    return similarity.similar(query, names)
