"""What is to be sorted, by values alone: unfilled forms, wrong filings, threads, severities."""

from datetime import UTC, datetime

import pytest

from csm_cli.adapters import defaults
from csm_cli.domain import filling, triage
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.filling import Form
from csm_cli.domain.tickets import (
    Change,
    DeskOrganization,
    Entry,
    Group,
    Hand,
    Me,
    Option,
    Person,
    Ticket,
)

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
CUSTOMS = triage.customs(defaults.load())
SUPPORT, REPLAY, FLAGS = Group(1, "Support"), Group(2, "Replay"), Group(3, "Feature Flags")
ADA = Person(1, "Ada Park", "ada.park@posthog.example")
KELP_ID, HEDGE_ID = "01871d5c-03be-0000-9f42-c0e7d1a25b02", "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
KELP, HEDGE = DeskOrganization(11, "Kelpworks", KELP_ID), DeskOrganization(12, "Hedgebox", HEDGE_ID)
HOLDING = DeskOrganization(90, "Gmail user - Please assign to correct org")
OPTIONS = [Option(name, name.lower()) for name in ("Critical", "High", "Medium", "Low")]


def somebody(number: int, email: str | None, kind: str = "customer") -> Person:
    """Somebody with that address."""
    return Person(number, "Some Body", email, kind)


KOFI = somebody(201, "kofi@kelpworks.example")
TICKET = Ticket(7, "", "", "open", "v", NOW, NOW, NOW, requester=KOFI, organization=KELP)


@pytest.mark.parametrize(
    ("group", "severity", "lacking"),
    [
        (None, None, ("group", "severity")),
        (SUPPORT, None, ("group", "severity")),
        (SUPPORT, "high", ("group",)),
        (REPLAY, None, ("severity",)),
        (REPLAY, "high", ()),
    ],
)
def test_what_a_form_lacks(
    group: Group | None, severity: str | None, lacking: tuple[str, ...]
) -> None:
    """The group of unclassified tickets is as good as none."""
    assert triage.lacks(TICKET._replace(group=group, severity=severity), "support") == lacking


def test_which_tickets_are_from_slack() -> None:
    """Any of the configured tags will do."""
    assert not triage.born_in_slack(TICKET._replace(tags=("plan_scale",)), CUSTOMS)
    assert triage.born_in_slack(TICKET._replace(tags=("plan_scale", "Pylon")), CUSTOMS)
    assert (
        triage.owner_tag(CUSTOMS, Me(Person(1, "Zoë Åkerblom", None), "full"))
        == "owner_zo___kerblom"
    )


def test_the_thread_is_the_one_of_the_oldest_private_note() -> None:
    """What a customer writes is no thread of theirs, and other hosts are none at all."""
    real = "https://posthog.slack.com/archives/C05KELP/p1700000048230"

    def entry(body: str, *, private: bool = True, author: Person = ADA) -> Entry:
        return Entry(1, author, private, body, NOW)

    later = entry("https://posthog.slack.com/archives/C05KELP/p1900000000000")
    forged = entry(real.replace("p17", "p66"), author=KOFI)
    public = entry(real.replace("p17", "p77"), private=False)
    elsewhere = entry("https://posthog.slack.com.evil.example/archives/C05KELP/p1700000048230")
    longer = entry(real + "/../../../evil")
    entries = [later, entry(f"Thread: <{real}>\nmore"), longer, elsewhere, public, forged]
    assert triage.thread(entries) == real
    within = f"{real}?thread_ts=1700000048.230000&cid=C05KELP"
    assert triage.thread([entries[0]._replace(private=True, body=f"In {within}.")]) == within
    assert triage.thread([longer, elsewhere, public, forged]) is None


def test_a_requester_who_waits_to_be_filed() -> None:
    """The field says where they belong, else the text, else nobody; it is told in any case."""
    held = TICKET._replace(organization=HOLDING, organization_id=KELP_ID)
    by_field = triage.misfiled(held, CUSTOMS, {})
    assert by_field is not None
    assert (by_field.organization_id, by_field.source, by_field.confirmed) == (
        KELP_ID,
        "field",
        True,
    )
    nobody = triage.misfiled(held._replace(organization_id=None), CUSTOMS, {})
    assert nobody is not None
    assert (nobody.organization_id, nobody.source, nobody.confirmed) == (None, None, False)
    text = f"words\nAdmin (internal): http://go/adminOrgUS/{HEDGE_ID} (project ID 60931)"
    told = triage.misfiled(held._replace(organization_id=None, description=text), CUSTOMS, {})
    assert told is not None
    assert (told.organization_id, told.source, told.confirmed) == (HEDGE_ID, "body", False)


