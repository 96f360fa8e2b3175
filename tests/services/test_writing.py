"""The door for writes: recorded first, sent once, looked up if unclear, told as it is."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    Leaked,
    OutcomeUnknown,
    Refused,
    Unavailable,
    Unexpected,
)
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change
from csm_cli.services.writing import Door
from tests.services.writable_desk import ADA, FLAGS, REPLAY, MemoryJournal
from tests.services.writing_stage import NUMBER, Stage


@pytest.fixture
def around() -> Stage:
    """A door to a desk with one ticket."""
    return Stage()


def test_a_note_is_recorded_before_it_is_sent(around: Stage) -> None:
    """When the update arrives at the desk, the journal already holds it, undecided."""
    write = around.write()
    seen: list[bool] = []
    around.desk.before_apply.append(
        lambda: seen.append(bool(around.journal.undecided(NUMBER, "claim", "intent")))
    )
    around.door.send(write, "intent")
    assert seen == [True]
    assert around.journal.outcomes == {"op1": "written"}


def test_a_lost_answer_is_looked_up(around: Stage) -> None:
    """An update without an answer is never sent again; the note it left proves it."""
    around.desk.mishaps = ["lost"]
    written = around.door.send(around.write(), "intent")
    assert written.note.private
    assert len(around.desk.sent) == 1
    assert around.journal.outcomes == {"op1": "written"}


def test_a_late_commit_is_waited_for(around: Stage) -> None:
    """The note may appear after the client gave up waiting for the answer."""
    write = around.write()
    around.desk.mishaps = ["dropped"]
    sleep, late = around.clock.sleep, around.clock.now.timestamp() + 3

    def slow(seconds: float) -> None:
        sleep(seconds)
        if around.clock.now.timestamp() >= late and not around.desk.entries[NUMBER]:
            around.desk.note(NUMBER, around.desk.who.person, write.note, mark=write.mark)

    around.door = Door(
        around.desk, around.journal, verify_seconds=6, sleep=slow, say=around.said.append
    )
    assert around.door.send(write, "intent").note.mark == write.mark


def test_an_outcome_that_stays_unknown(around: Stage) -> None:
    """Without a trace within the time nothing is claimed either way, and the entry stays open."""
    around.desk.mishaps = ["dropped"]
    with pytest.raises(OutcomeUnknown) as told:
        around.door.send(around.write(), "intent")
    assert "not seen on ticket 48213 within 6 s" in (told.value.written or "")
    assert around.clock.slept == pytest.approx(6)
    assert around.journal.outcomes == {}


def test_a_desk_out_of_reach_while_looking(around: Stage) -> None:
    """Looking that fails is no answer: the outcome is unknown, not unavailable."""
    around.desk.mishaps = ["lost"]
    write = around.write()
    around.desk.before_apply.append(lambda: setattr(around.desk, "unreachable", True))
    with pytest.raises(OutcomeUnknown):
        around.door.send(write, "intent")


@pytest.mark.parametrize("mishap", ["leaked", "leaked-lost"])
def test_a_note_that_became_public(around: Stage, mishap: str) -> None:
    """A public note is never told as a success, whether the answer shows it or the look-up."""
    around.desk.mishaps = [mishap]
    with pytest.raises(Leaked) as told:
        around.door.send(around.write(), "intent")
    assert told.value.mended
    assert around.desk.entries[NUMBER][0].private
    assert around.journal.outcomes == {"op1": "leaked"}


def test_an_earlier_note_that_became_public(around: Stage) -> None:
    """A re-run that finds the earlier note public says so, too."""
    around.desk.mishaps = ["dropped"]
    write = around.write()
    with pytest.raises(OutcomeUnknown):
        around.door.send(write, "intent")
    around.desk.note(NUMBER, around.desk.who.person, "words", mark=write.mark, private=False)
    with pytest.raises(Leaked):
        around.earlier()


@pytest.mark.parametrize(("mishap", "error"), [("refused", Refused), ("unavailable", Unavailable)])
def test_a_clear_no_settles_the_entry(around: Stage, mishap: str, error: type[CsmError]) -> None:
    """What the desk refused was not written, and a re-run starts afresh."""
    around.desk.mishaps = [mishap]
    with pytest.raises(error):
        around.door.send(around.write(), "intent")
    assert around.earlier() is None


def test_a_change_is_compared_after_a_lost_answer(around: Stage) -> None:
    """When only the note was found, the ticket is read to see whether the rest came out."""
    around.desk.mishaps = ["lost"]
    assert around.door.send(around.write(Change(REPLAY)), "intent").differences == ()


def test_a_change_that_the_desk_ignored(around: Stage) -> None:
    """An answer of 200 does not mean that everything was done."""
    around.desk.mishaps = ["ignored"]
    written = around.door.send(around.write(Change(REPLAY)), "intent")
    assert written.differences == ("the group is Support, not Replay",)


def test_an_outcome_that_can_not_be_recorded(around: Stage) -> None:
    """A disk that fails after the note was written turns into a warning, not into an error."""

    class FullJournal(MemoryJournal):
        def settle(self, *_: object, **__: object) -> None:
            raise Unexpected("no space left")

    around.door = Door(
        around.desk, FullJournal(), verify_seconds=6, sleep=around.clock.sleep, say=print
    )
    written = around.door.send(around.write(), "intent")
    assert written.warnings == ("the outcome could not be recorded: no space left",)


def test_a_re_run_finds_the_note(around: Stage) -> None:
    """A note that appeared after all is found by the next run, which sends nothing."""
    around.desk.mishaps = ["dropped"]
    write = around.write()
    with pytest.raises(OutcomeUnknown):
        around.door.send(write, "intent")
    around.desk.note(NUMBER, around.desk.who.person, write.note, mark=write.mark)
    written = around.door.earlier(NUMBER, "claim", "intent", resend=False)
    assert written is not None
    assert written.earlier
    assert around.journal.outcomes == {"op1": "written"}
    assert len(around.desk.sent) == 1


def test_a_re_run_without_a_trace_sends_nothing(around: Stage) -> None:
    """While the first sending could still arrive, a re-run stays with unknown."""
    around.desk.mishaps = ["dropped"]
    with pytest.raises(OutcomeUnknown):
        around.door.send(around.write(), "intent")
    with pytest.raises(OutcomeUnknown) as told:
        around.earlier()
    assert "--resend" in (told.value.hint or "")
    assert len(around.desk.sent) == 1


def test_a_ticket_that_moved_on_settles_the_entry(around: Stage) -> None:
    """A version that changed without the note means that the note can never arrive."""
    around.desk.mishaps = ["dropped"]
    with pytest.raises(OutcomeUnknown):
        around.door.send(around.write(), "intent")
    around.desk.change(NUMBER, status="pending")
    assert around.earlier() is None
    assert around.journal.outcomes == {"op1": "not-written"}


def test_resending_writes_what_was_lost(around: Stage) -> None:
    """A person's `--resend` sends the same words with the same mark and the old version."""
    around.desk.mishaps = ["dropped"]
    write = around.write()
    with pytest.raises(OutcomeUnknown):
        around.door.send(write, "intent")
    written = around.door.earlier(NUMBER, "claim", "intent", resend=True)
    assert written is not None
    assert around.desk.sent == [write, write]
    assert len(around.desk.entries[NUMBER]) == 1


