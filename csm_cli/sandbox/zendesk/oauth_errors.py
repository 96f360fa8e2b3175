"""How the OAuth server says no."""

from __future__ import annotations

_INVALID_GRANT = (
    "The provided authorization grant is invalid, expired, revoked, does not match the "
    "redirection URI used in the authorization request, or was issued to another client."
)


class OAuthError(Exception):
    """An answer of the OAuth server in RFC 6749's shape, 400 unless said otherwise."""

    def __init__(self, code: str, description: str, status: int = 400) -> None:
        super().__init__(code, description)
        self.code = code
        self.description = description
        self.status = status


def invalid_grant() -> OAuthError:
    """Refuse a code or a refresh token, for whatever reason."""
    return OAuthError("invalid_grant", _INVALID_GRANT)


def invalid_client() -> OAuthError:
    """Refuse a client that is unknown or cannot show its secret."""
    description = "Client authentication failed due to unknown client, or wrong client secret."
    return OAuthError("invalid_client", description, 401)


def invalid_scope(scope: str) -> OAuthError:
    """Refuse a scope that is unknown, or that the client may not ask for."""
    return OAuthError("invalid_scope", f"The requested scope is invalid or unknown: {scope}")
