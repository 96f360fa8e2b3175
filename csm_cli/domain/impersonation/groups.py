"""Sessions counted by staff member, by account, or by day."""

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo
from typing import NamedTuple

from csm_cli.domain.impersonation.records import READ_WRITE, Event, email_key
from csm_cli.domain.impersonation.sessions import Session

STAFF, USER, DAY = GROUPINGS = ("staff", "user", "day")


class Group(NamedTuple):
    """What one staff member did, or happened on one account or one day.

    `name` is null where the events do not tell it. A session counts on the day on which it is
    first seen, an event on its own.
    """

    name: str | None
    sessions: int
    read_write_sessions: int
    events: int
    staff: int
    accounts: int
    first_at: datetime
    last_at: datetime


def groups(sessions: Iterable[Session], by: str, zone: tzinfo) -> tuple[Group, ...]:
    """The groups: days newest first, people by how many sessions there were, then by name."""
    name_of = _names(by, zone)
    members: dict[str | None, tuple[list[Session], list[Event]]] = {}
    for session in sessions:
        members.setdefault(_key(name_of(session.events[0])), ([], []))[0].append(session)
        for event in session.events:
            members.setdefault(_key(name_of(event)), ([], []))[1].append(event)
    found = [_group(name_of(events[0]), ours, events) for ours, events in members.values()]
    if by == DAY:
        return tuple(sorted(found, key=lambda one: one.name or "", reverse=True))
    return tuple(sorted(found, key=lambda one: (-one.sessions, one.name or "")))


def _names(by: str, zone: tzinfo) -> Callable[[Event], str | None]:
    if by == STAFF:
        return _staff
    if by == USER:
        return _account
    return lambda event: event.occurred_at.astimezone(zone).date().isoformat()


def _staff(event: Event) -> str | None:
    return event.staff_email or _by_id(event.staff_user_id)


def _account(event: Event) -> str | None:
    return event.target_email or _by_id(event.target_user_id)


def _by_id(user_id: str | None) -> str | None:
    return f"user {user_id}" if user_id else None


def _key(name: str | None) -> str | None:
    return email_key(name) if name else None


def _group(name: str | None, sessions: list[Session], events: list[Event]) -> Group:
    times = [event.occurred_at for event in events]
    return Group(
        name,
        len(sessions),
        sum(session.highest_mode == READ_WRITE for session in sessions),
        len(events),
        len({_key(_staff(event)) for event in events} - {None}),
        len({_key(_account(event)) for event in events} - {None}),
        min(times),
        max(times),
    )
