"""`csm ownership`: the file that `whois-owns` and `escalate` answer from."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.ownership_check import doubts
from csm_cli.output.ownership import check_view

app = group("Check an ownership file.")


@app.callback()
def ownership() -> None:
    """Check an ownership file."""


@command(app, "check")
def check(
    invocation: Invocation,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", help="The file; without it, the one that is in use."),
    ] = None,
    max_age: Annotated[
        int | None,
        typer.Option(
            "--max-age", metavar="DAYS", min=0, help="Report rows last confirmed longer ago."
        ),
    ] = None,
) -> int:
    """Check an ownership file, and point at the line of each finding.

    An error keeps csm from using the file; a warning is something to look at. Either ends
    with exit code 9.
    """
    runtime = invocation.runtime
    read = runtime.ownership_file(file)
    rows = read.rows
    warnings = doubts(
        rows.features,
        rows.former_teams,
        read.beneath,
        today=invocation.environment.now().date(),
        stale_after_days=(
            runtime.settings.facts["ownership"]["old_days"] if max_age is None else max_age
        ),
    )
    findings = sorted([*rows.findings, *warnings])
    invocation.present(check_view(str(read.path), len(rows.features), findings))
    return ExitCode.CHECK_FAILED if findings else ExitCode.DONE
