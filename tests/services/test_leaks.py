"""A note that turned out public: made private once, looked at, and told as it is."""

from datetime import timedelta

import pytest

from csm_cli.domain.errors import Leaked, Unavailable
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Entry, Mark, Ticket, Write
from csm_cli.services.leaks import Leaks
from csm_cli.services.writing import Door
from tests.services.writable_desk import Clock, MemoryJournal, WritableDesk

NUMBER = 48213


class Set:
    """A door to a desk whose next note leaks, with all that was said."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.desk = WritableDesk(self.clock)
        self.desk.add(NUMBER)
        self.desk.mishaps = ["leaked"]
        self.journal = MemoryJournal()
        self.said: list[str] = []
        self.door = Door(
            self.desk, self.journal, verify_seconds=6, sleep=self.clock.sleep, say=self.said.append
        )

    def leak(self) -> Leaked:
        """Send the note that leaks; the error."""
        ticket = self.door.settled(TicketRef(NUMBER))
        write = Write(NUMBER, ticket.version, Mark("op1", "claim"), "words")
        with pytest.raises(Leaked) as told:
            self.door.send(write, "intent")
        return told.value


@pytest.fixture
def around() -> Set:
    """A door to a desk with one ticket."""
    return Set()


def test_it_is_private_again(around: Set) -> None:
    """One request, read back; the error tells for how long, and of the mail."""
    told = around.leak()
    (note,) = around.desk.entries[NUMBER]
    assert (note.private, around.desk.asked_private) == (True, [note.id])
    assert (told.mended, told.exit_code, told.note_id) == (True, 1, note.id)
    assert "made it private again" in told.message
    assert "could read it for up to 1 second" in (told.written or "")
    assert "mail" in (told.written or "")
    assert around.journal.outcomes == {"op1": "leaked"}


def test_it_is_said_before_it_is_mended(around: Set) -> None:
    """Whoever ends csm in between has been told already."""
    heard: list[list[str]] = []
    ask = around.desk.make_private

    def asked(number: int, note_id: int) -> None:
        heard.append(list(around.said))
        ask(number, note_id)

    around.desk.make_private = asked  # type: ignore[method-assign]
    around.leak()
    assert heard == [["PUBLIC: the note on ticket 48213 came back public; making it private ..."]]


@pytest.mark.parametrize(
    ("waited", "said"),
    [(0.0, "1 second"), (59.0, "60 seconds"), (119.0, "2 minutes"), (7199.0, "2 hours"),
     (7200.0, "3 hours"), (200_000.0, "3 days")],
)  # fmt: skip
def test_for_how_long(around: Set, waited: float, said: str) -> None:
    """By the desk's clock, from the note to the look that found it private; never too short."""
    ask = around.desk.make_private

    def slowly(number: int, note_id: int) -> None:
        around.clock.sleep(waited)
        ask(number, note_id)

    around.desk.make_private = slowly  # type: ignore[method-assign]
    assert f"for up to {said};" in (around.leak().written or "")


@pytest.mark.parametrize(
    ("repair", "why", "slept"),
    [("refused", "the desk said no", 0), ("ignored", "did not become so", 3.5)],
)
def test_it_is_public_still(around: Set, repair: str, why: str, slept: float) -> None:
    """Told with what to do; the entry stays undecided, so that the next run tries again."""
    around.desk.repair = repair
    told = around.leak()
    note = around.desk.entries[NUMBER][0]
    assert (told.mended, around.desk.asked_private) == (False, [note.id])
    assert "the customer can read it since 2026-11-23 10:00:00 UTC" in told.message
    assert why in (told.written or "")
    assert f"make comment {note.id} internal, now" in (told.hint or "")
    assert around.clock.slept == slept
    assert (around.journal.outcomes, around.journal.note_ids) == ({}, {"op1": note.id})
    around.desk.repair = "works"
    with pytest.raises(Leaked) as again:
        around.door.earlier(NUMBER, "claim", "intent", resend=False)
    assert again.value.mended
    assert around.journal.outcomes == {"op1": "leaked"}
    assert len(around.desk.sent) == 1


def test_a_late_repair_is_waited_for(around: Set) -> None:
    """The request may be carried out after its answer was given up."""
    around.desk.repair = "ignored"
    sleep = around.clock.sleep

    def later(seconds: float) -> None:
        sleep(seconds)
        if around.clock.slept >= 1:
            private = around.desk.entries[NUMBER][0]._replace(private=True)
            around.desk.entries[NUMBER][0] = private

    around.door = Door(
        around.desk, around.journal, verify_seconds=6, sleep=later, say=around.said.append
    )
    assert around.leak().mended


