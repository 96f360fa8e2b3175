"""The trial: the worlds, asked about block by block, and the smallest world that fails.

Two hundred worlds in four blocks, so that as many workers can share the work. Each block lies in
one project together.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tests.accuracy.asking import Asked
from tests.accuracy.generator import generate
from tests.accuracy.judging import Judge
from tests.accuracy.world import World

BLOCKS = range(4)
WORLDS = 50
"""In each block."""

Counts = Mapping[str, Mapping[str, int]]


class Judged(NamedTuple):
    """What came of some worlds: what is wrong by seed, and the figures by kind of event."""

    problems: Mapping[int, Sequence[str]]
    figures: Counts


def seeds(block: int) -> range:
    """The seeds of a block's worlds."""
    return range(block * WORLDS, (block + 1) * WORLDS)


def judged(asked: Asked, worlds: Sequence[World]) -> Judged:
    """Load the worlds together and ask about each."""
    asked.load(worlds)
    judge = Judge(worlds, asked)
    problems = {world.seed: judge.judge(world) for world in worlds}
    figures = {
        label: {name: count for name, count in sorted(counts.items()) if count}
        for label, counts in sorted(judge.figures.items())
    }
    return Judged({seed: found for seed, found in problems.items() if found}, figures)


def smallest(asked: Asked, seed: int, problems: Sequence[str]) -> str:
    """A failure as a person reads it: its world, without the scenes that it does not need.

    A world that does nothing wrong by itself is told whole, with the problems that it has among
    the others.
    """
    without: list[str] = []
    for scene in ("", *generate(seed).scenes):
        world = generate(seed, [*without, scene])
        found = judged(asked, [world]).problems.get(seed)
        if found:
            without, problems = [*without, scene], found
        elif not scene:
            break
    return "\n".join([*problems, str(generate(seed, without))])
