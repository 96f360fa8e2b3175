"""A report on a ticket: planned on the ticket as it stands, sent once, and never in public."""

from collections.abc import Callable
from itertools import count

import pytest

from csm_cli.domain.attachments import Attachment
from csm_cli.domain.errors import Leaked, WrongUsage
from csm_cli.domain.impersonation import filing
from csm_cli.domain.impersonation.disclosure import Terms
from csm_cli.domain.impersonation.remarks import Warn, warning
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import DeskOrganization, Mark, Me, Receipt, Write
from csm_cli.services.file_report import Filing, Order
from csm_cli.services.writing import Door
from tests.output.audits import an_audit, an_event
from tests.output.reports import a_customer_report, an_internal_report
from tests.services.memory_history import KeptJournal, MemoryFiles, MemoryHistory
from tests.services.writable_desk import ADA, ROBIN, THEO, Clock, WritableDesk

FILE = Attachment.of("impersonations.html", b"<!doctype html>")
REPORT = an_internal_report(an_audit(an_event()))
HEDGEBOX = an_audit().organization
ORDER = Order(
    TicketRef(48213), REPORT, FILE, filing.intent(HEDGEBOX.id, "internal", "html"), HEDGEBOX
)
KELPWORKS = "01871d5c-03be-0000-9f42-c0e7d1a25b02"


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
        self.desk, self.journal = desk(self.clock, me), KeptJournal(self.clock)
        self.files = MemoryFiles()
        self.desk.add()
        door = Door(
            self.desk, self.journal, verify_seconds=1, sleep=self.clock.sleep, say=lambda _: None
        )
        history = MemoryHistory(self.journal)
        self.filing = Filing(
            self.desk, door, lambda: f"op{next(ids)}", self.files, history, "anonymous"
        )

    def run(self) -> filing.Filed:
        """Plan it and carry it out."""
        return self.filing.carry_out(self.filing.plan(ORDER), ORDER)


def test_one_private_note_with_the_file() -> None:
    """Planned first, with nothing sent; then sent as it was planned."""
    world = World()
    planned = world.filing.plan(ORDER)
    assert (planned.filed.outcome, world.desk.sent) == ("planned", [])
    done = world.filing.carry_out(planned, ORDER)
    [write] = world.desk.sent
    assert (done.outcome, done.note_public, write.attachments) == ("attached", False, (FILE,))
    assert (write.mark.verb, write.change, write.note) == ("report", None, planned.filed.note)


def test_the_note_says_what_was_found_and_whether_that_is_all() -> None:
    """For whom, the window, the version, the sum of the rows; hostile names stay on their line."""
    audit = an_audit(an_event(), warnings=(warning(Warn.CACHED),))
    audit = audit._replace(organization=audit.organization._replace(name="Hedge\nINCOMPLETE: no"))
    text = filing.note(an_internal_report(audit), ROBIN, FILE)
    assert text.startswith("Report by Robin Vale <robin.vale@posthog.example> with csm\n")
    assert [line for line in text.splitlines() if line.startswith("INCOMPLETE")] == [
        "INCOMPLETE: PostHog answered from its cache, so newer events may be missing"
    ]
    for told in ("1 session by", "Window: 2026-11-01", "by csm 1.2.3", "csm-stamp/1 event 1 "):
        assert told in text
    assert "not for the customer" in text
    assert "read it before you send it" in filing.note(
        a_customer_report(audit, Terms()), ROBIN, FILE
    )


def test_a_ticket_that_moved_on_gets_the_note_as_it_stands_then() -> None:
    """Somebody's note in between does not matter, and is told with who left it."""
    world = World()
    world.desk.before_apply.append(lambda: world.desk.note(48213, ADA, "meanwhile"))
    done = world.run()
    assert done.outcome == "attached"
    assert [one.mark is not None for one in world.desk.entries[48213]] == [True, False]
    assert world.files.kept == {}
    (warning,) = done.warnings
    assert warning.code == "changed_meanwhile"
    assert warning.text.startswith("changed in the meantime: Ada Park at ")


