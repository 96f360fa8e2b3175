"""A journal's entry, looked back on: how it ended, and in which words."""

from datetime import UTC, datetime, timedelta

import pytest

from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    Limited,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Refused,
    Unavailable,
    WrongUsage,
)
from csm_cli.domain.history import Before, Intent
from csm_cli.domain.tickets import Change, Group, Hand, Marker, Option, Person, Ticket

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
URL = "https://Desk.Example:8443"
INTENT = Intent("op1", "eu", f"{URL} as 101", 7, "claim", NOW)
ESC = Marker(17, "esc.", Option("Escalated", "escalated"))
TICKET = Ticket(7, "", "", "pending", "v", NOW, NOW, NOW, group=Group(1, "Support"))


def test_the_desk_of_an_entry() -> None:
    """The address, and of that the host; the sandbox has a name only."""
    assert (INTENT.desk, INTENT.host) == (URL, "desk.example:8443")
    slash = INTENT._replace(account="https://desk.example/zendesk as 101")
    assert slash.host == "desk.example"
    odd = INTENT._replace(account="known as sandbox as 101")
    assert (odd.desk, odd.host) == ("known as sandbox", None)


@pytest.mark.parametrize(
    ("settled", "differences", "outcome", "stands"),
    [
        (None, (), "undecided", False),
        ("written", (), "written", True),
        ("written", ("the group is Support",), "partial", True),
        ("leaked", (), "leaked", True),
        ("not-written", (), "not-written", False),
        ("stopped", (), "not-written", False),
        ("conflict", ("x",), "not-written", False),
    ],
)
def test_the_outcome_of_an_entry(
    settled: str | None, differences: tuple[str, ...], outcome: str, stands: bool
) -> None:
    """What is recorded becomes one of five words; three of them mean that the note is there."""
    entry = INTENT._replace(settled=settled, differences=differences)
    assert (entry.outcome, entry.stands) == (outcome, stands)


@pytest.mark.parametrize(
    ("settled", "reason"),
    [
        ("written", None),
        ("leaked", "the note came back public"),
        (None, "no answer told what became of it"),
        ("not-written", "the ticket moved on without the note"),
        ("stopped", "it was stopped before it was sent"),
        (WrongUsage.code, "it could not be sent"),
        (NotSignedIn.code, "the desk did not know the credential"),
        (NotAllowed.code, "the desk does not allow it"),
        (Refused.code, "the desk refused it"),
        (NotFound.code, "there was no such ticket"),
        (Conflict.code, "the ticket had changed in the meantime"),
        (Unavailable.code, "the desk was not reached"),
        (Limited.code, "the desk took no more requests"),
        (CsmError.code, "csm itself failed before it was sent"),
        ("of a newer csm", "of a newer csm"),
        ("", ""),
    ],
)
def test_the_reason_of_an_entry(settled: str | None, reason: str | None) -> None:
    """In words for each way that a write can end; an unknown one is shown as it is."""
    assert INTENT._replace(settled=settled).reason == reason


def test_the_reason_of_a_note_that_is_public() -> None:
    """It is undecided, and more is known of it than of one that nobody has seen."""
    entry = INTENT._replace(note_id=7)
    assert entry.outcome == "undecided"
    assert entry.reason == "note 7 came back public, and was not seen to become private"
    assert entry._replace(settled="leaked").reason == "the note came back public"


def test_the_reason_of_a_part() -> None:
    """What came out otherwise, all of it."""
    entry = INTENT._replace(settled="written", differences=("this", "that"))
    assert entry.reason == "this; that"


def test_a_persons_word_is_its_own_reason() -> None:
    """Whatever was said; but a note that stands needs none."""
    said = INTENT._replace(settled="not-written", how="word")
    assert said.reason == "somebody said so"
    assert said._replace(settled="written").reason is None


def test_how_long_it_took() -> None:
    """Null while nobody knows; a clock that was set back makes it no less than nothing."""
    assert INTENT.seconds is None
    assert INTENT._replace(settled_at=NOW + timedelta(seconds=2.5)).seconds == 2.5
    assert INTENT._replace(settled_at=NOW - timedelta(seconds=9)).seconds == 0


def test_how_a_ticket_stood_before() -> None:
    """Status, group and assignee always, the switch if the write is going to change it."""
    ada = TICKET._replace(assignee=Person(5, "Ada", None), fields={17: "escalated"})
    change = Change(marker=(ESC, ESC.escalated))
    group = Group(1, "Support")
    assert Before.of(ada, change) == Before(
        "pending", group, Hand(5, "Ada"), Option("escalated", "escalated")
    )
    assert Before.of(TICKET, change) == Before(
        "pending", group, Hand(None, None), Option("none", None)
    )
    assert Before.of(ada, Change(group)) == Before("pending", group, Hand(5, "Ada"), None)
    assert Before.of(TICKET, None) == Before("pending", group, Hand(None, None), None)


def test_what_a_write_of_fields_and_tags_found() -> None:
    """Of severity and tags what the write touches is kept, and an empty field is not null."""
    tagged = TICKET._replace(tags=("incident/12", "plan_scale"))
    change = Change(severity="high", add_tags=("incident/12", "incident/13"))
    before = Before.of(tagged, change)
    assert (before.severity, before.tags) == ("", ("incident/12",))
    assert Before.of(tagged._replace(severity="low"), change).severity == "low"
    untouched = Before.of(tagged, Change(remove_tags=("plan_free",)))
    assert (untouched.severity, untouched.tags) == (None, ())
