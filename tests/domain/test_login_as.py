"""The region, the pages and the reason to log in with."""

from itertools import product
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters import defaults
from csm_cli.domain import login_as
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.ticket_links import Desks, page
from csm_cli.domain.login_as import Aim, Place, Regions, doubts, forms, pages, place, reason

FORMS = forms(defaults.load())
BOTH, SETS = ("us", "eu"), [frozenset[str](), frozenset({"us"}), frozenset({"eu"})]
ANY = (None, "us", "eu")


def test_no_region_but_one_that_somebody_names() -> None:
    """Of everything that witnesses can say: what is chosen was said, and by whom counts most.

    What is left open shows both, is never certain, and is told.
    """
    records = [*SETS, frozenset(BOTH)]
    for option, known, address, text in product(ANY, records, ANY, ANY):
        said = Regions(option, known, address, text)
        found = place(said)
        if found.region:
            assert found.region in {option, address, text, *known}, said
            assert option in {None, found.region}, said
            assert option or not known or known == {found.region}, said
        else:
            assert (found.regions, found.certain) == (BOTH, False), said
            assert list(doubts(said)), said


@pytest.mark.parametrize(
    ("said", "region", "source", "codes"),
    [
        (Regions(), None, None, ["region_unknown"]),
        (Regions(text="eu"), "eu", "ticket_text", ["region_typed_by_customer"]),
        (Regions("us", text="eu"), "us", "option", ["region_differs"]),
        (Regions(records=frozenset({"us"}), text="eu"), "us", "posthog", ["region_differs"]),
        (Regions(records=frozenset({"us"}), address="eu"), None, "posthog", ["region_differs"]),
        (Regions(records=frozenset(BOTH)), None, "posthog", ["region_mixed"]),
        (Regions("eu", frozenset({"us"})), "eu", "option", ["region_differs"]),
        (Regions(address="eu"), "eu", "address", []),
    ],
)
def test_whose_word_counts(
    said: Regions, region: str | None, source: str | None, codes: list[str]
) -> None:
    """PostHog's records go before a ticket's text, and whoever differs is named."""
    found = place(said)
    assert (found.region, found.source) == (region, source)
    assert [notice.code for notice in doubts(said)] == codes


def test_what_is_verified_goes_first() -> None:
    """In each region that it can be, on that region's host; both are marked where it is open."""
    aims = [Aim(login_as.USER, "7", verified=False), Aim(login_as.PROJECT, "9", verified=True)]
    found = pages(aims, Place(BOTH, certain=False), FORMS)
    assert [(each.kind, each.region, each.certain) for each in found] == [
        ("project", "us", False), ("project", "eu", False),
        ("user", "us", False), ("user", "eu", False),
    ]  # fmt: skip
    assert found[1].url == "https://eu.posthog.com/admin/posthog/team/9/change/"
    assert found[2].url == "https://us.posthog.com/admin/posthog/user/7/change/"


@given(st.text(min_size=1, max_size=60))
def test_what_is_searched_for_stays_one_value(text: str) -> None:
    """Whatever the address holds, the page's address has one query with that in it."""
    text = text.encode("utf-8", "replace").decode()
    [found] = pages([Aim(login_as.USER_SEARCH, text, verified=True)], Place(("eu",), True), FORMS)
    parts = urlsplit(found.url)
    assert (parts.netloc, parts.path) == ("eu.posthog.com", "/admin/posthog/user/")
    assert parse_qs(parts.query, keep_blank_values=True) == {"q": [text]}
    assert found.url.isascii()


def test_the_reason() -> None:
    """The ticket in PostHog's own words, then why; one line, whatever was typed."""
    assert reason(48213, None, FORMS) == "Support ticket #48213 (Zendesk)"
    words = " the\nfunnel\x1b[31m "
    assert reason(48213, words, FORMS) == "Support ticket #48213 (Zendesk): the funnel [31m"
    assert reason(None, "the funnel", FORMS) == "the funnel"


@pytest.mark.parametrize(("ticket", "words"), [(None, None), (None, " "), (48213, "."), (1, "\n")])
def test_an_empty_reason_is_never_given(ticket: int | None, words: str | None) -> None:
    """PostHog rejects one; words that say nothing are refused even beside a ticket."""
    with pytest.raises(WrongUsage):
        reason(ticket, words, FORMS)


def test_an_audit_finds_the_ticket_of_the_reason() -> None:
    """What is pasted here leads an audit to the ticket on the desk that it is on."""
    desks = Desks("https://z.example", "https://us.posthog.com/project/2")
    pasted = reason(48213, "the funnel", FORMS)
    assert page("#48213", [pasted], desks) == "https://z.example/agent/tickets/48213"
    theirs = "Support ticket #48213"
    assert page("#48213", [theirs], desks) == f"{desks.posthog}/support/tickets/48213"


@pytest.mark.parametrize(
    ("key", "value"), [("user_page", "admin/{id}"), ("project_page", "/admin/"), ("reason", "why")]
)
def test_a_form_that_cannot_be_filled_is_refused(key: str, value: str) -> None:
    """A slip in the config file is said, not sent along."""
    facts = defaults.load()
    with pytest.raises(WrongUsage, match=f"login_as.{key}"):
        forms({**facts, "login_as": {**facts["login_as"], key: value}})
