"""Answers that are none: whatever a server sends, csm ends with one of its errors."""

from base64 import b64encode
from collections.abc import Callable

import pytest

from csm_cli.domain.errors import NotAllowed, NotSignedIn, Unavailable
from tests.adapters.optional_services.conftest import Who
from tests.adapters.scripted_server import Reply, scripted

KEY = "canary-0001/+=x"
SERVICES = ("github", "pylon", "vitally", "slack")
EVERY = pytest.mark.parametrize("service", SERVICES)

_DEEP = b'{"a":' * 50_000 + b"1" + b"}" * 50_000
_BODIES = {
    "nothing": b"",
    "a web page": b"<html><title>Sign in</title></html>",
    "half of it": b'{"login": "ro',
    "no text at all": b"\xff\xfe\x00\x80",
    "a list": [],
    "a number": 7,
    "null": None,
    "an empty object": {},
    "as deep as it goes": _DEEP,
    "a number without end": b'{"id": ' + b"9" * 5000 + b"}",
    "wrong types": {"login": 7, "data": [], "results": {}, "ok": True, "user": None, "team": []},
    "wrong types below": {"data": {"name": ["x"], "user": "x"}, "user": {}, "team": "x"},
}


@EVERY
@pytest.mark.parametrize("body", _BODIES.values(), ids=_BODIES)
def test_a_success_that_is_none(who: Who, service: str, body: object) -> None:
    """It is told as an answer in place of data, and nothing of it is shown."""
    with scripted(Reply(200, body)) as server, pytest.raises(Unavailable, match="in place of data"):
        who(service, server.url, KEY)


@EVERY
@pytest.mark.parametrize("body", _BODIES.values(), ids=_BODIES)
def test_a_refusal_without_sense(who: Who, service: str, body: object) -> None:
    """The status is enough."""
    with scripted(Reply(401, body)) as server, pytest.raises(NotSignedIn, match="no reason given"):
        who(service, server.url, KEY)


@EVERY
def test_more_than_anybody_wants(who: Who, service: str) -> None:
    """A body of many megabytes is not listened to until its end."""
    huge = b'{"login": "' + b"x" * (8 * 1024 * 1024) + b'"}'
    with scripted(Reply(200, huge)) as server, pytest.raises(Unavailable, match="far too much"):
        who(service, server.url, KEY)


_ECHOES: dict[str, Callable[[str], str]] = {
    "as it is": lambda key: f"Unknown credential {key}",
    "as it was sent": lambda key: f"Authorization: Basic {b64encode(f'{key}:'.encode()).decode()}",
    "in a URL": lambda key: "https://x.example/?key=" + key.replace("/", "%2F")
    .replace("+", "%2B").replace("=", "%3D"),
}  # fmt: skip


@EVERY
@pytest.mark.parametrize("echo", _ECHOES.values(), ids=_ECHOES)
def test_a_server_that_gives_the_key_back(
    who: Who, service: str, echo: Callable[[str], str]
) -> None:
    """In its words, or in the id of the request: the key is masked in either."""
    said = echo(KEY)
    body = {"message": said, "errors": [said], "error": said}
    ids = tuple(
        (name, said) for name in ("X-GitHub-Request-Id", "X-Pylon-Request-ID", "X-Request-Id")
    )
    with scripted(Reply(401, body, ids)) as server, pytest.raises(NotSignedIn) as refused:
        who(service, server.url, KEY)
    told = f"{refused.value} {refused.value.hint} {refused.value.request_id}"
    assert "********" in told
    assert said.rpartition(" ")[2] not in told
    assert KEY not in told


@EVERY
def test_words_of_a_server_are_data(who: Who, service: str) -> None:
    """Escape codes and line breaks in them do nothing, and they end somewhere."""
    said = "no\x1b]0;title\x07\x1b[31m\nerror: forged " + "x" * 5000
    body = {"message": said, "errors": [said], "error": said}
    with scripted(Reply(401, body)) as server, pytest.raises(NotSignedIn) as refused:
        who(service, server.url, KEY)
    assert refused.value.message.isprintable()
    assert len(refused.value.message) < 400


def test_names_of_people_are_data(who: Who) -> None:
    """A name is one line of a sensible length, however its owner wrote it."""
    body = {"login": "robin\x1b[2J\nroot", "name": "R" * 9000}
    with scripted(Reply(200, body)) as server:
        found = who("github", server.url, KEY).who
    assert found.endswith("(robin root)")
    assert len(found) < 250


@pytest.mark.parametrize(
    ("told", "ends"),
    [
        ("2026-12-24 15:04:05 UTC", "2026-12-24T15:04:05+00:00"),
        ("2026-12-24 15:04:05 -0700", "2026-12-24T22:04:05+00:00"),
        ("soon", None),
        ("0001-01-01 00:00:00 +2359", None),
    ],
)
def test_how_github_tells_an_end(who: Who, told: str, ends: str | None) -> None:
    """In UTC or with a zone; what is no time is no end."""
    headers = (("github-authentication-token-expiration", told),)
    with scripted(Reply(200, {"login": "robin"}, headers)) as server:
        found = who("github", server.url, KEY).ends
    assert (found.isoformat() if found else None) == ends


def test_scopes_that_are_none(who: Who) -> None:
    """A classic token without scopes has an empty header: none, which is not unknown."""
    with scripted(Reply(200, {"login": "robin"}, (("X-OAuth-Scopes", ""),))) as server:
        assert who("github", server.url, KEY).scopes == ()


def test_slack_may_say_that_it_is_the_scope(who: Who) -> None:
    """A key that is good and may not is told apart from one that is not."""
    refusal = Reply(200, {"ok": False, "error": "missing_scope"})
    with scripted(refusal) as server, pytest.raises(NotAllowed, match="missing_scope"):
        who("slack", server.url, KEY)
