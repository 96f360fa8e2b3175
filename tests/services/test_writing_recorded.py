"""What the door records of a write, and what it tells of each way that it can end."""

import pytest

from csm_cli.domain.errors import (
    CsmError,
    Leaked,
    Limited,
    OutcomeUnknown,
    Refused,
    StoppedWaiting,
    Unavailable,
    Unexpected,
    WrongUsage,
)
from csm_cli.domain.history import Before
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Entry, Hand, Receipt, Ticket, Write
from csm_cli.services.delivery import Written
from csm_cli.services.writing import Door
from tests.services.writable_desk import ADA, REPLAY, SUPPORT, MemoryJournal, WritableDesk
from tests.services.writing_stage import NUMBER, Stage


@pytest.fixture
def around() -> Stage:
    """A door to a desk with one ticket."""
    return Stage()


def test_an_answer(around: Stage) -> None:
    """The receipt as the desk gave it, known by its answer."""
    write = around.write(Change(REPLAY))
    ticket = around.desk.ticket(TicketRef(NUMBER))
    written = around.door.send(write, "intent", ticket, "op0")
    note = around.desk.entries[NUMBER][0]
    assert written == Written(write, note)
    receipt = Receipt(note, around.desk.tickets[NUMBER].updated_at)
    assert around.journal.receipts == {"op1": receipt}
    assert around.journal.how == {"op1": "answer"}
    assert around.journal.before == {"op1": Before("open", SUPPORT)}
    assert around.journal.undoes == {"op1": "op0"}


def test_without_the_ticket_nothing_is_kept_of_it(around: Stage) -> None:
    """How it stood before is null, not invented."""
    around.door.send(around.write(), "intent")
    assert (around.journal.before, around.journal.undoes) == ({"op1": None}, {"op1": None})


def test_what_was_looked_up(around: Stage) -> None:
    """The note, its differences and the request without an answer; how it became known."""
    around.desk.request_id, around.desk.mishaps = "r1", ["lost"]
    write = around.write(Change(REPLAY, Hand(ADA.id, ADA.name)))
    around.desk.change(NUMBER, status="open")
    around.clock.sleep(2)
    write = around.write(Change(REPLAY))
    written = around.door.send(write, "intent")
    note = around.desk.entries[NUMBER][0]
    assert written == Written(write, note)
    assert around.journal.receipts == {"op2": Receipt(note, None)}
    assert around.journal.how == {"op2": "found"}
    assert around.journal.requests == {"op2": ["r1"]}
    assert around.said == [f"no clear answer; looking whether the note reached ticket {NUMBER} ..."]


class Forgetful(WritableDesk):
    """A desk whose answers are lost, and that does not do all that it was asked for."""

    unreadable = False

    def apply(self, write: Write) -> Receipt:
        """Cut the note short and leave the rest as it is, without an answer."""
        self.sent.append(write)
        self.note(write.ticket, self.who.person, "other words", mark=write.mark)
        self.unreadable = True
        raise OutcomeUnknown("no answer")

    def ticket(self, ref: TicketRef) -> Ticket:
        """Not to be read after an update, if so wished."""
        if self.unreadable and self.unreachable_after:
            raise Unavailable("down again")
        return super().ticket(ref)

    unreachable_after = False


@pytest.mark.parametrize("down", [True, False])
def test_what_was_looked_up_is_compared(around: Stage, down: bool) -> None:
    """Note and ticket with the plan; what can't be read is told as not seen."""
    desk = Forgetful(around.clock)
    desk.add(NUMBER)
    desk.unreachable_after = down
    around.desk = desk
    around.door = around.through(desk)
    written = around.door.send(around.write(Change(REPLAY)), "intent")
    note = "the note's text is not as it was sent, from line 1 on"
    if down:
        assert written.differences == (note,)
        assert written.warnings == (
            "only the note was seen, not the rest of the ticket: down again",
        )
    else:
        assert written.differences == (note, "the group is Support, not Replay")
        assert written.warnings == ()
    receipt = around.journal.receipts["op1"]
    assert receipt is not None
    assert receipt.differences == written.differences


