"""The query that PostHog's handbook gives for this, as it stands there, and what it gets wrong."""

from pathlib import Path
from typing import Any

import httpx

from csm_cli.domain.impersonation.window import moment, rfc3339
from csm_cli.sandbox.posthog import grammar
from tests.adapters.posthog.test_queries import ORGANIZATION
from tests.conftest import Served
from tests.terminal import Terminal

HANDBOOK = Path(__file__).with_name("handbook_query.sql").read_text(encoding="utf-8")
COLUMNS = [
    "timestamp", "org_name", "target_user_id", "target_email", "event", "staff_email", "mode",
    "reason",
]  # fmt: skip


def _ask(sandbox: Served, suffix: str = "") -> Any:
    query = {"kind": "HogQLQuery", "query": HANDBOOK.replace("ORGANIZATION_ID", ORGANIZATION)}
    query["query"] += suffix
    answer = httpx.post(
        f"{sandbox.env['CSM_POSTHOG_US_URL']}/api/projects/2/query/",
        json={"query": query, "refresh": "force_blocking"},
        headers={"Authorization": f"Bearer {sandbox.env['CSM_POSTHOG_KEY']}"},
        timeout=60,
        trust_env=False,
    )
    assert answer.status_code == 200
    assert answer.json()["columns"] == COLUMNS
    return answer.json()


def test_it_is_hogql_as_it_stands() -> None:
    """Verbatim, its placeholder for the organization included."""
    assert "'ORGANIZATION_ID'" in HANDBOOK
    grammar.parse_select(HANDBOOK)


def test_it_stops_at_a_hundred_rows(sandbox: Served) -> None:
    """The API gives the first hundred, and only `hasMore` says that they are not all."""
    answer = _ask(sandbox)
    assert (len(answer["results"]), answer["hasMore"]) == (100, True)


def test_it_misses_repeats_and_adds(csm: Terminal, sandbox: Served) -> None:
    """Beside csm's audit of the same time it lacks events, doubles some, and has foreign ones."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _ask(sandbox, " LIMIT 5000")["results"]]
    audit = csm(f"audit-impersonation {ORGANIZATION} --json").json
    rows = [row for row in rows if _instant(row) < audit["window"]["until"]]
    seen = [(_instant(row), row["target_email"], row["event"], row["staff_email"]) for row in rows]
    ours = {
        (
            event["occurred_at"], event["target_email"],
            f"impersonation_{event['event']}", event["staff_email"],
        )
        for event in audit["events"]
    }  # fmt: skip
    assert len(ours - set(seen)) > 20
    assert len(seen) - len(set(seen)) > 10
    assert {event for event in set(seen) - ours if event[3] is not None}
    assert "impersonation_downgraded" not in {row["event"] for row in rows}


def test_it_shows_no_mode_on_the_rows_that_matter_most(sandbox: Served) -> None:
    """An upgrade to read-write has no mode of its own."""
    rows = [dict(zip(COLUMNS, row, strict=True)) for row in _ask(sandbox, " LIMIT 5000")["results"]]
    modes = {row["mode"] for row in rows if row["event"] == "impersonation_upgraded"}
    assert modes == {None}


def _instant(row: dict[str, Any]) -> str:
    """Its times are in the project's time zone."""
    assert row["timestamp"].endswith(("-08:00", "-07:00"))
    return rfc3339(moment(row["timestamp"], "row"))
