"""Zendesk's OAuth server: the page that asks for consent, and the token endpoint.

Authorization code with PKCE (S256), and refresh tokens that are used up: with the new pair the
old one dies. Codes live 120 seconds; access tokens 1,800 and refresh tokens 30 days, unless the
client asks for another life within the documented bounds (Zendesk help, "Using OAuth
authentication with your application").
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from urllib.parse import parse_qsl

from starlette.requests import Request

from csm_cli.sandbox.world import World
from csm_cli.sandbox.zendesk.call import HTML, Answer
from csm_cli.sandbox.zendesk.oauth_consent import consent_page, decide
from csm_cli.sandbox.zendesk.oauth_errors import OAuthError
from csm_cli.sandbox.zendesk.oauth_tokens import grant_tokens


def serve_oauth(world: World, request: Request, body: bytes) -> Answer:
    """Answer a request below `/oauth/`."""
    path = request.scope["path"].removesuffix(".json")
    try:
        if path == "/oauth/authorizations/new" and request.method in ("GET", "HEAD"):
            return consent_page(world, dict(request.query_params))
        if path == "/oauth/authorizations/new" and request.method == "POST":
            return decide(world, _form(body))
        if path == "/oauth/tokens" and request.method == "POST":
            return grant_tokens(world, _sent(request, body))
    except OAuthError as error:
        return Answer({"error": error.code, "error_description": error.description}, error.status)
    return Answer("<h1>Not found</h1>", 404, media_type=HTML)


def _form(body: bytes) -> dict[str, str]:
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def _sent(request: Request, body: bytes) -> Mapping[str, str]:
    """Read the parameters of a token request, from JSON or from a form."""
    if "json" not in request.headers.get("content-type", ""):
        return _form(body)
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise OAuthError("invalid_request", "the body is not JSON") from error
    if not isinstance(sent, dict):
        raise OAuthError("invalid_request", "the body is not an object")
    return {str(key): str(value) for key, value in sent.items() if value is not None}
