"""The audit as a use case: what it asks for, and when it calls itself complete."""

from datetime import date, timedelta

import pytest

from csm_cli.domain.errors import CsmError, Exhausted, NotAllowed, NotFound, Unavailable, WrongUsage
from csm_cli.domain.impersonation.how_far import HowFar
from csm_cli.domain.impersonation.members import Evidence, Extras
from csm_cli.domain.impersonation.parties import Refusal
from csm_cli.domain.impersonation.question import Question
from csm_cli.domain.impersonation.records import Basis
from csm_cli.domain.impersonation.remarks import ALWAYS, Flag, Limit, Warn, warning
from csm_cli.domain.impersonation.result import Audit, NamedOrganization
from csm_cli.domain.impersonation.rules import Rules
from csm_cli.domain.impersonation.window import Window
from csm_cli.services.audit import audit, audit_all
from tests.domain.impersonation.builders import (
    KOFI,
    MIRA,
    NOON,
    at,
    started,
    upgraded,
    with_staff_as_target,
)
from tests.services.memory_log import ORGANIZATION, MemoryLog

RULES = Rules(timedelta(minutes=15), timedelta(hours=2), timedelta(days=365), date(2025, 12, 10))
WINDOW = Window(NOON, NOON + timedelta(days=1))
QUESTION = Question(
    "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01", WINDOW, NOON + timedelta(days=2), found_by=("field",)
)
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
    assert set(log.organizations_asked) == {QUESTION.organization_id}
    assert log.pages == 4
    assert found.organization == (QUESTION.organization_id, "Hedgebox Inc", "us", ("field",))
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


def test_what_is_still_to_come_is_never_complete() -> None:
    """However such a window came to be: out of a kept file, or by a clock that was put back."""
    question = QUESTION._replace(asked_at=WINDOW.until - timedelta(seconds=1))
    found = _audit(MemoryLog(TEN, MEMBERS), question)
    assert [remark.code for remark in found.reasons] == [Warn.UNTIL_IN_FUTURE]
    assert (found.complete, len(found.events)) == (False, 10)


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
    told: list[HowFar] = []
    audit(MemoryLog(TEN, MEMBERS), QUESTION, RULES, told.append)
    assert told[0] == ("looking the organization up", None)
    shares = {words: f"{share:.0%}" for words, share in told if share is not None}
    assert shares["reading impersonations: 0 so far"] == "0%"
    assert shares["reading impersonations: 3 so far"] == "92%"
    assert told[-1] == ("checking that these are all: 10", 1.0)


def test_what_is_too_much_at_once_is_asked_in_halves() -> None:
    """Members, pages and the count alike; the proof adds up and says how often."""
    hours = timedelta(hours=7)
    longest = {"members": timedelta(days=100), "impersonations": hours, "count": hours}
    log = MemoryLog(TEN, MEMBERS, longest=longest)
    found = _audit(log)
    assert (found.complete, len(found.events)) == (True, 10)
    assert (found.proof.walked.rows, found.proof.counted) == (10, 10)
    whole = _audit(MemoryLog(TEN, MEMBERS))
    assert (found.events, found.members) == (whole.events, whole.members)
    assert whole.proof.halvings == 0
    # Four quarters of 366 days, of 26 hours walked, and of the same counted.
    assert (found.proof.walked.halvings, found.proof.halvings) == (3, 9)
    # Whoever was seen in one part of the history is looked for elsewhere in all of it.
    assert log.windows["members"] == Window(WINDOW.since - timedelta(days=365), WINDOW.until)


def test_what_stays_too_much_is_not_asked_for_ever() -> None:
    """Before anything was read that is an error; a count that is not to be had is a reason."""
    for what in ("members", "impersonations"):
        with pytest.raises(Exhausted):
            _audit(MemoryLog(TEN, MEMBERS, longest={what: timedelta(seconds=1)}))
    found = _audit(MemoryLog(TEN, MEMBERS, longest={"count": timedelta(seconds=1)}))
    assert [remark.code for remark in found.reasons] == [Warn.COUNT_MISSING]


def test_a_result_is_complete_by_its_proof_alone() -> None:
    """Nobody has to have thought of a reason: what is not shown is not claimed."""
    found = _audit(MemoryLog(TEN, MEMBERS))
    doubtful = found._replace(proof=found.proof._replace(counted=11))
    assert (found.complete, doubtful.complete, doubtful.reasons) == (True, False, ())


