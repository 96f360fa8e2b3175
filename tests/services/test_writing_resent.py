"""What an earlier run left open: looked up, settled, and sent again only when asked to."""

import pytest

from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import (
    Leaked,
    Limited,
    OutcomeUnknown,
    WrongUsage,
)
from csm_cli.domain.tickets import Entry, Receipt, Write
from csm_cli.services.delivery import Written
from csm_cli.services.writing import Door, Trace
from tests.services.writable_desk import ADA, MemoryJournal, WritableDesk
from tests.services.writing_stage import NUMBER, Stage


@pytest.fixture
def around() -> Stage:
    """A door to a desk with one ticket."""
    return Stage()


def test_a_note_that_turned_up(around: Stage) -> None:
    """Recorded as found, with the note."""
    write = around.lost()
    note = around.arrives(write)
    assert around.earlier() == Written(write, note, earlier=True)
    assert around.journal.receipts == {"op1": Receipt(note, None)}
    assert around.journal.how == {"op1": "found"}


def test_what_can_be_seen_of_an_earlier_write(around: Stage) -> None:
    """Nothing, then its note on a ticket that moved on with it; nothing is settled by looking."""
    write = around.lost()
    assert around.door.trace(write) == Trace(None, moved=False)
    note = around.arrives(write)
    around.clock.sleep(2)
    around.desk.change(NUMBER, status="open")
    assert around.door.trace(write) == Trace(note, moved=True)
    assert around.journal.outcomes == {}


def test_a_re_run_without_a_trace(around: Stage) -> None:
    """When it was, that nothing was sent now, and what a person can do."""
    around.lost()
    with pytest.raises(OutcomeUnknown) as told:
        around.earlier()
    assert told.value.message == (
        f"what csm sent to ticket {NUMBER} at 2026-11-23T10:00:00Z has left no trace so far"
    )
    assert told.value.written == "nothing was sent now"
    assert told.value.hint == (
        f"look at ticket {NUMBER}, then add --resend: it can't be written twice"
    )


def test_a_ticket_that_moved_on(around: Stage) -> None:
    """Is how it became known that the note can't arrive."""
    around.lost()
    around.desk.change(NUMBER, status="pending")
    assert around.earlier() is None
    assert around.journal.how == {"op1": "moved"}


def test_sent_again(around: Stage) -> None:
    """It counts as a second sending, and is this run's own."""
    write = around.lost()
    written = around.earlier(resend=True)
    assert written == Written(write, around.desk.entries[NUMBER][0])
    assert around.journal.sendings == {"op1": 2}


class Overtaken(MemoryJournal):
    """A journal in which another csm settles the entry just before it is sent again."""

    def again(self, operation_id: str) -> bool:
        """Too late."""
        self.outcomes[operation_id] = "written"
        return super().again(operation_id)


class Late(WritableDesk):
    """A desk on which no note is found at the first look."""

    looks = 0

    def find(self, number: int, operation_id: str) -> Entry | None:
        """From the second look on."""
        self.looks += 1
        return super().find(number, operation_id) if self.looks > 1 else None


@pytest.mark.parametrize("arrived", [True, False])
def test_another_csm_settled_it_meanwhile(around: Stage, arrived: bool) -> None:
    """Then it is not sent; the note, if it is there by now, is an earlier run's."""
    around.desk, around.journal = Late(around.clock), Overtaken()
    around.desk.add(NUMBER)
    around.door = Door(
        around.desk,
        around.journal,
        verify_seconds=0,
        sleep=around.clock.sleep,
        say=around.said.append,
    )
    write = around.lost()
    around.desk.looks = 0
    sent, note = len(around.desk.sent), Entry(5, ADA, True, "words", around.clock(), write.mark)
    if arrived:
        around.desk.entries[NUMBER].append(note)
    expected = Written(write, note, earlier=True) if arrived else None
    assert around.earlier(resend=True) == expected
    assert len(around.desk.sent) == sent


def test_a_second_sending_that_the_desk_refuses_for_its_version(around: Stage) -> None:
    """Without a note the ticket moved on by somebody else's hand: it can't arrive any more."""
    around.lost()
    around.desk.before_apply.append(lambda: around.desk.change(NUMBER, status="pending"))
    around.clock.sleep(2)
    assert around.earlier(resend=True) is None
    assert around.journal.outcomes == {"op1": "not-written"}
    assert around.journal.how == {"op1": "moved"}


