"""A made-up world of impersonations, with the truth about each.

A world has three organizations (two in one region, one in the other), the accounts of their
people, and staff who sign in as them. What really happened is known: which staff member was in
which account, for which organization, in which mode, with which reason. To the sandbox goes
only what PostHog would hold of it: events, persons, groups.

**What the data can show.** An event concerns the organization that the staff member was there
for, but no event says which that was; an event names an account, if that. So an audit of an
organization can show, and must, each impersonation inside the window whose account the data
ties to it:

* The data ties an *address* to an organization if the person of today has both, or if an
  event of the account's own (signed up, joined, logged in, updated), not older than a year
  before the window and before its end, carries the organization and the address. Letter case
  means nothing.
* An event's *account* is the one that it names by its address, in its region: the same address
  or number in the other region is somebody else. Where it does not name the account (a change
  of mode that names staff in its place), it is the account of the same staff member's latest
  start in that region at most two hours before, if that start was recorded, on whichever
  customer; that has the flag `target_inferred`. Staff has one session at a time: a new start
  ends the one before it.
* An account that the data ties to several organizations is shown to each of them, with the flag
  `may_concern_another_organization`. With one that the data ties to its present
  organization alone, nothing can tell that it once was another's.
* An event without a region may be of either, with the flag `region_missing`.
* Who signed in is said by the event, or for the first upgrades, which do not say it, by the
  latest start on the account at most two hours before (`staff_inferred`), else by nothing
  (`staff_unknown`).

**What it cannot show** must be said. An event that names nobody who could be looked up is counted
in `events_without_account`, in whosever audit; an account without an address is counted in
`members_without_email`; who left more than a year ago, or is there only besides, without a sign of
it in that time, falls under `membership_history`, which stands in every audit. The first two are
found when the account is named by hand.

**What is not made.** Two sessions of one staff member at the same time, in two browsers, of which
nothing in the data tells; and an address that one person gave up and a person of another
organization took, which whoever looks for addresses takes for one person.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from tests.accuracy.cast import Account, Organization
from tests.accuracy.vendor import Row

Flags = frozenset[str]

# The ways in which the data says nothing, by the limitation that must tell of it.
NO_ACCOUNT, NO_ADDRESS = "events_without_account", "members_without_email"
LONG_AGO = "membership_history"


class Happened(NamedTuple):
    """An event and all that is true of it.

    `concerns` is the organization that the staff member was there for. `staff_email` is the one
    that the data can tell, `account_email` the address by which the data names the account,
    directly or through the start; null where it does not; `numbered` says whether the data so
    gives the account's number. `region` is the one recorded.
    `recorded` are account and staff as they stand on the event itself. `flags` are those that
    follow from its shape, `ids` says whether the ids on it are such.
    """

    uuid: str
    at: datetime
    kind: str
    mode: str | None
    label: str
    account: Account
    concerns: Organization
    staff_email: str | None
    account_email: str | None
    region: str | None
    reason: str | None
    ticket_ref: str | None
    recorded: tuple[str | None, str | None]
    flags: Flags
    ids: bool = True
    numbered: bool = True


class World(NamedTuple):
    """A world, what is asked of it, and what PostHog holds of it.

    `page_rows` is how long a page of impersonations is to be, `member_rows` one of members.
    `scenes` names the kinds of trap that it was made of.
    """

    seed: int
    since: datetime
    until: datetime
    page_rows: int
    member_rows: int
    organizations: Sequence[Organization]
    audited: Sequence[Organization]
    accounts: Sequence[Account]
    happened: Sequence[Happened]
    events: Sequence[Row]
    scenes: Sequence[str]

    def is_inside(self, event: Happened) -> bool:
        """Whether the event lies in the half-open window."""
        return self.since <= event.at < self.until

    def shown(self, organization: Organization) -> dict[str, tuple[Happened, Flags]]:
        """What the organization's audit must show, by the events' ids, with their flags."""
        found = ((event, self._flags(event, organization)) for event in self.happened)
        return {event.uuid: (event, flags) for event, flags in found if flags is not None}

    def lost(self, organization: Organization) -> Iterator[tuple[Happened, str]]:
        """The events that concern the organization and cannot be shown, with the limitation."""
        shown = self.shown(organization)
        for event in self.happened:
            is_ours = event.concerns == organization and self.is_inside(event)
            if is_ours and event.uuid not in shown:
                yield event, self._limitation(event)

    def current(self, organization: Organization) -> set[str]:
        """The addresses of the members of today."""
        return {
            account.email.lower()
            for account in self.accounts
            if account.is_current(organization) and not account.anonymous
        }

    def former(self, organization: Organization) -> set[str]:
        """The addresses that only the past ties to the organization."""
        every = {one for account in self.accounts for one in account.addresses(organization)}
        return every - self.current(organization)

    def without_email(self, organization: Organization) -> int:
        """How many members of today have no address on record."""
        return sum(
            account.is_current(organization) and account.anonymous for account in self.accounts
        )

    def _flags(self, event: Happened, organization: Organization) -> Flags | None:
        """The flags that the event must have in the organization's audit, null if not shown."""
        if not self.is_inside(event) or event.region not in {organization.region, None}:
            return None
        address = (event.account_email or "").lower()
        owners = [one for one in self.accounts if address in one.addresses(organization)]
        if not owners:
            return None
        flags = set(event.flags)
        if any(account.is_elsewhere(organization) for account in owners):
            flags.add("may_concern_another_organization")
        if address not in self.current(organization):
            flags.add("former_member")
        return frozenset(flags)

    def _limitation(self, event: Happened) -> str:
        if event.account_email is None:
            return NO_ACCOUNT
        return NO_ADDRESS if event.account.anonymous else LONG_AGO

    def __str__(self) -> str:
        """The world as a person reads it: what was asked, who is whose, what happened."""
        span = f"{self.since:%F %T.%f} to {self.until:%F %T.%f}"
        made = f"pages of {self.page_rows}, made of {', '.join(self.scenes)}"
        organizations = [f"{one.name} ({one.region}) {one.id}" for one in self.organizations]
        accounts = [_whose(account, self.organizations) for account in self.accounts]
        events = [self._line(event) for event in sorted(self.happened, key=lambda one: one.at)]
        lines = "\n  ".join([*organizations, *accounts, *events])
        return f"world {self.seed}: {span}, {made}\n  {lines}"

    def _line(self, event: Happened) -> str:
        seen = [one.name for one in self.organizations if event.uuid in self.shown(one)]
        target, staff = event.recorded
        return (
            f"{event.at:%F %T.%f} {event.uuid[:8]} {event.kind} ({event.label}) in account "
            f"{event.account.user_id} for {event.concerns.name}; recorded: {event.region} "
            f"account {target} staff {staff}; shown to {', '.join(seen) or 'nobody'}"
        )


def _whose(account: Account, organizations: Sequence[Organization]) -> str:
    names = {one.id: one.name for one in organizations}
    states = {"anonymous": account.anonymous, "deleted": account.deleted}
    told = [f"{names[key]} {sorted(found)}" for key, found in account.told.items()]
    return (
        f"account {account.user_id} {account.email} of {account.now.name if account.now else '-'}"
        f"{''.join(f', {state}' for state, holds in states.items() if holds)}"
        f"{f', {account.belongs_to} organizations' if account.belongs_to > 1 else ''}"
        f"; events tell {', '.join(told) or 'nothing'}"
    )
