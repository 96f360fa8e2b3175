"""What became of an escalation: by the journal, by the notes, by the ticket as it stands."""

from datetime import UTC, datetime, timedelta

import pytest

from csm_cli.domain.escalation import ENGINEERING, SUPPORT
from csm_cli.domain.following import (
    JOURNAL,
    NOTE,
    SWITCH,
    Start,
    by_journal,
    by_notes,
    engineer_word,
    quiet_days,
    sight,
)
from csm_cli.domain.history import WRITTEN, Intent
from csm_cli.domain.tickets import Change, Entry, Group, Mark, Marker, Option, Person, Ticket

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
ROBIN, ADA = Person(101, "Robin", None), Person(102, "Ada", None)
JULES, THEO = Person(107, "Jules", None), Person(201, "Theo", None, "customer")
REPLAY = Group(2, "Replay")
MARKER = Marker(17, "esc.", Option("Escalated", "escalated"))
TICKET = Ticket(
    1, "", "It stops", "open", "v", NOW, NOW, NOW, group=REPLAY, fields={17: "escalated"}
)
START = Start(NOW - timedelta(days=3, hours=5), ROBIN, ENGINEERING, REPLAY, JOURNAL)


def written(verb: str, operation: str, ticket: int = 1, **more: object) -> Intent:
    """An entry of the journal that stands."""
    told = {"settled": WRITTEN, "change": Change(group=REPLAY), **more}
    return Intent(operation, None, "desk as 101", ticket, verb, NOW, **told)  # type: ignore[arg-type]


def said(
    author: Person, body: str = "x", *, private: bool = True, verb: str | None = None
) -> Entry:
    """An entry of the ticket."""
    return Entry(1, author, private, body, NOW, Mark("op", verb) if verb else None)


def test_the_journal_knows_what_stands() -> None:
    """The newest word on each ticket counts: withdrawn, undone and refused ones are none."""
    entries = [
        written("undo", "u", 3, undoes="c"),
        written("withdraw", "w", 2),
        written("note", "n", 4, change=None),
        written("escalate", "c", 3),
        written("escalate", "b", 2),
        written("escalate", "x", 5, settled="refused"),
        written("escalate", "o", 6, settled=None),
        written("claim", "z", 7),
        written("escalate", "a", 1),
    ]
    found = by_journal(entries, ROBIN)
    assert {number: each.to for number, each in found.items()} == {
        1: ENGINEERING, 4: SUPPORT, 6: ENGINEERING,
    }  # fmt: skip
    assert found[1] == Start(NOW, ROBIN, ENGINEERING, REPLAY, JOURNAL)


def test_an_undone_withdrawal_leaves_it_standing() -> None:
    """What the undo took back is not the escalation."""
    entries = [
        written("undo", "u", undoes="w"), written("withdraw", "w"), written("escalate", "a"),
    ]  # fmt: skip
    assert list(by_journal(entries, ROBIN)) == [1]


def test_the_notes_tell_of_it() -> None:
    """By csm's mark, or by how people begin; never by what a customer writes, nor in public."""
    marked = by_notes(TICKET, [said(JULES), said(ADA, verb="note")])
    assert (marked.by, marked.to, marked.how) == (ADA, SUPPORT, NOTE)
    by_hand = by_notes(TICKET, [said(ADA, "Escalating to engineering (Replay): it stops")])
    assert (by_hand.by, by_hand.to) == (ADA, ENGINEERING)
    about = said(JULES, "Escalated to infra, it is theirs")
    assert by_notes(TICKET, [about, said(ADA, verb="escalate")], frozenset({107})).by == ADA
    nothing = by_notes(
        TICKET, [said(THEO, "Escalate this!"), said(ADA, "Escalated", private=False)]
    )
    assert (nothing.how, nothing.at, nothing.group) == (SWITCH, None, REPLAY)


def test_who_counts_as_an_engineer() -> None:
    """Staff of the group; not whoever escalated, not support, not the customer."""
    entries = [said(ROBIN), said(THEO), said(ADA, "support"), said(JULES, "on it")]
    group, support = frozenset({102, 107, 101}), frozenset({102})
    found = engineer_word(entries, START, ROBIN, group, support)
    assert found is not None
    assert found.body == "on it"
    assert engineer_word(entries, START, ROBIN, frozenset({9}), support) is None


def test_a_word_from_before_is_no_answer() -> None:
    """Three days of silence are not thirty because an engineer wrote a month ago."""
    before = said(JULES, "fixed")._replace(created_at=NOW - timedelta(days=30))
    assert engineer_word([said(THEO), before], START, ROBIN, None, frozenset()) is None
    unknown = START._replace(at=None)
    assert engineer_word([before], unknown, ROBIN, None, frozenset()) == before


def test_where_nobody_tells_who_is_in_the_group() -> None:
    """Any staff but whoever escalated it; a released claim says nothing of the matter."""
    entries = [said(ADA, verb="release"), said(JULES, "on it")]
    found = engineer_word(entries, START._replace(by=ADA), ROBIN, None, frozenset())
    assert found is not None
    assert found.author is JULES


@pytest.mark.parametrize(
    ("changed", "visible", "why"),
    [
        ({}, True, []),
        ({"status": "pending"}, False, [("status", "it is pending, not open")]),
        ({"assignee": JULES}, False, [("assignee", "it is assigned to Jules")]),
        ({"fields": {17: None}}, False, [("escalation", "esc. is not Escalated")]),
        ({"status": "solved"}, None, []),
    ],
)
def test_who_can_see_it(
    changed: dict[str, object], visible: bool | None, why: list[tuple[str, str]]
) -> None:
    """The support hero looks at what is open, escalated and nobody's in person."""
    sees, hidden = sight(TICKET._replace(**changed), START, MARKER)  # type: ignore[arg-type]
    assert (sees, [tuple(each) for each in hidden]) == (visible, why)


def test_to_support_nobody_is_hidden() -> None:
    """Support's own queue has no such question, nor has a desk whose switch is not known."""
    assert sight(TICKET, START._replace(to=SUPPORT), MARKER) == (None, [])
    assert sight(TICKET, START, None) == (None, [])


def test_days_of_silence() -> None:
    """Whole ones, since the last word or the start; a clock that is ahead makes none of them."""
    assert quiet_days(NOW, START, None) == 3
    assert quiet_days(NOW + timedelta(days=1, hours=23), START, said(JULES)) == 1
    assert quiet_days(NOW - timedelta(days=9), START, None) == 0
    assert quiet_days(NOW, START._replace(at=None), None) is None
