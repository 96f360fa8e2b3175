"""OAuth clients: where they may be sent back to, and what they may ask for."""

from __future__ import annotations

import hmac
import sqlite3
from collections.abc import Mapping
from typing import Final
from urllib.parse import urlsplit

from csm_cli.sandbox.zendesk.oauth_errors import OAuthError, invalid_client, invalid_scope
from csm_cli.sandbox.zendesk.records import Record, all_of

_LOOPBACK: Final = ("127.0.0.1", "::1")
_RESOURCES: Final = (
    "tickets", "users", "organizations", "hc", "apps", "triggers", "automations", "targets",
    "webhooks", "macros", "requests", "satisfaction_ratings", "dynamic_content", "auditlogs",
)  # fmt: skip
_SCOPES: Final = frozenset(
    ["read", "write", *(f"{name}:{verb}" for name in _RESOURCES for verb in ("read", "write"))]
)


def find_client(db: sqlite3.Connection, identifier: str | None) -> Record:
    """Read a client by its identifier."""
    for client in all_of(db, "oauth_clients"):
        if client["identifier"] == identifier:
            return client
    raise invalid_client()


def authenticate(client: Record, sent: Mapping[str, str]) -> None:
    """Hold a confidential client to its secret; a public one has none."""
    if client["kind"] == "public":
        return
    secret = client["secret"] or ""
    if not secret or not hmac.compare_digest(secret, sent.get("client_secret", "")):
        raise invalid_client()


def check_redirect(client: Record, uri: str | None) -> str:
    """Return the address if the client registered it; on loopback any port will do."""
    for registered in client["redirect_uri"]:
        if uri is not None and _same(registered, uri):
            return uri
    raise OAuthError("invalid_request", "The redirect URI is not registered for this client.")


def check_scopes(client: Record, asked: str) -> list[str]:
    """Return the scopes that are granted; none asked for means all that the client may have."""
    allowed = _SCOPES if client["scopes"] is None else frozenset(client["scopes"])
    scopes = asked.split()
    for scope in scopes:
        if scope not in allowed or scope not in _SCOPES:
            raise invalid_scope(scope)
    return scopes or (client["scopes"] or ["read", "write"])


def _same(registered: str, uri: str) -> bool:
    if registered == uri:
        return True
    try:
        known, asked = urlsplit(registered), urlsplit(uri)
        port = asked.port
    except ValueError:
        return False
    return (
        known.hostname in _LOOPBACK
        and port != 0
        and (known.scheme, known.hostname, known.path, known.query)
        == (asked.scheme, asked.hostname, asked.path, asked.query)
        and not asked.fragment
        and "@" not in asked.netloc
    )
