"""The script for fish 3.1 and newer."""

from collections.abc import Iterable, Iterator

from tests.generated.places import Place, shipped


def quoted(text: str) -> str:
    """The text as one word of fish."""
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"


def tables(places: list[Place]) -> Iterator[str]:
    """What the engine looks things up in: functions that print lines of cells."""
    yield from _function(
        "__csm_commands",
        "The commands below the words, with their summaries.",
        ((place.path, place.commands) for place in places),
    )
    yield ""
    yield from _function(
        "__csm_options",
        "The options of the words: name, spellings, kind of what follows, whether again, help.",
        ((place.path, list(_options(place))) for place in places),
    )
    yield ""
    yield from _function(
        "__csm_arguments",
        "The kinds of the arguments of the words.",
        (
            (place.path, [(each.kind + "..." * each.many,) for each in place.arguments])
            for place in places
        ),
    )
    yield ""
    yield from _function("__csm_shipped", "The values that come with csm.", shipped().items())


def _options(place: Place) -> Iterator[tuple[str, ...]]:
    for each in place.options:
        yield each.name, " ".join(each.spellings), each.kind or "", "1" * each.repeatable, each.help


def _function(
    name: str, about: str, cases: Iterable[tuple[str, Iterable[tuple[str, ...]]]]
) -> Iterator[str]:
    yield f"# {about}"
    yield f"function {name}"
    yield '    switch "$argv[1]"'
    for case, rows in cases:
        lines = ["\t".join(cells) for cells in rows]
        if lines:
            yield f"        case {quoted(case)}"
            yield "            printf '%s\\n' \\"
            yield from (f"                {quoted(line)} \\" for line in lines[:-1])
            yield f"                {quoted(lines[-1])}"
    yield "    end"
    yield "end"
