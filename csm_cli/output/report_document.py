"""A report as one JSON document: what is said about the rows, and the rows as objects."""

from typing import Any

from csm_cli.domain.impersonation.report import Made, Report
from csm_cli.domain.impersonation.stamp import stamp
from csm_cli.domain.impersonation.tables import Table
from csm_cli.domain.impersonation.window import Window, rfc3339

_NUMBERS = frozenset({"sessions", "read_write_sessions", "events", "staff", "accounts"})


def document(report: Report) -> dict[str, Any]:
    """The document of a report for a customer; `rows` are of the table that was asked for."""
    [table] = report.tables
    return {**about(report), "rows": records(table)}


def about(report: Report) -> dict[str, Any]:
    """All but the rows."""
    return {
        "audience": report.audience,
        "title": report.title,
        "complete": not report.incomplete,
        "incomplete": list(report.incomplete),
        "summary": list(report.summary),
        "facts": [{"label": label, "text": text} for label, text in report.facts],
        "window": window_record(report.window),
        "made": made_record(report.made),
        "remarks": [
            {"title": section.title, "texts": list(section.texts)} for section in report.sections
        ],
        "stamp": stamp_record(report.tables),
    }


def records(table: Table) -> list[dict[str, Any]]:
    """Rows as objects: what is empty is null, what was counted is a number."""
    return [
        {key: _value(key, text) for key, text in zip(table.columns, row, strict=True)}
        for row in table.rows
    ]


def window_record(window: Window) -> dict[str, str]:
    """Both ends in RFC 3339."""
    return {"since": rfc3339(window.since), "until": rfc3339(window.until)}


def made_record(made: Made) -> dict[str, str | None]:
    """When and by what, what a row stands for, and the zone of local times."""
    return {
        "at": rfc3339(made.at.replace(microsecond=0)),
        "csm_version": made.version,
        "by": made.by,
        "timezone": made.zone_name,
    }


def stamp_record(tables: tuple[Table, ...]) -> dict[str, Any]:
    """The digest of each table, with the columns that are in it."""
    return {
        "algorithm": "sha256",
        "tables": [
            {
                "name": table.name,
                "columns": list(table.columns),
                "rows": (made := stamp(table)).rows,
                "sha256": made.digest,
            }
            for table in tables
        ],
    }


def _value(key: str, text: str) -> str | int | None:
    return (int(text) if key in _NUMBERS else text) if text else None