def test_a_requester_who_is_filed_elsewhere() -> None:
    """Somebody else's organization, or none, against what the field or the colleagues say."""
    wrong = triage.misfiled(TICKET._replace(organization_id=HEDGE_ID), CUSTOMS, {})
    assert wrong is not None
    assert (wrong.organization_id, wrong.source) == (HEDGE_ID, "field")
    by_domain = {"kelpworks.example": HEDGE}
    guess = triage.misfiled(TICKET, CUSTOMS, by_domain)
    assert guess is not None
    assert (guess.organization_name, guess.source, guess.confirmed) == ("Hedgebox", "domain", False)
    nowhere = TICKET._replace(organization=None)
    assert triage.misfiled(nowhere, CUSTOMS, by_domain) is not None
    text = f"words\nAdmin (internal): http://go/adminOrgUS/{HEDGE_ID} (project ID 60931)"
    assert triage.misfiled(nowhere._replace(description=text), CUSTOMS, by_domain) is None
    assert triage.misfiled(TICKET._replace(description=text), CUSTOMS, {}) is not None


def test_who_is_filed_rightly() -> None:
    """The same organization, one that Zendesk has no id of, nobody who says otherwise, staff."""
    same = TICKET._replace(organization_id=KELP_ID.upper())
    assert triage.misfiled(same, CUSTOMS, {"kelpworks.example": HEDGE}) is None
    unnumbered = TICKET._replace(organization=DeskOrganization(11, "Kelpworks"))
    assert triage.misfiled(unnumbered._replace(organization_id=KELP_ID), CUSTOMS, {}) is None
    assert triage.misfiled(TICKET._replace(organization=None), CUSTOMS, {}) is None
    staff = TICKET._replace(requester=somebody(1, "a@b.example", "staff"), organization=HOLDING)
    assert triage.misfiled(staff, CUSTOMS, {}) is None


def test_where_the_colleagues_are() -> None:
    """The organization of most people of a domain; a tie, a free address or a holding says none."""

    def filed(number: int, email: str, organization: DeskOrganization) -> Ticket:
        return TICKET._replace(requester=somebody(number, email), organization=organization)

    tickets = [
        filed(1, "a@Kelpworks.example", KELP),
        filed(1, "a@kelpworks.example", KELP),
        filed(2, "b@kelpworks.example", KELP),
        filed(3, "c@kelpworks.example", HEDGE),
        filed(4, "d@tie.example", HEDGE),
        filed(5, "e@tie.example", KELP),
        filed(6, "f@gmail.com", KELP),
        filed(7, "g@held.example", HOLDING._replace(organization_id=HEDGE_ID)),
    ]
    found = triage.colleagues(tickets, CUSTOMS)
    assert {domain: each.name for domain, each in found.items()} == {
        "kelpworks.example": "Kelpworks"
    }


def test_severities_by_value_or_name() -> None:
    """A slip is told all that there are, the nearest first, and nothing is guessed."""
    assert triage.severity(" HIGH", OPTIONS) == "high"
    assert triage.severity("critical", [Option("Sev 1", "critical")]) == "critical"
    assert triage.severity("Sev 1", [Option("Sev 1", "critical")]) == "critical"
    with pytest.raises(WrongUsage) as caught:
        triage.severity("hgih", OPTIONS)
    before, _, named = (caught.value.hint or "").partition(": ")
    assert before == "--severity with one of"
    assert named.split(", ")[0] == "high"
    assert sorted(named.split(", ")) == sorted(each.value for each in OPTIONS if each.value)
    with pytest.raises(WrongUsage):
        triage.severity("", [*OPTIONS, Option("-", None)])


def test_what_a_form_changes() -> None:
    """Only what is not so; who goes to another group goes to nobody there in person."""
    both = Form(REPLAY, "high")
    assert filling.change(TICKET, both) == Change(REPLAY, severity="high")
    taken = TICKET._replace(group=SUPPORT, assignee=ADA, severity="high")
    assert filling.change(taken, both) == Change(REPLAY, Hand(None, None))
    there = TICKET._replace(group=REPLAY, assignee=ADA)
    assert filling.change(there, both) == Change(severity="high")
    assert filling.change(there, Form(REPLAY)) is None


def test_what_somebody_has_filled_in_stays() -> None:
    """Another value is a conflict, with what to do; the same one is already there."""
    ticket = TICKET._replace(group=FLAGS, severity="low")
    group = filling.decided(ticket, Form(REPLAY), "Support")
    level = filling.decided(ticket, Form(None, "high"), "Support")
    assert group is not None
    assert level is not None
    assert (group.outcome, level.outcome) == ("conflict", "conflict")
    assert "Feature Flags already, not Replay" in (group.reason or "")
    same = filling.decided(ticket, Form(FLAGS, "low"), "Support")
    assert same is not None
    assert same.outcome == "already-filled"
    assert filling.decided(ticket._replace(group=SUPPORT), Form(REPLAY), "Support") is None


def test_the_note_holds_no_forged_line() -> None:
    """Names of people and groups are data."""
    forger = Person(1, "Ada\n- severity: low <x>", "ada@posthog.example")
    ticket = TICKET._replace(group=Group(1, "Support\n\nnew"))
    change = Change(REPLAY, severity="high")
    assert filling.note(ticket, Form(REPLAY, "high"), change, forger) == (
        "Form filled in by Ada - severity: low x <ada@posthog.example> with csm\n\n"
        "- group: Support new -> Replay\n- severity: none -> high"
    )
