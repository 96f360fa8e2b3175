"""Ctrl-C in the middle of long work: nothing more is begun, what is under way may end."""

import os
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from csm_cli.cli.signals import Stopping

HANDLED = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)


@pytest.fixture
def stopping() -> Iterator[Stopping]:
    """Work that can be stopped, with a grace of a tenth of a second."""
    before = [signal.getsignal(number) for number in HANDLED]
    with Stopping(0.1) as made:
        yield made
    assert [signal.getsignal(number) for number in HANDLED] == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def press(number: int = signal.SIGINT, after: float = 0) -> None:
    """Ctrl-C, or what stands for it; handled when this returns."""
    time.sleep(after)
    os.kill(os.getpid(), number)
    time.sleep(0.001)


def interrupted(times: int) -> None:
    """A request that takes long, and is interrupted."""
    for _ in range(times):
        press()
    time.sleep(5)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_between_two_requests(stopping: Stopping, number: int) -> None:
    """Nothing is raised where something may just be recorded, however often it is pressed."""
    assert not stopping.asked
    for _ in range(3):
        press(number)
        assert stopping.asked
    time.sleep(0.4)  # the grace is over, and the alarm rings


def test_during_a_wait(stopping: Stopping) -> None:
    """A wait ends at once."""
    began = time.monotonic()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(press, signal.SIGINT, after=0.05)
        with pytest.raises(KeyboardInterrupt):
            stopping.sleep(5)
    assert time.monotonic() - began < 1


def test_no_wait_is_begun_after_it(stopping: Stopping) -> None:
    """Not even one of no time at all, which is how work asks whether to go on."""
    stopping.sleep(0)
    press()
    with pytest.raises(KeyboardInterrupt):
        stopping.sleep(0)


def test_an_answer_within_the_grace(stopping: Stopping) -> None:
    """A request that is under way comes to its end."""
    with stopping.in_flight():
        press()
        time.sleep(0.02)
    assert stopping.asked


def test_no_answer_within_the_grace(stopping: Stopping) -> None:
    """It is given up when the grace is over."""
    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt), stopping.in_flight():
        interrupted(times=1)
    assert 0.05 < time.monotonic() - began < 1


def test_a_request_that_begins_after_the_grace(stopping: Stopping) -> None:
    """The alarm rings again and again: none hangs for long."""
    press()
    time.sleep(0.2)
    with pytest.raises(KeyboardInterrupt), stopping.in_flight():
        time.sleep(5)


def test_twice() -> None:
    """A second Ctrl-C gives the request up at once."""
    with Stopping(60) as stopping, pytest.raises(KeyboardInterrupt), stopping.in_flight():
        interrupted(times=2)


def test_in_another_thread() -> None:
    """Where signals can't be handled, waits and requests are as they are."""

    def work() -> bool:
        with Stopping(1) as stopping, stopping.in_flight():
            stopping.sleep(0)
            return stopping.asked

    before = signal.getsignal(signal.SIGINT)
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(work).result() is False
    assert signal.getsignal(signal.SIGINT) == before
