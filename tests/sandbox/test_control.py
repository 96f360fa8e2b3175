"""The request log, the clock, and what stands before every service."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import pytest
import requests

from tests.sandbox.small import Small


def test_the_log_tells_what_arrived(small: Small) -> None:
    """Every request is there in order, with body and status, before its answer is."""
    small.get("tickets/1001?include=users")
    small.update(9999, subject="Words")
    first, second = small.control("GET", "requests")
    assert (first["service"], first["method"], first["path"], first["query"], first["status"]) == (
        "zendesk", "GET", "/api/v2/tickets/1001", "include=users", 200,
    )  # fmt: skip
    assert first["body"] is None
    assert second["body"] == {"ticket": {"subject": "Words"}}
    assert second["status"] == 404
    assert second["at"] >= first["at"]
    assert small.control("DELETE", "requests") == []
    assert small.control("GET", "requests") == []


def test_what_nobody_answered_has_no_status(small: Small) -> None:
    """A dropped request is in the log, with null as its status."""
    small.arm(fault="drop", when="after")
    with pytest.raises(requests.ConnectionError):
        small.update(1001, subject="Words")
    [entry] = small.control("GET", "requests")
    assert (entry["method"], entry["status"]) == ("PUT", None)


def test_secrets_are_masked(small: Small) -> None:
    """Of credentials the log keeps the kind and the user; of secret parameters the name."""
    small.get("users/me?token=canary-1&page=2", headers={"Cookie": "s=canary-2"})
    small.get("users/me", None, bearer="canary-3")
    small.get("users/me", None, headers={"Authorization": "Basic canary-4"})
    form = {"grant_type": "refresh_token", "refresh_token": "canary-5", "client_id": "csm",
            "client_secret": "canary-7"}  # fmt: skip
    small.call("POST", f"{small.url}/oauth/tokens", None, data=form)
    nested = {"ticket": {"metadata": [{"password": "canary-6", "kept": "words"}]}}
    small.put("tickets/1001", nested)
    log = small.control("GET", "requests")
    assert "canary" not in str(log)
    assert "sandbox-robin" not in str(log)
    assert log[0]["headers"]["authorization"] == "Basic robin.vale@posthog.example/token:***"
    assert log[0]["query"] == "token=%2A%2A%2A&page=2"
    assert log[1]["headers"]["authorization"] == "Bearer ***"
    assert log[3]["body"].endswith("&refresh_token=%2A%2A%2A&client_id=csm&client_secret=%2A%2A%2A")
    assert log[4]["body"]["ticket"]["metadata"] == [{"password": "***", "kept": "words"}]


@pytest.mark.parametrize(
    ("body", "kept"), [(b"\xff\x00", "�\x00"), (b"plain", "plain"), (b"[" * 99_999, "[" * 99_999)]
)
def test_other_bodies(small: Small, body: bytes, kept: str) -> None:
    """What is no JSON is kept as text."""
    small.call("PUT", "tickets/1001", data=body)
    assert small.control("GET", "requests")[0]["body"] == kept


def test_the_log_does_not_grow_for_ever(small: Small) -> None:
    """The oldest of more than ten thousand entries go."""
    with small.sandbox.world.write() as db:
        db.executemany("INSERT INTO request (body) VALUES (?)", [("{}",)] * 10_005)
    small.get("groups")
    log = small.control("GET", "requests")
    assert (len(log), log[-1]["path"]) == (10_000, "/api/v2/groups")


def test_the_clock_moves_for_everything(small: Small) -> None:
    """Answers, stamps and the `Date` header follow the sandbox's clock."""
    told = small.control("POST", "clock", {"now": "2030-05-01T12:00:00+02:00"})["now"]
    assert datetime.fromisoformat(told) - datetime(2030, 5, 1, 10, tzinfo=UTC) < _second()
    answer = small.update(1001, subject="Later")
    assert answer.json()["ticket"]["updated_at"].startswith("2030-05-01T10:00:0")
    assert parsedate_to_datetime(answer.headers["Date"]).year == 2030
    assert small.advance(-3600).hour == 9
    assert datetime.fromisoformat(small.control("GET", "clock")["now"]).hour == 9


def _second() -> Any:
    return datetime(2000, 1, 1, 0, 0, 1, tzinfo=UTC) - datetime(2000, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "sent",
    [{}, [], None, {"advance_s": "1"}, {"advance_s": True}, {"now": "soon"}, {"now": 5},
     {"advance_s": 1e12}, {"advance_s": 1, "now": "2030-01-01"}, {"forward": 1}],
)  # fmt: skip
def test_times_the_clock_does_not_take(small: Small, sent: Any) -> None:
    """They are refused, and the clock goes on as before."""
    answer = requests.post(f"{small.url}/_sandbox/clock", json=sent, timeout=20)
    assert answer.status_code == 400
    told = datetime.fromisoformat(small.control("GET", "clock")["now"])
    assert abs((told - datetime.now(UTC)).total_seconds()) < 60


def test_unknown_controls(small: Small) -> None:
    """The answer lists what there is."""
    answer = requests.get(f"{small.url}/_sandbox/nothing", timeout=20)
    assert answer.status_code == 404
    assert "POST /_sandbox/faults" in answer.json()["error"]


def test_every_service_has_the_controls(small: Small) -> None:
    """Clock and log are one for all services."""
    for name in ("posthog_us", "posthog_eu"):
        url = small.sandbox.services[name]
        assert requests.get(f"{url}/_sandbox/requests", timeout=20).json() == []
    small.get("groups")
    url = small.sandbox.services["posthog_eu"]
    assert len(requests.get(f"{url}/_sandbox/requests", timeout=20).json()) == 1
