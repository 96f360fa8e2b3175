"""Walking a log page by page, newest first, without losing or repeating a row.

A page continues below the last row of the one before, by (time, id): rows that share a time
are told apart by their id, so that a page may end between them. A page that is full is
always followed by another request; only a shorter one ends the walk.

Where the log has no time or memory for a page, its stretch of the window is halved: first
the newer half is read to its end, then the older one, each to a short page of its own.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from csm_cli.domain.errors import Exhausted
from csm_cli.domain.impersonation.records import Record
from csm_cli.domain.impersonation.window import Window, halves


class Halving(NamedTuple):
    """How often stretches may be halved in one audit, and how short they may become."""

    most: int = 16
    shortest: timedelta = timedelta(minutes=1)


class Cursor(NamedTuple):
    """A place between two rows: everything below it is older, or as old with a smaller id."""

    occurred_at: datetime
    event_uuid: str


Fetch = Callable[[Window, Cursor | None], Sequence[Record]]


class Walked(NamedTuple):
    """How far a walk has come; with it, another one goes on at the same place.

    `stretches` are what is not read to its end, the newest first; it is in the first one that
    the last row seen, `cursor`, lies, or above. `rows` counts an event that was delivered
    twice once. `full_pages_followed` are full pages after which an answer came to another
    request. `in_order` is false if a page did not continue below the one before, which ends
    the walk. `halvings` counts the stretches that were too much for the log.
    """

    stretches: tuple[Window, ...]
    cursor: Cursor | None = None
    rows: int = 0
    pages: int = 0
    full_pages: int = 0
    full_pages_followed: int = 0
    last_page_rows: int | None = None
    in_order: bool = True
    halvings: int = 0


class Walk:
    """One pass over a stretch of a log; iterate over it once, for its pages.

    Args:
        fetch: Gives a page of the rows in a window and below a cursor, in descending order.
        size: How many rows a full page has.
        walked: Where to begin: a window not begun, or what an earlier walk came to.
        halving: What may be done about a stretch that is too much for the log.

    What it yields are the rows of a page without twins, none of them twice. `walked` is true
    whenever a page has been yielded, and at the end.

    Raises:
        Exhausted: a stretch was too much for the log, and was halved as often as it may be.
    """

    def __init__(
        self,
        fetch: Fetch,
        size: int,
        walked: Walked,
        halving: Halving = Halving(),  # noqa: B008 - a value
    ) -> None:
        self._fetch = fetch
        self._size = size
        self._halving = halving
        self.walked = walked

    def __iter__(self) -> Iterator[Sequence[Record]]:
        while self.walked.stretches and self.walked.in_order:
            page = self._page()
            if page is not None:
                yield self._take(page)

    def _page(self) -> Sequence[Record] | None:
        """The next page; null if its stretch had to be halved first."""
        now = self.walked
        stretch, *older = now.stretches
        try:
            return self._fetch(stretch, now.cursor)
        except Exhausted:
            top = min(stretch.until, now.cursor.occurred_at) if now.cursor else stretch.until
            parts = halves(Window(stretch.since, top), self._halving.shortest)
            if parts is None or now.halvings >= self._halving.most:
                raise
            early, late = parts
            newer = Window(late.since, stretch.until)  # its top is in it: rows may share its time
            self.walked = now._replace(stretches=(newer, early, *older), halvings=now.halvings + 1)
            return None

    def _take(self, page: Sequence[Record]) -> Sequence[Record]:
        before = self.walked
        asked_below, cursor = before.cursor, before.cursor
        rows: list[Record] = []
        in_order = True
        for record in page:
            place = Cursor(record.occurred_at, record.event_uuid)
            if cursor is not None and place >= cursor:
                if place == cursor != asked_below:  # delivered twice, and not yet merged
                    continue
                in_order = False
                break
            cursor = place
            rows.append(record)
        full = len(page) >= self._size
        self.walked = before._replace(
            stretches=before.stretches if full else before.stretches[1:],
            cursor=cursor,
            rows=before.rows + len(rows),
            pages=before.pages + 1,
            full_pages=before.full_pages + full,
            full_pages_followed=before.full_pages_followed + self._follows_a_full_page,
            last_page_rows=len(page),
            in_order=in_order,
        )
        return rows

    @property
    def _follows_a_full_page(self) -> bool:
        last = self.walked.last_page_rows
        return last is not None and last >= self._size
