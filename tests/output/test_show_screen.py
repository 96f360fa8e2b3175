"""What a person sees of a ticket: pinned as it is drawn, at three widths and without colour."""

import io
import re
from datetime import timedelta

import pytest
from syrupy.assertion import SnapshotAssertion

from csm_cli.domain.links import PUBLISHED
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import DeskOrganization, Entry, Mark, Person, Ticket
from csm_cli.environment import Environment
from csm_cli.output.present import present
from csm_cli.output.show import view
from csm_cli.services.show import Showing
from tests.domain.forms import OTHER_ID, body
from tests.services.readable_desk import (
    ADA,
    FIRST,
    FORM,
    MARKER,
    NOW,
    ROBOT,
    THEO,
    ReadableDesk,
    entry,
    ticket,
)

MARK = Mark("op", "claim")
CLAIM = entry(
    5,
    ADA,
    "Claimed by Ada Park <ada.park@posthog.example> with csm",
    4,
    private=True,
    mark=MARK,
)
LONG = entry(4, THEO, "\n".join(f"line {at}" for at in range(1, 12)), 20)
TALK = (entry(6, ROBOT, "SLA breach in 1 hour", 1, private=True), CLAIM, LONG, FIRST)

TROUBLED = ticket(
    status="pending",
    organization=DeskOrganization(9, "Gmail user - please assign to correct org", None, "gore"),
    organization_id=OTHER_ID,
    fields={MARKER.field_id: "escalated"},
    severity="critical",
    area=None,
    assignee=ADA,
    tags=("plan_scale", "plan_boost"),
    description=body(FORM).replace("https://us.posthog.com/admin", "https://us.evil.example/admin")
    + "\nBrowser: Safari [17]\nKind: support",
)
BARE = Ticket(1, "", "", "new", "v", NOW, NOW - timedelta(seconds=5), NOW)
ATTACK = "\x1b[2J\x1b]8;;https://evil.example\x1b\\[red]x[/red] :smile: \u202egpj.exe\r\n\tend"
HOSTILE = ticket(
    subject=ATTACK,
    requester=Person(1, ATTACK, ATTACK, "customer"),
    description=ATTACK,
    account_owner=ATTACK,
    area=ATTACK,
)
SAID_BY_ATTACKER = entry(2, Person(1, ATTACK, None, "customer"), ATTACK * 3, 30)


def _screen(
    shown: Ticket,
    entries: tuple[Entry, ...],
    width: int,
    *,
    comments: bool = False,
    **variables: str,
) -> str:
    """The screen as a terminal of so many columns gets it."""
    showing = Showing(
        ReadableDesk(shown, entries), PUBLISHED, holding="please assign to correct org"
    )
    overview = showing.show(TicketRef(shown.number), whole=comments)
    out = io.StringIO()
    environment = Environment(
        stdin=io.StringIO(),
        stdout=out,
        stderr=io.StringIO(),
        variables={"TERM": "xterm", **variables},
        stdout_is_terminal=True,
        width=width,
        now=lambda: NOW,
    )
    present(environment, view(overview, now=NOW, comments=comments), as_json=False)
    return out.getvalue()


def _drawn(screen: str) -> str:
    """The screen without the blanks that fill its lines."""
    return "\n".join(line.rstrip() for line in screen.splitlines())


@pytest.mark.parametrize("width", [60, 80, 120])
def test_an_ordinary_ticket(snapshot: SnapshotAssertion, width: int) -> None:
    """All that is known, on one screen, with nothing to warn of."""
    assert _drawn(_screen(ticket(), TALK, width, TERM="dumb")) == snapshot


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_ticket_with_everything_to_beware_of(snapshot: SnapshotAssertion, width: int) -> None:
    """Warnings on top, hints marked, an address that is no link, lines nobody knows."""
    assert _drawn(_screen(TROUBLED, TALK, width, TERM="dumb")) == snapshot


def test_a_ticket_of_which_nothing_is_known(snapshot: SnapshotAssertion) -> None:
    """Born a moment ago, by nobody, without a word."""
    assert _drawn(_screen(BARE, (), 80, TERM="dumb")) == snapshot


def test_the_conversation(snapshot: SnapshotAssertion) -> None:
    """Every entry, the oldest first and whole: NOTE and REPLY, each with a bar of its own."""
    assert _drawn(_screen(ticket(), TALK, 80, comments=True, TERM="dumb")) == snapshot


def test_colours_and_links(snapshot: SnapshotAssertion) -> None:
    """With colour, notes are yellow, replies cyan, and what is checked can be clicked."""
    screen = _screen(TROUBLED, TALK, 80, comments=True, FORCE_HYPERLINK="1")
    assert _without_ids(screen) == snapshot


def test_addresses_are_whole_where_they_are_no_links() -> None:
    """A terminal that knows no links gets no code for one, and each address to its last letter."""
    screen = _screen(TROUBLED, TALK, 60)
    assert "\x1b]8" not in screen
    assert "…" not in _drawn(_screen(TROUBLED, (), 60))


@pytest.mark.parametrize("width", [60, 80, 120])
def test_a_hostile_ticket(snapshot: SnapshotAssertion, width: int) -> None:
    """Escape codes are gone, markup stays as typed, and nothing breaks out of its line."""
    screen = _screen(HOSTILE, (SAID_BY_ATTACKER, FIRST), width, comments=True)
    assert "\x1b]8;;https://evil" not in screen
    assert "\x1b[2J" not in screen
    drawn = _drawn(_screen(HOSTILE, (SAID_BY_ATTACKER, FIRST), width, comments=True, TERM="dumb"))
    assert drawn == snapshot


@pytest.mark.parametrize("shown", [ticket(), TROUBLED, HOSTILE, BARE])
@pytest.mark.parametrize("width", [20, 60, 80, 120])
def test_nothing_is_wider_than_the_terminal(shown: Ticket, width: int) -> None:
    """No line runs over the right edge, however narrow the terminal is."""
    for line in _screen(shown, (SAID_BY_ATTACKER, *TALK), width, TERM="dumb").splitlines():
        assert len(line) <= width


def test_no_colour_means_no_colour() -> None:
    """With NO_COLOR the same words stand there, and not one colour code."""
    plain = _screen(TROUBLED, TALK, 80, comments=True, NO_COLOR="1")
    codes = {
        code
        for part in plain.split("\x1b[")[1:]
        for code in part.partition("m")[0].split(";")
        if code.isdigit()
    }
    assert codes <= {"0", "1", "2", "7"}  # plain, bold, dim, reverse
    assert "NOTE" in plain


def _without_ids(screen: str) -> str:
    """Rich numbers its links at random."""
    return re.sub(r"\x1b\]8;id=[0-9]+;", "\x1b]8;;", screen).replace("\x1b", "␛")
