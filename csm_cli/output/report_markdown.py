"""A report as Markdown: a page that pastes anywhere, in which no text of others is markup."""

import re
from collections.abc import Iterator, Sequence

from csm_cli.domain.impersonation.report import Report
from csm_cli.domain.impersonation.stamp import stamp
from csm_cli.domain.impersonation.tables import Table
from csm_cli.output import clean
from csm_cli.output.report_words import INCOMPLETE, heading, ticket_page

# What CommonMark or GitHub's Markdown reads as markup anywhere in a line, a colon and what
# follows www for addresses among it; then what is markup where a text begins. All of it is ASCII
# punctuation, which a backslash before it makes plain (CommonMark, 2.4). The colon of a time is
# none: the page is read where nothing renders it too.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>#!|~&@$]|(?<!\d\d):|:(?!\d\d(?!\d))|(?<=www)\.", re.IGNORECASE)
_AT_THE_START = re.compile(r"^(\d+(?=[.)])|(?=[+=-]))")


def markdown(report: Report) -> str:
    """The whole report."""
    return "\n".join(_lines(report)) + "\n"


def plain(text: str) -> str:
    """Text that says what it says, on one line, whatever stands in it."""
    return _AT_THE_START.sub(r"\1\\", _MARKUP.sub(r"\\\g<0>", clean.line(text)))


def _lines(report: Report) -> Iterator[str]:
    yield f"# {plain(report.title)}"
    for reason in report.incomplete:
        yield f"\n**{INCOMPLETE}: {plain(reason)}**"
    for sentence in report.summary:
        yield f"\n{plain(sentence)}"
    yield ""
    for label, text in report.facts:
        yield f"- {label}: {plain(text)}"
    for table in report.tables:
        yield from _table(table, report)
    for section in report.sections:
        yield f"\n## {section.title}\n"
        yield from (f"- {plain(text)}" for text in section.texts)
    yield "\n```text"
    yield from (str(stamp(table)) for table in report.tables)
    yield "```"


def _table(table: Table, report: Report) -> Iterator[str]:
    yield f"\n## By {table.name}\n"
    yield _row([heading(key) for key in table.columns])
    yield _row(["---"] * len(table.columns))
    for row in table.rows:
        yield _row([_cell(row, place, table, report) for place in range(len(row))])


def _cell(row: Sequence[str], place: int, table: Table, report: Report) -> str:
    text = plain(row[place])
    page = ticket_page(report, row, table.columns[place])
    return f"[{text}](<{page}>)" if page else text


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"
