"""Faults: what a client sees of each, and whether the work was done."""

import time
from typing import Any

import pytest
import requests

from tests.sandbox.small import Small

NOTE = {"comment": {"body": "Fragile", "public": False}}


def notes(small: Small) -> int:
    """Count the notes that the faulty request should, or should not, have written."""
    return sum(item["body"] == "Fragile" for item in small.comments(1001))


@pytest.mark.parametrize(("when", "written"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("fault", ["drop", "hang"])
def test_silence(small: Small, fault: str, when: str, written: int) -> None:
    """The connection ends without a byte; `after` means that the work was done all the same."""
    small.arm(fault=fault, when=when, method="PUT", path="tickets/1001", seconds=30)
    error = requests.ConnectionError if fault == "drop" else requests.ReadTimeout
    with pytest.raises(error):
        small.call("PUT", "tickets/1001", json={"ticket": NOTE}, timeout=0.3)
    assert notes(small) == written


def test_a_hang_ends(small: Small) -> None:
    """After its seconds the connection is closed; the sandbox serves others meanwhile."""
    small.arm(fault="hang", path="groups", seconds=0.2)
    started = time.monotonic()
    with pytest.raises(requests.ConnectionError):
        small.get("groups")
    assert 0.15 < time.monotonic() - started < 5


@pytest.mark.parametrize(("when", "written"), [("before", 0), ("after", 1)])
@pytest.mark.parametrize("status", [413, 429, 500, 502, 503])
def test_statuses(small: Small, status: int, when: str, written: int) -> None:
    """The status comes with a body of its kind, and a header only if it was asked for."""
    small.arm(fault="status", status=status, when=when, method="PUT", path="/tickets/")
    answer = small.update(1001, **NOTE)
    assert (answer.status_code, notes(small)) == (status, written)
    assert "Retry-After" not in answer.headers
    kind = {429: "text/plain", 500: "application/json", 503: "application/json"}
    assert answer.headers["content-type"].startswith(kind.get(status, "text/html"))


@pytest.mark.parametrize(
    ("sent", "seen"),
    [(3, "3"), ("0", "0"), ("Wed, 21 Oct 2026 07:28:00 GMT", "Wed, 21 Oct 2026 07:28:00 GMT"),
     ("rather soon", "rather soon")],
)  # fmt: skip
def test_retry_after_is_sent_as_it_is(small: Small, sent: Any, seen: str) -> None:
    """Seconds, a date, or nonsense."""
    small.arm(fault="status", status=503, retry_after=sent)
    assert small.get("groups").headers["Retry-After"] == seen


def test_a_login_page_behind_a_redirect(small: Small) -> None:
    """A client that follows the redirect ends on a page with a 200."""
    small.arm(fault="redirect", path="tickets/1001", method="PUT")
    answer = small.call("PUT", "tickets/1001", json={"ticket": NOTE}, allow_redirects=False)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"{small.url}/access/")
    followed = small.get(answer.headers["Location"])
    assert followed.status_code == 200
    assert followed.headers["content-type"].startswith("text/html")
    assert notes(small) == 0


@pytest.mark.parametrize(("when", "written"), [("before", 0), ("after", 1)])
def test_a_page_instead_of_an_answer(small: Small, when: str, written: int) -> None:
    """HTML with a 200 is what a network between the two may send."""
    small.arm(fault="html", when=when, method="PUT")
    answer = small.update(1001, **NOTE)
    assert answer.status_code == 200
    assert answer.text.startswith("<!DOCTYPE html>")
    assert notes(small) == written


def test_half_an_answer(small: Small) -> None:
    """The length is announced, half of it comes, and the work was done."""
    small.arm(fault="truncated", method="PUT")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        small.update(1001, **NOTE)
    assert notes(small) == 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_latency(small: Small, when: str) -> None:
    """The answer comes late and whole; other requests do not wait for it."""
    small.arm(fault="latency", seconds=0.25, when=when, path="groups$")
    started = time.monotonic()
    assert small.get("groups").status_code == 200
    assert 0.2 < time.monotonic() - started < 5


def test_a_late_commit(small: Small) -> None:
    """With latency before the work it is done after the client gave up."""
    small.arm(fault="latency", seconds=0.3, method="PUT")
    with pytest.raises(requests.ReadTimeout):
        small.call("PUT", "tickets/1001", json={"ticket": NOTE}, timeout=0.1)
    assert notes(small) == 0
    deadline = time.monotonic() + 5
    while notes(small) == 0 and time.monotonic() < deadline:
        time.sleep(0.02)
    assert notes(small) == 1


def test_a_late_answer_is_in_the_log_from_its_arrival(small: Small) -> None:
    """Its status comes later, and never into a log that was emptied meanwhile."""
    small.arm(fault="latency", seconds=0.5, path="groups$", times=2)
    for forgotten in (False, True):
        with pytest.raises(requests.ReadTimeout):
            small.call("GET", "groups", timeout=0.1)
        [arrived] = [each for each in small.control("GET", "requests") if "groups" in each["path"]]
        assert arrived["status"] is None
        if forgotten:
            small.control("DELETE", "requests")
        time.sleep(0.8)
        told = [each["status"] for each in small.control("GET", "requests")]
        assert told == ([] if forgotten else [200])
        small.control("DELETE", "requests")


def test_which_requests_are_hit(small: Small) -> None:
    """Method and path choose, `times` counts, and the oldest fault goes first."""
    small.arm(fault="status", status=500, method="PUT", path=r"tickets/\d+(\.json)?$", times=2)
    small.arm(fault="status", status=503, path="1001", times=1)
    assert small.get("tickets/1002").status_code == 200
    assert small.get("tickets/1001").status_code == 503
    assert [small.update(1001, status="open").status_code for _ in range(3)] == [500, 500, 200]
    assert small.control("GET", "faults") == []


def test_faults_of_one_service(small: Small) -> None:
    """A fault may be kept to one service."""
    small.arm(fault="status", status=500, service="posthog_us")
    assert small.get("groups").status_code == 200
    [fault] = small.control("GET", "faults")
    assert (fault["service"], fault["times"], fault["when"]) == ("posthog_us", 1, "before")
    assert small.control("DELETE", "faults") == []
    assert small.control("GET", "faults") == []


def test_control_endpoints_are_never_hit(small: Small) -> None:
    """A fault for everything leaves the way to disarm it."""
    small.arm(fault="status", status=500, times=100)
    assert small.control("DELETE", "faults") == []
    assert small.get("groups").status_code == 200


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ({"fault": "explode"}, "fault must be one of"),
        ({}, "fault must be one of"),
        ({"fault": "drop", "when": "during"}, "when must be"),
        ({"fault": "drop", "times": 0}, "times must be"),
        ({"fault": "drop", "times": True}, "times must be"),
        ({"fault": "drop", "path": "("}, "no regular expression"),
        ({"fault": "drop", "path": 5}, "regular expression"),
        ({"fault": "drop", "method": 5}, "method must be text"),
        ({"fault": "drop", "pth": "x"}, "unknown key 'pth'"),
        ({"fault": "status"}, "needs a status"),
        ({"fault": "status", "status": 99}, "from 200 to 599"),
        ({"fault": "status", "status": 500, "retry_after": "a\r\nb: c"}, "printable"),
        ({"fault": "hang", "seconds": -1}, "seconds must be from"),
        ({"fault": "hang", "seconds": "1"}, "seconds must be a number"),
        ([], "must be an object"),
    ],
)
def test_faults_that_are_none(small: Small, fault: Any, reason: str) -> None:
    """A fault that could not do what it says is refused when it is armed."""
    answer = requests.post(f"{small.url}/_sandbox/faults", json=fault, timeout=20)
    assert answer.status_code == 400
    assert reason in answer.json()["error"]
