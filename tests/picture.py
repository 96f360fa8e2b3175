"""Draws the README's picture out of what `csm` really prints: `python -m tests.picture`.

Runs a session on a new sandbox, as a person at a terminal of 92 columns would, and writes it
with Rich's SVG export. A test compares the text of the committed picture with such a session.
"""

import re
import shlex
import tempfile
from collections.abc import Iterator
from html import unescape
from io import StringIO
from pathlib import Path

from rich.console import Console
from rich.text import Text

from tests.terminal import Terminal

PICTURE = Path(__file__).parents[1] / "docs" / "images" / "session.svg"
WIDTH = 92

SESSION = (
    "csm --sandbox claim 48213",
    "csm --sandbox whois-owns 'session replay'",
    (
        "csm --sandbox escalate 48213 --to engineering --feature 'session replay' --yes \\\n"
        "    --why 'The recordings are there but do not play' \\\n"
        "    --investigated 'Opened three replays in two browsers' \\\n"
        "    --observed 'All stop at the first frame' \\\n"
        "    --next 'Say whether they can be recovered'"
    ),
    "csm --sandbox audit-impersonation 0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01 --days 1",
)

_FONT = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)  # would be fetched from another host
_TEXT = re.compile(r"<text\b[^>]*>(.*?)</text>")


def session() -> Iterator[str]:
    """Each command with its prompt, followed by what it prints, escape codes and all."""
    with tempfile.TemporaryDirectory(prefix="csm-picture-") as folder:
        home = Path(folder)
        config = home / "config.toml"
        config.touch()
        terminal = Terminal(
            {"CSM_STATE": folder, "CSM_CONFIG": str(config), "TERM": "xterm-256color"},
            terminal=True,
            width=WIDTH,
        )
        for command in SESSION:
            words = shlex.split(command.replace("\\\n", " "))
            ended = terminal(words[1:])
            if ended.exit_code:
                raise RuntimeError(f"{command}: {ended.stderr}")
            yield f"\x1b[1;36m$ {command}\x1b[0m\n{ended.rstrip()}\n"


def draw() -> str:
    """The session as SVG."""
    console = Console(file=StringIO(), width=WIDTH, record=True, force_terminal=True)
    for part in session():
        console.print(Text.from_ansi(part), soft_wrap=True)
    return _FONT.sub("", console.export_svg(title="csm", unique_id="csm"))


def words(svg: str) -> str:
    """What can be read in a picture."""
    return " ".join(unescape(found).strip() for found in _TEXT.findall(svg)).replace("\xa0", " ")


if __name__ == "__main__":
    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    PICTURE.write_text(draw(), encoding="utf-8")
