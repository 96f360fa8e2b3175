"""Slack: whose token it is (Slack's documentation, `auth.test` and "Rate limits").

Slack says no with a 200 and `ok` false; the word beside it is the reason.
"""

from collections.abc import Callable

from csm_cli.adapters.accounts import ServiceAccount
from csm_cli.adapters.rest.answers import inner, text
from csm_cli.adapters.rest.api import Api, open_api, sendable
from csm_cli.adapters.rest.refusals import (
    Manner,
    Refused,
    forbidden,
    key_unknown,
    limited,
    no_data,
    server_failed,
)
from csm_cli.adapters.settings import Settings
from csm_cli.domain.channel_setup import SlackChannel
from csm_cli.domain.errors import CsmError, NotFound
from csm_cli.domain.signin import Identity

_UNKNOWN = frozenset(
    ("not_authed", "invalid_auth", "token_revoked", "token_expired", "account_inactive")
)
_FORBIDDEN = frozenset(
    ("missing_scope", "no_permission", "not_allowed_token_type", "access_denied",
     "ekm_access_denied", "enterprise_is_restricted", "org_login_required",
     "team_access_not_granted", "two_factor_setup_required")
)  # fmt: skip
_FAILED = frozenset(("fatal_error", "internal_error", "request_timeout", "service_unavailable"))


class Slack:
    """Slack, as whoever the token belongs to: a person, or an app's bot."""

    def __init__(self, api: Api) -> None:
        self._api = api

    @classmethod
    def of(
        cls, account: ServiceAccount, settings: Settings, waiting: Callable[[float], None]
    ) -> "Slack":
        """Slack with the key of an account; see `open_api` for the errors."""
        headers = {"Authorization": f"Bearer {sendable(account)}"}
        return cls(open_api(account, settings, MANNER, headers, waiting))

    def who(self) -> Identity:
        """The person and the workspace; the role says whether it is a bot, which can't search."""
        found = self._api.post("/api/auth.test")
        user, team = text(found.document, "user"), text(found.document, "team")
        if user is None or team is None:
            raise no_data(self._api.asked, "no person")
        scopes = found.headers.get("X-OAuth-Scopes")
        return Identity(
            f"{user} in {team}",
            "bot" if inner(found.document, "bot_id") else "user",
            None if scopes is None else tuple(scopes.replace(",", " ").split()),
            None,
            None,
        )

    def channel(self, number: str) -> SlackChannel:
        """A channel by its id, with its bookmarks (`conversations.info`, `bookmarks.list`)."""
        found = self._api.get("/api/conversations.info", channel=number).document
        name = text(found, "channel", "name")
        if name is None:
            raise no_data(self._api.asked, "no channel")
        kept = self._api.get("/api/bookmarks.list", channel_id=number).document.get("bookmarks")
        if not isinstance(kept, list):
            raise no_data(self._api.asked, "no bookmarks")
        purpose = text(found, "channel", "purpose", "value") or ""
        links = (text(each, "link") for each in kept)
        return SlackChannel(number, name, purpose, tuple(link for link in links if link))

    def close(self) -> None:
        """Close the connections."""
        self._api.close()


def _refusal(found: Refused) -> CsmError | None:
    if found.code in _UNKNOWN:
        return key_unknown(found)
    if found.code in _FORBIDDEN:
        return forbidden(found)
    if found.code in {"channel_not_found", "not_in_channel"}:
        return NotFound(f"{found.asked.name} shows no such channel to this key")
    if found.code == "ratelimited":
        return limited(found, found.wait)
    return server_failed(found) if found.code in _FAILED else None


MANNER = Manner(
    lambda document: inner(document, "error"),
    lambda document: inner(document, "error"),
    _refusal,
    "X-Slack-Req-Id",
)