def test_a_note_alone_is_compared_alone(around: Stage) -> None:
    """A write without a change says nothing about the ticket's group, whatever it is."""
    desk = Forgetful(around.clock)
    desk.add(NUMBER)
    desk.unreachable_after = True
    around.desk = desk
    around.door = around.through(desk)
    written = around.door.send(around.write(), "intent")
    assert written.differences == ("the note's text is not as it was sent, from line 1 on",)
    assert written.warnings == ()


def test_all_that_went_wrong_is_told(around: Stage) -> None:
    """Not seen and not recorded: two warnings."""

    class FullJournal(MemoryJournal):
        """A journal on a full disk, from the moment that something was sent."""

        def settle(self, *_: object, **__: object) -> None:
            """No."""
            raise WrongUsage("no space left")

        def asked(self, *_: object) -> None:
            """No."""
            raise WrongUsage("no space left")

    desk = Forgetful(around.clock)
    desk.add(NUMBER)
    desk.request_id, desk.unreachable_after = "r1", True
    around.desk = desk
    around.door = Door(
        desk, FullJournal(), verify_seconds=6, sleep=around.clock.sleep, say=around.said.append
    )
    assert around.door.send(around.write(Change(REPLAY)), "intent").warnings == (
        "only the note was seen, not the rest of the ticket: down again",
        "the outcome could not be recorded: no space left",
    )


def test_a_full_disk_after_a_lost_answer(around: Stage) -> None:
    """That a request's id can't be recorded does not end the search for the note."""

    class NoIds(MemoryJournal):
        """A journal that takes no request ids."""

        def asked(self, *_: object) -> None:
            """No."""
            raise WrongUsage("no space left")

    around.desk.request_id, around.desk.mishaps = "r1", ["lost"]
    around.door = Door(
        around.desk, NoIds(), verify_seconds=6, sleep=around.clock.sleep, say=around.said.append
    )
    assert around.door.send(around.write(), "intent").note.private


def test_the_looks_are_spread_over_the_time(around: Stage) -> None:
    """Soon at first, then more seldom, the last one when the time is up."""
    pauses: list[float] = []
    around.door = Door(
        around.desk, around.journal, verify_seconds=20, sleep=pauses.append, say=lambda _: None
    )
    around.lost()
    assert pauses == [0, 0.5, 1, 2, 4, 8, 4.5]


def test_a_time_longer_than_all_looks(around: Stage) -> None:
    """It ends after the sixth look."""
    pauses: list[float] = []
    around.door = Door(
        around.desk, around.journal, verify_seconds=99, sleep=pauses.append, say=lambda _: None
    )
    around.lost()
    assert pauses == [0, 0.5, 1, 2, 4, 8, 16]


def test_an_outcome_that_stays_unknown(around: Stage) -> None:
    """Everything a person needs is in the error."""
    around.desk.request_id, around.desk.mishaps = "r1", ["dropped"]
    with pytest.raises(OutcomeUnknown) as told:
        around.door.send(around.write(), "intent")
    error = told.value
    assert error.message == "no answer"
    assert error.written == (
        f"the note was not seen on ticket {NUMBER} within 6 s; it may still appear"
    )
    assert error.hint == (
        "run the same command again: csm looks for the note before it does anything"
    )
    assert error.request_id == "r1"
    assert around.journal.requests == {"op1": ["r1"]}


@pytest.mark.parametrize(
    ("mishap", "code"), [("refused", "refused"), ("unavailable", "unavailable")]
)
def test_a_clear_no(around: Stage, mishap: str, code: str) -> None:
    """Its code and the request's id are the record."""
    around.desk.request_id, around.desk.mishaps = "r1", [mishap]
    with pytest.raises(CsmError):
        around.door.send(around.write(), "intent")
    assert around.journal.outcomes == {"op1": code}
    assert around.journal.requests == {"op1": ["r1"]}
    assert around.journal.how == {"op1": "answer"}


