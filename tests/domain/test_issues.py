"""Links to issues in what people write."""

from csm_cli.domain.issues import IssueRef, linked

POSTHOG = "PostHog/posthog"


def test_links_are_found_once_and_in_order() -> None:
    """In Markdown, with what follows the number, a pull request like an issue."""
    text = (
        "see [it](https://github.com/PostHog/posthog/issues/91268#issuecomment-1), and "
        "http://www.github.com/PostHog/posthog-js/pull/7/files. "
        "Again https://github.com/PostHog/posthog/issues/91268"
    )
    assert linked([text]) == (IssueRef(POSTHOG, 91268), IssueRef("PostHog/posthog-js", 7))


def test_a_repository_is_the_same_in_small_letters() -> None:
    """As on GitHub: two spellings are one issue, in the first of them."""
    there = "https://github.com/{}/issues/{}"
    texts = [there.format("posthog/posthog", 7), there.format(POSTHOG, 7), there.format(POSTHOG, 8)]
    assert linked(texts) == (IssueRef("posthog/posthog", 7), IssueRef(POSTHOG, 8))


def test_what_is_no_link_to_an_issue() -> None:
    """Other hosts, other pages, repositories that would be a path, numbers that are none."""
    texts = [
        "https://github.com.evil.example/PostHog/posthog/issues/1",
        "https://github.com/PostHog/posthog/discussions/1",
        "https://github.com/PostHog/../issues/1",
        "https://github.com/-a/b/issues/1",
        "https://github.com/PostHog/posthog/issues/0",
        "https://github.com/PostHog/posthog/issues/12345678901",
    ]
    assert linked(texts) == ()
