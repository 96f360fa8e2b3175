"""Which events make a session, and what is known of it."""

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.impersonation.records import Basis, Event, Kind, mode_after
from csm_cli.domain.impersonation.remarks import Flag
from csm_cli.domain.impersonation.sessions import Session, sessions
from tests.domain.impersonation.builders import (
    BO,
    KOFI,
    LIMIT,
    at,
    downgraded,
    events,
    started,
    upgraded,
    with_staff_as_target,
    without_staff,
)


def _sessions(*found: Event) -> tuple[Session, ...]:
    return sessions(found, LIMIT)


def _kinds(session: Session) -> list[str]:
    return [event.kind.value for event in session.events]


def test_changes_of_mode_belong_to_the_start_before_them() -> None:
    """One sitting, oldest event first, with the highest mode and the latest end."""
    [session] = _sessions(*events(started(0), upgraded(30), downgraded(50)))
    assert _kinds(session) == ["started", "upgraded", "downgraded"]
    assert (session.started_at, session.over_by) == (at(0), at(120))
    assert [one.kind for one in session.changes] == [Kind.UPGRADED, Kind.DOWNGRADED]
    assert session.highest_mode == "read_write"


def test_each_start_is_a_session_and_the_newest_comes_first() -> None:
    """A change belongs to the latest start that can be its own."""
    newer, older = _sessions(*events(started(0), started(40), upgraded(50)))
    assert (newer.started_at, _kinds(newer)) == (at(40), ["started", "upgraded"])
    assert (older.started_at, _kinds(older)) == (at(0), ["started"])


def test_nobody_elses_start_is_taken() -> None:
    """Neither another staff member's nor one on another account."""
    found = events(started(0), started(5, **BO), upgraded(10))
    assert [_kinds(one) for one in _sessions(*found)] == [["started"], ["started", "upgraded"]]
    other = [
        _event(started(0)),
        _event(started(5, **KOFI)),
        _event(upgraded(10)),
    ]
    assert [_kinds(one) for one in _sessions(*other)] == [["started"], ["started", "upgraded"]]


@pytest.mark.parametrize(("minutes", "together"), [(120, True), (121, False)])
def test_a_session_lasts_two_hours_at_most(minutes: int, together: bool) -> None:
    """A change exactly at the limit is still its own; a later one begins another."""
    found = _sessions(_event(started(0)), _event(upgraded(minutes)))
    assert len(found) == (1 if together else 2)


def test_a_change_without_its_start_is_told_without_one() -> None:
    """The start lies before the window, or was not recorded; none is invented."""
    [session] = _sessions(_event(upgraded(10)), _event(downgraded(20)))
    assert session.started_at is None
    assert (session.first_seen_at, session.over_by) == (at(10), at(130))
    assert [one.kind for one in session.changes] == [Kind.UPGRADED, Kind.DOWNGRADED]


def test_a_start_at_the_moment_of_a_change_comes_before_it() -> None:
    """Whatever their ids say."""
    change, start = upgraded(0, event_uuid="a"), started(0, event_uuid="b")
    [session] = _sessions(_event(change), _event(start))
    assert _kinds(session) == ["started", "upgraded"]


@pytest.mark.parametrize("lacks", ["staff_email", "staff_user_id"])
def test_one_person_is_known_by_the_id_or_by_the_address(lacks: str) -> None:
    """Where an event has only one of them; and by the id where the address has changed."""
    [session] = _sessions(_event(started(0)), _event(upgraded(5, **{lacks: None})))
    assert _kinds(session) == ["started", "upgraded"]
    renamed = upgraded(5, staff_email="ada.lovelace@posthog.example")
    assert len(_sessions(_event(started(0)), _event(renamed))) == 1
    other = upgraded(5, staff_user_id="99")
    assert len(_sessions(_event(started(0)), _event(other))) == 2


def test_changes_that_name_no_staff_member_stay_alone() -> None:
    """Nothing says that two of them are one person's."""
    found = _sessions(_event(without_staff(upgraded(0))), _event(without_staff(upgraded(5))))
    assert [_kinds(one) for one in found] == [["upgraded"], ["upgraded"]]


def test_a_return_from_a_failed_switch_goes_on_with_the_session() -> None:
    """It is recorded as a start, and lets the session last longer; alone it is a start."""
    back = started(60, reason="Rollback after failed switch")
    [session] = _sessions(*events(started(0), back, upgraded(170)))
    assert _kinds(session) == ["started", "started", "upgraded"]
    assert (session.started_at, session.over_by) == (at(0), at(180))
    [alone] = _sessions(*events(back))
    assert alone.started_at == at(60)


@pytest.mark.parametrize(
    ("found", "highest"),
    [
        ([started()], "read_only"),
        ([started(mode="read_write")], "read_write"),
        ([started(mode=None)], None),
        ([started(mode=None), upgraded(1)], "read_write"),
        ([downgraded()], "read_write"),
        ([started(), downgraded(1)], "read_write"),
    ],
)
def test_the_highest_mode(found: list[Any], highest: str | None) -> None:
    """A way down tells of a way up; where nothing tells, it is not known."""
    [session] = _sessions(*map(_event, found))
    assert session.highest_mode == highest


def test_inferred_changes_join_the_session_that_they_were_inferred_from() -> None:
    """The staff member stood in place of the account; the flags say so."""
    [session] = _sessions(*events(started(0), with_staff_as_target(upgraded(10))))
    assert session.basis is Basis.CURRENT_MEMBER
    assert session.flags == (Flag.TARGET_INFERRED,)


def test_reasons_and_ticket_are_those_of_all_its_events() -> None:
    """Each reason once; the first ticket that is named."""
    [session] = _sessions(
        *events(started(0, reason="look"), upgraded(1, reason="#7"), downgraded(2, reason="look"))
    )
    assert (session.reasons, session.ticket_ref) == (("look", "#7"), "#7")


_RECORDS = st.lists(
    st.builds(
        lambda make, minutes, who, whom, mode: _event(make(minutes, mode=mode, **who, **whom)),
        st.sampled_from([started, upgraded, downgraded]),
        st.integers(0, 600),
        st.sampled_from([{}, BO]),
        st.sampled_from([{}, KOFI]),
        st.sampled_from(["read_only", "read_write", None]),
    ),
    max_size=25,
).map(lambda found: [one._replace(event_uuid=str(at)) for at, one in enumerate(found)])


@given(_RECORDS, st.randoms())
def test_sessions_hold_each_event_once_whatever_the_order(found: list[Event], random: Any) -> None:
    """None lost, none twice, none after its session was over, one person and one account each."""
    made = _sessions(*found)
    held = [event.event_uuid for session in made for event in session.events]
    assert sorted(held) == sorted(event.event_uuid for event in found)
    for session in made:
        assert len({(one.staff_user_id, one.target_user_id) for one in session.events}) == 1
        times = [one.occurred_at for one in session.events]
        assert times == sorted(times)
        assert times[-1] <= session.over_by <= times[-1] + timedelta(hours=2)
        assert Kind.STARTED not in {one.kind for one in session.changes}
    random.shuffle(found)
    assert [one.events for one in _sessions(*found)] == [one.events for one in made]


def _event(record: Any) -> Event:
    return Event(
        record.event_uuid,
        record.occurred_at,
        record.kind,
        mode_after(record),
        record.region,
        record.staff_email,
        record.staff_user_id,
        record.target_email,
        record.target_user_id,
        record.reason,
        None,
        Basis.CURRENT_MEMBER,
    )
