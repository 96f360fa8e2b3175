"""Prints the commands that the README promises, one a line: each marked block holds one.

A marked block is a fenced one right below the line `<!-- .ci/run runs this -->`. Anything but
two of them, or one that holds no single line, is an error: a README that has lost its marks
must not pass for one whose commands work.
"""

import re
import sys
from pathlib import Path

MARK = "<!-- .ci/run runs this -->"
_BLOCK = re.compile(rf"^{re.escape(MARK)}\n```sh\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL)
PROMISED = 2


def commands(readme: str) -> list[str]:
    """The marked commands; ValueError if there are not two, each of one line."""
    blocks = [block["lines"].strip() for block in _BLOCK.finditer(readme)]
    marks = readme.count(MARK)
    if marks != PROMISED or len(blocks) != marks:
        raise ValueError(f"the README has {marks} marks and {len(blocks)} marked blocks, not two")
    if any(not block or "\n" in block for block in blocks):
        raise ValueError("a marked block of the README is not one line")
    return blocks


if __name__ == "__main__":
    try:
        found = commands(Path(sys.argv[1]).read_text(encoding="utf-8"))
    except ValueError as problem:
        sys.exit(str(problem))
    sys.stdout.write("".join(f"{command}\n" for command in found))
