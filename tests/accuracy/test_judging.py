"""What judges csm's audit would see it fail."""

from typing import Any

import pytest

from tests.accuracy.generator import generate
from tests.accuracy.judging import differences
from tests.accuracy.scenes import SCENES

WORLD = generate(3)
OURS = WORLD.organizations[0]
SHOWN = WORLD.shown(OURS)
EVERY = {event.uuid: event for event in WORLD.happened}
A_STRANGER = next(uuid for uuid in EVERY if uuid not in SHOWN)


def _perfect() -> list[Any]:
    return [
        {
            "event_uuid": uuid,
            "occurred_at": true.at.isoformat(),
            "event": true.kind,
            "mode": true.mode,
            "region": true.region.lower() if true.region else None,
            "staff_email": true.staff_email,
            "target_email": true.account_email,
            "target_user_id": str(true.account.user_id),
            "reason": true.reason,
            "ticket_ref": true.ticket_ref,
            "flags": [{"code": flag} for flag in flags],
        }
        for uuid, (true, flags) in SHOWN.items()
    ]


def _problems(report: list[Any]) -> list[str]:
    return list(differences(report, SHOWN, EVERY))


def test_a_perfect_report_has_no_problems() -> None:
    """All that is true, told as it is."""
    assert SHOWN
    assert _problems(_perfect()) == []


def test_an_event_that_is_missing_foreign_or_repeated_is_a_problem() -> None:
    """One sentence for each, which begins with what is wrong."""
    report = _perfect()
    assert [one.split(":")[0] for one in _problems(report[1:])] == ["missing"]
    assert [one.split(":")[0] for one in _problems([*report, report[0]])] == ["twice"]
    foreign = report[0] | {"event_uuid": A_STRANGER}
    assert [one.split(":")[0] for one in _problems([*report, foreign])] == ["wrong"]


@pytest.mark.parametrize(
    "key",
    ["event", "mode", "region", "staff_email", "target_email", "target_user_id", "reason"],
)
def test_a_wrong_detail_is_a_problem(key: str) -> None:
    """Whichever it is."""
    report = _perfect()
    report[0] |= {key: "something else"}
    [problem] = _problems(report)
    assert problem.startswith(f"{key} is 'something else'")


def test_a_wrong_time_is_a_problem() -> None:
    """By a microsecond."""
    report = _perfect()
    report[0] |= {"occurred_at": report[1]["occurred_at"]}
    [problem] = _problems(report)
    assert problem.startswith("occurred_at is")


def test_a_flag_too_many_or_too_few_is_a_problem() -> None:
    """A doubt that is not told, and one that nobody has."""
    report = _perfect()
    report[0] |= {"flags": [*report[0]["flags"], {"code": "region_missing"}]}
    [problem] = _problems(report)
    assert problem.startswith("flags are")
    flagged = next(one for one in _perfect() if one["flags"])
    report = [one | {"flags": []} if one == flagged else one for one in _perfect()]
    [problem] = _problems(report)
    assert problem.startswith("flags are []")


def test_a_seed_is_one_world_and_leaving_a_scene_out_leaves_the_rest() -> None:
    """The same rows every time; what is left happens at the same moments."""
    assert (WORLD.events, str(WORLD)) == (generate(3).events, str(generate(3)))
    smaller = generate(3, WORLD.scenes[:1])
    assert smaller.scenes == WORLD.scenes[1:]
    assert {one.at for one in smaller.happened} < {one.at for one in WORLD.happened}


def test_every_kind_of_scene_occurs() -> None:
    """In the worlds that are measured."""
    assert {scene for seed in range(40) for scene in generate(seed).scenes} > SCENES.keys()
