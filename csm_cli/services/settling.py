"""Reading a ticket for a write: when its version can tell changes apart, and what came of it."""

from collections.abc import Callable
from datetime import timedelta

from csm_cli.domain.errors import Conflict, CsmError
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Entry, Ticket
from csm_cli.services.ports import TicketDesk

_RESOLUTION = timedelta(seconds=1)  # of a ticket's version
_LATE = timedelta(seconds=1)  # that a change may be there to be read after its stamp
_READINGS = 5  # how often a ticket that changes every second is read again
_LOOK_AFTER = (0.5, 1.0, 2.0, 4.0, 8.0, 16.0)  # seconds between looks; the first commit may be late


def settled(desk: TicketDesk, ref: TicketRef, sleep: Callable[[float], None]) -> Ticket:
    """The ticket, read at a moment when its version can still tell changes apart.

    A version has a resolution of one second: a change in the same second as the reading
    would not be noticed, nor one that was stamped then and carried out a moment later. So a
    ticket that changed so shortly before it was read is read again. If it has the same
    version then, that time is over, whatever the clocks say.

    Raises:
        Conflict: it never stood still for so long.
    """
    ticket = desk.ticket(ref)
    for _ in range(_READINGS):
        left = ticket.updated_at + _RESOLUTION + _LATE - ticket.read_at
        if left <= timedelta(0):
            return ticket
        sleep(min(left, _RESOLUTION + _LATE).total_seconds())
        again = desk.ticket(ref)
        if again.version == ticket.version:
            return again
        ticket = again
    raise keeps_changing(ref.number)


def keeps_changing(ticket: int) -> Conflict:
    """Of a ticket that others are faster on, again and again."""
    return Conflict(
        f"ticket {ticket} keeps changing", written="nothing was written", hint="run it again"
    )


def looked_for(
    desk: TicketDesk,
    ticket: int,
    operation_id: str,
    seconds: float,
    sleep: Callable[[float], None],
) -> Entry | None:
    """Search for an operation's entry by its mark, again and again until the time is up."""
    left = seconds
    for pause in _LOOK_AFTER:
        sleep(min(pause, left))
        left -= pause
        try:
            found = desk.find(ticket, operation_id)
        except CsmError:
            found = None  # the network is still away: that is what the next look is for
        if found is not None or left <= 0:
            return found
    return None
