"""`csm sandbox`: run, describe and reset a Zendesk and a PostHog of your own."""

import json
import shlex
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import Unavailable
from csm_cli.output.present import SCHEMA_VERSION, View, write_line
from csm_cli.output.times import utc

if TYPE_CHECKING:
    from rich.console import Console

app = group("Run a Zendesk and a PostHog of your own on this machine.")

State = Annotated[
    Path | None,
    typer.Option("--state", metavar="DIR", help="Keep the sandbox's state in this folder."),
]
Scenario = Annotated[
    Path | None,
    typer.Option("--scenario", metavar="DIR", help="Load this scenario instead of the default."),
]


@command(app, "serve")
def serve(
    invocation: Invocation,
    port_base: Annotated[
        int | None,
        typer.Option("--port-base", metavar="N", min=1, max=65527, help="Use the ports N to N+8."),
    ] = None,
    scenario: Scenario = None,
    state: State = None,
    tls: Annotated[
        bool, typer.Option("--tls", help="Serve https, with a certificate made for it.")
    ] = False,
) -> None:
    """Serve the sandbox in the foreground, until Ctrl-C or SIGTERM.

    Prints one JSON line when it accepts requests: {"services": {name: url}, "env": {variable:
    value}}. The variables are all that a csm in another shell needs, sign-in included.
    """
    from csm_cli.cli import sandbox_host  # noqa: PLC0415

    settings = invocation.runtime.settings
    sandbox = sandbox_host.build(
        sandbox_host.state_folder(settings, state),
        sandbox_host.scenario_folder(settings, scenario),
        port_base,
        tls=tls,
    )
    with _until_signalled() as ended, sandbox_host.serving(sandbox) as described:
        for line in sandbox_host.age_warning(sandbox, invocation.environment.now()):
            invocation.say(line)
        _tell_line(invocation, described._asdict())
        invocation.environment.stdout.flush()
        ended.wait()


@command(app, "env")
def env(invocation: Invocation, state: State = None) -> None:
    """Print the variables of the sandbox that is being served, as export lines."""
    from csm_cli.cli import sandbox_host  # noqa: PLC0415

    folder = sandbox_host.state_folder(invocation.runtime.settings, state)
    found = sandbox_host.running(folder)
    if found is None:
        raise Unavailable(f"no sandbox is served from {folder}", hint="csm sandbox serve")
    document = {"services": dict(found.services), "env": dict(found.env)}
    lines = [f"export {name}={shlex.quote(value)}" for name, value in found.env.items()]
    invocation.present(_lines_view(document, lines))


@command(app, "reset")
def reset(invocation: Invocation, scenario: Scenario = None, state: State = None) -> None:
    """Forget all that was done in the sandbox and load its scenario again."""
    from csm_cli.cli import sandbox_host  # noqa: PLC0415

    settings = invocation.runtime.settings
    folder = sandbox_host.state_folder(settings, state)
    restored = sandbox_host.reset(folder, sandbox_host.scenario_folder(settings, scenario))
    document = {
        "state": str(restored.state),
        "scenario": str(restored.scenario),
        "loaded_at": utc(restored.loaded_at),
    }
    invocation.present(_lines_view(document, [f"the sandbox in {folder} is as new"]))


def _tell_line(invocation: Invocation, described: dict[str, Any]) -> None:
    """One line, which a program can wait for; with --jq, what jq makes of it."""
    shape = invocation.shape
    view = shape.cut(View(described, [], lambda _: None))
    if shape.program is not None:
        shape.filtered(invocation.environment, view.document)
        return
    document = {"schema_version": SCHEMA_VERSION, **view.document}
    write_line(invocation.environment, json.dumps(document))


@contextmanager
def _until_signalled() -> Iterator[threading.Event]:
    """An event that SIGINT and SIGTERM set instead of what they do otherwise."""
    ended = threading.Event()
    before = {
        number: signal.signal(number, lambda *_: ended.set())
        for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield ended
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _lines_view(document: dict[str, Any], lines: list[str]) -> View:
    def screen(console: "Console") -> None:
        for line in lines:
            console.print(line, soft_wrap=True)

    return View(document, [(line,) for line in lines], screen)
