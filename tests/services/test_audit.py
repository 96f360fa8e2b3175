"""The audit as a use case: what it asks for, and when it calls itself complete."""

from datetime import date, timedelta

import pytest

from csm_cli.domain.errors import CsmError, NotAllowed, NotFound, Unavailable, WrongUsage
from csm_cli.domain.impersonation.members import Evidence, Extras
from csm_cli.domain.impersonation.records import Basis
from csm_cli.domain.impersonation.remarks import ALWAYS, Limit, Warn, warning
from csm_cli.domain.impersonation.result import Audit, NamedOrganization
from csm_cli.domain.impersonation.rules import Rules
from csm_cli.domain.impersonation.window import Window
from csm_cli.services.audit import Question, audit
from tests.domain.impersonation.builders import (
    KOFI,
    MIRA,
    NOON,
    at,
    started,
    upgraded,
    with_staff_as_target,
)
from tests.services.memory_log import MemoryLog

RULES = Rules(timedelta(minutes=15), timedelta(hours=2), timedelta(days=365), date(2025, 12, 10))
WINDOW = Window(NOON, NOON + timedelta(days=1))
QUESTION = Question("0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01", WINDOW, NOON + timedelta(days=2))
MEMBERS = (Evidence("mira", MIRA["target_email"], current=True, region="us"),)
TEN = [started(minutes) for minutes in range(10)]


def _audit(log: MemoryLog, question: Question = QUESTION) -> Audit:
    return audit(log, question, RULES, lambda _: None)


def _warnings(found: Audit) -> set[Warn | Limit]:
    return {remark.code for remark in found.warnings}


def test_a_whole_audit_is_complete_and_says_why_not_otherwise() -> None:
    """All pages read, the last one short, the count agrees, nothing doubtful."""
    log = MemoryLog(TEN, MEMBERS)
    found = _audit(log)
    assert (len(found.events), found.complete, found.reasons) == (10, True, ())
    assert set(log.organizations) == {QUESTION.organization_id}
    assert log.pages == 4
    assert found.organization == (QUESTION.organization_id, "Hedgebox Inc", "us")
    assert found.members == (1, 0, 0)


def test_the_last_page_may_be_exactly_full() -> None:
    """Then one more is asked for, and it is empty."""
    log = MemoryLog(TEN[:9], MEMBERS)
    assert _audit(log).complete
    assert log.pages == 4


def test_an_unknown_organization_is_an_error() -> None:
    """An empty list would say that nobody signed in there."""
    with pytest.raises(NotFound, match=QUESTION.organization_id):
        _audit(MemoryLog(TEN, (), name=None))


def test_an_organization_that_only_its_members_prove_is_known() -> None:
    """Its record may be missing; its people are not."""
    found = _audit(MemoryLog(TEN, MEMBERS, name=None))
    assert (found.organization.name, found.complete) == (None, True)
    assert Warn.NO_NAME in _warnings(found)
    assert Warn.NO_NAME in _warnings(_audit(MemoryLog(TEN, MEMBERS, name=NamedOrganization(None))))


def test_zero_members_is_never_a_clean_bill() -> None:
    """Nothing can be looked for, so nothing is asked, and the result is incomplete."""
    log = MemoryLog(TEN, ())
    found = _audit(log)
    assert (found.complete, found.events, log.pages) == (False, (), 0)
    assert [remark.code for remark in found.reasons] == [Warn.NO_MEMBERS]


def test_people_without_an_address_are_a_limitation_and_not_a_failure() -> None:
    """What the data cannot show does not make the audit of what it can show incomplete."""
    found = _audit(MemoryLog(TEN, [*MEMBERS, Evidence("anonymous", None, current=True)]))
    assert found.complete
    assert found.members.without_email == 1
    assert Limit.WITHOUT_EMAIL in {remark.code for remark in found.limitations}


def test_only_people_without_an_address_leave_nobody_to_look_for() -> None:
    """With `--email` there is somebody, but the members are still not covered."""
    anonymous = [Evidence("anonymous", None, current=True)]
    assert not _audit(MemoryLog(TEN, anonymous)).complete
    extras = Extras(frozenset({MIRA["target_email"]}))
    found = _audit(MemoryLog(TEN, anonymous), QUESTION._replace(extras=extras))
    assert {event.basis for event in found.events} == {Basis.EXTRA_EMAIL}
    assert [remark.code for remark in found.reasons] == [Warn.NO_MEMBERS]


@pytest.mark.parametrize("hidden", [1, -1])
def test_a_count_that_does_not_agree_makes_it_incomplete(hidden: int) -> None:
    """Rows that were not sent, or that came and went meanwhile."""
    found = _audit(MemoryLog(TEN, MEMBERS, hidden=hidden))
    assert [remark.code for remark in found.reasons] == [Warn.COUNTS_DIFFER]
    assert len(found.events) == 10


def test_events_delivered_twice_do_not_disturb_the_count() -> None:
    """Twins that are not merged yet are one event to both."""
    found = _audit(MemoryLog([*TEN, *TEN[2:5]], MEMBERS))
    assert (found.complete, len(found.events)) == (True, 10)


def test_a_count_that_is_not_to_be_had_makes_it_incomplete() -> None:
    """The events are shown all the same."""
    found = _audit(MemoryLog(TEN, MEMBERS, fails={0: Unavailable("it is down")}))
    assert [remark.code for remark in found.reasons] == [Warn.COUNT_MISSING]
    assert "it is down" in found.reasons[0].text
    assert len(found.events) == 10


