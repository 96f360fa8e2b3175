"""Reports in CSV: the rows lie between the reasons for being incomplete and the remarks."""

import csv
import io
from itertools import dropwhile

from csm_cli.domain.impersonation.stamp import ReadReport, Stamp, stamps_in
from csm_cli.domain.impersonation.tables import Table

_INCOMPLETE, _FIRST_REMARK, _STAMP = "INCOMPLETE", "# title", "# stamp"
_MOST_LETTERS = 100_000_000


def csv_records(text: str) -> ReadReport:
    """The rows of a CSV file, and its stamp."""
    csv.field_size_limit(_MOST_LETTERS)
    try:
        header, *rest = [row for row in csv.reader(io.StringIO(text, newline="")) if row]
    except (csv.Error, ValueError):
        return ReadReport("csv", (), (), ("it is not a report that csm writes",))
    stamps, problem = _stamps(rest)
    if not stamps:
        return ReadReport("csv", (), (), (problem,) if problem else ())
    body = [*dropwhile(lambda row: row[0] == _INCOMPLETE, rest)]
    end = max((at for at, row in enumerate(body) if row[0] == _FIRST_REMARK), default=None)
    if end is None:
        return ReadReport("csv", (), stamps, ("what says where the rows end is missing",))
    rows = tuple(map(tuple, body[:end]))
    if any(len(row) != len(header) for row in rows):
        return ReadReport("csv", (), stamps, ("a row has not as many cells as the header",))
    return ReadReport("csv", (Table(stamps[0].name, tuple(header), rows),), stamps)


def _stamps(records: list[list[str]]) -> tuple[tuple[Stamp, ...], str | None]:
    """The stamp is in the last record; a spreadsheet may have left empty ones behind it."""
    last = next((row for row in reversed(records) if any(row)), [])
    if not last or last[0] != _STAMP:
        return (), None
    found = stamps_in(" ".join(last[1:]))
    return found, None if found else "its stamp is damaged"
