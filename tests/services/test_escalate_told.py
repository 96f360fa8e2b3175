"""What an escalation's result and its errors say, and what is kept of it."""

from datetime import timedelta

import pytest

from csm_cli.domain.attachments import Attached, Attachment
from csm_cli.domain.errors import Conflict, Refused, Unexpected, WrongUsage
from csm_cli.domain.escalation import Escalation, Order, Parts, Route
from csm_cli.domain.history import Before
from csm_cli.domain.tickets import Change, Hand, Mark, Me, Option, Receipt, Write
from csm_cli.services.escalate import Escalating
from csm_cli.services.routing import Routing
from csm_cli.services.writing import Door
from tests.services.escalation_stage import (
    ONE,
    PARTS,
    TO_FLAGS,
    TO_REPLAY,
    TO_SUPPORT,
    PlainWriter,
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
    MemoryJournal,
    WritableDesk,
)

NUMBER = ONE.number
FILES = (Attachment.of("log.txt", b"words"), Attachment.of("more.txt", b"more words"))
ATTACHED = (Attached("log.txt", 5), Attached("more.txt", 10))
ON = (MARKER, MARKER.escalated)


@pytest.fixture
def around() -> Stage:
    """A ticket in the support queue."""
    return Stage()


def test_an_escalation(around: Stage) -> None:
    """The plan with what came of it; the requests are not told twice."""
    planned = around.plan(order=Order(attachments=FILES))
    done = around.escalating.carry_out(planned, PARTS, Order(attachments=FILES))
    assert planned.outcome == "planned"
    assert planned.attachments == ATTACHED
    note = around.desk.entries[NUMBER][0]
    assert done == planned._replace(
        outcome="escalated",
        note=note.body,
        note_id=note.id,
        note_public=False,
        requests=(),
    )
    assert done.operation_id == "op1"
    assert done.attachments == ATTACHED
    assert around.desk.sent[0].attachments == FILES
    assert around.desk.sent[0].note == planned.note


def test_what_stood_there_is_recorded(around: Stage) -> None:
    """So that the escalation can be undone."""
    around.desk.change(NUMBER, assignee=ADA)
    around.clock.sleep(2)
    around.run()
    assert around.journal.before["op1"] == Before(
        "open", SUPPORT, Hand(ADA.id, ADA.name), Option("none", None)
    )


def test_no_more_is_read_than_needed(around: Stage) -> None:
    """The conversation is read down to the newest claim."""
    for verb in ("escalate", "claim", "release"):
        around.desk.note(NUMBER, ADA, "x", mark=Mark("a", verb))
    around.plan()
    assert around.desk.entries_read == [1]


def test_all_parts_that_lack(around: Stage) -> None:
    """Are named at once, with the options that take them; a withdrawal needs only its reason."""
    read = around.escalating.read(ONE, TO_REPLAY, Order())
    with pytest.raises(WrongUsage) as told:
        around.escalating.plan(read, PARTS._replace(why=None, next="soon"), Order())
    assert told.value.message == "the note lacks substance: why, next"
    assert told.value.written == "nothing was sent"
    assert told.value.hint == "--why TEXT --next TEXT"
    around.run()
    back = around.escalating.read(ONE, TO_SUPPORT, Order(withdraw=True))
    with pytest.raises(WrongUsage) as told:
        around.escalating.plan(back, Parts(), Order(withdraw=True))
    assert told.value.message == "the note lacks substance: why"


def test_a_closed_ticket(around: Stage) -> None:
    """The reason, and that nothing was sent."""
    around.desk.change(NUMBER, status="closed")
    with pytest.raises(Conflict) as told:
        around.run()
    assert told.value.said == (
        f"ticket {NUMBER} is closed, and a closed ticket can't be changed; nothing was sent"
    )


def test_a_light_agent(around: Stage) -> None:
    """What is needed, and both ways to go on."""
    around.desk.who = Me(ROBIN, "light")
    with pytest.raises(Refused) as told:
        around.run()
    assert told.value.said == (
        "escalating to engineering needs a full agent, and you are a light one; nothing was sent"
    )
    assert told.value.hint == "add --upgrade-role to step up for it, or use --to support"


def test_a_light_agents_own_ticket(around: Stage) -> None:
    """There not even support can be told by a note."""
    around.desk.who = Me(ROBIN, "light")
    around.desk.change(NUMBER, requester=ROBIN)
    with pytest.raises(Refused) as told:
        around.run(TO_SUPPORT)
    assert told.value.said == (
        "you are its requester and a light agent: your note would be public; nothing was sent"
    )


