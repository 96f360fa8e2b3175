"""Zendesk asked one thing at a time, for `csm doctor`: is it so that the work can be done?

Every question has a session of its own, so that several can be under way at once. Nothing comes
out of the cache, and nothing goes into it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

from csm_cli.adapters.zendesk import records
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.understanding import understood
from csm_cli.domain.doctor_rules import Field
from csm_cli.domain.errors import NotFound, NotSignedIn, Unavailable
from csm_cli.domain.tickets import Group, Me

# A ticket that need not be there: permission is looked at before the ticket is, and "no such
# ticket" is as good an answer as the ticket.
_CALLS: Mapping[str, Sequence[str]] = {
    "tickets": ("tickets/1.json", "tickets/1/comments.json?page%5Bsize%5D=1"),
    "search": ("search.json?query=type%3Aticket&per_page=1",),
    "users": ("users/search.json?query=csm-doctor&per_page=1",),
    "organizations": ("organizations/autocomplete.json?name=csm-doctor&per_page=1",),
}
"""What each permission is needed for, as the calls that csm makes with it."""


class ZendeskProbes:
    """Fulfils the port `DeskProbe` for one account.

    Args:
        url: The account's origin.
        session: Makes a session for it.
    """

    def __init__(self, url: str, session: Callable[[], SafeSession]) -> None:
        self._base = f"{url}/api/v2/"
        self._session = session

    def me(self) -> Me:
        """Who is signed in; the session sees to a 200 that shows nobody."""
        user = understood(lambda: dict(self._get("users/me.json")["user"]))
        found = understood(lambda: records.me(user))
        if found is None:
            raise NotSignedIn(
                f"the credential is of {user.get('name')}, who is not a staff member",
                hint="csm config shows where it came from; use your own",
            )
        return found

    def may_read(self, what: str) -> None:
        """Make the calls that need this permission."""
        for path in _CALLS[what]:
            with suppress(NotFound):
                self._get(path)

    def fields(self) -> Sequence[Field]:
        """All fields of tickets."""
        found = self._all("ticket_fields.json?page%5Bsize%5D=100", "ticket_fields")
        return understood(lambda: [_field(record) for record in found])

    def groups(self) -> Sequence[Group]:
        """All groups that are not deleted."""
        found = self._all("groups.json?exclude_deleted=true&page%5Bsize%5D=100", "groups")
        return understood(lambda: [records.group(each) for each in found if not _deleted(each)])

    def _all(self, path: str, key: str) -> Sequence[Mapping[str, Any]]:
        return [record for page in self._pages(path) for record in page.get(key) or ()]

    def _pages(self, path: str) -> Iterator[Mapping[str, Any]]:
        url, seen = self._base + path, set[str]()
        while url not in seen:
            seen.add(url)
            page = self._get(url)
            yield page
            more = (page.get("meta") or {}).get("has_more")
            following = (page.get("links") or {}).get("next") if more else page.get("next_page")
            if not following:
                return
            url = str(following)
        raise Unavailable("Zendesk's pages go in a circle")

    def _get(self, path: str) -> Mapping[str, Any]:
        url = path if "://" in path else self._base + path
        session = self._session()
        try:
            answer: Mapping[str, Any] = session.get(url).json()
        finally:
            session.close()
        return answer


def _field(record: Mapping[str, Any]) -> Field:
    return Field(
        int(record["id"]),
        str(record.get("title") or ""),
        str(record.get("type") or ""),
        record.get("active") is True,
        tuple(str(option["name"]) for option in record.get("custom_field_options") or ()),
    )


def _deleted(record: Mapping[str, Any]) -> bool:
    return bool(record.get("deleted"))
