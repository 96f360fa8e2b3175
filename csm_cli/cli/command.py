"""How a function becomes a command: the shared options are added to its signature.

    @command("claim")
    def claim(invocation: Invocation, tickets: ..., assign: ...) -> int | None: ...

The function gets an `Invocation` where Typer would have shown it the options of
`csm_cli.cli.shared`, which work before and after the command's name. What it returns is the
exit code; nothing means 0.
"""

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any

import typer
import typer.core
from typer.exceptions import TyperException

from csm_cli.cli.invocation import Exit, Invocation, Voice
from csm_cli.cli.shape import HELP, Shape, shape_of, tell_fields
from csm_cli.cli.shared import Shared, parameters, taken
from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment
from csm_cli.runtime.run import Runtime

CONTEXT_SETTINGS = {"help_option_names": ["-h", "--help"]}

_ABOUT_ROLES = frozenset({"role"})
"""Commands that look to a role which is due back themselves, as long as it takes."""

_ABOUT_CSM = frozenset({"completion", "help"})
"""Commands that are part of the program's own help: they say nothing else and ask nobody."""


class _WithContext:
    """Says of every mistake in its words whose they are, so that the help that fits is named."""

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """Parse; Typer's parser leaves the command out where an option lacks its value."""
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc] # of the class it is mixed into
        except TyperException as mistake:
            if getattr(mistake, "ctx", None) is None:
                mistake.ctx = ctx  # type: ignore[attr-defined] # of the kind that has one
            raise


class _Command(_WithContext, typer.core.TyperCommand):
    """One command."""


class WholeSummaries(_WithContext, typer.core.TyperGroup):
    """A group whose help cuts no command's summary."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """List the commands, each with the first line of its help."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [
            (name, (known.help or "").partition("\n")[0])
            for name, known in found
            if known is not None and not known.hidden
        ]
        if rows:
            with formatter.section("Commands"):
                formatter.write_dl(rows, col_max=22)


def group(help_text: str) -> typer.Typer:
    """A Typer application as all of csm's are: plain help, no completion code, no Rich."""
    return typer.Typer(
        cls=WholeSummaries,
        help=help_text,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=CONTEXT_SETTINGS,
    )


def command(
    app: typer.Typer, name: str
) -> Callable[[Callable[..., int | None]], Callable[..., None]]:
    """Register a function as the command `name` of `app`, with the shared options added."""

    def register(function: Callable[..., int | None]) -> Callable[..., None]:
        run = _runner(function)
        app.command(name, cls=_Command, context_settings=CONTEXT_SETTINGS)(run)
        return run

    return register


def bare_command(app: typer.Typer) -> Callable[[Callable[..., int | None]], Callable[..., None]]:
    """Register a function as what a group does when none of its own commands is named.

    With one, what the shared options before it say is handed on; options of the function's
    own are refused there, rather than ignored.
    """

    def register(function: Callable[..., int | None]) -> Callable[..., None]:
        run = _runner(function)
        app.callback(invoke_without_command=True)(run)
        return run

    return register


def _runner(function: Callable[..., int | None]) -> Callable[..., None]:
    def run(context: typer.Context, **options: Any) -> None:
        environment, before = context.obj
        shared = taken(options, before)
        if context.invoked_subcommand is not None:
            _refuse_own(context, options)
            context.obj = (environment, shared)
            return
        name = " ".join(context.command_path.split()[1:])
        if shared.fields == HELP:
            tell_fields(environment, name)
            return
        shape, voice = shape_of(shared, name), Voice(environment, shared)
        with _recorded(environment, shared, context.command_path, voice) as told:
            invocation = _invocation(told, shared, voice, shape)
            try:
                if name not in _ABOUT_ROLES | _ABOUT_CSM:
                    invocation.runtime.give_back()
                code = function(invocation, **options)
            finally:
                if name not in _ABOUT_CSM:
                    invocation.runtime.remind()
                invocation.runtime.close()
        if code:
            raise Exit(code)

    run.__doc__ = function.__doc__
    run.__signature__ = _signature(function)  # type: ignore[attr-defined]
    return run


def _refuse_own(context: typer.Context, options: dict[str, Any]) -> None:
    for name in options:
        source = context.get_parameter_source(name)
        if source is not None and source.name != "DEFAULT":
            raise WrongUsage(
                f"--{name.rstrip('_').replace('_', '-')} stands before "
                f"{context.invoked_subcommand}, which does not take it there",
                hint=f"{context.command_path} {context.invoked_subcommand} --help",
            )


def _recorded(
    environment: Environment, shared: Shared, command: str, voice: Voice
) -> AbstractContextManager[Environment]:
    """Within the block somebody may want to know what is sent: a person, a file, both."""
    if not shared.verbose and environment.variable("CSM_LOG") is None:
        return nullcontext(environment)
    from csm_cli.cli.telling import recorded  # noqa: PLC0415 - most runs tell nobody

    return recorded(environment, command, voice, verbose=shared.verbose)


def _invocation(environment: Environment, shared: Shared, voice: Voice, shape: Shape) -> Invocation:
    if shared.sandbox and shared.profile not in {None, "sandbox"}:
        raise WrongUsage("--sandbox and --profile name two different profiles")
    runtime = Runtime(environment, shared.named_profile, _start_sandbox, voice)
    runtime.refresh = shared.refresh
    return Invocation(environment, shared, runtime, voice, shape)


def _start_sandbox(settings: Any) -> Any:
    from csm_cli.cli import sandbox_host  # noqa: PLC0415 - the sandbox's parts are heavy and optional

    return sandbox_host.start(settings)


def _signature(function: Callable[..., Any]) -> inspect.Signature:
    kind = inspect.Parameter.KEYWORD_ONLY
    own = list(inspect.signature(function).parameters.values())[1:]
    context = inspect.Parameter("context", kind, annotation=typer.Context)
    return inspect.Signature(
        [context, *(parameter.replace(kind=kind) for parameter in own), *parameters()]
    )
