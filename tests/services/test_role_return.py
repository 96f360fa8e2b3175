"""Giving a raised role back: in every ending, at the next start, and after somebody else."""

import pytest

from csm_cli.domain import roles
from csm_cli.domain.errors import ExitCode, OutcomeUnknown, Refused, Unavailable
from tests.services.lending_desk import ADMIN, FULL, LIGHT, LIN, LOST, Stage, busy, nothing


def test_a_disk_that_fills_up_while_raised() -> None:
    """The work is done, the first record is enough, and the role goes back."""
    stage = Stage()
    stage.desk.looks = [nothing] * 2 + [lambda: setattr(stage.loans, "full", True)]
    done, ending = stage.during(lambda: "done")
    assert (done, ending.code) == ("done", ExitCode.DONE)
    assert ending.text == "your role is Light agent again"
    assert stage.desk.changes == [FULL, LIGHT]
    assert stage.said == ["warning: the disk is full"] * 2
    stage.loans.full = False
    stage.clock.sleep(120)
    stage.changing.at_start()  # finds the loan, sees that the role is back
    assert (stage.loans.loans, stage.loans.settled) == ([], [roles.BACK])
    assert stage.desk.changes == [FULL, LIGHT]


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt, SystemExit, Refused("no")])
def test_whatever_the_work_raises(failure: BaseException | type[BaseException]) -> None:
    """It is raised on, after the role has gone back."""
    stage = Stage()

    def work() -> None:
        raise failure

    with pytest.raises(failure if isinstance(failure, type) else type(failure)):
        stage.during(work)
    assert stage.desk.changes == [FULL, LIGHT]
    assert stage.loans.loans == []
    assert stage.said == ["your role is Light agent again"]


def test_a_closed_door_on_the_way_down() -> None:
    """The way back is tried three times more before it is left to the next run."""
    stage = Stage()
    _, ending = stage.during(lambda: stage.desk.mishaps_of_roles.extend([busy(None)] * 3))
    assert ending.text == "your role is Light agent again"
    assert stage.clock.slept == 1 + 2 + 4
    assert stage.desk.changes == [FULL, LIGHT, LIGHT, LIGHT, LIGHT]


def test_a_door_that_stays_closed() -> None:
    """Then it is told, the loan stays, and the code says that not everything was done."""
    stage = Stage()
    _, ending = stage.during(lambda: stage.desk.mishaps_of_roles.extend([busy(None)] * 4))
    assert ending.code == ExitCode.SOME_FAILED
    assert str(ending.text).startswith("ATTENTION")
    assert [loan.confirmed for loan in stage.loans.loans] == [True]


def test_changed_by_somebody_else_during_the_work() -> None:
    """A third role is left alone, told, and no longer due."""
    stage = Stage()
    _, ending = stage.during(lambda: stage.desk.give(ADMIN))
    assert "somebody has given you another role" in str(ending.text)
    assert stage.desk.changes == [FULL]
    assert stage.loans.settled == [roles.CHANGED]


def test_lowered_by_somebody_else_during_the_work() -> None:
    """Nothing is left to give back."""
    stage = Stage()
    _, ending = stage.during(lambda: stage.desk.give(LIGHT))
    assert ending == roles.Ending()
    assert (stage.desk.changes, stage.loans.settled) == ([FULL], [roles.BACK])


def test_down_without_a_loan_is_recorded_too() -> None:
    """If it is cut short, the next run goes on with it."""
    stage = Stage(FULL)
    stage.desk.mishaps_of_roles = [LOST]
    with pytest.raises(OutcomeUnknown):
        stage.down()
    assert [loan.kind for loan in stage.loans.loans] == [roles.RUN]
    stage.changing.at_start()
    assert stage.desk.who.role_id == LIGHT.id
    assert stage.loans.loans == []


def test_at_the_start_while_another_run_has_it() -> None:
    """It is at work: neither lowered nor told of."""
    stage = Stage(FULL)
    stage.loans.loans = [roles.Loan(LIN, LIGHT, FULL, roles.RUN, stage.clock(), confirmed=True)]
    stage.loans.in_use = True
    stage.changing.at_start()
    assert (stage.said, stage.desk.changes, len(stage.loans.loans)) == ([], [], 1)


def test_at_the_start_with_nothing_due() -> None:
    """Nobody is asked anything."""
    stage = Stage()
    stage.desk.looks = [lambda: pytest.fail("asked")]
    stage.changing.at_start()
    assert stage.said == []


def test_at_the_start_while_the_desk_is_away() -> None:
    """The command goes on; that something may be due is told."""

    def fails() -> object:
        raise Unavailable("away")

    stage = Stage(FULL)
    stage.loans.loans = [roles.Loan(LIN, LIGHT, FULL, roles.RUN, stage.clock(), confirmed=True)]
    stage.desk.looks = [fails]
    stage.changing.at_start()
    assert stage.said == ["reminder: a raised role may be due back: away"]
