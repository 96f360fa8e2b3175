"""One ticket on one screen: what `csm show` found out."""

from collections.abc import Sequence
from typing import NamedTuple

from csm_cli.domain.claims import Claim
from csm_cli.domain.context import Context
from csm_cli.domain.escalation import is_escalated
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Conversation, Entry, Marker, Ticket

_OPEN = "open"
_CLOSED = "closed"


class Overview(NamedTuple):
    """A ticket with all that is read of it, and nothing changed.

    `marker` is null, and `escalated` with it, when the desk has no escalation switch that can
    be told from others. `last_words` is the newest entry of a person, `last_customer_words`
    the newest of a customer; null if there is none. `conversation` holds the entries that
    were read, newest first.
    """

    ticket: Ticket
    context: Context
    marker: Marker | None
    escalated: bool | None
    claim: Claim | None
    last_words: Entry | None
    last_customer_words: Entry | None
    conversation: Conversation
    warnings: tuple[Notice, ...]

    def words(self, entry: Entry) -> str:
        """What the entry says; of the ticket's own text without the block, told elsewhere."""
        own = entry.body.strip() == self.ticket.description.strip()
        return self.context.intake.message if own else entry.body


def escalated(ticket: Ticket, marker: Marker | None) -> bool | None:
    """Whether the ticket is escalated; null if nobody can tell."""
    return None if marker is None else is_escalated(ticket, marker)


def last_words(entries: Sequence[Entry]) -> tuple[Entry | None, Entry | None]:
    """The newest entry of a person and the newest of a customer; entries are newest first."""
    people = [entry for entry in entries if entry.author.kind != "system"]
    customers = [entry for entry in people if entry.author.kind == "customer"]
    return (people[0] if people else None, customers[0] if customers else None)


def hidden(ticket: Ticket, is_escalated: bool | None) -> tuple[Notice, ...]:
    """The warning about an escalated ticket whose status hides it from the support hero.

    Support heroes filter on tickets that are both open and escalated (PostHog's handbook,
    "Support hero"). A closed ticket waits for nobody.
    """
    if not is_escalated or ticket.status in {_OPEN, _CLOSED}:
        return ()
    text = (
        f"escalated, and the status is {ticket.status}: the support hero looks at open tickets "
        "and does not see it"
    )
    return (Notice("hidden_by_status", text),)