@pytest.mark.parametrize(
    ("happens", "told"),
    [
        (lambda desk: desk.change(48213, status="solved"), "status is now solved"),
        (lambda desk: desk.change(48213, status="closed"), "status is now closed"),
        (lambda desk: desk.change(48213, requester=ADA), "requester is now Ada Park"),
        (
            lambda desk: desk.change(48213, organization=DeskOrganization(8, "Other")),
            "organization is now Other",
        ),
        (
            lambda desk: desk.change(48213, organization_id=HEDGEBOX.id),
            f"organization id is now {HEDGEBOX.id}",
        ),
        (
            lambda desk: desk.note(48213, THEO, "x", private=False),
            "a public reply by Theo Okonkwo",
        ),
        (
            lambda desk: desk.note(48213, ADA, "x", mark=Mark("a", "claim")),
            "claimed by Ada Park",
        ),
    ],
    ids=["solved", "closed", "requester", "record", "field", "reply", "claim"],
)
def test_what_calls_for_a_new_decision(
    happens: Callable[[WritableDesk], object], told: str
) -> None:
    """A status, whose ticket it is, a word to or from the customer, a claim: nothing is written."""
    world = World()

    def later() -> None:
        world.clock.sleep(1)
        happens(world.desk)
        world.clock.sleep(2)

    world.desk.before_apply.append(later)
    done = world.run()
    assert (done.outcome, filing.EXIT_CODES[done.outcome]) == ("conflict", 6)
    assert done.reason is not None
    assert done.reason.startswith("ticket 48213 was changed in the meantime: ")
    assert told in done.reason
    assert done.reason.endswith("; nothing was written")
    assert done.hint == "csm show 48213, then decide again"
    assert not [one for one in world.desk.entries[48213] if one.mark and one.mark.verb == "report"]
    assert world.files.kept == {}


@pytest.mark.parametrize(
    ("field", "record", "name", "doubted"),
    [
        (None, None, "Kelpworks", False),
        (KELPWORKS, None, "Kelpworks", True),
        (None, KELPWORKS, "Kelpworks", True),
        (None, KELPWORKS, "anonymous users", False),
        (HEDGEBOX.id, KELPWORKS, "Kelpworks", False),
        (HEDGEBOX.id.upper(), None, "Hedgebox", False),
        ("not an id", None, "Kelpworks", False),
    ],
)
def test_only_what_the_desk_says_makes_it_another_customers(
    field: str | None, record: str | None, name: str, *, doubted: bool
) -> None:
    """The form's field and the desk's record; where they say nothing there is no doubt."""
    world = World()
    filed = DeskOrganization(7, name, record)
    world.desk.change(48213, organization_id=field, organization=filed)
    planned = world.filing.plan(ORDER)
    assert (planned.doubt is not None) is doubted
    assert planned.filed.outcome == "planned"


@pytest.mark.parametrize(
    ("agreed", "goes"), [(KELPWORKS, True), (HEDGEBOX.id, False), (None, False)]
)
def test_a_record_that_is_known_to_be_wrong(agreed: str | None, *, goes: bool) -> None:
    """Who names whom the ticket is filed under has decided about that one, and no other."""
    world = World()
    world.desk.change(48213, organization=DeskOrganization(7, "Kelpworks", KELPWORKS))
    planned = world.filing.plan(ORDER)
    assert planned.doubt is not None
    assert planned.doubt.filed_under == KELPWORKS
    assert planned.agreed(agreed) is goes
    assert f"--ticket-of {KELPWORKS}" in (planned.refused.hint or "")


def test_where_there_is_no_doubt_nothing_need_be_said() -> None:
    """A record that was put right, or names nobody, is in nobody's way."""
    planned = World().filing.plan(ORDER)
    assert planned.agreed(None)
    assert planned.agreed(KELPWORKS)


