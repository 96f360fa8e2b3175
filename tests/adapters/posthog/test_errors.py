"""Every way in which PostHog, or somebody in between, does not answer a question."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from csm_cli.adapters.http import Patience, client
from csm_cli.adapters.posthog.errors import Asked
from csm_cli.adapters.posthog.query_api import QueryApi
from csm_cli.domain.errors import (
    CsmError,
    Exhausted,
    Limited,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Unavailable,
    Unexpected,
)
from csm_cli.environment import Environment
from tests.adapters.scripted_server import Reply, scripted

KEY = "phx_canary"
ONCE = Patience(attempts=1, first_wait=0.0, busy_wait=0.0, longest_wait=10.0)
HTML = (("Content-Type", "text/html"),)
GOOD = {"columns": ["type_name"], "results": [["organization"]], "is_cached": False}


def _body(type_: str, code: str, detail: str) -> dict[str, Any]:
    return {"type": type_, "code": code, "detail": detail, "attr": None}


@contextmanager
def _api(*replies: Reply, timeout: float = 5.0) -> Iterator[QueryApi]:
    with scripted(*replies) as server:
        http = client(
            server.url,
            Environment.of_this_process()._replace(variables={}),
            timeout=timeout,
            headers={"Authorization": f"Bearer {KEY}"},
        )
        asked = Asked("us.posthog.example", KEY, "the environment")
        with http:
            yield QueryApi(http, asked, 2, ONCE, lambda _: None)


def _error(*replies: Reply, timeout: float = 5.0) -> CsmError:
    with _api(*replies, timeout=timeout) as api, pytest.raises(CsmError) as caught:
        api.query("group_types")
    return caught.value


TABLE: list[tuple[Reply, type[CsmError], str, str | None]] = [
    (
        Reply(401, _body("authentication_error", "authentication_failed", "Invalid key.")),
        NotSignedIn, "does not know the PostHog key from the environment", "made on the EU host",
    ),
    (
        Reply(403, _body("authentication_error", "permission_denied",
                         "API key missing required scope 'query:read'")),
        NotAllowed, "API key missing required scope 'query:read'", "the scope query:read",
    ),
    (
        Reply(403, _body("authentication_error", "permission_denied",
                         "You don't have access to the project.")),
        NotAllowed, "You don't have access to the project", "must reach the project",
    ),
    (
        Reply(404, _body("invalid_request", "not_found", "Project not found.")),
        NotFound, "has no such project", "audit_project_id",
    ),
    (
        Reply(402, _body("server_error", "quota_limit_exceeded", "Quota exceeded.")),
        Unavailable, "quota of queries is used up", "who can raise the quota",
    ),
    (
        Reply(429, _body("throttled_error", "throttled", "Request was throttled."),
              (("Retry-After", "37"),)),
        Limited, "takes no more queries", "in 37 seconds",
    ),
    (
        Reply(429, _body("throttled_error", "throttled", "Too many at once.")),
        Limited, "Too many at once", "in a minute",
    ),
    (
        Reply(400, _body("validation_error", "invalid_input", "Unable to resolve field: mode")),
        Unexpected, "Unable to resolve field: mode", None,
    ),
    (
        Reply(500, _body("server_error", "error", "A server error occurred.")),
        Unavailable, "answered 500", "later",
    ),
    (
        Reply(502, b"<html>bad gateway</html>", HTML),
        Unavailable, "answered 502: no reason given", "later",
    ),
    (
        Reply(503, _body("server_error", "error", "At capacity.")),
        Unavailable, "has no room for a query now: At capacity", "in some minutes",
    ),
    (
        Reply(504, _body("server_error", "error",
                         "Query has hit the max execution time before completing.")),
        Exhausted, "ran out of time", "--days 7",
    ),
    (
        Reply(504, _body("server_error", "error", "Query exceeds memory limits.")),
        Exhausted, "ran out of memory", "--days 7",
    ),
    (
        Reply(504, b"<html>gateway time-out</html>", HTML),
        Exhausted, "ran out of time: no reason given", "--days 7",
    ),
    (
        Reply(512, _body("server_error", "estimated_too_long", "Estimated too long.")),
        Exhausted, "expects the query to take too long", "--days 7",
    ),
    (
        Reply(302, b"", (("Location", "https://sso.example/login"),)),
        Unavailable, "redirect", "proxy",
    ),
    (Reply(200, b"<!doctype html><h1>Sign in</h1>", HTML), Unavailable, "a web page", "proxy"),
    (Reply(200, b'{"columns": ["a"], "resul'), Unavailable, "no JSON", "proxy"),
    (Reply(200, b'{"columns": [', announced=99), Unavailable, "can't be reached", "network"),
    (Reply(200, [1, 2]), Unavailable, "a shape that csm does not know", None),
    (Reply(200, {"columns": ["a"], "results": [["x", "y"]]}), Unavailable, "shape", None),
    (Reply(200, {"results": []}), Unavailable, "shape", None),
    (Reply(202, {"query_status": {"complete": False}}), Unexpected, "202", None),
]  # fmt: skip


@pytest.mark.parametrize(("reply", "error", "words", "hint"), TABLE)
def test_each_refusal_has_its_words(
    reply: Reply, error: type[CsmError], words: str, hint: str | None
) -> None:
    """The class carries the exit code, the message what happened, the hint what to do."""
    found = _error(reply)
    assert type(found) is error
    assert words in found.message
    assert hint is None or hint in (found.hint or "")


def test_an_answer_that_does_not_come_in_time_is_told() -> None:
    """Within the time-out, and not as a failure of csm."""
    found = _error(Reply(200, GOOD, hangs=1.0), timeout=0.2)
    assert isinstance(found, Unavailable)
    assert "did not answer in time" in found.message


def test_a_host_that_nobody_serves_is_told() -> None:
    """The port of a server that is gone."""
    with scripted() as server:
        url = server.url
    environment = Environment.of_this_process()._replace(variables={})
    with client(url, environment, timeout=1.0, headers={}) as http:
        gone = QueryApi(http, Asked("host", KEY, "x"), 2, ONCE, lambda _: None)
        with pytest.raises(Unavailable, match="can't be reached"):
            gone.query("group_types")


def test_no_message_repeats_the_key() -> None:
    """Not even if the service does."""
    found = _error(Reply(403, _body("authentication_error", "x", f"scope of {KEY} is too small")))
    assert KEY not in found.message
    assert "********" in found.message


def test_words_of_any_length_are_cut_to_a_lines() -> None:
    """A message is read by people."""
    assert len(_error(Reply(500, _body("server_error", "error", "long " * 999))).message) < 300


def test_the_services_own_id_of_the_request_is_passed_on() -> None:
    """PostHog's support can find it by that."""
    found = _error(Reply(500, {}, (("X-Request-ID", "req-7"),)))
    assert found.request_id == "req-7"


def test_a_good_answer_says_what_is_doubtful_about_it() -> None:
    """From the cache, or cut short; neither is an error by itself."""
    doubtful = GOOD | {"is_cached": True, "hasMore": True}
    with _api(Reply(200, GOOD), Reply(200, doubtful)) as api:
        good = api.query("group_types")
        assert (list(good.rows), *good[1:]) == ([{"type_name": "organization"}], False, False)
        assert api.query("group_types")[1:] == (True, True)
