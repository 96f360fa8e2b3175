"""Tickets on the desk, read and written, against a server that is told."""

import time

import pytest

from csm_cli.domain.errors import NotAllowed, NotSignedIn, Refused, WrongUsage
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Group, Mark, Write
from tests.adapters.scripted_server import Reply
from tests.adapters.zendesk import answers_of_zendesk as zendesk
from tests.adapters.zendesk.conftest import Served

ONE = TicketRef(zendesk.NUMBER)
ME = Reply(200, zendesk.ME)


def test_a_refused_write_drops_what_is_kept(served: Served) -> None:
    """A group or an option may be gone: the next run asks for them again."""
    write = Write(zendesk.NUMBER, "x", Mark("op1", "claim"), "words")
    with served(ME, Reply(422, {"error": "RecordInvalid"}), ME) as (made, _):
        with pytest.raises(Refused):
            made.apply(write)
        assert made.me().person.name == "Robin Vale"


def test_a_ticket_in_one_request(served: Served) -> None:
    """People, group and organization come along with the ticket."""
    answer = {
        "ticket": zendesk.ticket(assignee_id=101, organization_id=501),
        "users": [zendesk.ME["user"], {"id": 201, "name": "Theo", "role": "end-user"}],
        "groups": [{"id": 301, "name": "Support"}],
        "organizations": [{"id": 501, "name": "Hedgebox", "external_id": "0184"}],
    }
    with served(Reply(200, answer)) as (made, server):
        found = made.ticket(ONE)
        assert "include=users%2Cgroups%2Corganizations" in server.asked[0].path
    assert (found.number, found.version) == (zendesk.NUMBER, zendesk.LATER)
    assert found.group == Group(301, "Support")
    assert found.assignee is not None
    assert (found.assignee.name, found.assignee.kind) == ("Robin Vale", "staff")
    assert found.requester is not None
    assert found.requester.kind == "customer"
    assert found.organization is not None
    assert found.organization.organization_id == "0184"


def test_the_moment_of_reading_is_the_earliest(served: Served) -> None:
    """The answer's date says when it was made; the reading may have been that much earlier."""
    date = (("Date", "Mon, 23 Nov 2026 11:00:00 GMT"),)
    with served(Reply(200, {"ticket": zendesk.ticket()}, date, hangs=0.2)) as (made, _):
        read_at = made.ticket(ONE).read_at
    assert read_at.isoformat() < "2026-11-23T10:59:59.9"


def test_an_answer_without_a_date(served: Served) -> None:
    """Can't vouch for its version: the youngest moment is assumed."""
    with served(Reply(200, {"ticket": zendesk.ticket()}, (("Date", ""),))) as (made, _):
        found = made.ticket(ONE)
    assert found.read_at == found.updated_at


def test_another_host(served: Served) -> None:
    """A ticket's URL of another Zendesk is refused without asking anybody."""
    with served() as (made, server):
        made.check(TicketRef(1, server.url.removeprefix("http://")))
        for ask in (made.check, made.ticket):
            with pytest.raises(WrongUsage) as told:
                ask(TicketRef(1, "other.zendesk.com"))
            assert "other.zendesk.com" in told.value.message


def test_a_write_reads_who_is_signed_in_first(served: Served) -> None:
    """A desk that is out of reach then is not taken for one that lost an answer."""
    write = Write(zendesk.NUMBER, "x", Mark("op1", "claim"), "words")
    with served(Reply(401, {"error": "Couldn't authenticate you"})) as (made, server):
        with pytest.raises(NotSignedIn):
            made.apply(write)
        assert [asked.method for asked in server.asked] == ["GET"]


COMMENTS = Reply(200, {"comments": [], "users": [], "meta": {"has_more": False}})


def test_entries_are_read_beside_the_ticket(served: Served) -> None:
    """Expected entries are on their way at once, and asked for a single time."""
    with served(COMMENTS, Reply(200, {"ticket": zendesk.ticket()})) as (made, server):
        made.expect(ONE)
        while not server.asked:  # without anybody having waited for the answer
            time.sleep(0.001)
        made.ticket(ONE)
        assert made.conversation(ONE.number).complete
        assert ["comments" in asked.path for asked in server.asked] == [True, False]


def test_entries_that_failed_beside_the_ticket_are_asked_for_again(served: Served) -> None:
    """Whatever went wrong there, a person hears of what goes wrong here."""
    refused = Reply(403, {"error": "Forbidden"})
    with served(refused, COMMENTS) as (made, server):
        made.expect(ONE)
        assert made.conversation(ONE.number).complete
        assert len(server.asked) == 2
    with served(refused, refused) as (made, _):
        made.expect(ONE)
        with pytest.raises(NotAllowed):
            made.conversation(ONE.number)


def test_entries_of_another_ticket_are_not_mixed_up(served: Served) -> None:
    """What is on its way for one ticket is never given for another."""
    with served(COMMENTS, COMMENTS) as (made, server):
        made.expect(ONE)
        made.conversation(7)
        assert "tickets/7/" in server.asked[1].path
