"""Zendesk's OAuth as a public client: the page to approve on, and tokens for a code or a refresh.

authlib speaks the protocol (RFC 6749, PKCE of RFC 7636 with S256), through requests. What holds
for every other request to Zendesk holds here: a time-out, no redirect, no other host. A token
request is sent once: a code and a refresh token are used up by the first one that arrives.
"""

import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

import requests
from authlib.integrations.requests_client import OAuth2Session, OAuthError
from requests import codes

from csm_cli import __version__
from csm_cli.adapters.accounts import is_loopback
from csm_cli.adapters.echoes import Credentials
from csm_cli.adapters.zendesk import answers
from csm_cli.adapters.zendesk.grants import Approval, Dead, Grant, OAuthClient
from csm_cli.adapters.zendesk.told_http import ToldAdapter
from csm_cli.domain.errors import CsmError, NotAllowed, NotSignedIn, Unavailable, WrongUsage
from csm_cli.domain.plain import line

_VERIFIER_BYTES = 48  # 64 characters, of the 43 to 128 that PKCE takes
_ADMIN_PAGE = "Admin Center > Apps and integrations > APIs > OAuth clients"
_SHOWN = 200
_ACCESS = timedelta(seconds=1800)  # what Zendesk documents for clients that ask for nothing else


def approval(client: OAuthClient, redirect_uri: str) -> Approval:
    """The page on which a person lets csm act for them; nothing is sent yet."""
    verifier = secrets.token_urlsafe(_VERIFIER_BYTES)
    with _session(client) as session:
        page, state = session.create_authorization_url(
            f"{client.url}/oauth/authorizations/new",
            code_verifier=verifier,
            redirect_uri=redirect_uri,
            scope=client.scopes,
        )
    return Approval(page, redirect_uri, state, verifier)


def check(client: OAuthClient, asked: Approval) -> None:
    """Look whether Zendesk shows the page at all, before a person is sent there.

    Without a sign-in of the browser's it is a redirect to one; an error is one of OAuth's.

    Raises:
        CsmError: Zendesk can't be reached, or refuses the client or its scopes.
    """
    try:
        with _session(client) as session:
            response = session.get(
                asked.page,
                withhold_token=True,
                timeout=client.timeout,
                allow_redirects=False,
            )
    except requests.RequestException as problem:
        raise answers.from_exception("GET", problem) from None
    said = answers.json_object(response) if response.status_code >= codes.bad_request else None
    if said and isinstance(said.get("error"), str):
        raise refused(client, said["error"], str(said.get("error_description") or "no reason"))


def exchange(client: OAuthClient, asked: Approval, code: str, now: datetime) -> Grant:
    """The tokens for a code.

    Raises:
        NotSignedIn: the code is refused.
        NotAllowed: the client may not have these scopes.
        WrongUsage: Zendesk knows no such client.
        Unavailable: no answer, or none that makes sense.
    """
    try:
        return _tokens(
            client,
            now,
            grant_type="authorization_code",
            code=code,
            redirect_uri=asked.redirect_uri,
            code_verifier=asked.verifier,
        )
    except Dead:
        raise NotSignedIn(
            "Zendesk refused the code: it lives two minutes, and works once",
            written="nothing was kept",
            hint="csm auth login zendesk",
        ) from None


def refreshed(client: OAuthClient, refresh_token: str, now: datetime) -> Grant:
    """A new pair for a refresh token, which is used up by it, as is the old access token.

    Raises:
        Dead: Zendesk takes the refresh token no longer.
        CsmError: as above, or no answer that makes sense; the token may be used up.
    """
    return _tokens(client, now, grant_type="refresh_token", refresh_token=refresh_token)


