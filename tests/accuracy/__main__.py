"""`python -m tests.accuracy`: measure all worlds and write the page; or try others.

With two numbers it tries the worlds of the seeds from the first to the last, writes nothing but
what is wrong, and exits with 1 if anything is.
"""

import sys
import tempfile
from pathlib import Path

from tests.accuracy.asking import served
from tests.accuracy.generator import generate
from tests.accuracy.page import PAGE, write
from tests.accuracy.trial import BLOCKS, judged, seeds, smallest


def main(words: list[str]) -> int:
    """Run it; returns the exit code."""
    blocks = [range(int(words[0]), int(words[-1]) + 1)] if words else [*map(seeds, BLOCKS)]
    figures, wrong = {}, 0
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as asked:
        for block, numbers in enumerate(blocks):
            found = judged(asked, [generate(seed) for seed in numbers])
            _say(f"worlds {numbers[0]} to {numbers[-1]}: {len(found.problems)} with problems")
            for seed, problems in found.problems.items():
                _say(smallest(asked, seed, problems))
            figures[str(block)] = found.figures
            wrong += len(found.problems)
    if not words and not wrong:
        write(figures)
        _say(f"written to {PAGE}")
    return 1 if wrong else 0


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
