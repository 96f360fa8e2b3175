"""Which format a file is in, by what it holds and not by its name."""

from collections.abc import Callable
from pathlib import Path

from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.impersonation.stamp import ReadReport

_MOST = 256_000_000


def read(path: Path) -> ReadReport:
    """The tables and stamps of a report's file.

    Raises:
        WrongUsage: it can't be read, is too large, or is in no format that holds rows; or the
            package that reads it is not installed.
    """
    content = _content(path)
    if content.startswith(b"PK\x03\x04"):
        from csm_cli.adapters.reports.workbook import workbook  # noqa: PLC0415 - an extra

        return workbook(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ReadReport("unknown", (), (), ("it is not in UTF-8, as csm writes it",))
    return _reader(text)(text)


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            # A device tells no size, and need not have an end.
            content = file.read(_MOST + 1) if size <= _MOST else b""
    except (OSError, ValueError) as problem:  # also a name with a null character in it
        why = getattr(problem, "strerror", None) or str(problem)
        raise WrongUsage(f"{path} can't be read: {why}") from None
    if max(size, len(content)) > _MOST:
        raise WrongUsage(f"{path} is larger than any report")
    return content


def _reader(text: str) -> Callable[[str], ReadReport]:
    from csm_cli.adapters.reports import documents, pages, records  # noqa: PLC0415

    start = text.lstrip()[:200].lower()
    if start.startswith("<"):
        return pages.html
    if start.startswith("{"):
        return documents.json_lines if _several_documents(text) else documents.document
    if start.startswith("# "):
        return pages.markdown
    return records.csv_records


def _several_documents(text: str) -> bool:
    """Whether the first line is a document of its own: a line of JSON lines."""
    first = text.lstrip().partition("\n")[0].rstrip()
    return first.startswith("{") and first.endswith("}")
