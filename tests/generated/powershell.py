"""The script for PowerShell, which is looked at and not run."""

import re
from collections.abc import Iterable, Iterator

from tests.generated.places import Place, shipped

_QUOTES = re.compile("['\u2018\u2019\u201a\u201b]")  # PowerShell takes all of them for one


def quoted(text: str) -> str:
    """The text as a string of PowerShell in which nothing is replaced."""
    return "'" + _QUOTES.sub(lambda quote: quote[0] * 2, text) + "'"


def tables(places: list[Place]) -> Iterator[str]:
    """What the engine looks things up in."""
    yield "    $places = @{"
    for place in places:
        yield f"        {quoted(place.path)} = @{{"
        yield f"            commands  = {_pairs(place.commands, 16)}"
        kinds = ", ".join(quoted(each.kind + "..." * each.many) for each in place.arguments)
        yield f"            arguments = @({kinds})"
        yield "            options   = @("
        for each in place.options:
            spellings = ", ".join(map(quoted, each.spellings))
            yield (
                f"                @{{ name = {quoted(each.name)}; spellings = @({spellings}); "
                f"kind = {quoted(each.kind or '')}; again = ${str(each.repeatable).lower()}; "
                f"help = {quoted(each.help)} }}"
            )
        yield "            )"
        yield "        }"
    yield "    }"
    yield "    $shipped = @{"
    for name, rows in shipped().items():
        yield f"        {name} = {_pairs(rows, 12)}"
    yield "    }"


def _pairs(rows: Iterable[tuple[str, str]], indent: int) -> str:
    lines = [f"{' ' * indent}, @({quoted(value)}, {quoted(about)})" for value, about in rows]
    return "\n".join(("@(", *lines, f"{' ' * (indent - 4)})")) if lines else "@()"
