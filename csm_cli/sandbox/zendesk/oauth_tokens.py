"""Tokens for a code, and a new pair of tokens for a refresh token."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import sqlite3
from collections.abc import Mapping
from typing import Any, Final

from csm_cli.sandbox.facts import clock
from csm_cli.sandbox.world import World
from csm_cli.sandbox.zendesk.call import Answer, Call
from csm_cli.sandbox.zendesk.errors import not_found
from csm_cli.sandbox.zendesk.oauth_clients import authenticate, check_scopes, find_client
from csm_cli.sandbox.zendesk.oauth_errors import OAuthError, invalid_grant
from csm_cli.sandbox.zendesk.reading import whole_number
from csm_cli.sandbox.zendesk.records import Record

_DAY: Final = 86_400
_ACCESS_SECONDS: Final = (300, 1_800, 172_800)  # shortest, usual, longest
_REFRESH_SECONDS: Final = (7 * _DAY, 30 * _DAY, 90 * _DAY)


def grant_tokens(world: World, sent: Mapping[str, str]) -> Answer:
    """Answer a token request."""
    with world.write() as db:
        client = find_client(db, sent.get("client_id"))
        authenticate(client, sent)
        kind = sent.get("grant_type")
        if kind == "authorization_code":
            grant = _use_code(db, client, sent)
        elif kind == "refresh_token":
            grant = _use_refresh_token(db, client, sent)
        else:
            raise OAuthError("unsupported_grant_type", f"The grant type {kind} is not supported.")
        return Answer(_new_pair(db, grant, sent))


def revoke_current(call: Call) -> Answer:
    """Revoke the access token that the request is made with, and the refresh token beside it.

    "Revoking an OAuth access token" of Zendesk's documentation; the answer is empty.
    """
    token = call.caller.access_token
    if token is None:  # signed in by an API token: there is no current OAuth token
        raise not_found()
    call.db.execute("DELETE FROM oauth_token WHERE access_token = ?", (token,))
    return Answer("", 204)


def _use_code(db: sqlite3.Connection, client: Record, sent: Mapping[str, str]) -> dict[str, Any]:
    """A code works once, within its time, for its client, redirect and verifier."""
    code = sent.get("code", "")
    row = db.execute("SELECT body FROM oauth_code WHERE code = ?", (code,)).fetchone()
    if row is None:
        raise invalid_grant()
    grant: dict[str, Any] = json.loads(row["body"])
    if (
        grant["client"] != client["identifier"]
        or clock(db).timestamp() >= grant["expires_at"]
        or grant["redirect_uri"] != sent.get("redirect_uri")
        or not _verified(grant["code_challenge"], sent.get("code_verifier"))
    ):
        raise invalid_grant()
    db.execute("DELETE FROM oauth_code WHERE code = ?", (code,))
    return grant


def _use_refresh_token(
    db: sqlite3.Connection, client: Record, sent: Mapping[str, str]
) -> dict[str, Any]:
    token = sent.get("refresh_token", "")
    row = db.execute("SELECT body FROM oauth_token WHERE refresh_token = ?", (token,)).fetchone()
    if row is None:
        raise invalid_grant()
    grant: dict[str, Any] = json.loads(row["body"])
    if (
        grant["client"] != client["identifier"]
        or clock(db).timestamp() >= grant["refresh_expires_at"]
    ):
        raise invalid_grant()
    if "scope" in sent:
        asked = check_scopes(client, sent["scope"])
        if not set(asked) <= set(grant["scopes"]):
            raise OAuthError("invalid_scope", "A refresh cannot widen the scopes.")
        grant["scopes"] = asked
    db.execute("DELETE FROM oauth_token WHERE refresh_token = ?", (token,))
    return grant


def _new_pair(
    db: sqlite3.Connection, grant: dict[str, Any], sent: Mapping[str, str]
) -> dict[str, Any]:
    now = clock(db).timestamp()
    access_seconds = _lifetime(sent, "expires_in", _ACCESS_SECONDS)
    refresh_seconds = _lifetime(sent, "refresh_token_expires_in", _REFRESH_SECONDS)
    access, refresh = secrets.token_hex(32), secrets.token_hex(32)
    kept = {
        "client": grant["client"],
        "user_id": grant["user_id"],
        "scopes": grant["scopes"],
        "expires_at": now + access_seconds,
        "refresh_expires_at": now + refresh_seconds,
    }
    db.execute("INSERT INTO oauth_token VALUES (?, ?, ?)", (access, refresh, json.dumps(kept)))
    return {
        "access_token": access,
        "refresh_token": refresh,
        "token_type": "bearer",
        "scope": " ".join(grant["scopes"]),
        "expires_in": access_seconds,
        "refresh_token_expires_in": refresh_seconds,
    }


def _lifetime(sent: Mapping[str, str], name: str, bounds: tuple[int, int, int]) -> int:
    shortest, usual, longest = bounds
    seconds = whole_number(sent.get(name, str(usual)))
    if seconds is None or not shortest <= seconds <= longest:
        raise OAuthError("invalid_request", f"{name} must be from {shortest} to {longest}.")
    return seconds


def _verified(challenge: str | None, verifier: str | None) -> bool:
    if challenge is None:
        return True
    digest = hashlib.sha256((verifier or "").encode()).digest()
    made = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return hmac.compare_digest(made, challenge)
