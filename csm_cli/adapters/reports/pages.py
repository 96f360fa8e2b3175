"""Reports that people read: HTML and Markdown."""

import re
from html.parser import HTMLParser

from csm_cli.domain.impersonation.stamp import ReadReport, Stamp, stamps_in
from csm_cli.domain.impersonation.tables import Table

_VOID = frozenset({"meta", "wbr", "br", "link", "img", "hr", "input"})


def html(text: str) -> ReadReport:
    """The cells with their keys, and the stamps, of a page that csm wrote."""
    page = _Page()
    page.feed(text)
    page.close()
    stamps, problems = _stamps(page.stamps)
    tables = tuple(Table(name, keys, tuple(rows)) for name, keys, rows in page.tables)
    return ReadReport("html", tables, stamps, (*problems, *page.problems))


class _Page(HTMLParser):
    """Collects rows: the text in each element with a key, whatever stands around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[tuple[str, tuple[str, ...], list[tuple[str, ...]]]] = []
        self.stamps: list[str] = []
        self.problems: list[str] = []
        self._row: dict[str, str] | None = None
        self._in_body = False
        self._open: list[str] = []  # the tags inside the cell or the stamp that is being read
        self._key: str | None = None
        self._text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if self._open:
            if tag not in _VOID:
                self._open.append(tag)
        elif tag == "table" and "data-table" in found:
            columns = tuple((found.get("data-columns") or "").split())
            self.tables.append((found["data-table"] or "", columns, []))
        elif tag == "tbody":
            self._in_body = True
        elif tag == "tr":
            says_that_there_is_none = found.get("class") == "empty"
            self._row = {} if self._in_body and not says_that_there_is_none else None
        elif "data-key" in found or "data-stamp" in found:
            self._key, self._text, self._open = found.get("data-key"), [], [tag]

    def handle_data(self, data: str) -> None:
        if self._open:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open:
            if tag in self._open:
                while self._open.pop() != tag:
                    pass
            if not self._open:
                self._keep("".join(self._text))
        elif tag == "tbody":
            self._in_body = False
        elif tag == "tr" and self._row is not None:
            self._end_row(self._row)
            self._row = None

    def _keep(self, text: str) -> None:
        if self._key is None:
            self.stamps.append(text)
        elif self._row is not None:
            self._row[self._key] = text

    def _end_row(self, row: dict[str, str]) -> None:
        _, columns, rows = self.tables[-1] if self.tables else ("", (), [])
        if set(row) != set(columns):
            self.problems.append("a row has not the cells that its table should have")
        rows.append(tuple(row.get(key, "") for key in columns))


_ROW = re.compile(r"^\|(?P<cells>.*)\|\s*$")
_CELL_END = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_RULE = re.compile(r"^\|(?:\s*:?-+:?\s*\|)+\s*$")
_LINK = re.compile(r"^\[(?P<text>.*)\]\(<[^<>\s]*>\)$")
_PLAIN = re.compile(r"\\([!-/:-@\[-`{-~])")
_TITLE = re.compile(r"^## By (?P<name>[a-z]+)\s*$")


def markdown(text: str) -> ReadReport:
    """The tables of a page in Markdown, and the stamps at its end."""
    tables: list[Table] = []
    rows: list[tuple[str, ...]] = []
    name: str | None = None
    columns: tuple[str, ...] = ()
    problems: list[str] = []
    for line in [*text.splitlines(), ""]:
        if found := _TITLE.match(line):
            name, columns, rows = found["name"], (), []
        elif name and (row := _ROW.match(line)):
            cells = tuple(_cell(cell) for cell in _cells(row["cells"]))
            if not columns:
                columns = tuple(cell.replace(" ", "_") for cell in cells)
            elif not (_RULE.match(line) and not rows):
                rows.append(cells)
                if len(cells) != len(columns):
                    problems.append("a row has not as many cells as its header")
        elif name and columns:
            tables.append(Table(name, columns, tuple(rows)))
            name = None
    stamps, damaged = _stamps([line for line in text.splitlines() if line.startswith("csm-stamp")])
    return ReadReport("markdown", tuple(tables), stamps, (*problems, *damaged))


def _cells(inside: str) -> list[str]:
    """Split at each bar that no backslash makes plain."""
    return _CELL_END.sub(lambda found: f"{found[1]}\n", inside).split("\n")


def _cell(text: str) -> str:
    text = text.strip()
    if link := _LINK.match(text):
        text = link["text"]
    return _PLAIN.sub(r"\1", text)


def _stamps(texts: list[str]) -> tuple[tuple[Stamp, ...], tuple[str, ...]]:
    found = [stamps_in(text) for text in texts]
    damaged = () if all(found) else ("its stamp is damaged",)
    return tuple(stamp for each in found for stamp in each), damaged
