"""The port's promises, on answers as PostHog would give them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import pytest

from csm_cli.adapters import defaults
from csm_cli.adapters.posthog.audit_log import PostHogAuditLog, audit_facts
from csm_cli.adapters.posthog.query_api import Answer, Value
from csm_cli.domain.errors import CsmError, NotSignedIn, Unexpected, WrongUsage
from csm_cli.domain.impersonation.paging import Cursor
from csm_cli.domain.impersonation.remarks import Warn
from csm_cli.domain.impersonation.window import Window

FACTS = audit_facts(defaults.load())
WINDOW = Window(datetime(2026, 11, 1, tzinfo=UTC), datetime(2026, 11, 2, tzinfo=UTC))
INDEX = Answer(({"type_name": "organization", "type_index": 3},), cached=False, cut=False)


class Answers:
    """An API that gives its answers in order, and remembers what it was asked."""

    def __init__(self, *answers: Answer | CsmError) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, dict[str, Value]]] = []

    def query(self, name: str, **values: Value) -> Answer:
        """The next answer."""
        self.asked.append((name, values))
        answer = self._answers.pop(0)
        if isinstance(answer, CsmError):
            raise answer
        return answer


def _answer(*rows: dict[str, Any], cached: bool = False, cut: bool = False) -> Answer:
    return Answer(rows, cached, cut)


def _evidence(key: str, left: int) -> dict[str, Any]:
    return {
        "evidence_key": key, "person": key, "email": f"{key}@x.example", "is_current": 1,
        "is_elsewhere": 0, "instance": "https://us.posthog.com", "rows_left": left,
    }  # fmt: skip


def _log(api: Answers, member_rows: int = 2) -> PostHogAuditLog:
    return PostHogAuditLog(api, FACTS._replace(member_rows=member_rows))


def _codes(log: PostHogAuditLog) -> Sequence[object]:
    return [remark.code for remark in log.remarks]


def test_the_number_of_the_group_is_asked_for_once() -> None:
    """It may differ between projects, but not within a run."""
    api = Answers(
        INDEX,
        _answer({"organization_key": "id", "organization_name": " Hedgebox "}),
        _answer(_evidence("a", 1)),
    )
    log = _log(api)
    assert log.organizations(["id"]) == {"id": ("Hedgebox",)}
    assert len(list(log.members(["id"], WINDOW, WINDOW))) == 1
    assert [name for name, _ in api.asked] == ["group_types", "organizations", "members"]
    assert {values["group_index"] for _, values in api.asked[1:]} == {3}
    assert _codes(log) == []


@pytest.mark.parametrize("first", [_answer(), Unexpected("no such table")])
def test_a_number_that_is_not_to_be_had_is_assumed_with_a_warning(first: Answer | CsmError) -> None:
    """The organization's record is then looked for where it always was."""
    api = Answers(first, _answer())
    log = _log(api)
    assert log.organizations(["id"]) == {}
    assert api.asked[1][1]["group_index"] == FACTS.group_index
    assert _codes(log) == [Warn.GROUP_INDEX_ASSUMED]


def test_a_key_that_is_refused_is_not_taken_for_a_missing_table() -> None:
    """The first question tells whether there is a session at all."""
    with pytest.raises(NotSignedIn):
        _log(Answers(NotSignedIn("no"))).organizations(["id"])


def test_members_are_read_until_none_is_left() -> None:
    """Each page continues after the last key of the one before."""
    pages = [
        _answer(_evidence("a", 5), _evidence("b", 5)),
        _answer(_evidence("c", 3), _evidence("d", 3)),
        _answer(_evidence("e", 1)),
    ]
    api = Answers(INDEX, *pages)
    log = _log(api)
    assert [piece.person for _, piece in log.members(["id"], WINDOW, WINDOW)] == [
        "a",
        "b",
        "c",
        "d",
        "e",
    ]
    assert [values["after"] for _, values in api.asked[1:]] == ["", "b", "d"]
    assert _codes(log) == []


