"""What `csm init` did: what it wrote, what it found out, and what the doctor says of it all."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from csm_cli.domain.doctor import FAIL, OK, SKIPPED, WARN, Examination
from csm_cli.domain.settings import Change
from csm_cli.domain.setup import UNCHANGED, WRITTEN
from csm_cli.output import clean, doctor
from csm_cli.output.config import plain, words
from csm_cli.output.present import View

if TYPE_CHECKING:
    from csm_cli.output.screen import Screen

_SAID = {WRITTEN: "written:", UNCHANGED: "as it should be already:"}


class SetUp(NamedTuple):
    """The result of one run.

    `text` is the file as it would be, without secrets, of a dry run alone. `not_found` says why
    something could not be found out. `examination` is null where nobody was to be asked.
    """

    config_file: str
    profile: str
    outcome: str
    changes: Sequence[Change]
    not_found: Sequence[str]
    text: str | None
    examination: Examination | None
    dry_run: bool = False


def view(result: SetUp) -> View:
    """The document of `csm help json init`; on a screen the doctor's lines stand below."""

    def screen(console: "Screen") -> None:
        from rich.text import Text  # noqa: PLC0415 - a pipe must not pay for Rich

        said = f"{_SAID[result.outcome]} {clean.line(result.config_file)}"
        console.print(Text(said, "bold"), soft_wrap=True)
        for line in change_lines(result.changes):
            console.print(Text(f"  {line}"), soft_wrap=True)
        for reason in result.not_found:
            console.print(Text(f"  not found out: {clean.line(reason)}"), soft_wrap=True)
        if result.examination is not None:
            doctor.view(result.examination).screen(console)

    return View(_document(result), _rows(result), screen)


def change_lines(changes: Sequence[Change]) -> list[str]:
    """Each key with its value, and what it had before."""
    return [
        f"{change.name} = {clean.line(words(change.after))}"
        + ("" if change.before is None else f" (it was {clean.line(words(change.before))})")
        for change in changes
    ]


def _document(result: SetUp) -> dict[str, Any]:
    found = result.examination
    return {
        "config_file": result.config_file,
        "profile": result.profile,
        "outcome": result.outcome,
        "changes": [
            {"name": each.name, "before": plain(each.before), "after": plain(each.after)}
            for each in result.changes
        ],
        "not_found": list(result.not_found),
        "text": result.text,
        "doctor": None
        if found is None
        else {
            "summary": {state: found.count(state) for state in (OK, WARN, FAIL, SKIPPED)},
            "failed": [
                {"name": check.name, "found": check.found, "next": check.next}
                for check in found.checks
                if check.state == FAIL
            ],
        },
        "dry_run": result.dry_run,
        "requests": [],
    }


def _rows(result: SetUp) -> list[tuple[str | None, ...]]:
    """What a pipe gets: the file; each key that changed; each check that failed."""
    rows: list[tuple[str | None, ...]] = [("config_file", result.outcome, result.config_file, None)]
    rows += [
        (each.name, "set", words(each.after), words(each.before) or None) for each in result.changes
    ]
    for check in result.examination.checks if result.examination else ():
        if check.state == FAIL:
            rows.append((check.name, check.state, check.found, check.next))
    return rows
