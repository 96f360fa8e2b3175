"""What the view has done on the thread of the errands; each tells the view when it has come."""

from collections.abc import Callable, Sequence
from contextlib import suppress

from textual.message import Message

from csm_cli.domain.errors import CsmError, Unavailable
from csm_cli.domain.worklist import Row, Worklist
from csm_cli.output.watch.errands import Errands
from csm_cli.output.watch.messages import Ended, Failed, Listed, Looked, Opened
from csm_cli.output.watch.watched import Done, Sight, Watched

NOTHING_SENT = "the claim that waited was left out: nothing was sent"


class Work:
    """Puts pieces of work on the thread.

    Args:
        watched: Does them.
        errands: The thread.
        post: Gives a message to the view, from any thread.
    """

    def __init__(
        self, watched: Watched, errands: Errands, post: Callable[[Message], object]
    ) -> None:
        self._watched = watched
        self._errands = errands
        self._post = post

    def ask(self, sight: Sight, *, first: bool) -> None:
        """The list; of the first one also what there is so far."""
        self._errands.put(lambda: self._ask(sight, first=first))

    def look(self, rows: Sequence[Row]) -> None:
        """The conversations of rows."""
        self._errands.put(lambda: self._look(rows))

    def read(self, number: int, width: int) -> None:
        """A ticket, to be read at this width."""

        def act() -> None:
            self._post(Opened(self._watched.shown(number, width)))

        self._errands.put(lambda: self._end(act))

    def open(self, row: Row) -> None:
        """The page of a row's ticket."""
        self._errands.put(lambda: self._end(lambda: self._watched.open(row)))

    def claim(self, row: Row) -> None:
        """The claim of a row's ticket, unless nothing may begin any more."""

        def write() -> None:
            if self._errands.begin():
                self._end(lambda: self._watched.claim(row), begun=True, writing=True)
            else:
                self._post(Ended(Done(NOTHING_SENT, well=False), writing=True))

        self._errands.put(write)

    def _ask(self, sight: Sight, *, first: bool) -> None:
        def heard(part: Worklist) -> None:
            self._post(Listed(part, whole=False))

        try:
            found = self._watched.list(sight, heard if first else None)
        except Unavailable as problem:
            self._post(Failed(problem.message))
        except CsmError as problem:
            self._post(Failed(problem.message, problem))
        except Exception as problem:  # noqa: BLE001 - the view goes on, and says so
            self._post(Failed(f"unexpected: {type(problem).__name__}"))
        else:
            self._post(Listed(found, whole=True))

    def _look(self, rows: Sequence[Row]) -> None:
        def heard(row: Row) -> None:
            self._post(Looked(row))

        with suppress(Exception):  # the next list reads them, too, and says what is wrong
            self._watched.read(rows, heard)

    def _end(
        self, act: Callable[[], Done | None], *, begun: bool = False, writing: bool = False
    ) -> None:
        try:
            done = act()
        except CsmError as problem:
            done = Done(problem.said, well=False)
        except Exception as problem:  # noqa: BLE001 - the view goes on, and says so
            done = Done(f"unexpected: {type(problem).__name__}; csm log tells more", well=False)
        if done is not None:
            self._post(Ended(done, begun=begun, writing=writing))
