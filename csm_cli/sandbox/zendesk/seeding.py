"""Fills the state from a scenario: defaults, derived keys, and an audit for every comment."""

from __future__ import annotations

import copy
import sqlite3
from collections import defaultdict
from datetime import datetime
from typing import Any

from csm_cli.sandbox.facts import set_meta
from csm_cli.sandbox.times import zendesk_time
from csm_cli.sandbox.zendesk import markup
from csm_cli.sandbox.zendesk.audit_events import comment_event, create_events
from csm_cli.sandbox.zendesk.conversation import api_via, save_audit, save_comment
from csm_cli.sandbox.zendesk.records import (
    Record,
    custom_fields,
    find,
    new_id,
    save,
    start_ids_above,
)
from csm_cli.sandbox.zendesk.roles import apply_role, permissions_of
from csm_cli.sandbox.zendesk.search_index import index_now
from csm_cli.sandbox.zendesk.shapes import KINDS
from csm_cli.sandbox.zendesk.statuses import STATUS_IDS
from csm_cli.sandbox.zendesk.tags import field_tags, normalise, set_tags

_BRAND_ID = 6130830354842
_FORM_ID = 6130830344474
_PLAIN_KINDS = ("groups", "group_memberships", "organizations", "ticket_fields")


def seed(db: sqlite3.Connection, records: dict[str, list[Record]], loaded_at: datetime) -> None:
    """Write all records of a checked scenario into an empty state."""
    now = zendesk_time(loaded_at)
    full = {kind: [_complete(kind, item, now) for item in records[kind]] for kind in KINDS}
    start_ids_above(db, _largest_id(records))
    for kind in _PLAIN_KINDS:
        for record in full[kind]:
            save(db, kind, record)
    _seed_roles(db, full)
    _seed_users(db, full, records["users"])
    for record in (*full["views"], *full["ticket_fields"], *full["oauth_clients"]):
        _name_raw(record)
    for kind in ("views", "ticket_fields", "oauth_clients"):
        for record in full[kind]:
            save(db, kind, record)
    comments: dict[int, list[Record]] = defaultdict(list)
    for comment in full["ticket_comments"]:
        comments[comment["ticket_id"]].append(comment)
    fields = custom_fields(db)
    for ticket, given in zip(full["tickets"], records["tickets"], strict=True):
        _seed_ticket(db, ticket, given, comments[ticket["id"]], fields)
    for kind in ("users", "organizations", "groups", "tickets"):
        index_now(db, kind)


def _complete(kind: str, record: Record, now: str) -> Record:
    full: Record = {
        name: record[name] if name in record else _plain(copy.deepcopy(key.default))
        for name, key in KINDS[kind].items()
    }
    full.update((name, value) for name, value in record.items() if name not in full)
    full["created_at"] = full.get("created_at") or now
    if "updated_at" in full:
        full["updated_at"] = full["updated_at"] or full["created_at"]
    return full


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _largest_id(records: dict[str, list[Record]]) -> int:
    numbers = [
        number
        for items in records.values()
        for item in items
        for number in (item.get("id"), item.get("audit_id"))
        if number is not None
    ]
    return max(numbers, default=0)


def _seed_roles(db: sqlite3.Connection, full: dict[str, list[Record]]) -> None:
    for role in full["custom_roles"]:
        if role["team_member_count"] is None:
            holders = [user for user in full["users"] if user["custom_role_id"] == role["id"]]
            role["team_member_count"] = len(holders)
        save(db, "custom_roles", role)


def _seed_users(db: sqlite3.Connection, full: dict[str, list[Record]], given: list[Record]) -> None:
    roles = {role["id"]: role for role in full["custom_roles"]}
    groups: dict[int, int] = {}
    for membership in full["group_memberships"]:
        if membership["default"] or membership["user_id"] not in groups:
            groups[membership["user_id"]] = membership["group_id"]
    for user, said in zip(full["users"], given, strict=True):
        apply_role(user, roles.get(user["custom_role_id"]))
        user["default_group_id"] = user["default_group_id"] or groups.get(user["id"])
        user["tags"] = normalise(user["tags"])
        user.update((key, value) for key, value in said.items() if value is not None)
        save(db, "users", user)
    set_meta(db, "first_full_agent", _first_full_agent(db, full["users"]))


