"""The endpoints of the sandbox's Zendesk: path, handler, who may call, which OAuth scope."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal, NamedTuple

from csm_cli.sandbox.zendesk import groups, ticket_endpoints, ticket_fields, users
from csm_cli.sandbox.zendesk.call import Answer, Call

Handler = Callable[[Call], Answer]
Access = Literal["anyone", "agents"]


class Route(NamedTuple):
    """One endpoint.

    `scope` is the resource of granular OAuth scopes (`tickets` for `tickets:read`), or None where
    only the global `read` and `write` will do. `limit` names an endpoint limit of its own.
    """

    method: str
    pattern: re.Pattern[str]
    action: str
    handler: Handler
    scope: str | None
    access: Access
    limit: str | None


def _route(
    method: str,
    path: str,
    action: str,
    handler: Handler,
    *,
    scope: str | None = None,
    access: Access = "agents",
    limit: str | None = None,
) -> Route:
    pattern = re.compile("/api/v2/" + re.sub(r"\{(\w+)\}", r"(?P<\1>[^/]+)", path))
    return Route(method, pattern, action, handler, scope, access, limit)


ROUTES: tuple[Route, ...] = (
    _route("GET", "users/me", "users/me", users.me, scope="users", access="anyone"),
    _route("GET", "groups", "groups/index", groups.index),
    _route("GET", "groups/assignable", "groups/assignable", groups.assignable),
    _route("GET", "ticket_fields", "ticket_fields/index", ticket_fields.index),
    _route("GET", "tickets/{id}", "tickets/show", ticket_endpoints.show, scope="tickets"),
    _route("PUT", "tickets/{id}", "tickets/update", ticket_endpoints.update, scope="tickets",
           limit="tickets-update"),
    _route("GET", "tickets/{id}/comments", "ticket_comments/index", ticket_endpoints.comments,
           scope="tickets"),
)  # fmt: skip
