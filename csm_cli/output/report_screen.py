"""A report on a terminal: the columns that fit one, and all the words."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from rich.text import Text

from csm_cli.domain.impersonation.report import CUSTOMER, INTERNAL, Report
from csm_cli.domain.impersonation.tables import EVENT, LOCAL, SESSION, Table
from csm_cli.output import clean
from csm_cli.output.present import table as rich_table
from csm_cli.output.report_words import INCOMPLETE, heading

if TYPE_CHECKING:
    from rich.console import Console

# What a screen shows of rows that are too long for one; a file has all of them.
_SHOWN = {
    (INTERNAL, SESSION): (
        "first_seen_at", LOCAL, "highest_mode", "staff_email", "target_email", "reasons", "flags",
    ),
    (CUSTOMER, SESSION): (
        "session", "started_utc", LOCAL, "highest_mode", "account", "staff_member", "reasons",
    ),
    (CUSTOMER, EVENT): (
        "session", "time_utc", LOCAL, "action", "mode", "account", "staff_member", "reason",
    ),
}  # fmt: skip
_MINUTE = len("2026-11-20T10:11")


def show_report(console: "Console", report: Report) -> None:
    """Print the whole report."""
    console.print(Text(clean.line(report.title), style="bold"))
    for reason in report.incomplete:
        console.print(Text(f"{INCOMPLETE}: {clean.line(reason)}", style="bold red"))
    for label, text in report.facts:
        console.print(Text(f"{label.lower()}: {clean.line(text)}"))
    for sentence in report.summary:
        console.print(Text(clean.line(sentence), style="bold"))
    for table in report.tables:
        if table.rows:
            shown = _shown(table, report)
            console.print(_grid(table, shown))
            for line in _left_out(table, shown):
                console.print(Text(line, style="dim"))
    for section in report.sections:
        console.print(Text(f"\n{section.title}", style="bold"))
        for text in section.texts:
            console.print(Text(f"- {clean.line(text)}"))


def _grid(table: Table, shown: Sequence[str]) -> object:
    places = [table.columns.index(key) for key in shown]
    rows = [[_short(table.columns[place], row[place]) for place in places] for row in table.rows]
    return rich_table([heading(key) for key in shown], rows)


def _shown(table: Table, report: Report) -> list[str]:
    """The columns for a screen, without those in which nothing stands."""
    wanted = _SHOWN.get((report.audience, table.name), table.columns)
    filled = {
        key for row in table.rows for key, text in zip(table.columns, row, strict=True) if text
    }
    return [key for key in wanted if key in filled]


def _left_out(table: Table, shown: Sequence[str]) -> Iterator[str]:
    names = [heading(key) for key in table.columns if key not in shown]
    if (INTERNAL, table.name) in _SHOWN or (CUSTOMER, table.name) in _SHOWN:
        yield f"with --output FILE also: {', '.join(names)}"


def _short(key: str, text: str) -> str:
    """A time to the minute: a column is narrow."""
    if key.endswith(("_at", "_utc", LOCAL)) and len(text) > _MINUTE and text[4] == "-":
        return text[:_MINUTE].replace("T", " ")
    return text
