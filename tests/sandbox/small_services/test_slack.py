"""The sandbox's Slack: whose token it is; a refusal is a 200, too."""

import pytest

from tests.sandbox.small_services.asking import Small


def test_a_users_token(services: Small) -> None:
    """The person and the workspace, with the token's scopes in a header."""
    answer = services.ask("slack", "/api/auth.test", "xoxp-robin", "POST")
    assert (answer.json()["user"], answer.json()["team"]) == ("robin", "PostHog")
    assert "bot_id" not in answer.json()
    assert answer.headers["X-OAuth-Scopes"] == "search:read,users:read"


def test_a_bots_token(services: Small) -> None:
    """A bot is told by its `bot_id`."""
    answer = services.ask("slack", "/api/auth.test", "xoxb-csm", "POST")
    assert answer.json()["bot_id"] == "B2"


def test_a_token_in_the_body(services: Small) -> None:
    """A form may carry it; the log masks it there as well."""
    form = {"token": "xoxp-robin"}
    assert services.ask("slack", "/api/auth.test", method="POST", data=form).json()["ok"] is True
    assert "xoxp-robin" not in str(services.log())


@pytest.mark.parametrize(
    ("key", "error"),
    [
        (None, "not_authed"),
        ("xoxp-unknown", "invalid_auth"),
        ("xoxp-revoked", "token_revoked"),
        ("xoxp-expired", "token_expired"),
        ("xoxp-left", "account_inactive"),
    ],
)
def test_not_signed_in(services: Small, key: str | None, error: str) -> None:
    """Each reason has its word, and all are a 200."""
    answer = services.ask("slack", "/api/auth.test", key, "POST")
    assert (answer.status_code, answer.json()) == (200, {"ok": False, "error": error})


def test_the_limit_of_a_minute(services: Small) -> None:
    """The one refusal that is no 200 says how long to wait, and holds for one person."""
    for _ in range(2):
        assert services.ask("slack", "/api/auth.test", "xoxp-robin", "POST").json()["ok"] is True
    answer = services.ask("slack", "/api/auth.test", "xoxp-robin", "POST")
    assert (answer.status_code, answer.json()["error"]) == (429, "ratelimited")
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert services.ask("slack", "/api/auth.test", "xoxb-csm", "POST").json()["ok"] is True


def test_unknown_methods(services: Small) -> None:
    """They are named, with a 200; beside the API there is nothing."""
    answer = services.ask("slack", "/api/auth.tset", "xoxp-robin", "POST")
    assert answer.json() == {"ok": False, "error": "unknown_method", "req_method": "auth.tset"}
    assert services.ask("slack", "/", "xoxp-robin").status_code == 404


def test_a_channel_and_its_bookmarks(services: Small) -> None:
    """By its id, with scopes of its own each; what a token can't see is not there."""
    key, one = "xoxp-channels", {"channel": "C1"}
    found = services.ask("slack", "/api/conversations.info", key, params=one).json()["channel"]
    assert (found["name"], found["purpose"]["value"]) == ("support", "Ours")
    kept = services.ask("slack", "/api/bookmarks.list", key, params={"channel_id": "C1"}).json()
    assert [each["link"] for each in kept["bookmarks"]] == ["https://a.example/admin/"]
    services.advance(61)
    nowhere = services.ask("slack", "/api/conversations.info", key, params={"channel": "C9"})
    assert nowhere.json()["error"] == "channel_not_found"
    private = services.ask("slack", "/api/conversations.info", key, params={"channel": "C2"})
    assert (private.json()["error"], private.json()["needed"]) == ("missing_scope", "groups:read")
    services.advance(61)
    narrow = services.ask(
        "slack", "/api/bookmarks.list", "xoxp-narrow", params={"channel_id": "C1"}
    )
    assert narrow.json()["needed"] == "bookmarks:read"
