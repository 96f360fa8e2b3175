"""Search: an index that lags, a language that takes words for filters, an end at 1,000."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from csm_cli.sandbox.zendesk.search_query import parse
from tests.sandbox.small import Small


def found(small: Small, query: str, as_: str = "robin") -> list[int]:
    """Return the ids of the tickets found, ascending; the count must agree."""
    answer = small.get("search", as_, params={"query": f"type:ticket {query}"}).json()
    counted = small.get("search/count", as_, params={"query": f"type:ticket {query}"}).json()
    assert answer["count"] == counted["count"] == len(answer["results"])
    return sorted(item["id"] for item in answer["results"])


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("replay", [1001]),
        ("REPLAY blank", [1001]),
        ('"replay page stays"', [1001]),
        ('"stays replay"', []),
        ("repl*", [1001]),
        ("rep", []),
        ("browser", [1001]),  # a comment's word
        ("1001", [1001]),
        ("status:closed", [1003]),
        ("status:new status:closed", [1003, 1004, 1005]),
        ("status>pending", [1003]),
        ("status<open", [1004, 1005]),
        ("-status:closed organization:501", [1001, 1006]),
        ('organization:"hedgebox inc" status:open', [1001, 1006]),
        ("organization:none", [1004, 1007]),
        ("assignee:ada", [1002]),
        ("assignee:none group:Replay", [1006]),
        ("requester:dana@hedgebox.example status:open", [1001, 1006]),
        ("requester:me", [1007]),
        ("submitter:103", [1004]),
        ("tags:escalated", [1006]),
        ("-tags:none", [1001, 1006, 1007]),
        ("custom_field_603:escalated", [1006]),
        ("custom_field_604:user-1", [1001]),
        ("fieldvalue:escalated", [1006]),
        ("priority>normal", [1001]),
        ("priority:none status:pending", [1002]),
        ("subject:slack", [1005]),
        ("via:api subject:slack", [1005]),
        ("ticket_type:incident", []),
        ("external_id:none subject:slack", [1005]),
        ("created>2000-01-01 created<2000-01-02", []),
        ("created>=1999-12-31 status:closed", [1003]),
        ("updated<never", []),
        ("due_date>2000-01-01", []),
        # The traps: what looks like words is a filter that nothing fits.
        ("replay error:timeout", []),
        ("https://us.posthog.com/replay", []),
        ("TypeError: replay", []),
    ],
)
def test_what_is_found(small: Small, query: str, ids: list[int]) -> None:
    """Words are whole words of the ticket and its comments; `word:value` is always a filter."""
    assert found(small, query) == ids


def test_a_date_is_a_whole_day(small: Small) -> None:
    """`:` is within the day, `>` after its end, `>=` from its start; a time is to the second."""
    small.control("POST", "clock", {"now": "2031-03-05T12:00:00Z"})
    small.limit(search_lag_seconds=0)
    stamp = small.update(1001, subject="Zebra").json()["ticket"]["updated_at"]
    hits = {query: found(small, f"zebra updated{query}") == [1001] for query in (
        ":2031-03-05", ">=2031-03-05", "<=2031-03-05", "<2031-03-06", ">2031-03-04",
        ">2031-03-05", "<2031-03-05", ":2031-03-04", f":{stamp}", f">{stamp}",
    )}  # fmt: skip
    assert [query for query, hit in hits.items() if hit] == [
        ":2031-03-05", ">=2031-03-05", "<=2031-03-05", "<2031-03-06", ">2031-03-04", f":{stamp}",
    ]  # fmt: skip


def test_all_kinds_of_records(small: Small) -> None:
    """Without a type, people, organizations and groups are found as well; tokens are not."""
    answer = small.get("search", params={"query": "replay"}).json()
    assert {(item["result_type"], item["id"]) for item in answer["results"]} == {
        ("ticket", 1001), ("group", 302),
    }  # fmt: skip
    people = small.get("search", params={"query": "type:user role:admin"}).json()["results"]
    assert [item["name"] for item in people] == ["Noor Haddad"]
    organizations = small.get("search", params={"query": "type:organization kelpworks"}).json()
    assert [item["id"] for item in organizations["results"]] == [502]
    assert small.get("search", params={"query": "sandbox-robin"}).json()["count"] == 0


def test_the_index_lags(small: Small) -> None:
    """A change is found only when the sandbox's clock is a minute on; until then the old state."""
    small.update(1001, subject="Zebra crossing", comment={"body": "giraffe", "public": False})
    assert (found(small, "zebra"), found(small, "giraffe")) == ([], [])
    assert found(small, "subject:replay") == [1001]
    small.advance(59)
    assert found(small, "zebra") == []
    small.advance(2)
    assert (found(small, "zebra"), found(small, "giraffe")) == ([1001], [1001])
    assert found(small, "subject:replay") == []


def test_versions_do_not_mix(small: Small) -> None:
    """Of several changes within the lag each is found in its own time only."""
    for word in ("aardvark", "beetle"):
        small.update(1001, subject=word)
        small.advance(40)
    small.advance(21)  # the first is 101 seconds old, the second 61
    assert (found(small, "aardvark"), found(small, "beetle")) == ([], [1001])


def test_the_lag_is_a_limit(small: Small) -> None:
    """A scenario may switch the lag off."""
    small.limit(search_lag_seconds=0)
    small.update(1001, subject="Zebra crossing")
    assert found(small, "zebra") == [1001]


