"""What nobody has sorted yet, across one person's customers or all: unfilled forms, wrong filings.

One search finds the tickets. What each of them lacks is told by itself; only for the Slack
thread the newest ones are asked for their notes.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

from csm_cli.domain import triage
from csm_cli.domain.errors import CsmError, NotAllowed, NotFound
from csm_cli.domain.finding import Query
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import uuid_text
from csm_cli.domain.tickets import Conversation, DeskOrganization, Me, Ticket
from csm_cli.domain.triage import Customs, Misfiled, Suggestion, Triage, Unfilled
from csm_cli.services.ports import TicketFinder

MINE, ALL = "mine", "all"


class Desk(Protocol):
    """The part of a ticket desk that is needed here: `ports.TicketDesk` says what it does."""

    def me(self) -> Me:
        """Who is signed in."""

    def conversation(self, number: int) -> Conversation:
        """The ticket's entries, newest first."""


class Named(Protocol):
    """The ticket desk's own records of customers."""

    def with_ids(self, organization_ids: Sequence[str]) -> Sequence[DeskOrganization]:
        """Those that carry one of these ids of PostHog's."""


class Sources(NamedTuple):
    """What is asked; each is made when it is first needed.

    `mine` are this person's customers, by the desk's numbers of its organizations; it raises
    NotFound where there are none.
    """

    desk: Callable[[], Desk]
    finder: Callable[[], TicketFinder]
    organizations: Callable[[], Named]
    mine: Callable[[], Collection[int]]
    suggest: Callable[[Ticket], tuple[Suggestion, ...]]


class Triaging:
    """Looks for what is to be sorted.

    Args:
        sources: What is asked.
        customs: How Slack-born tickets are known here.
    """

    def __init__(self, sources: Sources, customs: Customs) -> None:
        self._sources = sources
        self._customs = customs

    def look(self, *, everybodys: bool) -> Triage:
        """The tickets of this person's customers, or everybody's, that want sorting.

        Raises:
            NotSignedIn, NotAllowed, Unavailable: the desk refused.
        """
        customs = self._customs
        tickets, whole = self._found(everybodys=everybodys)
        notices: list[Notice] = []
        if not whole:
            text = "the desk did not give all tickets; more may want sorting"
            notices.append(Notice("tickets_cut", text))
        mine = tickets if everybodys else list(self._mine(tickets, notices))
        unfilled = [
            Unfilled(ticket, lacking, suggestions=self._sources.suggest(ticket))
            for ticket in mine
            if triage.born_in_slack(ticket, customs)
            and (lacking := triage.lacks(ticket, customs.unclassified))
        ]
        by_domain = triage.colleagues(tickets, customs)
        wrong = (triage.misfiled(ticket, customs, by_domain) for ticket in mine)
        unfilled.sort(key=lambda each: each.ticket.created_at)
        return Triage(
            ALL if everybodys else MINE,
            tuple(self._with_threads(unfilled, notices)),
            tuple(self._with_names([each for each in wrong if each], tickets, notices)),
            len(mine),
            whole,
            tuple(notices),
        )

    def _found(self, *, everybodys: bool) -> tuple[list[Ticket], bool]:
        query = Query()
        if not everybodys:
            own = triage.owner_tag(self._customs, self._sources.desk().me())
            query = Query(tags=(own, *self._customs.tags))
        found: list[Ticket] = []
        whole = True
        for batch in self._sources.finder().find(query):
            found += batch.tickets
            whole = batch.whole
        return found, whole

    def _mine(self, tickets: Sequence[Ticket], notices: list[Notice]) -> Iterable[Ticket]:
        """Those with this person's tag, and Slack-born ones of their organizations.

        Slack-born tickets name no account owner. One whose organization nobody can tell may be
        theirs, and is kept.
        """
        own = triage.owner_tag(self._customs, self._sources.desk().me())
        customers: Collection[int] = ()
        if any(own not in ticket.tags for ticket in tickets):
            try:
                customers = self._sources.mine()
            except NotFound as problem:
                notices.append(Notice("no_organizations", problem.message))
        told = {uuid_text(each.organization_id or "") for each in tickets if own in each.tags}
        for ticket in tickets:
            organization = ticket.organization
            recorded = uuid_text((organization and organization.organization_id) or "")
            named = organization is not None and organization.id in customers
            if own in ticket.tags or recorded is None or recorded in told or named:
                yield ticket

    def _with_threads(
        self, unfilled: Sequence[Unfilled], notices: list[Notice]
    ) -> Iterable[Unfilled]:
        """The oldest wait longest: their threads are looked for first."""
        most = self._customs.threads
        if len(unfilled) > most:
            text = f"the Slack thread was looked for on the {most} that wait longest only"
            notices.append(Notice("threads_left_out", text))
        for at, each in enumerate(unfilled):
            if at >= most:
                yield each
                continue
            try:
                entries = self._sources.desk().conversation(each.ticket.number).entries
            except (NotFound, NotAllowed):  # it was deleted or merged since, or hidden
                entries = ()
            except CsmError as problem:  # the list is known, and is what counts
                text = f"the Slack threads could not be read for all of them: {problem.message}"
                notices.append(Notice("threads_unknown", text))
                entries, most = (), at
            yield each._replace(thread=triage.thread(entries))

    def _with_names(
        self, wrong: Sequence[Misfiled], tickets: Sequence[Ticket], notices: list[Notice]
    ) -> Iterable[Misfiled]:
        names = dict(self._names(tickets))
        unknown = [
            each.organization_id
            for each in wrong
            if each.organization_id and each.organization_id not in names
        ]
        if unknown:
            try:
                found = self._sources.organizations().with_ids(list(dict.fromkeys(unknown)))
                names |= _by_id(found)
            except CsmError as problem:  # the ids are known, and are what counts
                notices.append(Notice("names_unknown", problem.message))
        for each in wrong:
            name = names.get(each.organization_id or "") or each.organization_name
            yield each._replace(organization_name=name)

    def _names(self, tickets: Sequence[Ticket]) -> Mapping[str, str]:
        holding = self._customs.holding
        return _by_id(
            [
                ticket.organization
                for ticket in tickets
                if ticket.organization and not ticket.organization.is_holding(holding)
            ]
        )


def _by_id(organizations: Iterable[DeskOrganization]) -> dict[str, str]:
    known = ((uuid_text(each.organization_id or ""), each.name) for each in organizations)
    return {number: name for number, name in known if number}
