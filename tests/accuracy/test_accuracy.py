"""csm's audit beside the truth, in two hundred made-up worlds over real HTTP and ClickHouse."""

from collections.abc import Iterator

import pytest

from tests.accuracy.asking import Asked, served
from tests.accuracy.generator import generate
from tests.accuracy.page import FIGURES, PAGE, committed, page
from tests.accuracy.trial import BLOCKS, judged, seeds, smallest

EVERY = pytest.mark.parametrize("block", BLOCKS)


@pytest.fixture(scope="session")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    """A sandbox of this worker's own, for any worlds."""
    with served(tmp_path_factory.mktemp("worlds")) as one:
        yield one


@EVERY
def test_the_audit_shows_what_the_data_can_show_and_says_what_it_cannot(
    asked: Asked, block: int
) -> None:
    """Each event once, with its true account, staff, mode and flags; and the page's figures."""
    found = judged(asked, [generate(seed) for seed in seeds(block)])
    for seed, problems in found.problems.items():
        pytest.fail(smallest(asked, seed, problems), pytrace=False)
    assert found.figures == committed()[str(block)], "write the page anew: python -m tests.accuracy"


def test_the_page_is_made_of_the_figures() -> None:
    """Nobody has edited it; else: python -m tests.accuracy."""
    assert PAGE.read_text(encoding="utf-8") == page(committed()), FIGURES.name
