"""`csm mine --watch` on a real terminal: what stands there, what keys do, what is drawn again."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.full_screen import FullScreen, full_screen
from tests.cli.zendesk_of_sandbox import Zendesk
from tests.terminal import Terminal

_MINE = 48287


@pytest.fixture(name="shown")
def _shown(csm: Terminal) -> Iterator[FullScreen]:
    """The list, when all of it has come."""
    with full_screen("mine --watch", csm.variables) as screen:
        screen.until(lambda text: "asks again" in text and str(_MINE) in text)
        yield screen


def test_a_key_claims_after_a_yes(shown: FullScreen, zendesk: Zendesk) -> None:
    """N sends nothing; y claims the ticket under the cursor, and its row says who has it."""
    first = shown.text.splitlines()[2].split("#")[1][:5]
    shown.type("c")
    asked = shown.until(lambda text: "with an internal note?" in text)
    assert f"Claim ticket {first}," in asked
    shown.type("n")
    shown.until(lambda text: "with an internal note?" not in text)
    assert zendesk.of_csm(int(first)) == []
    shown.type("c")
    shown.until(lambda text: "with an internal note?" in text)
    shown.type("y")
    shown.until(lambda text: f"{first} is yours" in text)
    (note,) = zendesk.of_csm(int(first))
    assert not note["public"]
    assert "Robin Vale" in shown.line(f"us        #{first}")
    shown.type("q")
    assert shown.end() == 0


def test_what_did_not_change_is_not_drawn_again(shown: FullScreen, zendesk: Zendesk) -> None:
    """A second list, equal to the first, draws little more than the line that says how old it is.

    Moving the cursor stays possible, and a ticket can be read and left again.
    """
    shown.type("\x1b[B\x1b[B")
    drawn = []
    for _ in range(3):  # what was still to be drawn of the time before may come with the first
        zendesk.forget_requests()
        before = shown.received
        shown.type("r")
        shown.until(lambda _: zendesk.asked())
        shown.until(lambda text: "asks again" in text)
        drawn.append(shown.received - before)
        assert len(zendesk.asked()) <= 12
    # The screen has 6,800 cells; a line of it some 200 bytes.
    assert min(drawn) < 6_000
    chosen = shown.text.splitlines()[4].split("#")[1][:5]
    shown.type("s")
    shown.until(lambda text: text.startswith(f"#{chosen}") and "Requester" in text)
    shown.type("q")
    shown.until(lambda text: "waiting on us" in text)
    shown.type("q")
    assert shown.end() == 0


def test_a_desk_that_fails_leaves_the_list_as_it_was(shown: FullScreen, zendesk: Zendesk) -> None:
    """The line below says what went wrong; the rows stay, and what is in them is only words."""
    rows = [line for line in shown.text.splitlines() if "#48" in line]
    assert any("=1+1 [red]" in line for line in rows)
    zendesk.arm(path=".*", fault="status", status=503, times=99)
    shown.type("r")
    shown.until(lambda text: "not asked: " in text or "lacks tickets" in text)
    assert [line for line in shown.text.splitlines() if "#48" in line] == rows
    shown.type("\x03")
    assert shown.end() == 130


def test_only_rows_in_sight_are_read(csm: Terminal, zendesk: Zendesk) -> None:
    """Whoever goes to the end has those at the end read, and no list is asked for because of it.

    The question fits into a narrow screen; without colours, too, it shows where the cursor is.
    """
    variables = {**csm.variables, "NO_COLOR": "1"}
    Path(csm.variables["CSM_CONFIG"]).write_text("[mine]\nbeyond_sight = 2\n", encoding="utf-8")
    with full_screen("mine --watch", variables, (60, 12)) as screen:
        screen.until(lambda text: "asks again" in text)
        first = [each["path"] for each in zendesk.asked()]
        assert sum("/comments" in path for path in first) <= 12 + 2
        screen.type("\x1b[1;5F")  # Ctrl-End
        screen.until(lambda _: len(zendesk.asked()) > len(first))
        screen.until(lambda text: "on hold   #48242" in text)
        more = [each["path"] for each in zendesk.asked()][len(first) :]
        assert all("/comments" in path for path in more)
        assert screen.reversed("on hold   #48242")
        screen.type("c")
        asked = screen.until(lambda text: "y: yes" in text)
        assert "internal note?" in " ".join(asked.replace("│", " ").split())
        screen.type("nq")
        assert screen.end() == 0


@pytest.mark.parametrize("width", [60, 80, 100])
def test_whose_ticket_it_is_stays_in_sight(csm: Terminal, width: int) -> None:
    """Number, customer and the subject's beginning at 80 columns; below the list, the chosen one's.

    The right arrow goes on to the next column, and the number stays where it is.
    """
    with full_screen("mine --watch", csm.variables, (width, 16)) as screen:
        screen.until(lambda text: "asks again" in text)
        row = next(line for line in screen.text.splitlines() if "#48" in line)
        number = row.split("#")[1][:5]
        assert "Kelpworks" in row
        if width >= 80:
            assert "Bug Report: Des" in row
        below = screen.text.splitlines()[-3]
        assert below.strip().startswith(f"#{number} Kelpworks: Bug Report: Destinations")
        screen.type("\x1b[B")
        screen.until(lambda text: f"#{number}" not in text.splitlines()[-3])
        assert "Why" not in screen.text
        for _ in range(9):
            screen.type("\x1b[C")
        shown = screen.until(lambda text: "Why" in text)
        assert f"#{number}" in shown
        screen.type("c")
        screen.until(lambda text: "with an internal note?" in text.replace("\n", " "))
        screen.type("nq")
        assert screen.end() == 0


def test_a_limit_leaves_all_counts_those_of_all(csm: Terminal) -> None:
    """How many are overdue, too, of which the first ones are a part."""
    clocks = [each["clock"] for each in csm("mine --json").json["tickets"]]
    overdue = sum(clock is not None and clock["overdue"] for clock in clocks)
    with full_screen("mine --watch --limit 2", csm.variables) as screen:
        shown = screen.until(lambda text: "asks again" in text)
        assert shown.count("us        #") == 2 < overdue
        assert screen.line("waiting on us").endswith(f" | {overdue} overdue")
        screen.type("q")
        assert screen.end() == 0


def test_what_is_doubtful_can_be_read_to_its_end(csm: Terminal) -> None:
    """On a narrow terminal, too, where it takes the lines that it needs."""
    with full_screen("mine --watch --org zzz", csm.variables, (50, 12)) as screen:
        shown = screen.until(lambda text: "asks again" in text)
        said = " ".join(shown.split())
        assert "--org zzz fits no organization of yours, and none of a ticket here" in said
        assert "c Claim" in shown.splitlines()[-1]
        screen.type("q")
        assert screen.end() == 0


def test_leaving_while_a_claim_is_on_its_way(shown: FullScreen, zendesk: Zendesk) -> None:
    """It has its answer, which stands on the terminal when the view is gone."""
    first = shown.text.splitlines()[2].split("#")[1][:5]
    shown.type("c")
    shown.until(lambda text: "with an internal note?" in text)
    zendesk.arm("latency", path=f"tickets/{first}", method="PUT", seconds=1)
    shown.type("yq")
    assert shown.end() == 0
    assert len(zendesk.of_csm(int(first))) == 1
    assert f"{first} is yours" in shown.text


def test_a_terminal_that_vanishes(shown: FullScreen) -> None:
    """The program ends with it, as after SIGHUP, which only its session's first program gets."""
    shown.vanish()
    assert shown.process.wait(30) == 129


