"""Safe updates, and many writers at once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from csm_cli.sandbox import Sandbox
from tests.sandbox.small import Small

WRITERS = 50
STALE = "2020-01-01T00:00:00Z"


@pytest.mark.parametrize("stamp", [STALE, "2099-01-01T00:00:00Z"])
def test_another_stamp_is_409_and_writes_nothing(small: Small, stamp: str) -> None:
    """Any stamp but the ticket's own is a conflict, which comes before anything is written."""
    before, comments = small.ticket(1001), small.comments(1001)
    answer = small.update(
        1001, status="pending", comment={"body": "x"}, safe_update=True, updated_stamp=stamp
    )
    assert answer.status_code == 409
    assert answer.json() == {
        "error": "UpdateConflict",
        "description": "Safe Update prevented the update due to outdated ticket data.",
    }
    assert (small.ticket(1001), small.comments(1001)) == (before, comments)


@pytest.mark.parametrize("safe", [False, "false", None])
def test_the_stamp_counts_with_safe_update_only(small: Small, safe: object) -> None:
    """Without `safe_update` the stamp is not looked at."""
    answer = small.update(1001, status="pending", safe_update=safe, updated_stamp=STALE)
    assert answer.status_code == 200


@pytest.mark.parametrize("change", ["Z", "+00:00", ".000Z"])
def test_the_stamp_may_be_written_in_any_way(small: Small, change: str) -> None:
    """The same moment in another ISO 8601 form is the same stamp."""
    stamp = small.ticket(1001)["updated_at"].replace("Z", change)
    assert small.update(1001, status="hold", safe_update=True, updated_stamp=stamp).ok


def test_a_resend_with_the_old_stamp_is_a_conflict(small: Small) -> None:
    """The same safe update sent twice is written once, if the clock moved on between."""
    stamp = small.ticket(1001)["updated_at"]
    keys = {"comment": {"body": "Once", "public": False}, "safe_update": True}
    small.advance(2)
    assert small.update(1001, **keys, updated_stamp=stamp).status_code == 200
    small.advance(2)
    assert small.update(1001, **keys, updated_stamp=stamp).status_code == 409
    assert [item["body"] for item in small.comments(1001)].count("Once") == 1


def test_changes_within_one_second_are_not_told_apart(small: Small) -> None:
    """The weak spot of the original: a stamp has a resolution of one second."""
    now = small.control("POST", "clock", {"now": "2027-01-01T12:00:00Z"})["now"]
    assert now.startswith("2027-01-01T12:00:00")
    stamp = small.update(1001, subject="First").json()["ticket"]["updated_at"]
    answer = small.update(1001, "ada", subject="Second", safe_update=True, updated_stamp=stamp)
    assert (answer.status_code, answer.json()["ticket"]["updated_at"]) == (200, stamp)


def test_of_fifty_safe_updates_at_once_one_wins(small: Small) -> None:
    """Reading the stamp and writing are one step: one 200, the others 409, one note."""
    small.limit(ticket_updates_per_10_minutes=WRITERS)
    stamp = small.ticket(1001)["updated_at"]
    small.advance(5)

    def write(number: int) -> int:
        note = {"body": f"Writer {number}", "public": False}
        keys = {"comment": note, "safe_update": True, "updated_stamp": stamp}
        with closing(Small(small.sandbox)) as writer:
            return writer.update(1001, **keys).status_code

    with ThreadPoolExecutor(WRITERS) as pool:
        statuses = sorted(pool.map(write, range(WRITERS)))
    assert statuses == [200] + [409] * (WRITERS - 1)
    assert sum(item["body"].startswith("Writer") for item in small.comments(1001)) == 1


def test_two_sandboxes_of_one_state_agree_on_the_winner(small: Small) -> None:
    """The lock is the database's: writers through another server of the same state count, too."""
    stamp = small.ticket(1001)["updated_at"]
    small.advance(5)
    with Sandbox(small.sandbox.state) as other:

        def write(number: int) -> int:
            keys = {"comment": {"body": f"Writer {number}"}, "safe_update": True}
            with closing(Small((small.sandbox, other)[number % 2])) as writer:
                return writer.update(1001, **keys, updated_stamp=stamp).status_code

        with ThreadPoolExecutor(20) as pool:
            statuses = sorted(pool.map(write, range(20)))
    assert statuses == [200] + [409] * 19


def test_plain_updates_at_once_all_count(small: Small) -> None:
    """Without safe updates no note is lost, and every audit is there."""
    small.limit(ticket_updates_per_10_minutes=WRITERS)

    def write(number: int) -> bool:
        with closing(Small(small.sandbox)) as writer:
            return writer.update(1001, comment={"body": f"Note {number}"}).ok

    with ThreadPoolExecutor(10) as pool:
        assert all(pool.map(write, range(20)))
    bodies = {item["body"] for item in small.comments(1001)}
    assert {f"Note {number}" for number in range(20)} <= bodies
    assert len(small.audits(1001)) == 3 + 20
