"""Whose organizations, by a search that is configured."""

import pytest

from csm_cli.domain.errors import NotFound, WrongUsage
from csm_cli.domain.mine import Mine, Seen, filled_in, mine, slug
from csm_cli.domain.tickets import Me, Person
from csm_cli.services.mine import my_organizations

ME = Me(Person(7, "Zoë Åkerblom", "zoe@posthog.example"), "full")
ONE, TWO = (f"0184c2f1-7a10-0000-4b1d-6a6f1e5c0d0{number}" for number in (1, 2))


class Tickets:
    """A desk whose search finds the same, whatever it is asked."""

    def __init__(self, seen: Seen) -> None:
        self._seen = seen
        self.asked: list[str] = []

    def me(self) -> Me:
        """Zoë."""
        return ME

    def organizations(self, query: str) -> Seen:
        """What it finds."""
        self.asked.append(query)
        return self._seen


def test_a_name_becomes_a_tag_as_posthogs_form_makes_it() -> None:
    """Letter by letter: what is not plain is an underscore, and two are two."""
    assert slug("Robin Vale") == "robin_vale"
    assert slug("Zoë Åkerblom") == "zo___kerblom"


def test_a_search_may_name_the_person_in_three_ways() -> None:
    """And nothing else of them."""
    assert filled_in("tags:owner_{slug} assignee:{id} {email}", ME) == (
        "tags:owner_zo___kerblom assignee:7 zoe@posthog.example"
    )
    with pytest.raises(WrongUsage):
        filled_in("{phone}", ME)


def test_what_is_listed_comes_beside_what_is_found_each_once() -> None:
    """And how it was found is said, with what may be missing."""
    desk = Tickets(Seen((ONE,), 1000, 3, whole=False))
    found = my_organizations(desk, desk, Mine("tags:{slug}", [TWO, ONE]))
    assert (found.ids, found.whole, desk.asked) == ((ONE, TWO), False, ["tags:zo___kerblom"])
    assert "tags:zo___kerblom" in found.how
    assert [text.split()[0] for text in found.notices] == ["3", "only"]


def test_nothing_found_is_an_error() -> None:
    """An audit of nobody would be complete."""
    desk = Tickets(Seen((), 0, 0, whole=True))
    with pytest.raises(NotFound, match="tags:x"):
        my_organizations(desk, desk, Mine("tags:x", []))


def test_facts_that_could_not_work_are_refused() -> None:
    """Before anybody is asked."""
    assert mine({"mine": {"search": " tags:x ", "organizations": [ONE.upper()]}}) == (
        "tags:x",
        [ONE],
    )
    for table in ({}, {"search": "x"}, {"search": "x", "organizations": ["Hedgebox"]}):
        with pytest.raises(WrongUsage):
            mine({"mine": table})
