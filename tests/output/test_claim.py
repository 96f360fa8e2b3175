"""What is said of a ticket that was to be claimed."""

import pytest

from csm_cli.domain import claim_results
from csm_cli.domain.claim_results import ClaimResult
from csm_cli.output.claim import sentence


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (claim_results.STOPPED, "7 was left alone: not done before the stop"),
        (claim_results.NOT_TRIED, "7 was left alone: not tried any more"),
        ("Zendesk can't be reached", "7 was not reached: Zendesk can't be reached"),
    ],
)
def test_what_nothing_was_done_with(reason: str, said: str) -> None:
    """Nobody tried to reach a ticket that a stop left undone."""
    assert sentence(ClaimResult(7, claim_results.UNAVAILABLE, reason=reason)) == said
