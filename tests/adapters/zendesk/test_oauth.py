"""What Zendesk's OAuth server may answer a token request with, and what becomes of the pair."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from csm_cli.adapters.zendesk import oauth
from csm_cli.adapters.zendesk.grants import Grant, OAuthClient
from csm_cli.domain.errors import CsmError, NotSignedIn, Unavailable
from csm_cli.domain.happenings import unrecorded
from tests.adapters.scripted_server import Reply, scripted

NOW = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
DATE = (("Date", "Sun, 29 Nov 2026 12:00:00 GMT"),)
CANARY = "canary-refresh-77ab"
PAIR = {"access_token": "new-access", "refresh_token": "new-refresh", "expires_in": 600}


def refreshed(reply: Reply) -> Grant:
    """The grant that comes of such an answer to a refresh."""
    with scripted(reply) as server:
        client = OAuthClient(server.url, "csm", "read", 5.0, None, unrecorded)
        return oauth.refreshed(client, CANARY, NOW)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [(600, 600), (None, 1800), (-5, 1800), (10**20, 1800), (10**12, 1800)],
)
def test_a_life_that_no_clock_can_tell(said: Any, seconds: int) -> None:
    """Whatever is said of its life, the pair is taken: the old one died when it was made."""
    answer = {**PAIR, "expires_in": said, "refresh_token_expires_in": 10**15}
    grant = refreshed(Reply(200, answer, DATE))
    assert (grant.access, grant.refresh) == ("new-access", "new-refresh")
    assert grant.ends == NOW + timedelta(seconds=seconds)
    assert grant.refresh_ends is None


def test_no_new_refresh_token() -> None:
    """At a refresh the old one stays; a sign-in that could never be refreshed is none."""
    bare = Reply(200, {"access_token": "new-access"}, DATE)
    assert refreshed(bare).refresh == CANARY
    with scripted(bare) as server:
        client = OAuthClient(server.url, "csm", "read", 5.0, None, unrecorded)
        asked = oauth.approval(client, "http://127.0.0.1:1/callback")
        with pytest.raises(NotSignedIn, match="can't be refreshed") as told:
            oauth.exchange(client, asked, "a-code", NOW)
    assert "a new public client" in (told.value.hint or "")


@pytest.mark.parametrize(
    ("reply", "error", "said"),
    [
        (Reply(429, {"error": "APIRateLimitExceeded"}), Unavailable, "status 429"),
        (Reply(200, b"[" * 100_000), Unavailable, "makes no sense"),
        (Reply(302, b"", (("Location", "http://127.0.0.1:9/"),)), Unavailable, "makes no sense"),
        (
            Reply(200, PAIR, (("Date", "Fri, 31 Dec 9999 23:59:59 GMT"),)),
            Unavailable,
            "makes no sense",
        ),
        (
            Reply(200, {"error": "odd", "error_description": f"no {CANARY}\n{'x' * 9000}"}),
            NotSignedIn,
            "refused this: odd: no ",
        ),
    ],
)
def test_no_pair(reply: Reply, error: type[CsmError], said: str) -> None:
    """It is told in a line, as what it is, and nothing that was sent stands in it."""
    with pytest.raises(error, match=said) as told:
        refreshed(reply)
    assert CANARY not in told.value.message
    assert len(told.value.message) < 400
