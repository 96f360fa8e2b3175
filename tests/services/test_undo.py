"""Undoing over ports in memory: planned on the ticket as it stands, and refused if it moved on."""

from collections.abc import Callable
from itertools import count

import pytest

from csm_cli.domain.errors import Conflict, Leaked, NotFound, Unavailable, Unexpected
from csm_cli.domain.history import Happening
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Hand, Mark, Me, Option, Receipt, Write
from csm_cli.domain.undo import Undo
from csm_cli.services.claim import Claiming, Wish
from csm_cli.services.undo import Undoing
from csm_cli.services.writing import Door
from tests.services.memory_history import ACCOUNT, KeptJournal, MemoryHistory
from tests.services.writable_desk import (
    ADA,
    FLAGS,
    MARKER,
    REPLAY,
    ROBIN,
    SUPPORT,
    THEO,
    Clock,
    WritableDesk,
)

NUMBER = 48213
ONE = TicketRef(NUMBER)
ESCALATED = Change(REPLAY, Hand(None, None), (MARKER, MARKER.escalated))
AT = "2026-11-23 10:00 UTC"


class RestlessDesk(WritableDesk):
    """A desk whose tickets, once it is `restless`, move on before each update without a trace."""

    restless = False

    def apply(self, write: Write) -> Receipt:
        """The update, on the next version."""
        if self.restless:
            ticket = self.tickets[write.ticket]
            self.tickets[write.ticket] = ticket._replace(version=f"{ticket.version} and on")
        return super().apply(write)


class Stage:
    """One ticket, somebody who writes to it, and the way to take that back."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.desk = RestlessDesk(self.clock)
        self.journal = KeptJournal(self.clock)
        self.history = MemoryHistory(self.journal)
        self.desk.add(NUMBER, assignee=ADA)
        self.door = Door(
            self.desk,
            self.journal,
            verify_seconds=3,
            sleep=self.clock.sleep,
            say=lambda _: None,
        )
        ids = count(1)
        self.new_id: Callable[[], str] = lambda: f"op{next(ids)}"
        self.undoing = Undoing(
            self.desk, self.door, self.history, lambda: ACCOUNT, lambda: f"undo-{self.new_id()}"
        )
        self.claiming = Claiming(self.desk, self.door, now=self.clock, new_id=self.new_id)

    def write(self, verb: str = "escalate", change: Change | None = ESCALATED) -> None:
        """A write as csm does it; then some seconds go by."""
        ticket = self.door.settled(ONE)
        made = Write(NUMBER, ticket.version, Mark(self.new_id(), verb), "words", change)
        self.door.send(made, "intent", ticket)
        self.clock.sleep(2)

    def claim(self, wish: Wish | None = None) -> None:
        """A claim or what else is wished."""
        assert self.claiming.claim(ONE, wish or Wish()).outcome in {"claimed", "released"}
        self.clock.sleep(2)

    def undo(self) -> Undo:
        """The whole way, as the command goes it."""
        planned = self.undoing.plan()
        if planned.outcome != "planned":
            return planned
        return self.undoing.carry_out(planned)


@pytest.fixture
def around() -> Stage:
    """A ticket of Ada's in Support."""
    return Stage()


def test_an_escalation_is_put_back(around: Stage) -> None:
    """Group, assignee and switch as they were, by one update with a note that says so."""
    around.write()
    told = around.undo()
    ticket = around.desk.tickets[NUMBER]
    assert (ticket.group, ticket.assignee and ticket.assignee.id) == (SUPPORT, ADA.id)
    assert ticket.fields == {MARKER.field_id: None}
    assert (told.outcome, told.note_id, told.note_public) == ("undone", 1001, False)
    assert (told.reason, told.hint, told.warnings, told.requests) == (None, None, (), ())
    assert told.operation_id == "undo-op2"
    note = around.desk.entries[NUMBER][0]
    assert (note.mark, note.body) == (Mark("undo-op2", "undo"), told.note)
    assert told.note is not None
    assert f"The escalation of {AT} is taken back." in told.note
    assert "- esc.: escalated -> none" in told.note
    entry = around.journal.kept["undo-op2"]
    assert (entry.undoes, entry.verb, entry.outcome) == ("op1", "undo", "written")
    assert entry.before is not None
    assert entry.before.group == REPLAY


