"""The sandbox's GitHub: one issue, as "Get an issue" of GitHub's reference has it."""

from csm_cli.sandbox import Sandbox
from tests.sandbox.follow_up.stage import TOKEN, ask

_ISSUES = "/repos/PostHog/posthog/issues"
_KEYS = {
    "url", "repository_url", "html_url", "id", "number", "title", "user", "labels", "state",
    "state_reason", "locked", "assignees", "comments", "created_at", "updated_at", "closed_at",
    "body",
}  # fmt: skip


def test_an_issue_and_a_pull_request(sandbox: Sandbox) -> None:
    """Anybody may read it; a pull request is an issue that says so. Names are of any case."""
    issue = ask(sandbox, "github", f"{_ISSUES}/102").json()
    assert set(issue) == _KEYS
    assert (issue["state"], issue["state_reason"]) == ("closed", "completed")
    assert issue["closed_at"] is not None
    fix = ask(sandbox, "github", "/repos/posthog/PostHog/issues/105").json()
    assert fix["pull_request"]["html_url"].endswith("/PostHog/posthog/pull/105")
    assert fix["pull_request"]["merged_at"] is None
    merged = ask(sandbox, "github", f"{_ISSUES}/106").json()
    assert (merged["state"], merged["state_reason"]) == ("closed", None)
    assert merged["pull_request"]["merged_at"] == merged["closed_at"]


def test_what_is_not_there(sandbox: Sandbox) -> None:
    """Moved says where to, deleted is not the same as unknown."""
    moved = ask(sandbox, "github", f"{_ISSUES}/103")
    assert moved.status_code == 301
    assert moved.headers["Location"] == moved.json()["url"]
    assert moved.json()["url"].endswith("/repos/PostHog/posthog-js/issues/7")
    assert ask(sandbox, "github", f"{_ISSUES}/104").status_code == 410
    assert ask(sandbox, "github", f"{_ISSUES}/9").status_code == 404


def test_asked_again(sandbox: Sandbox) -> None:
    """With its ETag an issue that is as it was is a 304 without a body."""
    whose = {"Authorization": f"Bearer {TOKEN}"}
    first = ask(sandbox, "github", f"{_ISSUES}/101", **whose)
    again = {**whose, "If-None-Match": first.headers["ETag"]}
    second = ask(sandbox, "github", f"{_ISSUES}/101", **again)
    assert (second.status_code, second.content) == (304, b"")
    other = ask(sandbox, "github", f"{_ISSUES}/102", **again)
    assert other.status_code == 200


def test_the_limit_of_an_hour_without_a_token(sandbox: Sandbox) -> None:
    """Sixty, then a 403 whose headers say when it ends."""
    answers = [ask(sandbox, "github", f"{_ISSUES}/101") for _ in range(61)]
    assert {answer.status_code for answer in answers[:60]} == {200}
    assert answers[60].status_code == 403
    assert answers[60].headers["X-RateLimit-Remaining"] == "0"
