"""Escalating: planned as a value, sent once, compared, and settled by a second run."""

from datetime import timedelta

import pytest

from csm_cli.domain.errors import Conflict, Leaked, NotFound, Refused, Unavailable, WrongUsage
from csm_cli.domain.escalation import QUESTIONS, Escalation, Order, Parts
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Hand, Mark, Me
from csm_cli.services.routing import Destination
from tests.services.escalation_stage import (
    ONE,
    PARTS,
    TO_FLAGS,
    TO_REPLAY,
    TO_SUPPORT,
    Stage,
    owner,
)
from tests.services.writable_desk import (
    ADA,
    FLAGS,
    MARKER,
    REPLAY,
    ROBIN,
    SUPPORT,
)


@pytest.fixture
def around() -> Stage:
    """A ticket in the support queue."""
    return Stage()


def test_to_engineering(around: Stage) -> None:
    """One update sets the switch, the owner's group and nobody in person, with the note."""
    around.desk.change(ONE.number, assignee=ADA)
    around.clock.sleep(2)
    result = around.run()
    now = around.desk.tickets[ONE.number]
    assert (result.outcome, result.note_public, result.note_id) == ("escalated", False, 1000)
    assert (now.group, now.assignee, now.fields) == (REPLAY, None, {17: "escalated"})
    assert len(around.desk.sent) == 1
    assert around.desk.sent[0].mark == Mark("op1", "escalate")


def test_group_and_assignee_are_always_said_together(around: Stage) -> None:
    """Even of a ticket that nobody has: the desk may bring an assignee along with a group."""
    change = around.plan().change
    assert change is not None
    assert (change.group, change.assignee) == (REPLAY, Hand(None, None))


def test_to_support(around: Stage) -> None:
    """The note alone: group, assignee and switch stay as they are."""
    before = around.desk.tickets[ONE.number]
    result = around.run(TO_SUPPORT)
    now = around.desk.tickets[ONE.number]
    assert (result.outcome, result.marker, result.change) == ("noted", None, None)
    assert now._replace(version=before.version, updated_at=before.updated_at) == before
    assert around.desk.sent[0].mark.verb == "note"


def test_the_note_has_everything(around: Stage) -> None:
    """Parts, facts, owner and who wrote it reach the template, each on a line of its own."""
    around.desk.change(ONE.number, subject="a\nEscalated to engineering: b")
    around.desk.who = Me(ROBIN._replace(name="Robin\nVale <x>"), "full")
    note = around.plan().note or ""
    assert note.startswith("escalate-engineering: ")
    for words in (*PARTS, "Replay", "#support-replay", "2026-11-20", "Robin Vale x <robin.vale@"):
        assert str(words) in note
    assert "a Escalated to engineering: b" in note


@pytest.mark.parametrize("name", Parts._fields)
@pytest.mark.parametrize("text", [None, "", "no idea", "...", "a b"])
def test_parts_without_substance(around: Stage, name: str, text: str | None) -> None:
    """Each part has to say something; the message names the one that does not."""
    read = around.escalating.read(ONE, TO_REPLAY, Order())
    with pytest.raises(WrongUsage) as told:
        around.escalating.plan(read, PARTS._replace(**{name: text}), Order())
    assert told.value.hint == f"--{name} TEXT"


@pytest.mark.parametrize("name", Parts._fields)
def test_a_question_is_no_answer(around: Stage, name: str) -> None:
    """The template's own words, left as they were, have no substance."""
    read = around.escalating.read(ONE, TO_REPLAY, Order())
    with pytest.raises(WrongUsage):
        around.escalating.plan(read, PARTS._replace(**{name: getattr(QUESTIONS, name)}), Order())


def test_already_escalated(around: Stage) -> None:
    """The same again writes nothing; elsewhere it is a conflict, unless `--again` says so."""
    around.run()
    assert around.run().outcome == "already-escalated"
    elsewhere = around.run(TO_FLAGS)
    assert (elsewhere.outcome, elsewhere.hint) == ("conflict", "add --again to hand it on")
    assert len(around.desk.sent) == 1
    assert around.run(TO_FLAGS, order=Order(again=True)).outcome == "escalated"
    assert around.desk.tickets[ONE.number].group == FLAGS


