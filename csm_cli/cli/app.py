"""`csm` as one Typer application whose commands are imported when they are called.

`csm --help` and a mistyped command import no command at all: names and summaries come from
`csm_cli.cli.table`.
"""

from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from inspect import Parameter, Signature
from typing import Annotated, Any

import typer
import typer.core
from typer.exceptions import Exit as TyperExit

from csm_cli import __version__
from csm_cli.cli.command import group
from csm_cli.cli.shared import Shared, parameters, taken
from csm_cli.cli.table import COMMANDS, SECTIONS
from csm_cli.domain.errors import EXIT_CODES, WrongUsage
from csm_cli.environment import Environment

HELP = """The command-line toolkit of PostHog's customer success engineers.

Results go to stdout, everything else to stderr. Try it without an account: csm demo
"""

_ENTRIES = {entry.name: entry for entry in COMMANDS}


class LazyGroup(typer.core.TyperGroup):
    """A group that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the interface's argument
        """All names, in the table's order."""
        return list(_ENTRIES)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002
        """Import the command's module and build the command from its `app`."""
        entry = _ENTRIES.get(cmd_name)
        if entry is None:
            return None
        module = import_module(f"csm_cli.cli.commands.{entry.module}")
        built = typer.main.get_command(module.app)
        built.name = cmd_name
        return built

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; for an unknown one name the nearest, and nothing is run."""
        if args and args[0] not in _ENTRIES and not args[0].startswith("-"):
            near = get_close_matches(args[0], _ENTRIES, n=1)
            raise WrongUsage(
                f"there is no command {args[0]!r}",
                hint=f"did you mean: csm {near[0]}" if near else "csm --help lists the commands",
            )
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        """List the commands by section, then the exit codes, without importing any."""
        for section in SECTIONS:
            rows = [(entry.name, entry.summary) for entry in COMMANDS if entry.section == section]
            with formatter.section(section):
                formatter.write_dl(rows, col_max=22)
        with formatter.section("Exit codes"):
            formatter.write_dl([(str(int(code)), text) for code, text in EXIT_CODES.items()])


def _print_version(value: bool) -> None:
    if value:
        typer.echo(f"csm {__version__}")
        raise TyperExit(0)


def _begin(context: typer.Context, *, named: bool) -> None:
    """Without a command: the help, or for somebody who has set nothing up, how to begin."""
    from csm_cli.runtime.configuring import is_set_up  # noqa: PLC0415

    if named or is_set_up(context.obj):
        typer.echo(context.get_help())
        return
    from csm_cli.output.welcome import welcome  # noqa: PLC0415

    welcome(context.obj)


app = group(HELP)


def root(context: typer.Context, **options: Any) -> None:
    """Keep what stands before the command's name for the command to use."""
    if context.invoked_subcommand is None:
        _begin(context, named=bool(options["profile"] or options["sandbox"]))
    del options["version"]  # its callback does the work
    context.obj = (context.obj, taken(options, Shared()))


def _signature() -> Signature:
    version = typer.Option(
        "--version", is_eager=True, callback=_print_version, help="Print the version."
    )
    kind = Parameter.KEYWORD_ONLY
    return Signature(
        [
            Parameter("context", kind, annotation=typer.Context),
            *parameters(),
            Parameter("version", kind, default=False, annotation=Annotated[bool, version]),
        ]
    )


root.__signature__ = _signature()  # type: ignore[attr-defined]
app.callback(cls=LazyGroup, invoke_without_command=True)(root)


def start(arguments: Sequence[str], environment: Environment) -> None:
    """Parse and run; every ending but success leaves as an exception.

    Typer's own `main` is not used: it turns a closed pipe into exit code 1 and Ctrl-C into
    an exception of its own.
    """
    command = typer.main.get_command(app)
    with command.make_context("csm", list(arguments), obj=environment) as context:
        command.invoke(context)
