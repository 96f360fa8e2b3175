"""Tips for what a person typed: an area by any of its names, or a ticket with its own facts."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from csm_cli.domain import tips
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.lookup import AREA_PREFIX, look_up, look_up_area, nearest
from csm_cli.domain.ownership import Answer, Notice, Ownership
from csm_cli.domain.refs import TicketRef, looks_like_ticket, ticket_ref
from csm_cli.domain.tips import Advice, Tips
from csm_cli.services.whois import LONGEST_QUERY, similar

if TYPE_CHECKING:
    from csm_cli.domain.context import Context
    from csm_cli.domain.links import Sites
    from csm_cli.domain.tickets import Ticket
    from csm_cli.domain.tips_on_ticket import OnTicket


class Tickets(Protocol):
    """The part of a ticket desk that is needed here: `ports.TicketDesk` says what it does."""

    def ticket(self, ref: TicketRef) -> "Ticket":
        """The ticket as it stands now."""


class Facts(NamedTuple):
    """PostHog's hosts, and what the names of holding organizations say."""

    sites: "Sites"
    holding: str


class Advising:
    """Gives tips.

    Args:
        book: All entries, a user's own first.
        ownership: The rows by which a feature's area is found.
        desk: Gives the ticket desk; called only for a ticket, all else is offline.
        facts: For the links of a ticket.
    """

    def __init__(
        self,
        book: Sequence[Tips],
        ownership: Ownership,
        desk: Callable[[], Tickets],
        facts: Facts,
    ) -> None:
        self._book = book
        self._ownership = ownership
        self._desk = desk
        self._facts = facts

    def advise(self, query: str) -> Advice:
        """Find the tips for a query.

        Raises:
            WrongUsage: the query is empty, longer than any name, or a URL of no ticket.
            NotSignedIn, NotFound, Unavailable: for a ticket only, from the desk.
        """
        if not query.strip():
            raise WrongUsage("the query is empty", hint="csm tips AREA")
        if len(query) > LONGEST_QUERY:
            raise WrongUsage(f"that has {len(query)} characters, and no name is that long")
        if looks_like_ticket(query):
            ref = ticket_ref(query)
            return self._of_ticket(query, self._desk().ticket(ref))
        return self._of_area(query, look_up)

    def _of_area(self, query: str, find: Callable[..., Answer]) -> Advice:
        words = query.strip().removeprefix(AREA_PREFIX)
        if entries := tips.named(self._book, words):
            return self._with_general(Advice(query, "alias", entries))
        answer = find(self._ownership, query, similar)
        if not answer.settled:
            return Advice(query, answer.match, (), answer.candidates, answer.notices)
        return self._of_features(query, answer)

    def _of_features(self, query: str, answer: Answer) -> Advice:
        """The tips of the areas of the features that a look-up found."""
        wanted = {answer.feature} if answer.feature else {
            each.feature for each in answer.candidates
        }  # fmt: skip
        rows = [row for row in self._ownership.features if row.name in wanted]
        areas = dict.fromkeys(area for row in rows for area in row.target_areas)
        entries = dict.fromkeys(entry for area in areas for entry in tips.named(self._book, area))
        notices = [notice for notice in answer.notices if notice.code == "former_team"]
        if answer.match == "fuzzy":
            best = answer.candidates[0].feature
            notices.append(Notice("guessed", f"this is a guess: {best} comes nearest"))
        if not entries:
            what = answer.feature or query
            notices.append(Notice("no_tips", f"no tips for {what} alone: only what goes with all"))
        return self._with_general(
            Advice(query, answer.match, tuple(entries), notices=tuple(notices))
        )

    def _with_general(self, advice: Advice) -> Advice:
        return advice._replace(entries=tips.with_general(self._book, advice.entries))

    def _of_ticket(self, query: str, ticket: "Ticket") -> Advice:
        from csm_cli.domain import context  # noqa: PLC0415 - an area needs none of it

        known = context.of(ticket, self._facts.sites, self._facts.holding)
        area = known.area.value
        if area is None:
            near = nearest(self._ownership, ticket.subject[:LONGEST_QUERY], similar)
            said = f"ticket {ticket.number} has no target area; the nearest are by its subject"
            notice = Notice("no_area", said)
            advice = self._with_general(Advice(query, "none", (), near, (notice,)))
        else:
            advice = self._of_its_area(query, area)
        return advice._replace(query=query, ticket=self._on(ticket, known, advice.entries))

    def _of_its_area(self, query: str, area: str) -> Advice:
        # The form fills the area from the page that the reporter was on.
        said = f"the target area {area} says where the reporter was and need not be what is broken"
        found = self._of_area(area, look_up_area)
        if not found.settled:
            found = self._with_general(found)
        return found._replace(query=query, notices=(Notice("ticket_area", said), *found.notices))

    def _on(self, ticket: "Ticket", known: "Context", entries: Sequence[Tips]) -> "OnTicket":
        from csm_cli.domain import tips_on_ticket as on  # noqa: PLC0415

        return on.OnTicket(
            number=ticket.number,
            url=ticket.url,
            subject=ticket.subject,
            area=known.area,
            region=known.region,
            project_id=known.project_id,
            pages=on.project_pages(entries, known.region, known.project_id, self._facts.sites),
            already=tuple(on.already(known, ticket.distinct_id)),
            lacking=tuple(on.lacking(known)),
        )
