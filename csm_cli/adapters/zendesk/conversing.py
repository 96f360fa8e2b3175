"""The newest entries of many tickets' conversations, a few requests at a time.

A list of tickets waits for them one after the other otherwise, and most of that is waiting for
the network. zenpy and its session are for one thread, so each worker has a session of its own.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from threading import Lock, local

from csm_cli.adapters.zendesk import comments
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.domain.errors import CsmError
from csm_cli.domain.tickets import Conversation

Read = tuple[int, Conversation | CsmError]

_TOGETHER = 1.0  # seconds between the first and the last of those that meet the same limit


class ManyConversations:
    """Fulfils the port `Conversing`.

    Args:
        base: The account's origin.
        session: Makes a session; each may be used from a thread of its own.
        at_once: How many requests may be on their way.
    """

    def __init__(self, base: str, session: Callable[[], SafeSession], at_once: int) -> None:
        self._base = base
        self._session = session
        self._at_once = max(1, at_once)
        self._own = local()
        self._sessions: list[SafeSession] = []
        self._pool: ThreadPoolExecutor | None = None  # kept, and so are its connections

    def read(self, numbers: Sequence[int]) -> Iterator[Read]:
        """The newest page of each conversation, or why there is none, in the order asked for.

        No more requests than that are ahead of whoever takes the answers, so that one who stops
        leaves few unread.
        """
        self._pool = self._pool or ThreadPoolExecutor(self._at_once, "csm-conversation")
        pool, left = self._pool, iter(numbers)
        window = deque(pool.submit(self._read, each) for each in islice(left, self._at_once))
        try:
            while window:
                yield window.popleft().result()
                window.extend(pool.submit(self._read, each) for each in islice(left, 1))
        finally:
            for each in window:
                each.cancel()

    def close(self) -> None:
        """Close the connections; what was not begun is left out."""
        if self._pool is not None:
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None
        while self._sessions:
            self._sessions.pop().close()

    def _read(self, number: int) -> Read:
        try:
            if not hasattr(self._own, "session"):
                self._own.session = self._session()
                self._sessions.append(self._own.session)
            session: SafeSession = self._own.session
            pages = comments.pages(
                session,
                self._base,
                number,
                lambda: comments.first_page(session, self._base, number),
            )
            entries, last = next(pages)
            return number, Conversation(tuple(entries), last)
        except CsmError as problem:
            return number, problem


def said_once(announce: Callable[[str], None]) -> Callable[[str], None]:
    """Tell a person once what several threads have to tell at about the same time."""
    lock, said = Lock(), dict[str, float]()

    def say(words: str) -> None:
        now = time.monotonic()
        with lock:
            is_new = now - said.get(words, -_TOGETHER) >= _TOGETHER
            if is_new:
                said[words] = now
        if is_new:
            announce(words)

    return say
