"""Which keys of a ticket an update may carry, and what becomes of the others.

Zendesk ignores what it does not know or does not permit and still answers 200; only some of it is
named in the `X-Zendesk-Api-Warn` header (Zendesk help, "Why are my API updates ignored").
"""

from __future__ import annotations

import json
from typing import Any, Final

from csm_cli.sandbox.zendesk.errors import not_modelled
from csm_cli.sandbox.zendesk.shapes import TICKET

SINGLE: Final = frozenset(
    (
        "assignee_id", "assignee_email", "group_id", "status", "custom_status_id", "priority",
        "type", "subject", "raw_subject", "comment", "custom_fields", "fields", "tags",
        "external_id", "requester_id", "organization_id", "due_at", "collaborator_ids",
        "additional_collaborators", "followers", "email_ccs", "metadata", "safe_update",
        "updated_stamp",
    )
)  # fmt: skip
# Documented for `update_many` only.
MANY: Final = SINGLE | {"additional_tags", "remove_tags"}
COMMENT: Final = frozenset(("body", "html_body", "public", "author_id", "uploads"))
_NOT_MODELLED: Final = frozenset(
    ("problem_id", "sharing_agreement_ids", "attribute_value_ids", "ticket_form_id", "brand_id",
     "macro_ids", "via_followup_source_id")
)  # fmt: skip


def split_keys(payload: dict[str, Any], known: frozenset[str]) -> tuple[dict[str, Any], list[str]]:
    """Return the keys that count, and the names of those that the warning header lists.

    Read-only keys of the ticket are ignored without a warning, but for `id`, which recorded
    answers list. Keys that Zendesk obeys and the sandbox does not model are an error.
    """
    taken: dict[str, Any] = {}
    unpermitted: list[str] = []
    for name, value in payload.items():
        if name in _NOT_MODELLED:
            raise not_modelled(f"ticket.{name}")
        if name in known:
            taken[name] = value
        elif name == "id" or name not in TICKET:
            unpermitted.append(f"ticket.{name}")
    comment = taken.get("comment")
    if isinstance(comment, dict):
        unpermitted += [f"ticket.comment.{name}" for name in comment if name not in COMMENT]
    return taken, unpermitted


def warning_header(action: str, unpermitted: list[str]) -> dict[str, str]:
    """Return the header that names ignored keys, in Ruby's notation as the original prints it."""
    if not unpermitted:
        return {}
    controller, _, verb = action.partition("/")
    keys = ", ".join(json.dumps(name) for name in unpermitted)
    value = (
        f'{{:allowed_parameters=>{{:controller=>"{controller}", :action=>"{verb}", '
        f":unpermitted_keys=>[{keys}], :invalid_values=>[]}}}}"
    )
    return {"X-Zendesk-Api-Warn": value}