def test_the_plan_sends_nothing(around: Stage) -> None:
    """It holds all that would be sent, and what can't be taken back."""
    around.write()
    planned = around.undoing.plan()
    assert len(around.desk.sent) == 1
    assert planned.outcome == "planned"
    assert planned.of.operation_id == "op1"
    assert planned.ticket is not None
    assert planned.ticket.number == NUMBER
    assert planned.change == Change(SUPPORT, Hand(ADA.id, ADA.name), (MARKER, Option("none", None)))
    assert planned.stays == (f"note 1000 of {AT} stays on the ticket",)
    assert [request.method for request in planned.requests] == ["PUT"]
    assert planned.operation_id == "undo-op2"
    body = planned.requests[0].body
    assert body is not None
    assert body["ticket"]["comment"]["body"] == planned.note


def test_the_plan_shows_the_note_as_the_desk_takes_it(around: Stage) -> None:
    """What is too long for a note is not what a person is asked about."""

    class Cutting(WritableDesk):
        """A desk that cuts notes short."""

        def fitted(self, write: Write) -> Write:
            """The first word."""
            return write._replace(note=write.note.split()[0])

    around.write()
    desk = Cutting(around.clock)
    desk.tickets, desk.entries, desk.audits = (
        around.desk.tickets,
        around.desk.entries,
        around.desk.audits,
    )
    door = Door(
        desk, around.journal, verify_seconds=3, sleep=around.clock.sleep, say=lambda _: None
    )
    assert (
        Undoing(desk, door, around.history, lambda: ACCOUNT, around.new_id).plan().note == "Undone"
    )


def test_the_guard_is_asked_while_planning(around: Stage) -> None:
    """A note that must not leave this machine is no plan."""
    seen: list[Write] = []
    around.write()
    door = Door(
        around.desk,
        around.journal,
        verify_seconds=3,
        sleep=around.clock.sleep,
        say=lambda _: None,
        guard=seen.append,
    )
    planned = Undoing(around.desk, door, around.history, lambda: ACCOUNT, lambda: "u").plan()
    assert [each.note for each in seen] == [planned.note]


def test_a_claim_is_released_and_claimed_again(around: Stage) -> None:
    """By notes that the next csm counts; an undo itself is final."""
    around.claim()
    assert around.undo().outcome == "undone"
    assert around.claiming.holders([ONE]) == {NUMBER: None}
    assert around.undo().outcome == "final"
    around.clock.sleep(2)
    around.claim()
    around.claim(Wish(release=True))
    assert around.undo().outcome == "undone"
    held = around.claiming.holders([ONE])[NUMBER]
    assert held is not None
    assert held.by == ROBIN


def test_a_claim_that_took_over(around: Stage) -> None:
    """The claim before it does not come back; one's own earlier one is not worth a word."""
    around.desk.note(NUMBER, ADA, "words", mark=Mark("x", "claim"))
    around.clock.sleep(2)
    around.claim(Wish(take_over=True))
    told = around.undo().stays
    assert told[1:] == ("the claim of Ada Park, which yours replaced, does not come back",)


def test_a_claim_after_a_claim_of_ones_own(around: Stage) -> None:
    """What a person replaced of their own is nobody's loss."""
    around.desk.note(NUMBER, ROBIN, "words", mark=Mark("x", "claim"))
    around.clock.sleep(2)
    around.write("claim", Change(SUPPORT, Hand(ROBIN.id, ROBIN.name)))
    assert len(around.undoing.plan().stays) == 1


def test_an_escalation_takes_no_claim_over(around: Stage) -> None:
    """Who had claimed it before still has."""
    around.desk.note(NUMBER, ADA, "words", mark=Mark("x", "claim"))
    around.clock.sleep(2)
    around.write()
    assert len(around.undoing.plan().stays) == 1


def test_nothing_was_written(around: Stage) -> None:
    """By this account; what others wrote, or what was never carried out, is not in the way."""
    around.journal.account = "desk as 102"
    around.write()
    around.journal.account = ACCOUNT
    around.desk.mishaps = ["refused"]
    with pytest.raises(Exception, match="the desk said no"):
        around.write()
    with pytest.raises(NotFound) as told:
        around.undoing.plan()
    assert told.value.message == "nothing was written on this machine with this account"
    assert told.value.hint == "csm log"
    assert around.undoing.earlier(resend=False) is None


def test_what_was_never_written_is_passed_over(around: Stage) -> None:
    """The last write that stands is meant, not the last attempt."""
    around.write()
    around.desk.mishaps = ["refused"]
    with pytest.raises(Exception, match="the desk said no"):
        around.write()
    assert around.undoing.plan().of.operation_id == "op1"


