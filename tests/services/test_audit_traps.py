"""Every trap of the log by its name, through the whole audit."""

from datetime import timedelta
from typing import Any

import pytest

from csm_cli.domain.impersonation.members import Evidence, Extras
from csm_cli.domain.impersonation.paging import Cursor
from csm_cli.domain.impersonation.records import Basis, Event, Record
from csm_cli.domain.impersonation.remarks import Flag, Limit, Warn
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.window import Window
from csm_cli.services.audit import audit
from tests.domain.impersonation.builders import (
    KOFI,
    MIRA,
    at,
    downgraded,
    started,
    upgraded,
    with_staff_as_target,
    without_staff,
)
from tests.services.memory_log import MemoryLog
from tests.services.test_audit import MEMBERS, QUESTION, RULES

OSKAR = {"target_email": "oskar@hedge.example", "target_user_id": "71"}


def _audit(*records: Record, members: Any = MEMBERS, **more: Any) -> Audit:
    extras = more.pop("extras", None)
    question = QUESTION._replace(extras=extras) if extras else QUESTION
    return audit(MemoryLog(records, members, **more), question, RULES, lambda _: None)


def _bases(found: Audit) -> dict[str, Basis]:
    return {event.event_uuid: event.basis for event in found.events}


@pytest.mark.parametrize("noise", ["[70]", "70.5", "seventy", "-70"])
def test_unparsable_ids(noise: str) -> None:
    """The address decides; an id that is none neither adds an event nor hides one."""
    found = _audit(
        started(0, target_user_id=noise),
        started(1, target_user_id=noise, target_email=None),
        extras=Extras(user_ids=frozenset({"70"})),
    )
    assert [event.occurred_at for event in found.events] == [at(0)]
    assert Limit.UNATTRIBUTED in {remark.code for remark in found.limitations}


def test_emails_that_exist_in_both_regions() -> None:
    """The other region's account is somebody else's, and is counted."""
    found = _audit(started(0), started(1, region="eu"), upgraded(2, region="eu"))
    assert [event.occurred_at for event in found.events] == [at(0)]
    [said] = [remark.text for remark in found.warnings if remark.code is Warn.OTHER_REGION]
    assert said.startswith("2 events")


def test_redelivered_events() -> None:
    """The same event twice at one time, and once more with another time, is one event."""
    twice = started(0, event_uuid="twice")
    again = started(5, event_uuid="twice")
    found = _audit(twice, twice, again, started(9), page_rows=2)
    assert [event.event_uuid for event in found.events].count("twice") == 1
    assert found.complete


@pytest.mark.parametrize("page_rows", [1, 2, 3, 4, 5])
def test_equal_timestamps_on_a_page_boundary(page_rows: int) -> None:
    """Five events of one moment, among them a start and its change, whichever end a page."""
    one_moment = [
        started(0, event_uuid="e"),
        with_staff_as_target(upgraded(0, event_uuid="f")),
        *(started(0, event_uuid=uuid) for uuid in "abc"),
    ]
    found = _audit(*one_moment, page_rows=page_rows)
    assert sorted(_bases(found)) == ["a", "b", "c", "e", "f"]
    assert found.complete
    assert found.proof.walked.pages == 5 // page_rows + 1


class _Arriving(MemoryLog):
    """A log that gets an event between its second page and the third."""

    late = started(0)

    def impersonations(self, window: Window, below: Cursor | None) -> tuple[Record, ...]:
        """The next page."""
        if self.pages == 2:
            self.add(self.late)
        return tuple(super().impersonations(window, below))


def test_events_newer_than_the_window_that_arrive_while_the_audit_runs() -> None:
    """The end is fixed before the first question: they shift no page and no count."""
    log = _Arriving([started(minute) for minute in range(8)], MEMBERS)
    log.late = started(3 * 24 * 60)
    found = audit(log, QUESTION, RULES, lambda _: None)
    assert (found.complete, len(found.events)) == (True, 8)


