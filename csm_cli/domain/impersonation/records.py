"""An impersonation event, first as PostHog recorded it, then as csm reports it."""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from csm_cli.domain.impersonation.remarks import Flag

READ_ONLY = "read_only"
READ_WRITE = "read_write"


class Kind(StrEnum):
    """What happened; there is no event for the end of a session."""

    STARTED = "started"
    UPGRADED = "upgraded"
    DOWNGRADED = "downgraded"


class Basis(StrEnum):
    """Why an event is counted as the organization's."""

    CURRENT_MEMBER = "current_member"
    FORMER_MEMBER = "former_member"
    EXTRA_EMAIL = "extra_email"
    EXTRA_USER_ID = "extra_user_id"
    INFERRED = "inferred"


class Record(NamedTuple):
    """One event as it was recorded, of whichever organization; every text may be hostile.

    `region` is `us`, `eu`, another word for an instance that is neither, or null. Ids of
    users are digits without sign or fraction, unique in one region only; what was recorded in
    place of one may be any other text. `mode` is what the
    event said, which only a start does. `ticket_id` is PostHog Support's id of a ticket.
    """

    event_uuid: str
    occurred_at: datetime
    kind: Kind
    region: str | None = None
    staff_email: str | None = None
    staff_user_id: str | None = None
    target_email: str | None = None
    target_user_id: str | None = None
    mode: str | None = None
    reason: str | None = None
    ticket_id: str | None = None

    @property
    def names_staff(self) -> bool:
        """Whether it says who signed in; the first upgrades did not."""
        return bool(self.staff_email or self.staff_user_id)

    @property
    def names_target(self) -> bool:
        """Whether the target it names can be believed.

        From late April to July 2026 a change of mode named the staff member in both places.
        """
        if not (self.target_email or self.target_user_id):
            return False
        return not (self.names_staff and self._target_is_staff())

    def _target_is_staff(self) -> bool:
        return same_user(
            self.target_user_id, self.staff_user_id, self.target_email, self.staff_email
        )


class Event(NamedTuple):
    """One event of the audited organization. `mode` is the one in force after it."""

    event_uuid: str
    occurred_at: datetime
    kind: Kind
    mode: str | None
    region: str | None
    staff_email: str | None
    staff_user_id: str | None
    target_email: str | None
    target_user_id: str | None
    reason: str | None
    ticket_ref: str | None
    basis: Basis
    flags: tuple[Flag, ...] = ()


def email_key(email: str) -> str:
    """The form in which two spellings of one address are equal."""
    return email.strip().lower()


def same_email(one: str | None, other: str | None) -> bool:
    """Whether both are given and are one address."""
    return bool(one and other) and email_key(one or "") == email_key(other or "")


def same_user(
    one_id: str | None, other_id: str | None, one_email: str | None, other_email: str | None
) -> bool:
    """Whether both are one user of one region: by their ids, or if those are none, by address."""
    if _is_id(one_id) and _is_id(other_id):
        return one_id == other_id
    return same_email(one_email, other_email)


def _is_id(text: str | None) -> bool:
    return text is not None and text.isascii() and text.isdigit()


def same_staff(one: "Record | Event", other: "Record | Event") -> bool:
    """Whether both name a staff member, and the same one."""
    return same_user(one.staff_user_id, other.staff_user_id, one.staff_email, other.staff_email)


def same_target(one: "Record | Event", other: "Record | Event") -> bool:
    """Whether both name an account, and the same one."""
    return same_user(one.target_user_id, other.target_user_id, one.target_email, other.target_email)


def compatible(region: str | None, other: str | None) -> bool:
    """Whether two regions can be the same one; one that is not known can be any."""
    return region is None or other is None or region == other


def mode_after(record: Record) -> str | None:
    """The mode that an event leaves behind; null if a start does not say it.

    The events for a change of mode carry none: an upgrade always ends in read-write, a
    downgrade in read-only.
    """
    match record.kind:
        case Kind.UPGRADED:
            return READ_WRITE
        case Kind.DOWNGRADED:
            return READ_ONLY
        case Kind.STARTED:
            return record.mode if record.mode in {READ_ONLY, READ_WRITE} else None