@pytest.mark.parametrize("error", [Unavailable("it is down"), NotAllowed("no more")])
def test_a_failure_half_way_keeps_what_there_is_and_says_so(error: CsmError) -> None:
    """Never a shorter list that looks whole."""
    found = _audit(MemoryLog(TEN, MEMBERS, fails={3: error}))
    assert [remark.code for remark in found.reasons] == [Warn.INTERRUPTED]
    assert [event.occurred_at for event in found.events][:5] == [at(m) for m in (9, 8, 7, 6, 5)]
    assert error.message in found.reasons[0].text


def test_a_failure_before_anything_was_read_is_an_error() -> None:
    """There is no result to show, and the error's own exit code tells what to do."""
    with pytest.raises(Unavailable):
        _audit(MemoryLog(TEN, MEMBERS, fails={1: Unavailable("it is down")}))


def test_a_cached_answer_makes_it_incomplete() -> None:
    """Whichever of the answers it was."""
    found = _audit(MemoryLog(TEN, MEMBERS, remarks=[warning(Warn.CACHED)]))
    assert [remark.code for remark in found.reasons] == [Warn.CACHED]


def test_pages_that_do_not_follow_one_another_make_it_incomplete() -> None:
    """A server that does not look at the cursor."""
    found = _audit(MemoryLog(TEN, MEMBERS, deaf=True))
    assert [remark.code for remark in found.reasons] == [Warn.DISORDER]


def test_starts_just_before_the_window_are_read_and_not_reported() -> None:
    """They explain changes inside it; pages and count are asked about the same stretch."""
    log = MemoryLog([started(-60), with_staff_as_target(upgraded(10))], MEMBERS)
    found = _audit(log)
    assert [event.basis for event in found.events] == [Basis.INFERRED]
    widened = Window(WINDOW.since - timedelta(hours=2), WINDOW.until)
    assert (log.windows["impersonations"], log.windows["count"]) == (widened, widened)


def test_members_are_looked_for_in_the_year_before_the_window_and_in_it() -> None:
    """Who left before an impersonation became known is not of interest; who left after is."""
    log = MemoryLog(TEN, MEMBERS)
    _audit(log)
    assert log.windows["members"] == Window(WINDOW.since - timedelta(days=365), WINDOW.until)


@pytest.mark.parametrize(("minutes", "warned"), [(14, True), (15, False)])
def test_an_end_within_the_ingestion_lag_is_warned_of(minutes: int, warned: bool) -> None:
    """Events of the last quarter of an hour may be on their way."""
    question = QUESTION._replace(asked_at=WINDOW.until + timedelta(minutes=minutes))
    found = _audit(MemoryLog(TEN, MEMBERS), question)
    assert (Warn.UNTIL_IN_LAG in _warnings(found)) is warned
    assert found.complete


def test_the_other_regions_accounts_are_left_out_with_a_word() -> None:
    """One address may have an account in each region."""
    found = _audit(MemoryLog([*TEN, started(20, region="eu")], MEMBERS))
    assert (len(found.events), found.complete) == (10, True)
    assert Warn.OTHER_REGION in _warnings(found)


def test_a_region_that_nobody_knows_is_warned_of() -> None:
    """Unless it is stated."""
    unknown = (MEMBERS[0]._replace(region=None),)
    assert Warn.REGION_UNKNOWN in _warnings(_audit(MemoryLog(TEN, unknown)))
    stated = _audit(MemoryLog(TEN, unknown), QUESTION._replace(region="us"))
    assert (stated.organization.region, _warnings(stated)) == ("us", set())


def test_members_in_both_regions_are_warned_of() -> None:
    """The larger part decides, and the reader is told."""
    more = [Evidence(str(at), f"{at}@x.example", current=True, region="eu") for at in range(2)]
    found = _audit(MemoryLog(TEN, [*MEMBERS, *more]))
    assert (found.organization.region, _warnings(found)) == (
        "eu",
        {Warn.REGION_MIXED, Warn.OTHER_REGION},
    )


def test_a_wrong_region_is_refused_before_events_are_read() -> None:
    """It would list another customer's sessions."""
    log = MemoryLog(TEN, MEMBERS)
    with pytest.raises(WrongUsage):
        _audit(log, QUESTION._replace(region="eu"))
    assert log.pages == 0


def test_what_the_log_cannot_show_is_always_said() -> None:
    """Also when something was found; and more where the window or the data has gaps."""
    early = Window(NOON - timedelta(days=400), NOON)
    nothing = {"target_email": None, "target_user_id": None}
    found = _audit(
        MemoryLog([started(-5), started(-4, **nothing)], MEMBERS), QUESTION._replace(window=early)
    )
    said = [remark.code for remark in found.limitations]
    assert said == [Limit.UNATTRIBUTED, Limit.BEFORE_RECORDING, *ALWAYS]
    assert not [remark.text for remark in found.limitations if "{" in remark.text]


def test_other_customers_do_not_show() -> None:
    """Neither in the events nor in a number."""
    found = _audit(MemoryLog([*TEN, *(started(m, **KOFI) for m in range(20, 40))], MEMBERS))
    assert len(found.events) == 10
    assert "kofi" not in str(found)


def test_progress_is_told_in_words() -> None:
    """A long run says how far it has come."""
    told: list[str] = []
    audit(MemoryLog(TEN, MEMBERS), QUESTION, RULES, told.append)
    assert told[0] == "looking the organization up"
    assert "reading impersonations: 9 so far" in told
    assert told[-1] == "checking that these are all: 10"
