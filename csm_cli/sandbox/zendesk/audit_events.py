"""The events of an audit: the comment, then one change for each key that differs."""

from __future__ import annotations

import sqlite3
from typing import Any

from csm_cli.sandbox.zendesk.records import Record, new_id

_COMMENT_KEYS = (
    "id", "type", "author_id", "body", "html_body", "plain_body", "public", "attachments",
    "audit_id",
)  # fmt: skip
_AUDITED = (
    "subject", "status", "custom_status_id", "priority", "type", "group_id", "assignee_id",
    "requester_id", "organization_id", "external_id", "due_at", "tags", "follower_ids",
    "email_cc_ids",
)  # fmt: skip


def comment_event(comment: Record) -> Record:
    """Return the event that stands for a comment; it has the comment's own id."""
    return {key: comment[key] for key in _COMMENT_KEYS}


def create_events(db: sqlite3.Connection, ticket: Record) -> list[Record]:
    """Return the events of a ticket's first audit."""
    return [
        {"id": new_id(db), "type": "Create", "value": _printed(name, ticket[name]),
         "field_name": name}
        for name in ("subject", "requester_id", "ticket_form_id", "brand_id")
    ]  # fmt: skip


def change_events(db: sqlite3.Connection, before: Record, after: Record) -> list[Record]:
    """Return one Change for every key and custom field that differs."""
    pairs = [(name, before[name], after[name]) for name in _AUDITED]
    old, new = before["custom_fields"], after["custom_fields"]
    pairs += [(name, old.get(name), new.get(name)) for name in sorted({*old, *new}, key=int)]
    return [
        {
            "id": new_id(db),
            "type": "Change",
            "value": _printed(name, now),
            "field_name": name,
            "previous_value": _printed(name, was),
        }
        for name, was, now in pairs
        if (was or None) != (now or None)
    ]


def _printed(name: str, value: Any) -> Any:
    """Ids are printed as text, lists and null as they are."""
    return str(value) if name.endswith("_id") and value is not None else value
