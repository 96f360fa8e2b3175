"""How matches are weighed, and what is put together."""

from datetime import UTC, datetime, timedelta

import pytest

from csm_cli.domain.likeness.hits import GITHUB, SLACK, ZENDESK, Hit, Wanted
from csm_cli.domain.likeness.mentions import mentioned
from csm_cli.domain.likeness.merging import merged, once
from csm_cli.domain.likeness.ranking import Here, match, ranked
from csm_cli.domain.likeness.wording import Wording

NOW = datetime(2026, 11, 29, tzinfo=UTC)
WORDING = Wording(("permission denied on charges",), ("captureCanvas", "recordings", "black"))
HERE = Here(
    Wanted(WORDING, ("feature/replay",), frozenset({"session", "replay"})),
    "zendesk:1",
    frozenset({"github:posthog/posthog#7"}),
    42,
    NOW,
)


def _hit(
    key: str = "github:posthog/posthog#9", title: str = "", text: str = "", **more: object
) -> Hit:
    return Hit(key.partition(":")[0], key, title, f"https://x/{key}", text, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("hit", "codes", "score"),
    [
        (_hit(text="Stripe: permission denied on charges."), ["error_string"], 5),
        (_hit(text="permission was denied on all charges"), [], 0),
        (_hit(text="captureCanvas makes it black"), ["words"], 3),
        (_hit(title="CaptureCanvas", text="black"), ["words"], 4),
        (_hit(text="one recording alone"), [], 0),
        (_hit(title="A recording", labels=("feature/replay",)), ["words", "area"], 3.5),
        (_hit(title="captureCanvas", labels=("Feature/Replay",)), ["words", "area"], 5),
        (_hit(title="captureCanvas", area="session_replay"), ["words", "area"], 5),
        (_hit(title="captureCanvas", area="surveys", organization=42), ["words", "customer"], 4),
        (_hit(title="captureCanvas", at=NOW - timedelta(30)), ["words", "recent"], 4),
        (_hit(title="captureCanvas", at=NOW - timedelta(31)), ["words", "recent"], 3.5),
        (_hit(title="captureCanvas", at=NOW - timedelta(181)), ["words"], 3),
        (_hit("github:posthog/posthog#7"), ["link"], 5),
        (_hit("slack:C1/2", mentions=frozenset({"zendesk:1"})), ["link"], 5),
        (_hit(labels=("feature/replay",), organization=42, at=NOW), [], 0),
    ],
)
def test_a_score_is_the_sum_of_its_reasons(hit: Hit, codes: list[str], score: float) -> None:
    """Each reason has its points; label, customer and date alone make nothing a match."""
    found = match(hit, HERE)
    assert [each.code for each in found.reasons] if found else codes == []
    assert (found.score if found else 0) == score


def test_the_best_word_in_the_title_of_the_same_area_is_enough() -> None:
    """One word alone is a match only there."""
    wording = Wording((), ("recordings", "x", "y", "z"))
    here = HERE._replace(wanted=HERE.wanted._replace(wording=wording))
    assert match(_hit(title="A recording", area="Session Replay"), here)
    assert match(_hit(text="A recording", area="Session Replay"), here) is None
    assert match(_hit(title="A recording"), here) is None


def test_words_have_an_end() -> None:
    """A long text that holds all words does not outweigh the same error."""
    words = tuple(f"code_{number}" for number in range(8))
    here = HERE._replace(wanted=Wanted(Wording((), words)))
    found = match(_hit(title=" ".join(words)), here)
    assert found is not None
    assert found.score == 8


def test_an_issue_and_what_links_to_it_are_one() -> None:
    """The ticket and the message that link an issue stand beside it, whichever of them is best."""
    key = "github:posthog/posthog#9"
    issue = _hit(key, "captureCanvas is black")
    ticket = _hit("zendesk:5", "captureCanvas black", mentions=frozenset({key}))
    message = _hit("slack:C1/2", "captureCanvas", mentions=frozenset({key}))
    about_ticket = _hit("slack:C1/3", "captureCanvas", mentions=frozenset({"zendesk:5"}))
    other = _hit("zendesk:6", "captureCanvas")
    found = [match(each, HERE) for each in (issue, ticket, message, about_ticket, other)]
    groups = merged(ranked([each for each in found if each]))
    sources = [[group.hit.source, *(each.source for each in group.also)] for group in groups]
    assert sorted(map(sorted, sources)) == [[GITHUB, SLACK, SLACK, ZENDESK], [ZENDESK]]


def test_the_issue_itself_need_not_be_found() -> None:
    """Two that link the same issue are one, though GitHub is silent."""
    both = [
        match(_hit(name, "captureCanvas", mentions=frozenset({"github:posthog/posthog#9"})), HERE)
        for name in ("zendesk:5", "slack:C1/2")
    ]
    [group] = merged(ranked([each for each in both if each]))
    assert len(group.also) == 1


def test_what_two_queries_find_is_once() -> None:
    """The one of which more was read."""
    short, long = _hit(text="a"), _hit(text="a longer text")
    assert once([short, long, short]) == [long]


def test_order_is_the_same_each_time() -> None:
    """By score, then the newer, then by key."""
    hits = [
        _hit("zendesk:9", "captureCanvas", at=NOW),
        _hit("zendesk:8", "captureCanvas", at=NOW - timedelta(1)),
        _hit("zendesk:7", "captureCanvas", at=NOW),
        _hit("zendesk:6", "captureCanvas black", at=NOW - timedelta(100)),
    ]
    found = [each for each in (match(hit, HERE) for hit in hits) if each]
    order = ["zendesk:6", "zendesk:7", "zendesk:9", "zendesk:8"]
    assert [each.hit.key for each in ranked(found)] == order
    assert [each.hit.key for each in ranked(found[::-1])] == order


def test_links_are_read_as_keys() -> None:
    """Issues, pull requests, tickets, messages; other hosts that look alike are none."""
    text = """https://github.com/PostHog/posthog/issues/12, https://github.com/PostHog/posthog/pull/13
    https://posthoghelp.zendesk.com/agent/tickets/48213 ticket #48214 ticket 48215
    https://x.slack.com/archives/C0REPLAY/p1700000000000100?thread_ts=1 https://evilgithub.com/a/b/issues/1
    """
    assert mentioned(text) == {
        "github:posthog/posthog#12",
        "github:posthog/posthog#13",
        "zendesk:48213",
        "zendesk:48214",
        "zendesk:48215",
        "slack:C0REPLAY/1700000000000100",
    }
