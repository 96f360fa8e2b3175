"""An audit as CSV: RFC 4180, one header, and no cell that a spreadsheet would run."""

import csv
import io

from csm_cli.domain.impersonation.result import Audit
from csm_cli.output import clean
from csm_cli.output.audit import COLUMNS, INCOMPLETE, cells

# What makes a spreadsheet take a cell for a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001


def csv_text(audit: Audit) -> str:
    """The events under `COLUMNS`; each reason for being incomplete is a record before them.

    Such a record has the word INCOMPLETE in its first cell and the reason among the reasons,
    so that no reader and no import takes the file for the whole.
    """
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for reason in audit.reasons:
        record = dict.fromkeys(COLUMNS, "") | {"event_uuid": INCOMPLETE, "reason": reason.text}
        writer.writerow(record[name] for name in COLUMNS)
    for event in audit.events:
        writer.writerow(cell(value) for value in cells(event))
    return buffer.getvalue()


def cell(value: str | None) -> str:
    """Text as a spreadsheet may have it: no control characters, no formula."""
    if not value:
        return ""
    text = clean.block(value)
    risky = value.startswith(_FORMULA) or text.startswith(_FORMULA)
    return f"'{text}" if risky else text
