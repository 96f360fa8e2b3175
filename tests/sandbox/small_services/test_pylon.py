"""The sandbox's Pylon: whose token it is, and its errors."""

import pytest

from tests.sandbox.small_services.asking import Small


def test_a_token(services: Small) -> None:
    """The organization, and the token under its own name; a token has no e-mail."""
    answer = services.ask("pylon", "/me", "pylon_token")
    assert answer.json()["data"] == {
        "id": "org-1",
        "name": "PostHog",
        "user": {"id": "usr-1", "name": "csm of Robin"},
    }
    assert answer.headers["X-Pylon-Request-ID"] == answer.json()["request_id"]
    person = services.ask("pylon", "/me", "pylon_person").json()["data"]["user"]
    assert person["email"] == "ada@posthog.example"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({}, "invalid_authorization_header"),
        ({"auth": ("pylon_token", "")}, "invalid_authorization_header"),
        ({"key": "unknown"}, "invalid_api_token"),
        ({"key": "pylon_eu"}, "wrong_region_token"),
    ],
)
def test_not_signed_in(services: Small, options: dict[str, str], code: str) -> None:
    """A 401 with a stable code for each reason."""
    answer = services.ask("pylon", "/me", **options)
    assert (answer.status_code, answer.json()["code"]) == (401, code)


def test_the_limit_of_a_minute(services: Small) -> None:
    """It holds for the organization, whichever token asks."""
    for key in ("pylon_token", "pylon_person", "pylon_token"):
        assert services.ask("pylon", "/me", key).status_code == 200
    answer = services.ask("pylon", "/me", "pylon_person")
    assert (answer.status_code, answer.headers["X-Rate-Limit-Remaining"]) == (429, "0")
    services.advance(60)
    assert services.ask("pylon", "/me", "pylon_token").status_code == 200


def test_elsewhere_is_nothing(services: Small) -> None:
    """A path that is not served is a 404 with a code."""
    answer = services.ask("pylon", "/you", "pylon_token")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
