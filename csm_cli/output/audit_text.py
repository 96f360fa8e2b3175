"""An audit in the format asked for, for stdout or a file."""

from io import StringIO

from csm_cli.domain.impersonation.report import Report
from csm_cli.domain.impersonation.result import Audit
from csm_cli.environment import Environment
from csm_cli.output.audit import NOWHERE, OnTicket, document, view
from csm_cli.output.present import write_json

_WIDTH = 140

TABLE, JSON, JSONL, CSV, MARKDOWN, HTML, XLSX = FORMATS = (
    "table", "json", "jsonl", "csv", "markdown", "html", "xlsx",
)  # fmt: skip
BYTES = frozenset({XLSX})
"""Formats that are no text."""

ENDINGS = {
    "json": JSON, "jsonl": JSONL, "ndjson": JSONL, "csv": CSV, "md": MARKDOWN,
    "markdown": MARKDOWN, "html": HTML, "htm": HTML, "xlsx": XLSX, "txt": TABLE,
}  # fmt: skip
"""Which format the ending of a file's name stands for."""


def ending(kind: str) -> str:
    """What the name of a file of this format ends in."""
    return {TABLE: "txt", MARKDOWN: "md"}.get(kind, kind)


def as_bytes(audit: Audit, report: Report, kind: str, environment: Environment) -> bytes:
    """The report as a file of this format.

    Raises:
        WrongUsage: an optional package is missing, or the format can't hold it.
    """
    if kind == XLSX:
        from csm_cli.output.report_xlsx import xlsx  # noqa: PLC0415

        return xlsx(report)
    return as_text(audit, report, kind, environment).encode("utf-8", "replace")


def as_text(
    audit: Audit, report: Report, kind: str, environment: Environment, note: OnTicket = NOWHERE
) -> str:
    """The report as text; a table is without colours, as for a terminal."""
    match kind:
        case "json":
            buffer = StringIO()
            write_json(environment._replace(stdout=buffer), document(audit, report, note))
            return buffer.getvalue()
        case "jsonl":
            from csm_cli.output.report_lines import json_lines  # noqa: PLC0415

            return json_lines(report)
        case "csv":
            from csm_cli.output.report_csv import csv_text  # noqa: PLC0415

            return csv_text(report)
        case "markdown":
            from csm_cli.output.report_markdown import markdown  # noqa: PLC0415

            return markdown(report)
        case "html":
            from csm_cli.output.report_html import html  # noqa: PLC0415

            return html(report)
        case _:
            return _table(audit, report)


def _table(audit: Audit, report: Report) -> str:
    from csm_cli.output.screen import Screen  # noqa: PLC0415 - only for a table in a file

    buffer = StringIO()
    plain = Screen(
        file=buffer, width=_WIDTH, force_terminal=False, color_system=None, markup=False,
        highlight=False, _environ={},
    )  # fmt: skip
    view(audit, report).screen(plain)
    return buffer.getvalue().encode("utf-8", "replace").decode()
