"""Records that ride along with an answer because `include` asked for them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from csm_cli.sandbox.zendesk.call import Call
from csm_cli.sandbox.zendesk.records import Record, find_many, present

_PEOPLE = ("requester_id", "submitter_id", "assignee_id")
_LISTS = ("collaborator_ids", "follower_ids", "email_cc_ids")


def show_many(call: Call, kind: str, numbers: Iterable[int | None]) -> list[Record]:
    """Show the records with these ids, each once."""
    return [present(kind, item, call.base_url) for item in find_many(call.db, kind, numbers)]


def around_tickets(call: Call, tickets: Sequence[Record]) -> Record:
    """Return `users`, `groups` and `organizations` around tickets, as far as asked for."""
    included = call.included()
    found: Record = {}
    if "users" in included:
        numbers = [ticket[key] for ticket in tickets for key in _PEOPLE]
        numbers += [number for ticket in tickets for key in _LISTS for number in ticket[key]]
        found["users"] = show_many(call, "users", numbers)
    for kind, key in (("groups", "group_id"), ("organizations", "organization_id")):
        if kind in included:
            found[kind] = show_many(call, kind, (ticket[key] for ticket in tickets))
    return found
