"""Placeholders, and text that tries to be more than text."""

# ruff: noqa: S608
# These tests are about queries and write them.

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sandbox.posthog.asking import Asking

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
_HOSTILE = st.sampled_from(["'", "\\", "`", '"', "{", "}", "--", ";", "\n", "\0", "/*", ")", "é"])
_SPITEFUL = st.lists(_HOSTILE | _TEXT, max_size=12).map("".join)
_SOME = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("text", "text"),
        ("", ""),
        (7, 7),
        (-7, -7),
        (2**63, 2**63),
        (1.25, 1.25),
        (True, True),
        (False, False),
        (None, None),
        (["a", "b"], ["a", "b"]),
        ([], []),
        ([[1], [2, 3]], [[1], [2, 3]]),
    ],
)
def test_every_kind_of_value(posthog: Asking, value: object, expected: object) -> None:
    """A value arrives as what it was."""
    assert posthog.one("SELECT {it}", values={"it": value}) == expected


def test_lists_are_sets(posthog: Asking) -> None:
    """IN takes a list, also an empty one."""
    count = "SELECT count() FROM events WHERE event IN {names}"
    assert posthog.one(count, values={"names": ["opened", "closed"]}) == 5
    assert posthog.one(count, values={"names": ["opened"]}) == 2
    assert posthog.one(count, values={"names": []}) == 0


@pytest.mark.parametrize(
    ("text", "values", "reason"),
    [
        ("SELECT {x}", None, "Unresolved placeholder: {x}"),
        ("SELECT {x}", {"y": 1}, "Available placeholders: y"),
        ("SELECT {x.y}", {"x": 1}, "Unresolved placeholder: {x.y}"),
        ("SELECT {1 + 1}", None, "must be the name of a value"),
        ("SELECT {x}", {"x": {"a": 1}}, "must be text, numbers, booleans, null or lists"),
        ("SELECT * FROM {x}", {"x": "events"}, "FROM expects a table"),
        ("SELECT {variables.x}", None, "Unresolved placeholder: {variables.x}"),
    ],
)
def test_unusable_placeholders(
    posthog: Asking, text: str, values: dict[str, Any] | None, reason: str
) -> None:
    """A placeholder without a value, or where none can stand, is refused."""
    assert reason in posthog.refusal(text, values=values)


def test_filters_and_variables(posthog: Asking) -> None:
    """`{filters}` holds when the request has none; variables come from the request."""
    assert posthog.one("SELECT count() FROM events WHERE {filters}") == 5
    query = {
        "kind": "HogQLQuery",
        "query": "SELECT {variables.name}",
        "variables": {"1": {"variableId": "1", "code_name": "name", "value": "it's"}},
    }
    response = posthog.http.post("/api/projects/2/query/", json={"query": query})
    assert response.json()["results"] == [["it's"]]


@given(value=_SPITEFUL)
@_SOME
def test_no_value_leaves_its_quotes(posthog: Asking, value: str) -> None:
    """Whatever a text holds, it comes back as it was and nothing else happens."""
    row = posthog.row("SELECT {a}, {b}, 1", values={"a": value, "b": [value]})
    assert row == [value, [value], 1]


@given(name=_SPITEFUL.filter(lambda text: bool(text) and "`" not in text and "\\" not in text))
@_SOME
def test_no_name_leaves_its_quotes(posthog: Asking, name: str) -> None:
    """Whatever an alias or a property's name holds, it stays a name."""
    text = f"SELECT 1 AS `{name}`, properties.`{name}` FROM events LIMIT 1"
    response = posthog.post(text)
    if response.status_code == 200:
        assert response.json()["results"] == [[1, None]]
    else:
        assert response.json()["type"] == "validation_error"


@given(text=_SPITEFUL)
@_SOME
def test_nothing_breaks_the_server(posthog: Asking, text: str) -> None:
    """Any text in the place of a query is answered or refused, and the next one is answered."""
    for query in (text, f"SELECT {text}", f"SELECT '{text}'", f"SELECT 1 FROM events {text}"):
        assert posthog.post(query).status_code in {200, 400}
    assert posthog.one("SELECT 'still here'") == "still here"


def test_text_that_is_not_unicode(posthog: Asking) -> None:
    """Half a surrogate pair, which JSON can spell, is refused as such."""
    body = b'{"query": {"kind": "HogQLQuery", "query": "SELECT {a}", "values": {"a": "\\ud800"}}}'
    response = posthog.http.post(
        "/api/projects/2/query/", content=body, headers={"Content-Type": "application/json"}
    )
    assert (response.status_code, response.json()["code"]) == (400, "parse_error")
