"""Giving a raised role back: in every ending, at the next start, and after somebody else."""

import pytest

from csm_cli.domain import roles
from csm_cli.domain.errors import ExitCode, OutcomeUnknown, Refused, Unavailable
from tests.services.lending_desk import (
    ADMIN,
    FULL,
    LEAD,
    LIGHT,
    LIN,
    LOST,
    NOOR,
    REFUSED,
    Stage,
    busy,
    nothing,
)


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
    assert stage.said == ["reminder: a raised role may be due back: away; next: csm role downgrade"]


def lent(stage: Stage, kind: str, **changed: object) -> roles.Loan:
    """Put a loan of an earlier run on record."""
    loan = roles.Loan(LIN, LIGHT, FULL, kind, stage.clock(), confirmed=True)
    loan = loan._replace(**changed)  # type: ignore[arg-type]
    stage.loans.loans = [loan]
    return loan


def test_at_the_start_after_a_run_that_was_killed() -> None:
    """Lowered, settled, and told with the time of that run."""
    stage = Stage(FULL)
    lent(stage, roles.RUN)
    stage.changing.at_start()
    said = "a run of 2026-11-23 10:00 UTC ended early: your role is Light agent again"
    assert (stage.said, stage.desk.changes) == ([said], [LIGHT])
    assert stage.loans.settled == [roles.LOWERED]


def test_at_the_start_after_being_told_to_step_up() -> None:
    """Left raised, with a reminder of the command that ends it."""
    stage = Stage(FULL)
    loan = lent(stage, roles.TOLD)
    stage.changing.at_start()
    assert stage.said == [
        (
            "reminder: your role is Full agent since 2026-11-23 10:00 UTC; "
            "back to Light agent: csm role downgrade"
        )
    ]
    assert (stage.desk.changes, stage.loans.loans) == ([], [loan])


@pytest.mark.parametrize("kind", [roles.RUN, roles.TOLD, roles.BY_PERSON])
def test_at_the_start_without_an_account(kind: str) -> None:
    """Only the person can go back then: the page, and what to press there."""
    stage = Stage(FULL)
    stage.desk.can_change = False
    loan = lent(stage, kind)
    stage.changing.at_start()
    assert stage.said[0].endswith("back to Light agent: https://desk.example/None (press Light)")
    assert (stage.desk.changes, stage.loans.loans) == ([], [loan])


def test_at_the_start_after_a_person_stepped_up() -> None:
    """What a person raised is the person's to lower, even if csm could."""
    stage = Stage(FULL)
    lent(stage, roles.BY_PERSON, upper=None)
    stage.changing.at_start()
    assert stage.said == [
        (
            "reminder: your role is raised since 2026-11-23 10:00 UTC; "
            "back to Light agent: csm role downgrade"
        )
    ]
    assert stage.desk.changes == []


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (roles.RUN, True),
        (roles.TOLD, True),
        (roles.BY_PERSON, False),  # an invitation that was not followed is no cause for doubt
    ],
)
def test_at_the_start_in_doubt(kind: str, said: bool) -> None:
    """Light, but it may still change: kept, and told where csm itself had asked for it."""
    stage = Stage()
    loan = lent(stage, kind, confirmed=False)
    stage.changing.at_start()
    doubt = "it is not clear whether your role was raised; csm looks again next time"
    assert [line.endswith(doubt) for line in stage.said] == [True] * said
    assert stage.loans.loans == [loan]
    stage.clock.sleep(120)
    stage.changing.at_start()
    assert (stage.loans.loans, stage.loans.settled) == ([], [roles.BACK])


def test_at_the_start_for_somebody_else() -> None:
    """Another person's loan is told, and not touched."""
    stage = Stage()
    loan = lent(stage, roles.RUN, person=NOOR)
    stage.changing.at_start()
    assert stage.said == ["reminder: Noor Haddad's role is raised since 2026-11-23 10:00 UTC"]
    assert (stage.desk.changes, stage.loans.loans) == ([], [loan])


def test_a_look_settles_what_is_over() -> None:
    """Showing the role is enough to see that it is back."""
    stage = Stage()
    lent(stage, roles.TOLD)
    assert stage.changing.look().loan is None
    assert (stage.loans.loans, stage.loans.settled) == ([], [roles.BACK])


def test_somebody_elses_loan_is_not_mine() -> None:
    """Nor is it settled by my being a light agent."""
    stage = Stage()
    loan = lent(stage, roles.TOLD, person=NOOR)
    assert stage.changing.look().loan is None
    assert stage.loans.loans == [loan]


def test_words_for_a_way_back_that_failed() -> None:
    """What is at stake, why, and both ways out."""
    stage = Stage()
    _, ending = stage.during(lambda: stage.desk.mishaps_of_roles.append(REFUSED))
    assert ending.text == (
        "ATTENTION: your role may still be raised, and has to go back to Light agent (no); "
        "the next run tries again, or now: csm role downgrade"
    )


def test_stopped_on_the_way_back() -> None:
    """A second Ctrl-C is obeyed at once, and not silently; the loan stays."""

    def stop() -> None:
        raise KeyboardInterrupt

    stage = Stage()

    def work() -> None:
        stage.desk.before_change = stop
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        stage.during(work)
    assert stage.said == [
        (
            "ATTENTION: your role may still be raised, and has to go back to Light agent; "
            "the next run tries again, or now: csm role downgrade"
        )
    ]
    assert stage.desk.changes == [FULL]
    assert len(stage.loans.loans) == 1


def test_the_kept_answer_is_not_asked() -> None:
    """Who am I is asked afresh at the end: somebody may have changed the role during the work."""
    stage = Stage()
    stage.during(lambda: stage.desk.give(LEAD))
    assert stage.desk.who.role_id == LEAD.id
    assert stage.desk.changes == [FULL]
