"""`refresh`: fresh, remembered, and background answers."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.sandbox.posthog.asking import Asking, asking, event

COUNT = "SELECT count() FROM events"
HOUR = 3600


@pytest.fixture
def own(tmp_path: Path) -> Iterator[Asking]:
    """A PostHog of the test's own, at a known time."""
    with asking(tmp_path, events=[event(1, "x", "2026-01-01T00:00:00Z")]) as asked:
        asked.advance(now="2026-05-01T12:00:00Z")
        yield asked


def _now(asked: Asking, refresh: object) -> tuple[bool, str]:
    answer = asked.answer("SELECT toString(now())", refresh=refresh)
    return answer["is_cached"], answer["results"][0][0][:16]


@pytest.mark.parametrize("refresh", [None, "blocking", "force_cache", "nonsense", False, 7])
def test_an_answer_is_remembered_for_six_hours(own: Asking, refresh: object) -> None:
    """The default mode and all unknown ones serve what was computed less than six hours ago."""
    assert _now(own, refresh) == (False, "2026-05-01 12:00")
    own.advance(advance_s=6 * HOUR - 60)
    assert _now(own, refresh) == (True, "2026-05-01 12:00")
    own.advance(advance_s=120)
    assert _now(own, refresh) == (False, "2026-05-01 18:01")


@pytest.mark.parametrize("refresh", ["force_blocking", True])
def test_force_blocking_computes(own: Asking, refresh: object) -> None:
    """It computes anew, says so, and what it found is remembered for the others."""
    assert _now(own, "blocking") == (False, "2026-05-01 12:00")
    own.advance(advance_s=600)
    assert _now(own, refresh) == (False, "2026-05-01 12:10")
    assert _now(own, "blocking") == (True, "2026-05-01 12:10")


def test_what_an_answer_says_of_its_age(own: Asking) -> None:
    """A remembered answer tells when it was computed and until when it counts as good."""
    own.answer(COUNT, refresh="blocking")
    own.advance(advance_s=HOUR)
    answer = own.answer(COUNT, refresh="blocking")
    key = answer["cache_key"]
    assert key.startswith("cache_2_")
    assert answer["last_refresh"][:16] == "2026-05-01T12:00"
    assert answer["cache_target_age"][:16] == "2026-05-01T18:00"
    assert answer["next_allowed_client_refresh"][:16] == "2026-05-01T12:01"
    fresh = own.answer(COUNT, refresh="force_blocking")
    assert (fresh["cache_key"], fresh["last_refresh"][:16]) == (key, "2026-05-01T13:00")


@pytest.mark.parametrize(
    "other",
    [
        {"values": {"n": 2}},
        {"modifiers": {"convertToProjectTimezone": False}},
        {"text": "SELECT {n}  "},
    ],
)
def test_what_makes_a_query_another(own: Asking, other: dict[str, Any]) -> None:
    """Text, values and modifiers are told apart; the name is not."""
    base: dict[str, Any] = {"text": "SELECT {n}", "values": {"n": 1}, "refresh": "blocking"}

    def cached(**keys: Any) -> bool:
        options = {**base, **keys}
        return bool(own.answer(options.pop("text"), **options)["is_cached"])

    assert not cached()
    assert cached(name="another name")
    assert not cached(**other)


def test_a_reset_forgets(own: Asking) -> None:
    """After a reset neither answers nor background queries are remembered."""
    own.answer(COUNT, refresh="blocking")
    status = own.post(COUNT, refresh="force_async", client_query_id="mine")
    assert status.status_code == 202
    own.sandbox.reset()
    assert own.answer(COUNT, refresh="blocking")["is_cached"] is False
    assert own.http.get("/api/projects/2/query/mine/").status_code == 404


def _finished(asked: Asking, query_id: str) -> httpx.Response:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        response = asked.http.get(f"/api/projects/2/query/{query_id}/")
        if response.status_code != 202:
            return response
        assert response.json()["query_status"]["complete"] is False
        time.sleep(0.02)
    raise AssertionError("the query did not finish")


@pytest.mark.parametrize(
    "body",
    [
        {"refresh": "async"},
        {"refresh": "lazy_async"},
        {"refresh": "force_async"},
        {"async": True, "refresh": None},
    ],
)
def test_in_the_background(own: Asking, body: dict[str, Any]) -> None:
    """A background query is accepted with 202, and its answer waits under its id."""
    response = own.post(COUNT, **body)
    status = response.json()["query_status"]
    assert (response.status_code, status["complete"], status["team_id"]) == (202, False, 2)
    assert status["results"] is None
    done = _finished(own, status["id"])
    finished = done.json()["query_status"]
    assert (done.status_code, finished["complete"], finished["error"]) == (200, True, False)
    assert finished["results"]["results"] == [[1]]
    assert finished["results"]["is_cached"] is False
    assert finished["end_time"] >= finished["start_time"]


def test_a_background_query_that_fails(own: Asking) -> None:
    """Its status is a 400 with the reason."""
    own.post("SELECT nonsense FROM events", refresh="async", client_query_id="bad")
    response = _finished(own, "bad")
    status = response.json()["query_status"]
    assert (response.status_code, status["complete"], status["error"]) == (400, True, True)
    assert status["error_message"] == "Unable to resolve field: nonsense"
    assert status["results"] is None


def test_background_modes_and_memory(own: Asking) -> None:
    """`async` serves a fresh answer at once, and beside a stale one computes a new one."""
    own.answer("SELECT toString(now())", refresh="blocking")
    assert _now(own, "async") == (True, "2026-05-01 12:00")
    own.advance(advance_s=7 * HOUR)
    assert _now(own, "lazy_async") == (True, "2026-05-01 12:00")
    response = own.post("SELECT toString(now())", refresh="async", client_query_id="new")
    assert (response.status_code, response.json()["is_cached"]) == (202, True)
    assert response.json()["results"][0][0].startswith("2026-05-01 12:00")
    _finished(own, "new")
    assert _now(own, "blocking") == (True, "2026-05-01 19:00")


def test_async_except_on_cache_miss(own: Asking) -> None:
    """With nothing remembered it waits for the answer; with something stale it does not."""
    assert _now(own, "async_except_on_cache_miss") == (False, "2026-05-01 12:00")
    own.advance(advance_s=7 * HOUR)
    response = own.post("SELECT toString(now())", refresh="async_except_on_cache_miss")
    assert response.status_code == 202
    _finished(own, response.json()["query_status"]["id"])


def test_cancelling(own: Asking) -> None:
    """A cancelled query is unknown afterwards; so is one that never was, or is a day old."""
    own.post(COUNT, refresh="async", client_query_id="first")
    assert own.http.delete("/api/projects/2/query/first/").status_code == 204
    assert own.http.get("/api/projects/2/query/first/").status_code == 404
    assert own.http.get("/api/projects/2/query/never/").status_code == 404
    own.post("SELECT 2", refresh="async", client_query_id="second")
    _finished(own, "second")
    own.advance(advance_s=24 * HOUR)
    response = own.http.get("/api/projects/2/query/second/")
    assert (response.status_code, response.json()["code"]) == (404, "not_found")
