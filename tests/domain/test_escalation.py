"""Escalations by values alone: what is planned, what is in the way, what should be seen first."""

from datetime import UTC, date, datetime, timedelta

import pytest

from csm_cli.domain import escalation, escalation_note, groups
from csm_cli.domain.attachments import Attachment
from csm_cli.domain.claims import Claim
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.escalation import (
    QUESTIONS,
    Escalation,
    Order,
    Parts,
    Read,
    Route,
    already,
    change,
    intent,
    missing,
    moved,
    verb,
)
from csm_cli.domain.escalation_warnings import warnings
from csm_cli.domain.ownership import Owner
from csm_cli.domain.tickets import Change, Group, Hand, Marker, Option, Person, Ticket

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
TODAY, OLD = date(2026, 11, 23), timedelta(days=90)
ADA = Person(1, "Ada <b> Park", "ada.park@posthog.example")
SUPPORT, REPLAY, FLAGS = Group(301, "Support"), Group(302, "Replay"), Group(303, "Feature Flags")
ALL = (SUPPORT, REPLAY, FLAGS)
ESC = Marker(17, "esc.", Option("Escalated", "escalated"))
OWNER = Owner("Replay", "replay", "#support-replay", "Replay", None, (), TODAY, "test")
TICKET = Ticket(7, "", "", "open", "v", NOW, NOW, NOW, group=SUPPORT, fields={17: None})
ESCALATED = TICKET._replace(group=REPLAY, fields={17: "escalated"})
TO_REPLAY, TO_SUPPORT = Route("engineering", OWNER, REPLAY), Route("support")
HIDDEN = (
    "the ticket is pending: the support hero looks at open escalated tickets and won't see it "
    "until it is open"
)
PARTS = Parts("one two three", "four five six", "seven eight nine", "ten eleven twelve")


def read(ticket: Ticket = TICKET, route: Route = TO_REPLAY, claim: Claim | None = None) -> Read:
    """What a ticket's escalation rests on."""
    return Read(ticket, claim, route, ESC if route.group else None, ())


def codes(ticket: Ticket = TICKET, route: Route = TO_REPLAY) -> list[str]:
    """The codes of the warnings."""
    return [notice.code for notice in warnings(read(ticket, route), 1, today=TODAY, old=OLD)]


@pytest.mark.parametrize(
    ("text", "enough"),
    [
        ("one two three", True),
        ("one, two-three", True),
        ("one two", False),
        (" ... !!! ??? ", False),
        (None, False),
        ("", False),
        (QUESTIONS.why, False),
        (f"{QUESTIONS.why} one two", False),
        (f"{QUESTIONS.why} one two three", True),
        (str(QUESTIONS.why).upper() + " ", False),
    ],
)
def test_what_has_substance(text: str | None, enough: bool) -> None:
    """Three words of one's own; the question that stood there counts for nothing."""
    assert missing(PARTS._replace(why=text)) == (() if enough else ("why",))


def test_all_that_is_missing() -> None:
    """In the order of the note."""
    assert missing(Parts()) == ("why", "investigated", "observed", "next")


@pytest.mark.parametrize("name", ["Feature Flags", " feature  FLAGS ", "303", " 303 "])
def test_a_group_by_name_or_id(name: str) -> None:
    """Whatever the case and the blanks."""
    assert groups.resolve(name, ALL) == FLAGS


@pytest.mark.parametrize("name", ["Flag", "304", "٣٠٣", ""])
def test_no_such_group(name: str) -> None:
    """Nothing is guessed; the nearest names are offered, of no more than three."""
    with pytest.raises(WrongUsage) as told:
        groups.resolve(name, (*ALL, Group(304 + 1, "Surveys")))
    assert told.value.message == f"no Zendesk group is named {name!r}"
    assert told.value.written == "nothing was sent"
    offered = (told.value.hint or "").removeprefix("add --group with one of: ").split(", ")
    assert len(offered) == 3
    assert set(offered) < {"Support", "Replay", "Feature Flags", "Surveys"}


def test_the_nearest_group_comes_first() -> None:
    """By its name as it is spelled on the desk."""
    assert groups.nearest("flag", ALL)[0] == "Feature Flags"
    assert groups.nearest("REPLAYS", ALL)[0] == "Replay"


