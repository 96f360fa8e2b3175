"""Which of the desk's organizations are a person's.

Those that are listed, and those that tickets with the owner's tag name, solved ones included.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from csm_cli.domain.finding import Query
from csm_cli.domain.tickets import DeskOrganization, Ticket
from csm_cli.services.worklist_ports import WorkFinder

_T = TypeVar("_T")
_MOST = 3000  # solved tickets that are looked at, or a batch more
_AT_ONCE = 100


class DeskOrganizations(Protocol):
    """Looking up the desk's organizations."""

    def with_ids(self, organization_ids: Sequence[str]) -> Sequence[DeskOrganization]:
        """Those that carry these ids of PostHog's, a hundred at the most."""

    def numbered(self, numbers: Sequence[int]) -> Sequence[DeskOrganization]:
        """Those that have these numbers of the desk's own, a hundred at the most."""


def of_solved(finder: WorkFinder, search: str, holding: str) -> list[int]:
    """The organizations of solved tickets that a search finds, which need not have open ones."""
    solved = Query(statuses=("solved", "closed"))
    seen, found = 0, set()
    for batch in finder.matching(search, solved):
        seen += len(batch.tickets)
        found |= {organization_of(ticket, holding) for ticket in batch.tickets}
        if seen >= _MOST:
            break
    return sorted(number for number in found if number is not None)


def listed(organizations: DeskOrganizations, ids: Sequence[str]) -> list[int]:
    """The desk's numbers of organizations that are listed by PostHog's ids."""
    return [found.id for part in _parts(ids) for found in organizations.with_ids(part)]


def named(organizations: DeskOrganizations, numbers: Sequence[int]) -> list[DeskOrganization]:
    """What is known of these, their names above all."""
    return [found for part in _parts(numbers) for found in organizations.numbered(part)]


def _parts(listed: Sequence[_T]) -> list[Sequence[_T]]:
    return [listed[first : first + _AT_ONCE] for first in range(0, len(listed), _AT_ONCE)]


def organization_of(ticket: Ticket, holding: str) -> int | None:
    """The desk's organization of a ticket, unless it is one where people wait to be filed."""
    organization = ticket.organization
    if organization is None or organization.is_holding(holding):
        return None
    return organization.id
