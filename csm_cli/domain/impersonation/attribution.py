"""Which records concern the organization, and how that is known.

Most records name the account, and its e-mail decides. Some changes of mode do not: the
first ones named no staff member, and for some months of 2026 they named the staff member in
place of the account. Those belong to the latest start before them that fits: of the same
staff member among all of that person's starts, whichever customer it was on, so that one
customer's escalation is never reported to another.

The records come newest first and are looked at once. Only the organization's own events and
the changes that still wait for their start are kept; other customers' rows are not.
"""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from csm_cli.domain.impersonation.members import Match, Membership
from csm_cli.domain.impersonation.records import (
    Basis,
    Event,
    Kind,
    Record,
    compatible,
    mode_after,
    same_staff,
    same_target,
)
from csm_cli.domain.impersonation.remarks import Flag
from csm_cli.domain.impersonation.ticket_links import ticket_ref
from csm_cli.domain.impersonation.window import Window

_ROLLBACK = "rollback after failed switch"


class Attributed(NamedTuple):
    """What the records come to.

    `events` are the organization's, newest first, each once. `other_region` counts records
    with a member's address in another region: somebody else's account, left out.
    `unattributed` counts records that name no account and fit no start: they may be anybody's.
    """

    events: tuple[Event, ...]
    other_region: int
    unattributed: int


class Waiting(NamedTuple):
    """A change of mode that waits for its start; `match` is set if its account is known."""

    record: Record
    match: Match | None


