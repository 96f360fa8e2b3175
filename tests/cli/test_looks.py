"""What every screen promises, on every kind of terminal."""

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache

import pytest
from rich.cells import cell_len

from tests.conftest import Served
from tests.terminal import Output, Terminal

ORGANIZATION = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"
SCREENS = {
    "ticket": "show 48213 --comments",
    "ticket with warnings": "show 48260",
    "log": "log",
    "owners": "whois-owns session replay",
    "candidates": "whois-owns expor",
    "organization": f"org {ORGANIZATION}",
    "audit": f"audit-impersonation {ORGANIZATION} --days 2",
    "variables": "help environment",
    "exit codes": "help exit-codes",
    "role": "role",
    "settings": "config",
    "to be sorted": "triage --all",
    "channel": "triage --channel C05KELPWRKS",
    "tips": "tips 48213",
    "escalations": "escalations --nudge",
    "incident": "incident 48270",
    "teams": "ownership list --team replay",
    "team": "ownership show pipeline",
    "log in as": "login-as 48213",
    "log in somewhere": "login-as user:20418 --ticket 48213",
    "draft": "ask 48230 --for link --no-input",
}
STYLE = r"\x1b\[[0-9;]*m"
LINK = r"\x1b\]8;[^;]*;([^\x1b]*)\x1b\\"
COLOUR = re.compile(r"\x1b\[(?:\d+;)*(?:3\d|4\d|9\d|10\d)(?:;\d+)*m")
# 23/11/2026, 11-23-26, 23.11.2026, Nov 23, 23rd, 3 pm: of one country, or read wrongly in another.
NATIONAL = re.compile(
    r"(?<![\w/.:-])\d{1,2}([/.-])\d{1,2}\1(?:\d{4}|\d{2})(?![\w/.-])"
    r"|\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d"
    r"|\b\d{1,2}(?:st|nd|rd|th)\b|\b\d{1,2}(?::\d\d)? ?[ap]\.?m\.?\b"
)
OURS = re.compile(
    r"https://(?:us|eu)\.posthog\.com/|https://posthog(?:\.slack)?\.com/|http://go/"
    r"|http://127\.0\.0\.1:\d+/"
)
HEADINGS = Counter("timeeventmodestaffmemberreason")  # what a narrow audit has no table for
Draw = Callable[..., Output]


@pytest.fixture(scope="module")
def terminal(unchanged: Served, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """A terminal whose clock has stopped, and a journal that is not empty."""
    home = tmp_path_factory.mktemp("looks")
    (home / "config.toml").touch(mode=0o600)
    own = {"HOME": str(home), "CSM_STATE": str(home), "CSM_CONFIG": str(home / "config.toml")}
    made = Terminal({**unchanged.env, **own}, terminal=True)
    assert made("claim 48213").exit_code == 0
    made.now = datetime.now(UTC)
    return made


@pytest.fixture(scope="module", params=SCREENS)
def draw(request: pytest.FixtureRequest, terminal: Terminal) -> Draw:
    """Draws one of the screens on a terminal of such a kind; each but once."""

    @cache
    def drawn(width: int = 200, options: str = "", **variables: str) -> Output:
        own = {**terminal.variables, "TERM": "xterm-256color", **variables}
        kind = Terminal(own, terminal=True, width=width, now=terminal.now)
        return kind(f"{SCREENS[request.param]} {options}")

    return drawn


def _plain(screen: str) -> str:
    return re.sub(f"{STYLE}|{LINK}", "", screen)


def test_codes_are_for_those_who_read_them(draw: Draw) -> None:
    """None for a dumb terminal, no colour against `NO_COLOR`, links only where they are known."""
    assert "\x1b" not in draw(TERM="dumb")
    assert not COLOUR.search(draw(NO_COLOR="1"))
    assert "\x1b" not in re.sub(STYLE, "", draw())
    assert "\x1b" not in re.sub(STYLE, "", draw(TERM="dumb", FORCE_COLOR="1"))


def test_links_lead_where_csm_says(draw: Draw) -> None:
    """Where links are known each is an address of ours; without them all looks the same."""
    linked = draw(TERM="xterm-kitty")
    assert all(OURS.match(target) for target in re.findall(LINK, linked) if target)
    assert _plain(linked) == _plain(draw())


def test_it_fits_and_nothing_is_lost(draw: Draw) -> None:
    """No line runs over the edge, and a narrow terminal shows every letter that a wide one does."""
    narrow, wide = draw(width=40, TERM="dumb"), draw(TERM="dumb")
    for screen, width in ((narrow, 40), (wide, 200)):
        assert max(map(cell_len, screen.splitlines())) <= width
    if "more lines: csm show" not in narrow:  # of what was said last only some lines are shown
        letters = Counter(filter(str.isalnum, wide)) - Counter(filter(str.isalnum, narrow))
        assert letters <= HEADINGS, letters


@pytest.mark.parametrize("options", ["", "--verbose"])
def test_no_day_is_told_as_one_country_does(draw: Draw, options: str) -> None:
    """Days are ISO's, or told by how long ago they were; the same with every detail."""
    out = draw(options=options, TERM="dumb")
    found = NATIONAL.search(out + out.stderr)
    assert found is None, found


@pytest.mark.parametrize("command", ["show 48213", "show 48213 --comments", "log"])
def test_times_are_exact_for_the_curious(terminal: Terminal, command: str) -> None:
    """With `--verbose` a time has seconds; without it none has."""
    seconds = re.compile(r"\d{4}-\d\d-\d\d\s+\d\d:\d\d:\d\d\s+UTC")
    wide = terminal.with_(width=200)
    assert not seconds.search(wide(command))
    assert seconds.search(wide(f"{command} -v"))


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", "✓ Zoë │ 张…".encode()),
        ("latin-1", "+ Zoë | ?...".encode("latin-1")),
        ("ascii", b"+ Zoe | ?..."),
    ],
)
def test_letters_that_an_encoding_lacks(encoding: str, written: bytes) -> None:
    """Spelt with those that it has, on both streams; what it has stays."""
    program = (
        "from csm_cli.environment import Environment\n"
        "here = Environment.of_this_process()\n"
        "for stream in (here.stdout, here.stderr):\n"
        "    stream.write('✓ Zoë │ 张…')\n"
    )
    ended = subprocess.run(
        [sys.executable, "-c", program],
        env={"PYTHONIOENCODING": encoding},
        capture_output=True,
        check=True,
    )
    assert (ended.stdout, ended.stderr) == (written, written)
