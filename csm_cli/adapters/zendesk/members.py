"""Who is in which group of Zendesk's ("Group Memberships" of its reference)."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from typing import Any
from urllib.parse import urlencode

from csm_cli.adapters.cache import Cache
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.understanding import understood
from csm_cli.domain.errors import Unavailable
from csm_cli.domain.tickets import Group

_PAGE = 100
_MOST_PAGES = 20


class ZendeskMembers:
    """Fulfils the port `Members`; what was told is kept as long as groups are."""

    def __init__(self, base: str, session: SafeSession, cache: Cache) -> None:
        self._base = base
        self._session = session
        self._cache = cache

    def members(self, group: Group) -> AbstractSet[int]:
        """The ids of the group's people; see `Members` for the errors."""
        return self._cache.get(
            f"members-{group.id}",
            lambda: self._asked(group.id),
            lambda kept: frozenset(int(each) for each in kept),
        )

    def close(self) -> None:
        """Close the connections."""
        self._session.close()

    def _asked(self, number: int) -> list[int]:
        found: list[int] = []
        asked: dict[str, Any] = {"page[size]": _PAGE}
        for _ in range(_MOST_PAGES):
            url = f"{self._base}/api/v2/groups/{number}/memberships.json?{urlencode(asked)}"
            answer = self._session.get(url).json()
            found += understood(
                lambda: [int(each["user_id"]) for each in answer["group_memberships"]]  # noqa: B023
            )
            meta = answer.get("meta")
            if not isinstance(meta, Mapping) or not meta.get("has_more"):
                return found
            asked["page[after]"] = str(meta.get("after_cursor"))
        raise Unavailable("Zendesk's list of a group's people does not end")
