"""A report as a workbook: a sheet of words, then a sheet for each table.

Every cell is written as a string, and one that looks like a formula is marked as text beside,
so that it stays one when somebody edits it.
"""

import io
from typing import TYPE_CHECKING, Any

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.report import Report
from csm_cli.domain.impersonation.stamp import canonical, stamp
from csm_cli.domain.impersonation.tables import Table
from csm_cli.output.report_words import INCOMPLETE

if TYPE_CHECKING:
    from xlsxwriter import Workbook

ABOUT = "About"
_MOST_LETTERS, _MOST_ROWS = 32_767, 1_048_575  # of a cell and of a sheet below its header
_WIDE = 46


def xlsx(report: Report) -> bytes:
    """The workbook.

    Raises:
        WrongUsage: the package that writes it is not installed, or a sheet can't hold it.
    """
    writer = library()
    buffer = io.BytesIO()
    options = {
        "in_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
        "strings_to_numbers": False,
    }  # fmt: skip
    with writer.Workbook(buffer, options) as book:
        # A clock of its own would make two workbooks of one report differ.
        book.set_properties(
            {"title": canonical(report.title), "created": report.made.at.replace(tzinfo=None)}
        )
        _about(book, report)
        for table in report.tables:
            _sheet(book, table)
    return buffer.getvalue()


def library() -> Any:
    """The package that writes workbooks.

    Raises:
        WrongUsage: it is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError:
        raise WrongUsage(
            "a workbook needs a package that is not installed",
            hint="pip install 'csm-cli[xlsx]', or --format csv",
        ) from None
    return xlsxwriter


def _about(book: "Workbook", report: Report) -> None:
    sheet = book.add_worksheet(ABOUT)
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    alarm = book.add_format({"bold": True, "font_color": "#8F1D14", "valign": "top"})
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 100)
    lines = [("Title", report.title)]
    lines += [(INCOMPLETE, reason) for reason in report.incomplete]
    lines += [("Summary", sentence) for sentence in report.summary]
    lines += report.facts
    lines += [(part.title, text) for part in report.sections for text in part.texts]
    lines += [("Stamp", str(stamp(table))) for table in report.tables]
    for place, (label, text) in enumerate(lines):
        sheet.write_string(place, 0, label, alarm if label == INCOMPLETE else bold)
        sheet.write_string(place, 1, canonical(text), wrapped)


def _sheet(book: "Workbook", table: Table) -> None:
    if len(table.rows) > _MOST_ROWS:
        raise WrongUsage(f"a sheet holds {_MOST_ROWS:,} rows", hint="--format csv holds any number")
    sheet = book.add_worksheet(table.name)
    header = book.add_format({"bold": True, "bottom": 1})
    text = book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True})
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(table.rows), len(table.columns) - 1)
    for place, key in enumerate(table.columns):
        sheet.write_string(0, place, key, header)
        longest = max((len(row[place]) for row in table.rows), default=0)
        sheet.set_column(place, place, min(max(longest, len(key)) + 2, _WIDE))
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            value = canonical(cell)
            if len(value.encode("utf-16-le")) // 2 > _MOST_LETTERS:
                raise WrongUsage(
                    f"{table.columns[place]} of row {number} is longer than a cell of a workbook",
                    hint="--format csv holds texts of any length",
                )
            sheet.write_string(number, place, value, text)
