"""What the doctor found: one line a check, and under it what to do; names of others are data."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from csm_cli.domain.doctor import FAIL, OK, SKIPPED, WARN, Check, Examination
from csm_cli.output import clean
from csm_cli.output.present import View
from csm_cli.output.wrapping import wrapped

if TYPE_CHECKING:
    from rich.console import Console

_SIGNS = {OK: ("✓", "green"), WARN: ("!", "yellow"), FAIL: ("✗", "red"), SKIPPED: ("·", "dim")}
_COUNTED = {WARN: "with a warning", FAIL: "failed"}
_UNDER = "    "  # before what stands below a check's name
_SHOWN = 5  # of what is behind a number; --json has all


def view(found: Examination) -> View:
    """The document of `csm help json doctor`; in a pipe, a line with what was fixed has `fixed`."""

    def screen(console: "Console") -> None:
        from rich.text import Text  # noqa: PLC0415 - a pipe must not pay for Rich

        for fixed in found.fixed:
            for piece in wrapped(f"fixed: {clean.line(fixed.done)}", console.width, _UNDER):
                console.print(Text(piece, "green"), soft_wrap=True)
        for check, others in _gathered(found.checks):
            if others:
                _print_unseen(console, [check, *others])
            else:
                _print(console, check)
        console.print(Text(_summary(found), "bold"))

    return View(_document(found), _rows(found), screen)


def _document(found: Examination) -> dict[str, Any]:
    return {
        "summary": {state: found.count(state) for state in _SIGNS},
        "checks": [{**check._asdict(), "items": list(check.items)} for check in found.checks],
        "fixed": [fixed._asdict() for fixed in found.fixed],
    }


def _rows(found: Examination) -> Iterable[Sequence[str | None]]:
    for fixed in found.fixed:
        yield (fixed.name, "fixed", fixed.done, None)
    for check in found.checks:
        yield (check.name, check.state, check.found, check.next)


def _gathered(checks: Sequence[Check]) -> Iterable[tuple[Check, Sequence[Check]]]:
    """Each check; with the first that was left out for a reason, the others left out for it."""
    unseen: dict[str, list[Check]] = {}
    for check in checks:
        if check.state == SKIPPED:
            unseen.setdefault(check.found, []).append(check)
    for check in checks:
        if check.state != SKIPPED:
            yield check, ()
        elif same := unseen.pop(check.found, []):
            yield same[0], same[1:]


def _print_unseen(console: "Console", checks: Sequence[Check]) -> None:
    """What one failure keeps from being looked at, in one piece."""
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    _print_line(console, SKIPPED, f"{len(checks)} checks: {clean.line(checks[0].found)}")
    names = ", ".join(check.name for check in checks)
    console.print(Padding(Text(names, _SIGNS[SKIPPED][1]), (0, 0, 0, len(_UNDER))))


def _print_line(console: "Console", state: str, words: str) -> None:
    from rich.text import Text  # noqa: PLC0415

    sign, colour = _SIGNS[state]
    first, *others = wrapped(f"{sign} {words}", console.width, _UNDER)
    console.print(Text.assemble((sign, colour), first.removeprefix(sign)), soft_wrap=True)
    for piece in others:
        console.print(Text(piece), soft_wrap=True)


def _print(console: "Console", check: Check) -> None:
    from rich.text import Text  # noqa: PLC0415

    _print_line(console, check.state, f"{check.name}: {clean.line(check.found)}")
    told = [f"- {clean.line(item)}" for item in check.items] if check.state != OK else []
    if len(told) > _SHOWN:
        told[_SHOWN:] = [f"- and {len(told) - _SHOWN} more; --json has all"]
    if check.next:
        told.append(f"next: {clean.line(check.next)}")
    for line in told:
        for piece in wrapped(f"    {line}", console.width, " " * 10):
            console.print(Text(piece, _SIGNS[check.state][1]), soft_wrap=True)


def _summary(found: Examination) -> str:
    counts = [(found.count(state), state) for state in _SIGNS if found.count(state)]
    return ", ".join(f"{number} {_COUNTED.get(state, state)}" for number, state in counts)
