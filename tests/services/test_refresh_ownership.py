"""A refresh as a use case: what is written, and when nothing must be."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.ownership import Feature, FormerTeam, Ownership
from csm_cli.domain.ownership_refresh import laid
from csm_cli.domain.published import Published, PublishedOwner, PublishedRow
from csm_cli.services.refresh_ownership import RefreshingOwnership, Terms
from tests.ownership_rows import feature, rows

NAMES = [f"Feature {number}" for number in range(10)]
KNOWN = rows(*(feature(name, "Replay", source="table@1") for name in NAMES))


class Page:
    """A handbook in memory, with so many rows."""

    def __init__(self, count: int, ownerless: int = 0) -> None:
        growth = (PublishedOwner("growth"),)
        self._rows = [
            PublishedRow(name, () if at < ownerless else growth, ())
            for at, name in enumerate(NAMES[:count])
        ]
        self.asked: list[bool] = []

    def read(self, *, fresh: bool = False) -> Published:
        """The table."""
        self.asked.append(fresh)
        return Published(tuple(self._rows), "the table", date(2026, 11, 29))


class Shelf:
    """An own file in memory."""

    path = Path("mine.yaml")

    def __init__(self) -> None:
        self.written: list[tuple[Sequence[Feature], Sequence[FormerTeam]]] = []

    def rows(self) -> Ownership:
        """Those in use."""
        return KNOWN

    def put(self, features: Sequence[Feature], teams: Sequence[FormerTeam]) -> None:
        """Remember them."""
        self.written.append((features, teams))


def refreshing(page: Page, shelf: Shelf) -> RefreshingOwnership:
    """A refresh by which half of the known rows are too few."""
    return RefreshingOwnership(page, shelf, Terms(("table",), 0.5))


def test_planning_writes_nothing_and_carrying_out_writes_the_plan() -> None:
    """The plan has all rows as they would be; `fresh` reaches the page."""
    page, shelf = Page(10), Shelf()
    plan = refreshing(page, shelf).plan(fresh=True)
    assert (page.asked, shelf.written, plan.refused) == ([True], [], None)
    assert plan.rows == laid(KNOWN, plan.found)
    refreshing(page, shelf).carry_out(plan)
    assert shelf.written == [(plan.found.features, plan.found.former_teams)]


@pytest.mark.parametrize(("count", "refused"), [(4, True), (5, False)])
def test_a_page_that_shrank_is_refused(count: int, refused: bool) -> None:
    """Fewer than the share: not carried out by whoever asks, unless it is to be believed."""
    shelf = Shelf()
    plan = refreshing(Page(count), shelf).plan()
    assert bool(plan.refused) is refused
    if refused:
        with pytest.raises(WrongUsage, match="4 rows, and 10"):
            refreshing(Page(count), shelf).carry_out(plan)
        assert shelf.written == []
        assert refreshing(Page(count), shelf).plan(force=True).refused is None


@pytest.mark.parametrize(("ownerless", "refused"), [(6, True), (5, False)])
def test_a_page_that_lost_its_owners_is_refused(ownerless: int, refused: bool) -> None:
    """As many rows as ever, but most without their teams: it is written otherwise now."""
    plan = refreshing(Page(10, ownerless), Shelf()).plan()
    assert bool(plan.refused) is refused
    if refused:
        assert "no owner any more for 6 of 10 features" in (plan.refused or "")
