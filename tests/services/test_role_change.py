"""One change of a role on a desk in memory: sent once, looked up, waited for."""

import pytest

from csm_cli.domain import roles
from csm_cli.domain.errors import OutcomeUnknown, Refused, Unavailable
from tests.services.lending_desk import FULL, LEAD, LIGHT, LOST, Stage, busy, nothing


def test_the_desk_asks_to_wait() -> None:
    """Nothing was changed, so it may be sent again, after just the time that was asked for."""
    stage = Stage()
    stage.desk.mishaps_of_roles = [busy(37), busy(60)]
    stage.up()
    assert stage.clock.slept == 37 + 60
    assert stage.desk.changes == [FULL] * 3
    assert "going on in 37 s" in stage.said[0]


def test_the_desk_asks_once_too_often() -> None:
    """Two waits are patience; a third is a matter for a person."""
    stage = Stage()
    stage.desk.mishaps_of_roles = [busy(1)] * 3
    with pytest.raises(Unavailable):
        stage.up()
    assert len(stage.desk.changes) == 3
    assert stage.loans.settled == [roles.NOT_RAISED]


def test_the_desk_asks_for_too_long() -> None:
    """More than the cap is not waited for at all."""
    stage = Stage()
    stage.desk.mishaps_of_roles = [busy(61)]
    with pytest.raises(Unavailable):
        stage.up()
    assert (stage.clock.slept, len(stage.desk.changes)) == (0, 1)


def test_a_closed_door_on_the_way_up() -> None:
    """Out of reach: told at once, since nothing hangs on it."""
    stage = Stage()
    stage.desk.mishaps_of_roles = [busy(None)]
    with pytest.raises(Unavailable):
        stage.up()
    assert (stage.clock.slept, stage.desk.changes) == (0, [FULL])


def test_lost_and_found() -> None:
    """No answer, but the role is there: sent once, and gone on with."""
    stage = Stage()
    stage.desk.mishaps_of_roles, stage.desk.carried_out = [LOST], True
    assert stage.up().outcome == roles.RAISED
    assert stage.desk.changes == [FULL]
    assert stage.said == ["no clear answer; looking whether the role was changed ..."]


def test_lost_and_late() -> None:
    """The change comes through while csm looks."""
    stage = Stage()
    stage.desk.mishaps_of_roles = [LOST]
    stage.desk.looks = [nothing] * 5 + [lambda: stage.desk.give(FULL)]
    assert stage.up().outcome == roles.RAISED
    assert stage.clock.slept == 0.5 + 1 + 2


@pytest.mark.parametrize("mishaps", [[LOST], []])
def test_never_seen(mishaps: list[OutcomeUnknown]) -> None:
    """Not seen for all of the time, whatever the answer was: unknown, and still on record."""
    stage = Stage()
    stage.desk.mishaps_of_roles = [*mishaps]
    stage.desk.looks = [nothing] * 2 + [lambda: stage.desk.give(LIGHT)] * 9
    with pytest.raises(OutcomeUnknown) as unknown:
        stage.up()
    assert stage.clock.slept == 12
    said = "the role was not seen to become 'Full agent' within 12 s; it still may"
    assert unknown.value.written == said
    assert stage.desk.changes == [FULL]
    assert [loan.kind for loan in stage.loans.loans] == [roles.TOLD]


def test_looking_through_a_bad_network() -> None:
    """A look that fails is not an answer: the next one may be."""

    def fails() -> object:
        raise Unavailable("away")

    stage = Stage()
    stage.desk.looks = [nothing, nothing, fails, fails]
    assert stage.up().outcome == roles.RAISED


def test_a_person_on_the_page() -> None:
    """Invited once, looked for every three seconds, and remembered as the role that was seen."""
    stage = Stage()
    stage.desk.can_change = False
    stage.desk.looks = [nothing] * 4 + [lambda: stage.desk.give(LEAD)]
    step = stage.up()
    assert (step.outcome, step.target) == (roles.RAISED, LEAD)
    assert stage.invited == ["https://desk.example/None"]
    assert stage.clock.slept == 2 * 3
    assert stage.loans.loans[0].upper == LEAD


def test_a_person_who_does_not_come() -> None:
    """Ten minutes, then it is told; after them nothing is taken for due."""
    stage = Stage()
    stage.desk.can_change = False
    with pytest.raises(Refused, match="your role has not changed within 600 s"):
        stage.during(lambda: pytest.fail("worked without the role"))
    assert stage.clock.slept == 600
    assert (stage.loans.loans, stage.said) == ([], [])


def test_waiting_through_a_bad_network() -> None:
    """Trouble is told once, however long it lasts."""

    def fails() -> object:
        raise Unavailable("away")

    stage = Stage()
    stage.desk.can_change = False
    stage.desk.looks = [nothing, nothing, fails, fails, fails, lambda: stage.desk.give(FULL)]
    assert stage.up().outcome == roles.RAISED
    assert stage.said == ["away; still waiting"]


def test_a_closed_door_when_told_to_go_down() -> None:
    """Tried as patiently as at the end of a run."""
    stage = Stage(FULL)
    stage.desk.mishaps_of_roles = [busy(None)] * 3
    assert stage.down().outcome == roles.LOWERED
    assert stage.clock.slept == 1 + 2 + 4