def test_the_last_write_is_undecided(around: Stage) -> None:
    """Nothing is taken back before it is known; and the ticket is not even looked at."""
    around.write()
    around.desk.mishaps = ["dropped"]
    with pytest.raises(Exception, match="no answer"):
        around.write()
    around.desk.unreachable = True
    told = around.undo()
    assert (told.outcome, told.ticket, told.of.operation_id) == ("undecided", None, "op2")
    reason = "nobody knows yet whether the last write, escalate, was carried out"
    assert (told.reason, told.hint) == (reason, "csm log resolve op2")
    assert around.undoing.earlier(resend=False) is None


def test_what_is_final(around: Stage) -> None:
    """The reason is said, and where to look."""
    around.write("note", None)
    told = around.undo()
    assert (told.outcome, told.ticket) == ("final", None)
    assert (
        told.reason == f"the last write was a note for support on ticket {NUMBER}, and a note stays"
    )
    assert told.hint == f"csm log --ticket {NUMBER}"


@pytest.mark.parametrize("tells", [True, False])
def test_the_ticket_was_changed_since(around: Stage, tells: bool) -> None:
    """By whom and what, as far as the desk tells; nothing is sent."""
    around.write()
    around.desk.tells_audits = tells
    around.desk.change(NUMBER, group=FLAGS)
    told = around.undo()
    assert (told.outcome, told.of.operation_id) == ("changed", "op1")
    assert told.reason == f"ticket {NUMBER} has been changed since"
    assert told.hint == f"csm escalate {NUMBER} --withdraw"
    assert told.ticket is not None
    expected = f"Ada Park at {AT}: group" if tells else "the group is Feature Flags, not Replay"
    assert told.since == (expected,)
    assert len(around.desk.sent) == 1


def test_everything_that_happened_since(around: Stage) -> None:
    """Newest first; what the desk tells is told instead of what can be guessed."""
    around.write()
    around.desk.note(NUMBER, ADA, "words")
    around.desk.change(NUMBER, status="closed")
    happening = Happening(around.clock(), "Ben Ode", (f"field {MARKER.field_id}",))
    around.desk.audits[NUMBER].append((None, happening))
    told = around.undo()
    assert told.since == (
        "it is closed",
        f"Ben Ode at {AT}: esc.",
        f"Ada Park at {AT}: status",
        f"Ada Park at {AT}: an internal note",
    )


def test_everything_that_can_be_seen_without_audits(around: Stage) -> None:
    """Entries by author and kind, then what is not as it was left."""
    around.desk.tells_audits = False
    around.write()
    around.desk.note(NUMBER, ADA, "words")
    around.desk.note(NUMBER, THEO, "words", private=False)
    around.desk.change(NUMBER, group=FLAGS)
    assert around.undo().since == (
        f"Theo Okonkwo at {AT}: a public reply",
        f"Ada Park at {AT}: an internal note",
        "the group is Feature Flags, not Replay",
    )


def test_something_that_can_not_be_seen(around: Stage) -> None:
    """The version moved on: that is enough to refuse."""
    around.desk.tells_audits = False
    around.write()
    around.desk.change(NUMBER, priority="high")
    assert around.undo().since == (f"something that csm can't see, at {AT}",)


@pytest.mark.parametrize(("seconds", "outcome"), [(1, "undone"), (2, "changed")])
def test_a_write_that_was_looked_up(around: Stage, seconds: int, outcome: str) -> None:
    """Its version is not known then; a second after its note it may still be its own."""
    around.desk.tells_audits = False
    around.desk.mishaps = ["lost"]
    around.write()
    entry = around.journal.kept["op1"]
    assert (entry.outcome, entry.updated_at) == ("written", None)
    noted_at = around.desk.entries[NUMBER][0].created_at
    late = (noted_at - around.clock.now).total_seconds() + seconds
    around.clock.sleep(late)
    around.desk.change(NUMBER, priority="high")
    around.clock.sleep(5)
    assert around.undo().outcome == outcome


def test_its_note_is_gone(around: Stage) -> None:
    """A note that is not on the ticket any more can't be answered."""
    around.write()
    around.desk.entries[NUMBER].clear()
    told = around.undo()
    assert (told.outcome, told.since) == ("changed", ("its note is not on the ticket any more",))


