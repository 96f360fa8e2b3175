"""Keeping within limits: what answers say comes first, csm's own count where they say nothing."""

import math
from collections.abc import Iterator, Mapping
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.zendesk.buckets import Rate
from csm_cli.adapters.zendesk.pacer import Pacer, Waits, span
from csm_cli.domain.errors import Limited, StoppedWaiting

TICKET, OTHER, PERSON = (
    "/api/v2/tickets/48213.json",
    "/api/v2/tickets/48214.json",
    "/api/v2/users/7.json",
)
RATES = {
    "account": Rate(50, 60),
    "tickets-update": Rate(5, 60),
    "per-ticket-updates": Rate(3, 600),
    "users-update": Rate(2, 60),
    "search-export": Rate(3, 60),
}


class Around:
    """A pacer with a clock that only sleeping moves."""

    def __init__(self, waits: Waits | None = None, rates: Mapping[str, Rate] = RATES) -> None:
        self.now = 1000.0
        self.slept: list[float] = []
        self.said: list[str] = []
        self.pacer = Pacer(
            rates,
            waits or Waits(700, 7000, 5),
            clock=lambda: self.now,
            sleep=self._sleep,
            announce=self.said.append,
        )

    def _sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds

    def put(self, path: str = TICKET, **headers: str) -> float:
        """Send an update whose answer has these headers; gives when it left."""
        self.pacer.before("PUT", path)
        left = self.now
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pacer.after("PUT", path, told)
        return left


def _tickets() -> Iterator[str]:
    return (f"/api/v2/tickets/{number}.json" for number in range(1, 10_000))


def test_without_a_word_from_zendesk() -> None:
    """The documented rate is kept to by csm's own count."""
    around, paths = Around(), _tickets()
    times = [around.put(next(paths)) for _ in range(11)]
    assert times == [1000.0] * 5 + [1060.0] * 5 + [1120.0]
    words = "Zendesk takes 5 updates of tickets a minute; going on in 60 s"
    assert around.said == [f"{words} (waiting 117 min in all at most)"] * 2


def test_being_ready_counts_nothing() -> None:
    """What was waited for goes out at once, and only then counts."""
    around, paths = Around(), _tickets()
    for path in islice(paths, 5):
        around.pacer.ready("PUT", path)
        around.put(path)
    assert around.slept == []
    path = next(paths)
    around.pacer.ready("PUT", path)
    assert around.slept == [60]
    around.put(path)
    assert around.slept == [60]


def test_what_has_no_end_may_wait_as_often_as_it_must() -> None:
    """A view of many hours; each wait has its longest all the same, and no end is promised."""
    around, paths = Around(Waits(60, math.inf, 5)), _tickets()
    for path in islice(paths, 100):
        around.put(path)
    assert sum(around.slept) == 19 * 60
    assert set(around.said) == {"Zendesk takes 5 updates of tickets a minute; going on in 60 s"}


def test_pages_of_exported_results_have_a_rate_of_their_own() -> None:
    """Other searches are not held up by it."""
    around = Around()
    for path in ["/api/v2/search/export.json"] * 3 + ["/api/v2/search.json"] * 3:
        around.pacer.before("GET", path)
    assert around.slept == []
    around.pacer.before("GET", "/api/v2/search/export.json")
    assert around.slept == [60]


@given(
    gaps=st.lists(st.floats(0, 40), min_size=12, max_size=40),
    total=st.integers(1, 8),
)
def test_never_more_than_the_rate(gaps: list[float], total: int) -> None:
    """Whenever requests are wanted, no stretch of a minute ever holds more than the limit."""
    around = Around(Waits(60, 1e9, 5), {"tickets-update": Rate(total, 60)})
    paths, sent = _tickets(), []
    for gap in gaps:
        around.now += gap
        sent.append(around.put(next(paths)))
    for first, beyond in zip(sent, sent[total:], strict=False):
        assert beyond - first >= 60 - 1e-6


