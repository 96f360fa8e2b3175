"""Holding queries back for what PostHog allows."""

import pytest

from csm_cli.adapters.posthog.pace import Allowance, Pace
from csm_cli.domain.errors import Limited


class Clock:
    """A clock that runs when somebody waits, and remembers when each query went out."""

    def __init__(self) -> None:
        self.now = 0.0
        self.told: list[float] = []

    def tick(self) -> float:
        """The time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Wait."""
        self.now += seconds


def _pace(clock: Clock, longest: float, *allowances: Allowance) -> Pace:
    return Pace(allowances, longest, clock=clock.tick, sleep=clock.sleep, waiting=clock.told.append)


def test_no_stretch_has_more_queries_than_it_may() -> None:
    """Whatever passes between them: three in a minute, five in an hour."""
    clock = Clock()
    pace = _pace(clock, 4000, Allowance(3, 60), Allowance(5, 3600))
    sent = []
    for seconds in (0, 1, 2, 0, 50, 0, 3, 700, 0):
        clock.now += seconds
        pace.before()
        sent.append(clock.now)
    for most, stretch in ((3, 60), (5, 3600)):
        for first, beyond in zip(sent, sent[most:], strict=False):
            assert beyond - first >= stretch
    assert clock.told


def test_a_wait_that_is_too_long_is_an_error() -> None:
    """Nothing is sent, and it says when."""
    clock = Clock()
    pace = _pace(clock, 60, Allowance(2, 3600))
    pace.before()
    clock.now = 600
    pace.before()
    with pytest.raises(Limited) as caught:
        pace.before()
    assert caught.value.retry_after == 3000
    assert "50 minutes" in (caught.value.hint or "")