def refused(client: OAuthClient, error: str, said: str) -> CsmError:
    """What an error of OAuth means, that comes with a redirect or as the answer to a request."""
    error, said = line(error)[:_SHOWN], line(said)[:_SHOWN]
    match error:
        case "access_denied":
            return NotSignedIn(
                "you did not allow csm to act for you",
                written="nothing was kept",
                hint="csm auth login zendesk",
            )
        case "invalid_scope":
            return NotAllowed(
                f"the OAuth client {client.client_id} may not have all of the scopes "
                f"{client.scopes}: {said}",
                written="nothing was kept",
                hint=f"an administrator allows them in {_ADMIN_PAGE}, or set oauth_scopes of "
                "[zendesk] in the config file to those that it may have",
            )
        case "invalid_client" | "unauthorized_client":
            return WrongUsage(
                f"Zendesk knows no public OAuth client {client.client_id!r}",
                written="nothing was kept",
                hint=f"--client-id takes the identifier that stands in {_ADMIN_PAGE}",
            )
        case _:
            return NotSignedIn(
                f"Zendesk's OAuth server refused this: {error}: {said}",
                written="nothing was kept",
                hint="csm auth login zendesk",
            )


def _tokens(client: OAuthClient, now: datetime, **sent: str) -> Grant:
    dates: list[datetime | None] = []

    def look(response: requests.Response) -> requests.Response:
        if response.status_code == answers.TOO_MANY:  # its body has an `error`, too
            response.raise_for_status()
        dates.append(answers.read_at(response))
        return response

    with _session(client) as session:
        session.register_compliance_hook("access_token_response", look)
        try:
            token = session.fetch_token(
                f"{client.url}/oauth/tokens",
                timeout=client.timeout,
                allow_redirects=False,
                **sent,
            )
            return _grant(token, now, dates[-1], sent.get("refresh_token"))
        except OAuthError as problem:
            if problem.error == "invalid_grant":
                raise Dead from None
            # A refusal with a 200 comes here with whatever it echoes.
            said = Credentials({}, urlencode(sent)).masked(str(problem.description or "no reason"))
            raise refused(client, str(problem.error), said) from None
        except requests.HTTPError as problem:
            raise _unclear(f"status {problem.response.status_code}") from None
        except requests.RequestException as problem:
            raise answers.from_exception("GET", problem) from None
        except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as problem:
            raise _unclear(f"an answer that makes no sense ({type(problem).__name__})") from None


def _unclear(what: str) -> Unavailable:
    return Unavailable(f"Zendesk's OAuth server gave {what}", hint="csm auth status")


def _grant(
    token: Mapping[str, Any], now: datetime, date: datetime | None, refresh_token: str | None
) -> Grant:
    """The ends are counted from Zendesk's own clock, if its answer told it.

    Whether a token still lives is later asked of this machine's clock plus the difference, so
    that a clock that is wrong, as long as it stays so, ends no token too early or too late.
    A refresh that gives no new refresh token leaves the old one in force (RFC 6749, 6).
    """
    at, refresh = date or now, token.get("refresh_token") or refresh_token
    if not refresh:
        raise NotSignedIn(
            "Zendesk gave an access token that can't be refreshed",
            written="nothing was kept",
            hint=f"an administrator makes a new public client in {_ADMIN_PAGE}: those from before "
            "30 April 2026 may give no refresh token",
        )
    return Grant(
        access=_text(token["access_token"]),
        refresh=_text(refresh),
        scopes=str(token.get("scope") or ""),
        ends=_end(at, token.get("expires_in")) or at + _ACCESS,
        refresh_ends=_end(at, token.get("refresh_token_expires_in")),
        ahead=(at - now).total_seconds(),
    )


def _end(at: datetime, seconds: Any) -> datetime | None:
    """The end of a life of so many seconds; null if there is no such time.

    No error: whatever is said of its life, the pair has taken the place of the old one.
    """
    try:
        life = timedelta(seconds=float(seconds))
        return at + life if life > timedelta() else None
    except (ValueError, TypeError, OverflowError):
        return None


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.isascii() or not value.isprintable() or not value:
        raise ValueError("not a token")
    return value


def _session(client: OAuthClient) -> OAuth2Session:
    session = OAuth2Session(
        client.client_id,
        token_endpoint_auth_method="none",  # noqa: S106 - a public client has no secret
        code_challenge_method="S256",
    )
    for scheme in ("https://", "http://"):
        session.mount(scheme, ToldAdapter(client.record, client.certificates))
    session.headers["User-Agent"] = f"csm/{__version__}"
    session.trust_env = not is_loopback(urlsplit(client.url).hostname or "")
    return session
