"""Who owns a ticket, and what is said beside an answer."""

from datetime import UTC, date, datetime, timedelta

import pytest

from csm_cli.domain.errors import NotFound, WrongUsage
from csm_cli.domain.ownership import Answer
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Ticket
from csm_cli.services.whois import LONGEST_QUERY, Tickets, Whois
from tests.ownership_rows import DAY, feature, owner, rows

ROWS = rows(
    feature("Replay", "Replay", aliases=("recordings",), target_areas=("session_replay",)),
    feature("Surveys", owner("Surveys", as_of=DAY - timedelta(days=91))),
)
READ_AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def ticket(number: int, *, area: str | None, subject: str = "Help") -> Ticket:
    """A ticket with nothing but what is asked for here."""
    return Ticket(
        number=number,
        url=f"https://desk.example/{number}",
        subject=subject,
        status="open",
        version="1",
        created_at=READ_AT,
        updated_at=READ_AT,
        read_at=READ_AT,
        area=area,
    )


class Shelf:
    """A ticket desk in memory."""

    def __init__(self, *tickets: Ticket) -> None:
        self.asked: list[TicketRef] = []
        self._tickets = {each.number: each for each in tickets}

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket of that number."""
        self.asked.append(ref)
        if ref.number not in self._tickets:
            raise NotFound(f"there is no ticket {ref.number}")
        return self._tickets[ref.number]


def ask(query: str, *tickets: Ticket, today: date = DAY) -> Answer:
    """Ask with these tickets on the desk."""
    shelf = Shelf(*tickets)
    return Whois(ROWS, lambda: shelf, today=today, stale_after_days=90).owns(query)


def codes(answer: Answer) -> list[str]:
    """The codes of the answer's notices."""
    return [notice.code for notice in answer.notices]


@pytest.mark.parametrize(
    "query", ["48213", "#48213", " 48213 ", "https://desk.example/agent/tickets/48213"]
)
def test_a_ticket_leads_to_the_owner_of_its_area(query: str) -> None:
    """A number, `#number` or URL is a ticket; its area is looked up, and said."""
    found = ask(query, ticket(48213, area="session_replay"))

    assert (found.query, found.match, found.feature) == (query, "alias", "Replay")
    assert codes(found) == ["ticket_area"]
    assert "session_replay" in found.notices[0].text


def test_a_url_keeps_its_host_for_the_desk_to_check() -> None:
    """The desk learns which host a URL names, so that it can refuse another one."""
    shelf = Shelf(ticket(7, area="session_replay"))
    Whois(ROWS, lambda: shelf, today=DAY, stale_after_days=90).owns("https://a.example/tickets/7")

    assert shelf.asked == [TicketRef(7, "a.example")]


@pytest.mark.parametrize("area", [None, ""])
@pytest.mark.parametrize("subject", ["Recordings are gone", "recordings"])
def test_a_ticket_without_an_area_has_no_answer(area: str | None, subject: str) -> None:
    """Its subject is not proof enough to name an owner, only to name what is near."""
    found = ask("7", ticket(7, area=area, subject=subject))

    assert (found.query, found.match, found.owners) == ("7", "none", ())
    assert found.candidates[0].feature == "Replay"
    assert codes(found) == ["no_area"]


def test_a_ticket_that_is_not_there_is_the_desks_to_report() -> None:
    """The desk's own error passes through."""
    with pytest.raises(NotFound):
        ask("7")


@pytest.mark.parametrize("query", ["replay", "7 replay", "#support-replay", "session_replay"])
def test_words_never_touch_the_desk(query: str) -> None:
    """All but a ticket is offline: the desk is not even built."""

    def desk() -> Tickets:
        raise AssertionError

    assert Whois(ROWS, desk, today=DAY, stale_after_days=90).owns(query).feature == "Replay"


def test_a_guess_says_that_it_is_one() -> None:
    """The notice names what came nearest and how near."""
    found = ask("recordngs")

    assert (found.match, codes(found)) == ("fuzzy", ["guessed"])
    assert "Replay" in found.notices[0].text
    assert f"{found.candidates[0].score:.2f}" in found.notices[0].text


def test_an_old_row_says_how_old_it_is() -> None:
    """From the first day after the limit, an owner is shown with the date to doubt."""
    assert codes(ask("surveys")) == ["stale"]
    assert codes(ask("surveys", today=DAY - timedelta(days=1))) == []
    assert "2026-08-24" in ask("surveys").notices[0].text


@pytest.mark.parametrize("query", ["", " ", "\t\n"])
def test_an_empty_query_is_wrong_usage(query: str) -> None:
    """Nothing asked is a slip of the shell, not a feature that does not exist."""
    with pytest.raises(WrongUsage):
        ask(query)


def test_a_query_longer_than_any_name_is_refused() -> None:
    """A pasted mail is refused before it is compared with every name."""
    assert ask("x" * LONGEST_QUERY).match == "none"
    with pytest.raises(WrongUsage):
        ask("x" * (LONGEST_QUERY + 1))
