"""Answers in the shapes that Zendesk's reference shows, for a server that is told what to say."""

from typing import Any

AT = "2026-11-23T10:00:00Z"
LATER = "2026-11-23T10:30:00Z"
NUMBER = 48213

ME = {
    "user": {
        "id": 101,
        "name": "Robin Vale",
        "email": "robin.vale@posthog.example",
        "role": "agent",
        "role_type": 0,
        "custom_role_id": 11,
        "only_private_comments": False,
    }
}
ANONYMOUS = {"user": {"id": None, "name": "Anonymous user", "email": "invalid@example.com"}}


def ticket(**changed: Any) -> dict[str, Any]:
    """A ticket's record."""
    return {
        "id": NUMBER,
        "url": f"https://posthoghelp.zendesk.com/api/v2/tickets/{NUMBER}.json",
        "created_at": AT,
        "updated_at": LATER,
        "subject": "Recordings stop",
        "raw_subject": "Recordings stop",
        "description": "They stop.",
        "status": "open",
        "priority": None,
        "requester_id": 201,
        "assignee_id": None,
        "organization_id": None,
        "group_id": 301,
        "tags": [],
        "custom_fields": [{"id": 17, "value": None}],
        "via": {"channel": "web", "source": {"from": {}, "to": {}, "rel": None}},
        **changed,
    }


def updated(events: list[Any] | None = None, **changed: Any) -> dict[str, Any]:
    """The answer to an update that left a private note."""
    note = {"id": 900, "type": "Comment", "body": "words", "public": False, "author_id": 101}
    return {
        "ticket": ticket(**changed),
        "audit": {
            "id": 899,
            "ticket_id": NUMBER,
            "created_at": LATER,
            "author_id": 101,
            "metadata": {"system": {}, "custom": {"csm_op": "op1", "csm_verb": "claim"}},
            "events": [note] if events is None else events,
            "via": {"channel": "api", "source": {"from": {}, "to": {}, "rel": None}},
        },
    }


def comment(number: int, **changed: Any) -> dict[str, Any]:
    """A private comment by the signed-in person."""
    return {
        "id": number,
        "type": "Comment",
        "author_id": 101,
        "body": f"comment {number}",
        "public": False,
        "created_at": AT,
        "metadata": {"system": {}, "custom": {}},
        "via": {"channel": "api"},
        **changed,
    }


def comments(found: list[Any], after: str | None = None) -> dict[str, Any]:
    """A page of comments; `after` is the address of the next one."""
    return {
        "comments": found,
        "users": [ME["user"]],
        "meta": {"has_more": after is not None, "after_cursor": None},
        "links": {"next": after, "prev": None},
    }
