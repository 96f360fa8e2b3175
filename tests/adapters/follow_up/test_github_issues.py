"""Issues on GitHub over HTTP: how they stand, asked again at no cost, and what gives nothing."""

import pytest

from csm_cli.domain.around import FAILING, LIMITED, REFUSED, RUBBISH, missing
from csm_cli.domain.errors import CsmError
from csm_cli.domain.issues import CLOSED, GONE, MOVED, OPEN, UNSEEN
from csm_cli.sandbox import Sandbox
from tests.adapters.follow_up.conftest import Ask, log_of
from tests.adapters.scripted_server import Reply, scripted
from tests.sandbox.follow_up.stage import TOKEN, arm


@pytest.mark.parametrize("token", [None, TOKEN], ids=["anybody", "a person"])
def test_how_they_stand(issue: Ask, sandbox: Sandbox, token: str | None) -> None:
    """Open, closed with its reason, a pull request, moved and found there, deleted, not there."""
    url = sandbox.services["github"]
    told = {number: issue(url, number, token) for number in (101, 102, 103, 104, 105, 9)}
    assert [each.state for each in told.values()] == [OPEN, CLOSED, OPEN, GONE, OPEN, UNSEEN]
    assert told[102].reason == "completed"
    assert told[102].closed_at is not None
    assert told[103].title == "It is here"


def test_a_merged_pull_request(issue: Ask, sandbox: Sandbox) -> None:
    """GitHub calls it closed and gives no reason; that it was merged is one, kept or not."""
    for token in (None, TOKEN, TOKEN):
        found = issue(sandbox.services["github"], 106, token)
        assert (found.state, found.reason) == (CLOSED, "merged")
    assert log_of(sandbox, "github")[-1] == 304


def test_asked_again(issue: Ask, sandbox: Sandbox) -> None:
    """A second run sends the ETag; a 304 is as good as the issue."""
    url = sandbox.services["github"]
    first = issue(url, 102, TOKEN)
    assert issue(url, 102, TOKEN) == first
    assert log_of(sandbox, "github") == [200, 304]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"fault": "status", "status": 500}, FAILING),
        ({"fault": "status", "status": 429, "retry_after": "60"}, LIMITED),
        ({"fault": "status", "status": 403}, REFUSED),
        ({"fault": "status", "status": 401}, REFUSED),
        ({"fault": "html"}, RUBBISH),
        ({"fault": "truncated"}, FAILING),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_what_gives_nothing(
    issue: Ask, sandbox: Sandbox, fault: dict[str, object], code: str
) -> None:
    """Each is one of csm's errors."""
    arm(sandbox, "github", times=2, **fault)
    with pytest.raises(CsmError) as told:
        issue(sandbox.services["github"], 101, TOKEN)
    assert missing("github", told.value).code == code


def test_a_used_up_hour(issue: Ask) -> None:
    """GitHub's 403 for too many questions is a limit, not a refusal."""
    used_up = (("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", "9999999999"))
    refused = Reply(403, {"message": "API rate limit exceeded"}, used_up)
    with scripted(refused) as server, pytest.raises(CsmError) as told:
        issue(server.url, 1)
    assert missing("github", told.value).code == LIMITED


def test_moved_to_a_place_of_somebody_else(issue: Ask) -> None:
    """No other host is asked, and the token stays here: it is told as moved."""
    elsewhere = Reply(301, {"url": "https://evil.example/repos/a/b/issues/1"})
    with scripted(elsewhere) as server:
        assert issue(server.url, 1, TOKEN).state == MOVED


@pytest.mark.parametrize("body", [{}, [], {"state": 7}, {"state": "reopened"}, b"<html>"])
def test_rubbish(issue: Ask, body: object) -> None:
    """A success without a state that is known says nothing of the issue."""
    with scripted(Reply(200, body)) as server, pytest.raises(CsmError, match="in place of data"):
        issue(server.url, 1)


def test_a_304_that_nobody_asked_for(issue: Ask) -> None:
    """It has no meaning without an ETag that was sent."""
    with scripted(Reply(304)) as server, pytest.raises(CsmError, match="304"):
        issue(server.url, 1)
