"""`csm undo`: take back the last write of this machine."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import DryRun
from csm_cli.domain import undo
from csm_cli.domain.undo import Undo

app = group("Take back the last write of this machine.")

_INSTEAD = "csm undo --yes, or --dry-run"


@command(app, "undo")
def undo_(
    invocation: Invocation,
    resend: Annotated[
        bool,
        typer.Option("--resend", help="Send an undecided undo again; it can't be written twice."),
    ] = False,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Undo without asking.")] = False,
) -> int:
    """Take back the last write of this machine.

    A claim is released, a release claimed again; an escalation's field, group and assignee go
    back to what they were. The notes stay, and one more says what was taken back. Stops if
    anybody has changed the ticket since, and says who and what.
    """
    if not (dry_run or yes):
        invocation.must_ask(instead=_INSTEAD)
    undoing = invocation.runtime.undoing
    result = undoing.earlier(resend=resend, dry_run=dry_run)
    if result is None:
        result = undoing.plan(dry_run=dry_run)
        if result.outcome == undo.PLANNED and not dry_run:
            _confirm(invocation, result, yes=yes)
            result = undoing.carry_out(result)
    return _present(invocation, result, dry_run=dry_run)


def _confirm(invocation: Invocation, planned: Undo, *, yes: bool) -> None:
    """Show the plan and go on only with a yes."""
    from csm_cli.output.present import console  # noqa: PLC0415
    from csm_cli.output.undo import plan  # noqa: PLC0415

    if invocation.draws_plan(yes=yes):
        plan(console(invocation.environment, stderr=True), planned)
    profile = invocation.runtime.settings.profile
    question = f"Undo this on ticket {planned.of.ticket} (profile {profile})?"
    invocation.confirm(
        question,
        yes=yes,
        instead=_INSTEAD,
        after_no=f"csm show {planned.of.ticket} has the ticket as it stands",
    )


def _present(invocation: Invocation, result: Undo, *, dry_run: bool) -> int:
    from csm_cli.output.undo import asides, view  # noqa: PLC0415

    as_json, shown = invocation.shared.json, invocation.environment.stdout_is_terminal
    for line in asides(result, as_json=as_json, on_terminal=shown):
        invocation.say(line)
    invocation.present(view(result, dry_run=dry_run))
    return undo.EXIT_CODES[result.outcome]
