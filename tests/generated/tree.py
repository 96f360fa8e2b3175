"""The parser's commands as plain values, for whatever is made from them.

Only what was written for csm is taken: no text that the parser lays out itself, so that no
version of Python and no width of a screen changes what is made.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

import typer

from csm_cli.cli.app import HELP, app
from csm_cli.cli.table import COMMANDS
from tests.generated import kinds


class Option(NamedTuple):
    """An option: `kind` says what follows it, and is null if nothing does."""

    spellings: tuple[str, ...]
    help: str
    metavar: str
    kind: str | None
    repeatable: bool

    @property
    def name(self) -> str:
        """The spelling to offer: the long one."""
        return max(self.spellings, key=len)


class Argument(NamedTuple):
    """A word that is no option; `many` of it may follow each other."""

    metavar: str
    help: str
    kind: str
    many: bool
    required: bool


class Node(NamedTuple):
    """A command, or a group of commands; `runs` if it does something by itself.

    `words` are those after `csm`. `text` is its help, whose first line is the summary.
    """

    words: tuple[str, ...]
    text: str
    options: tuple[Option, ...]
    arguments: tuple[Argument, ...]
    children: tuple["Node", ...]
    runs: bool

    @property
    def name(self) -> str:
        """The last word: how it is called where it is listed."""
        return self.words[-1] if self.words else "csm"

    @property
    def path(self) -> str:
        """All of its words, `csm` included."""
        return " ".join(("csm", *self.words))

    @property
    def summary(self) -> str:
        """What it does, in a sentence."""
        return self.text.splitlines()[0]

    def walk(self) -> Iterator["Node"]:
        """This one and all below it, in the order of the help."""
        yield self
        for child in self.children:
            yield from child.walk()


HELP_OPTION = Option(("-h", "--help"), "Show this help.", "", None, repeatable=False)


def tree() -> Node:
    """All of csm."""
    return _node((), typer.main.get_command(app), HELP)


def sections() -> list[tuple[str, list[str]]]:
    """The names of the commands by the section of `csm --help` that they stand in."""
    found: dict[str, list[str]] = {}
    for entry in COMMANDS:
        found.setdefault(entry.section, []).append(entry.name)
    return list(found.items())


def _node(words: tuple[str, ...], parser: Any, text: str | None = None) -> Node:
    shown = [each for each in parser.params if not getattr(each, "hidden", False)]
    is_group = hasattr(parser, "list_commands")
    names = parser.list_commands(None) if is_group else []
    return Node(
        words,
        (text or parser.help or "").strip(),
        (
            *(_option(words, each) for each in shown if each.param_type_name == "option"),
            HELP_OPTION,
        ),
        tuple(_argument(each) for each in shown if each.param_type_name == "argument"),
        tuple(_node((*words, name), parser.get_command(None, name)) for name in names),
        runs=not is_group or bool(words and parser.invoke_without_command),
    )


def _option(words: tuple[str, ...], parser: Any) -> Option:
    spellings = tuple(sorted((*parser.opts, *parser.secondary_opts), key=len))
    takes = not parser.is_flag and not parser.count
    metavar = _metavar(parser) if takes else ""
    return Option(
        spellings,
        parser.help or "",
        metavar,
        _kind_of_option(words, spellings, metavar, parser) if takes else None,
        repeatable=bool(parser.multiple),
    )


def _argument(parser: Any) -> Argument:
    metavar = _metavar(parser)
    bare = metavar.strip("[].")
    return Argument(
        bare,
        parser.help or "",
        kinds.of_argument(bare, _choices(parser)),
        many=parser.nargs == -1,
        required=bool(parser.required),
    )


def _kind_of_option(
    words: tuple[str, ...], spellings: tuple[str, ...], metavar: str, parser: Any
) -> str:
    return kinds.of_option(words, max(spellings, key=len), metavar, _choices(parser))


def _choices(parser: Any) -> list[str] | None:
    """The words that the parser lets through, where it knows them."""
    choices = getattr(parser.type, "choices", None)
    return [str(getattr(choice, "value", choice)) for choice in choices] if choices else None


def _metavar(parser: Any) -> str:
    if parser.metavar:
        return str(parser.metavar)
    choices = _choices(parser)
    return "|".join(choices) if choices else str(parser.type.name).upper()
