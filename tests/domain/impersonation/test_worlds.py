"""Attribution in made-up worlds of which the truth is known."""

import json
from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from csm_cli.domain.impersonation.attribution import Attribution, Halfway
from csm_cli.domain.impersonation.members import Evidence, KeptMembership, Membership
from csm_cli.domain.impersonation.packing import pack, unpack
from csm_cli.domain.impersonation.records import Kind, Record, mode_after
from csm_cli.domain.impersonation.window import Window
from tests.domain.impersonation.builders import LIMIT, NOON

_SHAPES = ("plain", "staff as target", "no target", "only the id", "first schema", "upper case")
_ORGANIZATIONS = ("hedge", "kelp")
_WINDOW = Window(NOON, NOON + timedelta(hours=24))


class Step(NamedTuple):
    """A change of mode: minutes after what came before, up or down, and how it was written."""

    after: int
    up: bool
    shape: str


class Sitting(NamedTuple):
    """One session of a staff member: minutes after that person's last one, and on whom."""

    after: int
    organization: str
    region: str
    steps: list[Step]


_STEPS = st.builds(Step, st.integers(0, 30), st.booleans(), st.sampled_from(_SHAPES))
_SITTINGS = st.builds(
    Sitting,
    st.integers(1, 400),
    st.sampled_from(_ORGANIZATIONS),
    st.sampled_from(("us", "eu")),
    st.lists(_STEPS, max_size=4),
)
_WORLDS = st.lists(st.lists(_SITTINGS, max_size=5), min_size=1, max_size=4)


@given(_WORLDS, st.integers(-180, 60))
def test_every_event_of_the_organization_is_found_and_nothing_else(
    staff: list[list[Sitting]], begins: int
) -> None:
    """However it was written, its account, staff member and mode are the true ones.

    Every session begins where the reading reaches, and its changes come within two hours.
    """
    told = [pair for at, sittings in enumerate(staff) for pair in _tell(at, sittings, begins)]
    reach = Window(_WINDOW.since - LIMIT, _WINDOW.until)
    told = [pair for pair in told if pair.start_at >= reach.since]
    attribution = Attribution(_hedgebox(len(staff)), "us", _WINDOW, LIMIT)
    written = [pair.written for pair in told if _inside(pair.written, reach)]
    attribution.read(sorted(written, key=lambda one: one[1::-1], reverse=True))
    found = {
        (event.event_uuid, event.mode, event.staff_user_id, event.target_user_id)
        for event in attribution.result().events
    }
    assert found == {
        (true.event_uuid, mode_after(true), true.staff_user_id, true.target_user_id)
        for true in (pair.true for pair in told)
        if _inside(true, _WINDOW) and true.region == "us" and _is_hedgebox(true)
    }


@given(_WORLDS, st.integers(-180, 60), st.integers(0, 20), st.integers(1, 5))
def test_an_attribution_goes_on_where_another_was_broken_off(
    staff: list[list[Sitting]], begins: int, first: int, size: int
) -> None:
    """Between any two records, among equal moments too, kept as JSON in between."""
    told = [pair for at, sittings in enumerate(staff) for pair in _tell(at, sittings, begins)]
    written = sorted((pair.written for pair in told), key=lambda one: one[1::-1], reverse=True)
    members = _hedgebox(len(staff))
    whole = Attribution(members, "us", _WINDOW, LIMIT)
    whole.read(written)
    broken = Attribution(members, "us", _WINDOW, LIMIT)
    for at in range(0, first, size):
        broken.read(written[at : min(at + size, first)])
    halfway = unpack(Halfway, json.loads(json.dumps(pack(broken.halfway()))))
    kept = unpack(KeptMembership, json.loads(json.dumps(pack(members.keep()))))
    second = Attribution(Membership.of_kept(kept), "us", _WINDOW, LIMIT, halfway)
    second.read(written[first:])
    assert second.result() == whole.result()


class Told(NamedTuple):
    """An event as it happened, as it was written, and when its session began."""

    true: Record
    written: Record
    start_at: datetime


def _tell(at: int, sittings: list[Sitting], begins: int) -> list[Told]:
    clock = NOON + timedelta(minutes=begins)
    told = []
    for number, sitting in enumerate(sittings):
        clock += timedelta(minutes=sitting.after)
        start = _start(at, number, sitting, clock)
        told.append(Told(start, start, clock))
        for step_number, step in enumerate(sitting.steps):
            clock += timedelta(minutes=step.after)
            kind = Kind.UPGRADED if step.up else Kind.DOWNGRADED
            true = start._replace(
                event_uuid=f"{start.event_uuid}-{step_number}", occurred_at=clock, kind=kind,
                mode=None,
            )  # fmt: skip
            told.append(Told(true, _written(true, step.shape), start.occurred_at))
        clock += timedelta(seconds=1)
    return told


def _start(at: int, number: int, sitting: Sitting, clock: datetime) -> Record:
    account = f"{sitting.organization}{at}"
    # The other region has accounts with the same addresses and, at times, the same ids.
    return Record(
        f"{at}-{number}", clock, Kind.STARTED, sitting.region,
        f"staff{at}@posthog.example", str(1000 + at),
        f"{account}@example.org", str(2000 + 10 * at + _ORGANIZATIONS.index(sitting.organization)),
        "read_only", "why",
    )  # fmt: skip


def _written(true: Record, shape: str) -> Record:
    match shape:
        case "staff as target":
            return true._replace(target_email=true.staff_email, target_user_id=true.staff_user_id)
        case "no target":
            return true._replace(target_email=None, target_user_id=None)
        case "only the id":
            return true._replace(target_email=None)
        case "first schema":
            return true._replace(staff_email=None, staff_user_id=None)
        case "upper case":
            return true._replace(target_email=(true.target_email or "").upper())
        case _:
            return true


def _hedgebox(people: int) -> Membership:
    return Membership(
        Evidence(str(at), f"Hedge{at}@example.org", current=True, region="us")
        for at in range(people)
    )


def _is_hedgebox(record: Record) -> bool:
    return (record.target_email or "").startswith("hedge")


def _inside(record: Record, window: Window) -> bool:
    return window.since <= record.occurred_at < window.until
