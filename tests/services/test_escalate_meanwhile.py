"""What colleagues and customers do to a ticket between the plan of an escalation and its update."""

from collections.abc import Callable

import pytest

from csm_cli.domain.errors import Conflict
from csm_cli.domain.escalation import Escalation, Order, Parts
from csm_cli.domain.tickets import Mark, Person
from csm_cli.services.routing import Destination
from tests.services.escalation_stage import ONE, PARTS, TO_REPLAY, TO_SUPPORT, Stage
from tests.services.writable_desk import ADA, ROBIN, THEO

LIN = Person(103, "Lin Osei", "lin.osei@posthog.example")
BOT = Person(None, "Answer Bot", None, "system")


@pytest.fixture
def around() -> Stage:
    """A ticket in the support queue."""
    return Stage()


def sent(
    around: Stage, happens: Callable[[], object], to: Destination = TO_REPLAY
) -> tuple[Escalation, Escalation]:
    """The plan, and what became of it when this happened before its update arrived."""
    planned = around.plan(to)

    def later() -> None:
        around.clock.sleep(1)
        happens()
        around.clock.sleep(2)

    around.desk.before_apply.append(later)
    return planned, around.escalating.carry_out(planned, PARTS, Order())


def refused(around: Stage, happens: Callable[[], object], to: Destination = TO_REPLAY) -> str:
    """Why it was not sent when this happened; nothing of it is on the ticket."""
    before = len(around.desk.sent)
    with pytest.raises(Conflict) as stopped:
        sent(around, happens, to)
    assert len(around.desk.sent) == before + 1
    assert stopped.value.written == "nothing was written"
    mine = [entry for entry in around.desk.entries[ONE.number] if entry.mark]
    assert not [entry for entry in mine if entry.mark and entry.mark.verb != "claim"]
    return stopped.value.message


@pytest.mark.parametrize("to", [TO_REPLAY, TO_SUPPORT], ids=["engineering", "support"])
@pytest.mark.parametrize("status", ["pending", "hold", "solved", "closed"])
def test_another_status(around: Stage, status: str, to: Destination) -> None:
    """Whoever solves a ticket or waits for the customer has decided otherwise; told with who."""
    said = refused(around, lambda: around.desk.change(ONE.number, status=status), to)
    assert f"status is now {status}" in said
    assert "Ada Park" in said


@pytest.mark.parametrize("status", ["pending", "hold", "solved"])
def test_a_ticket_that_was_opened(around: Stage, status: str) -> None:
    """A ticket that waited for the customer and is open again has news."""
    around.desk.change(ONE.number, status=status)
    around.clock.sleep(2)
    assert "status is now open" in refused(
        around, lambda: around.desk.change(ONE.number, status="open")
    )


def test_a_birth_in_slack(around: Stage) -> None:
    """From new to open nobody has decided anything: it goes on, warned of as it is now."""
    around.desk.change(ONE.number, status="new")
    around.clock.sleep(2)
    planned, done = sent(around, lambda: around.desk.change(ONE.number, status="open"))
    assert [notice.code for notice in planned.warnings] == ["hidden_by_status"]
    assert [notice.code for notice in done.warnings] == ["changed_meanwhile"]
    assert (done.outcome, done.ticket.status) == ("escalated", "open")


@pytest.mark.parametrize("to", [TO_REPLAY, TO_SUPPORT], ids=["engineering", "support"])
@pytest.mark.parametrize("who", [ADA, THEO], ids=["colleague", "customer"])
def test_a_public_reply(around: Stage, who: Person, to: Destination) -> None:
    """What the customer was told, or says, in the meantime is to be read first."""
    said = refused(
        around, lambda: around.desk.note(ONE.number, who, "It is solved", private=False), to
    )
    assert f"a public reply by {who.name}" in said


@pytest.mark.parametrize("who", [ROBIN, BOT], ids=["myself", "bot"])
def test_a_reply_that_is_no_news(around: Stage, who: Person) -> None:
    """One's own, given while the question stood there, and a machine's, are warned of alone."""
    _, done = sent(around, lambda: around.desk.note(ONE.number, who, "Here", private=False))
    assert done.outcome == "escalated"
    (notice,) = done.warnings
    assert notice.code == "changed_meanwhile"
    assert who.name in notice.text


@pytest.mark.parametrize("to", [TO_REPLAY, TO_SUPPORT], ids=["engineering", "support"])
def test_a_claim(around: Stage, to: Destination) -> None:
    """A colleague who has taken the ticket in the meantime is on it."""

    def claim() -> None:
        around.desk.note(ONE.number, ADA, "x", mark=Mark("a", "claim"))
        around.desk.note(ONE.number, ADA, "Looking")

    assert "claimed by Ada Park" in refused(around, claim, to)


