"""An audit as tables: records with named values, and the text of each value.

The same record is an object in JSON and a row everywhere else, so that whoever has one format
has them all. Which columns a table has is written down here once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, tzinfo
from typing import Any, NamedTuple

from csm_cli.domain.impersonation.groups import DAY, STAFF, USER, Group
from csm_cli.domain.impersonation.records import Event
from csm_cli.domain.impersonation.remarks import FLAG_TEXTS, Flag
from csm_cli.domain.impersonation.sessions import Session
from csm_cli.domain.impersonation.window import rfc3339

SESSION, EVENT = "session", "event"
BY = (SESSION, EVENT, STAFF, USER, DAY)
"""What a row can stand for."""

EVENT_COLUMNS = (
    "event_uuid", "occurred_at", "event", "mode", "region", "staff_email", "staff_user_id",
    "target_email", "target_user_id", "reason", "ticket_ref", "basis", "flags",
)  # fmt: skip
SESSION_COLUMNS = (
    "session_id", "started_at", "first_seen_at", "over_by", "highest_mode", "mode_changes",
    "staff_email", "staff_user_id", "target_email", "target_user_id", "region", "reasons",
    "ticket_ref", "basis", "flags",
)  # fmt: skip
_COUNTS = (
    "sessions", "read_write_sessions", "events", "staff", "accounts", "first_at", "last_at",
)  # fmt: skip
_NAME = {STAFF: "staff_member", USER: "account", DAY: "day"}
LOCAL = "local_time"


class Table(NamedTuple):
    """Rows of text under the keys of their columns. `name` is one of `BY`."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def table(name: str, columns: Sequence[str], records: Iterable[Mapping[str, Any]]) -> Table:
    """The table of the records; each has a value for every column."""
    rows = (tuple(cell(record[key]) for key in columns) for record in records)
    return Table(name, tuple(columns), tuple(rows))


def cell(value: object) -> str:
    """A value of a record as text: null is nothing, a remark its code, a change its parts."""
    match value:
        case None:
            return ""
        case str():
            return value
        case {"code": code}:
            return str(code)
        case Mapping():
            return " ".join(cell(part) for part in value.values())
        case list():
            coded = all(isinstance(one, Mapping) and "code" in one for one in value)
            return (" " if coded else "; ").join(map(cell, value))
        case _:
            return str(value)


def columns_of(by: str, *, local: bool) -> tuple[str, ...]:
    """The columns of a table; the time in a zone that was chosen stands behind the other one."""
    if by == EVENT:
        return _with_local(EVENT_COLUMNS, "occurred_at") if local else EVENT_COLUMNS
    if by == SESSION:
        return _with_local(SESSION_COLUMNS, "over_by") if local else SESSION_COLUMNS
    return (_NAME[by], *(key for key in _COUNTS if key != _own(by)))


def _with_local(columns: tuple[str, ...], behind: str) -> tuple[str, ...]:
    place = columns.index(behind) + 1
    return (*columns[:place], LOCAL, *columns[place:])


def event_record(event: Event) -> dict[str, Any]:
    """One event as it stands in the document."""
    record = event._asdict()
    return {
        "event_uuid": record.pop("event_uuid"),
        "occurred_at": rfc3339(record.pop("occurred_at")),
        "event": record.pop("kind").value,
        **record,
        "basis": event.basis.value,
        "flags": _flags(event.flags),
    }


def session_record(session: Session) -> dict[str, Any]:
    """One session as it stands in the document."""
    first = session.events[0]
    return {
        "session_id": session.id,
        "started_at": rfc3339(session.started_at) if session.started_at else None,
        "first_seen_at": rfc3339(session.first_seen_at),
        "over_by": rfc3339(session.over_by),
        "highest_mode": session.highest_mode,
        "mode_changes": [
            {"event": one.kind.value, "at": rfc3339(one.occurred_at)} for one in session.changes
        ],
        "staff_email": first.staff_email,
        "staff_user_id": first.staff_user_id,
        "target_email": first.target_email,
        "target_user_id": first.target_user_id,
        "region": first.region,
        "reasons": list(session.reasons),
        "ticket_ref": session.ticket_ref,
        "basis": session.basis.value,
        "flags": _flags(session.flags),
    }


def group_record(group: Group, by: str) -> dict[str, Any]:
    """One line of counts: per staff member, account or day."""
    record = {**group._asdict(), "first_at": rfc3339(group.first_at)}
    record["last_at"] = rfc3339(group.last_at)
    name = record.pop("name")
    return {_NAME[by]: name, **{key: record[key] for key in _COUNTS if key != _own(by)}}


def event_rows(events: Iterable[Event], zone: tzinfo | None) -> Iterable[dict[str, Any]]:
    """The records of events, with the local time that a table may show."""
    for event in events:
        at = event.occurred_at.astimezone(zone or UTC)
        yield {**event_record(event), LOCAL: at.isoformat()}


def session_rows(sessions: Iterable[Session], zone: tzinfo | None) -> Iterable[dict[str, Any]]:
    """The records of sessions, with the local time of the moment at which each is first seen."""
    for session in sessions:
        at = session.first_seen_at.astimezone(zone or UTC)
        yield {**session_record(session), LOCAL: at.isoformat()}


def _own(by: str) -> str | None:
    """The count that is always one in a table of such rows."""
    return {STAFF: "staff", USER: "accounts"}.get(by)


def _flags(flags: Sequence[Flag]) -> list[dict[str, str]]:
    return [{"code": flag.value, "text": FLAG_TEXTS[flag]} for flag in flags]
