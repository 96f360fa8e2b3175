"""What of an audit a customer may have: what is held back, how staff are called, which reasons."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.impersonation import customer_words as words
from csm_cli.domain.impersonation.disclosure import Disclosure, Terms, disclose
from csm_cli.domain.impersonation.members import Extras
from csm_cli.domain.impersonation.records import Basis, Event, Kind
from csm_cli.domain.impersonation.remarks import (
    ALWAYS,
    INCOMPLETE,
    Flag,
    Limit,
    Warn,
    limitation,
    warning,
)
from csm_cli.domain.impersonation.sessions import sessions
from csm_cli.domain.impersonation.shown_reasons import cleared
from csm_cli.domain.impersonation.staff_names import labels
from tests.output.audits import an_audit, an_event

LIMIT = timedelta(hours=2)


def _told(*events: Event, terms: Terms | None = None, **changed: Any) -> Disclosure:
    audit = an_audit(*events, **changed)
    return disclose(audit, terms or Terms(), sessions(audit.events, LIMIT))


def _held(told: Disclosure) -> dict[str, int]:
    return {held.code: held.events for held in told.held}


# --- what is held back ----------------------------------------------------------------------


@pytest.mark.parametrize("flag", Flag)
def test_doubtful_events_are_held_back_and_counted(flag: Flag) -> None:
    """Those that may be another organization's; every other flag is about how it is known."""
    told = _told(an_event(flags=(flag,)), an_event(event_uuid="2"))
    doubtful = flag in {Flag.SEVERAL_ORGANIZATIONS, Flag.REGION_MISSING}
    assert len(told.events) == (1 if doubtful else 2)
    assert _held(told) == ({flag.value: 1} if doubtful else {})


@pytest.mark.parametrize("flag", words.HELD)
def test_a_person_can_let_an_event_pass(flag: Flag) -> None:
    """By its id; the report says that somebody has looked."""
    event = an_event(flags=(flag,))
    told = _told(event, terms=Terms(passed=frozenset({event.event_uuid})))
    assert not told.held
    assert words.how_known(told.events[0]).endswith(words.REVIEWED)


@pytest.mark.parametrize("basis", Basis)
def test_an_account_that_was_only_named_by_hand_is_held_back(basis: Basis) -> None:
    """Nothing in the records ties it to the organization."""
    by_hand = basis in {Basis.EXTRA_EMAIL, Basis.EXTRA_USER_ID}
    told = _told(an_event(basis=basis))
    assert _held(told) == ({"named_by_hand": 1} if by_hand else {})


def test_an_inferred_event_of_an_account_named_by_hand_is_held_back_too() -> None:
    """Unless the same account is a member's by other events."""
    inferred = an_event(event_uuid="2", basis=Basis.INFERRED, kind=Kind.UPGRADED)
    terms = Terms(extras=Extras(frozenset({"mira@hedge.example"})))
    assert _held(_told(inferred, terms=terms)) == {"named_by_hand": 1}
    assert _held(_told(inferred, an_event(), terms=terms)) == {}
    by_id = Terms(extras=Extras(user_ids=frozenset({"20417"})))
    assert _held(_told(inferred, terms=by_id)) == {"named_by_hand": 1}


# --- staff ----------------------------------------------------------------------------------

ADA, ALAN, BO = (
    an_event(staff_email=email, event_uuid=email)
    for email in ("ada.park@posthog.example", "Alan_Poe+x@posthog.example", "bo@posthog.example")
)


@pytest.mark.parametrize(
    ("way", "called"),
    [
        ("name", ["Ada Park", "Alan Poe", "Bo"]),
        ("initials", ["A. P.", "A. P. (2)", "B."]),
        ("role", ["PostHog staff 1", "PostHog staff 2", "PostHog staff 3"]),
    ],
)
def test_staff_are_called_as_agreed_and_each_differently(way: str, called: list[str]) -> None:
    """By what the address says; two people never share a label."""
    found = labels([ADA, ALAN, BO, ADA], way)
    assert list(found.values()) == ["not recorded", *called]


def test_a_staff_member_whom_nobody_recorded_is_told_as_such() -> None:
    """And one with an id alone by the role."""
    unknown = an_event(staff_email=None, staff_user_id=None)
    assert _told(unknown).events[0].staff_email == "not recorded"
    by_id = _told(an_event(staff_email=None), terms=Terms(staff="name"))
    assert by_id.events[0].staff_email == "PostHog staff"


