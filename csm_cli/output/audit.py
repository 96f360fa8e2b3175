"""An audit as a JSON document and as lines for a pipe."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from csm_cli.domain.impersonation.filing import Filed
from csm_cli.domain.impersonation.groups import GROUPINGS, groups
from csm_cli.domain.impersonation.remarks import Remark
from csm_cli.domain.impersonation.report import CUSTOMER, INTERNAL, Report
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.tables import (
    EVENT,
    EVENT_COLUMNS,
    SESSION,
    SESSION_COLUMNS,
    Table,
    columns_of,
    event_record,
    group_record,
    session_record,
    table,
)
from csm_cli.output.audit_proof import proof_record, watch_record
from csm_cli.output.filed import filed_record, requests_record
from csm_cli.output.present import View
from csm_cli.output.report_document import document as report_document
from csm_cli.output.report_document import made_record, stamp_record, window_record
from csm_cli.output.report_words import INCOMPLETE

if TYPE_CHECKING:
    from rich.console import Console


class OnTicket(NamedTuple):
    """What became of the report on a ticket, if it was to be added to one."""

    filed: Filed | None = None
    dry_run: bool = False


NOWHERE = OnTicket()


class _Late(Mapping[str, Any]):
    """A document that is made when it is first read: a pipe's lines and a screen need none."""

    def __init__(self, make: Callable[[], Mapping[str, Any]]) -> None:
        self._make = make

    @cached_property
    def _made(self) -> Mapping[str, Any]:
        return self._make()

    def __getitem__(self, key: str) -> Any:
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)

    def __len__(self) -> int:
        return len(self._made)


def view(audit: Audit, report: Report, note: OnTicket = NOWHERE) -> View:
    """The document of `csm help json audit-impersonation`, TSV, and a screen."""

    def screen(console: "Console") -> None:
        if report.audience == INTERNAL and report.made.by == EVENT:
            from csm_cli.output.audit_screen import Clock, show  # noqa: PLC0415 - needs Rich

            show(console, audit, Clock(report.made.zone, report.made.zone_name))
        else:
            from csm_cli.output.report_screen import show_report  # noqa: PLC0415

            show_report(console, report)

    return View(_Late(lambda: document(audit, report, note)), rows(report), screen)


def document(audit: Audit, report: Report, note: OnTicket = NOWHERE) -> Mapping[str, Any]:
    """The audit as JSON; of a report for a customer only what the report holds."""
    if report.audience == CUSTOMER:
        return report_document(report)
    made = report.made
    events = [event_record(event) for event in audit.events]
    sessions = [
        {**session_record(one), "ticket_url": report.links.get(one.id)} for one in report.sessions
    ]
    counted = groups(report.sessions, made.by, made.clock) if made.by in GROUPINGS else ()
    records = [group_record(group, made.by) for group in counted]
    return {
        "organization": {
            **audit.organization._asdict(),
            "found_by": list(audit.organization.found_by),
        },
        "window": window_record(audit.window),
        "complete": audit.complete,
        "proof": proof_record(audit.proof),
        "watch": watch_record(audit),
        "members": audit.members._asdict(),
        "events": events,
        "sessions": sessions,
        "groups": records,
        "warnings": [_remark(remark) for remark in audit.warnings],
        "limitations": [_remark(remark) for remark in audit.limitations],
        "made": made_record(made),
        "stamp": stamp_record(_tables(made.by, events, sessions, records)),
        "attached": filed_record(note.filed) if note.filed else None,
        "dry_run": note.dry_run,
        "requests": requests_record(note.filed, dry_run=note.dry_run),
    }


def _tables(
    by: str,
    events: Sequence[Mapping[str, Any]],
    sessions: Sequence[Mapping[str, Any]],
    counted: Sequence[Mapping[str, Any]],
) -> tuple[Table, ...]:
    """Every table whose rows the document holds."""
    tables = (table(EVENT, EVENT_COLUMNS, events), table(SESSION, SESSION_COLUMNS, sessions))
    if by not in GROUPINGS:
        return tables
    return (*tables, table(by, columns_of(by, local=False), counted))


def rows(report: Report) -> Iterator[Sequence[str | None]]:
    """First why the audit is incomplete, if it is, then the rows."""
    for reason in report.incomplete:
        yield (INCOMPLETE, reason)
    for each in report.tables:
        yield from each.rows


def _remark(remark: Remark) -> dict[str, str]:
    return {"code": remark.code.value, "text": remark.text}