def test_two_groups_of_one_name() -> None:
    """Neither is taken."""
    with pytest.raises(WrongUsage) as told:
        groups.resolve("replay", (*ALL, Group(9, "REPLAY")))
    assert told.value.message == "several groups are named 'replay'"


def test_what_csm_calls_it() -> None:
    """A withdrawal wherever it goes, else an escalation, or a note for support."""
    assert verb(TO_REPLAY, Order()) == "escalate"
    assert verb(TO_SUPPORT, Order()) == "note"
    assert verb(Route("support", None, SUPPORT), Order(withdraw=True)) == "withdraw"


def test_what_a_re_run_is_known_by() -> None:
    """Group, words and files; not the owner, nor whether it is to be sent again."""
    file = Attachment.of("log.txt", b"words")
    same = intent(TO_REPLAY, PARTS, Order(attachments=(file,)))
    again = Order(resend=True, attachments=(Attachment.of("log.txt", b"words"),))
    assert intent(TO_REPLAY._replace(owner=None), PARTS, again) == same
    for route, parts, order in (
        (TO_REPLAY._replace(group=FLAGS), PARTS, Order(attachments=(file,))),
        (TO_SUPPORT, PARTS, Order(attachments=(file,))),
        (TO_REPLAY, PARTS._replace(next="other"), Order(attachments=(file,))),
        (TO_REPLAY, PARTS, Order()),
        (TO_REPLAY, PARTS, Order(attachments=(Attachment.of("log.txt", b"other"),))),
        (TO_REPLAY, PARTS, Order(attachments=(Attachment.of("log2.txt", b"words"),))),
    ):
        assert intent(route, parts, order) != same


def test_what_changes() -> None:
    """To engineering the switch goes on, by a withdrawal off; nobody is left in person."""
    assert change(read(), Order()) == Change(REPLAY, Hand(None, None), (ESC, ESC.escalated))
    back = read(ESCALATED, Route("support", None, SUPPORT))
    off = Change(SUPPORT, Hand(None, None), (ESC, Option("none", None)))
    assert change(back, Order(withdraw=True)) == off


def test_a_note_for_support_changes_nothing() -> None:
    """Neither switch nor group is known then, and either alone is not enough."""
    assert change(read(route=TO_SUPPORT), Order()) is None
    assert change(read()._replace(marker=None), Order()) is None
    assert change(read()._replace(route=TO_SUPPORT), Order()) is None


@pytest.mark.parametrize(
    ("ticket", "order", "told"),
    [
        (TICKET, Order(), None),
        (ESCALATED, Order(again=True), None),
        (ESCALATED, Order(withdraw=True), None),
        (TICKET, Order(withdraw=True), ("withdrawn", "it is not escalated", None)),
        (ESCALATED, Order(), ("already-escalated", "it is with Replay already", None)),
        (
            ESCALATED._replace(group=FLAGS),
            Order(),
            ("conflict", "it is already escalated, to Feature Flags", "add --again to hand it on"),
        ),
        (
            ESCALATED._replace(group=None),
            Order(),
            ("conflict", "it is already escalated, to no group", "add --again to hand it on"),
        ),
    ],
)
def test_what_is_so_already(ticket: Ticket, order: Order, told: tuple[str, ...] | None) -> None:
    """Nothing is written for it, and it is said how the ticket stands."""
    result = already(read(ticket), order)
    if told is None:
        assert result is None
    else:
        assert result is not None
        assert (result.outcome, result.reason, result.hint) == told
        unwritten = Escalation(ticket, told[0], TO_REPLAY, marker=ESC)
        assert result._replace(reason=None, hint=None) == unwritten


def test_a_note_is_never_there_already() -> None:
    """Without a switch or a group there is nothing that could stand so."""
    assert already(read(ESCALATED)._replace(marker=None), Order()) is None
    assert already(read(ESCALATED)._replace(route=TO_SUPPORT), Order()) is None


def test_nothing_to_warn_of() -> None:
    """An open ticket to a known owner's own group."""
    assert codes() == []


