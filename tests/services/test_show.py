"""What `csm show` puts together, and how little it asks of the desk for that."""

import pytest

from csm_cli.domain.errors import NotFound, WrongUsage
from csm_cli.domain.links import PUBLISHED
from csm_cli.domain.overview import Overview
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Mark
from csm_cli.services.show import Showing
from tests.services.readable_desk import (
    ADA,
    FIRST,
    MARKER,
    ROBOT,
    THEO,
    ReadableDesk,
    entry,
    ticket,
)

CLAIM = entry(
    5, ADA, "Claimed by Ada Park <ada.park@posthog.example> with csm", 4,
    private=True, mark=Mark("op", "claim"),
)  # fmt: skip
ANSWER = entry(3, THEO, "Still broken", 20)
AUTOMATIC = entry(9, ROBOT, "SLA breach in 1 hour", 1, private=True)


def _show(desk: ReadableDesk, *, whole: bool = False) -> Overview:
    showing = Showing(desk, PUBLISHED, "please assign to correct org")
    return showing.show(TicketRef(48213), whole=whole)


def test_three_questions_are_enough() -> None:
    """The ticket, its newest comments and the escalation switch; nothing is asked twice.

    The comments are named before anything is read, so that they can be read beside the ticket.
    """
    desk = ReadableDesk(ticket())
    _show(desk)
    assert desk.asked == [f"expect {ticket().number}", "ticket", "page", "marker"]


def test_a_claim_is_looked_for_however_old_it_is() -> None:
    """Claims have no age limit, so older pages are read until one says who has the ticket."""
    talk = [entry(100 - at, THEO, "ping", at + 1) for at in range(5)]
    desk = ReadableDesk(ticket(), [*talk, CLAIM, FIRST], page=2)
    overview = _show(desk)
    assert overview.claim is not None
    assert overview.claim.by == ADA
    assert desk.asked.count("page") == 3


def test_the_whole_conversation_is_read_when_asked_for() -> None:
    """With the whole conversation wanted, a claim among the newest entries does not end it."""
    desk = ReadableDesk(ticket(), [CLAIM, ANSWER, FIRST], page=1)
    overview = _show(desk, whole=True)
    assert overview.conversation.entries == (CLAIM, ANSWER, FIRST)
    assert overview.conversation.complete


def test_the_last_words_are_a_persons() -> None:
    """An automation's note is nobody's words; the customer's newest stand beside staff's."""
    overview = _show(ReadableDesk(ticket(), [AUTOMATIC, CLAIM, ANSWER, FIRST]))
    assert overview.last_words == CLAIM
    assert overview.last_customer_words == ANSWER


def test_without_a_customers_entry_there_are_no_words_of_one() -> None:
    """A ticket that staff opened has last words, and none of a customer."""
    overview = _show(ReadableDesk(ticket(), [CLAIM]))
    assert overview.last_words == CLAIM
    assert overview.last_customer_words is None


@pytest.mark.parametrize(
    ("value", "status", "escalated", "codes"),
    [
        (None, "pending", False, []),
        ("esc_resolved", "pending", False, []),
        ("escalated", "open", True, []),
        ("escalated", "new", True, ["hidden_by_status"]),
        ("escalated", "pending", True, ["hidden_by_status"]),
        ("escalated", "solved", True, ["hidden_by_status"]),
        ("escalated", "closed", True, []),
    ],
)
def test_an_escalated_ticket_that_a_hero_can_not_see_is_told(
    value: str | None, status: str, escalated: bool, codes: list[str]
) -> None:
    """Support heroes look at open escalated tickets; nobody looks for a closed one."""
    overview = _show(ReadableDesk(ticket(status=status, fields={MARKER.field_id: value})))
    assert overview.escalated is escalated
    assert [notice.code for notice in overview.warnings] == codes


def test_a_desk_without_a_clear_switch_still_shows_the_ticket() -> None:
    """Two fields named alike make the escalation unknown, and the rest is shown."""
    desk = ReadableDesk(ticket(), marker=WrongUsage("2 active drop-downs are titled 'esc.'"))
    overview = _show(desk)
    assert (overview.escalated, overview.marker) == (None, None)
    assert [notice.code for notice in overview.warnings] == ["escalation_unknown"]
    assert "2 active drop-downs" in overview.warnings[0].text


def test_a_missing_ticket_is_an_error() -> None:
    """There is nothing to show, and nothing more is asked."""
    desk = ReadableDesk(ticket(number=1))
    with pytest.raises(NotFound):
        _show(desk)
    assert desk.asked[1:] == ["ticket"]


def test_tickets_of_the_newer_desk_are_links() -> None:
    """Wherever the conversation links one, each once; the text of the ticket goes first."""
    there = "https://us.posthog.com/project/2/support/tickets/"
    note = entry(7, ADA, f"moved to {there}512 and {there}9", 1, private=True)
    desk = ReadableDesk(ticket(description=f"as in {there}9"), [note, FIRST])
    showing = Showing(desk, PUBLISHED, "please assign", ["us.posthog.com"])
    found = showing.show(TicketRef(48213)).context.links
    assert [(link.kind, link.url, link.source) for link in found if "support" in link.kind] == [
        ("support_ticket", f"{there}9", "body"),
        ("support_ticket", f"{there}512", "conversation"),
    ]
