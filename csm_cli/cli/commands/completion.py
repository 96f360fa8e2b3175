"""`csm completion`: the script that makes a shell complete csm's words, printed or installed."""

from enum import StrEnum
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import WrongUsage
from csm_cli.output.completion import installed_view, script_view
from csm_cli.output.present import write_text

app = group("Print or install the script that completes csm's words in your shell.")


class Shell(StrEnum):
    """The shells that there is a script for."""

    bash = "bash"
    zsh = "zsh"
    fish = "fish"
    powershell = "powershell"


@command(app, "completion")
def completion(
    invocation: Invocation,
    shell: Annotated[
        Shell | None, typer.Argument(help="The shell; without it, the one of SHELL.")
    ] = None,
    install: Annotated[
        bool, typer.Option("--install", help="Put it where the shell looks for it.")
    ] = False,
) -> None:
    """Print or install the script that completes csm's words in your shell.

    A Tab then starts no program and asks no service. --install writes one file, which it
    names, and leaves the shell's start-up files alone.
    """
    name = (shell or _own_shell(invocation)).value
    scripts = invocation.runtime.completion_scripts
    if install:
        path, then = scripts.install(name)
        invocation.present(installed_view(name, str(path), then))
        if then:
            invocation.say(f"then: {then}")
        invocation.say("A shell that you open from now on has it.")
        return
    text = scripts.text(name)
    if invocation.for_a_program:
        invocation.present(script_view(name, text))
        return
    write_text(invocation.environment, text)
    if invocation.environment.stdout_is_terminal:
        invocation.say("To install it: the same with --install")


def _own_shell(invocation: Invocation) -> Shell:
    """The shell that `SHELL` names."""
    path = invocation.environment.variable("SHELL") or ""
    name = path.rpartition("/")[2]
    if name not in set(Shell):
        raise WrongUsage(
            f"SHELL is {path!r}, which there is no script for" if path else "for which shell?",
            hint=f"csm completion SHELL, with one of: {', '.join(Shell)}",
        )
    return Shell(name)
