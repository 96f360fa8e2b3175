"""What others do to a ticket between the plan of an incident's tag and its update."""

from collections.abc import Callable

import pytest

from csm_cli.domain.errors import Conflict
from csm_cli.domain.incident_tagging import Tagging
from csm_cli.domain.tickets import Mark, Person
from tests.services.test_incident import ONE, Page, Stage
from tests.services.writable_desk import ADA, ROBIN, THEO

BOT = Person(None, "Answer Bot", None, "system")
TAG = "incident/418"


@pytest.fixture(name="stage")
def _stage() -> Stage:
    return Stage(Page())


def sent(stage: Stage, happens: Callable[[], object]) -> Tagging:
    """What became of a tag when this happened before its update arrived."""
    planned = stage.incidents.plan(stage.incidents.look(ONE, settled=True), TAG)

    def later() -> None:
        stage.clock.sleep(1)
        happens()
        stage.clock.sleep(2)

    stage.desk.before_apply.append(later)
    return stage.incidents.carry_out(planned)


def refused(stage: Stage, happens: Callable[[], object]) -> str:
    """Why it was not sent when this happened; nothing of it is on the ticket."""
    with pytest.raises(Conflict) as stopped:
        sent(stage, happens)
    assert len(stage.desk.sent) == 1
    assert stopped.value.written == "nothing was written"
    assert stopped.value.hint == f"csm show {ONE.number}, then decide again"
    assert TAG not in stage.desk.tickets[ONE.number].tags
    return stopped.value.message


@pytest.mark.parametrize("status", ["pending", "hold", "solved", "closed"])
def test_another_status(stage: Stage, status: str) -> None:
    """Whoever solves a ticket or waits for the customer has decided otherwise; told with who."""
    said = refused(stage, lambda: stage.desk.change(ONE.number, status=status))
    assert said.startswith(f"ticket {ONE.number} was changed in the meantime: ")
    assert f"status is now {status}" in said
    assert "Ada Park" in said


@pytest.mark.parametrize("who", [ADA, THEO], ids=["colleague", "customer"])
def test_a_public_reply(stage: Stage, who: Person) -> None:
    """What the customer was told, or says, in the meantime is to be read first."""
    said = refused(stage, lambda: stage.desk.note(ONE.number, who, "It is back", private=False))
    assert f"a public reply by {who.name}" in said


def test_a_claim(stage: Stage) -> None:
    """A colleague who has taken the ticket in the meantime is on it."""
    mark = Mark("a", "claim")
    said = refused(stage, lambda: stage.desk.note(ONE.number, ADA, "x", mark=mark))
    assert "claimed by Ada Park" in said


@pytest.mark.parametrize("who", [ROBIN, BOT], ids=["myself", "bot"])
def test_a_reply_that_is_no_news(stage: Stage, who: Person) -> None:
    """One's own and a machine's are warned of alone."""
    done = sent(stage, lambda: stage.desk.note(ONE.number, who, "Here", private=False))
    assert done.outcome == "tagged"
    (warning,) = done.warnings
    assert warning.code == "changed_meanwhile"
    assert who.name in warning.text


@pytest.mark.parametrize("changed", [{"tags": ("vip",)}, {"priority": "urgent"}, {"group": None}])
def test_what_does_not_matter(stage: Stage, changed: dict[str, object]) -> None:
    """A tag, a priority, the group: sent, and told, with who did it."""
    done = sent(stage, lambda: stage.desk.change(ONE.number, **changed))
    assert done.outcome == "tagged"
    (warning,) = done.warnings
    assert next(iter(changed)) in warning.text
    assert "Ada Park" in warning.text


def test_two_things_one_after_the_other(stage: Stage) -> None:
    """What was told of the first is not lost over the second."""

    def first() -> None:
        stage.desk.change(ONE.number, tags=("vip",))
        stage.desk.before_apply.append(second)

    def second() -> None:
        stage.desk.change(ONE.number, subject="x")
        stage.clock.sleep(2)

    told = " ".join(each.text for each in sent(stage, first).warnings)
    assert "tags" in told
    assert "subject" in told


def test_the_same_tag(stage: Stage) -> None:
    """Whoever has set it meanwhile, and solved the ticket with it, has left nothing to decide."""
    done = sent(stage, lambda: stage.desk.change(ONE.number, tags=(TAG,), status="solved"))
    assert done.outcome == "already-tagged"
    assert len(stage.desk.sent) == 1
