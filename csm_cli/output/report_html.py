"""A report as one HTML file: no script, nothing loaded from anywhere, all text of others escaped.

A cell's text is all that stands in the element with its `data-key`; `csm audit verify` reads
these. What stands around them, such as labels, helps a reader and is no data.
"""

import base64
import hashlib
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import NamedTuple

from csm_cli.domain.impersonation.report import Report
from csm_cli.domain.impersonation.stamp import stamp
from csm_cli.domain.impersonation.tables import Table
from csm_cli.output import clean
from csm_cli.output.report_words import INCOMPLETE, heading, ticket_page
from csm_cli.output.timeline import picture

_MOMENT = re.compile(
    r"(\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{6})?(?:Z|[+-]\d\d:\d\d)(?!\S))", re.ASCII
)
_BREAKS = re.compile(r"(?=@)|(?<=[_/])")
_TITLES = {
    "session": "Sessions", "event": "Events", "staff": "By staff member", "user": "By account",
    "day": "By day",
}  # fmt: skip
# Which columns share one on the page, and what its heading is.
_TOGETHER = {
    "session": "No.",
    "event_uuid": "When", "occurred_at": "When", "local_time": "When",
    "session_id": "When", "started_at": "When", "first_seen_at": "When", "over_by": "When",
    "time_utc": "When", "started_utc": "When", "over_by_utc": "When",
    "event": "What", "mode": "What", "highest_mode": "What", "mode_changes": "What",
    "action": "What", "actions": "What",
    "staff_email": "Staff", "staff_user_id": "Staff", "staff_member": "Staff",
    "target_email": "Member", "target_user_id": "Member", "account": "Member",
    "reason": "Why", "reasons": "Why", "ticket_ref": "Why",
    "basis": "How it is known", "flags": "How it is known", "how_we_know": "How it is known",
}  # fmt: skip
_LABELS = {
    "over_by": "over by", "over_by_utc": "over by", "first_seen_at": "seen first",
    "local_time": "local",
    "staff_user_id": "user", "target_user_id": "user", "session_id": "id", "event_uuid": "id",
    "highest_mode": "up to", "ticket_ref": "ticket", "region": "region",
}  # fmt: skip
_LISTS = {"flags": " ", "mode_changes": "; ", "actions": "; ", "reasons": "; "}
_MODES = {
    "read_write": "write",
    "read and write": "write",
    "read_only": "read",
    "read only": "read",
}


class Piece(NamedTuple):
    """A stretch of a cell's text; a moment is shown so that date and time stand out."""

    text: str
    is_moment: bool

    @property
    def bits(self) -> list[str]:
        """The text, taken apart where a line may end inside an address or a code."""
        return _BREAKS.split(self.text)


class Value(NamedTuple):
    """One cell: its key, its label if it needs one, the parts of its text, how it is shown.

    `repeats` says that another value of the row shows the same.
    """

    key: str
    label: str
    parts: tuple[tuple[Piece, ...], ...]
    separator: str
    kind: str
    page: str | None
    repeats: bool

    @property
    def empty(self) -> bool:
        """Whether there is no text."""
        return not any(piece.text for part in self.parts for piece in part)


class Field(NamedTuple):
    """The values that share a place in a row, under one heading."""

    heading: str
    values: tuple[Value, ...]


class Grid(NamedTuple):
    """A table as it is laid out."""

    name: str
    title: str
    columns: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Field, ...], ...]
    stamp: str


def html(report: Report) -> str:
    """The whole page."""
    from jinja2 import Environment, StrictUndefined  # noqa: PLC0415 - heavy

    folder = files("csm_cli") / "templates"
    style = (folder / "report.css").read_text(encoding="utf-8")
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.from_string((folder / "report.html.j2").read_text(encoding="utf-8"))
    return template.render(
        report=report,
        clean=clean.line,
        incomplete=INCOMPLETE,
        grids=[_grid(table, report) for table in report.tables],
        picture=picture(report),
        style=style,
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
    )


def _grid(table: Table, report: Report) -> Grid:
    headings = tuple(dict.fromkeys(map(_heading, table.columns)))
    rows = (tuple(_fields(row, table, report)) for row in table.rows)
    columns = " ".join(table.columns)
    title = _TITLES[table.name]
    return Grid(table.name, title, columns, headings, tuple(rows), str(stamp(table)))


def _heading(key: str) -> str:
    if key == "region":
        return "Member"
    return _TOGETHER.get(key) or heading(key).capitalize()


def _fields(row: Sequence[str], table: Table, report: Report) -> Iterator[Field]:
    together: dict[str, list[Value]] = {}
    told = dict(zip(table.columns, row, strict=True))
    for key, text in told.items():
        repeats = key == "first_seen_at" and text == told["started_at"]
        value = _value(key, text, ticket_page(report, row, key), repeats=repeats)
        together.setdefault(_heading(key), []).append(value)
    for name, values in together.items():
        yield Field(name, tuple(values))


def _value(key: str, text: str, page: str | None, *, repeats: bool) -> Value:
    text = clean.line(text)
    separator = _LISTS.get(key, "")
    parts = text.split(separator) if separator and text else [text]
    pieces = tuple(tuple(_pieces(part)) for part in parts)
    return Value(key, _LABELS.get(key, ""), pieces, separator, _kind(key, text), page, repeats)


def _pieces(text: str) -> Iterator[Piece]:
    for place, piece in enumerate(_MOMENT.split(text)):
        if piece:
            yield Piece(piece, place % 2 == 1)


def _kind(key: str, text: str) -> str:
    if key in {"mode", "highest_mode"}:
        return f"mode {_MODES.get(text, 'unknown')}"
    if key in {"event_uuid", "session_id"}:
        return "id"
    return "flags" if key == "flags" else "text"
