"""What following escalations needs from outside, besides the ticket desk."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Protocol

from csm_cli.domain.finding import Batch
from csm_cli.domain.issues import Issue, IssueRef
from csm_cli.domain.ownership import Owner
from csm_cli.domain.tickets import Group
from csm_cli.services.ports import TicketFinder


class Tickets(TicketFinder, Protocol):
    """Looking for tickets, by number as well."""

    def numbered(self, numbers: Sequence[int]) -> Iterator[Batch]:
        """Those with these numbers, in a few requests; those that are gone are left out."""


class Members(Protocol):
    """Who is in which group of the desk."""

    def members(self, group: Group) -> AbstractSet[int]:
        """The ids of its people.

        Raises:
            NotAllowed, NotFound: the desk does not tell this person.
        """


class Issues(Protocol):
    """GitHub's issues."""

    def issue(self, ref: IssueRef) -> Issue:
        """How it stands now.

        Raises:
            Unavailable, Limited, NotSignedIn, NotAllowed, Unexpected: nobody can tell.
        """


class Queues(Protocol):
    """Whose queue a group is."""

    def of_group(self, group: Group) -> Owner | None:
        """The one owner; null if there is none, or several."""
