"""What a look at a report's stamp comes to: the document, a line for each table, a screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain.impersonation.stamp import Checked, ReadReport, Stamp, Verdict
from csm_cli.output import clean
from csm_cli.output.present import View

if TYPE_CHECKING:
    from rich.console import Console

_WORDS = {
    Verdict.INTACT: ("✓", "green", "every row is as it was written"),
    Verdict.ALTERED: ("✗", "red", "the rows are not those that were written"),
    Verdict.DAMAGED: ("✗", "red", "the file is damaged, and can't be compared"),
    Verdict.ABSENT: ("✗", "yellow", "there is no sum to compare with"),
}


def view(file: str, read: ReadReport, checked: Sequence[Checked], verdict: Verdict) -> View:
    """The document of `csm help json audit verify`."""

    def screen(console: "Console") -> None:
        from rich.text import Text  # noqa: PLC0415

        sign, colour, words = _WORDS[verdict]
        console.print(Text.assemble((sign, colour), f" {clean.line(file)}: ", (words, colour)))
        for problem in read.problems:
            console.print(Text(f"  {clean.line(problem)}"))
        for one in checked:
            console.print(Text(f"  {_line(one)}"))

    document = {
        "file": file,
        "format": read.format,
        "outcome": verdict.value,
        "tables": [_record(one) for one in checked],
        "problems": list(read.problems),
    }
    rows = [
        (one.name, one.verdict.value, _rows(one.found), _digest(one.found), _digest(one.stated))
        for one in checked
    ]
    return View(document, rows or [(None, verdict.value, None, None, None)], screen)


def reasons(read: ReadReport, checked: Sequence[Checked]) -> list[str]:
    """Why the file is damaged, for whoever has neither a screen nor the document."""
    found = [clean.line(problem) for problem in read.problems]
    return [*found, *(_line(one) for one in checked if one.verdict is Verdict.DAMAGED)]


def _record(one: Checked) -> dict[str, Any]:
    return {
        "name": one.name,
        "outcome": one.verdict.value,
        "rows": _rows(one.found),
        "sha256": _digest(one.found),
        "stated_rows": _rows(one.stated),
        "stated_sha256": _digest(one.stated),
    }


def _line(one: Checked) -> str:
    if one.found is None:
        return f"{one.name}: the table is not there"
    if one.stated is None:
        return f"{one.name}: {one.found.rows} rows, and no sum"
    if one.stated.rows != one.found.rows:
        return f"{one.name}: {one.found.rows} rows, of {one.stated.rows} that were written"
    return f"{one.name}: {one.found.rows} rows, SHA-256 {one.found.digest}"


def _rows(stamp: Stamp | None) -> int | None:
    return stamp.rows if stamp else None


def _digest(stamp: Stamp | None) -> str | None:
    return stamp.digest if stamp else None