def test_what_an_answer_says_comes_first() -> None:
    """Nothing left until the reset: waits that long, not longer; a new window opens freely."""
    around, paths = Around(), _tickets()
    around.put(next(paths), zendesk_rate_limit_tickets_update="total=5; remaining=0; resets=7")
    assert around.put(next(paths)) == 1007.0
    assert around.put(next(paths)) == 1007.0


def test_an_allowance_that_is_larger() -> None:
    """An account with more than the documented rate is not held to that one."""
    around, paths = Around(), _tickets()
    header = "total=300; remaining={}; resets=60"
    for left in range(299, 280, -1):
        around.put(next(paths), zendesk_ratelimit_tickets_update=header.format(left))
    assert around.now == 1000.0
    assert around.pacer.rate("tickets-update") == Rate(300, 60)


def test_others_use_the_same_account() -> None:
    """What colleagues used up is in the answers, and is waited for."""
    around, paths = Around(), _tickets()
    around.put(next(paths), zendesk_rate_limit_tickets_update="total=100; remaining=1; resets=30")
    around.put(next(paths))
    assert around.put(next(paths)) == 1030.0


def test_left_without_a_reset() -> None:
    """Only what is left is told: the window ends at the latest a minute after it was first seen."""
    around = Around(rates={"account": Rate(700, 60)})
    for left in ("2", "1", "0"):
        around.put(x_rate_limit="700", x_rate_limit_remaining=left)
        around.now += 10
    assert around.put(x_rate_limit="700", x_rate_limit_remaining="699") == 1060.0
    assert "Zendesk takes 700 requests a minute; going on in 30 s" in around.said[0]
    around.now += 5
    around.put(x_rate_limit_remaining="0")
    assert around.put() == 1120.0


def test_a_window_that_began_unseen() -> None:
    """More is left than before: a new window, which can last a whole minute from now."""
    around = Around(rates={"account": Rate(700, 60)})
    around.put(x_rate_limit_remaining="2")
    around.now += 50
    around.put(x_rate_limit_remaining="600")
    around.put(x_rate_limit_remaining="0")
    assert around.put() == 1110.0


def test_answers_that_stop_telling() -> None:
    """After the window that was told csm counts again, from its last known rate."""
    around, paths = Around(), _tickets()
    around.put(next(paths), zendesk_rate_limit_tickets_update="total=4; remaining=0; resets=7")
    times = [around.put(next(paths)) for _ in range(9)]
    assert times == [1007.0] * 4 + [1067.0] * 4 + [1127.0]


def test_one_ticket_too_often() -> None:
    """The limit of one ticket holds back this ticket alone, and is told by its number."""
    around = Around(rates={**RATES, "tickets-update": Rate(100, 60)})
    for _ in range(3):
        around.put()
    assert around.put(OTHER) == 1000.0
    assert around.put() == 1600.0
    assert (
        "3 updates of ticket 48213 by one person in 10 minutes; going on in 10 min"
        in (around.said[0])
    )


def test_a_comment_counts_for_its_ticket() -> None:
    """What the answer about a comment tells of the ticket's limit holds for the ticket."""
    around = Around()
    header = {"Zendesk-Rate-Limit-Per-Ticket-Updates": "total=30; remaining=0; resets=9"}
    around.pacer.after("PUT", "/api/v2/tickets/48213/comments/7/make_private.json", header)
    assert around.put(OTHER) == 1000.0
    assert around.put() == 1009.0


def test_one_ticket_for_too_long() -> None:
    """Beyond the cap it is an error of that ticket, with when to come back; nothing is sent."""
    around = Around(Waits(60, 900, 5))
    around.put(zendesk_rate_limit_per_ticket_updates="total=30; remaining=0; resets=468")
    with pytest.raises(Limited) as told:
        around.pacer.before("PUT", TICKET)
    assert told.value.one_ticket
    assert told.value.retry_after == 468
    assert told.value.message == (
        "Zendesk takes 30 updates of ticket 48213 by one person in 10 minutes; 8 min more would "
        "be longer than csm waits, which is 60 s at once"
    )
    assert told.value.hint == "run it again in 8 min"
    assert around.put(OTHER) == 1000.0


