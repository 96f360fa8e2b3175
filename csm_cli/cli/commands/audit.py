"""`csm audit`: what can be done with the report of an audit."""

from pathlib import Path
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import ExitCode

app = group("Check the file of an audit's report.")


@app.callback()
def audit() -> None:
    """Check the file of an audit's report."""


@command(app, "verify")
def verify(
    invocation: Invocation,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="HTML, Markdown, CSV, XLSX, JSON or JSON lines.")
    ],
) -> int:
    """Compare the rows of a report with the SHA-256 that it carries.

    Ends with 0 if every row is as csm wrote it, with 9 if rows were altered, or the sum is
    damaged or missing. The sum shows what happened by accident; it does not prove who wrote it.
    """
    from csm_cli.domain.impersonation.stamp import Verdict, check, verdict  # noqa: PLC0415
    from csm_cli.output.audit_check import reasons, view  # noqa: PLC0415

    read = invocation.runtime.report_file(file)
    checked = check(read)
    came_to = verdict(read, checked)
    invocation.present(view(str(file), read, checked, came_to))
    if not (invocation.environment.stdout_is_terminal or invocation.shared.json):
        for reason in reasons(read, checked):
            invocation.say(reason)
    return ExitCode.DONE if came_to is Verdict.INTACT else ExitCode.CHECK_FAILED