def test_events_of_the_window_that_arrive_while_the_audit_runs() -> None:
    """One that came too late to be on its page is missed by the pages and seen by the count."""
    log = _Arriving([started(minute) for minute in range(8)], MEMBERS)
    log.late = started(6.5)
    found = audit(log, QUESTION, RULES, lambda _: None)
    assert not found.complete
    assert [remark.code for remark in found.reasons] == [Warn.COUNTS_DIFFER]


def test_letter_case() -> None:
    """Of the event's address, of the member's, and beyond ASCII."""
    members = [*MEMBERS, Evidence("ö", "Öznur@Hedge.example", current=True, region="us")]
    found = _audit(
        started(0, target_email="MIRA@hedge.EXAMPLE"),
        started(1, target_email="öznur@hedge.example", target_user_id="72"),
        members=members,
    )
    assert set(_bases(found).values()) == {Basis.CURRENT_MEMBER}
    assert len(found.events) == 2


def test_members_without_an_email() -> None:
    """Counted and named as a gap that leaves the audit complete; found when named by hand."""
    members = [*MEMBERS, Evidence("anonymous", None, current=True, region="us")]
    ghost = started(0, target_email=None, target_user_id="99")
    found = _audit(ghost, members=members)
    assert (found.events, found.members.without_email, found.complete) == ((), 1, True)
    assert {Limit.WITHOUT_EMAIL, Limit.UNATTRIBUTED} <= {one.code for one in found.limitations}
    by_hand = _audit(ghost, members=members, extras=Extras(user_ids=frozenset({"99"})))
    assert list(_bases(by_hand).values()) == [Basis.EXTRA_USER_ID]


def test_upgrades_of_the_first_schema() -> None:
    """They name no staff member: the latest start on the same account does."""
    found = _audit(started(0), without_staff(upgraded(5)), without_staff(upgraded(6, **KOFI)))
    change, _ = found.events
    assert (change.staff_email, change.mode) == ("ada@posthog.example", "read_write")
    assert Flag.STAFF_INFERRED in change.flags
    assert len(found.events) == 2


def test_upgrades_that_name_the_staff_member_as_their_own_target() -> None:
    """They belong to the latest start by the same person, on whichever customer that was."""
    ours, theirs = started(0), started(30, **KOFI)
    found = _audit(
        ours,
        with_staff_as_target(upgraded(5, event_uuid="ours")),
        theirs,
        with_staff_as_target(upgraded(35, event_uuid="theirs")),
        with_staff_as_target(downgraded(40, event_uuid="theirs, too")),
    )
    assert set(_bases(found)) == {ours.event_uuid, "ours"}
    [change] = [event for event in found.events if event.event_uuid == "ours"]
    assert (change.basis, change.target_email) == (Basis.INFERRED, MIRA["target_email"])
    assert Flag.TARGET_INFERRED in change.flags


def test_a_session_of_more_than_two_hours_explains_nothing() -> None:
    """It is over by then, and another start may have been lost."""
    found = _audit(started(0), with_staff_as_target(upgraded(121)))
    assert len(found.events) == 1


def test_moves_between_organizations() -> None:
    """Who left is still looked for, and flagged: the session may be about where they went."""
    moved = [
        *MEMBERS,
        Evidence("oskar", OSKAR["target_email"], current=False, region="us", several=True),
    ]
    found = _audit(started(0, **OSKAR), members=moved)
    [event] = found.events
    assert event.basis is Basis.FORMER_MEMBER
    assert set(event.flags) == {Flag.FORMER_MEMBER, Flag.SEVERAL_ORGANIZATIONS}


def test_a_start_before_the_window_owns_a_change_inside_it() -> None:
    """And is not reported itself, nor counted as missing."""
    found = _audit(started(-119), with_staff_as_target(upgraded(0)))
    [event] = found.events
    assert event.occurred_at - (at(-119)) == timedelta(minutes=119)
    assert isinstance(event, Event)
    assert found.complete
