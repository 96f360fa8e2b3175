"""What is different between two readings of a ticket."""

from datetime import UTC, datetime

from csm_cli.domain.changes import Reading, changed, new_entries, only_private_notes
from csm_cli.domain.tickets import Entry, Group, Marker, Option, Person, Ticket

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ESC = Marker(17, "esc.", Option("Escalated", "escalated"))
ADA = Person(1, "Ada Park", None)
TICKET = Ticket(7, "", "", "new", "v", NOW, NOW, NOW, fields={17: None})


def entry(number: int, *, private: bool = True) -> Entry:
    """An entry of two lines."""
    return Entry(number, ADA, private, f"words {number}\nmore\nof them", NOW)


FIRST = Reading(TICKET, (entry(1),))


def test_what_came_in_between() -> None:
    """The oldest first, by its number; what was there already is not new."""
    after = Reading(TICKET, (entry(3), entry(2), entry(1)))
    assert new_entries(FIRST, after) == (entry(2), entry(3))
    assert new_entries(after, after) == ()


def test_nothing_is_different() -> None:
    """A ticket that was read twice."""
    assert changed(FIRST, FIRST, ESC) == ()


def test_everything_is_different() -> None:
    """A sentence each; a reply that the customer reads can't be overlooked."""
    now = TICKET._replace(
        fields={17: "escalated"}, group=Group(2, "Replay"), assignee=ADA, status="open"
    )
    after = Reading(now, (entry(3, private=False), entry(2), entry(1)))
    assert changed(FIRST, after, ESC) == (
        "esc.: - -> escalated",
        "group: - -> Replay",
        "assignee: - -> Ada Park",
        "status: new -> open",
        "new internal note by Ada Park: words 2",
        "new PUBLIC reply by Ada Park: words 3",
    )
    assert changed(after, FIRST, ESC) == (
        "esc.: escalated -> -",
        "group: Replay -> -",
        "assignee: Ada Park -> -",
        "status: open -> new",
    )


def test_whether_the_customer_can_read_it() -> None:
    """One public entry among many is enough."""
    assert only_private_notes([])
    assert only_private_notes([entry(1), entry(2)])
    assert not only_private_notes([entry(1), entry(2, private=False)])
