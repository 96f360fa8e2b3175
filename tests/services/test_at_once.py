"""Asking several services at once."""

import threading
import time

import pytest

from csm_cli.domain.around import FAILING, LIMITED, REFUSED, RUBBISH, SLOW, Missing
from csm_cli.domain.errors import (
    CsmError,
    Limited,
    NotAllowed,
    NotSignedIn,
    Unavailable,
    Unexpected,
)
from csm_cli.services.at_once import Question, ask_all


def _fails(problem: BaseException) -> str:
    raise problem


def test_in_the_same_moment() -> None:
    """Each is asked while the others are still being asked."""
    meet = threading.Barrier(3, timeout=20)
    questions = {name: Question(meet.wait, 30) for name in ("github", "pylon", "slack")}
    answers = ask_all(questions)
    assert list(answers.found) == ["github", "pylon", "slack"]
    assert answers.missing == ()


def test_one_that_is_slow_holds_up_nobody() -> None:
    """After its own time it is missing, and the others' answers are there."""
    never, began = threading.Event(), time.monotonic()
    answers = ask_all({"slack": Question(never.wait, 0.05), "github": Question(lambda: True, 20)})
    assert time.monotonic() - began < 20
    assert answers.found == {"github": True}
    assert answers.missing == (Missing("slack", SLOW, "no answer within 0.05 s"),)
    never.set()


@pytest.mark.parametrize(
    ("problem", "code"),
    [
        (NotSignedIn("no key"), REFUSED),
        (NotAllowed("no scope"), REFUSED),
        (Limited("used up"), LIMITED),
        (Unavailable("down"), FAILING),
        (Unexpected("a web page"), RUBBISH),
    ],
)
def test_one_that_fails(problem: CsmError, code: str) -> None:
    """Its error becomes what is missing; the others' answers are there."""
    answers = ask_all(
        {"pylon": Question(lambda: _fails(problem), 20), "github": Question(lambda: "found", 20)}
    )
    assert answers.found == {"github": "found"}
    assert answers.missing == (Missing("pylon", code, problem.message),)


def test_a_mistake_of_our_own_is_not_a_service_that_fails() -> None:
    """What is none of csm's errors comes through."""
    with pytest.raises(ZeroDivisionError):
        ask_all({"pylon": Question(lambda: 1 // 0, 20)})
