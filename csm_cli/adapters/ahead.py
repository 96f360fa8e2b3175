"""One question asked ahead of its time, so that the service works while csm does."""

import threading
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_T = TypeVar("_T")


class Ahead(Generic[_T]):
    """The answer to a question that will be asked next, as far as anybody can know.

    One at a time: whoever asks waits for what is on its way before anything else is sent.
    """

    def __init__(self) -> None:
        self._question: Hashable = None
        self._asking: _Asking[_T] | None = None

    def ask(self, question: Hashable, send: Callable[[], _T]) -> None:
        """Send it now, in the background; its answer is kept for `answer`."""
        self._question = question
        self._asking = _Asking(send)
        self._asking.start()

    def answer(self, question: Hashable, send: Callable[[], _T]) -> _T:
        """The answer, or the error, of the question; sent now if it was not sent ahead."""
        asking, self._asking = self._asking, None
        if asking is not None:
            asking.join()
            if question == self._question:
                return asking.answer()
        return send()

    def settle(self, seconds: float) -> None:
        """Wait, but not for long, for what is on its way and nobody will read."""
        if self._asking is not None:
            self._asking.join(seconds)


class _Asking(threading.Thread, Generic[_T]):
    """A daemon: a person's Ctrl-C need not wait for an answer that nobody will read."""

    def __init__(self, send: Callable[[], _T]) -> None:
        super().__init__(daemon=True, name="csm-ahead")
        self._send = send
        self._answer: list[_T] = []
        self._problem: BaseException | None = None

    def run(self) -> None:
        try:
            self._answer.append(self._send())
        except BaseException as problem:  # noqa: BLE001 - told to whoever asks for the answer
            self._problem = problem

    def answer(self) -> _T:
        if self._problem is not None:
            raise self._problem
        return self._answer[0]
