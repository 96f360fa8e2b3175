"""The README's picture shows what `csm` prints today."""

import re
import subprocess
import sys

from tests.picture import PICTURE, SESSION, words
from tests.promises.console import settled
from tests.promises.program import TOP


def test_the_picture_is_of_this_program() -> None:
    """What can be read in the picture is what the session prints; else: python -m tests.picture."""
    committed = words(PICTURE.read_text(encoding="utf-8"))
    drawn = subprocess.run(
        [sys.executable, "-c", "from tests.picture import draw; print(draw())"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=True,
    )
    assert settled(committed) == settled(words(drawn.stdout))
    assert all(command.splitlines()[0] in committed for command in SESSION)


def test_the_picture_asks_nobody_for_anything() -> None:
    """No font, style or script of another host is fetched by whoever looks at it."""
    svg = PICTURE.read_text(encoding="utf-8")
    assert "<script" not in svg
    assert not re.search(r"(?:url\(|href=)[\"']?(?!#)", svg)
