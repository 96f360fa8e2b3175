"""The audit as one value, and when it may call itself complete."""

from typing import NamedTuple

from csm_cli.domain.impersonation.members import MemberCount
from csm_cli.domain.impersonation.records import Event
from csm_cli.domain.impersonation.remarks import INCOMPLETE, Remark
from csm_cli.domain.impersonation.window import Window


class NamedOrganization(NamedTuple):
    """An organization on record; its name is null if the record has none."""

    name: str | None


class Organization(NamedTuple):
    """A customer as PostHog knows it; name and region are null where nothing tells them."""

    id: str
    name: str | None
    region: str | None


class Audit(NamedTuple):
    """Who from PostHog signed in as a member of an organization, in a window of time.

    `events` come newest first, each once.
    """

    organization: Organization
    window: Window
    members: MemberCount
    events: tuple[Event, ...]
    warnings: tuple[Remark, ...]
    limitations: tuple[Remark, ...]

    @property
    def complete(self) -> bool:
        """Whether every event that the data can show was fetched, and was shown to be."""
        return not self.reasons

    @property
    def reasons(self) -> tuple[Remark, ...]:
        """Why the audit does not call itself complete."""
        return tuple(remark for remark in self.warnings if remark.code in INCOMPLETE)