def test_withdrawing(around: Stage) -> None:
    """The switch goes off and the ticket back to support, for a reason alone."""
    around.run()
    why = Parts(why="It was our own mistake")
    result = around.run(TO_SUPPORT, why, Order(withdraw=True))
    now = around.desk.tickets[ONE.number]
    assert result.outcome == "withdrawn"
    assert (now.group, now.fields) == (SUPPORT, {17: None})
    assert around.run(TO_SUPPORT, why, Order(withdraw=True)).reason == "it is not escalated"
    assert len(around.desk.sent) == 2


def test_a_desk_that_ignores_a_part(around: Stage) -> None:
    """A note without the change is not told as an escalation."""
    around.desk.mishaps = ["ignored"]
    result = around.run()
    assert result.outcome == "partial"
    assert result.reason == "the group is Support, not Replay; esc. is empty, not escalated"
    assert result.hint == f"csm show {ONE.number}; the note is there, don't repeat it"


def test_a_refusal_is_a_result(around: Stage) -> None:
    """What the desk says no to is told with its reason."""
    around.desk.mishaps = ["refused"]
    result = around.run()
    assert (result.outcome, result.reason) == ("refused", "the desk said no")


def test_an_unreachable_desk_is_an_error(around: Stage) -> None:
    """Nothing was written, and there is no result."""
    around.desk.mishaps = ["unavailable"]
    with pytest.raises(Unavailable):
        around.run()


def test_a_leak_is_an_error(around: Stage) -> None:
    """A public note is never an escalation."""
    around.desk.mishaps = ["leaked"]
    with pytest.raises(Leaked):
        around.run()


@pytest.mark.parametrize("to", [TO_REPLAY, TO_SUPPORT])
def test_a_lost_answer(around: Stage, to: Destination) -> None:
    """The note is found, the change compared, and the result is the truth."""
    around.desk.mishaps = ["lost"]
    assert around.run(to).outcome == ("escalated" if to is TO_REPLAY else "noted")
    assert len(around.desk.sent) == 1


@pytest.mark.parametrize("to", [TO_REPLAY, TO_SUPPORT])
def test_an_unknown_outcome_is_settled_by_a_re_run(around: Stage, to: Destination) -> None:
    """The second run finds the note of the first, although the ticket looks otherwise by now."""
    around.desk.change(ONE.number, assignee=ADA)
    around.clock.sleep(2)
    around.desk.mishaps = ["dropped"]
    assert around.run(to).outcome == "unknown"
    around.desk.arrives(around.desk.sent[0])
    around.clock.sleep(2)
    again = around.run(to)
    assert again.outcome == ("escalated" if to is TO_REPLAY else "noted")
    assert [notice.code for notice in again.warnings] == ["earlier"]
    assert (len(around.desk.sent), around.journal.outcomes) == (1, {"op1": "written"})


def test_without_a_trace_the_re_run_stays_unknown(around: Stage) -> None:
    """Nothing is sent again unasked; with `--resend` it is, and arrives once."""
    around.desk.mishaps = ["dropped"]
    around.run()
    stays = around.run()
    assert stays.outcome == "unknown"
    assert "--resend" in (stays.hint or "")
    assert around.run(order=Order(resend=True)).outcome == "escalated"
    assert len(around.desk.entries[ONE.number]) == 1


def test_an_earlier_note_of_any_words(around: Stage) -> None:
    """Words from an editor can't be typed a second time: what is open is settled without them."""
    around.desk.mishaps = ["dropped"]
    around.run(TO_FLAGS)
    around.desk.arrives(around.desk.sent[0])
    around.clock.sleep(2)
    read = around.escalating.read(ONE, TO_REPLAY, Order())
    result = around.escalating.earlier(read, None, Order())
    assert result is not None
    assert (result.outcome, result.route.group) == ("escalated", FLAGS)
    assert result.route.owner is None


def test_an_open_note_for_support_is_not_an_escalation(around: Stage) -> None:
    """What one verb left open does not stand for the other."""
    around.desk.mishaps = ["dropped"]
    around.run(TO_SUPPORT)
    read = around.escalating.read(ONE, TO_REPLAY, Order())
    assert around.escalating.earlier(read, None, Order()) is None


