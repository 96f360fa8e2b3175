"""A comment within a ticket update: whether it is public, its placeholders, its forms."""

from __future__ import annotations

from html import escape
from typing import Any

from csm_cli.sandbox.zendesk import liquid, markup
from csm_cli.sandbox.zendesk.call import Call
from csm_cli.sandbox.zendesk.conversation import api_via, comments_of, count_comments
from csm_cli.sandbox.zendesk.errors import forbidden, invalid_attribute, invalid_value
from csm_cli.sandbox.zendesk.placeholders import placeholder_values
from csm_cli.sandbox.zendesk.reading import read_flag, read_id, read_list, read_text
from csm_cli.sandbox.zendesk.records import Record, find, new_id
from csm_cli.sandbox.zendesk.roles import is_member
from csm_cli.sandbox.zendesk.uploads import take


def new_comment(
    call: Call, ticket: Record, sent: object, audit_id: int, metadata: Record
) -> Record | None:
    """Build the comment of an update, or None if what was sent holds no words.

    `metadata` appears on the comment as it does on the audit.
    """
    if sent is None:
        return None
    if not isinstance(sent, dict):
        raise invalid_attribute("comment", "an object", f"api/v2/{call.action}")
    forms = _forms(call, ticket, sent)
    if forms is None:
        return None
    if count_comments(call.db, ticket["id"]) >= call.limits["comments_per_ticket"]:
        raise invalid_value("base", "Ticket: has too many comments", "TooManyComments")
    author = _author(call, sent)
    public = is_public(call, ticket, sent.get("public"))
    requester = find(call.db, "users", ticket["requester_id"]) or {}
    return {
        "id": new_id(call.db),
        "ticket_id": ticket["id"],
        "type": "Comment",
        "author_id": author["id"],
        "body": forms.body,
        "html_body": forms.html_body,
        "plain_body": forms.plain_body,
        "public": public,
        "attachments": take(call.db, read_list(sent.get("uploads"), "uploads", call.action)),
        "audit_id": audit_id,
        "via": api_via(requester.get("name"), requester.get("email")) if public else api_via(),
        "created_at": call.now_text,
        "metadata": metadata,
    }


def is_public(call: Call, ticket: Record, sent: object) -> bool:
    """Decide who will read a comment.

    Nothing said (also null): as the ticket's first comment, so usually public (Zendesk's OpenAPI
    file, TicketCommentObject). Agents who may only write notes write notes, whatever they send,
    except a light agent who is the requester and no member of the ticket's group: that comment
    is made public (Zendesk help, "Understanding and setting light agent permissions").
    """
    if call.publish:
        return True
    may, user = call.caller.may, call.caller.user
    if may.light and ticket["requester_id"] == user["id"]:
        return not is_member(call.db, user["id"], ticket["group_id"])
    if not may.public_comments:
        return False
    said = read_flag(sent)
    if said is not None:
        return said
    earlier = comments_of(call.db, ticket["id"])
    return bool(earlier[0]["public"]) if earlier else True


def _forms(call: Call, ticket: Record, sent: dict[str, Any]) -> markup.Forms | None:
    """`html_body` wins over `body`; blank ones make no comment."""
    name = "html_body" if sent.get("html_body") else "body"
    if sent.get(name) is None:
        return None
    text = read_text(sent[name], name, call.action)
    if len(text) > call.limits["comment_characters"]:
        most = int(call.limits["comment_characters"])
        raise invalid_value("base", f"Comment: is too long (maximum is {most} characters)")
    values = placeholder_values(call, ticket)
    if name == "html_body":
        values = {key: escape(value) for key, value in values.items()}
    expanded = liquid.expand(text, values)
    forms = markup.from_html(expanded) if name == "html_body" else markup.from_text(expanded)
    return forms if forms.body else None


def _author(call: Call, sent: dict[str, Any]) -> Record:
    number = read_id(sent.get("author_id"), "author_id", call.action)
    if number in (None, call.caller.user["id"]):
        return call.caller.user
    if call.caller.may.light:
        raise forbidden()
    author = find(call.db, "users", number)
    if author is None:
        raise invalid_value("author", "Author: is invalid")
    return author
