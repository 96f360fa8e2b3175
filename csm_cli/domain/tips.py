"""What to try for a part of the product, and what can be looked up without asking anybody."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from csm_cli.domain.names import key, names
from csm_cli.domain.ownership import Candidate, Match, Notice

if TYPE_CHECKING:  # an area alone must not pay for what a ticket is taken apart with
    from csm_cli.domain.tips_on_ticket import OnTicket

GENERAL = "general"
"""The entry that goes with every area."""


class Place(NamedTuple):
    """A title and a path: of the website, or of a customer's project."""

    title: str
    path: str


class Tips(NamedTuple):
    """An entry: one area's tips as one file has them.

    `also` are other areas and words that mean the same. `pages` are paths of the customer's
    project, `docs` of PostHog's website. `origin` names a user's own file, null for the shipped.
    """

    area: str
    title: str | None
    also: tuple[str, ...]
    look_up: tuple[str, ...]
    steps: tuple[str, ...]
    pages: tuple[Place, ...]
    docs: tuple[Place, ...]
    as_of: date
    source: str
    origin: str | None = None


class Advice(NamedTuple):
    """What a query is answered with; no entries where nothing is settled on."""

    query: str
    match: Match
    entries: tuple[Tips, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    notices: tuple[Notice, ...] = ()
    ticket: "OnTicket | None" = None

    @property
    def settled(self) -> bool:
        """Whether there is something to try."""
        return bool(self.entries)


def named(book: Sequence[Tips], text: str) -> tuple[Tips, ...]:
    """The entries of an area, a title or another word for it, in the order of the book."""
    wanted = key(text)
    areas = {
        key(entry.area)
        for entry in book
        if wanted
        and any(names(wanted, name) for name in (entry.area, entry.title or "", *entry.also))
    }
    return tuple(entry for entry in book if key(entry.area) in areas)


def with_general(book: Sequence[Tips], entries: Sequence[Tips]) -> tuple[Tips, ...]:
    """These, and then what goes with every area."""
    general = named(book, GENERAL)
    return (*(entry for entry in entries if entry not in general), *general)