def test_a_settled_entry_suppresses_nothing(around: Stage) -> None:
    """The same note can be left for support a second time."""
    assert [around.run(TO_SUPPORT).outcome for _ in range(2)] == ["noted", "noted"]
    assert len(around.desk.entries[ONE.number]) == 2


def test_a_change_that_does_not_matter(around: Stage) -> None:
    """A ticket that flips from new to open is read again, and the escalation goes on."""
    around.desk.before_apply.append(lambda: around.desk.change(ONE.number, status="new"))
    assert around.run().outcome == "escalated"
    assert len(around.desk.entries[ONE.number]) == 1


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"group": FLAGS}, "group is now Feature Flags"),
        ({"assignee": ADA}, "assignee is now Ada Park"),
        ({"status": "closed"}, "status is now closed"),
        ({"fields": {17: "escalated"}}, "esc. is now escalated"),
    ],
)
def test_a_change_that_matters(around: Stage, changed: dict[str, object], told: str) -> None:
    """What the plan was agreed on and is different now stops it, and is named."""
    around.desk.before_apply.append(lambda: around.desk.change(ONE.number, **changed))
    with pytest.raises(Conflict) as stopped:
        around.run()
    assert told in stopped.value.message
    assert around.desk.entries[ONE.number] == []


@pytest.mark.parametrize("to", [TO_REPLAY, TO_SUPPORT], ids=["engineering", "support"])
def test_the_same_person_at_another_terminal(around: Stage, to: Destination) -> None:
    """Of the very same at the same time one is written, and both runs tell of that one."""
    here, there = around.plan(to), around.plan(to)
    other: list[Escalation] = []

    def write_there() -> None:
        around.desk.before_apply.clear()
        other.append(around.escalating.carry_out(there, PARTS, Order()))

    around.desk.before_apply.append(write_there)
    result = around.escalating.carry_out(here, PARTS, Order())
    assert len(around.desk.entries[ONE.number]) == 1
    assert (result.outcome, result.note_id) == (other[0].outcome, other[0].note_id)
    assert [notice.code for notice in result.warnings] == ["earlier"]


def test_other_words_at_another_terminal(around: Stage) -> None:
    """Another note to support is another intent."""
    here, there = around.plan(TO_SUPPORT), around.plan(TO_SUPPORT)
    there = there._replace(note="Something else entirely")

    def write_there() -> None:
        around.desk.before_apply.clear()
        around.escalating.carry_out(there, PARTS._replace(why="a b c"), Order())

    around.desk.before_apply.append(write_there)
    assert around.escalating.carry_out(here, PARTS, Order()).outcome == "noted"
    assert len(around.desk.entries[ONE.number]) == 2


def test_a_closed_ticket(around: Stage) -> None:
    """Refused before anything is planned."""
    around.desk.change(ONE.number, status="closed")
    with pytest.raises(Conflict):
        around.run()


def test_a_missing_ticket(around: Stage) -> None:
    """A ticket that is not there is an error."""
    with pytest.raises(NotFound):
        around.escalating.read(TicketRef(99), TO_REPLAY, Order())


def test_a_light_agent(around: Stage) -> None:
    """To engineering is refused before anything is sent; to support works."""
    around.desk.who = Me(ROBIN, "light")
    with pytest.raises(Refused) as told:
        around.run()
    assert "--to support" in (told.value.hint or "")
    with pytest.raises(Refused):
        around.run(TO_SUPPORT, order=Order(withdraw=True))
    assert around.desk.sent == []
    assert around.run(TO_SUPPORT).outcome == "noted"


def test_a_light_agents_own_ticket(around: Stage) -> None:
    """There the note for support would be public: refused."""
    around.desk.who = Me(ROBIN, "light")
    around.desk.change(ONE.number, requester=ROBIN)
    with pytest.raises(Refused) as told:
        around.run(TO_SUPPORT)
    assert "public" in told.value.message
    assert around.desk.sent == []


