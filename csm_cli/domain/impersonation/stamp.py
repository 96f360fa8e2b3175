"""The stamp of a report: a SHA-256 of each table's rows, the same in every format.

What is hashed is defined in docs/audit.md, "The stamp", so that anybody can compute it. It
shows that the rows are those that csm wrote, as long as the stamp is; it does not show who
wrote either, since whoever can change the rows can stamp them anew.
"""

import json
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from csm_cli.domain.impersonation.tables import Table
from csm_cli.domain.plain import line

MARK = "csm-stamp/1"
_LINE = re.compile(
    rf"{MARK} (?P<name>[a-z]+) (?P<rows>[0-9]{{1,9}}) (?P<digest>[0-9a-f]{{64}})(?![0-9a-f])",
    re.ASCII,
)
# What a spreadsheet is kept from running by an apostrophe before it; none is part of a value.
_FORMULA = "=+@＝＋－＠-"  # noqa: RUF001
_GUARD = re.compile(rf"^(?:'+(?: |$|(?=[{_FORMULA}])))+")
_SIMPLE = re.compile(r"(?:[!-&(-~][!-~]*(?: [!-~]+)*)?", re.ASCII)
_NO_XML = re.compile("[\ufffe\uffff]")


class Stamp(NamedTuple):
    """The digest of one table: its name, how many rows it has, and their SHA-256 in hex."""

    name: str
    rows: int
    digest: str

    def __str__(self) -> str:
        return f"{MARK} {self.name} {self.rows} {self.digest}"


class Verdict(StrEnum):
    """What a look at a stamp comes to."""

    INTACT = "intact"
    ALTERED = "altered"
    DAMAGED = "damaged"
    ABSENT = "absent"


class Checked(NamedTuple):
    """One table of a file: what its stamp says, what its rows come to, and the verdict.

    Either is null where it is not there: a stamp without its table, or a table without one.
    """

    name: str
    stated: Stamp | None
    found: Stamp | None
    verdict: Verdict


class ReadReport(NamedTuple):
    """What could be read of a file: its format, tables and stamps, and what is broken in it."""

    format: str
    tables: tuple[Table, ...]
    stamps: tuple[Stamp, ...]
    problems: tuple[str, ...] = ()


def canonical(text: str) -> str:
    """The form in which a cell is hashed, whatever a format had to do to it."""
    if _SIMPLE.fullmatch(text):  # nearly every cell is in that form already
        return text
    return _GUARD.sub("", _NO_XML.sub("\ufffd", line(text)))


def stamp(table: Table) -> Stamp:
    """The stamp of a table."""
    import hashlib  # noqa: PLC0415 - loads OpenSSL, which a look-up does without

    digest = hashlib.sha256()
    for cells in ([table.name, *table.columns], *table.rows):
        row = [canonical(text) for text in cells]
        digest.update(json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode())
        digest.update(b"\n")
    return Stamp(table.name, len(table.rows), digest.hexdigest())


def stamps_in(text: str) -> tuple[Stamp, ...]:
    """Every stamp that stands in a text."""
    found = (Stamp(one["name"], int(one["rows"]), one["digest"]) for one in _LINE.finditer(text))
    return tuple(dict.fromkeys(found))


def check(report: ReadReport) -> tuple[Checked, ...]:
    """Compare every table of a file with its stamp, and every stamp with its table."""
    stated = {one.name: one for one in report.stamps}
    found = {one.name: stamp(one) for one in report.tables}
    names = dict.fromkeys([*found, *stated])
    return tuple(_checked(name, stated.get(name), found.get(name)) for name in names)


def verdict(report: ReadReport, checked: Sequence[Checked]) -> Verdict:
    """What the whole file comes to: the worst of its tables, damage before alteration."""
    if report.problems or any(one.verdict is Verdict.DAMAGED for one in checked):
        return Verdict.DAMAGED
    if not report.stamps:
        return Verdict.ABSENT
    return Verdict.INTACT if _all_intact(checked) else Verdict.ALTERED


def _all_intact(checked: Iterable[Checked]) -> bool:
    return all(one.verdict is Verdict.INTACT for one in checked)


def _checked(name: str, stated: Stamp | None, found: Stamp | None) -> Checked:
    if stated is None:
        return Checked(name, stated, found, Verdict.ABSENT)
    if found is None:
        return Checked(name, stated, found, Verdict.DAMAGED)
    same = stated == found
    return Checked(name, stated, found, Verdict.INTACT if same else Verdict.ALTERED)
