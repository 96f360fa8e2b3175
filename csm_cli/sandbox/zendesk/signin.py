"""Who is calling: API tokens over Basic, OAuth access tokens as bearer."""

from __future__ import annotations

import base64
import hmac
import json
import sqlite3
from collections.abc import Mapping

from csm_cli.sandbox.facts import clock
from csm_cli.sandbox.zendesk.call import Caller
from csm_cli.sandbox.zendesk.errors import ApiError, invalid_token, unauthenticated
from csm_cli.sandbox.zendesk.records import Record, find, find_by_email
from csm_cli.sandbox.zendesk.roles import permissions_of

_TOKEN_MARK = "/token"  # noqa: S105 - part of the user name `email/token`
_ANONYMOUS: Record = {
    "id": None, "name": "Anonymous user", "email": "invalid@example.com", "role": "end-user",
    "role_type": None, "custom_role_id": None, "only_private_comments": False,
    "ticket_restriction": "requested", "organization_id": None, "default_group_id": None,
}  # fmt: skip


def sign_in(db: sqlite3.Connection, headers: Mapping[str, str]) -> Caller | ApiError:
    """Find the caller, or the error that an endpoint for signed-in callers answers with."""
    scheme, _, value = headers.get("authorization", "").strip().partition(" ")
    if scheme.lower() == "bearer":
        return _by_access_token(db, value.strip())
    if scheme.lower() == "basic":
        user = _by_api_token(db, value.strip())
        return _caller(db, user, None) if user else unauthenticated()
    return unauthenticated()


def anonymous(db: sqlite3.Connection) -> Caller:
    """Return the caller that `users/me` sees when nobody is signed in."""
    return Caller(dict(_ANONYMOUS), permissions_of(db, _ANONYMOUS), None)


def _caller(db: sqlite3.Connection, user: Record, scopes: frozenset[str] | None) -> Caller:
    return Caller(user, permissions_of(db, user), scopes)


def _by_api_token(db: sqlite3.Connection, value: str) -> Record | None:
    """Passwords are no way in any more: the user name must end in `/token`."""
    try:
        name, _, token = base64.b64decode(value, validate=True).decode().partition(":")
    except ValueError:  # no Base64, or none of UTF-8
        return None
    if not name.endswith(_TOKEN_MARK):
        return None
    user = find_by_email(db, name.removesuffix(_TOKEN_MARK))
    known = user.get("api_token") if user else None
    if user is None or not known or not hmac.compare_digest(known.encode(), token.encode()):
        return None
    return user if _usable(user) else None


def _by_access_token(db: sqlite3.Connection, token: str) -> Caller | ApiError:
    row = db.execute("SELECT body FROM oauth_token WHERE access_token = ?", (token,)).fetchone()
    grant = json.loads(row["body"]) if row else None
    if grant is None or clock(db).timestamp() >= grant["expires_at"]:
        return invalid_token()
    user = find(db, "users", grant["user_id"])
    if user is None or not _usable(user):
        return invalid_token()
    scopes = grant["scopes"]
    return _caller(db, user, frozenset(scopes) if scopes else None)._replace(access_token=token)


def _usable(user: Record) -> bool:
    return bool(user["active"]) and not user["suspended"]