def test_resending_can_not_write_twice(around: Stage) -> None:
    """If the first sending arrives just before the second, the desk refuses the second."""
    around.desk.mishaps = ["dropped", "fine"]
    write = around.write()
    with pytest.raises(OutcomeUnknown):
        around.door.send(write, "intent")
    around.desk.before_apply.append(
        lambda: around.desk.note(NUMBER, around.desk.who.person, "words", mark=write.mark)
    )
    written = around.door.earlier(NUMBER, "claim", "intent", resend=True)
    assert written is not None
    assert written.earlier
    assert len(around.desk.entries[NUMBER]) == 1


@pytest.mark.parametrize("mishap", ["refused", "unavailable"])
def test_a_refused_resending_leaves_the_first_open(around: Stage, mishap: str) -> None:
    """That the second sending was turned away says nothing about the first."""
    around.desk.mishaps = ["dropped", mishap]
    with pytest.raises(OutcomeUnknown):
        around.door.send(around.write(), "intent")
    with pytest.raises(OutcomeUnknown) as told:
        around.earlier(resend=True)
    assert "what was sent to ticket 48213" in (told.value.written or "")
    assert around.journal.outcomes == {}


def test_a_ticket_read_in_the_second_of_its_change(around: Stage) -> None:
    """Such a version could stand for two states: it is read again when the second is over."""
    around.desk.change(NUMBER, status="pending")
    first = around.clock.now
    ticket = around.door.settled(TicketRef(NUMBER))
    assert around.clock.slept >= 1
    assert (ticket.read_at - first).total_seconds() >= 1