def test_a_leak_is_recorded_with_its_note(around: Stage) -> None:
    """And with the id of the request that made it."""
    around.desk.request_id, around.desk.mishaps = "r1", ["leaked"]
    with pytest.raises(Leaked):
        around.door.send(around.write(), "intent")
    assert around.journal.note_ids == {"op1": 1000}
    assert around.journal.requests == {"op1": ["r1"]}


def test_a_leak_that_could_not_be_mended_stays_open(around: Stage) -> None:
    """The next run of the same command tries once more."""
    around.desk.mishaps, around.desk.repair = ["leaked"], "refused"
    with pytest.raises(Leaked) as told:
        around.door.send(around.write(), "intent")
    assert not told.value.mended
    assert around.journal.outcomes == {}
    around.desk.repair = "works"
    with pytest.raises(Leaked) as told:
        around.earlier()
    assert told.value.mended
    assert around.journal.note_ids == {"op1": 1000}


def test_a_leak_that_is_found_later(around: Stage) -> None:
    """Which comment it is and since when are known from the note itself."""
    write = around.lost()
    note = around.arrives(write, private=False)
    around.desk.repair = "refused"
    with pytest.raises(Leaked) as told:
        around.earlier()
    assert (told.value.ticket, told.value.note_id) == (NUMBER, note.id)
    assert told.value.made_at == note.created_at
    assert around.desk.asked_private == [note.id]


def test_a_leaked_note_of_which_the_desk_goes_quiet(around: Stage) -> None:
    """What was seen before the desk went away is told with the error."""
    write = around.lost()
    note = around.arrives(write, private=False)

    class Silent(WritableDesk):
        """A desk that finds a note once, and never again."""

        finds = 1

        def find(self, number: int, operation_id: str) -> Entry | None:
            """Once."""
            self.finds -= 1
            if self.finds < 0:
                raise Unavailable("down")
            return super().find(number, operation_id)

    desk = Silent(around.clock)
    desk.tickets, desk.entries = around.desk.tickets, around.desk.entries
    around.door = around.through(desk)
    with pytest.raises(Leaked) as told:
        around.earlier()
    assert (told.value.note_id, told.value.made_at) == (note.id, note.created_at)


def test_somebody_else_was_faster(around: Stage) -> None:
    """A conflict settles the entry, unless its own note is what moved the ticket."""
    write = around.write()
    around.desk.before_apply.append(lambda: around.desk.change(NUMBER, status="pending"))
    with pytest.raises(CsmError):
        around.door.send(write, "intent")
    assert around.journal.outcomes == {"op1": "conflict"}
    around.clock.sleep(2)
    twice = around.write()
    around.desk.before_apply.append(lambda: around.arrives(twice))
    note = around.door.send(twice, "intent")
    assert (note.earlier, note.note) == (True, around.desk.entries[NUMBER][0])
    assert around.journal.outcomes["op2"] == "written"


def test_a_refusal_is_no_reason_to_look(around: Stage) -> None:
    """Only a conflict can be the doing of another csm with the same write."""
    around.desk.mishaps = ["refused"]
    write = around.write()
    around.desk.before_apply.append(lambda: around.arrives(write))
    with pytest.raises(Refused):
        around.door.send(write, "intent")
    assert around.journal.outcomes == {"op1": "refused"}


@pytest.mark.parametrize("ending", [StoppedWaiting(), Limited("for an hour"), MemoryError()])
def test_a_wait_comes_before_the_record(around: Stage, ending: BaseException) -> None:
    """Whatever ends it, nothing was sent and nothing is on record as if it had been."""

    def end() -> None:
        raise ending

    around.desk.while_waiting.append(end)
    with pytest.raises(type(ending)):
        around.door.send(around.write(), "intent")
    assert (around.journal.began, around.desk.sent) == ({}, [])


