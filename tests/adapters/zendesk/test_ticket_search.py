"""Searching tickets for organizations, on answers as Zendesk would give them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from csm_cli.adapters.zendesk.records import FieldIds
from csm_cli.adapters.zendesk.ticket_search import ZendeskTicketSearch
from csm_cli.domain.errors import Unavailable
from csm_cli.domain.mine import Seen
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted
from tests.adapters.zendesk.conftest import session

FIELDS = FieldIds({"organization_id": 27}, {"organization_id": "ph_id"})
ONE, TWO = (f"0184c2f1-7a10-0000-4b1d-6a6f1e5c0d0{number}" for number in (1, 2))


@contextmanager
def _search(*replies: Reply) -> Iterator[tuple[ZendeskTicketSearch, ScriptedServer]]:
    with scripted(*replies) as server:
        search = ZendeskTicketSearch(server.url, session(server.url), FIELDS)
        yield search, server
        search.close()


def _ticket(recorded: str | None, organization: int | None = None) -> dict[str, Any]:
    return {
        "custom_fields": [{"id": 9, "value": TWO}, {"id": 27, "value": recorded}],
        "organization_id": organization,
    }


def _page(*tickets: dict[str, Any], count: int) -> Reply:
    return Reply(200, {"results": list(tickets), "count": count})


def test_the_tickets_field_and_zendesks_own_record_tell_the_organization() -> None:
    """Each organization of Zendesk's is asked about once; one that is hidden knows nothing."""
    page = _page(
        _ticket(ONE.upper()), _ticket(None, 5), _ticket("", 5), _ticket("?", 6), _ticket(None),
        _ticket(None, 7), count=6,
    )  # fmt: skip
    with _search(
        page,
        Reply(200, {"organization": {"external_id": None, "organization_fields": {"ph_id": TWO}}}),
        Reply(404, {"error": "RecordNotFound"}),
        Reply(200, {"organization": {"external_id": "a name", "organization_fields": None}}),
    ) as (search, server):
        assert search.organizations("tags:x") == Seen((ONE, TWO), 6, 3, whole=True)
        paths = [urlsplit(asked.path) for asked in server.asked]
    assert [path.path.rpartition("/")[2] for path in paths[1:]] == ["5.json", "6.json", "7.json"]
    assert parse_qs(paths[0].query)["query"] == ["type:ticket tags:x"]


def test_every_page_is_read() -> None:
    """A hundred tickets in each."""
    pages = [_page(*[_ticket(ONE)] * 100, count=101), _page(_ticket(TWO), count=101)]
    with _search(*pages) as (search, server):
        assert search.organizations("x") == Seen((ONE, TWO), 101, 0, whole=True)
        numbers = [parse_qs(urlsplit(asked.path).query)["page"] for asked in server.asked]
    assert numbers == [["1"], ["2"]]


def test_a_search_that_zendesk_cuts_is_not_whole() -> None:
    """It gives a thousand, whatever it counts."""
    pages = [_page(*[_ticket(ONE)] * 100, count=1001)] * 10
    with _search(*pages) as (search, _):
        assert search.organizations("x") == Seen((ONE,), 1000, 0, whole=False)


@pytest.mark.parametrize("body", [{"results": None, "count": 0}, {"results": []}])
def test_an_answer_of_another_shape_is_refused(body: dict[str, Any]) -> None:
    """No list of nobody's is made of it."""
    with _search(Reply(200, body)) as (search, _), pytest.raises(Unavailable):
        search.organizations("x")
