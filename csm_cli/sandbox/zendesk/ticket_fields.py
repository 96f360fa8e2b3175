"""Ticket fields, system and custom."""

from __future__ import annotations

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import not_found
from csm_cli.sandbox.zendesk.paging import asks_for_cursor, cursor_page
from csm_cli.sandbox.zendesk.records import all_of, find, present


def index(call: Call) -> Answer:
    """List the ticket fields: by cursor in the order of ids, otherwise all, by position."""
    shown = [
        present("ticket_fields", item, call.base_url) for item in all_of(call.db, "ticket_fields")
    ]
    if asks_for_cursor(call):
        page = cursor_page(call, shown, lambda item: (item["id"],))
        return Answer({"ticket_fields": page.pop("items"), **page})
    shown.sort(key=lambda item: (item["position"], item["id"]))
    return Answer(
        {
            "ticket_fields": shown,
            "next_page": None,
            "previous_page": None,
            "count": len(shown),
        }
    )


def show(call: Call) -> Answer:
    """Show one ticket field."""
    found = find(call.db, "ticket_fields", call.number())
    if found is None:
        raise not_found()
    return Answer({"ticket_field": present("ticket_fields", found, call.base_url)})
