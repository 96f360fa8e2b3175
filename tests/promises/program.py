"""`csm` as its own parser describes it, and its source as text, for the rules to walk over."""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import typer

from csm_cli.cli.app import app

TOP = Path(__file__).parents[2]
SOURCE = TOP / "csm_cli"


class Command(NamedTuple):
    """One command that can be run: its words after `csm`, and what the parser knows of it."""

    words: tuple[str, ...]
    parser: Any

    @property
    def name(self) -> str:
        """The command as it is typed, without `csm`."""
        return " ".join(self.words)

    @property
    def options(self) -> set[str]:
        """Every spelling of every option."""
        return {
            spelling
            for parameter in self.parser.params
            for spelling in parameter.opts
            if spelling.startswith("-")
        }


@cache
def commands() -> tuple[Command, ...]:
    """All commands, subcommands included; of groups those that do something by themselves."""
    return tuple(_walk((), typer.main.get_command(app)))


def _walk(words: tuple[str, ...], parser: Any) -> Iterator[Command]:
    if not hasattr(parser, "list_commands"):
        yield Command(words, parser)
        return
    if words and parser.invoke_without_command:
        yield Command(words, parser)
    for name in parser.list_commands(None):
        yield from _walk((*words, name), parser.get_command(None, name))


def parses(arguments: Sequence[str]) -> bool:
    """Whether csm's own parser takes these words; nothing is run."""
    parser: Any = typer.main.get_command(app)
    context, rest = None, list(arguments)
    try:
        while True:
            context = parser.make_context(parser.name or "csm", rest, parent=context)
            if not hasattr(parser, "resolve_command"):
                return True
            rest = [*context._protected_args, *context.args]  # noqa: SLF001 - as invoke() does
            if not rest:
                return bool(parser.invoke_without_command)
            _, parser, rest = parser.resolve_command(context, rest)
    except typer.exceptions.Exit:  # --help and --version
        return True
    except Exception:  # noqa: BLE001 - whatever the parser says no with
        return False


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of the package by its path below `csm_cli/`, as a syntax tree."""
    return {
        path.relative_to(SOURCE).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in sorted(SOURCE.rglob("*.py"))
    }
