"""The endpoints of the sandbox's Zendesk: path, handler, who may call, which OAuth scope."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from csm_cli.sandbox.zendesk import (
    bulk,
    custom_roles,
    groups,
    oauth_tokens,
    organizations,
    privacy,
    search,
    search_export,
    ticket_endpoints,
    ticket_fields,
    ticket_tags,
    uploads,
    users,
    views,
)
from csm_cli.sandbox.zendesk.call import Answer, Call

Handler = Callable[[Call], Answer]
Access = Literal["anyone", "agents"]


class Route(NamedTuple):
    """One endpoint.

    `scope` is the resource of granular OAuth scopes (`tickets` for `tickets:read`), or None where
    only the global `read` and `write` will do. `limit` names an endpoint limit of its own.
    `writes` says which kind of transaction the handler needs.
    """

    method: str
    pattern: re.Pattern[str]
    action: str
    handler: Handler
    scope: str | None
    access: Access
    limit: str | None

    writes: bool


def _route(
    method: str,
    path: str,
    action: str,
    handler: Handler,
    *,
    scope: str | None = None,
    access: Access = "agents",
    limit: str | None = None,
    writes: bool | None = None,
) -> Route:
    pattern = re.compile("/api/v2/" + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
    changing = method != "GET" if writes is None else writes
    return Route(method, pattern, action, handler, scope, access, limit, changing)


ROUTES: tuple[Route, ...] = (
    _route("GET", "users/me", "users/me", users.me, scope="users", access="anyone"),
    _route("DELETE", "oauth/tokens/current", "oauth_tokens/revoke", oauth_tokens.revoke_current),
    _route("GET", "users/search", "users/search", users.search, scope="users"),
    _route("GET", "users/show_many", "users/show_many", users.show_many, scope="users"),
    _route("GET", "users/{id}", "users/show", users.show, scope="users"),
    _route("PUT", "users/{id}", "users/update", users.update, scope="users",
           limit="users-update"),
    _route("GET", "users/{user_id}/group_memberships", "group_memberships/index",
           groups.memberships, scope="users"),
    _route("GET", "custom_roles", "custom_roles/index", custom_roles.index),
    _route("GET", "custom_roles/{id}", "custom_roles/show", custom_roles.show),
    _route("GET", "groups", "groups/index", groups.index),
    _route("GET", "groups/assignable", "groups/assignable", groups.assignable),
    _route("GET", "groups/{id}", "groups/show", groups.show),
    _route("GET", "groups/{group_id}/memberships", "group_memberships/index", groups.memberships),
    _route("GET", "group_memberships", "group_memberships/index", groups.memberships),
    _route("GET", "ticket_fields", "ticket_fields/index", ticket_fields.index),
    _route("GET", "ticket_fields/{id}", "ticket_fields/show", ticket_fields.show),
    _route("GET", "organizations/search", "organizations/search", organizations.search,
           scope="organizations"),
    _route("GET", "organizations/show_many", "organizations/show_many", organizations.show_many,
           scope="organizations"),
    _route("GET", "organizations/autocomplete", "organizations/autocomplete",
           organizations.autocomplete, scope="organizations"),
    _route("GET", "organizations/{id}", "organizations/show", organizations.show,
           scope="organizations"),
    _route("PUT", "tickets/update_many", "tickets/update_many", bulk.update_many, scope="tickets"),
    _route("GET", "tickets/show_many", "tickets/show_many", ticket_endpoints.show_many_tickets,
           scope="tickets"),
    _route("GET", "tickets/{id}", "tickets/show", ticket_endpoints.show, scope="tickets"),
    _route("PUT", "tickets/{id}", "tickets/update", ticket_endpoints.update, scope="tickets",
           limit="tickets-update"),
    _route("GET", "tickets/{id}/comments", "ticket_comments/index", ticket_endpoints.comments,
           scope="tickets"),
    _route("PUT", "tickets/{id}/comments/{comment_id}/make_private", "ticket_comments/make_private",
           privacy.by_comment, scope="tickets", limit="per-ticket-updates"),
    _route("PUT", "tickets/{id}/audits/{audit_id}/make_private", "ticket_audits/make_private",
           privacy.by_audit, scope="tickets", limit="per-ticket-updates"),
    # Audits need the global `read`; `tickets:read` is not enough (Ticket Audits reference).
    _route("GET", "tickets/{id}/audits", "ticket_audits/index", ticket_endpoints.audits),
    _route("GET", "tickets/{id}/tags", "tags/index", ticket_tags.show, scope="tickets"),
    _route("POST", "tickets/{id}/tags", "tags/create", ticket_tags.replace, scope="tickets"),
    _route("PUT", "tickets/{id}/tags", "tags/update", ticket_tags.add, scope="tickets"),
    _route("DELETE", "tickets/{id}/tags", "tags/destroy", ticket_tags.remove, scope="tickets"),
    _route("POST", "uploads", "uploads/create", uploads.create, scope="tickets"),
    _route("DELETE", "uploads/{token}", "uploads/destroy", uploads.delete, scope="tickets"),
    _route("GET", "attachments/{attachment_id}", "attachments/show", uploads.show, scope="tickets"),
    _route("GET", "job_statuses/{id}", "job_statuses/show", bulk.show),
    _route("GET", "search", "search/index", search.search),
    _route("GET", "search/export", "search/export", search_export.export, limit="search-export"),
    _route("GET", "search/count", "search/count", search.count),
    _route("GET", "views", "views/index", views.index),
    _route("GET", "views/active", "views/active", views.active),
    _route("GET", "views/count", "views/count", views.count_all),
    _route("GET", "views/{id}", "views/show", views.show),
    _route("GET", "views/{id}/tickets", "views/tickets", views.tickets),
    _route("GET", "views/{id}/execute", "views/execute", views.execute, limit="views-execute"),
    _route("GET", "views/{id}/count", "views/count", views.count, limit="views-count",
           writes=True),
)  # fmt: skip
