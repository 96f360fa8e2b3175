"""Stepping up and down on a desk in memory: what is recorded, and who owes nothing."""

import pytest

from csm_cli.domain import roles
from csm_cli.domain.errors import NotAllowed, Unavailable, Unexpected
from csm_cli.domain.tickets import Me
from tests.services.lending_desk import (
    ADMIN,
    FULL,
    LEAD,
    LIGHT,
    LIN,
    NOOR,
    REFUSED,
    Stage,
    nothing,
)


def test_recorded_before_anything_is_sent() -> None:
    """At the moment of the first change the loan is on record, and not yet as seen."""
    stage = Stage()
    seen: list[bool] = []
    stage.desk.before_change = lambda: seen.extend(loan.confirmed for loan in stage.loans.loans)
    stage.up()
    assert seen == [False]


def test_a_full_disk_stops_before_the_change() -> None:
    """What can't be recorded is not done."""
    stage = Stage()
    stage.loans.full = True
    for act in (stage.up, lambda: stage.during(lambda: None)):
        with pytest.raises(Unexpected):
            act()
    assert stage.desk.changes == []


def test_up_work_and_down() -> None:
    """The work happens in the raised role; afterwards nothing is due."""
    stage = Stage()
    done, ending = stage.during(lambda: stage.desk.who.access)
    assert (done, ending) == ("full", roles.Ending(text="your role is Light agent again"))
    assert stage.desk.who.role_id == LIGHT.id
    assert (stage.loans.loans, stage.loans.settled) == ([], [roles.LOWERED])


def test_refused_means_nothing_is_due() -> None:
    """A change that was surely not made leaves no loan, and nothing to give back."""
    stage = Stage()
    stage.desk.mishaps_of_roles = [REFUSED]
    with pytest.raises(NotAllowed):
        stage.during(lambda: pytest.fail("worked without the role"))
    assert (stage.desk.changes, stage.loans.settled) == ([FULL], [roles.NOT_RAISED])
    assert stage.said == []


def test_already_full() -> None:
    """No change and no record, whether full or an administrator."""
    for role in (FULL, LEAD, ADMIN):
        stage = Stage(role)
        done, ending = stage.during(lambda: "done")
        assert (done, ending) == ("done", roles.Ending())
        assert stage.up().outcome == roles.ALREADY_FULL
        assert (stage.desk.changes, stage.loans.loans) == ([], [])


def test_raised_by_somebody_else_before_the_change() -> None:
    """What was planned for a light agent is not done to a full one."""
    stage = Stage()
    step = stage.changing.plan_up()
    stage.desk.give(LEAD)
    done, ending = stage.changing.during(step, stage.invited.append, lambda: "done")
    assert (done, ending) == ("done", roles.Ending())
    assert (stage.desk.changes, stage.loans.loans) == ([], [])


def test_down_goes_to_where_one_came_from() -> None:
    """The record knows the role to go back to, whatever the settings say of light ones."""
    stage = Stage(light="A name that no role has")
    stage.up()
    assert stage.down().target == LIGHT
    assert stage.desk.changes == [FULL, LIGHT]


def test_no_role_to_come_back_to() -> None:
    """A desk that does not say which role somebody has can't be asked to put it back."""
    stage = Stage()
    stage.desk.who = Me(LIN, roles.LIGHT)
    with pytest.raises(NotAllowed, match="could not put it back"):
        stage.changing.plan_up()


def test_another_run_has_it() -> None:
    """Nothing is changed, and the person knows what is waited for."""
    stage = Stage()
    stage.loans.in_use = True
    with pytest.raises(Unavailable):
        stage.up()
    assert (stage.said, stage.desk.changes) == (
        ["another run is using your raised role; waiting for it ..."],
        [],
    )


def test_down() -> None:
    """The result shows the new role; the loan is settled as lowered, once."""
    stage = Stage()
    up = stage.up()
    assert (up.standing.me.access, up.standing.role) == (roles.FULL, FULL)
    assert up.standing.loan == stage.loans.loans[0]
    down = stage.down()
    assert (down.outcome, down.target) == (roles.LOWERED, LIGHT)
    assert (down.standing.me.access, down.standing.role, down.standing.loan) == (
        roles.LIGHT,
        LIGHT,
        None,
    )
    assert (stage.loans.loans, stage.loans.settled) == ([], [roles.LOWERED])


def test_told_to_go_down_is_not_told_again() -> None:
    """A loan that stands until told becomes one that the next run gives back."""
    stage = Stage()
    stage.up()
    stage.desk.mishaps_of_roles = [REFUSED]
    with pytest.raises(NotAllowed):
        stage.down()
    assert [(loan.kind, loan.confirmed) for loan in stage.loans.loans] == [(roles.RUN, True)]
    stage.changing.at_start()
    assert stage.desk.who.role_id == LIGHT.id


def test_down_when_it_was_never_sure_to_be_up() -> None:
    """The role is full, so the loan was real: one look later, light means that it is over."""
    stage = Stage()
    stage.loans.loans = [roles.Loan(LIN, LIGHT, FULL, roles.TOLD, stage.clock())]
    stage.desk.give(FULL)
    stage.desk.mishaps_of_roles, stage.desk.carried_out = [REFUSED], True
    with pytest.raises(NotAllowed):
        stage.down()
    stage.changing.at_start()
    assert (stage.loans.loans, stage.loans.settled) == ([], [roles.BACK])


def test_a_third_role_is_settled() -> None:
    """It is told, with the role that csm had given, and nothing is due any more."""
    stage = Stage()
    stage.up()
    stage.desk.give(ADMIN)
    step = stage.down()
    assert step.outcome == roles.CHANGED
    assert "Admin since; it had been raised to Full agent" in str(step.reason)
    assert (stage.loans.loans, stage.loans.settled) == ([], [roles.CHANGED])
    assert stage.desk.changes == [FULL]


def test_down_on_the_page() -> None:
    """The person goes down there; csm waits and settles the loan."""
    stage = Stage()
    stage.up()
    stage.desk.can_change = False
    stage.desk.looks = [nothing] * 3 + [lambda: stage.desk.give(LIGHT)]
    step = stage.down()
    assert (step.outcome, step.target) == (roles.LOWERED, LIGHT)
    assert stage.invited == ["https://desk.example/None"]
    assert stage.desk.changes == [FULL]
    assert (stage.loans.loans, stage.loans.settled) == ([], [roles.LOWERED])


def test_the_way_back_is_known_beforehand() -> None:
    """A rehearsal shows the request that would undo the step; on the page there is none."""
    stage = Stage()
    (request,) = stage.changing.way_back(stage.changing.plan_up())
    assert request.body == {"role": LIGHT.id}
    stage.desk.can_change = False
    assert stage.changing.way_back(stage.changing.plan_up()) == ()


def test_the_account_for_roles_is_named() -> None:
    """Whose account changes the role is part of every plan."""
    stage = Stage()
    standing = stage.changing.plan_up().standing
    assert (standing.way, standing.changer) == (roles.CREDENTIAL, NOOR)
    stage.desk.can_change = False
    assert stage.changing.look().way == roles.PAGE


def test_no_administrator_is_lowered() -> None:
    """Nor is anything asked about it."""
    with pytest.raises(NotAllowed, match="does not take away"):
        Stage(ADMIN).changing.plan_down()
