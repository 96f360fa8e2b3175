"""Who appears in a world: organizations, the accounts of their people, PostHog's staff."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple


class Organization(NamedTuple):
    """A customer; all its accounts are in its region, `US` or `EU`."""

    id: str
    name: str
    region: str

    @property
    def site(self) -> str:
        """The address of its instance."""
        return f"https://{self.region.lower()}.posthog.com"


class Staff(NamedTuple):
    """A member of PostHog's staff as one region knows them; ids repeat across regions."""

    region: str
    user_id: int
    email: str
    distinct_id: str


@dataclass(eq=False)
class Account:
    """A user of one region, as it is at the end, and what the data ever said of it.

    `now` is the current organization, null for a removed account; `belongs_to` counts its
    organizations of today. `renamed` is when its address became `email`, and the one of
    before. `told` maps an organization's id to the addresses that an event, within the time
    that an audit looks back, ties to it.
    """

    home: Organization
    user_id: int
    person: str
    distinct_id: str
    email: str
    now: Organization | None
    belongs_to: int = 1
    signed_up_as: str = ""
    anonymous: bool = False
    deleted: bool = False
    renamed: tuple[datetime, str] | None = None
    told: dict[str, set[str]] = field(default_factory=dict)

    @property
    def region(self) -> str:
        """Where the account lives."""
        return self.home.region

    def email_at(self, at: datetime) -> str:
        """The address that it had at a moment."""
        return self.renamed[1] if self.renamed and at < self.renamed[0] else self.email

    @property
    def shown_email(self) -> str | None:
        """What the person of today says; an anonymised account says nothing."""
        return None if self.anonymous else self.email

    def is_current(self, organization: Organization) -> bool:
        """Whether the person of today has the organization as its own."""
        return self.now == organization and not self.deleted

    def addresses(self, organization: Organization) -> set[str]:
        """All that the data ties to the organization, in lower case."""
        found = set(self.told.get(organization.id, ()))
        if self.is_current(organization) and self.shown_email:
            found.add(self.shown_email)
        return {address.lower() for address in found}

    def is_elsewhere(self, organization: Organization) -> bool:
        """Whether the data ties the account to a further organization, too."""
        several = self.belongs_to > 1 and self.is_current(organization)
        return several or bool(self.told.keys() - {organization.id})
