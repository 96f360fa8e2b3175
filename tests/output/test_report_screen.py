"""A report on a terminal: columns that fit, the zone that was asked for, and what is not shown."""

import io
from typing import Any

import pytest
from rich.console import Console

from csm_cli.domain.impersonation.report import Report
from csm_cli.output.report_screen import show_report
from tests.output.audits import an_audit, an_event
from tests.output.reports import BERLIN, a_customer_report, an_internal_report

AUDIT = an_audit(an_event())


def _screen(report: Report) -> str:
    console = Console(file=io.StringIO(), width=300)
    show_report(console, report)
    return str(console.file.getvalue())  # type: ignore[attr-defined]


@pytest.mark.parametrize("make", [an_internal_report, a_customer_report])
@pytest.mark.parametrize("by", ["session", "event"])
def test_a_local_time_stands_beside_the_other_one(make: Any, by: str) -> None:
    """To the minute, as the other one."""
    shown = _screen(make(AUDIT, by=by, **BERLIN))
    assert "2026-11-20 10:11" in shown
    assert "2026-11-20 11:11" in shown
    assert "local time" not in _screen(make(AUDIT, by=by))


@pytest.mark.parametrize("make", [an_internal_report, a_customer_report])
def test_what_does_not_fit_is_named(make: Any) -> None:
    """Where to find it, too; a column in which nothing stands takes no space."""
    shown = _screen(make(AUDIT, by="session"))
    [line] = [line for line in shown.splitlines() if line.startswith("with --output FILE also: ")]
    assert "over by" in line
    assert "flags" not in shown.partition(line)[0]
