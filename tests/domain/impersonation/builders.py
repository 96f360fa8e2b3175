"""Records and members as short words, for tests about what concerns whom."""

from datetime import UTC, datetime, timedelta
from typing import Any

from csm_cli.domain.impersonation.attribution import Attributed, Attribution
from csm_cli.domain.impersonation.members import NO_EXTRAS, Evidence, Extras, Membership
from csm_cli.domain.impersonation.records import Event, Kind, Record
from csm_cli.domain.impersonation.window import Window

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
WINDOW = Window(NOON - timedelta(days=10), NOON + timedelta(days=1))
LIMIT = timedelta(hours=2)

ADA = {"staff_email": "ada@posthog.example", "staff_user_id": "1"}
BO = {"staff_email": "bo@posthog.example", "staff_user_id": "2"}
MIRA = {"target_email": "mira@hedge.example", "target_user_id": "70"}
KOFI = {"target_email": "kofi@kelp.example", "target_user_id": "80"}


def at(minutes: float) -> datetime:
    """So many minutes after noon."""
    return NOON + timedelta(minutes=minutes)


def started(minutes: float = 0, **more: Any) -> Record:
    """Ada signs in as Mira for reading."""
    return _record(Kind.STARTED, minutes, {"mode": "read_only"} | more)


def upgraded(minutes: float = 0, **more: Any) -> Record:
    """Ada goes up to read-write as Mira."""
    return _record(Kind.UPGRADED, minutes, more)


def downgraded(minutes: float = 0, **more: Any) -> Record:
    """Ada goes back to reading as Mira."""
    return _record(Kind.DOWNGRADED, minutes, more)


def with_staff_as_target(record: Record) -> Record:
    """The record as it was written for some months of 2026."""
    return record._replace(target_email=record.staff_email, target_user_id=record.staff_user_id)


def without_staff(record: Record) -> Record:
    """The record as the first upgrades were written."""
    return record._replace(staff_email=None, staff_user_id=None)


def of_hedgebox(*more: Evidence, extras: Extras = NO_EXTRAS) -> Membership:
    """Mira is a member, in the US."""
    mira = Evidence("p-mira", MIRA["target_email"], current=True, region="us")
    return Membership([mira, *more], extras)


def attributed(
    *records: Record,
    membership: Membership | None = None,
    region: str | None = "us",
    window: Window = WINDOW,
) -> Attributed:
    """What the records, in any order, come to for Hedgebox."""
    attribution = Attribution(membership or of_hedgebox(), region, window, LIMIT)
    attribution.read(
        sorted(records, key=lambda one: (one.occurred_at, one.event_uuid), reverse=True)
    )
    return attribution.result()


def events(*records: Record, **more: Any) -> tuple[Event, ...]:
    """Only the events of `attributed`."""
    return attributed(*records, **more).events


def _record(kind: Kind, minutes: float, more: dict[str, Any]) -> Record:
    given = {"region": "us", "reason": "looking into it", **ADA, **MIRA, **more}
    uuid = given.pop("event_uuid", f"{kind.value}-{minutes}-{given['target_email']}")
    return Record(event_uuid=uuid, occurred_at=at(minutes), kind=kind, **given)