def test_a_terminal_that_vanishes_under_a_claim(
    csm: Terminal, shown: FullScreen, zendesk: Zendesk
) -> None:
    """The claim has its answer first, and the journal knows of it."""
    first = shown.text.splitlines()[2].split("#")[1][:5]
    shown.type("c")
    shown.until(lambda text: "with an internal note?" in text)
    zendesk.arm("latency", path=f"tickets/{first}", method="PUT", seconds=1)
    shown.type("y")
    shown.until(lambda text: f"claiming {first}" in text)
    shown.vanish()
    assert shown.process.wait(30) == 129
    assert len(zendesk.of_csm(int(first))) == 1
    (entry,) = csm(["log", "--ticket", first, "--json"]).json["entries"]
    assert entry["outcome"] == "written"


@pytest.mark.parametrize("option", ["--fields ticket", "--no-input"])
def test_an_option_that_a_view_cannot_follow(offline: Terminal, option: str) -> None:
    """Is refused, not ignored."""
    out = offline.with_(terminal=True, TERM="xterm")(f"mine --watch {option}")
    assert (out.exit_code, str(out)) == (2, "")
    assert option.split(maxsplit=1)[0] in out.stderr


@pytest.mark.parametrize(
    ("config", "signed_in", "code", "said"),
    [
        ("", False, 3, "csm auth login"),
        ('[clocks]\ntime_zone = "Mars/Olympus"\n', True, 2, "Mars/Olympus"),
    ],
)
def test_what_no_further_question_mends(
    csm: Terminal, offline: Terminal, config: str, code: int, said: str, *, signed_in: bool
) -> None:
    """Before there is any list it ends the view, as it ends every command."""
    variables = (csm if signed_in else offline).variables
    Path(variables["CSM_CONFIG"]).write_text(config, encoding="utf-8")
    with full_screen("mine --watch", variables) as screen:
        assert screen.end() == code
        assert said in screen.text


@pytest.mark.parametrize(
    ("terminal", "line", "variables", "said"),
    [
        (False, "mine --watch", {}, "the whole screen of a terminal"),
        (True, "mine --watch --json", {}, "the whole screen of a terminal"),
        (True, "mine --watch", {"TERM": "dumb"}, "can move its cursor"),
    ],
)
def test_without_a_terminal_for_it(
    offline: Terminal, line: str, said: str, variables: dict[str, Any], *, terminal: bool
) -> None:
    """It says so before anything is asked for."""
    out = offline.with_(terminal=terminal, **variables)(line)
    assert (out.exit_code, str(out)) == (2, "")
    assert said in out.stderr


def test_without_its_package(csm: Terminal, tmp_path: Path) -> None:
    """What to install is said; nothing else of csm needs it."""
    (tmp_path / "textual.py").write_text(
        "raise ModuleNotFoundError('No module named textual', name='textual')\n"
    )
    variables = {**csm.variables, "PYTHONPATH": str(tmp_path)}
    with full_screen("mine --watch", variables) as screen:
        assert screen.end() == 2
        assert "pip install 'csm-cli[tui]'" in screen.text