def test_whoever_steps_up_is_not_refused(around: Stage) -> None:
    """Their role is raised before anything is sent; for a note to support it is not."""
    around.desk.who = Me(ROBIN, "light")
    read = around.escalating.read(ONE, TO_REPLAY, Order(), step_up=True)
    assert read.route.group == REPLAY
    assert read.marker == MARKER
    around.escalating.read(ONE, TO_SUPPORT, Order(withdraw=True), step_up=True)
    around.desk.change(NUMBER, requester=ROBIN)
    with pytest.raises(Refused):
        around.escalating.read(ONE, TO_SUPPORT, Order(), step_up=True)


def test_a_change_that_matters(around: Stage) -> None:
    """All of it is named, and what to do."""
    around.desk.before_apply.append(lambda: around.desk.change(NUMBER, group=FLAGS, assignee=ADA))
    with pytest.raises(Conflict) as told:
        around.run()
    assert told.value.message == (
        f"ticket {NUMBER} was changed in the meantime: "
        "group is now Feature Flags, assignee is now Ada Park "
        "(Ada Park at 2026-11-23 10:00 UTC: group, assignee)"
    )
    assert told.value.written == "nothing was written"
    assert told.value.hint == f"csm show {NUMBER}, then decide again"


def test_a_change_that_does_not_matter(around: Stage) -> None:
    """The second try is a write of its own, on the ticket as it is by then."""
    around.desk.before_apply.append(lambda: around.desk.change(NUMBER, status="new"))
    done = around.run()
    assert (done.outcome, done.operation_id) == ("escalated", "op2")
    assert [each.mark.operation_id for each in around.desk.sent] == ["op1", "op2"]
    assert around.journal.before["op2"] == Before("new", SUPPORT, option=Option("none", None))
    assert around.journal.outcomes == {"op1": "conflict", "op2": "written"}


class Busy(WritableDesk):
    """A desk on which somebody changes the priority before each update."""

    def apply(self, write: Write) -> Receipt:
        """Change it, then look at the update."""
        self.clock.sleep(3)
        self.change(write.ticket, priority="high")
        return super().apply(write)


def escalating(around: Stage, desk: WritableDesk, journal: MemoryJournal) -> Escalating:
    """Escalating on another desk, or with another journal."""
    desk.tickets, desk.entries = around.desk.tickets, around.desk.entries
    door = Door(desk, journal, verify_seconds=3, sleep=around.clock.sleep, say=lambda _: None)
    return Escalating(
        desk,
        door,
        Routing(desk, around.owners, "Support"),
        PlainWriter(),
        lambda _: [],
        old_row=timedelta(0),
        now=around.clock,
        new_id=lambda: "op",
    )


def test_a_ticket_that_never_rests(around: Stage) -> None:
    """Three tries, and then it is said."""
    desk = Busy(around.clock)
    busy = escalating(around, desk, MemoryJournal())
    planned = busy.plan(busy.read(ONE, TO_REPLAY, Order()), PARTS, Order())
    with pytest.raises(Conflict) as told:
        busy.carry_out(planned, PARTS, Order())
    assert told.value.said == f"ticket {NUMBER} keeps changing; nothing was written"
    assert told.value.hint == "run it again"
    assert len(desk.sent) == 3


def test_what_could_not_be_recorded(around: Stage) -> None:
    """Is a warning beside those of the plan."""

    class FullJournal(MemoryJournal):
        """A journal on a disk that fills up."""

        def settle(self, *_: object, **__: object) -> None:
            """No."""
            raise Unexpected("no space left")

    around.owners.by_feature["session replay"] = [owner("Replay", "Replay")] * 2
    full = escalating(around, WritableDesk(around.clock), FullJournal())
    read = full.read(ONE, TO_REPLAY._replace(team="Replay"), Order())
    done = full.carry_out(full.plan(read, PARTS, Order()), PARTS, Order())
    assert [notice.code for notice in done.warnings] == [
        "joint_owner",
        "old_owner",
        "not_recorded",
    ]
    assert done.warnings[-1].text == "the outcome could not be recorded: no space left"
    assert done.outcome == "escalated"
    assert done.reason is None


