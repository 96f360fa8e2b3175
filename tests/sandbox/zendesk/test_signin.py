"""Who may call, and what somebody without the right credentials sees."""

import pytest
import requests

from tests.sandbox.small import TOKENS, Small


def basic(small: Small, user: str, password: str, path: str = "users/me") -> requests.Response:
    """GET with any user name and password."""
    return small.get(path, None, auth=(user, password))


def test_the_caller_sees_themself(small: Small) -> None:
    """`users/me` is the person whose token it is, whatever the case of the address."""
    email, token = TOKENS["ada"]
    user = basic(small, f"{email.upper()}/token", token).json()["user"]
    assert (user["name"], user["role"], user["role_type"]) == ("Ada Park", "agent", 0)
    assert user["url"] == f"{small.url}/api/v2/users/102.json"


@pytest.mark.parametrize(
    ("user", "password"),
    [
        ("robin.vale@posthog.example/token", "wrong"),
        ("robin.vale@posthog.example/token", ""),
        ("robin.vale@posthog.example", "sandbox-robin"),  # a password is no API token
        ("nobody@posthog.example/token", "sandbox-robin"),
        ("jo@kelpworks.example/token", ""),  # a user without a token
        ("jo@kelpworks.example/token", "None"),
        ("sam.left@posthog.example/token", "sandbox-sam"),  # suspended
    ],
)
def test_wrong_credentials_are_a_200_without_an_id(small: Small, user: str, password: str) -> None:
    """`users/me` answers 200 with an anonymous user; every other endpoint answers 401."""
    me = basic(small, user, password)
    assert (me.status_code, me.json()["user"]["id"]) == (200, None)
    assert me.json()["user"]["name"] == "Anonymous user"
    assert me.json()["user"]["url"] == f"{small.url}/api/v2/users/.json"
    other = basic(small, user, password, "tickets/1001")
    assert other.status_code == 401
    assert other.json() == {"error": "Couldn't authenticate you"}
    assert other.headers["WWW-Authenticate"].startswith("Basic")


@pytest.mark.parametrize(
    "header", ["", "Basic", "Basic !!!", "Basic w6Q=", "Digest x", "Bearer", "Bearer made-up"]
)
def test_unreadable_credentials_are_nobodys(small: Small, header: str) -> None:
    """A malformed `Authorization` header is an anonymous caller, not a failure."""
    headers = {"Authorization": header}
    assert small.get("users/me", None, headers=headers).json()["user"]["id"] is None
    assert small.get("groups", None, headers=headers).status_code == 401


def test_end_users_have_no_agent_api(small: Small) -> None:
    """A customer with a token sees themself and gets 403 from the agents' endpoints."""
    assert small.get("users/me", "dana").json()["user"]["role"] == "end-user"
    for path in ("tickets/1001", "users/101", "groups", "search?query=x", "views"):
        assert small.get(path, "dana").status_code == 403, path
    assert small.update(1001, "dana", status="open").status_code == 403


def test_tokens_never_leave(small: Small) -> None:
    """No answer about people, side-loads and the request log included, holds an API token."""
    paths = ("users/me", "users/101", "users/search?query=robin", "search?query=type:user",
             "tickets/1001?include=users", "tickets/1001/comments?include=users")  # fmt: skip
    seen = [small.get(path).text for path in paths]
    seen += [small.put("users/201", {"user": {"notes": "x"}}, "noor").text]
    seen += [str(small.control("GET", "requests"))]
    for text in seen:
        assert "api_token" not in text
        assert "sandbox-" not in text


@pytest.mark.parametrize("path", ["tickets/1001", "users/me", "groups", "ticket_fields"])
def test_every_path_takes_a_json_suffix(small: Small, path: str) -> None:
    """`.json` at the end of a path changes nothing."""
    assert small.get(path + ".json").json() == small.get(path).json()


def test_unknown_paths(small: Small) -> None:
    """An unknown endpoint is a JSON 404, a page outside the API an HTML one."""
    assert small.get("no/such/thing").json()["error"] == "InvalidEndpoint"
    page = small.get(f"{small.url}/agent/tickets/1001")
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
