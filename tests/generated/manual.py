"""The manual pages: one for csm, and one for each command.

Written for `man(7)` by hand. click-man, which makes such pages from Click's parsers, takes
none of Typer's, which brings a Click of its own.
"""

from collections.abc import Iterable, Iterator

from csm_cli.output.topics import TOPICS
from tests.generated import roff
from tests.generated.roff import bold, italic
from tests.generated.tree import Argument, Node, Option, sections


def pages(root: Node) -> dict[str, str]:
    """The text of each page by the name of its file."""
    return {f"{_name(node)}.1": "\n".join(page(node, root)) + "\n" for node in root.walk()}


def page(node: Node, root: Node) -> Iterator[str]:
    """The lines of one page."""
    # No date: a page must be the same on whichever day it is made.
    yield '.\\" Made by `python -m tests.generated`.'
    yield f'.TH {roff.text(_name(node).upper())} 1 "" csm "Manual of csm"'
    yield from roff.section("NAME", [f"{roff.text(_name(node))} \\-", *roff.lines(_clause(node))])
    yield from roff.section("SYNOPSIS", _synopsis(node))
    yield from roff.section("DESCRIPTION", roff.paragraphs(node.text))
    yield from roff.section("COMMANDS", _commands(node))
    yield from roff.section("ARGUMENTS", roff.terms(map(_argument, node.arguments)))
    yield from roff.section("OPTIONS", roff.terms(map(_option, node.options)))
    if node is root:
        yield from roff.section("EXIT STATUS", _topic("exit-codes"))
        yield from roff.section("ENVIRONMENT", _topic("environment"))
        yield from roff.section("OUTPUT", _topic("output"))
        yield from roff.section("TEMPLATES", _topic("templates"))
        yield from roff.section("PRIVACY", _topic("privacy"))
    yield from roff.section("SEE ALSO", _neighbours(node, root))


def _name(node: Node) -> str:
    return "-".join(("csm", *node.words))


def _clause(node: Node) -> str:
    """The summary as `apropos` shows it: without a full stop."""
    return node.summary[0].lower() + node.summary[1:].rstrip(".")


def _synopsis(node: Node) -> Iterator[str]:
    if node.runs:
        words = [bold(node.path), f"[{italic('OPTION')}]...", *map(_shown, node.arguments)]
        yield " ".join(words)
    if node.runs and node.children:
        yield ".br"
    if node.children:
        options, arguments = f"[{italic('OPTION')}]...", f"[{italic('ARGUMENT')}]..."
        yield f"{bold(node.path)} {italic('COMMAND')} {options} {arguments}"


def _shown(argument: Argument) -> str:
    word = italic(argument.metavar) + "..." * argument.many
    return word if argument.required else f"[{word}]"


def _commands(node: Node) -> Iterator[str]:
    """Those below it; of csm by section, as in its help."""
    if node.words:
        yield from _described((child.name, child.summary) for child in node.children)
        return
    summaries = {child.name: child.summary for child in node.children}
    for title, names in sections():
        yield f".SS {roff.text(title)}"
        yield from _described((name, summaries[name]) for name in names)


def _described(rows: Iterable[tuple[str, str]]) -> list[str]:
    return roff.terms((bold(name), text) for name, text in rows)


def _argument(argument: Argument) -> tuple[str, str]:
    return italic(argument.metavar), argument.help


def _option(option: Option) -> tuple[str, str]:
    spellings = ", ".join(map(bold, option.spellings))
    return f"{spellings} {italic(option.metavar)}" if option.metavar else spellings, option.help


def _topic(name: str) -> list[str]:
    return _described(TOPICS[name].rows.items())


def _neighbours(node: Node, root: Node) -> Iterator[str]:
    """The page above, and those below."""
    above = [each for each in root.walk() if node in each.children]
    yield from roff.lines(", ".join(f"`{_name(each)}`(1)" for each in (*above, *node.children)))