def test_a_claim_out_of_other_hands(around: Stage) -> None:
    """The plan told of another holder."""
    around.desk.note(ONE.number, ADA, "x", mark=Mark("a", "claim"))
    around.clock.sleep(2)

    def claim() -> None:
        around.desk.note(ONE.number, LIN, "x", mark=Mark("b", "claim"))

    assert "claimed by Lin Osei" in refused(around, claim)


def test_a_claim_that_the_plan_has_told(around: Stage) -> None:
    """Whoever agreed with it in sight has decided; something else moves the ticket on."""
    around.desk.note(ONE.number, ADA, "x", mark=Mark("a", "claim"))
    around.clock.sleep(2)
    _, done = sent(around, lambda: around.desk.change(ONE.number, tags=("vip",)))
    assert done.outcome == "escalated"
    codes = [notice.code for notice in done.warnings]
    assert codes == ["claimed_by_other", "changed_meanwhile"]


def test_a_claim_that_ended(around: Stage) -> None:
    """The plan's warning is gone with it, and the note does not name who let go."""
    around.desk.note(ONE.number, ADA, "x", mark=Mark("a", "claim"))
    around.clock.sleep(2)
    planned, done = sent(
        around, lambda: around.desk.note(ONE.number, ADA, "x", mark=Mark("b", "release"))
    )
    assert [notice.code for notice in done.warnings] == ["changed_meanwhile"]
    assert "Ada Park" in (planned.note or "")
    assert "Ada Park" not in (done.note or "")


def test_ones_own_claim(around: Stage) -> None:
    """A note of csm's own from another terminal is no reason to stop."""
    mark = Mark("b", "claim")
    _, done = sent(around, lambda: around.desk.note(ONE.number, ROBIN, "x", mark=mark))
    assert done.outcome == "escalated"


@pytest.mark.parametrize("changed", [{"tags": ("vip",)}, {"priority": "urgent"}, {"subject": "x"}])
@pytest.mark.parametrize("tells", [True, False], ids=["audits", "no-audits"])
def test_what_does_not_matter(around: Stage, changed: dict[str, object], *, tells: bool) -> None:
    """A tag, a priority, a subject: sent, and told, with who where the desk says so."""
    around.desk.tells_audits = tells
    _, done = sent(around, lambda: around.desk.change(ONE.number, **changed))
    assert done.outcome == "escalated"
    (notice,) = done.warnings
    assert notice.code == "changed_meanwhile"
    assert next(iter(changed)) in notice.text
    assert ("Ada Park" in notice.text) == tells


def test_a_colleagues_note(around: Stage) -> None:
    """An internal note is told with who left it, also by a desk that tells no audits."""
    around.desk.tells_audits = False
    _, done = sent(around, lambda: around.desk.note(ONE.number, ADA, "Mind the gap"))
    (notice,) = done.warnings
    assert "Ada Park" in notice.text
    assert "an internal note" in notice.text


def test_what_cannot_be_seen(around: Stage) -> None:
    """A version that moved for no reason in sight is told as that."""
    around.desk.tells_audits = False
    _, done = sent(around, lambda: around.desk.change(ONE.number))
    assert "can't see" in done.warnings[0].text


def test_two_things_one_after_the_other(around: Stage) -> None:
    """What was told of the first is not lost over the second."""

    def first() -> None:
        around.desk.change(ONE.number, tags=("vip",))
        around.desk.before_apply.append(second)

    def second() -> None:
        around.desk.change(ONE.number, subject="x")
        around.clock.sleep(2)

    _, done = sent(around, first)
    told = " ".join(notice.text for notice in done.warnings)
    assert "tags" in told
    assert "subject" in told


def test_the_operation_that_is_unknown(around: Stage) -> None:
    """An update that gets lost after a conflict is told by its own operation, not the first's."""
    around.desk.mishaps = ["fine", "dropped"]
    planned, done = sent(around, lambda: around.desk.change(ONE.number, tags=("vip",)))
    assert done.outcome == "unknown"
    assert done.operation_id == around.desk.sent[-1].mark.operation_id != planned.operation_id


def test_a_withdrawal(around: Stage) -> None:
    """An escalation is not taken back over what somebody has said to the customer meanwhile."""
    around.run()
    around.clock.sleep(3)
    order, why = Order(withdraw=True), Parts(why="It was our own mistake")
    read = around.escalating.read(ONE, TO_SUPPORT, order)
    planned = around.escalating.plan(read, why, order)
    around.desk.before_apply.append(
        lambda: around.desk.note(ONE.number, ADA, "Fixed", private=False)
    )
    around.clock.sleep(2)
    with pytest.raises(Conflict, match="a public reply by Ada Park"):
        around.escalating.carry_out(planned, why, order)
    assert around.desk.tickets[ONE.number].fields == {17: "escalated"}