def test_the_end_of_the_results(small: Small) -> None:
    """The count tells all, the pages end: no link beyond the limit, and then a 422."""
    small.limit(search_results=4)
    page = small.get("search?query=type:ticket&per_page=2&page=2").json()
    assert (page["count"], len(page["results"]), page["next_page"]) == (7, 2, None)
    beyond = small.get("search?query=type:ticket&per_page=2&page=3")
    assert (beyond.status_code, beyond.json()["error"]) == (422, "invalid")
    assert "Search Response Limits" in beyond.json()["description"]


def test_the_real_end_is_at_a_thousand(small: Small) -> None:
    """With the documented limit page 10 of 100 is the last."""
    assert small.get("search?query=type:ticket&page=10").status_code == 200
    assert small.get("search?query=type:ticket&page=11").status_code == 422


def test_cursors_are_refused(small: Small) -> None:
    """Search pages by offset only."""
    answer = small.get("search?query=replay&page[size]=10")
    assert (answer.status_code, answer.json()["error"]["title"]) == (400, "Invalid attribute")
    assert small.get("search").status_code == 400


@pytest.mark.parametrize(
    ("sort", "first", "last"),
    [("created_at", 1005, 1003), ("updated_at", 1005, 1003), ("priority", 1001, 1002),
     ("status", 1003, 1004), ("ticket_type", 1007, 1001), ("", 1005, 1003)],
)  # fmt: skip
def test_orders(small: Small, sort: str, first: int, last: int) -> None:
    """Descending unless asked otherwise; without a key the latest change is first."""
    down = small.get(f"search?query=type:ticket&sort_by={sort}").json()["results"]
    up = small.get(f"search?query=type:ticket&sort_by={sort}&sort_order=asc").json()["results"]
    assert [item["id"] for item in up] == [item["id"] for item in down][::-1]
    assert down[0]["id"] == first
    assert last in [item["id"] for item in down[-2:]]


def exported(small: Small, query: str, size: int, as_: str = "robin") -> list[list[int]]:
    """Return the ids of an export page by page, following its cursors."""
    pages: list[list[int]] = []
    cursor: dict[str, str] = {}
    while True:
        asked = {"query": query, "filter[type]": "ticket", "page[size]": size, **cursor}
        answer = small.get("search/export", as_, params=asked).json()
        pages.append([item["id"] for item in answer["results"]])
        if not answer["meta"]["has_more"]:
            return pages
        cursor = {"page[after]": answer["meta"]["after_cursor"]}


def test_an_export_has_all_the_newest_first(small: Small) -> None:
    """Beyond the end of the results of search, by creation, and never what is hidden."""
    small.limit(search_results=1)
    pages = exported(small, "", 3)
    newest = small.get("search?query=type:ticket&sort_by=created_at&per_page=1").json()
    assert [len(page) for page in pages] == [3, 3, 1]
    assert pages[0][0] == newest["results"][0]["id"]
    assert sorted(number for page in pages for number in page) == [
        1001,
        1002,
        1003,
        1004,
        1005,
        1006,
        1007,
    ]
    assert exported(small, "status<solved replay", 100) == [[1001]]
    assert exported(small, "", 100, "mika") == [[1006]]
    assert exported(small, "type:ticket replay", 100) == [[1001]]  # as recorded


@pytest.mark.parametrize(
    "asked",
    ["query=x", "query=x&filter[type]=article", "filter[type]=ticket",
     "query=x&filter[type]=ticket&page[size]=1001", "query=x&filter[type]=ticket&page[size]=0",
     "query=x&filter[type]=ticket&page[after]=eHg="],
)  # fmt: skip
def test_what_an_export_refuses(small: Small, asked: str) -> None:
    """A kind is needed, a page has a thousand at the most, and a cursor is one of its own."""
    assert small.get(f"search/export?{asked}").status_code == 400


def test_the_cursor_of_an_export_ends(small: Small) -> None:
    """It lives for an hour, by the sandbox's clock."""
    asked = {"query": "", "filter[type]": "ticket", "page[size]": 2}
    cursor = small.get("search/export", params=asked).json()["meta"]["after_cursor"]
    asked["page[after]"] = cursor
    small.advance(3590)
    assert small.get("search/export", params=asked).status_code == 200
    small.advance(20)
    assert small.get("search/export", params=asked).status_code == 400


def test_exports_have_a_limit_of_their_own(small: Small) -> None:
    """A hundred pages a minute, an account; search itself goes on."""
    small.limit(search_exports_per_minute=1)
    first = small.get("search/export?query=x&filter[type]=ticket")
    assert first.headers["Zendesk-Rate-Limit-Search-Export"].startswith("total=1; remaining=0;")
    refused = small.get("search/export?query=x&filter[type]=ticket")
    assert (refused.status_code, "Retry-After" in refused.headers) == (429, True)
    assert small.get("search?query=x").status_code == 200


def test_restricted_agents_find_their_own(small: Small) -> None:
    """Search shows nobody a ticket that they could not open."""
    assert found(small, "", "mika") == [1006]
    assert 1001 in found(small, "", "lin")


@given(st.text())
def test_any_text_can_be_taken_apart(text: str) -> None:
    """No query breaks the parser, and no word of letters gets lost."""
    query = parse(text)
    assert all(words.words for words in query.texts)
    assert query.kinds