def test_nobody_can_look(around: Set) -> None:
    """With the desk out of reach it is neither private nor public: a person has to look."""
    ask = around.desk.make_private

    def lost(number: int, note_id: int) -> None:
        around.desk.unreachable = True
        ask(number, note_id)

    around.desk.make_private = lost  # type: ignore[method-assign]
    told = around.leak()
    assert "can't see whether it is private by now" in told.message
    assert (told.mended, around.journal.outcomes) == (False, {})


def test_the_clock_is_out_of_reach(around: Set) -> None:
    """Private as seen, and nobody knows since when: the time of the note is told instead."""

    def lost(*_: object) -> Ticket:
        raise Unavailable("gone")

    settled = around.door.settled(TicketRef(NUMBER))
    around.desk.ticket = lost  # type: ignore[assignment, method-assign]
    with pytest.raises(Leaked) as told:
        around.door.send(Write(NUMBER, settled.version, Mark("op1", "claim"), "words"), "intent")
    assert "for a while, since 2026-11-23 10:00:00 UTC" in (told.value.written or "")
    assert told.value.mended


def test_stopped_by_a_person(around: Set) -> None:
    """Ctrl-C during the repair says what may be public, and leaves it to the next run."""

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    around.desk.make_private = stop  # type: ignore[assignment, method-assign]
    with pytest.raises(KeyboardInterrupt):
        around.leak()
    assert "may be public still" in " ".join(around.said)
    assert around.journal.outcomes == {}


@pytest.mark.parametrize("number", [None, "900", True, 3.5])
def test_an_answer_without_the_comments_number(around: Set, number: object) -> None:
    """The mark leads to the note, so that it is mended all the same."""
    write = Write(NUMBER, "v", Mark("op1", "claim"), "words")
    note = around.desk.note(NUMBER, around.desk.who.person, "words", mark=write.mark, private=False)
    leaks = Leaks(around.desk, verify_seconds=1, sleep=around.clock.sleep, say=around.said.append)
    assert leaks.mended(write, Leaked.of(NUMBER, number)).mended
    assert around.desk.asked_private == [note.id]


def test_no_comment_to_be_seen(around: Set) -> None:
    """Neither a number nor a marked note: told as public, nothing is asked for."""
    write = Write(NUMBER, "v", Mark("op1", "claim"), "words")
    leaks = Leaks(around.desk, verify_seconds=1, sleep=around.clock.sleep, say=around.said.append)
    told = leaks.mended(write, Leaked.of(NUMBER, None))
    assert (told.mended, around.desk.asked_private) == (False, [])
    assert "make the note internal, now" in (told.hint or "")


def test_another_note_with_the_mark_proves_nothing(around: Set) -> None:
    """The note that is looked at is the one that leaked, by its number."""
    write = Write(NUMBER, "v", Mark("op1", "claim"), "words")
    around.desk.note(NUMBER, around.desk.who.person, "words", mark=write.mark)
    leaks = Leaks(around.desk, verify_seconds=1, sleep=around.clock.sleep, say=around.said.append)
    assert not leaks.mended(write, Leaked.of(NUMBER, 77)).mended


def test_a_note_found_public_by_the_look_up(around: Set) -> None:
    """What was found is mended before anything else is asked; the ticket is not compared first."""
    asked: list[str] = []
    ticket, private = around.desk.ticket, around.desk.make_private

    def read(ref: TicketRef) -> Ticket:
        asked.append("ticket")
        return ticket(ref)

    def make_private(number: int, note_id: int) -> None:
        asked.append("private")
        private(number, note_id)

    around.desk.mishaps = ["leaked-lost"]
    settled = around.door.settled(TicketRef(NUMBER))
    around.desk.ticket = read  # type: ignore[method-assign]
    around.desk.make_private = make_private  # type: ignore[method-assign]
    with pytest.raises(Leaked) as told:
        around.door.send(Write(NUMBER, settled.version, Mark("op1", "claim"), "words"), "intent")
    assert told.value.mended
    assert asked == ["private", "ticket"]


def test_an_entry_knows_when_it_was_made(around: Set) -> None:
    """The time is the note's own, also when a run hours later finds it."""
    made: list[Entry] = []
    write = Write(NUMBER, "v", Mark("op1", "claim"), "words")
    around.journal.begin(write, "intent")
    made.append(
        around.desk.note(NUMBER, around.desk.who.person, "words", mark=write.mark, private=False)
    )
    around.clock.now += timedelta(hours=5)
    with pytest.raises(Leaked) as told:
        around.door.earlier(NUMBER, "claim", "intent", resend=False)
    assert told.value.made_at == made[0].created_at
    assert "up to 6 hours" in (told.value.written or "")
