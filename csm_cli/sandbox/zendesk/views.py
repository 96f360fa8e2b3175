"""Views: saved lists of tickets."""

from __future__ import annotations

from typing import Any

from csm_cli.sandbox.facts import meta, set_meta
from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import not_found
from csm_cli.sandbox.zendesk.paging import asks_for_cursor, cursor_page, offset_page, paged
from csm_cli.sandbox.zendesk.reading import read_flag
from csm_cli.sandbox.zendesk.records import (
    Record,
    all_of,
    custom_fields,
    find,
    present,
    present_ticket,
)
from csm_cli.sandbox.zendesk.roles import groups_of, may_see
from csm_cli.sandbox.zendesk.sideloads import around_tickets, show_many
from csm_cli.sandbox.zendesk.view_conditions import belongs

_COUNT_SECONDS = 60.0  # how long a count stays fresh
_SORTABLE = {"id": "id", "ticket_id": "id", "nice_id": "id", "created": "created_at",
             "created_at": "created_at", "updated": "updated_at", "updated_at": "updated_at",
             "status": "status", "priority": "priority", "assignee": "assignee_id",
             "requester": "requester_id", "group": "group_id", "subject": "subject"}  # fmt: skip
_PEOPLE = {"requester": "requester_id", "assignee": "assignee_id", "submitter": "submitter_id"}


def index(call: Call) -> Answer:
    """List the views that the caller may use."""
    active = read_flag(call.parameter("active"))
    found = [view for view in _usable(call) if active is None or view["active"] == active]
    return Answer(paged(call, "views", _shown(call, found), _by_position))


def active(call: Call) -> Answer:
    """List the active views."""
    found = [view for view in _usable(call) if view["active"]]
    return Answer(paged(call, "views", _shown(call, found), _by_position))


def count_all(call: Call) -> Answer:
    """Count the views."""
    counted = {"value": len(_usable(call)), "refreshed_at": call.now_text}
    return Answer({"count": counted})


def show(call: Call) -> Answer:
    """Show one view."""
    return Answer({"view": _shown(call, [_view(call)])[0]})


def tickets(call: Call) -> Answer:
    """List the tickets of a view."""
    view = _view(call)
    page = _page(call, view)
    found = page.pop("items")
    fields = custom_fields(call.db)
    shown = [present_ticket(ticket, fields, call.base_url) for ticket in found]
    return Answer({"tickets": shown, **page, **around_tickets(call, found)})


def execute(call: Call) -> Answer:
    """Show the view as a table: columns, and a row for each ticket with a part of the ticket."""
    view = _view(call)
    page = _page(call, view)
    found = page.pop("items")
    columns = _columns(view)
    people = [ticket[key] for ticket in found for key in _PEOPLE.values()]
    return Answer(
        {
            "columns": columns,
            "rows": [_row(call, ticket, columns) for ticket in found],
            "groups": show_many(call, "groups", (ticket["group_id"] for ticket in found)),
            "users": show_many(call, "users", people),
            "view": {"id": view["id"], "url": _shown(call, [view])[0]["url"]},
            **page,
        }
    )


def count(call: Call) -> Answer:
    """Count the tickets of a view: null at first, while the original still computes it."""
    view = _view(call)
    key, now = f"view_count {view['id']} {call.caller.user['id']}", call.now.timestamp()
    known = meta(call.db, key)
    fresh = known is not None and 0 <= now - known["at"] < _COUNT_SECONDS
    if not fresh:
        set_meta(call.db, key, {"at": now, "value": len(_tickets(call, view))})
    value = None if known is None else known["value"]
    url = f"{call.base_url}/api/v2/views/{view['id']}/count.json"
    return Answer(
        {
            "view_count": {
                "url": url,
                "view_id": view["id"],
                "value": value,
                "pretty": "..." if value is None else str(value),
                "fresh": fresh,
            }
        }
    )


def _usable(call: Call) -> list[Record]:
    """Views are for everybody, or restricted to a user or to groups."""
    user = call.caller.user
    own = groups_of(call.db, user["id"])
    return [view for view in all_of(call.db, "views") if _may_use(view, user["id"], own)]


def _may_use(view: Record, user_id: int, own_groups: set[int]) -> bool:
    restriction = view["restriction"]
    if restriction is None:
        return True
    ids = {int(number) for number in [*restriction.get("ids", ()), restriction.get("id")] if number}
    return bool(ids & ({user_id} if restriction.get("type") == "User" else own_groups))


def _view(call: Call) -> Record:
    view = find(call.db, "views", call.number())
    own = groups_of(call.db, call.caller.user["id"])
    if view is None or not _may_use(view, call.caller.user["id"], own):
        raise not_found()
    return view


def _shown(call: Call, found: list[Record]) -> list[Record]:
    return [present("views", view, call.base_url) for view in found]


def _by_position(view: Record) -> tuple[int, int]:
    return view["position"], view["id"]


def _tickets(call: Call, view: Record) -> list[Record]:
    user = call.caller.user
    return [
        ticket
        for ticket in all_of(call.db, "tickets")
        if belongs(view, ticket, user) and may_see(call.db, user, ticket)
    ]


def _page(call: Call, view: Record) -> Record:
    execution = view["execution"]
    name = call.parameter("sort_by") or str(execution.get("sort_by", "id"))
    order = call.parameter("sort_order") or str(execution.get("sort_order", "desc"))
    column = _SORTABLE.get(name, "id")

    def key(ticket: Record) -> tuple[Any, ...]:
        value = ticket[column]
        return value is not None, "" if value is None else value, ticket["id"]

    found, descending = _tickets(call, view), order.lower() != "asc"
    if asks_for_cursor(call):
        return cursor_page(call, found, key, descending=descending)
    return offset_page(call, sorted(found, key=key, reverse=descending))


def _columns(view: Record) -> list[Record]:
    return list(view["execution"].get("columns") or [{"id": "subject", "title": "Subject"}])


def _row(call: Call, ticket: Record, columns: list[Record]) -> Record:
    url = f"{call.base_url}/api/v2/tickets/{ticket['id']}.json"
    row: Record = {
        "ticket_id": ticket["id"],
        "ticket": {
            "id": ticket["id"],
            "subject": ticket["subject"],
            "description": ticket["description"],
            "status": ticket["status"],
            "type": ticket["type"],
            "priority": ticket["priority"],
            "url": url,
        },
    }
    for column in columns:
        name = str(column["id"])
        if name in _PEOPLE:
            row[_PEOPLE[name]] = ticket[_PEOPLE[name]]
        elif name in ticket["custom_fields"]:
            row[name] = ticket["custom_fields"][name]
        elif name in _SORTABLE:
            row[name] = ticket[_SORTABLE[name]]
    return row
