"""An audit as a JSON document and as lines for a pipe."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain.impersonation.records import Event
from csm_cli.domain.impersonation.remarks import FLAG_TEXTS, Remark
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.window import rfc3339
from csm_cli.output.present import View

if TYPE_CHECKING:
    from rich.console import Console

COLUMNS = (
    "event_uuid",
    "occurred_at",
    "event",
    "mode",
    "region",
    "staff_email",
    "staff_user_id",
    "target_email",
    "target_user_id",
    "reason",
    "ticket_ref",
    "basis",
    "flags",
)
"""The keys of an event in the document, and the columns of the other formats."""

INCOMPLETE = "INCOMPLETE"


def view(audit: Audit) -> View:
    """The document of `csm help json audit-impersonation`, TSV, and a screen."""

    def screen(console: "Console") -> None:
        from csm_cli.output.audit_screen import show  # noqa: PLC0415 - needs Rich

        show(console, audit)

    return View(document(audit), rows(audit), screen)


def document(audit: Audit) -> dict[str, Any]:
    """The audit as JSON; the reasons of an incomplete one are among the warnings."""
    return {
        "organization": audit.organization._asdict(),
        "window": {
            "since": rfc3339(audit.window.since),
            "until": rfc3339(audit.window.until),
        },
        "complete": audit.complete,
        "members": audit.members._asdict(),
        "events": [_event(event) for event in audit.events],
        "warnings": [_remark(remark) for remark in audit.warnings],
        "limitations": [_remark(remark) for remark in audit.limitations],
    }


def rows(audit: Audit) -> Iterator[Sequence[str | None]]:
    """First why the audit is incomplete, if it is, then the events."""
    for reason in audit.reasons:
        yield (INCOMPLETE, reason.text)
    for event in audit.events:
        yield cells(event)


def cells(event: Event) -> tuple[str | None, ...]:
    """One event under `COLUMNS`, its flags by their codes."""
    record = _event(event)
    flags = " ".join(flag.value for flag in event.flags)
    return (*(record[name] for name in COLUMNS[:-1]), flags)


def _event(event: Event) -> dict[str, Any]:
    record = event._asdict()
    return {
        "event_uuid": record.pop("event_uuid"),
        "occurred_at": rfc3339(record.pop("occurred_at")),
        "event": record.pop("kind").value,
        **record,
        "basis": event.basis.value,
        "flags": [{"code": flag.value, "text": FLAG_TEXTS[flag]} for flag in event.flags],
    }


def _remark(remark: Remark) -> dict[str, str]:
    return {"code": remark.code.value, "text": remark.text}
