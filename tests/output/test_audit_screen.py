"""What a person sees of an audit, whole."""

import io
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from syrupy.assertion import SnapshotAssertion

from csm_cli.domain.impersonation.records import Basis, Kind
from csm_cli.domain.impersonation.remarks import ALWAYS, Flag, Warn, limitation, warning
from csm_cli.domain.impersonation.result import Audit
from csm_cli.environment import Environment
from csm_cli.output.audit import view
from csm_cli.output.present import present
from tests.output.audits import an_audit, an_event
from tests.output.reports import an_internal_report

EVENTS = (
    an_event(
        kind=Kind.DOWNGRADED, reason="Done with the change", basis=Basis.INFERRED,
        flags=(Flag.TARGET_INFERRED,),
        occurred_at=datetime(2026, 11, 20, 11, 30, tzinfo=UTC),
    ),
    an_event(
        kind=Kind.UPGRADED, mode="read_write",
        reason="Customer agreed on the call that we re-save the insight for them",
        occurred_at=datetime(2026, 11, 20, 11, 0, tzinfo=UTC),
    ),
    an_event(reason="https://posthoghelp.zendesk.com/agent/tickets/48213", ticket_ref="#48213"),
    an_event(
        staff_email="bo@posthog.example", target_email="oskar@consultants.example", reason=None,
        flags=(Flag.SEVERAL_ORGANIZATIONS, Flag.FORMER_MEMBER, Flag.NO_REASON),
        occurred_at=datetime(2026, 11, 2, 8, 15, tzinfo=UTC),
    ),
)  # fmt: skip
LIMITS = tuple(limitation(code, hours=2, days=365) for code in ALWAYS)


def _screen(audit: Audit, width: int, zone: str | None = None) -> list[str]:
    out = io.StringIO()
    environment = Environment(
        io.StringIO(), out, io.StringIO(), {"TERM": "dumb"}, stdout_is_terminal=True, width=width
    )
    report = an_internal_report(audit)
    if zone:
        report = report._replace(made=report.made._replace(zone=ZoneInfo(zone), zone_name=zone))
    present(environment, view(audit, report), as_json=False)
    return [line.rstrip() for line in out.getvalue().splitlines()]


@pytest.mark.parametrize("width", [80, 120])
def test_a_complete_audit(width: int, snapshot: SnapshotAssertion) -> None:
    """The question, how many were looked for, the events, and what they can't say."""
    warnings = (warning(Warn.OTHER_REGION, count=4),)
    assert _screen(an_audit(*EVENTS, warnings=warnings, limitations=LIMITS), width) == snapshot


def test_an_incomplete_audit(snapshot: SnapshotAssertion) -> None:
    """It says so above everything that it found."""
    problem = warning(Warn.INTERRUPTED, rows=3000, problem="us.posthog.com answered 503")
    assert _screen(an_audit(EVENTS[2], warnings=(problem,)), 100) == snapshot


@pytest.mark.parametrize("width", [72, 80, 88, 100, 160])
@pytest.mark.parametrize("clock", [None, "Asia/Tokyo"])
def test_no_name_is_broken(width: int, clock: str | None) -> None:
    """Where a table has no room for the names it is no table: each stands whole on a line."""
    names = ("tomasz.wierzbicki", "marguerite.lachance")
    event = an_event(
        staff_email=f"{names[0]}@posthog.example", target_email=f"{names[1]}@hedgebox.example",
        reason="Backfill has to be started from their side",
    )  # fmt: skip
    seen = _screen(an_audit(event), width, clock)
    assert all(any(name in line for line in seen) for name in names)
    assert max(map(len, seen)) <= width
    assert any("started" in line.split() for line in seen)
