"""The people, groups and organizations of many tickets, a hundred in a request, each once.

Search answers with numbers alone. Whom Zendesk does not show stays a number; that hides no ticket.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from csm_cli.adapters.zendesk.records import Record
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.understanding import understood
from csm_cli.domain.errors import NotAllowed, NotFound

_MOST = 100  # of Show Many Users and Show Many Organizations
_PEOPLE = ("requester_id", "assignee_id")


class AroundTickets:
    """Looks them up, and keeps them for the run.

    Args:
        base: The account's origin.
        session: Sends the requests.
        groups: All groups as records; asked once at most.
    """

    def __init__(
        self, base: str, session: SafeSession, groups: Callable[[], Sequence[Record]]
    ) -> None:
        self._base = base
        self._session = session
        self._ask_groups = groups
        self._known: dict[str, dict[Any, Record]] = {"users": {}, "organizations": {}}
        self._asked: dict[str, set[Any]] = {kind: {None} for kind in self._known}

    def sideloads(self, tickets: Sequence[Record]) -> Mapping[str, Mapping[Any, Record]]:
        """Users, groups and organizations of the tickets, by their ids."""
        self._learn("users", (ticket.get(key) for ticket in tickets for key in _PEOPLE))
        self._learn("organizations", (ticket.get("organization_id") for ticket in tickets))
        if "groups" not in self._known and any(ticket.get("group_id") for ticket in tickets):
            self._known["groups"] = {record["id"]: record for record in self._ask_groups()}
        return self._known

    def _learn(self, kind: str, numbers: Iterable[Any]) -> None:
        new = [each for each in dict.fromkeys(numbers) if each not in self._asked[kind]]
        for first in range(0, len(new), _MOST):
            some = new[first : first + _MOST]
            found = self._show_many(kind, some)
            self._asked[kind].update(some)  # not before: those of a request that fails stay unasked
            self._known[kind].update((record["id"], record) for record in found)

    def _show_many(self, kind: str, numbers: Sequence[Any]) -> Sequence[Record]:
        query = urlencode({"ids": ",".join(str(int(each)) for each in numbers)})
        with suppress(NotAllowed, NotFound):
            answer = self._session.get(f"{self._base}/api/v2/{kind}/show_many.json?{query}").json()
            return understood(lambda: [dict(each) for each in answer[kind] if "id" in each])
        return ()
