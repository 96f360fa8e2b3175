"""Events become sessions: a start, and the changes of mode that follow it.

A session has no end: none is recorded. What is known is that it lasts two hours at most, so
it has a moment by which it is over, and never one at which it ended.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from csm_cli.domain.impersonation.records import (
    READ_ONLY,
    READ_WRITE,
    Basis,
    Event,
    Kind,
    compatible,
    email_key,
    same_staff,
    same_target,
)
from csm_cli.domain.impersonation.remarks import Flag


class Session(NamedTuple):
    """One sitting of a staff member on one account.

    `events` are its own, oldest first, at least one. The first one is a start, or else the
    start lies before the window or was not recorded. `limit` is how long it can last.
    """

    events: tuple[Event, ...]
    limit: timedelta

    @property
    def id(self) -> str:
        """The id of its first event, by which it can be named."""
        return self.events[0].event_uuid

    @property
    def started_at(self) -> datetime | None:
        """When it began; null if that is not among the events."""
        first = self.events[0]
        return first.occurred_at if first.kind is Kind.STARTED else None

    @property
    def first_seen_at(self) -> datetime:
        """The first moment at which it is known to have been open."""
        return self.events[0].occurred_at

    @property
    def over_by(self) -> datetime:
        """The moment by which it is over: at most the limit after its last start."""
        return _last_start(self.events) + self.limit

    @property
    def changes(self) -> tuple[Event, ...]:
        """What followed the start: changes of mode, and returns from a failed switch."""
        return self.events if self.started_at is None else self.events[1:]

    @property
    def highest_mode(self) -> str | None:
        """Read-write if it was ever in force; null if nothing says what was.

        A way down tells of a way up, recorded or not.
        """
        if any(one.mode == READ_WRITE or one.kind is Kind.DOWNGRADED for one in self.events):
            return READ_WRITE
        return None if any(one.mode is None for one in self.events) else READ_ONLY

    @property
    def reasons(self) -> tuple[str, ...]:
        """What was typed as reasons, each once, in their order."""
        return tuple(dict.fromkeys(one.reason for one in self.events if one.reason))

    @property
    def ticket_ref(self) -> str | None:
        """The first ticket that is named."""
        return next((one.ticket_ref for one in self.events if one.ticket_ref), None)

    @property
    def basis(self) -> Basis:
        """How its first event was found."""
        return self.events[0].basis

    @property
    def flags(self) -> tuple[Flag, ...]:
        """The flags of all its events, each once, in the order in which they are documented."""
        found = {flag for one in self.events for flag in one.flags}
        return tuple(flag for flag in Flag if flag in found)


def sessions(events: Iterable[Event], limit: timedelta) -> tuple[Session, ...]:
    """The sessions that the events are of, newest first.

    A change of mode belongs to the latest session of the same staff member on the same account
    that can still be open. One without such a session begins one whose start is not known; one
    that names no staff member stays alone, for nothing says what it belongs to. A return from
    a failed change of account, which is recorded as a start, goes on with what was open.
    """
    found: list[list[Event]] = []
    ordered = sorted(events, key=_order)
    ids = {
        email_key(one.staff_email): one.staff_user_id
        for one in ordered
        if one.staff_email and one.staff_user_id
    }
    still_open: dict[str, list[list[Event]]] = {}
    for event in ordered:
        # Only the same person's sessions are looked at: there may be many people.
        email = email_key(event.staff_email or "")
        person = event.staff_user_id or ids.get(email) or email
        theirs = [one for one in still_open.get(person, ()) if _open(one, event, limit)]
        still_open[person] = theirs
        session = _continued(theirs, event)
        if session is None:
            session = []
            found.append(session)
            theirs.append(session)
        session.append(event)
    return tuple(Session(tuple(one), limit) for one in reversed(found))


def _order(event: Event) -> tuple[datetime, bool, str]:
    """A start at the very moment of a change comes before it, whatever their ids say."""
    return event.occurred_at, event.kind is not Kind.STARTED, event.event_uuid


def _open(session: Sequence[Event], event: Event, limit: timedelta) -> bool:
    return event.occurred_at - _last_start(session) <= limit


def _last_start(events: Sequence[Event]) -> datetime:
    starts = [one.occurred_at for one in events if one.kind is Kind.STARTED]
    return starts[-1] if starts else events[0].occurred_at


def _continued(still_open: Sequence[list[Event]], event: Event) -> list[Event] | None:
    if event.kind is Kind.STARTED and Flag.FAILED_SWITCH not in event.flags:
        return None
    return next((one for one in reversed(still_open) if _fits(one[0], event)), None)


def _fits(first: Event, event: Event) -> bool:
    return (
        compatible(first.region, event.region)
        and same_staff(first, event)
        and same_target(first, event)
    )
