"""The sandbox's GitHub: whose token it is, and the ways in which GitHub says no."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.sandbox.small_services.asking import Small


def test_a_classic_token(services: Small) -> None:
    """The user, the token's scopes and its end; the scope `user` shows what is private."""
    answer = services.ask("github", "/user", "ghp_classic")
    assert (answer.status_code, answer.json()["login"]) == (200, "robin-vale")
    assert answer.headers["X-OAuth-Scopes"] == "repo, user"
    assert answer.json()["user_view_type"] == "private"
    assert answer.json()["plan"]["name"] == "pro"
    told = answer.headers["GitHub-Authentication-Token-Expiration"]
    ends = datetime.strptime(told, "%Y-%m-%d %H:%M:%S UTC").replace(tzinfo=UTC)
    assert timedelta(days=9, hours=23) < ends - datetime.now(UTC) <= timedelta(days=10)


def test_a_fine_grained_token(services: Small) -> None:
    """It has permissions in place of scopes, which no header tells; no end, no header of it."""
    answer = services.ask("github", "/user", "github_pat_fine")
    assert (answer.status_code, answer.json()["login"]) == (200, "ada-park")
    assert "X-OAuth-Scopes" not in answer.headers
    assert "GitHub-Authentication-Token-Expiration" not in answer.headers
    assert "plan" not in answer.json()


def test_both_words_for_a_token(services: Small) -> None:
    """`token` is the older of two."""
    headers = {"Authorization": "token ghp_classic"}
    assert services.ask("github", "/user", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (None, "Requires authentication"),
        ("ghp_unknown", "Bad credentials"),
        ("ghp_ended", "Bad credentials"),
    ],
)
def test_not_signed_in(services: Small, key: str | None, message: str) -> None:
    """No token, an unknown one and one that has ended are a 401 each."""
    answer = services.ask("github", "/user", key)
    assert (answer.status_code, answer.json()["message"]) == (401, message)
    assert answer.headers["X-GitHub-Request-Id"].count(":") == 2


def test_a_client_must_say_what_it_is(services: Small) -> None:
    """GitHub refuses a request without User-Agent, in plain words."""
    answer = services.ask("github", "/user", "ghp_classic", headers={"User-Agent": ""})
    assert (answer.status_code, answer.headers["content-type"][:10]) == (403, "text/plain")


def test_the_limit_of_an_hour(services: Small) -> None:
    """Used up it is a 403 with nothing remaining, until the window is over."""
    services.advance(61)
    for number in range(5):
        answer = services.ask("github", "/user", "ghp_classic")
        assert answer.headers["X-RateLimit-Remaining"] == str(4 - number)
        services.advance(61)
    answer = services.ask("github", "/user", "ghp_classic")
    assert (answer.status_code, answer.headers["X-RateLimit-Remaining"]) == (403, "0")
    assert answer.json()["message"] == "API rate limit exceeded for user ID 11."
    assert "Retry-After" not in answer.headers
    services.advance(3600)
    assert services.ask("github", "/user", "ghp_classic").status_code == 200


def test_the_secondary_limit(services: Small) -> None:
    """Too much in a minute is a 403, too, with something remaining and a time to wait."""
    for _ in range(4):
        assert services.ask("github", "/user", "ghp_classic").status_code == 200
    answer = services.ask("github", "/user", "ghp_classic")
    assert answer.status_code == 403
    assert "secondary rate limit" in answer.json()["message"]
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    assert services.ask("github", "/user", "github_pat_fine").status_code == 200


def test_the_limit_without_a_token(services: Small) -> None:
    """It is far lower, and counts by address."""
    for _ in range(2):
        assert services.ask("github", "/user").status_code == 401
    assert services.ask("github", "/user").status_code == 403


def test_elsewhere_is_nothing(services: Small) -> None:
    """Paths and methods that are not served are a 404."""
    for method, path in (("GET", "/users/robin-vale"), ("PATCH", "/user")):
        assert services.ask("github", path, "ghp_classic", method).status_code == 404
