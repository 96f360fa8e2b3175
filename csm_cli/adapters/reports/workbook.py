"""Reports in XLSX: a sheet for each table, and the stamps among the words on the first."""

import io
import zipfile
from typing import Any

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.stamp import ReadReport, stamps_in
from csm_cli.domain.impersonation.tables import BY, Table

_ABOUT, _STAMP = "About", "Stamp"
_MOST_BYTES = 2_000_000_000  # what a file of the size that is read at most may unpack to


def workbook(content: bytes) -> ReadReport:
    """The rows of a workbook.

    Raises:
        WrongUsage: the package that reads it is not installed.
    """
    openpyxl = _library()
    try:
        if _unpacked(content) > _MOST_BYTES:
            return ReadReport("xlsx", (), (), ("it unpacks to more than any report",))
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheets = {sheet.title: [*sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    except Exception as problem:  # noqa: BLE001 - a broken workbook fails in any way at all
        return ReadReport("xlsx", (), (), (f"it can't be opened: {type(problem).__name__}",))
    words = [str(row[1]) for row in sheets.get(_ABOUT, []) if len(row) > 1 and row[0] == _STAMP]
    stamps = tuple(stamp for text in words for stamp in stamps_in(text))
    problems = () if len(stamps) == len(words) else ("its stamp is damaged",)
    tables = tuple(_table(name, rows) for name, rows in sheets.items() if name in BY)
    return ReadReport("xlsx", tables, stamps, problems)


def _unpacked(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return sum(entry.file_size for entry in archive.infolist())


def _table(name: str, rows: list[tuple[Any, ...]]) -> Table:
    """A sheet as a table; an empty cell is an empty text."""
    texts = [tuple("" if value is None else str(value) for value in row) for row in rows]
    return Table(name, texts[0] if texts else (), tuple(texts[1:]))


def _library() -> Any:
    try:
        import openpyxl  # noqa: PLC0415 - an extra
    except ImportError:
        raise WrongUsage(
            "a workbook needs a package that is not installed", hint="pip install 'csm-cli[xlsx]'"
        ) from None
    return openpyxl
