"""CI runs the commands of the README, and notices when it no longer can tell which they are."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.compiled_ahead import is_compiled
from tests.promises.program import TOP
from tests.promises.scripts import script

DEMO = "pip install '.[sandbox]' && csm demo"
SUITE = "pip install -e '.[test]' && pytest"


READER = script("readme_commands")
README = (TOP / "README.md").read_text(encoding="utf-8")


def test_the_readme_promises_two_commands() -> None:
    """The two commands are the README's, word by word, in this order."""
    assert READER.commands(README) == [DEMO, SUITE]


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (READER.MARK, "<!-- runs -->"),
        ("```sh\npip install -e", "```\npip install -e"),
        (DEMO, f"{DEMO}\ncsm config"),
        (DEMO, ""),
        (README, README + f"\n{READER.MARK}\n```sh\ncsm demo\n```\n"),
        (README, ""),
    ],
)
def test_a_readme_that_lost_its_marks_is_refused(good: str, bad: str) -> None:
    """Whatever is not two marked lines is an error, and not two fewer commands to run."""
    assert good in README
    with pytest.raises(ValueError, match="README"):
        READER.commands(README.replace(good, bad))


@pytest.mark.parametrize("name", ["run", "installed", "lowest"])
def test_ci_can_be_started(name: str) -> None:
    """What `.ci/` holds beside Python are programs, whose text is one that bash can read."""
    program = TOP / ".ci" / name
    assert os.access(program, os.X_OK)
    subprocess.run(["bash", "-n", program], check=True)
    assert "set -euo pipefail" in program.read_text(encoding="utf-8")


def test_what_is_compiled_is_known_to_be() -> None:
    """Where pytest keeps code is no promise of pytest's, and this module is running."""
    assert sys.dont_write_bytecode or is_compiled(Path(__file__))