def test_an_older_ticket_is_read_once(around: Stage) -> None:
    """No time is lost where the version can be trusted."""
    around.door.settled(TicketRef(NUMBER))
    assert around.clock.slept == 0


def test_a_desk_whose_clock_is_behind(around: Stage) -> None:
    """A change in the desk's future does not make csm wait for it."""
    around.desk.change(NUMBER, status="pending")
    around.clock.now -= timedelta(hours=1)
    around.door.settled(TicketRef(NUMBER))
    assert around.clock.slept <= 2


def test_a_ticket_that_changes_while_it_is_waited_for(around: Stage) -> None:
    """The second reading can meet a change of its own second: then there is a third."""
    sleep = around.clock.sleep

    def once(seconds: float) -> None:
        sleep(seconds)
        if around.clock.slept == 2:
            around.desk.change(NUMBER, status="solved")

    around.door = Door(
        around.desk, around.journal, verify_seconds=6, sleep=once, say=around.said.append
    )
    around.desk.change(NUMBER, status="pending")
    ticket = around.door.settled(TicketRef(NUMBER))
    assert (ticket.status, around.clock.slept) == ("solved", 4)


def test_a_ticket_that_changes_all_the_time(around: Stage) -> None:
    """Reading anew ends after a few seconds, and no version of it is taken for one to write on."""
    sleep = around.clock.sleep

    def busy(seconds: float) -> None:
        sleep(seconds)
        around.desk.change(NUMBER, status="pending")

    around.door = Door(
        around.desk, around.journal, verify_seconds=6, sleep=busy, say=around.said.append
    )
    around.desk.change(NUMBER, status="pending")
    with pytest.raises(Conflict, match=f"ticket {NUMBER} keeps changing"):
        around.door.settled(TicketRef(NUMBER))
    assert around.clock.slept <= 10


def test_ctrl_c_on_the_way(around: Stage) -> None:
    """Whoever stops csm while the note is on its way is told that nobody knows yet."""

    def interrupt() -> None:
        raise KeyboardInterrupt

    around.desk.before_apply.append(interrupt)
    with pytest.raises(KeyboardInterrupt):
        around.door.send(around.write(), "intent")
    assert "may or may not have it" in around.said[-1]
    assert around.door.left_open(NUMBER, "claim", "intent")


MISHAPS = ["fine", "lost", "dropped", "refused", "unavailable", "other"]


@given(st.lists(st.sampled_from(MISHAPS), max_size=6))
def test_never_two_notes_of_one_intent(story: list[str]) -> None:
    """Whatever happens between runs of one command, resending included, one note at most."""
    around = Stage()
    for happening in story:
        if happening == "other":
            around.clock.sleep(2)
            around.desk.change(NUMBER, status="pending", assignee=ADA, group=FLAGS)
            continue
        around.desk.mishaps = [happening]
        try:
            written = around.door.earlier(NUMBER, "claim", "intent", resend=True)
            if written is None and not around.desk.entries[NUMBER]:
                around.door.send(around.write(), "intent")
        except CsmError:
            pass
        else:
            assert around.desk.entries[NUMBER]
        around.clock.sleep(2)
    assert len(around.desk.entries[NUMBER]) <= 1
