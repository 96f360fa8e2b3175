"""Customers' organizations on Zendesk, looked up by those calls that every agent may make.

Search Organizations is for admins, and for agents whose role may edit organizations; Show Many
and Autocomplete are for all (Zendesk's reference, "Organizations"). zenpy writes their addresses
wrong in some cases, so the session is used directly.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from csm_cli.adapters.zendesk import records
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.understanding import understood
from csm_cli.domain.tickets import DeskOrganization

_MOST = 100  # the most ids that Show Many takes, and the most in one page


class ZendeskOrganizations:
    """Fulfils the port `DeskOrganizations` for one account.

    Args:
        url: The account's origin.
        session: Sends the requests.
        fields: Where PostHog keeps its own id.
        page: The path of an organization's page for people, with `{id}` in it.
    """

    def __init__(self, url: str, session: SafeSession, fields: records.FieldIds, page: str) -> None:
        self._base = url
        self._session = session
        self._fields = fields
        self._page = page

    def with_ids(self, organization_ids: Sequence[str]) -> Sequence[DeskOrganization]:
        """By external id, in one request."""
        return self._list("show_many", external_ids=",".join(organization_ids[:_MOST]))

    def numbered(self, numbers: Sequence[int]) -> Sequence[DeskOrganization]:
        """By Zendesk's own ids, in one request."""
        return self._list("show_many", ids=",".join(map(str, numbers[:_MOST])))

    def called(self, name: str) -> Sequence[DeskOrganization]:
        """By the beginning of the name, one page of them."""
        return self._list("autocomplete", name=name)

    def of_address(self, address: str) -> Sequence[DeskOrganization]:
        """By the people who have the whole address; a request for them, one for what they have."""
        # Quotation marks would end the phrase, and what follows be a filter of its own.
        query = f'email:"{address.replace(chr(34), "")}"'
        users = self._get("users/search", {"query": query, "per_page": _MOST}, "users")
        theirs = {
            user.get("organization_id")
            for user in users
            if str(user.get("email") or "").lower() == address.lower()
        }
        numbers = sorted(number for number in theirs if number is not None)
        if not numbers:
            return ()
        return self.numbered(numbers)

    def page(self, number: int) -> str:
        """The organization's page in the agents' interface."""
        return self._base + self._page.replace("{id}", str(number))

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _list(self, call: str, **asked: str) -> Sequence[DeskOrganization]:
        found = self._get(f"organizations/{call}", {**asked, "per_page": _MOST}, "organizations")
        return understood(lambda: [records.organization(item, self._fields) for item in found])

    def _get(self, path: str, asked: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
        answer = self._session.get(f"{self._base}/api/v2/{path}.json?{urlencode(asked)}")
        return understood(lambda: [dict(item) for item in answer.json()[key]])
