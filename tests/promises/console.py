"""Examples of the pages: what is typed in a `console` block, and what the page says comes of it.

A block holds lines `$ csm ...` (a backslash at the end goes on in the next line), each with the
output that a program reading it gets, warnings first. The examples of one page follow each
other on one sandbox, which is new when the page begins.

Nothing else may look like such an example. A block that is for a shell and is not run says why
in the line above it: `<!-- not run: REASON -->`.
"""

import ast
import doctest
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from tests.promises.program import parses

_BLOCK = re.compile(r"^```console\n(?P<lines>.*?)^```$", re.MULTILINE | re.DOTALL)
_TYPED = re.compile(r"^\$ (?P<command>(?:.*\\\n)*.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)

_FENCED = re.compile(
    r"(?:^<!-- (?P<remark>[^\n]*) -->\n)?^(?P<mark> *(?:```+|~~~+))(?P<language>[^\n]*)\n"
    r"(?P<text>.*?)^(?P=mark)$",
    re.MULTILINE | re.DOTALL,
)
_INDENTED = re.compile(r"(?<=\n\n)(?: {4}.*\n)+")
_REASON = re.compile(r"not run: \S.+|\.ci/run runs this")

# What is no session, and who reads it instead.
_READ: Mapping[str, Callable[[str], object]] = {
    "json": str,
    "python": ast.parse,
    "text": str,
    "toml": tomllib.loads,
    "yaml": yaml.safe_load,
}

# What differs from run to run, as one word each. Everything else must be as the page says.
_VARYING = (
    (re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| UTC)?"), "TIME"),
    (re.compile(r"\b\d+ (?:second|minute|hour|day|week|month)s? ago\b"), "AGO"),
    (re.compile(r"\b410\d{11}\b"), "ID"),  # what the sandbox numbers while it runs
    (re.compile(r"\b[0-9a-f]{16}\b"), "OPERATION"),
    (re.compile(r"http://127\.0\.0\.1:\d+"), "http://SANDBOX"),
)


class Example(NamedTuple):
    """One command of a page, and the output that the page shows below it."""

    line: int
    command: str
    output: str


def examples(page: str) -> Iterator[Example]:
    """All examples of a page's text, in their order."""
    for block in _BLOCK.finditer(page):
        found = [*_TYPED.finditer(block["lines"])]
        if not found or found[0].start() != 0:
            raise ValueError(f"a console block does not begin with '$ ': {block['lines'][:60]!r}")
        for typed in found:
            before = page[: block.start("lines") + typed.start()]
            yield Example(before.count("\n") + 1, typed["command"], typed["output"])


def left_out(page: str) -> Iterator[str]:
    """The blocks of a page's text that nothing runs or reads, and that do not say why."""
    for block in _FENCED.finditer(page):
        if f"{block['mark']}{block['language']}" == "```console":
            continue
        reason = _REASON.fullmatch(block["remark"] or "")
        if not reason and not _is_read(block["language"], block["text"]):
            yield block[0]
    for indented in _INDENTED.finditer(_FENCED.sub("", page)):
        for line in indented[0].splitlines():
            words = line.split()
            if words[0] == "$" or (words[0] == "csm" and not parses(words[1:])):
                yield line


def _is_read(language: str, text: str) -> bool:
    try:
        _READ[language](text)
    except (KeyError, SyntaxError, ValueError, yaml.YAMLError):
        return False
    return not re.search(r"^\s*\$ ", text, re.MULTILINE)


# The shipped ownership rows grow old, and a busy machine misses the moment in which a claim looks
# at the status page; a page must not begin to lie on the day they do.
_AGELESS = "[ownership]\nold_days = 99999\n[status]\nwarn_seconds = 20\n"
_CONFIG_FOLDER = "Library/Application Support" if sys.platform == "darwin" else ".config"


def run(command: str, home: Path) -> str:
    """What the command prints, warnings first, for somebody whose home is this folder."""
    config = home / _CONFIG_FOLDER / "csm" / "config.toml"
    if not config.exists() and not command.startswith("csm init"):  # which writes the first one
        config.parent.mkdir(parents=True)
        config.write_text(_AGELESS)
    ended = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        cwd=home,
        env={
            "HOME": str(home),
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return ended.stderr + ended.stdout


def agrees(shown: str, printed: str) -> bool:
    """Whether a page shows what was printed; `...` on the page stands for anything."""
    return doctest.OutputChecker().check_output(
        settled(shown), settled(printed), doctest.ELLIPSIS | doctest.DONT_ACCEPT_BLANKLINE
    )


def settled(text: str) -> str:
    """The text with a word in place of whatever differs from run to run."""
    for varying, word in _VARYING:
        text = varying.sub(word, text)
    return "".join(f"{line.rstrip()}\n" for line in text.splitlines())
