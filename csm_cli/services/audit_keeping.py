"""What keeps an audit while it goes on, so that another run can finish it."""

from collections.abc import Callable
from typing import Protocol

from csm_cli.domain.impersonation.keeping import Kept


class Keeper(Protocol):
    """Keeps one audit until it is finished."""

    @property
    def kept(self) -> Kept | None:
        """What an earlier run of the same audit had; null if there was none to go on from."""

    @property
    def going_on(self) -> str:
        """The end of a sentence about a failure: where what there is lies, and what to type.

        What there is becomes a report all the same.
        """

    def keep(self, now: Callable[[], Kept], *, at_once: bool = False) -> None:
        """Keep what there is now; seldom enough to cost next to nothing, or `at_once`."""

    def finished(self) -> None:
        """Nothing is left to go on with."""


class NothingKept:
    """Keeps nothing."""

    kept: Kept | None = None
    going_on = ""

    def keep(self, now: Callable[[], Kept], *, at_once: bool = False) -> None:
        """Nothing is kept."""

    def finished(self) -> None:
        """There is nothing."""


NOTHING_KEPT = NothingKept()
