"""What looking an organization up needs from the outside, in the domain's words.

Apart from the other ports, so that a command that looks nobody up does not load these words.
Every method may raise `NotSignedIn`, `NotAllowed` or `Unavailable`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from csm_cli.domain.organizations import Accounts, Named, Record, Tie
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import DeskOrganization, Ticket
from csm_cli.domain.vitally import Listing, VitallyRecord


class Directory(Protocol):
    """PostHog's own record of its customers, of both regions.

    Lists hold at most one more than are shown of them; so many are too many.
    """

    @property
    def notices(self) -> Sequence[Notice]:
        """What is doubtful about the answers given so far, each doubt once."""

    def records(self, organization_ids: Sequence[str]) -> Mapping[str, Record]:
        """What is on record of these; unknown ones are left out."""

    def named(self, name: str) -> Sequence[Named]:
        """Those whose name contains this, in any letter case; exactly so called ones first."""

    def of_address(self, address: str, until: datetime) -> Sequence[Tie]:
        """Those that somebody with this address is in, or was in before `until`."""

    def of_domain(self, domain: str) -> Sequence[str]:
        """The ids of those whose people have addresses there; that of the most people first."""


class AccountDirectory(Protocol):
    """The part of PostHog's record that tells where somebody's accounts are."""

    @property
    def notices(self) -> Sequence[Notice]:
        """What is doubtful about the answers given so far, each doubt once."""

    def records(self, organization_ids: Sequence[str]) -> Mapping[str, Record]:
        """What is on record of these; unknown ones are left out."""

    def accounts(self, address: str) -> Sequence[Accounts]:
        """The accounts with this address, in lower case, by organization."""


class Tickets(Protocol):
    """The part of a ticket desk that is needed here: `ports.TicketDesk` says what it does."""

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket as it stands now."""


class DeskOrganizations(Protocol):
    """The ticket desk's own records of customers."""

    def with_ids(self, organization_ids: Sequence[str]) -> Sequence[DeskOrganization]:
        """Those that carry one of these ids of PostHog's."""

    def called(self, name: str) -> Sequence[DeskOrganization]:
        """Those whose name begins so, in any letter case."""

    def of_address(self, address: str) -> Sequence[DeskOrganization]:
        """Those that the people with this address are filed under."""

    def page(self, number: int) -> str:
        """The page of a record for people."""


class CustomerRecords(Protocol):
    """Vitally's records of customers; all it is asked for csm can do without."""

    def record(self, organization_id: str) -> VitallyRecord | None:
        """The one that carries this id of PostHog's; null if none does."""

    def called(self, name: str) -> Listing:
        """Those whose name contains this, in any letter case, of all that were looked through."""
