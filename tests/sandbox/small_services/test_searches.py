"""Searching the sandbox's GitHub, Pylon and Slack: what is found, and every no."""

from typing import Any

import pytest
import requests

from tests.sandbox.small_services.asking import Small

_REPO = "repo:PostHog/posthog"


def _github(services: Small, query: str | None, **options: Any) -> requests.Response:
    params = {**({} if query is None else {"q": query}), **options.pop("params", {})}
    return services.ask("github", "/search/issues", "ghp_classic", params=params, **options)


def _slack(services: Small, key: str = "xoxp-robin", **query: str) -> requests.Response:
    return services.ask("slack", "/api/search.messages", key, params=query)


def _pylon(services: Small, document: Any) -> requests.Response:
    return services.ask("pylon", "/issues/search", "pylon_token", "POST", json=document)


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("cohort", [1, 2, 3]),
        ("cohort flag", [1]),
        ("cohort in:title", [3]),
        ("cohort is:issue", [1, 2]),
        ("cohort is:pr", [3]),
        ("is:closed", [2]),
        ('label:"feature/replay" black', [2]),
        ("label:feature/replay,bug", [1, 2]),
        ("-label:bug is:issue", [2]),
        ('"stays off"', [1]),
        ('"off stays"', []),
        ("webgl2 OR stays", [1, 2]),
        ("NOT webgl2 is:issue", [1]),
        ("author:octo", [1]),
        ("cohorts", []),
    ],
)
def test_github_finds(services: Small, query: str, numbers: list[int]) -> None:
    """All words, in title, body or comments; qualifiers narrow it down."""
    answer = _github(services, f"{_REPO} {query}").json()
    assert sorted(item["number"] for item in answer["items"]) == numbers
    assert answer["total_count"] == len(numbers)


@pytest.mark.parametrize(
    ("query", "params", "message"),
    [
        (None, {}, "Validation Failed"),
        ("  ", {}, "Validation Failed"),
        (f"{_REPO} {'word ' * 52}", {}, "Validation Failed"),
        (" OR ".join("abcdefg"), {}, "Validation Failed"),
        ("repo:PostHog/secret flag", {}, "Validation Failed"),
        ("flag", {"per_page": "100", "page": "11"}, "Only the first 1000 search results"),
    ],
)
def test_github_says_no(
    services: Small, query: str | None, params: dict[str, str], message: str
) -> None:
    """No query, one that is too long, a sixth operator, a place nobody sees, result 1,001."""
    answer = _github(services, query, params=params)
    assert answer.status_code == 422
    assert answer.json()["message"].startswith(message)


def test_github_takes_no_more_searches(services: Small) -> None:
    """Three a minute here with a token and two without, and none of the hour's other requests."""
    for number in range(3):
        answer = _github(services, "flag")
        assert answer.headers["X-RateLimit-Resource"] == "search"
        assert answer.headers["X-RateLimit-Remaining"] == str(2 - number)
    refused = _github(services, "flag")
    assert (refused.status_code, refused.headers["X-RateLimit-Remaining"]) == (403, "0")
    user = services.ask("github", "/user", "ghp_classic")
    assert (user.status_code, user.headers["X-RateLimit-Resource"]) == (200, "core")
    anonymous = [
        services.ask("github", "/search/issues", params={"q": "flag"}).status_code for _ in "123"
    ]
    assert anonymous == [200, 200, 403]
    services.advance(61)
    assert _github(services, "flag").status_code == 200


def test_pylon_finds_titles(services: Small) -> None:
    """By a filter of the title, alone or with others; what it does not know, it ignores."""
    black = {"field": "title", "operator": "string_contains", "value": "BLACK"}
    off = {"field": "title", "operator": "string_contains", "value": "off"}
    new = {"field": "state", "operator": "equals", "value": "new"}

    def numbers(filter_: Any, **more: Any) -> list[int]:
        answer = _pylon(services, {"filter": filter_, **more})
        assert answer.status_code == 200
        return [item["number"] for item in answer.json()["data"]]

    assert numbers(black) == [12]
    assert numbers({"operator": "or", "subfilters": [black, off]}) == [12, 11]
    assert numbers({"operator": "and", "subfilters": [off, new]}) == [11]
    assert numbers(None, limit=None, titel="black") == [13, 12, 11]


def test_pylon_pages(services: Small) -> None:
    """With a cursor to the next ones, as long as there are any."""
    first = _pylon(services, {"limit": 2}).json()
    assert (len(first["data"]), first["pagination"]["has_next_page"]) == (2, True)
    second = _pylon(services, {"limit": 2, "cursor": first["pagination"]["cursor"]}).json()
    assert (len(second["data"]), second["pagination"]["has_next_page"]) == (1, False)


@pytest.mark.parametrize(
    "document",
    [
        {"limit": 0},
        {"limit": 1000},
        {"limit": "many"},
        {"cursor": "?"},
        {"filter": []},
        {"filter": {"field": "body_html", "operator": "string_contains", "value": "x"}},
        {"filter": {"field": "title", "operator": "equals", "value": "x"}},
    ],
)
def test_pylon_says_no(services: Small, document: Any) -> None:
    """Text is no field; a limit has its bounds."""
    answer = _pylon(services, document)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid_request")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("flag cohort", 2),
        ('"stays off"', 1),
        ("flag in:#random", 1),
        ("flag -stays", 1),
        ("from:robin flag", 2),
        ("flag from:csm", 0),
        ("flags", 0),
    ],
)
def test_slack_finds(services: Small, query: str, found: int) -> None:
    """All words and phrases; modifiers narrow it down; a link leads to each message."""
    messages = _slack(services, query=query).json()["messages"]
    assert (messages["total"], len(messages["matches"])) == (found, found)
    links = [match["permalink"] for match in messages["matches"]]
    assert all("?thread_ts=" in link for link in links if "/C2/" in link)


@pytest.mark.parametrize(
    ("key", "query", "error"),
    [
        ("xoxb-csm", {"query": "flag"}, "not_allowed_token_type"),
        ("xoxp-narrow", {"query": "flag"}, "missing_scope"),
        ("xoxp-robin", {}, "no_query"),
        ("xoxp-robin", {"query": "flag", "count": "101"}, "invalid_arguments"),
        ("xoxp-unknown", {"query": "flag"}, "invalid_auth"),
    ],
)
def test_slack_says_no(services: Small, key: str, query: dict[str, str], error: str) -> None:
    """With a 200: a bot's token, one without the scope, no query, a page that is too large."""
    answer = _slack(services, key, **query)
    assert (answer.status_code, answer.json()["error"]) == (200, error)


def test_slack_takes_no_more_searches(services: Small) -> None:
    """A limit of its own, of which `auth.test` knows nothing."""
    assert [_slack(services, query="flag").status_code for _ in range(5)] == [200] * 4 + [429]
    assert services.ask("slack", "/api/auth.test", "xoxp-robin", "POST").json()["ok"] is True