def test_an_unknown_end(around: Stage) -> None:
    """The plan, with why nobody knows and what to do."""
    around.desk.mishaps = ["dropped"]
    planned = around.plan()
    told = around.escalating.carry_out(planned, PARTS, Order())
    seen = f"the note was not seen on ticket {NUMBER} within 3 s; it may still appear"
    assert told == planned._replace(
        outcome="unknown",
        reason=f"no answer; {seen}",
        hint="run the same command again: csm looks for the note before it does anything",
        requests=(),
    )


def test_an_earlier_end_that_stays_unknown(around: Stage) -> None:
    """The ticket is told as it stands, with the reason."""
    around.desk.mishaps = ["dropped"]
    around.run()
    read = around.escalating.read(ONE, TO_REPLAY, Order())
    told = around.escalating.earlier(read, PARTS, Order())
    assert told is not None
    assert told == Escalation(
        read.ticket, "unknown", read.route, marker=MARKER, reason=told.reason, hint=told.hint
    )
    assert told.reason is not None
    assert told.reason.endswith("has left no trace so far; nothing was sent now")
    assert told.hint is not None


def arrived(around: Stage) -> None:
    """What was sent last turns up after all."""
    around.desk.arrives(around.desk.sent[-1])
    around.clock.sleep(2)


def test_an_earlier_escalation(around: Stage) -> None:
    """Told as what was written: its change, its note, its id; the owner, if the group is theirs."""
    around.desk.mishaps = ["dropped"]
    around.run()
    arrived(around)
    read = around.escalating.read(ONE, TO_REPLAY, Order())
    note = around.desk.entries[NUMBER][0]
    assert around.escalating.earlier(read, PARTS, Order()) == Escalation(
        read.ticket,
        "escalated",
        read.route,
        note.body,
        MARKER,
        Change(REPLAY, Hand(None, None), ON),
        note.id,
        note_public=False,
        warnings=(("earlier", "an earlier run had already written it"),),  # type: ignore[arg-type]
        operation_id="op1",
    )


def test_an_earlier_escalation_to_another_group(around: Stage) -> None:
    """The group is the one that it went to, and whose that is nobody says."""
    around.desk.mishaps = ["dropped"]
    around.run(TO_FLAGS)
    arrived(around)
    read = around.escalating.read(ONE, TO_REPLAY, Order())
    told = around.escalating.earlier(read, None, Order())
    assert told is not None
    assert told.route == Route("engineering", None, FLAGS)
    assert told.change == Change(FLAGS, Hand(None, None), ON)


@pytest.mark.parametrize("parts", [PARTS, None])
def test_an_earlier_note_for_support(around: Stage, parts: Parts | None) -> None:
    """It went to no group, and is no escalation."""
    around.desk.mishaps = ["dropped"]
    around.run(TO_SUPPORT)
    arrived(around)
    read = around.escalating.read(ONE, TO_SUPPORT, Order())
    told = around.escalating.earlier(read, parts, Order())
    assert told is not None
    assert (told.outcome, told.route, told.change) == ("noted", Route("support"), None)


def test_other_words_are_another_intent(around: Stage) -> None:
    """What is open is not taken for what is wished now."""
    around.desk.mishaps = ["dropped"]
    around.run()
    read = around.escalating.read(ONE, TO_REPLAY, Order())
    other = PARTS._replace(why="Something else entirely now")
    assert around.escalating.earlier(read, other, Order()) is None


def test_files_go_along_when_it_is_sent_again(around: Stage) -> None:
    """The same ones; without them it is not sent."""
    order = Order(attachments=FILES)
    around.desk.mishaps = ["dropped"]
    assert around.run(order=order).outcome == "unknown"
    read = around.escalating.read(ONE, TO_REPLAY, order)
    with pytest.raises(WrongUsage):
        around.escalating.earlier(read, None, Order(resend=True))
    told = around.escalating.earlier(read, PARTS, order._replace(resend=True))
    assert told is not None
    assert (told.outcome, told.attachments) == ("escalated", ATTACHED)
    assert [each.attachments for each in around.desk.sent] == [FILES, FILES]


def test_a_refusal(around: Stage) -> None:
    """The desk's words; the plan's requests are gone, since they were sent."""
    around.desk.mishaps = ["refused"]
    planned = around.plan()
    told = around.escalating.carry_out(planned, PARTS, Order())
    assert told == planned._replace(outcome="refused", reason="the desk said no", requests=())


def test_a_part_of_it(around: Stage) -> None:
    """The note is there all the same."""
    around.desk.mishaps = ["ignored"]
    told = around.run()
    assert (told.outcome, told.note_id) == ("partial", 1000)
    assert told.hint == f"csm show {NUMBER}; the note is there, don't repeat it"
