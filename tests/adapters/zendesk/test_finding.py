"""Finding tickets: the query in Zendesk's words, its pages, and the people around the results."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.adapters.zendesk.around_tickets import AroundTickets
from csm_cli.adapters.zendesk.finding import ZendeskFinder
from csm_cli.adapters.zendesk.records import FieldIds
from csm_cli.adapters.zendesk.search_text import texts
from csm_cli.domain.errors import Refused, Unavailable
from csm_cli.domain.finding import Query
from csm_cli.domain.tickets import Group, Marker, Option
from csm_cli.sandbox.zendesk.search_query import parse
from tests.adapters.scripted_server import Reply, ScriptedServer, scripted
from tests.adapters.zendesk.conftest import session

MARKER = Marker(603, "esc.", Option("Escalated", "escalated"))
STALE = Reply(422, {"error": "invalid", "description": "Invalid cursor"})


@contextmanager
def _finder(*replies: Reply, page: int = 2) -> Iterator[tuple[ZendeskFinder, ScriptedServer]]:
    with scripted(*replies) as server:
        spoken = session(server.url, timeout=5)
        fields = FieldIds({"severity": 27}, {"organization_id": "ph", "content_warning": "cw"})
        around = AroundTickets(server.url, spoken, lambda: [{"id": 7, "name": "Replay"}])
        made = ZendeskFinder(server.url, spoken, fields, around, lambda: MARKER, page)
        yield made, server
        made.close()


def _ticket(number: int, **keys: Any) -> dict[str, Any]:
    stamp = "2026-11-20T10:00:00Z"
    url = f"https://desk.example/api/v2/tickets/{number}.json"
    plain = {"id": number, "url": url, "subject": "S", "status": "open", "created_at": stamp,
             "updated_at": stamp, "result_type": "ticket"}  # fmt: skip
    return {**plain, **keys}


def _export(*tickets: dict[str, Any], after: str | None = None) -> Reply:
    meta = {"has_more": after is not None, "after_cursor": after or "at the end"}
    return Reply(200, {"results": list(tickets), "meta": meta})


def _numbers(finder: ZendeskFinder, query: Query, most: int | None = None) -> Sequence[Any]:
    return [
        ([ticket.number for ticket in batch.tickets], batch.whole)
        for batch in finder.find(query, most)
    ]


def _asked(server: ScriptedServer) -> list[tuple[str, dict[str, str]]]:
    parts = [urlsplit(asked.path) for asked in server.asked]
    return [
        (part.path.removeprefix("/api/v2/"), {k: v[0] for k, v in parse_qs(part.query).items()})
        for part in parts
    ]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=3), st.text(min_size=1))
def test_words_and_tags_are_never_operators(words: list[str], tag: str) -> None:
    """Whatever stands in them, the only filters are those of the query itself."""
    for text in texts(Query(("open",), (tag,), 5, (9,), tuple(words)), None):
        query = parse(text)
        keys = sorted(one.key for one in query.filters)
        assert keys == ["assignee", "organization", "status", "tags"]
        assert not any(one.negated for one in query.filters)
        assert not any(one.negated for one in query.texts)


def test_a_query_in_zendesks_words() -> None:
    """Alternatives repeat their property; a condition that can't be said finds nothing at all."""
    since = datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    query = Query(
        assignee=5, organizations=(1, 2, 1), words=('TypeError: "x"', "a"), escalated=True,
        changed_since=since,
    )  # fmt: skip
    (text,) = texts(query, MARKER)
    assert text == (
        'status<solved assignee:5 custom_field_603:"escalated" updated>=2026-11-01T09:30:00Z '
        'organization:1 organization:2 "TypeError: x" "a"'
    )
    assert texts(Query(("new", "closed")), None) == ('status:"new" status:"closed"',)
    assert texts(Query(words=("fine", '":"')), None) == ()
    many = texts(Query(organizations=tuple(range(120))), None)
    assert [text.count("organization:") for text in many] == [50, 50, 20]


def test_everything_comes_by_cursor_with_its_people() -> None:
    """Each ticket once, though a page repeats one; each person is asked about once."""
    first = [_ticket(1, requester_id=11, assignee_id=12, group_id=7, organization_id=501),
             _ticket(2, requester_id=11)]  # fmt: skip
    people = [{"id": 11, "name": "Dana", "role": "end-user", "email": "d@x.example"},
              {"id": 12, "name": "Ada", "role": "agent", "email": "a@x.example"}]  # fmt: skip
    with _finder(
        _export(*first, after="c1"),
        Reply(200, {"users": people}),
        Reply(200, {"organizations": [{"id": 501, "name": "Hedgebox", "external_id": "u"}]}),
        _export(_ticket(2), _ticket(3, requester_id=13), _ticket(4, status="deleted")),
        Reply(403, {"error": "Forbidden"}),
    ) as (finder, server):
        one, two = finder.find(Query())
        asked = _asked(server)
    assert [[each.number for each in batch.tickets] for batch in (one, two)] == [[1, 2], [3]]
    assert (one.whole, two.whole) == (False, True)
    ticket = one.tickets[0]
    assert ticket.requester
    assert ticket.requester.kind == "customer"
    assert ticket.assignee
    assert ticket.assignee.name == "Ada"
    assert (ticket.group, ticket.organization and ticket.organization.name) == (
        Group(7, "Replay"), "Hedgebox",
    )  # fmt: skip
    assert two.tickets[0].requester
    assert two.tickets[0].requester.name == "user 13"
    assert [path for path, _ in asked] == [
        "search/export.json", "users/show_many.json", "organizations/show_many.json",
        "search/export.json", "users/show_many.json",
    ]  # fmt: skip
    assert asked[0][1] == {"query": "status<solved", "filter[type]": "ticket", "page[size]": "2"}
    assert asked[3][1]["page[after]"] == "c1"
    assert (asked[1][1]["ids"], asked[4][1]["ids"]) == ("11,12", "13")


