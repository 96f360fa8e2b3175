"""The ways in which an impersonation is pinned on the wrong customer, or lost: one test each."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from csm_cli.domain.errors import Unavailable
from csm_cli.domain.impersonation.attribution import Attribution
from csm_cli.domain.impersonation.members import Evidence, Extras
from csm_cli.domain.impersonation.records import Basis, Kind, Record
from csm_cli.domain.impersonation.remarks import Flag
from csm_cli.domain.impersonation.window import Window
from tests.domain.impersonation.builders import (
    BO,
    KOFI,
    LIMIT,
    MIRA,
    NOON,
    WINDOW,
    at,
    attributed,
    downgraded,
    events,
    of_hedgebox,
    started,
    upgraded,
    with_staff_as_target,
    without_staff,
)


def test_mode_is_the_one_in_force_after_the_event() -> None:
    """Upgrades and downgrades carry no mode; what they lead to is known all the same."""
    found = events(started(0, mode="read_only"), upgraded(5), downgraded(9))
    assert [(event.kind, event.mode) for event in found] == [
        (Kind.DOWNGRADED, "read_only"),
        (Kind.UPGRADED, "read_write"),
        (Kind.STARTED, "read_only"),
    ]


def test_a_start_that_does_not_say_its_mode_is_flagged() -> None:
    """Nothing is invented for it."""
    [event] = events(started(mode="sudo"))
    assert event.mode is None
    assert Flag.MODE_UNKNOWN in event.flags


def test_staff_as_target_belongs_to_the_staff_members_latest_start() -> None:
    """The account, its member and the flag come from that start, the moment from the change."""
    change = with_staff_as_target(upgraded(20, event_uuid="up"))
    found = events(started(0), change)[0]
    assert (found.event_uuid, found.occurred_at) == ("up", at(20))
    assert (found.target_email, found.target_user_id) == (MIRA["target_email"], "70")
    assert found.staff_email == "ada@posthog.example"
    assert (found.basis, found.flags) == (Basis.INFERRED, (Flag.TARGET_INFERRED,))


def test_staff_as_target_is_never_pinned_on_the_wrong_customer() -> None:
    """Ada went on to Kelpworks before she went up, so Hedgebox has nothing to do with it."""
    elsewhere = started(30, **KOFI)
    change = with_staff_as_target(upgraded(40))
    assert [event.kind for event in events(started(0), elsewhere, change)] == [Kind.STARTED]


def test_another_staff_members_start_does_not_count() -> None:
    """Two people at work at the same time are told apart, by id and by address."""
    change = with_staff_as_target(upgraded(20, **BO))
    assert [event.kind for event in events(started(0), change)] == [Kind.STARTED]
    nameless = {"staff_user_id": None}
    by_address = with_staff_as_target(upgraded(20, **(BO | nameless)))
    assert [event.kind for event in events(started(0, **nameless), by_address)] == [Kind.STARTED]


@pytest.mark.parametrize(("minutes", "kept"), [(120, True), (120.001, False)])
def test_a_start_longer_ago_than_a_session_lasts_does_not_count(minutes: float, kept: bool) -> None:
    """Two hours is the longest session; a change after that has another start, not recorded."""
    found = attributed(started(0), with_staff_as_target(upgraded(minutes)))
    assert (Kind.UPGRADED in {event.kind for event in found.events}) is kept
    assert found.unattributed == (0 if kept else 1)


def test_a_start_in_the_other_region_does_not_count() -> None:
    """The same staff member has an account in each region, and ids repeat across them."""
    abroad = started(10, region="eu", **KOFI)
    change = with_staff_as_target(upgraded(20))
    assert events(started(0), abroad, change)[0].kind is Kind.UPGRADED


def test_a_start_at_the_moment_of_the_change_counts() -> None:
    """Whatever order their ids put the two in."""
    for ids in (("a", "b"), ("b", "a")):
        start = started(5, event_uuid=ids[0])
        change = with_staff_as_target(upgraded(5, event_uuid=ids[1]))
        assert len(events(start, change)) == 2


def test_a_start_after_the_change_does_not_count() -> None:
    """A change belongs to what came before it."""
    assert events(with_staff_as_target(upgraded(0)), started(1))[0].kind is Kind.STARTED
    assert len(events(with_staff_as_target(upgraded(0)), started(1))) == 1


def test_a_change_without_any_target_is_inferred_too() -> None:
    """The row of the account may have been deleted before the event was written."""
    nobody = {"target_email": None, "target_user_id": None}
    found = events(started(0), upgraded(15, **nobody))[0]
    assert (found.basis, found.target_email) == (Basis.INFERRED, MIRA["target_email"])


def test_a_change_that_knows_only_the_id_goes_by_the_id() -> None:
    """A start on another account in between is not taken for it."""
    change = upgraded(30, target_email=None)
    assert events(started(0), started(20, **KOFI), change)[0].basis is Basis.INFERRED
    assert len(events(started(0, **KOFI), change)) == 0


def test_the_first_upgrades_name_no_staff_and_get_it_from_the_start_on_the_same_account() -> None:
    """They are labelled as inferred; the account is the one they name."""
    found = events(started(0), started(10, **(KOFI | BO)), without_staff(upgraded(20)))[0]
    assert (found.kind, found.basis) == (Kind.UPGRADED, Basis.INFERRED)
    assert (found.staff_email, found.staff_user_id) == ("ada@posthog.example", "1")
    assert found.flags == (Flag.STAFF_INFERRED,)


@pytest.mark.parametrize("noise", ["no number", "-5", "true", "[7]", "\u0667"])
def test_an_id_that_is_none_does_not_hide_the_start_on_the_same_address(noise: str) -> None:
    """Two ids tell users apart, an id and something else do not."""
    found = events(started(0, target_user_id=noise), without_staff(upgraded(20)))[0]
    assert (found.staff_email, found.flags) == ("ada@posthog.example", (Flag.STAFF_INFERRED,))
    swapped = with_staff_as_target(upgraded(20))._replace(target_user_id=noise)
    assert events(started(0), swapped)[0].target_email == MIRA["target_email"]


def test_a_first_upgrade_without_a_start_is_not_lost() -> None:
    """It names a member; only who it was stays unknown."""
    [found] = events(without_staff(upgraded(20)))
    assert (found.basis, found.staff_email) == (Basis.CURRENT_MEMBER, None)
    assert Flag.STAFF_UNKNOWN in found.flags


def test_a_first_upgrade_of_another_customer_is_not_ours() -> None:
    """Even right after a start on one of our members."""
    assert len(events(started(0), without_staff(upgraded(5, **KOFI)))) == 1


def test_a_change_that_names_nothing_is_counted_as_unattributable() -> None:
    """No start fits everybody; it may concern any customer and is told as a limitation."""
    nothing = {"target_email": None, "target_user_id": None}
    found = attributed(started(0), without_staff(upgraded(5, **nothing)))
    assert (len(found.events), found.unattributed) == (1, 1)


def test_an_account_that_was_deleted_is_counted_as_unattributable() -> None:
    """A start whose account had no row any more names an id alone, which no member has."""
    ghost = started(0, target_email=None, target_user_id="20507")
    assert attributed(ghost).unattributed == 1
    looked_for = of_hedgebox(extras=Extras(user_ids=frozenset({"20507"})))
    found = attributed(ghost, membership=looked_for)
    assert (found.events[0].basis, found.unattributed) == (Basis.EXTRA_USER_ID, 0)


def test_a_change_in_a_deleted_account_is_counted_like_its_start() -> None:
    """Its start is found, but leads to nobody who could be looked up; the number does."""
    ghost = {"target_email": None, "target_user_id": "20507"}
    swapped = with_staff_as_target(upgraded(5))
    looked_for = of_hedgebox(extras=Extras(user_ids=frozenset({"20507"})))
    for change in (upgraded(5, **ghost), swapped):
        assert attributed(started(0, **ghost), change).unattributed == 2
        found = attributed(started(0, **ghost), change, membership=looked_for)
        assert (len(found.events), found.unattributed) == (2, 0)
    assert attributed(started(0, **KOFI), swapped).unattributed == 0


def test_the_same_address_in_the_other_region_is_somebody_else() -> None:
    """It is left out and counted; ids repeat across regions as well."""
    extras = of_hedgebox(extras=Extras(user_ids=frozenset({"80"})))
    found = attributed(
        started(0, region="eu"), started(1, region="eu", **KOFI), started(2), membership=extras
    )
    assert [event.occurred_at for event in found.events] == [at(2)]
    assert found.other_region == 2


def test_an_instance_that_is_no_region_of_the_cloud_is_somebody_else() -> None:
    """Only a missing region may be ours."""
    assert events(started(0, region="dev")) == ()


@pytest.mark.parametrize(("region", "recorded"), [("us", None), (None, "us"), (None, None)])
def test_an_unknown_region_is_kept_and_flagged(region: str | None, recorded: str | None) -> None:
    """Nothing is lost for want of a region, and nobody is told that it is certain."""
    [found] = events(started(0, region=recorded), region=region)
    assert Flag.REGION_MISSING in found.flags


def test_people_of_several_organizations_are_flagged() -> None:
    """An event names a person, so the session may have been about their other organization."""
    wenli = Evidence("w", "wenli@hedge.example", current=True, several=True)
    [found] = events(started(target_email="wenli@hedge.example"), membership=of_hedgebox(wenli))
    assert found.flags == (Flag.SEVERAL_ORGANIZATIONS,)


def test_former_members_are_flagged_directly_and_through_an_inferred_change() -> None:
    """Who left may have been visited elsewhere."""
    oskar = {"target_email": "oskar@hedge.example", "target_user_id": "71"}
    left = Evidence("o", oskar["target_email"], current=False)
    found = events(
        started(0, **oskar),
        with_staff_as_target(upgraded(5, **oskar)),
        membership=of_hedgebox(left),
    )
    assert found[1].basis is Basis.FORMER_MEMBER
    assert [Flag.FORMER_MEMBER in event.flags for event in found] == [True, True]


def test_delivered_again_is_shown_once() -> None:
    """By its id, even if the second delivery carries a later time."""
    again = started(30, event_uuid="twice")
    found = events(started(0, event_uuid="twice"), again, started(0, event_uuid="twice"))
    assert [event.occurred_at for event in found] == [at(0)]


def test_the_window_is_half_open() -> None:
    """The moment of `since` is in it, the moment of `until` is not."""
    window = Window(at(0), at(10))
    found = events(started(0), started(5), started(10), window=window)
    assert [event.occurred_at for event in found] == [at(5), at(0)]


def test_a_start_before_the_window_explains_a_change_inside_it() -> None:
    """And is not reported itself."""
    window = Window(NOON, NOON + timedelta(hours=1))
    change = with_staff_as_target(upgraded(10))
    [found] = events(started(-30), change, window=window)
    assert (found.kind, found.basis) == (Kind.UPGRADED, Basis.INFERRED)


def test_a_change_before_the_window_is_not_reported() -> None:
    """The widened reading is for starts alone."""
    window = Window(NOON, NOON + timedelta(hours=1))
    early = with_staff_as_target(upgraded(-10))
    found = attributed(started(-30), early, without_staff(upgraded(-5)), window=window)
    assert (found.events, found.unattributed) == ((), 0)


def test_missing_reasons_and_returns_from_a_failed_switch_are_flagged() -> None:
    """Older starts have no reason; a failed switch writes a start of its own."""
    found = events(started(0, reason=None), started(1, reason="Rollback after failed switch to 71"))
    assert [event.flags for event in found] == [(Flag.FAILED_SWITCH,), (Flag.NO_REASON,)]


def test_events_come_newest_first_and_equal_moments_by_id() -> None:
    """So that two runs of one audit say the same in the same order."""
    ids = ["a", "c", "b"]
    found = events(*(started(0, event_uuid=uuid) for uuid in ids), started(1, event_uuid="0"))
    assert [event.event_uuid for event in found] == ["0", "c", "b", "a"]


def test_what_was_read_before_a_failure_is_kept() -> None:
    """Newer events are reported even if the older half could not be read."""

    def breaking_off() -> Iterator[Record]:
        yield started(50)
        yield started(40)
        raise Unavailable("gone")

    attribution = Attribution(of_hedgebox(), "us", WINDOW, LIMIT)
    with pytest.raises(Unavailable):
        attribution.read(breaking_off())
    assert at(50) in {event.occurred_at for event in attribution.result().events}
