"""Finding the organizations of whoever is signed in."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

from csm_cli.domain.errors import NotFound
from csm_cli.domain.mine import Mine, Seen, filled_in
from csm_cli.domain.tickets import Me


class Desk(Protocol):
    """What the ticket desk is asked."""

    def me(self) -> Me:
        """Who is signed in."""


class TicketSearch(Protocol):
    """Searching tickets for the organizations that they are of."""

    def organizations(self, query: str) -> Seen:
        """The organizations of the tickets that a search finds."""


class MyOrganizations(NamedTuple):
    """The ids, each once; how they were found; what is doubtful about the list.

    `whole` says that nothing is missing of what the search has.
    """

    ids: tuple[str, ...]
    how: str
    notices: tuple[str, ...]
    whole: bool


def my_organizations(desk: Desk, search: TicketSearch, rules: Mine) -> MyOrganizations:
    """The organizations that the configured search finds, and those that are listed.

    Raises:
        NotFound: there are none.
        WrongUsage: the configured search is not usable.
        NotSignedIn, NotAllowed, Unavailable: the desk refused.
    """
    seen, how = Seen((), 0, 0, whole=True), []
    if rules.search:
        query = filled_in(rules.search, desk.me())
        seen = search.organizations(query)
        how.append(f"organizations of the tickets found by: {query}")
    if rules.organizations:
        how.append(f"{len(rules.organizations)} listed in the config file")
    ids = tuple(dict.fromkeys((*seen.organization_ids, *rules.organizations)))
    told = "; ".join(how) or "nothing is configured"
    if not ids:
        raise NotFound(
            f"no organization is yours ({told})",
            hint="search and organizations in the table 'mine' of the config file say which are",
        )
    return MyOrganizations(ids, told, tuple(_notices(seen)), seen.whole)


def _notices(seen: Seen) -> Iterator[str]:
    if seen.nameless:
        name = "names" if seen.nameless == 1 else "name"
        yield (
            f"{seen.nameless} of {seen.tickets} tickets {name} no organization of PostHog's, so "
            "that theirs may be missing"
        )
    if not seen.whole:
        yield (
            f"only the first {seen.tickets} tickets could be looked at, so that organizations may "
            "be missing"
        )
