"""Lists in pages, by offset and by cursor."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.sandbox.small import Small

PATH = "tickets/1001/comments"


def follow(small: Small, path: str, name: str, link: str) -> list[list[int]]:
    """Return the ids of all pages, by following the links that the answers give."""
    pages: list[list[int]] = []
    url: str | None = path
    while url is not None:
        answer = small.get(url).json()
        pages.append([item["id"] for item in answer[name]])
        if link == "next_page":
            url = answer["next_page"]
        else:
            url = answer["links"][link] if answer["meta"]["has_more"] else None
    return pages


@pytest.fixture
def seven(small: Small) -> list[int]:
    """The ids of the seven comments of a ticket, some of them of the same second."""
    for number in range(4):
        small.update(1001, comment={"body": f"Note {number}", "public": False})
    return [item["id"] for item in small.comments(1001)]


@given(size=st.integers(1, 9), newest_first=st.booleans())
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_cursor_pages_are_the_whole(
    small: Small, seven: list[int], size: int, newest_first: bool
) -> None:
    """Whatever the size and the order, the pages hold every item once, in order."""
    wanted = seven[::-1] if newest_first else seven
    sort = "-created_at" if newest_first else "created_at"
    pages = follow(small, f"{PATH}?page[size]={size}&sort={sort}", "comments", "next")
    assert [number for page in pages for number in page] == wanted
    assert all(len(page) == size for page in pages[:-1])


@given(size=st.integers(1, 9))
@settings(
    max_examples=9, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_offset_pages_are_the_whole(small: Small, seven: list[int], size: int) -> None:
    """The same by page numbers; `count` is that of the whole list."""
    pages = follow(small, f"{PATH}?per_page={size}", "comments", "next_page")
    assert [number for page in pages for number in page] == seven
    assert small.get(f"{PATH}?per_page={size}").json()["count"] == len(seven)


def test_links_are_absolute_and_keep_the_query(small: Small, seven: list[int]) -> None:
    """Links lead to this sandbox, with `.json`, and with the other parameters of the request."""
    answer = small.get(f"{PATH}?page[size]=3&include=users&sort=-created_at").json()
    link = answer["links"]["next"]
    assert link.startswith(f"{small.url}/api/v2/{PATH}.json?include=users&page%5Bafter%5D=")
    assert link.endswith("&page%5Bsize%5D=3&sort=-created_at")
    third = small.get(small.get(link).json()["links"]["next"]).json()
    assert [item["id"] for item in third["comments"]] == seven[:1]
    back = small.get(third["links"]["prev"]).json()  # of the six before it, the nearest three
    assert [item["id"] for item in back["comments"]] == seven[3:0:-1]
    assert back["meta"]["has_more"] is True
    second = small.get(f"{PATH}?page=2&per_page=3").json()
    assert second["previous_page"] == f"{small.url}/api/v2/{PATH}.json?page=1&per_page=3"


def test_a_full_last_page_still_has_a_next_link(small: Small) -> None:
    """As recorded: `has_more` is false, the link is there, and leads to an empty page."""
    last = small.get("groups?page[size]=100").json()
    assert last["meta"]["has_more"] is False
    beyond = small.get(last["links"]["next"]).json()
    assert beyond["groups"] == []
    assert beyond["meta"] == {"has_more": False, "after_cursor": None, "before_cursor": None}
    assert beyond["links"] == {"prev": None, "next": None}


@pytest.mark.parametrize(
    ("query", "shape"),
    [
        ("page[size]=0", "errors"), ("page[size]=101", "errors"), ("page[size]=x", "errors"),
        ("page[after]=x", "errors"), ("page[after]=WzFd", "errors"), ("page[after]=e30=", "errors"),
        ("page[before]=bnVsbA==", "errors"), ("page=0", "error"), ("page=two", "error"),
        ("page=-1", "error"), ("page=" + "9" * 5000, "error"), ("page=101", "errors"),
        ("page=101&per_page=1", "errors"),
    ],
)  # fmt: skip
def test_impossible_pages(small: Small, query: str, shape: str) -> None:
    """Each is a 400 in the shape that the original uses for it."""
    answer = small.get(f"{PATH}?{query}")
    assert (answer.status_code, list(answer.json())) == (400, [shape])


@pytest.mark.parametrize("size", ["0", "1000", "x", "-5", "9" * 5000])
def test_impossible_sizes_of_offset_pages(small: Small, size: str) -> None:
    """`per_page` is put right, not refused."""
    assert small.get(f"{PATH}?per_page={size}").status_code == 200


def test_the_last_of_several_values_counts(small: Small) -> None:
    """A parameter that is given twice has its last value, as in Rails."""
    assert len(small.get(f"{PATH}?per_page=1&per_page=2").json()["comments"]) == 2


def test_the_depth_of_offset_pages(small: Small) -> None:
    """Beyond the limit of records a page is a 400 that names the pagination depth."""
    small.limit(offset_records=4)
    assert small.get(f"{PATH}?per_page=2&page=2").status_code == 200
    answer: dict[str, Any] = small.get(f"{PATH}?per_page=2&page=3").json()
    assert answer["errors"][0]["code"] == "InvalidPaginationDepth"
