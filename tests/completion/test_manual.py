"""The manual pages: what they hold, and that programs which show such pages take them."""

import re
import subprocess
from pathlib import Path

import pytest

from csm_cli.domain.errors import EXIT_CODES
from csm_cli.output.help import ENVIRONMENT
from tests.generated.made import TOP
from tests.generated.manual import page
from tests.generated.tree import Argument, Node, Option, tree

PAGES = sorted((TOP / "man").glob("*.1"))

HOSTILE = Node(
    ("odd",),
    "Say 'what' - it is.\n\n"
    ".SH is no request, and \\fB is no bold.\n'br neither; use `--x-y` or ~^.",
    (
        Option(
            ("-o", "--odd-one"), ".de is text \\ too, caf\u00e9", "A-B", "text", repeatable=False
        ),
    ),
    (Argument("WORD", "'quoted'", "text", many=True, required=True),),
    (),
    runs=True,
)


def _shown(text: str, program: list[str]) -> str:
    """A page as a reader sees it, without what makes letters bold."""
    ended = subprocess.run(program, input=text, capture_output=True, text=True, check=True)
    assert not ended.stderr
    plain = re.sub(r"\x1b\[[0-9;]*m|.\x08", "", ended.stdout)
    return " ".join(plain.replace("\u2010\n", "").split())


READERS = (
    pytest.param(["mandoc", "-Tutf8", "-Owidth=100"], id="mandoc"),
    pytest.param(["groff", "-man", "-Tutf8", "-ww", "-rLL=100n"], id="groff"),
)


@pytest.mark.shells
def test_pages_are_clean() -> None:
    """A linter finds nothing wrong with any page, but that it has no date, which is on purpose."""
    ended = subprocess.run(
        ["mandoc", "-Tlint", *PAGES], capture_output=True, text=True, check=False
    )
    findings = [line for line in ended.stdout.splitlines() if "missing date" not in line]
    assert not findings
    assert len(ended.stdout.splitlines()) == len(PAGES)


@pytest.mark.shells
@pytest.mark.parametrize("reader", READERS)
def test_odd_letters_are_shown_as_they_are(reader: list[str]) -> None:
    """Points, quotes, backslashes and hyphens of a help text are text on the page."""
    shown = _shown("\n".join(page(HOSTILE, tree())) + "\n", reader)
    assert "Say 'what' - it is." in shown
    assert ".SH is no request, and \\fB is no bold. 'br neither; use --x-y or ~^." in shown
    assert "-o, --odd-one A-B .de is text \\ too, caf\u00e9" in shown
    assert "csm odd [OPTION]... WORD..." in shown


@pytest.mark.shells
@pytest.mark.parametrize("reader", READERS)
def test_the_page_of_csm(reader: list[str]) -> None:
    """It has the exit codes and the variables in the words of `csm help`."""
    shown = _shown((TOP / "man" / "csm.1").read_text(), reader).replace("\u2010 ", "")
    for code, text in EXIT_CODES.items():
        assert f"{int(code)} {text}" in shown
    for name, text in ENVIRONMENT.items():
        assert f"{name} {text.replace('`', '')}" in shown


def test_every_command_has_a_page() -> None:
    """One for csm, one for each group and each command."""
    expected = {"-".join(("csm", *node.words)) for node in tree().walk()}
    assert {path.stem for path in PAGES} == expected


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_a_page_holds(path: Path) -> None:
    """ASCII only, no line that an editor would break, and its name as `man -k` wants it."""
    text = path.read_text(encoding="ascii")
    assert max(map(len, text.splitlines())) < 150
    name = path.stem.replace("-", "\\-")
    assert f'.TH {name.upper()} 1 "" csm "Manual of csm"\n.SH NAME\n{name} \\-\n' in text
