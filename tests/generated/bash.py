"""The script for bash: 3.2, which macOS has, and newer."""

from collections.abc import Iterator

from tests.generated.places import Place, shipped

TAB = "\t"


def quoted(text: str) -> str:
    """The text as one word of bash or zsh."""
    return "'" + text.replace("'", "'\\''") + "'"


def tables(places: list[Place]) -> Iterator[str]:
    """What the engine looks things up in: functions, since bash 3.2 has no tables."""
    yield from _places(places)
    yield ""
    yield from _options(places)
    yield ""
    yield from _commands(places)
    yield ""
    yield from _shipped()


def _places(places: list[Place]) -> Iterator[str]:
    yield "# What can follow the words `$1`: commands, options with their help, arguments."
    yield "__csm_place() {"
    yield "  case $1 in"
    for place in places:
        names = " ".join(name for name, _ in place.commands)
        yield f"    {quoted(place.path)})"
        yield f"      names={quoted(names)}"
        yield "      switches=("
        yield from (f"        {quoted(f'{each.name} {each.help}')}" for each in place.options)
        yield "      )"
        kinds = (each.kind + ("..." if each.many else "") for each in place.arguments)
        yield f"      wants=({' '.join(quoted(kind) for kind in kinds)}) ;;"
    yield "  esac"
    yield "}"


def _options(places: list[Place]) -> Iterator[str]:
    yield "# The option `$2` of the words `$1`: its name, the kind of what follows, whether again."
    yield "__csm_option() {"
    yield "  option='' kind='' again=''"
    yield '  case "$1 $2" in'
    for place in places:
        for each in place.options:
            spelt = " | ".join(quoted(f"{place.path} {one}") for one in each.spellings)
            sets = [f"option={each.name}"]
            sets += [f"kind={quoted(each.kind)}"] if each.kind else []
            sets += ["again=1"] if each.repeatable else []
            yield f"    {spelt}) {' '.join(sets)} ;;"
    yield "    *) return 1 ;;"
    yield "  esac"
    yield "}"


def _commands(places: list[Place]) -> Iterator[str]:
    yield "__csm_commands() {"
    yield "  case $1 in"
    for place in places:
        if place.commands:
            yield f"    {quoted(place.path)})"
            yield from (
                f"      __csm_offer {quoted(name)} {quoted(text)}" for name, text in place.commands
            )
            yield "      ;;"
    yield "  esac"
    yield "}"


def _shipped() -> Iterator[str]:
    yield "__csm_shipped() {"
    yield "  case $1 in"
    for name, rows in shipped().items():
        yield f"    {name})"
        yield "      lines=("
        yield from (f"        {quoted(f'{value}{TAB}{about}')}" for value, about in rows)
        yield "      ) ;;"
    yield "  esac"
    yield "}"
