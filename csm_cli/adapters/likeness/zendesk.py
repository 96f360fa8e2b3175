"""Tickets in Zendesk, whatever their status, through the finder of tickets."""

import re
from collections.abc import Sequence

from csm_cli.adapters.likeness.reading import tries
from csm_cli.adapters.zendesk.search_text import texts
from csm_cli.domain.finding import Query
from csm_cli.domain.intake import parse
from csm_cli.domain.likeness.hits import ZENDESK, Hit, Piece, Wanted
from csm_cli.domain.likeness.mentions import mentioned, ticket_key
from csm_cli.domain.tickets import Ticket
from csm_cli.services.ports import TicketFinder

_MOST = 20
_LINE = 20  # characters; a shorter line is a greeting
_OF_FORM = re.compile(r"((?:Bug Report|Support Ticket|Feedback): .*) \([0-9a-f-]{36}\)\Z")


class ZendeskPlace:
    """The tickets of an account."""

    def __init__(self, finder: TicketFinder) -> None:
        self._finder = finder
        self._asked: dict[str, Query] = {}

    def queries(self, wanted: Wanted) -> Sequence[str]:
        """Each error string, then two of the best words at once."""
        two_by_two = tries(wanted.wording.words, wanted.area_words)
        asked = [*((phrase,) for phrase in wanted.wording.phrases), *two_by_two]
        found = [Query(statuses=(), words=words) for words in asked[:4]]
        self._asked = {text: query for query in found for text in texts(query, None)}
        return list(self._asked)

    def ask(self, query: str, wanted: Wanted) -> Piece:  # noqa: ARG002 - part of the port
        """The tickets that fit best; see `TicketFinder` for the errors."""
        batches = self._finder.find(self._asked[query], _MOST)
        return Piece(tuple(_hit(each) for batch in batches for each in batch.tickets))


def _title(subject: str, said: str) -> str:
    """The subject; one of the form's own, which ends in an id, with the first words instead."""
    match = _OF_FORM.match(subject)
    if match is None:
        return subject
    first = next((line for line in map(str.strip, said.splitlines()) if len(line) >= _LINE), "")
    return f"{match[1]}: {first[:100]}".rstrip(": ")


def _hit(ticket: Ticket) -> Hit:
    said = parse(ticket.description).message
    return Hit(
        ZENDESK,
        ticket_key(ticket.number),
        f"{_title(ticket.subject, said)} #{ticket.number}",
        ticket.url,
        said,
        ticket.status,
        ticket.updated_at,
        area=ticket.area,
        organization=ticket.organization.id if ticket.organization else None,
        mentions=mentioned(f"{ticket.subject}\n{ticket.description}"),
    )
