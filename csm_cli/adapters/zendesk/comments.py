"""A ticket's comments, read in pages: zenpy has no way to ask for the newest first."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from csm_cli.adapters.zendesk import records
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.understanding import understood
from csm_cli.domain.errors import Unavailable
from csm_cli.domain.tickets import Entry

PAGE = 100  # the most that Zendesk gives in one page


def first_page(session: SafeSession, base: str, number: int) -> Any:
    """Zendesk's answer with the newest comments."""
    return session.get(_first_url(base, number)).json()


def pages(
    session: SafeSession, base: str, number: int, first: Callable[[], Any]
) -> Iterator[tuple[list[Entry], bool]]:
    """Page by page, the newest first, each with whether it is the last one.

    Args:
        session: Asks for the second page and those after it.
        base: The account's origin.
        number: The ticket.
        first: Gives `first_page`.

    Raises:
        Unavailable: the pages don't end.
    """
    url = _first_url(base, number)
    seen: set[str] = set()
    while url not in seen:
        answer = session.get(url).json() if seen else first()
        seen.add(url)
        more = bool((answer.get("meta") or {}).get("has_more"))
        yield _entries(answer), not more
        if not more:
            return
        url = str((answer.get("links") or {}).get("next"))
    raise Unavailable(f"Zendesk's pages of comments for ticket {number} go in a circle")


def _first_url(base: str, number: int) -> str:
    query = urlencode({"sort": "-created_at", "include": "users", "page[size]": PAGE})
    return f"{base}/api/v2/tickets/{number}/comments.json?{query}"


def _entries(answer: Mapping[str, Any]) -> list[Entry]:
    users = answer.get("users") or []
    return understood(lambda: [records.entry(item, users) for item in answer["comments"]])