@pytest.mark.parametrize(
    "log",
    [
        MemoryLog(TEN, ()),
        MemoryLog(TEN, MEMBERS, hidden=1),
        MemoryLog(TEN, MEMBERS, fails={0: Unavailable("down")}),
        MemoryLog(TEN, MEMBERS, fails={2: Unavailable("down")}),
        MemoryLog(TEN, MEMBERS, deaf=True),
        MemoryLog(TEN, MEMBERS, remarks=[warning(Warn.CACHED)]),
        MemoryLog(TEN, MEMBERS, remarks=[warning(Warn.CUT)]),
        MemoryLog(TEN, MEMBERS, remarks=[warning(Warn.MEMBERS_CUT)]),
    ],
)
def test_what_the_proof_lacks_has_its_reason_in_words(log: MemoryLog) -> None:
    """No audit is incomplete without saying why."""
    found = _audit(log)
    assert not found.proof.holds
    assert found.reasons


# --- several --------------------------------------------------------------------------------

OTHER = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d02"
IN_OTHER = QUESTION._replace(organization_id=OTHER)
KELP = (OTHER, Evidence("kofi", KOFI["target_email"], current=True, region="us"))


def _audit_all(log: MemoryLog, *questions: Question) -> list[Audit | Refusal]:
    return audit_all(log, questions, RULES, lambda _: None)


def test_several_organizations_share_one_walk() -> None:
    """Each gets its own events and the common proof, as if it had been alone."""
    records = [*TEN, *(started(m, **KOFI) for m in range(20, 25))]
    log = MemoryLog(records, [(ORGANIZATION, MEMBERS[0]), KELP])
    both = _audit_all(log, QUESTION, IN_OTHER)
    assert log.pages == 6
    for found, members in zip(both, (MEMBERS[0], KELP[1]), strict=True):
        assert isinstance(found, Audit)
        alone = MemoryLog(records, [(found.organization.id, members)])
        asked = QUESTION._replace(organization_id=found.organization.id)
        assert found == _audit(alone, asked)


def test_people_of_two_of_the_organizations_are_flagged_in_both() -> None:
    """Also those of one that was not asked about."""
    mira, further = MEMBERS[0], Evidence("kofi", None, current=False)
    log = MemoryLog(
        [*TEN, started(20, **KOFI)], [(ORGANIZATION, mira), (OTHER, mira), KELP, ("", further)]
    )
    for found in _audit_all(log, QUESTION, IN_OTHER):
        assert isinstance(found, Audit)
        assert {flag for event in found.events for flag in event.flags} == {
            Flag.SEVERAL_ORGANIZATIONS
        }


def test_one_that_is_unknown_does_not_keep_the_others_from_being_audited() -> None:
    """It is told beside them."""
    log = MemoryLog(TEN, MEMBERS, name=None)
    known, unknown = audit_all(
        log, [QUESTION, QUESTION._replace(organization_id=OTHER)], RULES, print
    )
    assert isinstance(known, Audit)
    assert known.complete
    assert isinstance(unknown, Refusal)
    assert unknown.code == "not_found"


def test_windows_of_their_own_are_kept_apart() -> None:
    """The walk covers all of them; no event of another's window is reported."""
    late = Window(NOON + timedelta(minutes=5), WINDOW.until)
    other = QUESTION._replace(organization_id=OTHER, window=late)
    log = MemoryLog(TEN, [(ORGANIZATION, MEMBERS[0]), (OTHER, MEMBERS[0])])
    first, second = _audit_all(log, QUESTION, other)
    assert isinstance(first, Audit)
    assert isinstance(second, Audit)
    assert (len(first.events), len(second.events)) == (10, 5)


def test_hundreds_are_looked_up_a_hundred_at_a_time() -> None:
    """And still walked past once."""
    ids = [f"0184c2f1-7a10-0000-4b1d-6a6f1e5c{number:04x}" for number in range(250)]
    log = MemoryLog(TEN, [(each, MEMBERS[0]) for each in ids])
    found = audit_all(
        log, [QUESTION._replace(organization_id=each) for each in ids], RULES, lambda _: None
    )
    assert [len(one.events) for one in found if isinstance(one, Audit)] == [10] * 250
    assert (log.lookups, log.pages) == (3, 4)
