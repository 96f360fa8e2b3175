"""`tickets/update_many` and the jobs that do the work after the answer."""

import time
from typing import Any

import pytest

from tests.sandbox.small import Small


def finished(small: Small, url: str) -> tuple[dict[str, Any], list[str]]:
    """Poll a job to its end; return it, and the statuses seen on the way."""
    seen: list[str] = []
    for _ in range(500):
        job: dict[str, Any] = small.get(url).json()["job_status"]
        seen.append(job["status"])
        if job["status"] == "completed":
            return job, seen
        time.sleep(0.01)
    raise AssertionError(seen)


def test_one_change_for_many(small: Small) -> None:
    """The answer comes before the work; the job reports each ticket, failures too."""
    small.limit(job_delay_seconds=1.0)
    answer = small.put(
        "tickets/update_many?ids=1001,1003,9999,1002",
        {"ticket": {"additional_tags": ["Swept"], "comment": {"body": "Hi", "public": False}}},
    )
    job = answer.json()["job_status"]
    assert (answer.status_code, job["status"], job["total"], job["results"]) == (
        200, "queued", 4, None,
    )  # fmt: skip
    assert "swept" not in small.ticket(1001)["tags"]
    done, seen = finished(small, job["url"])
    assert seen[0] == "queued"
    assert [(item["id"], item["success"]) for item in done["results"]] == [
        (1001, True), (1003, False), (9999, False), (1002, True),
    ]  # fmt: skip
    assert [item.get("error") for item in done["results"]] == [
        None, "RecordInvalid", "RecordNotFound", None,
    ]  # fmt: skip
    assert small.ticket(1001)["tags"] == ["plan_enterprise", "swept"]
    assert small.comments(1002)[-1]["body"] == "Hi"
    assert done["message"].startswith("Completed at ")


def test_a_change_for_each(small: Small) -> None:
    """The other form: every ticket has its own change, and its own stamp."""
    small.limit(job_delay_seconds=0)
    stale = {"safe_update": True, "updated_stamp": "2020-01-01T00:00:00Z"}
    tickets = [
        {"id": 1001, "priority": "low", "remove_tags": ["plan_enterprise"]},
        {"id": 1006, "priority": "urgent", **stale},
    ]
    job = small.put("tickets/update_many", {"tickets": tickets}).json()["job_status"]
    done, _ = finished(small, job["url"])
    assert [item["status"] for item in done["results"]] == ["Updated", "Failed"]
    assert done["results"][1]["error"] == "UpdateConflict"
    assert (small.ticket(1001)["priority"], small.ticket(1001)["tags"]) == ("low", [])
    assert small.ticket(1006)["priority"] is None


def test_a_job_obeys_the_callers_role(small: Small) -> None:
    """A light agent's bulk update fails ticket by ticket."""
    small.limit(job_delay_seconds=0)
    body = {"ticket": {"status": "pending"}}
    job = small.put("tickets/update_many?ids=1001", body, "lin").json()["job_status"]
    done, _ = finished(small, job["url"])
    assert done["results"][0]["error"] == "Forbidden"
    assert small.ticket(1001)["status"] == "open"


@pytest.mark.parametrize(
    ("path", "body", "status", "error"),
    [
        ("?ids=" + ",".join(map(str, range(1, 102))), {"ticket": {}}, 400, "TooManyValues"),
        ("", {"tickets": [{"id": 1}] * 101}, 400, "TooManyValues"),
        ("", {"tickets": [{"subject": "x"}]}, 400, None),
        ("", {"tickets": "1001"}, 400, None),
        ("", {}, 400, None),
        ("?ids=1001", {}, 400, None),
        ("?ids=one", {"ticket": {}}, 400, None),
    ],
)
def test_refused_orders(small: Small, path: str, body: Any, status: int, error: str | None) -> None:
    """More than a hundred tickets, or none, are refused before a job is made."""
    answer = small.put(f"tickets/update_many{path}", body)
    assert answer.status_code == status
    assert error is None or answer.json()["error"] == error


def test_a_limit_of_jobs(small: Small) -> None:
    """Too many queued jobs are a 429, with a time to come back."""
    small.limit(jobs=1, job_delay_seconds=0.3)
    body = {"ticket": {"priority": "low"}}
    first = small.put("tickets/update_many?ids=1001", body).json()["job_status"]
    second = small.put("tickets/update_many?ids=1001", body)
    assert (second.status_code, second.json()["error"]) == (429, "TooManyJobs")
    assert second.headers["Retry-After"]
    finished(small, first["url"])
    assert small.put("tickets/update_many?ids=1001", body).status_code == 200


def test_a_reset_ends_the_jobs(small: Small) -> None:
    """An order from before a reset is not carried out on the fresh tickets."""
    small.limit(job_delay_seconds=0.2)
    small.put("tickets/update_many?ids=1001", {"ticket": {"priority": "low"}})
    small.sandbox.reset()
    small.limit(job_delay_seconds=0)
    job = small.put("tickets/update_many?ids=1002", {"ticket": {"priority": "low"}}).json()
    finished(small, job["job_status"]["url"])  # jobs run one after the other
    assert small.ticket(1001)["priority"] == "high"


def test_unknown_jobs(small: Small) -> None:
    """A job that never was is 404."""
    assert small.get("job_statuses/V3-none").status_code == 404


def test_single_updates_do_not_know_the_bulk_keys(small: Small) -> None:
    """`additional_tags` belongs to bulk updates; elsewhere it is ignored, with a warning."""
    answer = small.update(1001, additional_tags=["x"])
    assert answer.json()["ticket"]["tags"] == ["plan_enterprise"]
    assert "ticket.additional_tags" in answer.headers["X-Zendesk-Api-Warn"]
