"""People: who is calling, everybody else, and changes to them."""

from __future__ import annotations

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import missing_parameter, not_found, too_many_values
from csm_cli.sandbox.zendesk.paging import paged
from csm_cli.sandbox.zendesk.reading import whole_number
from csm_cli.sandbox.zendesk.records import Record, all_of, find, find_many, present
from csm_cli.sandbox.zendesk.search_index import visible
from csm_cli.sandbox.zendesk.search_match import Matcher
from csm_cli.sandbox.zendesk.search_query import parse
from csm_cli.sandbox.zendesk.ticket_keys import warning_header
from csm_cli.sandbox.zendesk.user_update import update_user

_MOST_SHOWN = 100


def me(call: Call) -> Answer:
    """Show the caller; nobody signed in is an anonymous user without an id, and a 200."""
    shown = present("users", call.caller.user, call.base_url)
    shown["authenticity_token"] = "sandbox"  # noqa: S105 - only browsers' forms need a real one
    if shown["id"] is None:
        shown["url"] = f"{call.base_url}/api/v2/users/.json"
    return Answer({"user": shown})


def show(call: Call) -> Answer:
    """Show one user."""
    user = find(call.db, "users", call.number())
    if user is None:
        raise not_found()
    return Answer({"user": present("users", user, call.base_url)})


def show_many(call: Call) -> Answer:
    """Show the users with these ids, or else these external ids; for every agent.

    Up to 100 of them, separated by commas (Users reference, "Show Many Users"). Unknown ones are
    left out.
    """
    name = "ids" if call.parameter("ids") is not None else "external_ids"
    wanted = call.parameter(name)
    if wanted is None:
        raise missing_parameter("ids")
    asked = {part.strip() for part in wanted.split(",")}
    if len(asked) > _MOST_SHOWN:
        raise too_many_values(name, _MOST_SHOWN)
    if name == "ids":
        found = find_many(call.db, "users", map(whole_number, asked))
    else:
        found = [user for user in all_of(call.db, "users") if user["external_id"] in asked]
    return Answer(paged(call, "users", [present("users", user, call.base_url) for user in found]))


def search(call: Call) -> Answer:
    """Find users by `external_id`, exactly, or by `query`: part of a property, or filters."""
    external_id, query = call.parameter("external_id"), call.parameter("query")
    if external_id is not None:
        everybody = all_of(call.db, "users")
        found = [user for user in everybody if user["external_id"] == external_id]
    elif query is not None:
        found = _matching(call, query)
    else:
        raise missing_parameter("query")
    return Answer(paged(call, "users", [present("users", user, call.base_url) for user in found]))


def update(call: Call) -> Answer:
    """Update one user."""
    user, unpermitted = update_user(call, call.number(), call.payload("user"))
    warning = warning_header(call.action, unpermitted)
    return Answer({"user": present("users", user, call.base_url)}, headers=warning)


def _matching(call: Call, text: str) -> list[Record]:
    query = parse(text)
    only_filters = Matcher(call.db, query._replace(texts=()), call.caller.user["id"])
    words = [" ".join(item.words) for item in query.texts]
    return [
        user
        for user in visible(call.db, "users", call.now.timestamp())
        if only_filters.matches("users", user) and all(_mentions(user, word) for word in words)
    ]


def _mentions(user: Record, word: str) -> bool:
    held = (user["name"], user["email"], user["phone"], user["notes"], user["details"])
    plain = " ".join("".join(c if c.isalnum() else " " for c in str(v or "")) for v in held)
    return word in " ".join(plain.casefold().split())
