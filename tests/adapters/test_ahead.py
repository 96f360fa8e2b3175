"""A question asked ahead of its time."""

import threading

import pytest

from csm_cli.adapters.ahead import Ahead
from csm_cli.domain.errors import Unavailable


def _never() -> str:
    raise AssertionError("it was asked twice")


def test_the_answer_comes_from_what_was_sent_ahead() -> None:
    """In the background: whoever sent it goes on at once, and it is sent a single time."""
    ahead: Ahead[str] = Ahead()
    asked, go = threading.Event(), threading.Event()

    def send() -> str:
        asked.set()
        assert go.wait(5)
        return "answer"

    ahead.ask("question", send)
    assert asked.wait(5)
    go.set()
    assert ahead.answer("question", _never) == "answer"
    assert ahead.answer("question", lambda: "asked anew") == "asked anew"


def test_its_failure_is_told_to_whoever_asks_for_it() -> None:
    """Not before: the page that came with it is whole."""
    ahead: Ahead[str] = Ahead()

    def fail() -> str:
        raise Unavailable("down")

    ahead.ask("question", fail)
    with pytest.raises(Unavailable, match="down"):
        ahead.answer("question", _never)


def test_another_question_is_sent_itself() -> None:
    """After the one that is on its way, so that no more than one is."""
    ahead: Ahead[str] = Ahead()
    done = threading.Event()

    def send() -> str:
        done.set()
        return "unused"

    ahead.ask("question", send)
    assert ahead.answer("another", lambda: f"after it: {done.is_set()}") == "after it: True"


def test_what_nobody_reads_is_waited_for_but_not_for_long() -> None:
    """Its end comes before the caller's, unless it takes too long."""
    ahead: Ahead[str] = Ahead()
    ahead.settle(0)
    go, ended = threading.Event(), threading.Event()

    def send() -> str:
        assert go.wait(5)
        ended.set()
        return "answer"

    ahead.ask("question", send)
    ahead.settle(0.01)
    assert not ended.is_set()
    go.set()
    ahead.settle(5)
    assert ended.is_set()
