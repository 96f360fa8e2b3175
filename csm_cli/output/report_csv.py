"""A report as CSV: RFC 4180, one header, and no cell that a spreadsheet would run.

Before the rows stands a record for each reason for being incomplete, with the word INCOMPLETE
in its first cell, so that no reader and no import takes the file for the whole. What is no row
stands after them: records whose first cell begins with `#`.
"""

import csv
import io
from collections.abc import Iterator

from csm_cli.domain.impersonation.report import Report
from csm_cli.domain.impersonation.stamp import stamp
from csm_cli.output import clean
from csm_cli.output.report_words import INCOMPLETE

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
REMARK = "#"


def csv_text(report: Report) -> str:
    """The first table of the report, and what is to be said about it."""
    [table] = report.tables
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(table.columns)
    rest = [""] * (len(table.columns) - 2)
    for reason in report.incomplete:
        writer.writerow([INCOMPLETE, cell(reason), *rest])
    for row in table.rows:
        writer.writerow(cell(text) for text in row)
    for label, text in _remarks(report):
        writer.writerow([f"{REMARK} {label}", cell(text), *rest])
    return buffer.getvalue()


def cell(value: str | None) -> str:
    """Text as a spreadsheet may have it: no control characters, no formula."""
    if not value:
        return ""
    text = clean.block(value)
    risky = value.startswith(_FORMULA) or text.startswith(_FORMULA)
    return f"'{text}" if risky else text


def _remarks(report: Report) -> Iterator[tuple[str, str]]:
    yield "title", report.title
    yield from (("summary", sentence) for sentence in report.summary)
    yield from ((label.lower(), text) for label, text in report.facts)
    for section in report.sections:
        yield from ((section.title.lower(), text) for text in section.texts)
    yield from (("stamp", str(stamp(table))) for table in report.tables)
