"""The table of owners out of a page: out of its Markdown twin, its HTML, or its JSON twin."""

import json
import re
from collections.abc import Iterator, Sequence
from html.parser import HTMLParser
from typing import Any

from csm_cli.adapters.handbook.cells import HEADER, Changed, checked, row, whole
from csm_cli.domain.published import PublishedOwner, PublishedRow

_CELL_END = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r":?-+:?")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KNOWN = " | ".join(HEADER)


def of_markdown(text: str) -> tuple[PublishedRow, ...]:
    """The rows of the one table under `| Feature | Owner | Label |`.

    Raises:
        Changed: there is no such table, or not all of it is as it must be.
    """
    lines = text.split("\n")
    at = _only([number for number, line in enumerate(lines) if _begins(_cells(line))])
    _same_header(_cells(lines[at]), at + 1)
    if at + 1 >= len(lines) or not _is_rule(_cells(lines[at + 1])):
        raise Changed("under the header stands no line of hyphens for each column", at + 2)
    rows = []
    for number, line in enumerate(lines[at + 2 :], at + 3):
        if not line.lstrip().startswith("|"):
            break
        rows.append(row(_cells(line), number))
    _nothing_after(lines, at + 2 + len(rows))
    return whole(rows)


def _nothing_after(lines: Sequence[str], end: int) -> None:
    """No line of a table stands alone behind this one: the table would have been cut in two."""
    before: list[str] = []
    for number, line in enumerate(lines[end:], end + 1):
        cells = _cells(line)
        following = lines[number] if number < len(lines) else ""
        if len(cells) == len(HEADER) and not before and not _rules(_cells(following)):
            raise Changed("a row stands outside of the table, which is cut there", number)
        before = cells


def of_html(text: str) -> tuple[PublishedRow, ...]:
    """The rows of the one table whose header is Feature, Owner, Label; raises as above."""
    reader = _Tables()
    reader.feed(text)
    reader.close()
    table = reader.tables[_only([at for at, each in enumerate(reader.tables) if _heads(each)])]
    _same_header(table[0][1], table[0][0])
    return whole([row(cells, line) for line, cells in table[1:]])


def of_json(text: str) -> tuple[PublishedRow, ...]:
    """The rows of a list of objects `{feature, owners: [{name, slug}], notes}`; raises as above.

    The list may stand alone or be the only list of an object around it.
    """
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise Changed("it is not JSON") from None
    if isinstance(found, dict):
        lists = [value for value in found.values() if isinstance(value, list)]
        found = lists[0] if len(lists) == 1 else None
    if not isinstance(found, list):
        raise Changed("it is not a list of features")
    return whole([_of_object(each, number) for number, each in enumerate(found, 1)])


def _only(found: Sequence[int]) -> int:
    if not found:
        raise Changed(f"no table has the header {_KNOWN}")
    if len(found) > 1:
        raise Changed(f"{len(found)} tables begin like {_KNOWN}")
    return found[0]


def _begins(cells: Sequence[str]) -> bool:
    return bool(cells) and _title(cells[0]) == HEADER[0].casefold()


def _heads(table: "_Table") -> bool:
    return bool(table) and _begins(table[0][1])


def _same_header(cells: Sequence[str], line: int) -> None:
    if [_title(cell) for cell in cells] != [name.casefold() for name in HEADER]:
        raise Changed(f"the table's columns are {' | '.join(cells)[:100]}, not {_KNOWN}", line)


def _title(cell: str) -> str:
    return cell.replace("*", "").strip().casefold()


def _cells(line: str) -> list[str]:
    """The cells of a line of a table; none if it is no line of one."""
    line = line.strip()
    if not line.startswith("|"):
        return []
    cells = _CELL_END.split(line.removeprefix("|"))
    if not cells[-1].strip():  # what stands after the last bar, if the line ends with one
        cells.pop()
    return [cell.strip() for cell in cells]


def _is_rule(cells: Sequence[str]) -> bool:
    return len(cells) == len(HEADER) and _rules(cells)


def _rules(cells: Sequence[str]) -> bool:
    return bool(cells) and all(_RULE.fullmatch(cell) for cell in cells)


def _of_object(found: Any, number: int) -> PublishedRow:
    if not isinstance(found, dict):
        raise Changed("an entry is no object", number)
    feature, owners, notes = (found.get(name) for name in ("feature", "owners", "notes"))
    if not isinstance(feature, str) or not isinstance(owners, list):
        raise Changed("an entry lacks its feature or its owners", number)
    if not isinstance(notes, str | None):
        raise Changed("notes are no text", number)
    teams = tuple(_team(owner, number) for owner in owners)
    text = " ".join((notes or "").split()) or None
    return checked(PublishedRow(" ".join(feature.split()), teams, None, text, number))


def _team(owner: Any, number: int) -> PublishedOwner:
    slug = owner.get("slug") if isinstance(owner, dict) else None
    if not isinstance(slug, str) or not _SLUG.fullmatch(slug):
        raise Changed("an owner has no slug", number)
    name = owner.get("name")
    if not isinstance(name, str | None):
        raise Changed("an owner's name is no text", number)
    return PublishedOwner(slug, " ".join(name.split()).removesuffix(" Team") if name else None)


_Table = list[tuple[int, list[str]]]


_CLOSING = frozenset({"td", "th", "tr", "table"})


class _Tables(HTMLParser):
    """Collects tables; a link becomes `[words](address)`, so that one grammar reads both forms."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Table] = []
        self._cell: list[str] | None = None
        self._links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what is opened."""
        if tag in _CLOSING:
            self._close()
        if tag == "table":
            self.tables.append([])
        elif tag == "tr" and self.tables:
            self.tables[-1].append((self.getpos()[0], []))
        elif tag in {"td", "th"} and self.tables and self.tables[-1]:
            self._cell = []
        elif self._cell is not None and tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self._cell.append("[")
        elif self._cell is not None and tag in {"br", "p", "div", "span", "li"}:
            self._cell.append(" ")

    def handle_data(self, data: str) -> None:
        """Words of a cell; what Markdown would take for a sign is escaped."""
        if self._cell is not None:
            self._cell.append(re.sub(r"([\\\[\]])", r"\\\1", " ".join(_kept_blanks(data))))

    def handle_endtag(self, tag: str) -> None:
        """Close what is closed."""
        if tag == "a" and self._cell is not None and self._links:
            self._cell.append(f"]({self._links.pop()})")
        elif tag in _CLOSING:
            self._close()

    def _close(self) -> None:
        """End the open cell, which HTML need not say."""
        if self._cell is not None:
            self.tables[-1][-1][1].append("".join(self._cell).strip())
            self._cell, self._links = None, []


def _kept_blanks(data: str) -> Iterator[str]:
    """The words, with an empty one at an end that is blank."""
    yield from [""] * data[:1].isspace()
    yield from data.split()
    yield from [""] * (data[-1:].isspace() and bool(data.strip()))
