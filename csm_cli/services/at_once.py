"""Asking several services in the same moment, each with a time of its own.

A command asks what it can do without this way: what one of them lacks costs a line of the
result, never the result.
"""

import threading
import time
from collections.abc import Callable, Mapping
from typing import Generic, NamedTuple, TypeVar

from csm_cli.domain.around import SLOW, Missing, missing
from csm_cli.domain.errors import CsmError

_T = TypeVar("_T")


class Question(NamedTuple, Generic[_T]):
    """One question: how it is asked, and after how many seconds nobody waits for it any more."""

    ask: Callable[[], _T]
    seconds: float


class Answers(NamedTuple, Generic[_T]):
    """What came, and what did not, each under the service's name in the order of the questions."""

    found: Mapping[str, _T]
    missing: tuple[Missing, ...]


def ask_all(questions: Mapping[str, Question[_T]]) -> Answers[_T]:
    """Ask all of them at once; ends when each has answered, failed or run out of its time.

    One of csm's errors becomes what is missing; any other is raised. What answers too late is
    left to itself: the threads hold no run up.
    """
    return begin(questions)()


def begin(questions: Mapping[str, Question[_T]]) -> Callable[[], Answers[_T]]:
    """Ask all of them now; what is given back waits for the answers, for what is left of the time.

    For whoever has other things to do meanwhile.
    """
    asking = {service: _Asking(service, question) for service, question in questions.items()}
    for each in asking.values():
        each.start()
    return lambda: _answers(questions, asking)


def _answers(
    questions: Mapping[str, Question[_T]], asking: Mapping[str, "_Asking[_T]"]
) -> Answers[_T]:
    found: dict[str, _T] = {}
    without: list[Missing] = []
    for service, each in asking.items():
        each.wait()
        problem = each.problem
        if each.answered:
            found[service] = each.answer[0]
        elif isinstance(problem, CsmError):
            without.append(missing(service, problem))
        elif problem is not None:
            raise problem
        else:
            said = f"no answer within {questions[service].seconds:g} s"
            without.append(Missing(service, SLOW, said))
    return Answers(found, tuple(without))


class _Asking(threading.Thread, Generic[_T]):
    def __init__(self, service: str, question: Question[_T]) -> None:
        super().__init__(daemon=True, name=f"csm-{service}")
        self._question = question
        self._until = time.monotonic() + question.seconds
        self.answer: list[_T] = []
        self.problem: BaseException | None = None

    @property
    def answered(self) -> bool:
        return bool(self.answer)

    def run(self) -> None:
        try:
            self.answer.append(self._question.ask())
        except BaseException as problem:  # noqa: BLE001 - told to whoever waits
            self.problem = problem

    def wait(self) -> None:
        self.join(max(0.0, self._until - time.monotonic()))
