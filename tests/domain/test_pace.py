"""How fast it goes and how long it still takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.pace import Pace


@pytest.mark.parametrize(
    ("pace", "a_minute", "left"),
    [
        (Pace(30, 120, 60), 30, 180),
        (Pace(30, 120, 10), 180, 30),
        (Pace(30, 120, 10, held_to=90), 180, 60),
        (Pace(30, 120, 60, held_to=90), 30, 180),
        (Pace(120, 120, 60), 120, 0),
    ],
)
def test_at_a_steady_pace(pace: Pace, a_minute: float, left: float) -> None:
    """The rest takes as long as its share of what was done, or as long as it is held to."""
    assert pace.a_minute == a_minute
    assert pace.seconds_left == left


@pytest.mark.parametrize("pace", [Pace(0, 9, 5), Pace(0, 9, 0), Pace(1, 9, 0)])
def test_nothing_to_go_by(pace: Pace) -> None:
    """Before the first one is done, or the clock has moved, nothing is guessed."""
    assert (pace.a_minute, pace.seconds_left) == (None, None)


@given(
    st.integers(1, 900),
    st.integers(0, 900),
    st.floats(0.001, 1e5),
    st.none() | st.floats(0.1, 1e4),
)
def test_never_faster_than_allowed(
    done: int, rest: int, seconds: float, held_to: float | None
) -> None:
    """What is left never takes less than the limit allows, and nothing left takes no time."""
    left = Pace(done, done + rest, seconds, held_to).seconds_left
    assert left is not None
    assert (left == 0) == (rest == 0)
    if held_to:
        assert left >= rest / held_to * 60 - 1e-6
