"""The ticket that a reason names."""

import pytest

from csm_cli.domain.impersonation.ticket_links import Desks, page, ticket_ref
from tests.domain.impersonation.builders import started


@pytest.mark.parametrize(
    ("reason", "ref"),
    [
        ("Support ticket #10482", "#10482"),
        ("https://posthoghelp.zendesk.com/agent/tickets/48213", "#48213"),
        ("see https://posthoghelp.zendesk.com/agent/tickets/48213?brand=1 please", "#48213"),
        ("https://posthoghelp.zendesk.com/hc/en-us/requests/48213", "#48213"),
        ("https://us.posthog.com/project/2/support/tickets/512", "#512"),
        ("ZD-48213", "#48213"),
        ("zendesk #48213, reproducing", "#48213"),
        ("See ticket 48213", "#48213"),
        ("#48213", "#48213"),
        ("flag 12, then (#48213)", "#48213"),
        ("looked at insight/12 and &#39;x&#39;", None),
        ("3 replays do not play", None),
        ("ticket", None),
        ("#0", None),
        ("#99999999999999999999999", None),
        ("ticket ٤٨٢١٣", None),
    ],
)
def test_a_ticket_is_found_in_the_words_of_colleagues(reason: str, ref: str | None) -> None:
    """As PostHog writes it itself, as an address, and as people name tickets."""
    assert ticket_ref(started(reason=reason)) == ref


def test_the_number_that_people_know_is_preferred_to_the_id() -> None:
    """A start from a ticket records its id and, in the reason, its number."""
    ticket = "0192aa00-0000-7000-8000-000000000001"
    assert ticket_ref(started(reason="Support ticket #10482", ticket_id=ticket)) == "#10482"
    assert ticket_ref(started(reason=None, ticket_id=ticket)) == ticket


DESKS = Desks("https://desk.example", "https://us.posthog.com/project/2")


@pytest.mark.parametrize(
    ("ref", "reason", "address"),
    [
        ("#48213", "ZD-48213", "https://desk.example/agent/tickets/48213"),
        ("#512", "Support ticket #512", "https://us.posthog.com/project/2/support/tickets/512"),
        ("#512", "us.posthog.com/project/2/support/tickets/512", "https://us.posthog.com/project/2/support/tickets/512"),
        ("0192aa", "", "https://us.posthog.com/project/2/support/tickets/0192aa"),
        ("a b/../<x>", "", "https://us.posthog.com/project/2/support/tickets/a%20b%2F..%2F%3Cx%3E"),
        ("# title|", "", "https://us.posthog.com/project/2/support/tickets/%23%20title%7C"),
        ("#1/../2", "", "https://us.posthog.com/project/2/support/tickets/%231%2F..%2F2"),
        ("#\u0661", "", "https://us.posthog.com/project/2/support/tickets/%23%D9%A1"),
        (None, "ticket", None),
    ],
)  # fmt: skip
def test_a_tickets_page_is_that_of_the_desk_it_is_on(
    ref: str | None, reason: str, address: str | None
) -> None:
    """Zendesk's, unless the reason is one that PostHog Support writes, or there is no number."""
    assert page(ref, [reason], DESKS) == address
