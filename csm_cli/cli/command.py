"""How a function becomes a command: the shared options are added to its signature.

    @command("claim")
    def claim(invocation: Invocation, tickets: ..., assign: ...) -> int | None: ...

The function gets an `Invocation` where Typer would have shown it `--json`, `--profile`,
`--sandbox` and `--no-input`; these work before and after the command's name. What it
returns is the exit code; nothing means 0.
"""

import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from csm_cli.cli.invocation import Exit, Invocation, Shared, Voice
from csm_cli.domain.errors import WrongUsage
from csm_cli.environment import Environment
from csm_cli.runtime import Runtime

_Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
_Profile = Annotated[
    str | None, typer.Option("--profile", metavar="NAME", help="Use this profile's settings.")
]
_Sandbox = Annotated[bool, typer.Option("--sandbox", help="Run against a sandbox on this machine.")]
_NoInput = Annotated[bool, typer.Option("--no-input", help="Never ask; stop instead.")]

_SHARED = {
    "json": (_Json, False),
    "profile": (_Profile, None),
    "sandbox": (_Sandbox, False),
    "no_input": (_NoInput, False),
}

CONTEXT_SETTINGS = {"help_option_names": ["-h", "--help"]}


def group(help_text: str) -> typer.Typer:
    """A Typer application as all of csm's are: plain help, no completion code, no Rich."""
    return typer.Typer(
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
        app.command(name, context_settings=CONTEXT_SETTINGS)(run)
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
        environment, shared = _shared(context, options)
        if context.invoked_subcommand is not None:
            _refuse_own(context, options)
            context.obj = (environment, shared)
            return
        invocation = _invocation(environment, shared)
        try:
            code = function(invocation, **options)
        finally:
            invocation.runtime.remind()
            invocation.runtime.close()
        if code:
            raise Exit(code)

    run.__doc__ = function.__doc__
    run.__signature__ = _signature(function)  # type: ignore[attr-defined]
    return run


def _shared(context: typer.Context, options: dict[str, Any]) -> tuple[Environment, Shared]:
    """The shared options from before the command's name and, taken out of `options`, after it."""
    environment, before = context.obj
    shared = Shared(**{key: options.pop(key) for key in _SHARED})
    return environment, Shared(
        json=before.json or shared.json,
        profile=shared.profile or before.profile,
        sandbox=before.sandbox or shared.sandbox,
        no_input=before.no_input or shared.no_input,
    )


def _refuse_own(context: typer.Context, options: dict[str, Any]) -> None:
    for name in options:
        source = context.get_parameter_source(name)
        if source is not None and source.name != "DEFAULT":
            raise WrongUsage(
                f"--{name.rstrip('_').replace('_', '-')} stands before "
                f"{context.invoked_subcommand}, which does not take it there",
                hint=f"{context.command_path} {context.invoked_subcommand} --help",
            )


def _invocation(environment: Environment, shared: Shared) -> Invocation:
    if shared.sandbox and shared.profile not in {None, "sandbox"}:
        raise WrongUsage("--sandbox and --profile name two different profiles")
    profile = "sandbox" if shared.sandbox else shared.profile
    voice = Voice(environment)
    runtime = Runtime(environment, profile, _start_sandbox, voice)
    return Invocation(environment, shared, runtime, voice)


def _start_sandbox(settings: Any) -> Any:
    from csm_cli.cli import sandbox_host  # noqa: PLC0415 - the sandbox's parts are heavy and optional

    return sandbox_host.start(settings)


def _signature(function: Callable[..., Any]) -> inspect.Signature:
    kind = inspect.Parameter.KEYWORD_ONLY
    own = list(inspect.signature(function).parameters.values())[1:]
    shared = [
        inspect.Parameter(name, kind, default=default, annotation=annotation)
        for name, (annotation, default) in _SHARED.items()
    ]
    context = inspect.Parameter("context", kind, annotation=typer.Context)
    return inspect.Signature(
        [context, *(parameter.replace(kind=kind) for parameter in own), *shared]
    )
