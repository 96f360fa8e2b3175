"""Keeps csm within Zendesk's rate limits: it waits before it would go over one.

What the last answer said of a limit comes first. Where no answer says anything, csm counts
for itself and keeps to what is documented. A wait is announced, and how long csm waits at
most, at once and in all, is configured; what is beyond it ends with an error of which
nothing was written.

Knows nothing of HTTP beyond a method, a path and the headers of an answer. Times are seconds
of a clock that never goes back.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from csm_cli.adapters.zendesk.buckets import Bucket, Rate
from csm_cli.adapters.zendesk.limits import ACCOUNT, allowances
from csm_cli.domain.errors import Limited, StoppedWaiting
from csm_cli.domain.passing import Passing

TICKETS = "tickets-update"
ONE_TICKET = "per-ticket-updates"
ONE_PERSON = "users-update"
EXPORT = "search-export"

_WORDS = {
    ACCOUNT: "requests",
    TICKETS: "updates of tickets",
    ONE_PERSON: "changes of one person's record",
    EXPORT: "pages of search results",
}
_TICKET = re.compile(r"/api/v2/tickets/(\d+)(?:\.json)?")
_PERSON = re.compile(r"/api/v2/users/(\d+)(?:\.json)?")
_EXPORT = re.compile(r"/api/v2/search/export(?:\.json)?")
_WORTH_SAYING = 1.0  # seconds
_DAY = 86_400
_LONG = 120  # seconds, from which on a time is told in minutes


class Waits(NamedTuple):
    """The longest that is waited, in seconds: at once, and in all.

    `unnamed` is how long after a refusal that names no time.
    """

    once: float
    in_all: float
    unnamed: float


class _Key(NamedTuple):
    """One limit: its name, and what it is counted for (a ticket's number; empty: the account)."""

    name: str
    scope: str = ""


class Pacer:
    """The pace of one session.

    Args:
        rates: The documented limits by name, for when no answer tells of them.
        waits: How long may be waited.
        clock: Seconds, never going back.
        sleep: Waits so many seconds.
        announce: Told of each wait that a person would notice.
    """

    def __init__(
        self,
        rates: Mapping[str, Rate],
        waits: Waits,
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        announce: Callable[[str], None],
    ) -> None:
        self._rates = rates
        self._waits = waits
        self._clock = clock
        self._sleep = sleep
        self._announce = announce
        self._waited = 0.0
        self._buckets: dict[_Key, Bucket] = {}
        self._learned: dict[tuple[str, str], set[str]] = {}

    def ready(self, method: str, path: str) -> None:
        """Wait until one more such request is within every limit; it is not counted yet.

        Raises:
            Limited: that would take longer than may be waited; nothing was sent.
            StoppedWaiting: a person's Ctrl-C; nothing was sent.
        """
        keys = list(self._keys(method, path))
        while True:
            seconds, key = max((self._bucket(key).wait(self._clock()), key) for key in keys)
            if seconds <= 0:
                return
            self._wait(seconds, key)

    def before(self, method: str, path: str) -> None:
        """The same, and count it: it is going to be sent.

        Raises:
            Limited, StoppedWaiting: as `ready`.
        """
        self.ready(method, path)
        for key in self._keys(method, path):
            self._bucket(key).take(self._clock())

    def after(self, method: str, path: str, headers: Mapping[str, str]) -> None:
        """Learn from the headers of the answer to such a request."""
        for told in allowances(headers):
            if told.name not in self._rates:
                self._learned.setdefault(_route(method, path), set()).add(told.name)
            key = _Key(told.name, _scope(told.name, path))
            self._bucket(key).learn(told, self._clock())

    def refused(
        self, method: str, path: str, seconds: float | None, *, give_up: bool = False
    ) -> None:
        """Wait as long as an answer of "too many requests" asked for, whatever the counts say.

        Raises:
            Limited: it is to be given up, or that is longer than may be waited.
            StoppedWaiting: a person's Ctrl-C.
        """
        key = self._fullest(method, path)
        wait = self._waits.unnamed if seconds is None else seconds
        if give_up:
            raise self._error(wait, key)
        self._wait(wait, key)

    def rate(self, name: str) -> Rate | None:
        """The rate that a limit of the account holds csm to."""
        return self._bucket(_Key(name)).rate

    def _fullest(self, method: str, path: str) -> _Key | None:
        """The limit that such a request would have to wait for the longest, if for any."""
        keys = self._keys(method, path)
        seconds, key = max((self._bucket(key).wait(self._clock()), key) for key in keys)
        return key if seconds > 0 else None

    def _wait(self, seconds: float, key: _Key | None) -> None:
        if not self._fits(seconds):
            raise self._error(seconds, key)
        if seconds >= _WORTH_SAYING:
            held = self._words(key) or "Zendesk asks to wait"
            most, said = self._waits.in_all, f"{held}; going on in {span(seconds)}"
            most_words = "" if math.isinf(most) else f" (waiting {span(most)} in all at most)"
            self._announce(Passing(said + most_words))
        self._waited += seconds
        try:
            self._sleep(seconds)
        except KeyboardInterrupt:
            raise StoppedWaiting from None

    def _fits(self, seconds: float) -> bool:
        """Whether so long may still be waited; the clock's own rounding makes no difference."""
        once, in_all, _ = self._waits
        return round(seconds - once, 3) <= 0 and round(self._waited + seconds - in_all, 3) <= 0

    def _error(self, seconds: float, key: _Key | None) -> Limited:
        held = self._words(key) or "Zendesk takes no more requests for now"
        when = span(seconds)
        error = Limited(
            held + self._too_long(seconds),
            hint=f"run it again in {when}",
            retry_after=seconds,
        )
        error.one_ticket = key is not None and key.name == ONE_TICKET
        return error

    def _too_long(self, seconds: float) -> str:
        """Which of the two caps a wait is beyond."""
        once, in_all, _ = self._waits
        if not once or self._fits(seconds):
            return ""
        cap = f"{span(once)} at once" if seconds > once else f"{span(in_all)} in all"
        return f"; {span(seconds)} more would be longer than csm waits, which is {cap}"

    def _words(self, key: _Key | None) -> str:
        rate = self._bucket(key).rate if key else None
        if key is None or rate is None:
            return ""
        if key.name == ONE_TICKET:
            of = f"updates of ticket {key.scope} by one person"
        else:
            of = _WORDS.get(key.name, f"requests of the kind {key.name}")
        return f"Zendesk takes {rate.requests} {of} {_per(rate.seconds)}"

    def _bucket(self, key: _Key) -> Bucket:
        if key not in self._buckets:
            self._buckets[key] = Bucket(self._rates.get(key.name))
        return self._buckets[key]

    def _keys(self, method: str, path: str) -> Iterator[_Key]:
        """What such a request counts against: as documented, and as answers to its like told."""
        yield _Key(ACCOUNT)
        names = set(self._learned.get(_route(method, path), ()))
        if method == "PUT" and _TICKET.fullmatch(path):
            names |= {TICKETS, ONE_TICKET}
        if method == "PUT" and _PERSON.fullmatch(path):
            names.add(ONE_PERSON)
        if method == "GET" and _EXPORT.fullmatch(path):
            names.add(EXPORT)
        for name in names:
            yield _Key(name, _scope(name, path))


def span(seconds: float) -> str:
    """A time to wait, in words, rounded up."""
    if seconds > _DAY:
        return "more than a day"
    whole = math.ceil(round(seconds, 3))
    return f"{whole} s" if whole < _LONG else f"{math.ceil(whole / 60)} min"


def _per(seconds: float) -> str:
    minutes = seconds / 60
    return "a minute" if minutes == 1 else f"in {minutes:g} minutes"


def _route(method: str, path: str) -> tuple[str, str]:
    """Which endpoint this is, whatever it is asked about."""
    return method, re.sub(r"\d+", "*", path)


def _scope(name: str, path: str) -> str:
    """What a limit is counted for: one record where its name says so, else the whole account."""
    numbers = re.findall(r"\d+", path.removeprefix("/api/v2"))
    if name in {ONE_TICKET, ONE_PERSON}:
        return "".join(numbers[:1])  # a comment of the ticket counts for the ticket
    return "/".join(numbers) if name.startswith("per-") else ""