def test_a_full_agents_own_ticket(around: Stage) -> None:
    """A full agent's private note stays private, whoever asked."""
    around.desk.change(ONE.number, requester=ROBIN)
    around.clock.sleep(2)
    assert around.run(TO_SUPPORT).outcome == "noted"


def test_a_role_that_was_light_a_while_ago(around: Stage) -> None:
    """A kept role is asked again before it says no."""
    around.desk.kept_me = Me(ROBIN, "light")
    assert around.run().outcome == "escalated"


def test_the_area_names_the_owner(around: Stage) -> None:
    """Without any option the ticket's target area decides."""
    assert around.plan(Destination("engineering")).route.group == REPLAY


def test_a_group_by_its_number(around: Stage) -> None:
    """A group can be given by its id; the owner is who works from it."""
    route = around.plan(Destination("engineering", group="2")).route
    assert route.group == REPLAY
    assert route.owner is not None
    assert route.owner.team == "Replay"


@pytest.mark.parametrize(
    ("feature", "said", "hint"),
    [
        ("lost", "Nowhere has no Zendesk group", "add --group with one of: "),
        ("renamed", "no Zendesk group is named 'Flag'", "add --group with one of: Feature Flags"),
        ("cohorts", "several teams own this", "add --team 'Feature Flags' or --team 'Replay'"),
    ],
)
def test_no_one_live_group(around: Stage, feature: str, said: str, hint: str) -> None:
    """Nothing is guessed: the message says what to add."""
    with pytest.raises(WrongUsage) as told:
        around.plan(Destination("engineering", feature=feature))
    assert said in told.value.message
    assert (told.value.hint or "").startswith(hint)


def test_joint_owners(around: Stage) -> None:
    """One of several is chosen, and the others are told."""
    route = Destination("engineering", feature="cohorts", team="Replay")
    planned = around.plan(route)
    assert planned.route.group == REPLAY
    assert ("joint_owner", "the feature is owned jointly with Feature Flags") in planned.warnings


@pytest.mark.parametrize("status", ["new", "open", "pending", "hold", "solved"])
def test_a_status_that_hides(around: Stage, status: str) -> None:
    """The support hero's views show open tickets only."""
    around.desk.change(ONE.number, status=status)
    assert ("hidden_by_status" in around.codes()) == (status != "open")


def test_group_and_owner_disagree(around: Stage) -> None:
    """A group that is not the feature's owner's is told."""
    odd = Destination("engineering", feature="session replay", group="Feature Flags")
    assert around.codes(odd) == ["group_and_owner_differ"]
    assert around.codes(TO_FLAGS) == ["group_without_owner"]
    assert around.codes(TO_REPLAY) == []


def test_an_old_row(around: Stage) -> None:
    """Teams change: a row of more than 90 days ago is worth a look."""
    for age, told in ((90, []), (91, ["old_owner"])):
        as_of = around.clock().date() - timedelta(days=age)
        around.owners.by_feature["session replay"] = [owner("Replay", "Replay", as_of)]
        assert around.codes() == told


def test_somebody_elses_work(around: Stage) -> None:
    """Whose claim and whose assignment ends is told, one's own claim is not."""
    around.desk.note(ONE.number, ADA, "x", mark=Mark("a", "claim"))
    around.desk.change(ONE.number, assignee=ADA)
    assert around.codes() == ["assignee_dropped", "claimed_by_other"]
    assert around.codes(TO_SUPPORT) == ["claimed_by_other"]
    around.desk.note(ONE.number, ROBIN, "x", mark=Mark("b", "claim"))
    assert around.codes() == ["assignee_dropped"]


def test_a_plan_is_what_is_sent(around: Stage) -> None:
    """The requests of the plan are those of the write that follows."""
    planned = around.plan()
    around.escalating.carry_out(planned, PARTS, Order())
    assert [*planned.requests] == [*around.desk.requests(around.desk.sent[0])]


def test_the_switch_as_it_is(around: Stage) -> None:
    """The plan names the field and the option that it would stand on."""
    planned = around.plan()
    assert planned.marker == MARKER
    assert planned.change is not None
    assert planned.change.marker == (MARKER, MARKER.escalated)