@pytest.mark.parametrize("mishap", ["refused", "unavailable"])
def test_a_second_sending_that_fails(around: Stage, mishap: str) -> None:
    """Says nothing about the first; why it failed and how to go on is in the error."""
    around.lost()
    around.desk.request_id, around.desk.mishaps = "r2", [mishap]
    with pytest.raises(OutcomeUnknown) as told:
        around.earlier(resend=True)
    why = {"refused": "the desk said no", "unavailable": "no more requests"}[mishap]
    assert told.value.message == f"sending it again failed: {why}"
    assert told.value.written == (
        f"nothing was written now; what was sent to ticket {NUMBER} at 2026-11-23T10:00:00Z may "
        "still appear"
    )
    assert told.value.hint == ("run the same command again, with --resend, when that is mended")
    assert told.value.request_id == "r2"


@pytest.mark.parametrize("mishap", ["dropped", "leaked"])
def test_a_second_sending_with_an_error_of_its_own(around: Stage, mishap: str) -> None:
    """An unknown end or a leak is told as such."""
    around.lost()
    around.desk.mishaps = [mishap]
    with pytest.raises(Leaked if mishap == "leaked" else OutcomeUnknown) as told:
        around.earlier(resend=True)
    assert not told.value.message.startswith("sending it again failed")


def test_a_second_sending_that_is_waited_for_in_vain(around: Stage) -> None:
    """The first is as open as before, and not on record as sent twice."""

    def end() -> None:
        raise Limited("for an hour")

    around.lost()
    around.desk.while_waiting.append(end)
    with pytest.raises(OutcomeUnknown, match="sending it again failed: for an hour"):
        around.earlier(resend=True)
    assert (around.journal.outcomes, around.journal.sendings) == ({}, {})


def test_a_second_sending_that_is_refused_for_now(around: Stage) -> None:
    """That says nothing about the first: it stays open while the refusal is waited out."""
    around.lost()
    seen = []
    around.desk.while_refused.append(lambda: seen.append(dict(around.journal.outcomes)))
    assert around.earlier(resend=True) is not None
    assert seen == [{}]


def test_several_that_are_open(around: Stage) -> None:
    """Each is settled in turn until one stands; what can't arrive any more is passed over."""
    around.lost()
    around.clock.sleep(2)
    around.desk.change(NUMBER, status="pending")
    around.clock.sleep(2)
    second = around.lost()
    around.arrives(second)
    written = around.earlier()
    assert written is not None
    assert written.write == second
    assert around.journal.outcomes == {"op1": "not-written", "op2": "written"}
    assert around.earlier() is None


def test_what_is_left_open(around: Stage) -> None:
    """Is told by ticket, verb and words."""
    around.lost()
    assert around.door.left_open(NUMBER, "claim", "intent")
    assert not around.door.left_open(NUMBER, "claim", "other words")
    assert not around.door.left_open(NUMBER, "release", "intent")
    assert not around.door.left_open(1, "claim", "intent")


def test_foreseeing(around: Stage) -> None:
    """A dry run says what would be found or sent; nothing is recorded, sent, or made private."""
    write = around.lost()

    def foreseen(*, resend: bool = False) -> Written | Write | None:
        return around.door.foreseen(NUMBER, "claim", "intent", resend=resend)

    assert around.door.foreseen(NUMBER, "claim", "other words", resend=True) is None
    with pytest.raises(OutcomeUnknown) as unknown:
        foreseen()
    with pytest.raises(OutcomeUnknown) as real:
        around.earlier()
    assert (unknown.value.said, unknown.value.hint) == (real.value.said, real.value.hint)
    assert foreseen(resend=True) == write
    note = around.arrives(write, private=False)
    with pytest.raises(Leaked) as leak:
        foreseen()
    assert leak.value.hint == "the same command without --dry-run makes it private"
    around.desk.entries[NUMBER] = [note._replace(private=True)]
    assert foreseen() == Written(write, note._replace(private=True), earlier=True)
    around.desk.entries[NUMBER] = []
    assert foreseen(resend=True) is None
    assert (around.journal.outcomes, around.journal.sendings) == ({}, {})
    assert (around.desk.asked_private, len(around.desk.sent)) == ([], 1)


def test_foreseeing_takes_the_same_files(around: Stage) -> None:
    """What would be sent again has the files of the first time, or can't be sent."""
    file = Attachment.of("a.log", b"frames")
    around.desk.mishaps = ["dropped"]
    with pytest.raises(OutcomeUnknown):
        around.door.send(around.write()._replace(attachments=(file,)), "intent")
    found = around.door.foreseen(NUMBER, "claim", "intent", resend=True, files=(file,))
    assert isinstance(found, Write)
    assert found.attachments == (file,)
    with pytest.raises(WrongUsage, match="other files"):
        around.door.foreseen(NUMBER, "claim", "intent", resend=True)
