"""A run that dies at any of its steps: the next ones put the role back, and owe nothing."""

from collections.abc import Callable
from typing import Any

import pytest

from csm_cli.domain import roles
from csm_cli.domain.roles import Role
from tests.services.lending_desk import ADMIN, FULL, LIGHT, LOST, Stage

_MORE_STEPS_THAN_THERE_ARE = 15


class Killed(BaseException):
    """The process is gone; nothing that it would have done afterwards happens."""


class Fate:
    """Kills the run at its n-th step, before or after what the step does."""

    def __init__(self, step: int, *, after: bool) -> None:
        self._left = step
        self._after = after
        self.struck = False

    def over(self, act: Callable[..., Any]) -> Callable[..., Any]:
        """The same act, as one of the steps."""

        def mortal(*args: Any, **kwargs: Any) -> Any:
            if self.struck:
                raise Killed
            self._left -= 1
            self.struck = self._left < 0
            if self.struck and not self._after:
                raise Killed
            done = act(*args, **kwargs)
            if self.struck:
                raise Killed
            return done

        return mortal


class MortalStage(Stage):
    """A run whose every contact with desk and record may be its last."""

    def __init__(self, stage: Stage, fate: Fate) -> None:
        super().__init__()
        self.clock, self.desk, self.loans = stage.clock, stage.desk, stage.loans
        self.fate = fate
        self.changing = self.made(_Through(self.desk, fate, "me"), _Through(self.loans, fate))


class _Through:
    """A port behind which fate stands; with `name`, at that method alone."""

    def __init__(self, port: object, fate: Fate, name: str | None = None) -> None:
        self._port, self._fate, self._name = port, fate, name

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._port, name)
        if name == "held" or self._name not in {None, name}:
            return found
        return self._fate.over(found)


def _run(stage: Stage, fate: Fate, change: Callable[..., Any]) -> None:
    """One escalation's worth of a raised role, until fate strikes."""
    mortal = MortalStage(stage, fate)
    stage.desk.before_change = fate.over(lambda: None)
    try:
        mortal.during(fate.over(change))
    except Killed:
        pass
    finally:
        stage.desk.before_change = lambda: None


def _later(stage: Stage) -> None:
    """Two more commands: one at once, and one when nothing can still arrive."""
    for seconds in (0, 120):
        stage.clock.sleep(seconds)
        stage.made(stage.desk, stage.loans).at_start()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(_MORE_STEPS_THAN_THERE_ARE))
def test_killed_at_any_step(step: int, after: bool) -> None:
    """Whatever was done last, afterwards the role is the old one and nothing is due."""
    stage, fate = Stage(), Fate(step, after=after)
    _run(stage, fate, lambda: None)
    assert stage.desk.who.role_id == LIGHT.id or stage.loans.loans
    _later(stage)
    assert stage.desk.who.role_id == LIGHT.id
    assert stage.loans.loans == []


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("step", range(_MORE_STEPS_THAN_THERE_ARE))
def test_killed_while_the_answer_is_lost(step: int, after: bool) -> None:
    """The same when the upgrade is carried out and its answer lost."""
    stage, fate = Stage(), Fate(step, after=after)
    stage.desk.mishaps_of_roles, stage.desk.carried_out = [LOST], True
    _run(stage, fate, lambda: None)
    stage.desk.mishaps_of_roles = []
    _later(stage)
    assert (stage.desk.who.role_id, stage.loans.loans) == (LIGHT.id, [])


@pytest.mark.parametrize("given", [LIGHT, ADMIN])
@pytest.mark.parametrize("step", range(_MORE_STEPS_THAN_THERE_ARE))
def test_killed_and_somebody_else_decides(step: int, given: Role) -> None:
    """What an administrator decides meanwhile stands; it is never undone."""
    stage, fate = Stage(), Fate(step, after=True)
    _run(stage, fate, lambda: stage.desk.give(given))
    decided = stage.desk.who.role_id == given.id
    _later(stage)
    assert not decided or stage.desk.who.role_id == given.id
    assert stage.loans.loans == []


def test_fate_is_real() -> None:
    """There are steps to die at, fewer than are tried, and the last tries die at none."""
    struck = []
    for step in range(_MORE_STEPS_THAN_THERE_ARE):
        stage, fate = Stage(), Fate(step, after=False)
        _run(stage, fate, lambda: None)
        struck.append(fate.struck)
    assert any(struck)
    assert not struck[-1]
    stage, fate = Stage(), Fate(struck.index(False) - 1, after=False)
    _run(stage, fate, lambda: None)
    assert stage.desk.changes == [FULL, LIGHT]
    assert [loan.kind for loan in stage.loans.loans] == [roles.RUN]