def test_all_that_is_to_be_seen_first() -> None:
    """About the ticket, the owner, and whoever has claimed it, in words."""
    ticket = TICKET._replace(status="pending", assignee=ADA)
    owner = OWNER._replace(team="Web", zendesk_group="Web Analytics", as_of=TODAY - OLD * 2)
    joint = (OWNER, OWNER._replace(team="Flags"))
    route = Route("engineering", owner, REPLAY, joint)
    claim = Claim(ADA, NOW, 5)
    assert warnings(read(ticket, route, claim), 2, today=TODAY, old=OLD) == (
        (
            "hidden_by_status",
            HIDDEN,
        ),
        ("assignee_dropped", "Ada <b> Park will no longer be the assignee"),
        ("group_and_owner_differ", "Web's group is Web Analytics, and this goes to Replay"),
        ("joint_owner", "the feature is owned jointly with Replay, Flags"),
        ("old_owner", "the ownership row is of 2026-05-27; teams change quickly"),
        ("claimed_by_other", "Ada <b> Park has claimed this ticket"),
    )
    assert len(warnings(read(ticket, route, claim), 1, today=TODAY, old=OLD)) == 5


def test_a_group_without_an_owner() -> None:
    """Is told only where the ticket goes to engineering."""
    (told,) = warnings(read(route=Route("engineering", None, FLAGS)), 1, today=TODAY, old=OLD)
    assert told == (
        "group_without_owner",
        "no row of the ownership file has the group Feature Flags",
    )
    assert codes(route=Route("support", None, SUPPORT)) == []
    assert codes(route=Route("engineering", None, None)) == []


@pytest.mark.parametrize(
    "route",
    [
        Route("engineering", OWNER._replace(zendesk_group=" REPLAY "), REPLAY),
        Route("engineering", OWNER._replace(zendesk_group=None), REPLAY),
        Route("engineering", OWNER._replace(as_of=TODAY - OLD), REPLAY),
        Route("engineering", OWNER, None),
    ],
)
def test_owners_that_fit(route: Route) -> None:
    """However the group is spelled; a row on the last of its days is not old yet."""
    assert codes(route=route) == []


def test_support_sees_it_whatever_its_status() -> None:
    """Status and assignee matter to engineering's heroes alone."""
    assert codes(TICKET._replace(status="pending", assignee=ADA), TO_SUPPORT) == []


def test_what_moved() -> None:
    """Only what the plan rests on, and what it is now."""
    now = TICKET._replace(
        group=None,
        assignee=ADA,
        organization_id="0184",
        fields={17: "escalated"},
        status="pending",
        priority="high",
    )
    assert moved(TICKET, TICKET, ESC) == []
    assert moved(now, now, ESC) == []
    assert moved(TICKET, now, ESC) == [
        "group is now nobody",
        "assignee is now Ada <b> Park",
        "organization id is now 0184",
        "esc. is now escalated",
        "status is now pending",
    ]
    assert moved(TICKET, TICKET._replace(fields={17: "x"}), None) == []
    assert moved(TICKET._replace(status="new"), TICKET, None) == []
    closed = TICKET._replace(status="closed")
    assert moved(TICKET, closed, None) == ["status is now closed"]


def test_what_the_note_is_filled_with() -> None:
    """Names on one line; of what a customer wrote no line of its own; the parts as typed."""
    known = read(claim=Claim(ADA, NOW, 5))._replace(facts=(("Page", "a\n\nb  c"),))
    assert escalation_note.values(known, Parts(" why \n", None, "x\ny", "z"), ADA) == {
        "ticket": 7,
        "by": "Ada b Park <ada.park@posthog.example>",
        "team": "Replay",
        "group": "Replay",
        "channel": "#support-replay",
        "as_of": "2026-11-23",
        "claimed_by": "Ada b Park",
        "facts": [("Page", "a b c")],
        "why": "why",
        "investigated": "",
        "observed": "x\ny",
        "next": "z",
    }


def test_a_note_of_which_little_is_known() -> None:
    """What is not known is null, and no template has to do without its name."""
    values = escalation_note.values(read(route=TO_SUPPORT), PARTS, ADA)
    lacking = {name for name, value in values.items() if value is None}
    assert lacking == {"team", "group", "channel", "as_of", "claimed_by"}
    assert values["facts"] == []


def test_which_template() -> None:
    """One for each way, and one for the way back."""
    assert escalation_note.template(TO_REPLAY, Order()) == "escalate-engineering"
    assert escalation_note.template(TO_SUPPORT, Order()) == "escalate-support"
    assert escalation_note.template(TO_SUPPORT, Order(withdraw=True)) == "withdraw"


def test_where_an_escalation_goes() -> None:
    """Is what its route says."""
    assert Escalation(TICKET, escalation.PLANNED, TO_SUPPORT).to == "support"
