"""The audit as one value, and when it may call itself complete."""

from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.impersonation.members import MemberCount
from csm_cli.domain.impersonation.proof import Proof
from csm_cli.domain.impersonation.records import Event
from csm_cli.domain.impersonation.remarks import INCOMPLETE, Remark
from csm_cli.domain.impersonation.window import Window


class NamedOrganization(NamedTuple):
    """An organization on record; its name is null if the record has none."""

    name: str | None


class Organization(NamedTuple):
    """A customer as PostHog knows it; name and region are null where nothing tells them.

    `found_by` are the codes of those who say that it is the one that was meant.
    """

    id: str
    name: str | None
    region: str | None
    found_by: tuple[str, ...] = ()


class Watch(NamedTuple):
    """The audit as one of several over time, which tells only what is new.

    `last_until` is the end of the window of the last run, null for the first one.
    `told_before` counts the events of the window that are left out for that.
    """

    last_until: datetime | None
    told_before: int


class Audit(NamedTuple):
    """Who from PostHog signed in as a member of an organization, in a window of time.

    `events` come newest first, each once. With a `watch` they are the new ones alone.
    """

    organization: Organization
    window: Window
    members: MemberCount
    events: tuple[Event, ...]
    warnings: tuple[Remark, ...]
    limitations: tuple[Remark, ...]
    proof: Proof
    watch: Watch | None = None

    @property
    def complete(self) -> bool:
        """Whether every event that the data can show was fetched, and was shown to be."""
        return self.proof.holds and not self.reasons

    @property
    def reasons(self) -> tuple[Remark, ...]:
        """Why the audit does not call itself complete."""
        return tuple(remark for remark in self.warnings if remark.code in INCOMPLETE)