class Halfway(NamedTuple):
    """An attribution between two records, as plain values; `together` share the last moment."""

    events: tuple[Event, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    together: tuple[Record, ...] = ()
    other_region: tuple[str, ...] = ()
    unattributed: tuple[str, ...] = ()


class Attribution:
    """The records of a window, attributed to one organization as they come.

    Args:
        membership: The people to look for.
        region: The organization's region; null if nobody knows it.
        window: What to report. Records from one `session_limit` before it are looked at too,
            because a session may have begun there.
        session_limit: How long a session can last at most.
        halfway: Where another attribution of the same organization and window had come to.
    """

    def __init__(
        self,
        membership: Membership,
        region: str | None,
        window: Window,
        session_limit: timedelta,
        halfway: Halfway = Halfway(),  # noqa: B008 - a value
    ) -> None:
        self._membership = membership
        self._region = region
        self._window = window
        self._limit = session_limit
        self._events = {event.event_uuid: event for event in halfway.events}
        self._waiting = list(halfway.waiting)
        self._together = list(halfway.together)
        self._other_region = set(halfway.other_region)
        self._unattributed = set(halfway.unattributed)

    def read(self, records: Iterable[Record]) -> None:
        """Look at the records, newest first, a page or all; may be broken off at any record."""
        for record in records:
            if self._together and record.occurred_at != self._together[0].occurred_at:
                self._look()
            self._together.append(record)

    def halfway(self) -> Halfway:
        """What has been read so far, for another attribution to go on from."""
        return Halfway(
            tuple(self._events.values()),
            tuple(self._waiting),
            tuple(self._together),
            tuple(sorted(self._other_region)),
            tuple(sorted(self._unattributed)),
        )

    def result(self) -> Attributed:
        """Give up on the changes that still wait, and put the events in order."""
        self._look()
        for waiting in self._waiting:
            self._give_up(waiting)
        self._waiting = []
        events = sorted(self._events.values(), key=lambda event: event[1::-1], reverse=True)
        return Attributed(tuple(events), len(self._other_region), len(self._unattributed))

    def _look(self) -> None:
        """Take in the records of one moment; a page may have ended among them."""
        together, self._together = self._together, []
        if len(together) > 1:
            # A start at the very moment of a change comes before it, whatever their ids say.
            together.sort(key=lambda one: one.kind is Kind.STARTED)
        for record in together:
            if record.kind is Kind.STARTED:
                self._start(record)
            elif self._inside(record):
                self._change(record)

    def _start(self, start: Record) -> None:
        self._settle(start)
        if not self._inside(start):
            return
        match = self._membership.match(start)
        if match:
            self._keep(start, match)
        elif not start.target_email:
            self._leave(start)

    def _change(self, change: Record) -> None:
        match = self._membership.match(change) if change.names_target else None
        if not self._same_region(change, match):
            return
        if match and change.names_staff:
            self._keep(change, match)
        elif match or not (change.names_target and change.target_email):
            self._waiting.append(Waiting(change, match))

    def _settle(self, start: Record) -> None:
        """Give the start to the changes that waited for it, and give up on those too old."""
        if not self._waiting:
            return
        still = []
        for waiting in self._waiting:
            if waiting.record.occurred_at - start.occurred_at > self._limit:
                self._give_up(waiting)
            elif _fits(start, waiting.record):
                self._attach(waiting, start)
            else:
                still.append(waiting)
        self._waiting = still

    def _attach(self, waiting: Waiting, start: Record) -> None:
        change, flags = waiting.record, []
        if not change.names_staff:
            flags.append(Flag.STAFF_INFERRED)
            change = change._replace(
                staff_email=start.staff_email, staff_user_id=start.staff_user_id
            )
        match = waiting.match
        if match is None and (match := self._membership.match(start)):
            flags.append(Flag.TARGET_INFERRED)
            change = change._replace(
                target_email=start.target_email, target_user_id=start.target_user_id
            )
        if match:
            if match.basis is Basis.FORMER_MEMBER:
                flags.append(Flag.FORMER_MEMBER)
            self._keep(change, Match(Basis.INFERRED, match.several), *flags)
        elif not start.target_email:  # as little known as its start, and counted like it
            self._leave(change)

    def _give_up(self, waiting: Waiting) -> None:
        if waiting.match:
            self._keep(waiting.record, waiting.match, Flag.STAFF_UNKNOWN)
        else:
            self._leave(waiting.record)

    def _leave(self, record: Record) -> None:
        if self._same_region(record, None):
            self._unattributed.add(record.event_uuid)

    def _keep(self, record: Record, match: Match, *flags: Flag) -> None:
        if not self._same_region(record, match):
            return
        flags = (*flags, *self._flags(record, match))
        # Of an event that was delivered again with another time, the earliest comes last.
        self._events[record.event_uuid] = _event(record, match.basis, flags)

    def _flags(self, record: Record, match: Match) -> Iterable[Flag]:
        if match.several:
            yield Flag.SEVERAL_ORGANIZATIONS
        if match.basis is Basis.FORMER_MEMBER:
            yield Flag.FORMER_MEMBER
        if not (record.region and self._region):
            yield Flag.REGION_MISSING
        if mode_after(record) is None:
            yield Flag.MODE_UNKNOWN
        if not record.reason:
            yield Flag.NO_REASON
        elif _ROLLBACK in record.reason.lower():
            yield Flag.FAILED_SWITCH

    def _inside(self, record: Record) -> bool:
        return self._window.since <= record.occurred_at < self._window.until

    def _same_region(self, record: Record, match: Match | None) -> bool:
        if compatible(record.region, self._region):
            return True
        if match:
            self._other_region.add(record.event_uuid)
        return False


def _fits(start: Record, change: Record) -> bool:
    """Whether the start can be the one that the change of mode belongs to."""
    if not compatible(start.region, change.region):
        return False
    if change.names_staff and not same_staff(start, change):
        return False
    if change.names_target:
        return same_target(start, change)
    return change.names_staff


def _event(record: Record, basis: Basis, flags: tuple[Flag, ...]) -> Event:
    return Event(
        event_uuid=record.event_uuid,
        occurred_at=record.occurred_at,
        kind=record.kind,
        mode=mode_after(record),
        region=record.region,
        staff_email=record.staff_email,
        staff_user_id=record.staff_user_id,
        target_email=record.target_email,
        target_user_id=record.target_user_id,
        reason=record.reason,
        ticket_ref=ticket_ref(record),
        basis=basis,
        flags=flags,
    )
