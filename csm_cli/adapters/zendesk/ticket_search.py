"""Searching Zendesk's tickets for the organizations that they are of.

The search gives a thousand results and no more, in pages of a hundred (Zendesk's reference,
"Search", on its limits). A ticket of the support form carries PostHog's id of the organization
itself; of another one Zendesk's own organization may know it.
"""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from csm_cli.adapters.zendesk import records
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import NotAllowed, NotFound, Unavailable
from csm_cli.domain.mine import Seen
from csm_cli.domain.refs import uuid_text

_PAGE = 100
_MOST = 1000


class ZendeskTicketSearch:
    """Fulfils the port `TicketSearch`."""

    def __init__(self, url: str, session: SafeSession, fields: records.FieldIds) -> None:
        self._base = url
        self._session = session
        self._field = fields.ticket["organization_id"]
        self._own_field = fields.organization["organization_id"]
        self._known: dict[Any, str | None] = {None: None}

    def organizations(self, query: str) -> Seen:
        """The organizations of the tickets that the search finds, the latest change first."""
        tickets, total = [], 0
        for page, count in self._pages(f"type:ticket {query}"):
            tickets += page
            total = count
        found = [self._organization(ticket) for ticket in tickets]
        return Seen(
            tuple(dict.fromkeys(each for each in found if each)),
            len(tickets),
            found.count(None),
            len(tickets) >= total,
        )

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _pages(self, query: str) -> Iterator[tuple[list[Mapping[str, Any]], int]]:
        for number in range(1, _MOST // _PAGE + 1):
            asked = {"query": query, "page": number, "per_page": _PAGE}
            answer = self._get(f"search.json?{urlencode(asked)}")
            page, count = answer.get("results"), answer.get("count")
            if not isinstance(page, list) or not isinstance(count, int):
                raise Unavailable("Zendesk's answer to a search is not as documented")
            yield page, count
            if number * _PAGE >= count:
                return

    def _organization(self, ticket: Mapping[str, Any]) -> str | None:
        fields = {one.get("id"): one.get("value") for one in ticket.get("custom_fields") or ()}
        recorded = uuid_text(str(fields.get(self._field) or ""))
        return recorded or self._of_zendesks(ticket.get("organization_id"))

    def _of_zendesks(self, number: Any) -> str | None:
        """PostHog's id of an organization of Zendesk's, which is asked about once."""
        if number not in self._known:
            try:
                record = self._get(f"organizations/{int(number)}.json")["organization"]
            except (NotFound, NotAllowed):
                record = {}
            own = record.get("organization_fields") or {}
            told = record.get("external_id") or own.get(self._own_field)
            self._known[number] = uuid_text(str(told or ""))
        return self._known[number]

    def _get(self, path: str) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self._session.get(f"{self._base}/api/v2/{path}").json()
        return answer
