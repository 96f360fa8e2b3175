"""What is new since the last run."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.impersonation.records import Event
from csm_cli.domain.impersonation.watching import Told, news, told_after, window_after
from csm_cli.domain.impersonation.window import Window
from tests.domain.impersonation.builders import NOON
from tests.output.audits import PROOF, an_audit, an_event

OVERLAP = timedelta(hours=5)
_HOURS = st.integers(0, 20)


def _event(name: int, hour: int) -> Event:
    return an_event(event_uuid=f"{name:04}", occurred_at=NOON + timedelta(hours=hour))


# How many hours pass before the next run, and whether that one can show that it is complete.
_RUNS = st.lists(st.tuples(st.integers(0, 9), st.booleans()), min_size=1, max_size=8)
# When an event happens, and how many hours later it can be read.
_EVENTS = st.lists(st.tuples(_HOURS, st.integers(0, 4)), max_size=12)


@given(_EVENTS, _RUNS)
def test_each_event_is_told_once_however_late_it_comes(
    happenings: list[tuple[int, int]], runs: list[tuple[int, bool]]
) -> None:
    """If it comes within the overlap; an audit that is not complete loses nothing either."""
    told: Told | None = None
    seen: list[str] = []
    first = Window(NOON - timedelta(hours=1), NOON)
    hour = 0
    for passed, complete in [*runs, (30, True), (1, True)]:
        hour += passed
        end = NOON + timedelta(hours=hour)
        window = window_after(told, end, OVERLAP) if told else first._replace(until=end)
        there = [
            _event(name, at)
            for name, (at, late) in enumerate(happenings)
            if at + late < hour and window.since <= NOON + timedelta(hours=at) < window.until
        ]
        proof = PROOF if complete else PROOF._replace(counted=None)
        if end <= first.since + timedelta(hours=1):
            continue
        audit = an_audit(*there, window=window, proof=proof)
        new = news(audit, told)
        if told is not None or complete:
            seen += [event.event_uuid for event in new.events]
        told = told_after(audit, told, OVERLAP)
    assert sorted(seen) == [f"{name:04}" for name in range(len(happenings))]


def test_the_first_run_says_that_it_is_one() -> None:
    """Everything is new to whoever was told nothing."""
    found = news(an_audit(_event(1, 1)), None)
    assert found.watch == (None, 0)
    assert len(found.events) == 1


def test_what_was_told_is_counted_and_left_out() -> None:
    """By its id: an event may come again with another time."""
    told = Told(NOON, frozenset({"0001"}))
    found = news(an_audit(_event(1, 1), _event(2, 2)), told)
    assert found.watch == (NOON, 1)
    assert [event.event_uuid for event in found.events] == ["0002"]


def test_a_first_run_that_is_not_complete_is_followed_by_another_first_run() -> None:
    """What was told can't be relied on as the beginning."""
    audit = an_audit(_event(1, 1), proof=PROOF._replace(cached=True))
    assert told_after(audit, None, OVERLAP) is None


@pytest.mark.parametrize("hours", [(-3, -1), (1, 3)])
def test_an_audit_of_another_time_moves_nothing_on(hours: tuple[int, int]) -> None:
    """One that ended earlier, or begins later: what lies between was not told."""
    since, until = (NOON + timedelta(hours=each) for each in hours)
    audit = an_audit(_event(1, hours[0]), window=Window(since, until))
    assert told_after(audit, Told(NOON), OVERLAP) == Told(NOON, frozenset({"0001"}))


def test_a_clock_that_went_back_moves_nothing_back() -> None:
    """The window never ends before the one that was told."""
    assert window_after(Told(NOON), NOON - timedelta(days=1), OVERLAP).until == NOON
