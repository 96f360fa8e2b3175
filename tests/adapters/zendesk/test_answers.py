"""Zendesk's error bodies of every shape as one sentence."""

from datetime import UTC, datetime

import pytest
import requests
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.zendesk import answers
from csm_cli.domain.errors import CsmError

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)


def answer(status: int, body: bytes, kind: str = "application/json") -> requests.Response:
    """An answer to an update."""
    made = requests.Response()
    made.status_code = status
    made._content = body  # noqa: SLF001 - requests has no other way to make an answer
    made.headers["Content-Type"] = kind
    made.request = requests.Request("PUT", "https://x.example/").prepare()
    return made


BODIES = {
    b'{"error": "RecordInvalid", "description": "Record validation errors", "details": {"base": '
    b'[{"description": "Type:: is required when solving a ticket", "error": null}]}}': (
        "RecordInvalid: Record validation errors: Type:: is required when solving a ticket"
    ),
    b'{"error": {"title": "Forbidden", "message": "You do not have access"}}': (
        "Forbidden: You do not have access"
    ),
    b'{"errors": [{"code": "x", "title": "Too deep", "detail": "page 101"}]}': "Too deep: page 101",
    b'{"error": "Couldn\'t authenticate you"}': "Couldn't authenticate you",
    b'{"error": "TooMany", "details": {"a": "b", "c": [1, {"d": 2}]}}': "TooMany",
    b'["a list"]': '["a list"]',
    b"Number of allowed\nAPI requests exceeded": "Number of allowed API requests exceeded",
    b"{}": "status 422",
    b"": "status 422",
    b'{"errors": []}': "status 422",
}


@pytest.mark.parametrize(("body", "said"), BODIES.items(), ids=BODIES.values())
def test_every_shape(body: bytes, said: str) -> None:
    """The words of the body, whatever its shape, reach the message."""
    with pytest.raises(CsmError) as told:
        answers.check(answer(422, body))
    assert told.value.message == f"Zendesk refused this: {said}"


def test_a_page_is_not_quoted() -> None:
    """HTML from the edge is no sentence."""
    with pytest.raises(CsmError) as told:
        answers.check(answer(403, b"<html><title>403", "text/html"))
    assert told.value.message == "Zendesk does not allow this: a web page"


@given(st.integers(100, 599), st.binary(max_size=300), st.sampled_from(["application/json", ""]))
def test_anything_is_success_or_a_csm_error(status: int, body: bytes, kind: str) -> None:
    """No answer makes reading it fail in another way, and a long one is cut to a line."""
    said: CsmError | None = None
    try:
        answers.check(answer(status, body, kind))
    except CsmError as told:
        said = told
    if said is None:
        assert 200 <= status < 300
        assert body.lstrip()[:1] == b"{"
    else:
        assert len(said.message) < 400


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("7", 7.0),
        (" 7 ", 7.0),
        ("0", 0.0),
        ("Mon, 23 Nov 2026 10:00:30 GMT", 30.0),
        ("Mon, 23 Nov 2026 11:00:30 +0100", 30.0),
        ("Mon, 23 Nov 2026 09:00:00 GMT", 0.0),
        ("soon", None),
        ("-7", None),
        ("", None),
        ("\u0667", None),
    ],
)
def test_retry_after(header: str, seconds: float | None) -> None:
    """Seconds or a date, in Zendesk's spellings of the header; anything else is nothing."""
    assert answers.retry_after({"Retry-After": header}, NOW) == seconds


def test_the_desks_clock() -> None:
    """Read from the answer, null if it does not tell."""
    told = answer(200, b"{}")
    assert answers.read_at(told) is None
    told.headers["Date"] = "Mon, 23 Nov 2026 10:00:00 GMT"
    assert answers.read_at(told) == NOW
    told.headers["Date"] = "yesterday"
    assert answers.read_at(told) is None
