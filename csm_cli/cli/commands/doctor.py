"""`csm doctor`: everything a day's work depends on, looked at."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation

app = group("Check everything a day's work depends on, and say what to do.")


@command(app, "doctor")
def doctor(
    invocation: Invocation,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Do what is safe on this machine first, and say each thing."),
    ] = False,
    check_version: Annotated[
        bool, typer.Option("--check-version", help="Ask the package index for a newer csm.")
    ] = False,
) -> int:
    """Check everything a day's work depends on, and say what to do.

    Settings, sign-ins, roles and scopes, fields and groups, events, clock, ownership rows, and
    what is left of earlier runs. Writes nothing without --fix. Exit code 9 if a check failed;
    warnings are no failure.
    """
    from csm_cli.cli.examining import examined  # noqa: PLC0415
    from csm_cli.output.doctor import view  # noqa: PLC0415

    found = examined(invocation, fix=fix, check_version=check_version)
    invocation.present(view(found))
    return found.exit_code
