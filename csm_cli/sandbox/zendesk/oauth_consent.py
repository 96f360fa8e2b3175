"""The page that asks a person whether a client may act for them, and their answer."""

from __future__ import annotations

import json
import re
import secrets
import sqlite3
from collections.abc import Mapping
from html import escape
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from csm_cli.sandbox.facts import clock, meta
from csm_cli.sandbox.world import World
from csm_cli.sandbox.zendesk.call import HTML, Answer
from csm_cli.sandbox.zendesk.oauth_clients import check_redirect, check_scopes, find_client
from csm_cli.sandbox.zendesk.oauth_errors import OAuthError
from csm_cli.sandbox.zendesk.reading import whole_number
from csm_cli.sandbox.zendesk.records import Record, all_of

CODE_SECONDS: Final = 120
_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43,128}")
_KEPT: Final = ("response_type", "client_id", "redirect_uri", "scope", "state",
                "code_challenge", "code_challenge_method")  # fmt: skip
_PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Allow access to the sandbox</title></head>
<body><h1>{client} asks for access to this sandbox</h1>
<p>Scopes: {scopes}</p>
<form method="post" action="/oauth/authorizations/new">
{hidden}
<label>Sign in as <select name="user_id">{people}</select></label>
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny">Deny</button>
</form></body></html>
"""


def consent_page(world: World, sent: Mapping[str, str]) -> Answer:
    """Show the page; what is wrong with the request is an error and no redirect."""
    with world.read() as db:
        client = _check(db, sent)
        first = meta(db, "first_full_agent")
        people = [user for user in all_of(db, "users") if user.get("api_token")]
    scopes = " ".join(check_scopes(client, sent.get("scope", "")))
    hidden = "\n".join(
        f'<input type="hidden" name="{name}" value="{escape(sent[name])}">'
        for name in _KEPT
        if name in sent
    )
    options = "".join(
        f'<option value="{user["id"]}"{" selected" if user["id"] == first else ""}>'
        f"{escape(user['name'])} ({escape(user['role'])})</option>"
        for user in people
    )
    page = _PAGE.format(
        client=escape(client["name"]), scopes=escape(scopes), hidden=hidden, people=options
    )
    return Answer(page, media_type=HTML)


def decide(world: World, form: Mapping[str, str]) -> Answer:
    """Take the answer given on the page, and send the browser back to the client."""
    with world.write() as db:
        client = _check(db, form)
        if form.get("decision") != "allow":
            said = {"error": "access_denied", "error_description": "The end-user denied access."}
        else:
            said = {"code": _new_code(db, client, form)}
    if "state" in form:
        said["state"] = form["state"]
    return Answer("", 302, {"Location": _with_query(form["redirect_uri"], said)}, HTML)


def _check(db: sqlite3.Connection, sent: Mapping[str, str]) -> Record:
    client = find_client(db, sent.get("client_id"))
    check_redirect(client, sent.get("redirect_uri"))
    if sent.get("response_type") != "code":
        raise OAuthError("unsupported_response_type", "The response type must be code.")
    check_scopes(client, sent.get("scope", ""))
    challenge = sent.get("code_challenge")
    if challenge is None and client["kind"] == "public":
        raise OAuthError("invalid_request", "A public client must send a code challenge.")
    if challenge is not None and (
        sent.get("code_challenge_method") != "S256" or not _CHALLENGE.fullmatch(challenge)
    ):
        raise OAuthError("invalid_request", "The code challenge must be S256.")
    return client


def _new_code(db: sqlite3.Connection, client: Record, form: Mapping[str, str]) -> str:
    people = {user["id"] for user in all_of(db, "users") if user.get("api_token")}
    number = whole_number(form.get("user_id", "") or str(meta(db, "first_full_agent")))
    if number not in people:
        raise OAuthError("access_denied", "Nobody is signed in.", 403)
    code = secrets.token_urlsafe(32)
    grant = {
        "client": client["identifier"],
        "user_id": number,
        "redirect_uri": form["redirect_uri"],
        "scopes": check_scopes(client, form.get("scope", "")),
        "code_challenge": form.get("code_challenge"),
        "expires_at": clock(db).timestamp() + CODE_SECONDS,
    }
    db.execute("INSERT INTO oauth_code VALUES (?, ?)", (code, json.dumps(grant)))
    return code


def _with_query(uri: str, said: Mapping[str, str]) -> str:
    parts = urlsplit(uri)
    query = "&".join(part for part in (parts.query, urlencode(said)) if part)
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))