def test_somebody_claimed_what_was_released(around: Stage) -> None:
    """A release is not taken back over the head of who has it by now."""
    around.claim()
    around.claim(Wish(release=True))
    around.desk.tells_audits = False
    around.desk.note(NUMBER, ADA, "words", mark=Mark("x", "claim"))
    around.desk.change(NUMBER, status="closed")
    told = around.undo()
    assert told.since[:2] == ("it is closed", f"Ada Park has claimed it since {AT}")
    assert told.hint == f"csm claim {NUMBER}"


def test_a_claim_of_others_counts_for_a_release_alone(around: Stage) -> None:
    """After an escalation it is a change like any other."""
    around.write()
    around.desk.note(NUMBER, ADA, "words", mark=Mark("x", "claim"))
    assert around.undo().since == (f"Ada Park at {AT}: an internal note",)


def test_a_write_that_came_out_otherwise(around: Stage) -> None:
    """What the desk ignored is nobody's change."""
    around.desk.tells_audits = False
    around.desk.mishaps = ["ignored"]
    around.write()
    assert around.journal.kept["op1"].outcome == "partial"
    assert around.undoing.plan().outcome == "planned"


def test_a_light_agent(around: Stage) -> None:
    """Putting fields back takes a full one; the kept role is asked again before it says no."""
    around.write()
    around.desk.kept_me = Me(ROBIN, "light")
    assert around.undoing.plan().outcome == "planned"
    around.desk.who = Me(ROBIN, "light")
    told = around.undo()
    assert (told.outcome, told.of.operation_id) == ("refused", "op1")
    why = "putting fields back needs a full agent, and you are a light one; nothing was sent"
    assert (told.reason, told.hint) == (why, "csm role upgrade")
    assert told.ticket is not None
    assert len(around.desk.sent) == 1


def test_a_light_agent_releases_their_claim(around: Stage) -> None:
    """A note alone takes no role, but on a ticket of their own it would be public."""
    around.claim()
    around.desk.who = Me(ROBIN, "light")
    assert around.undoing.plan().outcome == "planned"
    around.desk.tickets[NUMBER] = around.desk.tickets[NUMBER]._replace(requester=ROBIN)
    assert around.undoing.plan().outcome == "refused"


def test_it_changes_while_the_question_is_open(around: Stage) -> None:
    """The plan is made anew, and refused if it does not hold any more."""
    around.write()
    planned = around.undoing.plan()
    around.desk.change(NUMBER, group=FLAGS)
    told = around.undoing.carry_out(planned)
    assert (told.outcome, len(around.desk.sent)) == ("changed", 2)
    assert around.desk.entries[NUMBER][0].mark == Mark("op1", "escalate")


def test_a_version_that_moved_for_nothing(around: Stage) -> None:
    """A change that leaves no trace costs another try, with an id and a version of its own."""
    around.write()
    planned = around.undoing.plan()
    ticket = around.desk.tickets[NUMBER]
    around.desk.tickets[NUMBER] = ticket._replace(version="later")
    told = around.undoing.carry_out(planned)
    assert (told.outcome, told.operation_id) == ("undone", "undo-op3")
    assert [each.version for each in around.desk.sent[1:]] == [ticket.version, "later"]


def test_a_version_that_never_rests(around: Stage) -> None:
    """Three tries, and then it is said."""
    around.write()
    planned = around.undoing.plan()
    around.desk.restless = True
    with pytest.raises(Conflict) as told:
        around.undoing.carry_out(planned)
    assert told.value.message == f"ticket {NUMBER} keeps changing"
    assert (told.value.written, told.value.hint) == ("nothing was written", "run it again")
    assert len(around.desk.sent) == 4


def test_the_desk_is_out_of_reach(around: Stage) -> None:
    """An error, and nothing was written."""
    around.write()
    planned = around.undoing.plan()
    around.desk.mishaps = ["unavailable"]
    with pytest.raises(Unavailable):
        around.undoing.carry_out(planned)


def test_the_desk_says_no(around: Stage) -> None:
    """A refusal is a result, with the desk's reason."""
    around.write()
    around.desk.mishaps = ["refused"]
    told = around.undo()
    assert (told.outcome, told.reason, told.requests) == ("refused", "the desk said no", ())
    assert told.change is not None


def test_the_desk_ignored_a_part(around: Stage) -> None:
    """The note is there, the rest is not: told as such."""
    around.write()
    around.desk.mishaps = ["ignored"]
    told = around.undo()
    assert told.outcome == "partial"
    assert told.reason == (
        "the group is Replay, not Support; the assignee is nobody, not Ada Park; "
        "esc. is escalated, not empty"
    )


