"""What is new since the last audit of the same organization, for a job that runs every week.

Events arrive late, so each run reads again what the one before it read last, and leaves out by
their ids what was told. What was not told yet is never passed over: an audit that is not
complete moves nothing on.
"""

from datetime import datetime, timedelta
from typing import NamedTuple

from csm_cli.domain.impersonation.remarks import Limit, limitation
from csm_cli.domain.impersonation.result import Audit, Watch
from csm_cli.domain.impersonation.window import Window, rfc3339


class Told(NamedTuple):
    """What earlier runs told: everything before `until`, and of the rest these events.

    `event_uuids` are those that a later run may meet again.
    """

    until: datetime
    event_uuids: frozenset[str] = frozenset()


def window_after(told: Told, end: datetime, overlap: timedelta) -> Window:
    """What the next run has to look at: all since the last end, and what may have come late."""
    return Window(told.until - overlap, max(end, told.until))


def news(audit: Audit, told: Told | None) -> Audit:
    """The audit with those events alone that no earlier run told; all if there was none."""
    if told is None:
        return audit._replace(watch=Watch(last_until=None, told_before=0))
    new = tuple(event for event in audit.events if event.event_uuid not in told.event_uuids)
    left_out = len(audit.events) - len(new)
    said = limitation(Limit.ONLY_NEWS, date=rfc3339(told.until), count=left_out)
    return audit._replace(
        events=new,
        watch=Watch(told.until, left_out),
        limitations=(said, *audit.limitations),
    )


def told_after(audit: Audit, told: Told | None, overlap: timedelta) -> Told | None:
    """What has been told once the whole audit has been; null if that can't be relied on.

    An audit that was gone on with may be older than what was told since, or begin after it:
    then what it told is remembered, and the time stays as it is.
    """
    now = frozenset(event.event_uuid for event in audit.events)
    since, until = audit.window
    follows = told is None or since <= told.until <= until
    if audit.complete and follows:
        again = audit.window.until - overlap
        return Told(
            audit.window.until,
            frozenset(one.event_uuid for one in audit.events if one.occurred_at >= again),
        )
    return told._replace(event_uuids=told.event_uuids | now) if told else None
