"""Rate limits, on the sandbox's clock, and the headers that announce them."""

from tests.sandbox.small import Small

ACCOUNT_HEADERS = {
    "rate-limit": {"X-Rate-Limit", "X-Rate-Limit-Remaining", "Rate-Limit", "Rate-Limit-Remaining",
                   "Rate-Limit-Reset"},
    "ratelimit": {"X-Rate-Limit", "X-Rate-Limit-Remaining", "RateLimit-Limit",
                  "RateLimit-Remaining", "RateLimit-Reset"},
}  # fmt: skip


def test_the_account_runs_dry(small: Small) -> None:
    """The request after the last is a 429 in plain text, and does nothing; a minute later not."""
    small.limit(account_per_minute=3)
    assert [small.get("groups").headers["X-Rate-Limit-Remaining"] for _ in range(2)] == ["2", "1"]
    small.get("users/me", "ada")
    refused = small.update(1001, subject="Too much")
    assert refused.status_code == 429
    assert refused.headers["content-type"].startswith("text/plain")
    assert refused.text == "Number of allowed API requests per minute exceeded"
    assert small.get("groups").headers["X-Rate-Limit-Remaining"] == "0"
    wait = int(refused.headers["Retry-After"])
    assert 0 < wait <= 60
    small.advance(wait)
    assert small.ticket(1001)["subject"] == "Replay does not load"


def test_the_documented_limits(small: Small) -> None:
    """Without overrides the account has 700 a minute, a ticket 30 updates in ten minutes."""
    headers = small.update(1001, status="open").headers
    assert headers["X-Rate-Limit"] == "700"
    assert headers["Zendesk-Rate-Limit-Per-Ticket-Updates"] == "total=30; remaining=29; resets=600"
    assert headers["Zendesk-Rate-Limit-Tickets-Update"].startswith("total=100; remaining=99;")


def test_one_ticket_one_user(small: Small) -> None:
    """Thirty updates of one ticket by one user; another ticket and another user are not held up."""
    note = {"body": "Again", "public": False}
    codes = [small.update(1001, comment=note).status_code for _ in range(31)]
    assert codes == [200] * 30 + [429]
    assert len(small.comments(1001)) == 33
    assert small.update(1002, status="pending").status_code == 200
    assert small.update(1001, "ada", status="open").status_code == 200
    small.advance(601)
    assert small.update(1001, comment=note).status_code == 200


def test_updates_of_all_tickets_together(small: Small) -> None:
    """The account's limit of ticket updates counts across tickets; reading goes on."""
    small.limit(tickets_update_per_minute=2)
    codes = [small.update(number, status="open").status_code for number in (1001, 1002, 1006)]
    assert codes == [200, 200, 429]
    refused = small.update(1006, status="open")
    assert refused.json()["error"] == "APIRateLimitExceeded"
    assert small.get("tickets/1006").status_code == 200


def test_updates_of_a_user(small: Small) -> None:
    """Five a minute for each person changed: an upgrade, a downgrade, and three more."""
    codes = [
        small.put("users/103", {"user": {"notes": str(number)}}, "noor").status_code
        for number in range(6)
    ]
    assert codes == [200] * 5 + [429]
    assert small.put("users/102", {"user": {"notes": "x"}}, "noor").status_code == 200


def test_accounts_differ_in_spelling(small: Small) -> None:
    """A scenario decides which spelling of the headers its account uses."""
    for spelling, wanted in ACCOUNT_HEADERS.items():
        small.limit(headers=spelling)
        names = {name for name in small.get("groups").headers if "ratelimit" in name.lower()
                 or "rate-limit" in name.lower()}  # fmt: skip
        assert {name.lower() for name in names} == {name.lower() for name in wanted}
    assert "Zendesk-RateLimit-Per-Ticket-Updates" in small.update(1001, status="open").headers


def test_refused_callers_do_not_count(small: Small) -> None:
    """Somebody without credentials cannot use up the account's requests."""
    small.limit(account_per_minute=1)
    for _ in range(3):
        assert small.get("groups", None).status_code == 401
    assert small.get("groups").status_code == 200
