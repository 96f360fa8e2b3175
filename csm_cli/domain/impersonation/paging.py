"""Walking a log page by page, newest first, without losing or repeating a row.

A page continues below the last row of the one before, by (time, id): rows that share a time
are told apart by their id, so that a page may end between them. A page that is full is
always followed by another request; only a shorter one ends the walk.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.impersonation.records import Record


class Cursor(NamedTuple):
    """A place between two rows: everything below it is older, or as old with a smaller id."""

    occurred_at: datetime
    event_uuid: str


Fetch = Callable[[Cursor | None], Sequence[Record]]


class Walk:
    """One pass over a log; iterate over it once.

    Args:
        fetch: Gives the page below a cursor, or the first one; rows in descending order.
        size: How many rows a full page has.

    `rows` and `pages` count what has come so far, an event that was delivered twice once.
    `disordered` says that a page did not continue below the one before, which ended the walk.
    """

    def __init__(self, fetch: Fetch, size: int) -> None:
        self._fetch = fetch
        self._size = size
        self.rows = 0
        self.pages = 0
        self.disordered = False

    def __iter__(self) -> Iterator[Record]:
        cursor: Cursor | None = None
        while True:
            page = self._fetch(cursor)
            self.pages += 1
            asked_below = cursor
            for record in page:
                place = Cursor(record.occurred_at, record.event_uuid)
                if _above(place, cursor) or (asked_below is not None and place >= asked_below):
                    self.disordered = True
                    return
                if place == cursor:  # one event delivered twice, and not yet merged
                    continue
                cursor = place
                self.rows += 1
                yield record
            if len(page) < self._size:
                return


def _above(place: Cursor, cursor: Cursor | None) -> bool:
    return cursor is not None and place > cursor