def test_a_ticket_that_became_anothers_meanwhile_gets_nothing() -> None:
    """Nobody has seen that; the report is refused there."""
    world = World()
    world.desk.before_apply.append(lambda: world.desk.change(48213, organization_id=KELPWORKS))
    assert world.run().outcome == "other-organization"
    assert not [one for one in world.desk.entries[48213] if one.mark]


def test_a_ticket_that_never_rests_is_given_up() -> None:
    """Nothing was written, and the report is there all the same."""
    world = World(desk=Restless)
    told = world.run()
    assert (told.outcome, filing.EXIT_CODES[told.outcome]) == ("changing", 6)
    assert not [one for one in world.desk.entries[48213] if one.mark]


@pytest.mark.parametrize(
    ("mishap", "outcome", "code"),
    [("refused", "refused", 4), ("unavailable", "unavailable", 7), ("dropped", "unknown", 10)],
)
def test_every_way_it_can_end_is_a_result(mishap: str, outcome: str, code: int) -> None:
    """The report itself was made, and must not be lost for it."""
    world = World()
    world.desk.mishaps.append(mishap)
    told = world.run()
    assert (told.outcome, filing.EXIT_CODES[told.outcome]) == (outcome, code)
    assert len(world.desk.sent) == 1
    assert world.files.kept == ({"op1": [FILE]} if outcome == "unknown" else {})


@pytest.mark.parametrize("where", ["closed", "gone", "unreachable", "own"])
def test_nothing_is_sent_where_no_note_can_be(where: str) -> None:
    """A light agent's note on a ticket of their own would be public."""
    world = World(Me(ROBIN, "light") if where == "own" else None)
    if where == "closed":
        world.desk.change(48213, status="closed")
    elif where == "gone":
        del world.desk.tickets[48213]
    elif where == "own":
        world.desk.change(48213, requester=ROBIN)
    world.desk.unreachable = where == "unreachable"
    told = world.run()
    expected = {"gone": "not-found", "unreachable": "unavailable", "own": "refused"}
    assert told.outcome == expected.get(where, where)
    assert told.reason
    assert world.desk.sent == []


def test_an_undecided_note_is_looked_for_and_sent_again_only_on_request() -> None:
    """With the file of the first time; another file is no substitute."""
    world = World()
    world.desk.mishaps.append("dropped")
    assert world.run().outcome == "unknown"
    looked = world.filing.earlier(ORDER, resend=False)
    assert looked is not None
    assert (looked.outcome, len(world.desk.sent)) == ("unknown", 1)
    newer = ORDER._replace(file=Attachment.of("impersonations.html", b"made anew"))
    kept, world.files.kept = world.files.kept, {}
    with pytest.raises(WrongUsage, match="other files"):
        world.filing.earlier(newer, resend=True)
    world.files.kept = kept
    sent = world.filing.earlier(newer, resend=True)
    assert sent is not None
    assert sent.outcome == "attached"
    assert world.desk.sent[-1].attachments == (FILE,)
    assert world.files.kept == {}
    assert world.filing.earlier(newer, resend=True) is None


def test_another_audience_is_another_intent() -> None:
    """A customer's report is not held up by an internal one that is undecided."""
    world = World()
    world.desk.mishaps.append("dropped")
    world.run()
    other = ORDER._replace(intent=filing.intent("0184", "customer", "html"))
    assert world.filing.earlier(other, resend=False) is None
    assert world.files.kept == {"op1": [FILE]}


def test_a_note_that_came_back_public_is_an_error_of_its_own() -> None:
    """Never a success, and made private at once."""
    world = World()
    world.desk.mishaps.append("leaked")
    with pytest.raises(Leaked):
        world.run()
    assert world.desk.asked_private
    assert world.files.kept == {}
