"""CI runs the commands of the README, and notices when it no longer can tell which they are."""

import importlib.util
import os
import subprocess
from types import ModuleType

import pytest

from tests.promises.program import TOP

DEMO = "pip install '.[sandbox]' && csm demo"
SUITE = "pip install -e '.[test]' && pytest"


def _reader() -> ModuleType:
    place = TOP / ".ci" / "readme_commands.py"
    spec = importlib.util.spec_from_file_location("readme_commands", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


READER = _reader()
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


def test_ci_can_be_started() -> None:
    """`.ci/run` is a program, and its text is one that bash can read."""
    script = TOP / ".ci" / "run"
    assert os.access(script, os.X_OK)
    subprocess.run(["bash", "-n", script], check=True)
    assert "set -euo pipefail" in script.read_text(encoding="utf-8")
