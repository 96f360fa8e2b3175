"""Taking back a write, by values alone: what is put back, what stays, and in which words."""

from datetime import UTC, datetime

import pytest

from csm_cli.domain import undo
from csm_cli.domain.claims import Claim, current_claim
from csm_cli.domain.history import Before, Happening, Intent
from csm_cli.domain.tickets import (
    Change,
    Entry,
    Group,
    Hand,
    Mark,
    Marker,
    Me,
    Option,
    Person,
    Ticket,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
ADA = Person(1, "Ada Park", "ada.park@posthog.example")
BEN = Person(2, "Ben <b> Ode", "ben.ode@posthog.example")
SUPPORT, REPLAY = Group(301, "Support"), Group(302, "Replay")
ESC = Marker(17, "esc.", Option("Escalated", "escalated"))
NOBODY = Hand(None, None)
BEFORE = Before("open", SUPPORT, Hand(2, "Ben"), Option("none", None))
ESCALATED = Change(REPLAY, NOBODY, (ESC, ESC.escalated))
INTENT = Intent("op1", "eu", "desk as 1", 7, "escalate", NOW, change=ESCALATED, before=BEFORE)
TICKET = Ticket(7, "", "", "open", "v", NOW, NOW, NOW, group=REPLAY, fields={17: "escalated"})


def entry(operation_id: str | None = None, *, private: bool = True, author: Person = ADA) -> Entry:
    """An entry, csm's own if it has an operation."""
    mark = Mark(operation_id, "escalate") if operation_id else None
    return Entry(9, author, private, "words", NOW, mark)


@pytest.mark.parametrize(
    ("verb", "command"),
    [
        ("claim", "csm claim 7 --release"),
        ("release", "csm claim 7"),
        ("escalate", "csm escalate 7 --withdraw"),
        ("withdraw", "csm escalate 7 --to engineering"),
        ("note", None),
        ("undo", None),
    ],
)
def test_by_other_means(verb: str, command: str | None) -> None:
    """What undo refuses can be done as a decision of its own, if there is an opposite."""
    assert undo.by_other_means(INTENT._replace(verb=verb)) == command


@pytest.mark.parametrize(
    ("verb", "before", "reason"),
    [
        ("undo", BEFORE, "the last write was an undo, on ticket 7, and csm takes no undo back"),
        ("note", BEFORE, "the last write was a note for support on ticket 7, and a note stays"),
        ("escalate", None, "how ticket 7 stood before is not recorded"),
        ("withdraw", None, "how ticket 7 stood before is not recorded"),
        ("escalate", BEFORE, None),
        ("withdraw", BEFORE, None),
        ("claim", None, None),
        ("release", None, None),
    ],
)
def test_what_is_final(verb: str, before: Before | None, reason: str | None) -> None:
    """An undo, a note, and a change of which nobody knows what it replaced."""
    assert undo.final(INTENT._replace(verb=verb, before=before)) == reason


def test_the_way_back() -> None:
    """Group, assignee and switch as they stood."""
    back = Change(SUPPORT, Hand(2, "Ben"), (ESC, Option("none", None)))
    assert undo.way_back(ESCALATED, BEFORE) == back


@pytest.mark.parametrize("change", [Change(group=REPLAY), Change(assignee=NOBODY)])
def test_group_and_assignee_go_back_together(change: Change) -> None:
    """They depend on each other on the desk; the switch stays out of it."""
    assert undo.way_back(change, BEFORE) == Change(SUPPORT, Hand(2, "Ben"), None)


def test_a_switch_goes_back_alone() -> None:
    """Where the write changed neither group nor assignee; an unknown option is the empty one."""
    back = undo.way_back(Change(marker=(ESC, ESC.escalated)), Before("open", SUPPORT))
    assert back == Change(None, None, (ESC, Option("none", None)))


@pytest.mark.parametrize(("change", "before"), [(None, BEFORE), (ESCALATED, None), (None, None)])
def test_no_way_back(change: Change | None, before: Before | None) -> None:
    """Nothing was changed, or nobody knows what it was."""
    assert undo.way_back(change, before) is None


def test_nothing_differs_from_what_was_left() -> None:
    """A ticket as the write left it."""
    assert undo.differences(INTENT, TICKET) == ()


def test_what_differs_from_what_was_left() -> None:
    """Everything that the write had set, or known, and that is otherwise now."""
    now = TICKET._replace(group=SUPPORT, assignee=ADA, fields={17: None})
    assert undo.differences(INTENT, now) == (
        "the group is Support, not Replay",
        "the assignee is Ada Park, not nobody",
        "esc. is empty, not escalated",
    )


def test_what_a_claim_did_not_touch() -> None:
    """Group and assignee count even where the write had left them alone."""
    claim = INTENT._replace(verb="claim", change=None)
    now = TICKET._replace(group=SUPPORT, assignee=ADA)
    assert undo.differences(claim, now) == ("the assignee is Ada Park, not Ben",)
    moved = now._replace(group=REPLAY, assignee=BEN)
    assert undo.differences(claim, moved) == ("the group is Replay, not Support",)


@pytest.mark.parametrize(
    "of", [INTENT._replace(before=None), INTENT._replace(differences=("the group is Support",))]
)
def test_nothing_to_compare_with(of: Intent) -> None:
    """A write that never came out as planned, or of which too little is recorded."""
    assert undo.differences(of, TICKET._replace(group=None)) == ()


def test_what_stays() -> None:
    """The note, a status, a group where there was none, and the claim of somebody else."""
    of = INTENT._replace(note_id=99, before=BEFORE._replace(group=None, status="new"))
    claim = Claim(ADA, NOW, 5)
    assert undo.stays(of, TICKET, claim) == (
        "note 99 of 2026-11-23 10:00 UTC stays on the ticket",
        "the ticket had no group, and keeps the one that it has now",
        "the ticket was new, and stays open",
        "the claim of Ada Park, which yours replaced, does not come back",
    )


@pytest.mark.parametrize(
    "of",
    [
        INTENT,
        INTENT._replace(before=None),
        INTENT._replace(change=None, before=BEFORE._replace(group=None)),
        INTENT._replace(
            change=Change(marker=(ESC, ESC.escalated)), before=BEFORE._replace(group=None)
        ),
    ],
)
def test_nothing_stays_but_the_note(of: Intent) -> None:
    """Whose number may not be known."""
    told = undo.stays(of, TICKET, None)
    assert told == ("its note of 2026-11-23 10:00 UTC stays on the ticket",)


def test_a_group_that_came_with_the_assignee() -> None:
    """A ticket without a group gets one when it is assigned, and keeps it."""
    of = INTENT._replace(change=Change(assignee=Hand(1, "Ada")), before=Before("open"))
    assert len(undo.stays(of, TICKET, None)) == 2


def test_what_somebody_did() -> None:
    """By name and time; csm's own field by its title, each thing once."""
    happening = Happening(NOW, "Ada", ("group", "field 17", "field 18", "group"))
    told = "Ada at 2026-11-23 10:00 UTC: group, esc., field 18"
    assert undo.told(happening, ESCALATED) == told
    assert undo.told(happening, None) == told.replace("esc.", "field 17")
    assert undo.told(happening, Change(REPLAY)) == told.replace("esc.", "field 17")


def test_something_that_is_not_shown() -> None:
    """A happening of which the desk does not say what it was."""
    told = undo.told(Happening(NOW, "Ada"), None)
    assert told == "Ada at 2026-11-23 10:00 UTC: something that the desk does not show"


@pytest.mark.parametrize(
    ("private", "kind"), [(True, "an internal note"), (False, "a public reply")]
)
def test_an_entry_that_came_in(private: bool, kind: str) -> None:
    """Whether the customer reads it is part of it."""
    told = undo.entry_told(entry(private=private))
    assert told == f"Ada Park at 2026-11-23 10:00 UTC: {kind}"


def test_the_note_of_a_claim_that_is_undone() -> None:
    """Everybody's csm takes it for a release."""
    text = undo.note(INTENT._replace(verb="claim"), ADA, TICKET, None)
    assert text == (
        "Released by Ada Park <ada.park@posthog.example> with csm\n\n"
        "The claim of 2026-11-23 10:00 UTC is undone."
    )


def test_the_note_of_a_release_that_is_undone() -> None:
    """Everybody's csm takes it for a claim."""
    text = undo.note(INTENT._replace(verb="release"), ADA, TICKET, None)
    assert text == (
        "Claimed by Ada Park <ada.park@posthog.example> with csm\n\n"
        "The release of 2026-11-23 10:00 UTC is undone."
    )
    assert current_claim([entry("op2")._replace(body=text, mark=Mark("op2", "undo"))]) is not None


@pytest.mark.parametrize(
    ("verb", "what"), [("escalate", "escalation"), ("withdraw", "withdrawal of the escalation")]
)
def test_the_note_of_an_escalation_that_is_undone(verb: str, what: str) -> None:
    """It says what is put back, from what to what; a name is no line of its own."""
    back = undo.way_back(ESCALATED, BEFORE)
    text = undo.note(INTENT._replace(verb=verb), BEN, TICKET, back)
    assert text == (
        "Undone by Ben b Ode <ben.ode@posthog.example> with csm\n\n"
        f"The {what} of 2026-11-23 10:00 UTC is taken back.\n\n"
        "Put back to what they were:\n\n"
        "- esc.: escalated -> none\n"
        "- group: Replay -> Support\n"
        "- assignee: none -> Ben"
    )


def test_steps_that_change_nothing() -> None:
    """What is so already is not told, and of a null change there is nothing to tell."""
    assert undo.steps(TICKET, ESCALATED) == []
    assert undo.steps(TICKET, None) == []


def test_steps_from_nothing_and_to_nothing() -> None:
    """A null is called none; names of others stay on their line."""
    now = TICKET._replace(group=None, assignee=BEN, fields={})
    change = Change(Group(4, "A\nB"), NOBODY, (ESC, ESC.escalated))
    assert undo.steps(now, change) == [
        "esc.: none -> escalated",
        "group: none -> A B",
        "assignee: Ben b Ode -> none",
    ]


def test_who_can_not_undo() -> None:
    """A light agent changes no field, and on a ticket of their own leaves no internal note."""
    light, full = Me(ADA, "light"), Me(ADA, "full")
    own = TICKET._replace(requester=ADA)
    public = "you are its requester and a light agent: your note would be public"
    assert undo.forbidden(light, own, None) == public
    assert undo.forbidden(full, own, ESCALATED) is None
    assert undo.forbidden(light, TICKET, None) is None
    assert undo.forbidden(light, TICKET, ESCALATED) == (
        "putting fields back needs a full agent, and you are a light one"
    )


def test_who_has_it_by_now() -> None:
    """Somebody else's claim is told, one's own and none are not."""
    assert undo.holder(Claim(BEN, NOW, 5), ADA) == (
        "Ben <b> Ode has claimed it since 2026-11-23 10:00 UTC"
    )
    assert undo.holder(Claim(ADA, NOW, 5), ADA) is None
    assert undo.holder(None, ADA) is None


def test_the_place_of_its_own_note() -> None:
    """By the mark, never by the text or the author."""
    assert undo.own([entry(), entry("op2"), entry("op1"), entry()], INTENT) == 2
    assert undo.own([entry("op1")], INTENT) == 0
    assert undo.own([entry(), entry("op2")], INTENT) is None
    assert undo.own([], INTENT) is None


def test_severity_and_tags_go_back() -> None:
    """A field that was empty becomes empty, a tag that was there before csm stays there."""
    change = Change(severity="high", add_tags=("incident/12", "incident/13"), remove_tags=("old",))
    before = Before("open", severity="", tags=("incident/12", "old"))
    back = undo.way_back(change, before)
    assert back == Change(severity="", add_tags=("old",), remove_tags=("incident/13",))
    now = TICKET._replace(severity="high", tags=("incident/12", "incident/13", "mine"))
    assert undo.steps(now, back) == [
        "severity: high -> none",
        "tag: none -> old",
        "tag: incident/13 -> none",
    ]
    assert back.tags_on(now) == ("incident/12", "mine", "old")
    of = INTENT._replace(change=change, before=before)
    assert undo.differences(of, now._replace(group=None)) == ()
    assert undo.differences(of, now._replace(severity="low", tags=("old", "incident/12"))) == (
        "severity is low, not high",
        "the tag incident/13 is missing",
        "the tag old is still there",
    )
