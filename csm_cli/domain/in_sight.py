"""Which conversations to read, so that the rows in sight are the right ones, in few requests.

A ticket alone does not tell since when its customer waits. Its clock began with the ticket at the
earliest and with its last change at the latest: an unread row stands where the latest would put
it, and reading moves it up, but for a new ticket that was answered all the same. Which rows stand
first is known when no unread one can come before them.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from csm_cli.domain.worklist import Row, ordered, ordered_at_the_earliest

_ROUND = 8
"""Conversations that may be read before it is looked again which ones are next: several at a
time are on their way, and few of them are read in vain."""


class InSight(NamedTuple):
    """Which rows have their conversations read: `rows` below the first `above`.

    `beyond` is how many further conversations may be read to find out which rows these are.
    """

    rows: int = 0
    above: int = 0
    beyond: int = 0

    @property
    def most(self) -> int:
        """How many conversations may be read."""
        return self.rows + self.beyond

    @property
    def end(self) -> int:
        """The place below the last row in sight."""
        return self.above + self.rows


def to_read(rows: Sequence[Row], sight: InSight, most: int, tried: AbstractSet[int]) -> list[Row]:
    """The rows to read next; none once those in sight are known, or all were tried.

    First those that may have waited the longest, as long as enough of `most` remains for the
    rows that are in sight as things stand; then these. The more were tried in vain, the more are
    read at a time.
    """
    seen = _unread(ordered(rows)[sight.above : sight.end], tried)
    spare = max(0, most - len(seen))
    if sight.beyond and spare:
        running = [each for each in ordered_at_the_earliest(rows) if each.earliest]
        if first := _unread(running[: sight.end], tried):
            at_once = max(len(first), min(_ROUND, len(tried)))
            return _unread(running, tried)[: min(spare, at_once)]
    return seen[:most]


def may_come_before(rows: Sequence[Row], sight: InSight) -> list[Row]:
    """The unread rows below those in sight that may belong among them."""
    seen, below = ordered(rows)[: sight.end], ordered(rows)[sight.end :]
    if not seen:
        return []
    # One that could not be read may stay where it stands.
    last = seen[-1]._replace(earliest=seen[-1].clock)
    earliest = ordered_at_the_earliest([last, *(each for each in below if each.talk is None)])
    return earliest[: earliest.index(last)]


def _unread(rows: Iterable[Row], tried: AbstractSet[int]) -> list[Row]:
    return [each for each in rows if each.talk is None and each.ticket.number not in tried]
