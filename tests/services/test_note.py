"""An internal note: planned on the ticket as it stands, sent once, and never in public."""

from collections.abc import Mapping
from itertools import count

import pytest

from csm_cli.domain import noting
from csm_cli.domain.attachments import Attached, Attachment
from csm_cli.domain.errors import Leaked, NotFound, Unavailable
from csm_cli.domain.noting import Noted
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Mark, Me, Person, Receipt, Ticket, Write
from csm_cli.services.note import Noting, Order
from csm_cli.services.writing import Door
from tests.services.writable_desk import ADA, ROBIN, Clock, MemoryJournal, WritableDesk

ORDER = Order(TicketRef(48213), (Attachment.of("a.log", b"frames"),))
WORDS = "Watched the replay with them"


class Templates:
    """Templates that tell what they got."""

    def write(self, template: str, values: Mapping[str, object]) -> str:
        """The name and the values."""
        return f"{template}: {dict(values)}"


class Restless(WritableDesk):
    """A desk on which somebody is always faster."""

    def apply(self, write: Write) -> Receipt:
        """Somebody's note comes first."""
        self.clock.sleep(2)
        self.note(write.ticket, ADA, "meanwhile")
        return super().apply(write)


class World:
    """A desk with one ticket, a journal, and the service between them."""

    def __init__(self, me: Me | None = None, desk: type[WritableDesk] = WritableDesk) -> None:
        self.clock, ids = Clock(), count(1)
        self.desk, self.journal = desk(self.clock, me), MemoryJournal()
        self.desk.add()
        door = Door(
            self.desk, self.journal, verify_seconds=1, sleep=self.clock.sleep, say=lambda _: None
        )
        facts = [("Plan", "enterprise\nHanded on by Ada")]
        self.noting = Noting(
            self.desk, door, Templates(), lambda _: facts, lambda: f"op{next(ids)}"
        )

    def run(self, words: str = WORDS, order: Order = ORDER) -> Noted:
        """The whole way, as the command goes it."""
        if (earlier := self.noting.earlier(order, words)) is not None:
            return earlier
        read = self.noting.read(order.ref)
        if isinstance(read, Noted):
            return read
        return self.noting.carry_out(self.noting.plan(read, order, words), order, words)


def test_one_private_note() -> None:
    """Planned first, with nothing sent; then sent as it was planned, and no field with it."""
    world = World()
    read = world.noting.read(ORDER.ref)
    assert isinstance(read, Ticket)
    planned = world.noting.plan(read, ORDER, WORDS)
    assert (planned.noted.outcome, world.desk.sent) == ("planned", [])
    done = world.noting.carry_out(planned, ORDER, WORDS)
    [write] = world.desk.sent
    assert (done.outcome, done.note_public, done.operation_id) == ("noted", False, "op1")
    assert (write.mark.verb, write.change, write.note) == ("internal-note", None, WORDS)
    assert write.attachments == ORDER.files


def test_the_same_words_again_are_another_note() -> None:
    """What was written is no reason not to write it: only an open outcome is."""
    world = World()
    assert [world.run().outcome, world.run().outcome] == ["noted", "noted"]
    assert len(world.desk.sent) == 2


def test_the_same_note_of_another_terminal() -> None:
    """Left by this person since the reading: told as there, and not left a second time."""
    world = World()
    mark = Mark("other", noting.VERB)
    files = (Attached("a.log", 6),)
    world.desk.before_apply.append(
        lambda: world.desk.note(48213, ROBIN, WORDS, mark=mark, attachments=files)
    )
    done = world.run()
    assert (done.outcome, done.operation_id, len(world.desk.entries[48213])) == (
        "noted",
        "other",
        1,
    )
    assert [notice.code for notice in done.warnings] == ["earlier"]


@pytest.mark.parametrize(
    ("author", "words", "verb", "files"),
    [
        (ADA, WORDS, noting.VERB, ("a.log",)),
        (ROBIN, f"{WORDS}.", noting.VERB, ("a.log",)),
        (ROBIN, WORDS, "claim", ("a.log",)),
        (ROBIN, WORDS, noting.VERB, ()),
    ],
    ids=["a colleague's", "other words", "another command's", "without the file"],
)
def test_another_note_meanwhile(
    author: Person, words: str, verb: str, files: tuple[str, ...]
) -> None:
    """It is not the same one, so this one is left as well, and the other is told."""
    world = World()
    there = tuple(Attached(name, 6) for name in files)
    world.desk.before_apply.append(
        lambda: world.desk.note(48213, author, words, mark=Mark("x", verb), attachments=there)
    )
    done = world.run()
    assert (done.outcome, len(world.desk.entries[48213])) == ("noted", 2)
    assert [notice.code for notice in done.warnings] == ["changed_meanwhile"]


