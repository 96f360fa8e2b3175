"""What several audits came to: a line for each organization, and whether that is all."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from csm_cli.domain.errors import ExitCode
from csm_cli.domain.impersonation.parties import Refusal
from csm_cli.domain.impersonation.records import READ_WRITE, Kind
from csm_cli.domain.impersonation.report import many
from csm_cli.domain.impersonation.result import Audit
from csm_cli.domain.impersonation.window import rfc3339
from csm_cli.output.audit_proof import watch_record
from csm_cli.output.present import View, table

if TYPE_CHECKING:
    from rich.console import Console

COMPLETE, INCOMPLETE, FAILED = "complete", "incomplete", "failed"
HEADER = ("outcome", "organization", "region", "events", "sign-ins", "staff", "why")


class Line(NamedTuple):
    """What became of one organization, and where its report is."""

    found: Audit | Refusal
    file: Path | None

    @property
    def outcome(self) -> str:
        """`complete`, `incomplete` or `failed`."""
        if isinstance(self.found, Refusal):
            return FAILED
        return COMPLETE if self.found.complete else INCOMPLETE

    @property
    def exit_code(self) -> int:
        """What an audit of this organization alone would have ended with."""
        if isinstance(self.found, Refusal):
            return int(self.found.error().exit_code)
        return int(ExitCode.DONE if self.found.complete else ExitCode.UNKNOWN)


class Summary(NamedTuple):
    """All of them; `how` says why these, `whole` is false if some may be missing."""

    how: str
    whole: bool
    notices: Sequence[str]
    lines: Sequence[Line]

    @property
    def complete(self) -> bool:
        """Whether all are there, and each of them is complete."""
        return self.whole and all(line.outcome == COMPLETE for line in self.lines)

    @property
    def exit_code(self) -> int:
        """The common code; 10 if anything is incomplete, else 8 where they differ."""
        codes = {line.exit_code for line in self.lines}
        if not self.whole or ExitCode.UNKNOWN in codes:
            return int(ExitCode.UNKNOWN)
        return codes.pop() if len(codes) == 1 else int(ExitCode.SOME_FAILED)


def view(summary: Summary) -> View:
    """The document of `csm help json audit-impersonation-several`, TSV, and a table."""

    def screen(console: "Console") -> None:
        console.print(summary.how)
        for notice in summary.notices:
            console.print(f"warning: {notice}")
        console.print(table(HEADER, (_cells(line) for line in summary.lines)))
        console.print(_counted(summary), style="bold")

    return View(document(summary), (_row(line) for line in summary.lines), screen)


def document(summary: Summary) -> dict[str, Any]:
    """The summary as JSON; the reports are in the files that it names."""
    return {
        "complete": summary.complete,
        "chosen_by": summary.how,
        "all_chosen": summary.whole,
        "notices": list(summary.notices),
        "results": [_result(line) for line in summary.lines],
    }


def _result(line: Line) -> dict[str, Any]:
    found = line.found
    window = found.question.window if isinstance(found, Refusal) else found.window
    common = {
        "outcome": line.outcome,
        "window": {"since": rfc3339(window.since), "until": rfc3339(window.until)},
        "file": str(line.file) if line.file else None,
    }
    if isinstance(found, Refusal):
        organization = {"id": found.question.organization_id, "name": None, "region": None}
        error = {"code": found.code, "message": found.message, "hint": found.hint}
        counts = dict.fromkeys(("events", "sign_ins", "read_write", "staff", "members", "watch"))
        return {**common, "organization": organization, **counts, "reasons": [], "error": error}
    return {
        **common,
        "organization": {name: getattr(found.organization, name) for name in _ORGANIZATION},
        "events": len(found.events),
        "sign_ins": sum(event.kind is Kind.STARTED for event in found.events),
        "read_write": sum(event.mode == READ_WRITE for event in found.events),
        "staff": len({event.staff_email for event in found.events if event.staff_email}),
        "members": found.members._asdict(),
        "watch": watch_record(found),
        "reasons": [{"code": one.code.value, "text": one.text} for one in found.reasons],
        "error": None,
    }


_ORGANIZATION = ("id", "name", "region")


def _row(line: Line) -> Sequence[str | int | None]:
    result = _result(line)
    told = ("events", "sign_ins", "staff")
    return (
        result["outcome"],
        *(result["organization"][name] for name in _ORGANIZATION),
        *(result[name] for name in told),
        _why(result),
        result["file"],
    )


def _cells(line: Line) -> list[str | int | None]:
    result = _result(line)
    organization = result["organization"]
    return [
        result["outcome"].upper() if line.outcome != COMPLETE else COMPLETE,
        organization["name"] or organization["id"],
        organization["region"],
        result["events"],
        result["sign_ins"],
        result["staff"],
        _why(result),
    ]


def _why(result: dict[str, Any]) -> str | None:
    if result["error"]:
        return str(result["error"]["message"])
    return "; ".join(reason["text"] for reason in result["reasons"]) or None


def _counted(summary: Summary) -> str:
    outcomes = [line.outcome for line in summary.lines]
    parts = [f"{outcomes.count(each)} {each}" for each in (COMPLETE, INCOMPLETE, FAILED)]
    return f"{many(len(outcomes), 'organization')}: {', '.join(parts)}"
