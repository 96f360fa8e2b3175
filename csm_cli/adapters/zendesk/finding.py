"""Finding tickets in Zendesk: the port `TicketFinder`.

Two endpoints. Search has the best fits first and a thousand at the most, in pages of a hundred;
Export Search Results has all there are, by a cursor that lives for an hour (Zendesk's reference,
"Search"). Both read an index in which a change shows up to some minutes later.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from csm_cli.adapters.zendesk import records
from csm_cli.adapters.zendesk.around_tickets import AroundTickets
from csm_cli.adapters.zendesk.search_text import texts
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.understanding import understood
from csm_cli.domain.errors import Refused, Unavailable
from csm_cli.domain.finding import Batch, Query
from csm_cli.domain.tickets import Marker, Ticket

_PAGE = 100  # of Search; a page of an export is configured
_REACH = 1000  # results of Search, whatever it counts
_MOST_STARTS = 3  # of an export whose cursor was refused on the way


class Page(NamedTuple):
    """Records of one answer; `last` says that the list ends there, `whole` that nothing is cut."""

    tickets: Sequence[Mapping[str, Any]]
    last: bool
    whole: bool


class ZendeskFinder:
    """Looks for tickets of one account. Not for several threads at once.

    Args:
        base: The account's origin.
        session: Sends the requests.
        fields: Where PostHog's form puts what it knows.
        around: Knows the people, groups and organizations of tickets.
        marker: Gives the escalation switch; asked only if a query is about it.
        export_page: How many tickets a page of an export has, 1,000 at the most.
    """

    def __init__(
        self,
        base: str,
        session: SafeSession,
        fields: records.FieldIds,
        around: AroundTickets,
        marker: Callable[[], Marker],
        export_page: int,
    ) -> None:
        self._base = base
        self._session = session
        self._fields = fields
        self._around = around
        self._marker = marker
        self._export_page = min(max(export_page, 1), _REACH)

    def find(self, query: Query, most: int | None = None) -> Iterator[Batch]:
        """The tickets that fit; see `TicketFinder`. The last batch says whether it is all."""
        return self._found(texts(query, self._marker() if query.escalated else None), most)

    def matching(self, search: str, query: Query, most: int | None = None) -> Iterator[Batch]:
        """The same, of those that also fit a search in Zendesk's own words, such as a setting."""
        return self._found([f"{text} {search}" for text in texts(query, None)], most)

    def numbered(self, numbers: Sequence[int]) -> Iterator[Batch]:
        """The tickets with these numbers, as they are now; those that are gone are left out.

        A hundred in a request (Zendesk's reference, "Show Multiple Tickets").
        """
        for first in range(0, len(numbers), _PAGE):
            some = ",".join(str(each) for each in numbers[first : first + _PAGE])
            answer = self._get("tickets/show_many.json", {"ids": some})
            yield Batch(self._tickets(_listed(answer, "tickets")), first + _PAGE >= len(numbers))

    def _found(self, asked: Sequence[str], most: int | None) -> Iterator[Batch]:
        seen: set[Any] = set()
        whole, after = True, len(asked)
        for text in asked:
            after -= 1
            pages = self._exported(text) if most is None else self._searched(text, most)
            for page in pages:
                new = [one for one in page.tickets if one.get("id") not in seen]
                kept = new if most is None else new[: most - len(seen)]
                seen.update(one.get("id") for one in kept)
                whole = whole and page.whole and len(kept) == len(new)
                yield Batch(self._tickets(kept), whole and page.last and not after)
                if most is not None and len(seen) >= most:
                    return
        if not asked:
            yield Batch((), whole=True)

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _searched(self, text: str, most: int) -> Iterator[Page]:
        """Pages of Search, which has no cursor; the address of the one after is counted."""
        for number in range(1, _REACH // _PAGE + 1):
            size = min(_PAGE, most)
            asked = {"query": f"type:ticket {text}", "page": number, "per_page": size}
            answer = self._get("search.json", asked)
            found, count = _results(answer), answer.get("count")
            if not isinstance(count, int):
                raise Unavailable("Zendesk's answer to a search is not as documented")
            reached = number * size
            last = reached >= count or not found or reached + size > _REACH
            yield Page(found, last, whole=not last or count <= reached)
            if last:
                return

    def _exported(self, text: str) -> Iterator[Page]:
        """Pages of Export Search Results; begun anew if its cursor is refused on the way."""
        for start in range(_MOST_STARTS):
            cursors: set[str] = set()
            cursor: str | None = None
            try:
                while True:
                    page, cursor = self._export(text, cursor)
                    if cursor in cursors:
                        raise Unavailable("Zendesk's pages of search results go in a circle")
                    yield page
                    if cursor is None:
                        return
                    cursors.add(cursor)
            except Refused:
                if not cursors or start == _MOST_STARTS - 1:
                    raise

    def _export(self, text: str, cursor: str | None) -> tuple[Page, str | None]:
        """A page, and the cursor of the one after it."""
        # No `type:` in the query: the reference says that it is an error here.
        asked = {"query": text, "filter[type]": "ticket", "page[size]": self._export_page}
        following = {"page[after]": cursor} if cursor is not None else {}
        answer = self._get("search/export.json", {**asked, **following})
        meta = answer.get("meta")
        if not isinstance(meta, Mapping):
            raise Unavailable("Zendesk's answer to a search is not as documented")
        more = bool(meta.get("has_more"))
        after = str(meta["after_cursor"]) if more and meta.get("after_cursor") else None
        return Page(_results(answer), after is None, whole=not more or after is not None), after

    def _tickets(self, found: Sequence[Mapping[str, Any]]) -> tuple[Ticket, ...]:
        # Deleted tickets have no place in the index, but it lags.
        there = [one for one in found if one.get("status") != "deleted"]
        around = self._around.sideloads(there)
        return understood(
            lambda: tuple(
                records.ticket({"ticket": one, **around}, self._fields, None) for one in there
            )
        )

    def _get(self, path: str, asked: Mapping[str, Any]) -> Mapping[str, Any]:
        answer: Mapping[str, Any] = self._session.get(
            f"{self._base}/api/v2/{path}?{urlencode(asked)}"
        ).json()
        return answer


def _results(answer: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    found = _listed(answer, "results")
    return [one for one in found if one.get("result_type", "ticket") == "ticket"]


def _listed(answer: Mapping[str, Any], key: str) -> Sequence[Mapping[str, Any]]:
    found = answer.get(key)
    if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
        raise Unavailable("Zendesk's answer to a search is not as documented")
    return found