def test_the_cap_on_all_waits() -> None:
    """Waits add up; the one that would be too much is not begun."""
    around, paths = Around(Waits(60, 150, 5)), _tickets()
    for _ in range(15):
        around.put(next(paths))
    assert sum(around.slept) == 120
    with pytest.raises(Limited) as told:
        around.pacer.before("PUT", next(paths))
    assert not told.value.one_ticket
    assert "60 s more would be longer than csm waits, which is 3 min in all" in told.value.message
    assert sum(around.slept) == 120


def test_one_persons_record() -> None:
    """Changes of one person's record are counted by person."""
    around = Around()
    around.put(PERSON)
    around.put(PERSON)
    assert around.put("/api/v2/users/8.json") == 1000.0
    assert around.put(PERSON) == 1060.0


def test_a_limit_that_nobody_knew() -> None:
    """A name that only an answer told holds for the endpoint that told it."""
    around = Around()
    around.pacer.before("GET", "/api/v2/tickets/1/tags.json")
    header = {"Zendesk-Rate-Limit-Tags-Index": "total=100; remaining=0; resets=20"}
    around.pacer.after("GET", "/api/v2/tickets/1/tags.json", header)
    around.pacer.before("GET", "/api/v2/tickets/1.json")
    assert around.slept == []
    around.pacer.before("GET", "/api/v2/tickets/2/tags.json")
    assert around.slept == [20]
    assert "100 requests of the kind tags-index a minute" in around.said[0]


def test_a_refusal_is_waited_for() -> None:
    """Zendesk's word stands even where its counts say that something is left."""
    around = Around()
    around.put(zendesk_rate_limit_tickets_update="total=5; remaining=4; resets=60")
    around.pacer.refused("PUT", TICKET, 17)
    assert around.slept == [17]
    assert around.said == [
        "Zendesk asks to wait; going on in 17 s (waiting 117 min in all at most)"
    ]


def test_a_refusal_without_a_time() -> None:
    """It is waited for a little all the same."""
    around = Around()
    around.pacer.refused("PUT", TICKET, None)
    assert around.slept == [5]


def test_a_refusal_for_too_long() -> None:
    """What is asked may be beyond every cap, and beyond every number."""
    around = Around(Waits(60, 900, 5))
    with pytest.raises(Limited) as told:
        around.pacer.refused("PUT", TICKET, float("inf"))
    assert told.value.message.startswith("Zendesk takes no more requests for now; more than a day")
    assert around.slept == []


def test_one_refusal_too_many() -> None:
    """A request that is refused again and again is given up, however short the wait."""
    around = Around()
    with pytest.raises(Limited) as told:
        around.pacer.refused("PUT", TICKET, 1, give_up=True)
    assert told.value.message == "Zendesk takes no more requests for now"
    assert around.slept == []


def test_whoever_waits_on_their_own() -> None:
    """With no patience at all the error is plain: the caller decides, and says what for."""
    around = Around(Waits(0, 0, 1))
    with pytest.raises(Limited) as told:
        around.pacer.refused("PUT", PERSON, 3)
    assert told.value.message == "Zendesk takes no more requests for now"
    assert told.value.retry_after == 3


def test_short_waits_are_not_announced() -> None:
    """Nobody needs to hear of half a second."""
    around = Around()
    around.pacer.refused("PUT", TICKET, 0.4)
    assert (around.slept, around.said) == ([0.4], [])


def test_stopped_while_waiting() -> None:
    """Ctrl-C during a wait says for certain that the request was not sent."""

    def interrupted(_: float) -> None:
        raise KeyboardInterrupt

    pacer = Pacer(
        RATES, Waits(60, 60, 5), clock=lambda: 0.0, sleep=interrupted, announce=lambda _: None
    )
    with pytest.raises(StoppedWaiting):
        pacer.refused("PUT", TICKET, 5)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0.2, "1 s"), (60, "60 s"), (119.5, "2 min"), (121, "3 min"), (1e300, "more than a day")],
)
def test_times_in_words(seconds: float, words: str) -> None:
    """Rounded up, so that nobody comes back too early."""
    assert span(seconds) == words
