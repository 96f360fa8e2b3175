"""The list of tickets on terminals of any width: nothing but subjects is ever shortened."""

import io
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from csm_cli.adapters import defaults
from csm_cli.domain.claims import Claim
from csm_cli.domain.clocks import clocks
from csm_cli.domain.talk import Said, Talk
from csm_cli.domain.tickets import DeskOrganization, Person, Ticket
from csm_cli.domain.worklist import Row, Rules, Worklist, row
from csm_cli.output.screen import Screen
from csm_cli.output.worklist_cells import HEADERS
from csm_cli.output.worklist_screen import draw
from tests.services.readable_desk import MARKER, NOW, ticket

SUBJECT = "Bug Report: the recordings of Überflüssig GmbH stop at the first frame, every time"
ELLIPSIS, DOTS = "…", "..."


def _row(made: Ticket, claimed_by: str | None) -> Row:
    by = Person(7, claimed_by or "Ada Park", "ada@posthog.example")
    claim = Claim(by, NOW, 1) if claimed_by else None
    said = Said(by, NOW - timedelta(hours=3))
    rules = Rules(clocks(defaults.load(), NOW.tzinfo), MARKER, NOW)  # type: ignore[arg-type]
    whys = ("assignee", "escalation", "owner", "organization")
    return row(made, whys, Talk(claim, said, said, None, whole=True), rules)


def _drawn(rows: list[Row], width: int, encoding: str = "utf-8") -> list[str]:
    out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="csm.spelt", newline="\n")
    screen = Screen(file=out, width=width, color_system=None, highlight=False, _environ={})
    counts = {"us": len(rows), "customer": 0, "third": 0}
    found = Worklist(tuple(rows), counts, 0, (), (), NOW)
    draw(screen, found, empty="", next_step=lambda each: f"csm update {each.ticket.number}")
    out.seek(0)
    return out.read().splitlines()


def _letters(lines: list[str]) -> Counter[str]:
    return Counter("".join(lines).replace(" ", ""))


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 240])
def test_every_column_is_there(width: int, encoding: str) -> None:
    """Headers and cells, on any terminal; a subject that goes on says so, and no line runs over."""
    lines = _drawn(
        [
            _row(ticket(number=48213, subject=SUBJECT), "Wilhelmina Featherstonehaugh"),
            _row(ticket(number=48220, subject="Short", fields={17: "escalated"}), None),
        ],
        width,
        encoding,
    )
    assert max(map(cell_len, lines)) <= width
    words = Counter(" ".join(lines).split())
    assert all(words[each] for header in HEADERS for each in header.split())
    both = ("enterprise", "high", "2d", "me,esc,own,org", "Hedgebox", "Inc", "us:", "update")
    assert {each: words[each] for each in both} == dict.fromkeys(both, 2)
    for each in ("#48213", "#48220", "Wilhelmina", "Ada", "Park", "seen", "Short"):
        assert words[each] == 1 + (each == "Wilhelmina"), each
    (subject,) = [line for line in lines if "Bug Report" in line]
    cut = ELLIPSIS if encoding == "utf-8" else DOTS
    assert subject.endswith(cut) is (width < 240)


def test_tickets_of_one_list_look_alike() -> None:
    """Where one has two lines, all have; a very long name takes lines of its own, and no others."""
    usual = [
        _row(ticket(number=number, organization=DeskOrganization(3, name)), None)
        for number, name in ((1, "A"), (2, "A name of usual length"))
    ]
    for width in range(60, 240):
        lines = _drawn(usual, width)
        first, second = (nth for nth, line in enumerate(lines) if line.startswith("#"))
        assert second - first == len(lines) - second, width
    odd = _row(ticket(number=3, organization=DeskOrganization(3, "long " * 60)), None)
    with_odd = _drawn([*usual, odd], 200)
    assert [line for line in with_odd if line.startswith(("#1 ", "#2 "))] == [
        line for line in _drawn(usual, 200) if line.startswith("#")
    ]


_NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z", "M")), min_size=1, max_size=60
)


@settings(deadline=None, max_examples=60)
@given(width=st.integers(30, 240), claimer=_NAMES, organization=_NAMES)
def test_no_name_is_cut(width: int, claimer: str, organization: str) -> None:
    """However long, and whatever it is made of."""
    made = ticket(number=1, subject="", organization=DeskOrganization(3, organization))
    lines = _drawn([_row(made, claimer)], width)
    assert max(map(cell_len, lines)) <= width
    assert Counter(organization + claimer) <= _letters(lines)