def test_a_refusal_that_is_waited_out(around: Stage) -> None:
    """While the desk has nothing of it, the journal says so; then it is on its way again."""
    seen = []
    around.desk.while_refused.append(lambda: seen.append(dict(around.journal.outcomes)))
    around.door.send(around.write(), "intent")
    assert seen == [{"op1": "rate_limited"}]
    assert around.journal.outcomes == {"op1": "written"}


@pytest.mark.parametrize(
    ("ending", "outcome"),
    [(StoppedWaiting(), "stopped"), (Limited("for an hour"), "rate_limited")],
)
def test_a_refusal_that_is_waited_out_in_vain(
    around: Stage, ending: BaseException, outcome: str
) -> None:
    """It is settled by what ended the wait, and was not written."""

    def end() -> None:
        raise ending

    around.desk.while_refused.append(end)
    with pytest.raises(type(ending)):
        around.door.send(around.write(), "intent")
    assert (around.journal.outcomes, around.desk.sent) == ({"op1": outcome}, [])


def test_what_can_t_be_recorded_anew_is_not_sent(around: Stage) -> None:
    """Somebody has erased the entry meanwhile, or the disk is full: nothing leaves."""

    class Full(MemoryJournal):
        """A journal that takes nothing more."""

        def reopen(self, write: Write, intent: str) -> None:  # noqa: ARG002 - of the port
            raise Unexpected("the disk is full")

    around.journal = Full()
    around.door = around.through(around.desk)
    around.desk.while_refused.append(lambda: None)
    with pytest.raises(Unexpected):
        around.door.send(around.write(), "intent")
    assert (list(around.journal.outcomes), around.desk.sent) == (["op1"], [])


def test_stopped_before_it_was_sent(around: Stage) -> None:
    """Settled as such, and nothing is said of a note on its way."""

    def stop() -> None:
        raise StoppedWaiting

    around.desk.before_apply.append(stop)
    with pytest.raises(StoppedWaiting):
        around.door.send(around.write(), "intent")
    assert (around.journal.outcomes, around.said) == ({"op1": "stopped"}, [])


def test_stopped_on_the_way(around: Stage) -> None:
    """The ticket is named, and what the next run does."""

    def stop() -> None:
        raise KeyboardInterrupt

    around.desk.before_apply.append(stop)
    with pytest.raises(KeyboardInterrupt):
        around.door.send(around.write(), "intent")
    told = (
        f"stopped while the note was on its way: ticket {NUMBER} may or may not have it; run the "
        "same command again, and csm looks for it first"
    )
    assert around.said == [told]


def test_what_must_not_leave(around: Stage) -> None:
    """The guard sees the write itself, planned or sent; its no leaves no trace in the journal."""
    seen: list[Write] = []

    def guard(write: Write) -> None:
        seen.append(write)
        raise WrongUsage("a secret")

    around.door = Door(
        around.desk,
        around.journal,
        verify_seconds=6,
        sleep=around.clock.sleep,
        say=around.said.append,
        guard=guard,
    )
    write = around.write()
    with pytest.raises(WrongUsage):
        around.door.planned(write)
    with pytest.raises(WrongUsage):
        around.door.send(write, "intent")
    assert seen == [write, write]
    assert (around.journal.began, around.desk.sent) == ({}, [])


def test_a_plan_is_as_the_desk_takes_it(around: Stage) -> None:
    """Its requests are those that would be sent."""
    write = around.write()
    assert around.door.planned(write) == (write, tuple(around.desk.requests(write)))


@pytest.mark.parametrize(("age", "slept"), [(2, 0), (1, 1), (0, 2)])
def test_how_old_a_version_must_be(around: Stage, age: int, slept: int) -> None:
    """Two seconds: then nothing is left of its second, nor what was stamped then and came late."""
    around.desk.add(7, age=age)
    around.door.settled(TicketRef(7))
    assert around.clock.slept == slept