def test_what_an_earlier_run_left_open() -> None:
    """Found: told as such and not sent again. Not found: unknown, until it is sent again."""
    world = World()
    world.desk.mishaps = ["dropped"]
    assert world.run().outcome == "unknown"
    again = world.run()
    assert (again.outcome, len(world.desk.sent)) == ("unknown", 1)
    assert "--resend" in (again.hint or "")
    # Without words, an open note of any words is looked for: an editor can't be asked twice.
    assert (world.noting.earlier(ORDER, None) or again).outcome == "unknown"
    assert world.noting.earlier(ORDER, "other words") is None
    sent = world.run(order=ORDER._replace(resend=True))
    assert (sent.outcome, len(world.desk.sent)) == ("noted", 2)


def test_lost_and_found() -> None:
    """An answer that never came: the note is found by its mark."""
    world = World()
    world.desk.mishaps = ["lost"]
    assert (world.run().outcome, len(world.desk.sent)) == ("noted", 1)


@pytest.mark.parametrize(("status", "outcome"), [("closed", "closed"), ("solved", "noted")])
def test_closed(status: str, outcome: str) -> None:
    """Nothing is sent to a closed ticket."""
    world = World()
    world.desk.change(48213, status=status)
    assert (world.run().outcome, len(world.desk.sent)) == (outcome, int(outcome == "noted"))


def test_a_note_that_would_be_public() -> None:
    """A light agent's note on a ticket of their own is never sent."""
    world = World(Me(ROBIN, "light"))
    world.desk.change(48213, requester=ROBIN)
    assert (world.run().outcome, world.desk.sent) == ("refused", [])


def test_refused_and_unreached() -> None:
    """A refusal is a result, a desk out of reach an error; neither wrote anything."""
    world = World()
    world.desk.mishaps = ["refused", "unavailable"]
    assert world.run().outcome == "refused"
    with pytest.raises(Unavailable):
        world.run()
    with pytest.raises(NotFound):
        world.run(order=Order(TicketRef(1)))


def test_a_leak_is_an_error() -> None:
    """A note that came back public is no success, whatever became of it."""
    world = World()
    world.desk.mishaps = ["leaked"]
    with pytest.raises(Leaked):
        world.run()


def test_somebody_is_always_faster() -> None:
    """After some rounds it gives up, and says that nothing was written."""
    world = World(desk=Restless)
    done = world.run()
    assert (done.outcome, done.reason) == (
        "changing",
        "ticket 48213 keeps changing; nothing was written",
    )


def test_a_template() -> None:
    """It gets who writes, what is known on a line each, and the message, trimmed."""
    world = World(Me(ROBIN._replace(name="Robin\nVale <x>"), "full"))
    read = world.noting.read(ORDER.ref)
    assert isinstance(read, Ticket)
    text = world.noting.text("note-handover", read, "  the words\n")
    assert text.startswith("note-handover: ")
    for words in ("'Robin Vale x <robin.vale@", "enterprise Handed on by Ada", "'the words'"):
        assert words in text
    assert "'message': ''" in world.noting.text("note-handover", read, None)


def test_every_outcome_has_an_exit_code() -> None:
    """And only what was wanted has 0."""
    done = {outcome for outcome, code in noting.EXIT_CODES.items() if int(code) == 0}
    assert done == {"noted", "planned"}


def test_what_happened_meanwhile_is_told() -> None:
    """A note is left all the same, and says that the ticket is another one by now, and by whom."""
    world = World()
    world.clock.sleep(3)

    def happens() -> None:
        world.clock.sleep(2)
        world.desk.note(48213, ADA, "It is solved", private=False)
        world.desk.change(48213, status="solved")
        world.clock.sleep(2)

    world.desk.before_apply.append(happens)
    noted = world.run()
    assert (noted.outcome, len(world.desk.sent)) == ("noted", 2)
    (warning,) = noted.warnings
    assert warning.code == "changed_meanwhile"
    for words in ("Ada Park", "a public reply", "status"):
        assert words in warning.text
