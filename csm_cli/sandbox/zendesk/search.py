"""Search over tickets, people, organizations and groups, as far as the index knows them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import ApiError, invalid_attribute, missing_parameter
from csm_cli.sandbox.zendesk.paging import asks_for_cursor, offset_page, page_number, page_size
from csm_cli.sandbox.zendesk.records import Record, custom_fields, present, present_ticket
from csm_cli.sandbox.zendesk.roles import may_see
from csm_cli.sandbox.zendesk.search_index import visible
from csm_cli.sandbox.zendesk.search_match import Matcher
from csm_cli.sandbox.zendesk.search_query import RECORD_TYPES, parse

_RESULT_TYPES: Final = {kind: name for name, kind in RECORD_TYPES.items()}
_RANKS: Final = {
    "priority": ("low", "normal", "high", "urgent"),
    "status": ("new", "open", "pending", "hold", "solved", "closed"),
}


def search(call: Call) -> Answer:
    """Answer with one page of results; by offset only, and no deeper than the limit."""
    if asks_for_cursor(call):
        raise invalid_attribute("page", "an integer", f"api/v2/{call.action}")
    depth = int(call.limits["search_results"])
    if page_number(call) * page_size(call) > max(depth, page_size(call)):
        description = (
            "Invalid search: Requested response size was greater than Search Response Limits"
        )
        raise ApiError(422, {"error": "invalid", "description": description})
    page = offset_page(call, found(call), depth)
    if len(page["items"]) and page_number(call) * page_size(call) >= depth:
        page["next_page"] = None
    fields = custom_fields(call.db)
    results = [show(call, record, fields) for record in page.pop("items")]
    return Answer({"results": results, "facets": None, **page})


def count(call: Call) -> Answer:
    """Count the results."""
    return Answer({"count": len(found(call))})


def found(call: Call, kinds: Sequence[str] | None = None) -> list[Record]:
    """Return all records that match the query, sorted; each carries its `_kind`.

    `kinds` are those that may match, whatever the query says of it.
    """
    text = call.parameter("query")
    if text is None:
        raise missing_parameter("query")
    query = parse(text)
    matcher = Matcher(call.db, query, call.caller.user["id"])
    now = call.now.timestamp()
    results = [
        {**record, "_kind": kind}
        for kind in (query.kinds if kinds is None else kinds)
        for record in visible(call.db, kind, now)
        if matcher.matches(kind, record) and _allowed(call, kind, record)
    ]
    descending = (call.parameter("sort_order") or "desc").lower() != "asc"
    key = call.parameter("sort_by")
    return sorted(results, key=lambda record: _sort_key(record, key), reverse=descending)


def _allowed(call: Call, kind: str, record: Record) -> bool:
    return kind != "tickets" or may_see(call.db, call.caller.user, record)


def _sort_key(record: Record, key: str | None) -> tuple[Any, ...]:
    """Relevance is unknown to the sandbox; without `sort_by` the latest change comes first."""
    if key in _RANKS:
        ranks = _RANKS[key]
        value = record.get(key)
        return (ranks.index(value) if value in ranks else -1, record["id"])
    if key == "created_at":
        return (record["created_at"], record["id"])
    if key == "ticket_type":
        return (str(record.get("type") or ""), record["id"])
    return (record["updated_at"], record["id"])


def show(call: Call, record: Record, fields: list[Record]) -> Record:
    """Show one result, with what kind of record it is."""
    kind = record["_kind"]
    if kind == "tickets":
        shown = present_ticket(record, fields, call.base_url)
    else:
        shown = present(kind, record, call.base_url)
    return {**shown, "result_type": _RESULT_TYPES[kind]}
