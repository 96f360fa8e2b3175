"""`make_private`: a public comment becomes a note, by its own id or by that of its audit.

Zendesk documents the two endpoints, an empty answer, and that agents may call them. Assumed:
a comment that is private already stays so without an error, a closed ticket is refused like any
other change of one, and the change is an audit of its own, with a `CommentPrivacyChange`.
"""

from __future__ import annotations

from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.conversation import audits_of, comments_of, save_audit, save_comment
from csm_cli.sandbox.zendesk.errors import not_found
from csm_cli.sandbox.zendesk.records import Record, new_id, save
from csm_cli.sandbox.zendesk.ticket_update import check_changeable, new_audit, visible_ticket


def by_comment(call: Call) -> Answer:
    """Make the comment with this id private."""
    return _make_private(call, "id", call.number("comment_id"))


def by_audit(call: Call) -> Answer:
    """Make the comment of the audit with this id private."""
    return _make_private(call, "audit_id", call.number("audit_id"))


def _make_private(call: Call, key: str, number: int) -> Answer:
    ticket = visible_ticket(call, call.number())
    comments = comments_of(call.db, ticket["id"])
    comment = next((item for item in comments if item[key] == number), None)
    if comment is None:
        raise not_found()
    check_changeable(call, ticket, {})
    if comment["public"]:
        comment["public"] = False
        save_comment(call.db, comment)
        _write_history(call, ticket, comment)
        ticket["is_public"] = any(item["public"] for item in comments)
        ticket["updated_at"] = call.now_text
        save(call.db, "tickets", ticket)
    return Answer("")


def _write_history(call: Call, ticket: Record, comment: Record) -> None:
    """The comment's event follows the comment; the change itself is an audit of its own."""
    for audit in audits_of(call.db, ticket["id"]):
        for event in audit["events"]:
            if event["id"] == comment["id"]:
                event["public"] = False
                save_audit(call.db, audit)
    audit = new_audit(call, ticket, None)
    audit["events"].append(
        {"id": new_id(call.db), "type": "CommentPrivacyChange", "comment_id": comment["id"],
         "public": False}
    )  # fmt: skip
    save_audit(call.db, audit)
