"""What need not be asked: what a customer has given, and what staff can look up."""

import pytest

from csm_cli.domain import asks
from csm_cli.domain.asks import LINK, MESSAGE, SCREENSHOT, STEPS, WHEN
from csm_cli.domain.attachments import Attached
from csm_cli.domain.intake import Intake
from csm_cli.domain.links import PUBLISHED
from csm_cli.domain.tickets import Entry
from tests.services.readable_desk import ADA, THEO, entry


def kinds(intake: Intake, *entries: Entry) -> set[str]:
    """What need not be asked for."""
    return {each.kind for each in asks.spared(intake, entries, PUBLISHED)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It stops.", set()),
        ("See https://us.posthog.com/project/48113/insights/AbC123.", {LINK}),
        ("(https://eu.posthog.com/project/1/feature_flags/17)", {LINK}),
        ("https://us.posthog.com/project/48113/insights/rEtnoDig/edit", {LINK}),
        ("https://us.posthog.com/notebooks/aBcdEfgh", {LINK}),
        ("https://us.posthog.com/project/1/pipeline/destinations/hog-0192f/logs", {LINK}),
        ("https://us.posthog.com/project/1/groups/0/acme", {LINK}),
        ("https://us.posthog.com/project/48113/insights", set()),
        ("https://us.posthog.com/project/48113/insights/new", set()),
        ("https://us.posthog.com/project/48113/replay/home", set()),
        ("https://us.posthog.com/project/48113/groups/0", set()),
        ("https://us.posthog.com/project/48113/activity/explore", set()),
        ("https://us.posthog.com/project/48113/settings/environment-2", set()),
        ("https://us.posthog.com/organization/billing", set()),
        ("https://us.posthog.com/project/48113/data-management/events", set()),
        ("https://us.posthog.com/admin/posthog/user/20418/change/", set()),
        ("https://us.posthog.com/project/48113", set()),
        ("https://us.posthog.com.evil.example/project/1/insights/AbC123", set()),
        ("https://us.posthog.com@evil.example/project/1/insights/AbC123", set()),
        ('It says "The snapshot could not be loaded" at once.', {MESSAGE}),
        ("Sie sagt „Der Zugriff ist gesperrt“, dann nichts.", {MESSAGE}),
        ("We get `ERR_BLOCKED_BY_CLIENT`", {MESSAGE}),
        ('We set `timestamp` and "distinct_id" ourselves', set()),
        ("Neither `a` nor any other value than `b` is kept", set()),
        ("TypeError: x is not a function", {MESSAGE}),
        ("The API answers with status 502", {MESSAGE}),
        ("I don't get it, and we're stuck, it's an error of yours", set()),
        ("1. Open it\n2. Press play\n", {STEPS}),
        ("1. April was worse", set()),
    ],
)
def test_by_the_words(text: str, expected: set[str]) -> None:
    """A link to one thing, a quoted message, numbered steps; and what only looks like them."""
    assert kinds(Intake(text)) == expected
    assert kinds(Intake(""), entry(1, THEO, text, 1)) == expected


def test_only_customers_words_count() -> None:
    """What staff noted or wrote is no answer of the customer's, nor is what nobody sees."""
    text = "https://us.posthog.com/project/1/insights/a TypeError: b\n1. c\n2. d"
    picture = (Attached("a.png", 1),)
    assert kinds(Intake(""), entry(1, ADA, text, 1, attachments=picture)) == set()
    assert kinds(Intake(""), entry(1, THEO, text, 1, private=True)) == set()


@pytest.mark.parametrize("name", ["Screen Shot.PNG", "clip.mp4"])
def test_a_picture(name: str) -> None:
    """A picture or a film is a screenshot; a log is none."""
    assert kinds(Intake(""), entry(1, THEO, "", 1, attachments=(Attached(name, 9),))) == {
        SCREENSHOT
    }
    assert kinds(Intake(""), entry(1, THEO, "", 1, attachments=(Attached("a.log", 9),))) == set()


def test_by_the_form() -> None:
    """A replay shows the page, the steps and the time; the form names page and exceptions."""
    replay = "http://go/session/019a?t=30"
    page = "https://us.posthog.com/project/48113/insights/AbC123"
    errors = "https://us.posthog.com/project/2/error_tracking?filterGroup=x"
    assert kinds(Intake("", session_url=replay)) == {SCREENSHOT, STEPS, WHEN}
    assert kinds(Intake("", location=page)) == {LINK}
    assert kinds(Intake("", exceptions_url=errors)) == {MESSAGE}
    assert kinds(Intake("", location="https://us.posthog.com/project/48113/replay/home")) == set()


def test_the_form_is_none_of_the_customers_words() -> None:
    """Its lines stand in the ticket's first comment, too: what they say is said of the form."""
    page = "https://us.posthog.com/project/48113/insights/AbC123"
    entries = [entry(1, THEO, f"It stops.\n\n-----\nTarget area: replay\nLocation: {page}", 1)]
    (linked,) = asks.spared(Intake("It stops.", location=page), entries, PUBLISHED)
    assert linked.reason.startswith("the form names the page")
    (linked,) = asks.spared(Intake(page, location=page), entries, PUBLISHED)
    assert linked.reason == "the customer has linked one"


def test_what_is_typed_into_a_block_of_ones_own() -> None:
    """An address that the form does not write spares no question: nobody should open it."""
    evil = "https://us.posthog.com.evil.example/session/1"
    assert kinds(Intake("", session_url=evil, exceptions_url=evil, location=evil)) == set()


def test_feedback_is_asked_for_its_goal() -> None:
    """Whoever has an idea has no error to quote."""
    assert asks.usual(Intake("", kind="feedback")) == (asks.GOAL,)
    assert asks.usual(Intake("", kind="bug")) == asks.USUAL