def test_an_undo_without_an_answer(around: Stage) -> None:
    """Unknown, and the next run looks before it does anything; sent again only when asked to."""
    around.write()
    around.desk.mishaps = ["dropped"]
    told = around.undo()
    assert (told.outcome, told.requests) == ("unknown", ())
    assert told.reason is not None
    assert "no answer; the note was not seen" in told.reason
    assert told.hint is not None
    again = around.undoing.earlier(resend=False)
    assert again is not None
    assert (again.outcome, again.operation_id) == ("unknown", "undo-op2")
    assert again.of.operation_id == "op1"
    assert again.hint is not None
    assert "--resend" in again.hint
    sent = around.undoing.earlier(resend=True)
    assert sent is not None
    assert (sent.outcome, sent.of.operation_id, sent.warnings) == ("undone", "op1", ())
    assert sent.operation_id == "undo-op2"
    assert sent.change is not None
    assert sent.change.group == SUPPORT
    assert [each.mark.operation_id for each in around.desk.sent] == ["op1", "undo-op2", "undo-op2"]
    assert around.undoing.earlier(resend=True) is None


def test_an_undo_that_arrived_late(around: Stage) -> None:
    """The next run finds its note, and says that it was there already."""
    around.write()
    around.desk.mishaps = ["dropped"]
    assert around.undo().outcome == "unknown"
    around.desk.note(NUMBER, ROBIN, "late words", mark=Mark("undo-op2", "undo"))
    told = around.undoing.earlier(resend=False)
    assert told is not None
    assert (told.outcome, told.note, told.note_id) == ("undone", "late words", 1001)
    assert told.warnings == ("an earlier run had already written it",)


def test_an_undo_that_can_not_arrive_any_more(around: Stage) -> None:
    """The ticket moved on without it: the next run starts afresh."""
    around.write()
    around.desk.mishaps = ["dropped"]
    assert around.undo().outcome == "unknown"
    around.desk.change(NUMBER, group=FLAGS)
    assert around.undoing.earlier(resend=False) is None
    assert around.undoing.plan().outcome == "changed"


def test_an_undo_whose_write_is_forgotten(around: Stage) -> None:
    """Its own entry stands for it."""
    around.write()
    around.desk.mishaps = ["dropped"]
    assert around.undo().outcome == "unknown"
    around.history.forget(["op1"])
    told = around.undoing.earlier(resend=False)
    assert told is not None
    assert (told.of.operation_id, told.outcome) == ("undo-op2", "unknown")


def test_an_undo_that_leaked(around: Stage) -> None:
    """A note that came back public is never a result."""
    around.write()
    around.desk.mishaps = ["leaked"]
    with pytest.raises(Leaked):
        around.undo()


def test_what_a_re_run_is_known_by(around: Stage) -> None:
    """The write that it takes back, not the ticket as it stood nor the words of the note."""
    around.write()
    around.undo()
    assert around.journal.began["undo-op2"][1] == repr(("undo", "op1"))


def test_a_note_that_lost_its_mark(around: Stage) -> None:
    """The operation is told all the same: it is the one that was planned."""
    around.write()
    planned = around.undoing.plan()

    class Unmarking(WritableDesk):
        """A desk that keeps no metadata."""

        def apply(self, write: Write) -> Receipt:
            """Answer without the mark."""
            receipt = super().apply(write)
            return receipt._replace(note=receipt.note._replace(mark=None))

    desk = Unmarking(around.clock)
    desk.tickets, desk.entries = around.desk.tickets, around.desk.entries
    door = Door(
        desk, around.journal, verify_seconds=3, sleep=around.clock.sleep, say=lambda _: None
    )
    undoing = Undoing(desk, door, around.history, lambda: ACCOUNT, around.new_id)
    told = undoing.carry_out(planned)
    assert (told.outcome, told.operation_id) == ("undone", planned.operation_id)


def test_what_could_not_be_recorded(around: Stage) -> None:
    """The ticket is put back, and the warning says what the journal lacks."""
    around.write()

    class FullJournal(KeptJournal):
        """A journal on a disk that fills up."""

        def settle(self, *_: object, **__: object) -> None:
            """No."""
            raise Unexpected("no space left")

    full = FullJournal(around.clock)
    door = Door(around.desk, full, verify_seconds=3, sleep=around.clock.sleep, say=lambda _: None)
    undoing = Undoing(around.desk, door, around.history, lambda: ACCOUNT, around.new_id)
    told = undoing.carry_out(undoing.plan())
    assert told.outcome == "undone"
    assert told.warnings == ("the outcome could not be recorded: no space left",)
