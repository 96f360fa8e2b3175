"""`tickets/{id}`, its comments and its audits."""

from __future__ import annotations

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.conversation import audits_of, comments_of
from csm_cli.sandbox.zendesk.errors import missing_parameter, too_many_values
from csm_cli.sandbox.zendesk.paging import asks_for_cursor, offset_page, paged
from csm_cli.sandbox.zendesk.reading import whole_number
from csm_cli.sandbox.zendesk.records import Record, custom_fields, find_many, present_ticket
from csm_cli.sandbox.zendesk.roles import may_see
from csm_cli.sandbox.zendesk.sideloads import around_tickets, show_many
from csm_cli.sandbox.zendesk.ticket_keys import SINGLE, split_keys, warning_header
from csm_cli.sandbox.zendesk.ticket_update import update_ticket, visible_ticket
from csm_cli.sandbox.zendesk.uploads import show_attachment

_MOST_SHOWN = 100


def show(call: Call) -> Answer:
    """Show one ticket."""
    ticket = visible_ticket(call, call.number())
    shown = present_ticket(ticket, custom_fields(call.db), call.base_url)
    return Answer({"ticket": shown, **around_tickets(call, [ticket])})


def show_many_tickets(call: Call) -> Answer:
    """Show the tickets with these ids, up to 100; those that the caller may not see are left out.

    Zendesk's reference, "Show Multiple Tickets"; too many are refused as elsewhere (assumed).
    """
    wanted = call.parameter("ids")
    if wanted is None:
        raise missing_parameter("ids")
    asked = dict.fromkeys(part.strip() for part in wanted.split(","))
    if len(asked) > _MOST_SHOWN:
        raise too_many_values("ids", _MOST_SHOWN)
    found = [
        ticket
        for ticket in find_many(call.db, "tickets", map(whole_number, asked))
        if may_see(call.db, call.caller.user, ticket)
    ]
    fields = custom_fields(call.db)
    body = offset_page(call, found)
    body["tickets"] = body.pop("items")
    around = around_tickets(call, body["tickets"])
    body["tickets"] = [present_ticket(each, fields, call.base_url) for each in body["tickets"]]
    return Answer({**body, **around})


def update(call: Call) -> Answer:
    """Update one ticket; the answer holds the ticket as it is now, and the audit."""
    keys, unpermitted = split_keys(call.payload("ticket"), SINGLE)
    updated = update_ticket(call, call.number(), keys)
    shown = present_ticket(updated.ticket, custom_fields(call.db), call.base_url)
    warning = warning_header(call.action, unpermitted)
    audit = _shown_audit(call, updated.audit)
    return Answer({"ticket": shown, "audit": audit}, headers=warning)


def comments(call: Call) -> Answer:
    """List a ticket's comments, oldest first unless asked otherwise."""
    ticket = visible_ticket(call, call.number())
    found = comments_of(call.db, ticket["id"])
    body = paged(call, "comments", found, _by_time, descending=_newest_first(call))
    if "users" in call.included():
        body["users"] = show_many(call, "users", (item["author_id"] for item in body["comments"]))
    body["comments"] = [_shown(call, item) for item in body["comments"]]
    return Answer(body)


def audits(call: Call) -> Answer:
    """List a ticket's audits, oldest first."""
    ticket = visible_ticket(call, call.number())
    found = audits_of(call.db, ticket["id"])
    body = paged(call, "audits", found, _by_time, descending=_newest_first(call))
    if "users" in call.included():
        body["users"] = show_many(call, "users", (item["author_id"] for item in body["audits"]))
    body["audits"] = [_shown_audit(call, item) for item in body["audits"]]
    return Answer(body)


def _by_time(record: Record) -> tuple[str, int]:
    return record["created_at"], record["id"]


def _newest_first(call: Call) -> bool:
    """Cursor pages are sorted by `sort`, offset pages by `sort_order`."""
    if asks_for_cursor(call):
        return call.parameter("sort") == "-created_at"
    return (call.parameter("sort_order") or "").lower() == "desc"


def _shown(call: Call, comment: Record) -> Record:
    """Show a comment, or its event: without its ticket, its files with their addresses."""
    files = [show_attachment(item, call.base_url) for item in comment["attachments"]]
    kept = {key: value for key, value in comment.items() if key != "ticket_id"}
    return {**kept, "attachments": files}


def _shown_audit(call: Call, audit: Record) -> Record:
    events = [
        _shown(call, event) if event["type"] == "Comment" else event for event in audit["events"]
    ]
    return {**audit, "events": events}
