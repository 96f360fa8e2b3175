"""Showing a ticket: what a person asks first, in two round trips at most, changing nothing."""

from collections.abc import Callable, Sequence
from typing import Protocol

from csm_cli.domain import claims, context, links, overview
from csm_cli.domain.context import Context
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.links import Link, Sites
from csm_cli.domain.overview import Overview
from csm_cli.domain.ownership import Notice
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Conversation, Entry, Marker, Ticket

CONVERSATION = "conversation"
"""Where a link was found that does not stand in the ticket's own text."""


class ReadableDesk(Protocol):
    """The half of a `TicketDesk` that can't change anything; its methods are described there."""

    def expect(self, ref: TicketRef) -> None:
        """Say that the newest entries of a ticket will be asked for: they may be asked for now.

        Raises:
            WrongUsage: the reference names another desk's host.
        """

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket as it stands now."""

    def conversation(
        self,
        number: int,
        *,
        newest: int | None = None,
        until: Callable[[Entry], bool] | None = None,
    ) -> Conversation:
        """The ticket's entries, newest first."""

    def marker(self, *, fresh: bool = False) -> Marker:
        """The desk's escalation switch."""


class Showing:
    """Reads tickets.

    Args:
        desk: The ticket desk's reading half.
        sites: PostHog's hosts, for the links.
        holding: What the names of holding organizations say.
        support_hosts: Where tickets of PostHog Support have their pages.
    """

    def __init__(
        self, desk: ReadableDesk, sites: Sites, holding: str, support_hosts: Sequence[str] = ()
    ) -> None:
        self._desk = desk
        self._sites = sites
        self._holding = holding
        self._support_hosts = support_hosts

    def show(self, ref: TicketRef, *, whole: bool = False) -> Overview:
        """A ticket with its claim and last words; with `whole`, its whole conversation.

        A desk whose escalation switch can't be told is a warning here, not an error: the rest
        can be shown.

        Raises:
            NotFound: there is no such ticket.
            WrongUsage: the reference names another desk's host.
        """
        self._desk.expect(ref)
        ticket = self._desk.ticket(ref)
        conversation = self._conversation(ticket.number, whole=whole)
        marker, unclear = self._marker()
        known = self._known(ticket, conversation)
        escalated = overview.escalated(ticket, marker)
        last, last_of_customer = overview.last_words(conversation.entries)
        return Overview(
            ticket=ticket,
            context=known,
            marker=marker,
            escalated=escalated,
            claim=claims.current_claim(conversation.entries),
            last_words=last,
            last_customer_words=last_of_customer,
            conversation=conversation,
            warnings=(*known.warnings, *overview.hidden(ticket, escalated), *unclear),
        )

    def _known(self, ticket: Ticket, conversation: Conversation) -> Context:
        """What witnesses say of the ticket, and the tickets of the newer desk that are linked."""
        known = context.of(ticket, self._sites, self._holding)
        texts = [entry.body for entry in conversation.entries]
        found = (
            *links.support_tickets([ticket.description], context.BODY, self._support_hosts),
            *links.support_tickets(texts, CONVERSATION, self._support_hosts),
        )
        once: dict[str, Link] = {}
        for link in found:
            once.setdefault(link.text, link)
        return known._replace(links=(*known.links, *once.values()))

    def _conversation(self, number: int, *, whole: bool) -> Conversation:
        """All of it, or back to the newest claim: a claim has no age limit."""
        if whole:
            return self._desk.conversation(number)
        return self._desk.conversation(number, until=claims.says_claim)

    def _marker(self) -> tuple[Marker | None, tuple[Notice, ...]]:
        try:
            return self._desk.marker(), ()
        except WrongUsage as problem:
            text = f"whether it is escalated is unknown: {problem.message}"
            return None, (Notice("escalation_unknown", text),)
