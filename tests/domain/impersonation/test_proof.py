"""What an audit must be able to show before it calls itself complete."""

from typing import Any

import pytest

from csm_cli.domain.impersonation.window import Window
from tests.domain.impersonation.builders import NOON
from tests.output.audits import PROOF


def test_a_whole_reading_is_a_proof() -> None:
    """A full page that was followed, a short last one, and a count that agrees."""
    assert PROOF.holds


@pytest.mark.parametrize(
    "changed",
    [
        {"organization_found": False},
        {"members_found": False},
        {"counted": 16},
        {"counted": 18},
        {"counted": None},
        {"cached": True},
        {"cut": True},
    ],
    ids=str,
)
def test_each_part_of_it_is_needed(changed: dict[str, Any]) -> None:
    """Whatever else holds."""
    assert not PROOF._replace(**changed).holds


@pytest.mark.parametrize(
    "changed",
    [
        {"full_pages_followed": 0},
        {"full_pages": 2, "last_page_rows": 10},
        {"last_page_rows": 10},
        {"last_page_rows": None},
        {"in_order": False},
        {"stretches": (Window(NOON, NOON),)},
    ],
    ids=str,
)
def test_every_full_page_was_followed_and_the_last_one_was_short(changed: dict[str, Any]) -> None:
    """A page as long as it may be never ends the reading."""
    proof = PROOF._replace(walked=PROOF.walked._replace(**changed))
    assert not proof.read_to_the_end
    assert not proof.holds