def test_members_that_posthog_keeps_back_are_noticed() -> None:
    """A page shorter than asked for while more are left: a limit that csm does not know of."""
    api = Answers(INDEX, _answer(_evidence("a", 2)), _answer(_evidence("b", 1)))
    log = _log(api)
    assert [piece.person for _, piece in log.members(["id"], WINDOW, WINDOW)] == ["a", "b"]
    assert _codes(log) == [Warn.MEMBERS_CUT]


@pytest.mark.parametrize("first", [["a"], ["a", "b"]])
def test_members_that_are_counted_and_never_sent_end_the_reading(first: list[str]) -> None:
    """It must not ask for ever, nor take the silence for the end."""
    log = _log(Answers(INDEX, _answer(*(_evidence(key, 5) for key in first)), _answer()))
    assert len(list(log.members(["id"], WINDOW, WINDOW))) == len(first)
    assert _codes(log) == [Warn.MEMBERS_CUT]


def test_a_cached_or_cut_answer_is_remembered_once() -> None:
    """Whatever was asked."""
    api = Answers(*[_answer({"events_counted": "7"}, cached=True, cut=True)] * 2)
    log = _log(api)
    assert (log.count(WINDOW), log.count(WINDOW)) == (7, 7)
    assert _codes(log) == [Warn.CACHED, Warn.CUT]


def _impersonation(number: int) -> dict[str, Any]:
    names = ("event_region", "staff_email", "staff_id", "target_email", "target_id", "start_mode",
             "reason_escaped", "reason_text", "support_ticket")  # fmt: skip
    return {
        "event_uuid": f"{number:04}", "occurred_at": f"2026-11-01 12:00:0{number}.000000",
        "event_name": "impersonation_started", **dict.fromkeys(names),
    }  # fmt: skip


def test_after_a_full_page_the_next_one_is_asked_for_at_once() -> None:
    """As the walk would ask itself, once; a short page is followed by nothing."""
    api = Answers(_answer(_impersonation(5), _impersonation(4)), _answer(_impersonation(3)))
    log = PostHogAuditLog(api, FACTS._replace(page_rows=2))
    first = log.impersonations(WINDOW, None)
    below = Cursor(first[-1].occurred_at, first[-1].event_uuid)
    second = log.impersonations(WINDOW, below)
    assert [row.event_uuid for row in (*first, *second)] == ["0005", "0004", "0003"]
    assert [values["below_uuid"] for _, values in api.asked] == ["", "0004"]
    assert api.asked[1][1]["below_time"] == "2026-11-01 12:00:04.000000"


def test_a_page_that_was_asked_for_ahead_is_looked_at_too() -> None:
    """It may be an old one as well as any."""
    api = Answers(_answer(_impersonation(5)), _answer(cached=True))
    log = PostHogAuditLog(api, FACTS._replace(page_rows=1))
    [row] = log.impersonations(WINDOW, None)
    assert _codes(log) == []
    assert log.impersonations(WINDOW, Cursor(row.occurred_at, row.event_uuid)) == ()
    assert _codes(log) == [Warn.CACHED]


def test_the_ends_of_the_window_are_sent_as_clickhouse_reads_them() -> None:
    """A time in another spelling would become no time at all, and the answer empty."""
    api = Answers(_answer())
    _log(api).impersonations(WINDOW, None)
    values = api.asked[0][1]
    assert values["since"] == "2026-11-01 00:00:00.000000"
    assert values["until"] == values["below_time"] == "2026-11-02 00:00:00.000000"
    assert values["event_names"] == [
        "impersonation_started", "impersonation_upgraded", "impersonation_downgraded",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("table", "name", "value"),
    [
        ("audit", "page_rows", 50_001),
        ("audit", "page_rows", 0),
        ("audit", "page_rows", "many"),
        ("audit", "events", ["impersonation_started"]),
        ("audit", "events", {"ended": "impersonation_ended"}),
        ("posthog", "us_sites", 7),
        ("posthog", "organization_group_index", None),
    ],
)
def test_facts_that_could_not_work_are_refused(table: str, name: str, value: object) -> None:
    """Before a page longer than PostHog's longest answer looks like the last one."""
    facts = defaults.load()
    facts[table][name] = value
    with pytest.raises(WrongUsage):
        audit_facts(facts)