def _first_full_agent(db: sqlite3.Connection, users: list[Record]) -> int | None:
    """Return the user, by the order of the scenario, as whom a sandbox signs in."""
    for user in users:
        may = permissions_of(db, user)
        if may.agent and not may.admin and not may.light and user.get("api_token"):
            return int(user["id"])
    return None


def _name_raw(record: Record) -> None:
    title = record.get("title")
    for key in ("raw_title", "title_in_portal", "raw_title_in_portal"):
        if key in record:
            record[key] = record[key] or title
    if "raw_description" in record:
        record["raw_description"] = record["raw_description"] or record["description"]
    for number, option in enumerate(record.get("custom_field_options") or [], 1):
        option.setdefault("id", record["id"] * 1000 + number)
        option.setdefault("raw_name", option["name"])
        option.setdefault("default", False)


def _seed_ticket(
    db: sqlite3.Connection,
    ticket: Record,
    given: Record,
    comments: list[Record],
    fields: list[Record],
) -> None:
    if "organization_id" not in given:
        requester = find(db, "users", ticket["requester_id"])
        ticket["organization_id"] = requester and requester["organization_id"]
    _complete_ticket(ticket, fields)
    comments = sorted(comments, key=lambda comment: str(comment["created_at"]))
    if not comments:
        comments = [_first_comment(ticket)]
    opening = comments[0]
    ticket["description"] = ticket["description"] or opening["body"]
    for comment in comments:
        _seed_comment(db, ticket, comment, opening=comment is opening)
    if "is_public" not in given:
        ticket["is_public"] = any(comment["public"] for comment in comments)
    if "updated_at" not in given:
        ticket["updated_at"] = max(ticket["created_at"], *(item["created_at"] for item in comments))
    save(db, "tickets", ticket)


def _complete_ticket(ticket: Record, fields: list[Record]) -> None:
    ticket["raw_subject"] = ticket["raw_subject"] or ticket["subject"]
    ticket["submitter_id"] = ticket["submitter_id"] or ticket["requester_id"]
    ticket["via"] = ticket["via"] or api_via()
    ticket["custom_status_id"] = ticket["custom_status_id"] or STATUS_IDS[ticket["status"]]
    ticket["ticket_form_id"] = ticket["ticket_form_id"] or _FORM_ID
    ticket["brand_id"] = ticket["brand_id"] or _BRAND_ID
    given_tags = ticket["tags"]
    values = {
        str(entry["id"]): entry.get("value")
        for entry in (*ticket.pop("fields"), *ticket["custom_fields"])
    }
    of_fields = [tag for field in fields for tag in field_tags(field, values.get(str(field["id"])))]
    ticket.update(custom_fields=values, tags=of_fields)
    set_tags(ticket, [*given_tags, *of_fields], fields)


def _first_comment(ticket: Record) -> Record:
    body = ticket["description"] or ticket["subject"]
    return _complete(
        "ticket_comments",
        {"ticket_id": ticket["id"], "author_id": ticket["requester_id"], "body": body},
        ticket["created_at"],
    )


def _seed_comment(
    db: sqlite3.Connection, ticket: Record, comment: Record, *, opening: bool
) -> None:
    given_html = comment["body"] is None and comment["html_body"]
    forms = markup.from_html(given_html) if given_html else markup.from_text(comment["body"] or "")
    comment["body"] = forms.body if comment["body"] is None else comment["body"]
    comment["html_body"] = comment["html_body"] or forms.html_body
    comment["plain_body"] = comment["plain_body"] or forms.plain_body
    comment["public"] = comment["public"] is not False
    comment["id"] = comment["id"] or new_id(db)
    comment["audit_id"] = comment["audit_id"] or new_id(db)
    comment["via"] = comment["via"] or ticket["via"]
    comment["metadata"] = {"system": {}, "custom": {}} | comment["metadata"]
    save_comment(db, comment)
    events = [comment_event(comment), *(create_events(db, ticket) if opening else [])]
    audit = {
        "id": comment["audit_id"],
        "ticket_id": ticket["id"],
        "created_at": comment["created_at"],
        "author_id": comment["author_id"],
        "metadata": comment["metadata"],
        "events": events,
        "via": comment["via"],
    }
    save_audit(db, audit)
