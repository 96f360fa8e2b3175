"""The report that a customer gets, made of what is disclosed and of nothing else."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from csm_cli.domain.impersonation import customer_words as words
from csm_cli.domain.impersonation.disclosure import Disclosure
from csm_cli.domain.impersonation.groups import DAY, STAFF, USER, groups
from csm_cli.domain.impersonation.records import Event
from csm_cli.domain.impersonation.report import (
    CUSTOMER,
    INTEGRITY,
    Made,
    Report,
    Section,
    found_in_words,
    made_in_words,
    many,
    members_in_words,
    times_in_words,
    title,
    window_in_words,
)
from csm_cli.domain.impersonation.sessions import Session
from csm_cli.domain.impersonation.tables import EVENT, LOCAL, SESSION, Table, table
from csm_cli.domain.impersonation.window import rfc3339

EVENT_COLUMNS = (
    "session", "time_utc", "action", "mode", "account", "staff_member", "reason", "how_we_know",
)  # fmt: skip
SESSION_COLUMNS = (
    "session", "started_utc", "over_by_utc", "actions", "highest_mode", "account",
    "staff_member", "reasons", "how_we_know",
)  # fmt: skip
GROUP_COLUMNS = ("sessions", "read_write_sessions", "first_utc", "last_utc")
_EXPLAINED = (
    (
        "PostHog's staff can sign in as a member of an organization to help with a question. "
        "PostHog records when such a session starts and when its mode changes, and this lists "
        "those records."
    ),
    (
        "In a session that was read only, changes to your organization's data were blocked. In "
        "one that was read and write they were possible; whether any were made stands in the "
        "activity log of your organization."
    ),
)
_NAME = {STAFF: "staff_member", USER: "account", DAY: "day"}


def customer_report(told: Disclosure, made: Made) -> Report:
    """The report for the customer's own people."""
    return Report(
        CUSTOMER,
        title(told.organization),
        told.reasons,
        tuple(_summary(told)),
        tuple(_facts(told, made)),
        (_table(told, made),),
        told.sessions,
        tuple(_sections(told)),
        made,
        told.window,
        {},
    )


def _summary(told: Disclosure) -> Iterator[str]:
    # What is held back was found: with nothing else to list, "none" would be wrong.
    if told.sessions or not told.held:
        yield found_in_words(told.sessions, complete=told.complete)
    for held in told.held:
        subject = "1 event is" if held.events == 1 else f"{held.events} events are"
        by = " by a person who has looked" if told.looked else ", until a person has looked"
        yield f"{subject} held back{by}: {held.text}."


def _facts(told: Disclosure, made: Made) -> Iterator[tuple[str, str]]:
    yield "Organization", told.organization.id
    yield "Window", window_in_words(told.window)
    yield "Members looked for", members_in_words(told.members)
    yield "Times", times_in_words(made)
    yield "Made", made_in_words(made)


def _sections(told: Disclosure) -> Iterator[Section]:
    yield Section("What this is", _EXPLAINED)
    if told.warnings:
        yield Section("Please note", told.warnings)
    yield Section("What this report cannot show", told.limitations)
    yield Section("How to check this report", (INTEGRITY,))


def _table(told: Disclosure, made: Made) -> Table:
    local = made.zone is not None
    if made.by == EVENT:
        records = (_event(event, made) for event in told.events)
        return table(EVENT, _with_local(EVENT_COLUMNS, local=local), records)
    if made.by == SESSION:
        found = (_session(session, made) for session in told.sessions)
        return table(SESSION, _with_local(SESSION_COLUMNS, local=local), found)
    return table(made.by, (_NAME[made.by], *GROUP_COLUMNS), _groups(told.sessions, made))


def _with_local(columns: Sequence[str], *, local: bool) -> tuple[str, ...]:
    """The local time stands beside the other one."""
    return (*columns[:2], LOCAL, *columns[2:]) if local else tuple(columns)


def _event(event: Event, made: Made) -> dict[str, Any]:
    return {
        "session": event.event_uuid.partition(".")[0],
        "time_utc": _utc(event.occurred_at),
        LOCAL: _local(event.occurred_at, made),
        "action": words.action(event),
        "mode": words.mode(event.mode),
        "account": event.target_email or words.NO_ADDRESS,
        "staff_member": event.staff_email,
        "reason": event.reason,
        "how_we_know": words.how_known(event),
    }


def _session(session: Session, made: Made) -> dict[str, Any]:
    first = session.events[0]
    return {
        "session": session.id.partition(".")[0],
        "started_utc": _utc(session.started_at) if session.started_at else words.NOT_RECORDED,
        LOCAL: _local(session.first_seen_at, made),
        "over_by_utc": _utc(session.over_by),
        "actions": [f"{words.action(one)} {_utc(one.occurred_at)}" for one in session.events],
        "highest_mode": words.mode(session.highest_mode),
        "account": first.target_email or words.NO_ADDRESS,
        "staff_member": first.staff_email,
        "reasons": list(session.reasons),
        "how_we_know": words.how_known(first),
    }


def _groups(sessions: Sequence[Session], made: Made) -> Iterator[dict[str, Any]]:
    for group in groups(sessions, made.by, made.clock):
        yield {
            _NAME[made.by]: group.name or words.NO_ADDRESS,
            "sessions": group.sessions,
            "read_write_sessions": group.read_write_sessions,
            "first_utc": _utc(group.first_at),
            "last_utc": _utc(group.last_at),
        }


def _utc(at: datetime) -> str:
    return rfc3339(at.replace(microsecond=0))


def _local(at: datetime, made: Made) -> str:
    return at.replace(microsecond=0).astimezone(made.zone or UTC).isoformat()


def held_in_words(told: Disclosure) -> list[str]:
    """What was held back, for whoever made the report."""
    return [f"held back: {many(held.events, 'event')}: {held.text}" for held in told.held]