def test_an_export_whose_cursor_ended_begins_anew() -> None:
    """What was there already does not come again; a first page that is refused is an error."""
    with _finder(
        _export(_ticket(1), after="c1"), STALE, _export(_ticket(1), after="c2"), _export(_ticket(2))
    ) as (finder, _):
        assert _numbers(finder, Query()) == [([1], False), ([], False), ([2], True)]
    with _finder(STALE) as (finder, _), pytest.raises(Refused):
        _numbers(finder, Query())
    pair = (_export(_ticket(1), after="c1"), STALE)
    with _finder(*pair, *pair, *pair) as (finder, _), pytest.raises(Refused):
        _numbers(finder, Query())


def test_pages_that_go_in_a_circle_are_an_error() -> None:
    """They would never end."""
    circle = [_export(_ticket(1), after="c1"), _export(_ticket(2), after="c1")]
    with _finder(*circle) as (finder, _), pytest.raises(Unavailable):
        _numbers(finder, Query())


def test_the_best_fits_come_from_search() -> None:
    """So many at the most, and whether there are more is told."""
    page = {"results": [_ticket(1), _ticket(2), _ticket(3)], "count": 3}
    with _finder(Reply(200, page)) as (finder, server):
        assert _numbers(finder, Query(words=("x",)), most=3) == [([1, 2, 3], True)]
        assert _asked(server) == [
            ("search.json",
             {"query": 'type:ticket status<solved "x"', "page": "1", "per_page": "3"}),
        ]  # fmt: skip
    with _finder(Reply(200, {**page, "count": 4})) as (finder, _):
        assert _numbers(finder, Query(words=("x",)), most=3) == [([1, 2, 3], False)]
    with _finder() as (finder, _):
        assert _numbers(finder, Query(words=("!",)), most=3) == [([], True)]


def test_search_ends_at_a_thousand() -> None:
    """Zendesk counts more, and gives no more: the list is not whole, and page 11 is not asked."""
    pages = [
        Reply(200, {"results": [_ticket(n * 100 + i) for i in range(100)], "count": 5000})
        for n in range(10)
    ]
    with _finder(*pages) as (finder, server):
        found = _numbers(finder, Query(), most=2000)
        assert (len(server.asked), sum(len(some) for some, _ in found)) == (10, 1000)
    assert [whole for _, whole in found] == [False] * 10


def test_a_search_in_zendesks_own_words() -> None:
    """A setting's search is sent as it stands, beside what the query says."""
    with _finder(_export(_ticket(1))) as (finder, server):
        found = list(finder.matching("tags:owner_x custom_field_1:y", Query(("open",))))
        (asked,) = _asked(server)
    assert [ticket.number for ticket in found[0].tickets] == [1]
    assert asked[1]["query"] == 'status:"open" tags:owner_x custom_field_1:y'


def test_tickets_by_number() -> None:
    """A hundred in a request; what is gone is left out, and solved ones are not."""
    with _finder(
        Reply(200, {"tickets": [_ticket(1, status="solved")]}), Reply(200, {"tickets": []})
    ) as (finder, server):
        first, second = finder.numbered(range(1, 121))
        asked = _asked(server)
    assert ([ticket.status for ticket in first.tickets], first.whole) == (["solved"], False)
    assert (second.tickets, second.whole) == ((), True)
    assert [len(each["ids"].split(",")) for _, each in asked] == [100, 20]


@pytest.mark.parametrize("body", [{"results": None, "meta": {}}, {"results": []}, {"results": [5]}])
def test_an_answer_of_another_shape_is_refused(body: dict[str, Any]) -> None:
    """No list of nobody's is made of it."""
    with _finder(Reply(200, body)) as (finder, _), pytest.raises(Unavailable):
        _numbers(finder, Query())


def test_people_whom_a_failing_answer_hid_are_asked_for_again() -> None:
    """A list that is made anew after a failure has their names, as it would have had at first."""
    replies = (
        _export(_ticket(1, requester_id=5)),
        Reply(500, {}),
        _export(_ticket(1, requester_id=5)),
        Reply(200, {"users": [{"id": 5, "name": "Theo", "role": "end-user"}]}),
    )
    with _finder(*replies) as (finder, _):
        with pytest.raises(Unavailable):
            _numbers(finder, Query())
        (batch,) = finder.find(Query())
    assert batch.tickets[0].requester is not None
    assert batch.tickets[0].requester.name == "Theo"