# --- reasons --------------------------------------------------------------------------------


def _reason(event: Event, way: str, reviewed: Mapping[str, str | None] | None = None) -> str | None:
    terms = Terms(reasons=way, reviewed=reviewed or {})
    return _told(event, terms=terms).events[0].reason


def test_redacted_reasons_keep_only_a_tickets_number() -> None:
    """The id of a ticket is internal, and so are all words."""
    assert _reason(an_event(), "redacted") == words.WITHHELD
    assert _reason(an_event(ticket_ref="#48213"), "redacted") == "support ticket #48213"
    assert _reason(an_event(ticket_ref="0192aa"), "redacted") == words.WITHHELD
    assert _reason(an_event(reason=None), "redacted") == words.NO_REASON


def test_reviewed_reasons_are_what_somebody_decided_on() -> None:
    """Other words, none, or not decided, which is none."""
    event = an_event(reason="typed")
    assert _reason(event, "reviewed", {"typed": "helped with a funnel"}) == "helped with a funnel"
    assert _reason(event, "reviewed", {"typed": None}) == words.WITHHELD
    assert _reason(event, "reviewed", {"other": "x"}) == words.WITHHELD


@pytest.mark.parametrize(
    ("reason", "left"),
    [
        ("look at the funnel", "look at the funnel"),
        ("see https://posthog.slack.example/archives/C0?x=1 now", "see [link] now"),
        ("us.posthog.com/admin/posthog/user/7/change/", None),
        ("<https://desk.example/agent/tickets/48213>, us.posthog.com/admin", None),
        ("🦔!", "🦔!"),
        ("go/adminOrgUS/0184c2f1 please", "[link] please"),
        ("asked by kofi@kelp.example", "asked by [address]"),
        ("from 203.0.113.7 and 2001:db8::1", "from [address] and [address]"),
        ("person 0192aa00-0000-7000-8000-000000000001", "person [id]"),
        ("\x1b[31mred\x1b[0m \u202eback", "red back"),
        ("key phx_" + "a1" * 20, None),
        ("  ", None),
    ],
)
def test_passed_reasons_lose_addresses_ids_and_secrets(reason: str, left: str | None) -> None:
    """Links, people, machines; of one that holds a credential nothing is left."""
    assert cleared(reason) == left
    assert _reason(an_event(reason=reason), "passed") == (left or words.WITHHELD)


def test_a_reason_that_is_only_a_link_is_told_by_its_ticket() -> None:
    """`[link]` would say nothing, and the ticket's number is known."""
    event = an_event(reason="https://desk.example/agent/tickets/48213", ticket_ref="#48213")
    assert _reason(event, "passed") == "support ticket #48213"


@given(st.text())
def test_any_reason_can_be_cleared(text: str) -> None:
    """And clearing it again changes nothing."""
    once = cleared(text)
    assert once is None or cleared(once) == once


# --- words ----------------------------------------------------------------------------------


def test_every_remark_has_words_of_its_own_for_a_customer() -> None:
    """None of the internal texts, with their numbers and hosts, is shown."""
    assert set(words.INCOMPLETE) == INCOMPLETE
    assert set(words.LIMITS) == set(Limit)
    filled = dict.fromkeys(("walked", "counted", "problem", "rows", "minutes", "count"), "leak-7")
    filled |= dict.fromkeys(("region", "index", "date", "hours", "days"), "leak-7")
    told = _told(
        warnings=tuple(warning(code, **filled) for code in Warn),
        limitations=tuple(limitation(code, **filled) for code in Limit),
    )
    assert len(told.reasons) == len(INCOMPLETE)
    assert len(told.limitations) == len(Limit) > len(ALWAYS)
    assert not told.complete
    assert "leak" not in str(told)
    assert "--email" not in str(told)


def test_modes_and_actions_are_words() -> None:
    """A mode that is not known is said to be not recorded."""
    assert [words.mode(one) for one in ("read_only", "read_write", None)] == [
        "read only", "read and write", "not recorded",
    ]  # fmt: skip
    back = an_event(flags=(Flag.FAILED_SWITCH,))
    assert [words.action(one) for one in (an_event(), back)] == ["signed in", "signed in again"]
    assert words.action(an_event(kind=Kind.UPGRADED)) == "went up to read and write"
    assert words.action(an_event(kind=Kind.DOWNGRADED)) == "went back to read only"
