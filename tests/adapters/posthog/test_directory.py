"""The directory's promises, on answers as PostHog would give them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from csm_cli.adapters import defaults
from csm_cli.adapters.posthog.directory import PostHogDirectory, directory_facts
from csm_cli.adapters.posthog.query_api import Answer, Value
from csm_cli.domain.errors import Unavailable, WrongUsage
from csm_cli.domain.organizations import Named

FACTS = directory_facts(defaults.load(), most=50)
INDEX = Answer(({"type_name": "organization", "type_index": 3},), cached=False, cut=False)
ID = "0184c2f1-7a10-0000-4b1d-6a6f1e5c0d01"


class Answers:
    """An API that gives its answers in order, and remembers what it was asked."""

    def __init__(self, *answers: Answer) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, dict[str, Value]]] = []

    def query(self, name: str, **values: Value) -> Answer:
        """The next answer."""
        self.asked.append((name, values))
        return self._answers.pop(0)


def _answer(*rows: dict[str, Any], cached: bool = False, cut: bool = False) -> Answer:
    return Answer(rows, cached, cut)


def _named(name: str, escaped: str, key: str = ID) -> dict[str, Any]:
    return {"organization_key": key, "name_text": name, "name_escaped": escaped}


def _codes(directory: PostHogDirectory) -> list[str]:
    return [notice.code for notice in directory.notices]


def test_the_number_of_the_group_is_asked_for_once() -> None:
    """It may differ between projects, but not within a run of many look-ups."""
    api = Answers(INDEX, _answer(), _answer())
    directory = PostHogDirectory(api, FACTS)
    directory.named("a")
    directory.named("b")
    assert [name for name, _ in api.asked] == ["group_types", *["organizations_by_name"] * 2]
    assert {values["group_index"] for _, values in api.asked[1:]} == {3}


def test_a_number_that_is_not_told_is_assumed_with_a_notice() -> None:
    """The groups are then looked for where they always were."""
    api = Answers(_answer(), _answer())
    directory = PostHogDirectory(api, FACTS)
    directory.named("a")
    assert api.asked[1][1]["group_index"] == FACTS.group_index
    assert _codes(directory) == ["group_index_assumed"]


def test_doubtful_answers_are_noticed_once() -> None:
    """A cached answer may not know an organization yet; one that is cut may leave it out."""
    directory = PostHogDirectory(Answers(*[_answer(cached=True, cut=True)] * 2), FACTS)
    directory.of_domain("a.example")
    directory.of_domain("b.example")
    assert _codes(directory) == ["cached_answer", "cut_answer"]


def test_a_name_is_decoded_exactly_once() -> None:
    """Whether PostHog serves it from the record, or from a column that keeps JSON's escapes."""
    name, escaped = 'C:\\a "b"', 'C:\\\\a \\"b\\"'
    for text in (name, escaped, ""):
        directory = PostHogDirectory(Answers(INDEX, _answer(_named(text, escaped))), FACTS)
        assert directory.named("a") == [Named(ID, name)]


def test_what_is_no_organization_is_left_out() -> None:
    """A group can be registered by anybody's code under any key."""
    rows = [_named("a", "a", key) for key in ("", "acme", f"{ID} ", ID.upper())]
    directory = PostHogDirectory(Answers(INDEX, _answer(*rows)), FACTS)
    assert [each.organization_id for each in directory.named("a")] == [ID, ID]


def test_patterns_hold_what_was_typed_literally() -> None:
    """A wildcard in a name stands for itself, and so does what would take that back."""
    api = Answers(INDEX, _answer(), _answer())
    directory = PostHogDirectory(api, FACTS)
    directory.named("100% a_b\\")
    directory.of_domain("a_b.example")
    assert api.asked[1][1]["pattern"] == "%100\\% a\\_b\\\\%"
    assert api.asked[2][1]["pattern"] == "%@a\\_b.example"


def test_the_past_is_as_long_as_configured_and_ends_now() -> None:
    """In a spelling of times that ClickHouse reads."""
    api = Answers(INDEX, _answer())
    PostHogDirectory(api, FACTS).of_address("a@b.example", datetime(2026, 11, 23, tzinfo=UTC))
    values = api.asked[1][1]
    assert values["since"] == "2025-11-23 00:00:00.000000"
    assert values["until"] == "2026-11-23 00:00:00.000000"


def test_a_row_that_makes_no_sense_is_no_answer() -> None:
    """It is not taken for "nobody"."""
    row = {"organization_key": ID, "is_current": "many", "is_further": 0}
    with pytest.raises(Unavailable):
        PostHogDirectory(Answers(INDEX, _answer(row)), FACTS).of_address(
            "a@b.example", datetime.now(UTC)
        )


@pytest.mark.parametrize(
    ("table", "name", "value"),
    [
        ("audit", "history_days", "long"),
        ("audit", "membership_events", 7),
        ("posthog", "us_sites", 7),
        ("posthog", "organization_group_index", None),
    ],
)
def test_facts_that_could_not_work_are_refused(table: str, name: str, value: object) -> None:
    """Before anything is asked."""
    facts = defaults.load()
    facts[table][name] = value
    with pytest.raises(WrongUsage):
        directory_facts(facts, most=50)
