"""Comments that became public: how they do by a fault, and how they are made private again."""

from typing import Any

import pytest

from tests.sandbox.small import Small

NOTE = {"comment": {"body": "Not for them", "public": False}}


def leak(small: Small, number: int = 1001) -> dict[str, Any]:
    """Let a note of Robin's come out public; return its audit."""
    small.arm(fault="publish", method="PUT", path=rf"tickets/{number}(\.json)?$")
    audit: dict[str, Any] = small.update(number, **NOTE).json()["audit"]
    assert audit["events"][0]["public"] is True
    return audit


def test_a_published_note(small: Small) -> None:
    """The fault turns the note of one update public: in the answer, the list and the audit."""
    leak(small)
    assert small.comments(1001)[-1]["public"] is True
    assert small.update(1001, **NOTE).json()["audit"]["events"][0]["public"] is False


def test_a_published_note_without_an_answer(small: Small) -> None:
    """A fault of the connection can come on top: one request meets one of each."""
    small.arm(fault="publish", method="PUT")
    small.arm(fault="status", status=503, when="after", method="PUT")
    assert small.update(1001, **NOTE).status_code == 503
    assert small.comments(1001)[-1]["public"] is True
    assert small.control("GET", "faults") == []


@pytest.mark.parametrize("by", ["comments", "audits"])
def test_made_private(small: Small, by: str) -> None:
    """By the comment's id or its audit's; the answer is empty, and all that shows it agrees."""
    audit = leak(small, 1007)
    assert small.ticket(1007)["is_public"] is True
    small.advance(5)
    number = audit["id"] if by == "audits" else audit["events"][0]["id"]
    answer = small.put(f"tickets/1007/{by}/{number}/make_private", None)
    assert (answer.status_code, answer.content) == (200, b"")
    assert small.comments(1007)[-1]["public"] is False
    told, changed = small.audits(1007)[-2:]
    assert told["events"][0]["public"] is False
    assert changed["events"][0] | {"id": 0} == {
        "id": 0,
        "type": "CommentPrivacyChange",
        "comment_id": audit["events"][0]["id"],
        "public": False,
    }
    ticket = small.ticket(1007)
    assert ticket["is_public"] is False
    assert ticket["updated_at"] > audit["created_at"]


def test_other_comments_keep_a_ticket_public(small: Small) -> None:
    """Only the named comment changes; the customer's own words stay to be read."""
    before = [item["public"] for item in small.comments(1001)]
    audit = leak(small)
    small.put(f"tickets/1001/comments/{audit['events'][0]['id']}/make_private", None)
    assert [item["public"] for item in small.comments(1001)] == [*before, False]
    assert small.ticket(1001)["is_public"] is True


def test_what_is_private_already(small: Small) -> None:
    """Asked twice, nothing changes the second time."""
    audit = leak(small)
    path = f"tickets/1001/comments/{audit['events'][0]['id']}/make_private"
    small.put(path, None)
    before = small.ticket(1001), small.audits(1001)
    small.advance(5)
    assert small.put(path, None).status_code == 200
    assert (small.ticket(1001), small.audits(1001)) == before


def test_who_and_what_is_refused(small: Small) -> None:
    """Light agents may, customers may not; another ticket's comment is not found."""
    number = leak(small)["events"][0]["id"]
    assert (
        small.put(f"tickets/1001/comments/{number}/make_private", None, "dana").status_code == 403
    )
    assert small.put(f"tickets/1002/comments/{number}/make_private", None).status_code == 404
    assert small.put("tickets/1001/comments/1/make_private", None).status_code == 404
    assert small.comments(1001)[-1]["public"] is True
    assert small.put(f"tickets/1001/comments/{number}/make_private", None, "lin").status_code == 200


def test_a_closed_ticket_stays_as_it_is(small: Small) -> None:
    """Also when a comment is only to be hidden."""
    comment = small.comments(1003)[0]
    path = f"tickets/1003/comments/{comment['id']}/make_private"
    assert small.put(path, None).status_code == 422
    assert small.comments(1003)[0]["public"] is True


def test_it_counts_as_an_update(small: Small) -> None:
    """The limit of updates of one ticket by one user holds here, too."""
    number = leak(small)["events"][0]["id"]
    small.limit(ticket_updates_per_10_minutes=1)
    answer = small.put(f"tickets/1001/comments/{number}/make_private", None)
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
