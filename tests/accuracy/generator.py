"""Worlds out of seeds: `generate(seed)` is the same world every time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from tests.accuracy.dice import Dice
from tests.accuracy.scenes import SCENES, Scene, busy, one_moment, ordinary
from tests.accuracy.stage import Stage
from tests.accuracy.world import World

# The days between which windows end, by how changes of mode were written then.
_AGES = (
    (datetime(2026, 1, 3, tzinfo=UTC), datetime(2026, 1, 28, tzinfo=UTC)),
    (datetime(2026, 2, 10, tzinfo=UTC), datetime(2026, 4, 27, tzinfo=UTC)),
    (datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 7, 20, tzinfo=UTC)),
    (datetime(2026, 7, 25, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC)),
)
_LONG, _SHORT = (7, 14, 30), (0.25, 0.5, 1)
_EVERY_BUSY = 20


def generate(seed: int, without: Sequence[str] = ()) -> World:
    """The world of a seed, if asked for without some of its scenes."""
    dice = Dice(seed)
    until = dice.moment(*_AGES[seed % len(_AGES)])
    is_short = seed % 3 == 0
    since = until - timedelta(days=dice.pick(_SHORT if is_short else _LONG))
    stage = Stage(seed, dice, since, until)
    scenes: dict[str, Scene] = {"ordinary": ordinary}
    scenes |= {name: SCENES[name] for name in dice.some(sorted(SCENES), dice.number(4, 8))}
    if is_short:
        scenes["one_moment"] = one_moment
    if seed % _EVERY_BUSY == 1:
        scenes["busy"] = busy
    page_rows = dice.pick((2, 3, 5)) if is_short else dice.pick((40, 10_000, 10_000))
    member_rows = dice.pick((page_rows, 50_000)) if is_short else 50_000
    member_rows = max(member_rows, page_rows, 4)
    second = dice.pick((stage.other, stage.abroad))
    audited = (stage.ours, second) if dice.chance(60) else (stage.ours,)
    stage.account(stage.other)
    stage.account(stage.abroad)
    made = [name for name in scenes if name not in without]
    for at, name in enumerate(scenes):
        stage.dice = Dice(seed * 100 + at)  # so that leaving one out does not change the others
        if name in made:
            scenes[name](stage)
    return World(
        seed, since, until, page_rows, member_rows, stage.organizations, audited,
        tuple(stage.accounts), tuple(stage.happened), tuple(stage.events), tuple(made),
    )  # fmt: skip
