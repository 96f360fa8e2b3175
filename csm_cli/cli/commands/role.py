"""`csm role`: which role you have, the way up, and down again."""

from enum import StrEnum
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import DryRun
from csm_cli.cli.signals import stopped_like_ctrl_c
from csm_cli.cli.stepping_up import inviting
from csm_cli.cli.web import check, show_page
from csm_cli.domain import roles
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.refs import TicketRef, ticket_ref
from csm_cli.domain.roles import Step

app = group("Show whether you are a light or a full agent; step up, and down again.")


class Action(StrEnum):
    """What is to be done with the role."""

    show = "show"
    upgrade = "upgrade"
    downgrade = "downgrade"


_INSTEAD = {
    Action.upgrade: "csm role upgrade --yes, or --dry-run",
    Action.downgrade: "csm role downgrade --yes, or --dry-run",
}


@command(app, "role")
def role(
    invocation: Invocation,
    action: Annotated[
        Action, typer.Argument(metavar="[show|upgrade|downgrade]", help="What to do.")
    ] = Action.show,
    ticket: Annotated[
        str | None,
        typer.Option("--ticket", metavar="TICKET", help="The ticket whose page to step up on."),
    ] = None,
    web: Annotated[
        bool, typer.Option("--web", "-w", help="Open the page in the browser, terminal or not.")
    ] = False,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do it without asking.")] = False,
) -> int:
    """Show whether you are a light or a full agent; step up, and down again.

    With an account of yours that may change roles, csm changes it. Without one it names the
    page to change it on, waits until it is done, and reminds you until it is undone.
    """
    if action is Action.show and (dry_run or yes):
        raise WrongUsage("--dry-run and --yes go with upgrade or downgrade")
    ref = ticket_ref(ticket) if ticket is not None else None
    if action is Action.show and web:
        check(invocation, web=web)
        invocation.runtime.roles.at_start()
        return show_page(invocation, invocation.runtime.roles.look(ref).page, "your role")
    step = _planned(invocation, action, ref)
    if step.outcome == roles.PLANNED and not dry_run:
        _confirm(invocation, step, action, yes=yes)
        step = _carried_out(invocation, step, action, web=web)
    return _present(invocation, step, dry_run=dry_run)


def _planned(invocation: Invocation, action: Action, ticket: TicketRef | None) -> Step:
    changing = invocation.runtime.roles
    if action is Action.downgrade:
        return changing.plan_down(ticket)
    changing.at_start()
    if action is Action.upgrade:
        return changing.plan_up(ticket)
    standing = changing.look(ticket)
    return Step(standing, roles.SHOWN, standing.role)


def _confirm(invocation: Invocation, step: Step, action: Action, *, yes: bool) -> None:
    before = roles.name_of(step.standing)
    if step.target is None:
        question = f"You are {before}. Open {step.standing.page} and wait for your role to change?"
    else:
        changer = step.standing.changer
        who = f" as {changer.name} <{changer.email}>" if changer else ""
        question = f"Change your role from {before} to {step.target.name}{who}?"
    invocation.confirm(
        question,
        yes=yes,
        instead=_INSTEAD[action],
        after_no="csm role shows the role that you keep",
        written="your role was not changed",
    )


def _carried_out(invocation: Invocation, step: Step, action: Action, *, web: bool) -> Step:
    changing, invite = invocation.runtime.roles, inviting(invocation, step, web=web)
    with stopped_like_ctrl_c():
        return (changing.up if action is Action.upgrade else changing.down)(step, invite)


def _present(invocation: Invocation, step: Step, *, dry_run: bool) -> int:
    from csm_cli.output.role import asides, view  # noqa: PLC0415

    as_json, shown = invocation.shared.json, invocation.environment.stdout_is_terminal
    for line in asides(step, dry_run=dry_run, as_json=as_json, on_terminal=shown):
        invocation.say(line)
    invocation.present(view(step, dry_run=dry_run))
    return roles.EXIT_CODES[step.outcome]
