"""The status page over HTTP: read, kept for a minute, and every way in which it gives nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from csm_cli.domain.around import FAILING, LIMITED, REFUSED, RUBBISH, missing
from csm_cli.domain.errors import CsmError
from csm_cli.domain.incidents import INCIDENT, MAINTENANCE, SCHEDULED
from csm_cli.sandbox import Sandbox
from tests.adapters.follow_up.conftest import Page, log_of
from tests.adapters.scripted_server import Reply, scripted
from tests.sandbox.follow_up.stage import arm

EMPTY: dict[str, object] = {
    "ongoing_incidents": [],
    "in_progress_maintenances": [],
    "scheduled_maintenances": [],
}


def test_what_is_read(page: Page, sandbox: Sandbox) -> None:
    """What is open, runs and lies ahead, with its components; when it began is in its id.

    A second run within the minute asks nobody.
    """
    read = page(sandbox.services["status"])
    late, runs, comes = read.incidents
    assert [each.kind for each in read.incidents] == [INCIDENT, MAINTENANCE, SCHEDULED]
    assert (late.name, late.status, late.text) == (
        "Events are late", "identified", "Nothing is lost.",
    )  # fmt: skip
    assert late.regions == {"eu"}
    assert late.since is not None
    assert abs(datetime.now(UTC) - timedelta(hours=3) - late.since) < timedelta(minutes=2)
    assert runs.until is not None
    assert comes.since is not None
    assert comes.since > datetime.now(UTC)
    assert page(sandbox.services["status"]) == read
    assert log_of(sandbox, "status") == [200]


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ({"fault": "status", "status": 500}, FAILING),
        ({"fault": "status", "status": 429, "retry_after": "60"}, LIMITED),
        ({"fault": "status", "status": 403}, REFUSED),
        ({"fault": "status", "status": 404}, FAILING),
        ({"fault": "hang", "seconds": 30}, FAILING),
        ({"fault": "drop"}, FAILING),
        ({"fault": "html"}, RUBBISH),
        ({"fault": "truncated"}, FAILING),
        ({"fault": "redirect"}, FAILING),
    ],
    ids=lambda value: value if isinstance(value, str) else "-".join(map(str, value.values())),
)
def test_what_gives_nothing(
    page: Page, sandbox: Sandbox, fault: dict[str, object], code: str
) -> None:
    """Each is one of csm's errors, and nothing of it is kept: the next run reads the page."""
    arm(sandbox, "status", **fault)
    with pytest.raises(CsmError) as told:
        page(sandbox.services["status"], seconds=2.0)
    assert missing("status", told.value).code == code
    assert len(page(sandbox.services["status"]).incidents) == 3


_ODD: list[object] = [
    None, 7, "x", [], {}, {"name": 7}, {"name": ""}, {"name": "x", "status": "resolved"},
    {"name": "y", "id": "Z" * 26, "url": "javascript:alert(1)", "last_update_at": "soon",
     "affected_components": [None, {"name": []}, {"name": "App", "group_name": 7}],
     "last_update_message": {"a": 1}, "started_at": 7},
    {"name": "\x1b[2Jz\u202e", "affected_components": 7, "last_update_message": "a\x1b[31mb\nc",
     "last_update_at": "2026-11-23T10:00:00", "url": "https://x.example/ a"},
]  # fmt: skip


def test_rubbish_in_the_lists(page: Page) -> None:
    """What has no name is left out; of the rest what makes no sense is null, and no link."""
    with scripted(Reply(200, {**EMPTY, "ongoing_incidents": _ODD})) as server:
        found = page(server.url).incidents
    assert [each.name for each in found] == ["y", "z"]
    first, second = found
    assert (first.since, first.url, first.updated_at, first.text) == (None,) * 4
    assert [(each.name, each.group) for each in first.components] == [("App", None)]
    assert second.url is None
    assert second.text is not None
    assert "\x1b" not in second.text
    assert second.updated_at == datetime(2026, 11, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("body", [[], {}, {**EMPTY, "ongoing_incidents": None}, "x", b"\xff"])
def test_no_summary_at_all(page: Page, body: object) -> None:
    """An answer without the three lists is no page without incidents."""
    with scripted(Reply(200, body)) as server, pytest.raises(CsmError, match="in place of data"):
        page(server.url)
