"""`csm escalations`: what became of what you escalated."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.impersonation.window import MOST_DAYS

app = group("Follow your escalations: who spoke last, who sees them, their issues.")


@command(app, "escalations")
def escalations(
    invocation: Invocation,
    all_: Annotated[bool, typer.Option("--all", help="Solved and closed tickets, too.")] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="Look at N tickets at the most.")
    ] = 30,
    days: Annotated[
        int | None,
        typer.Option(
            "--days",
            metavar="N",
            min=1,
            max=MOST_DAYS,
            help="Only what was escalated in N days.",
        ),
    ] = None,
    nudge: Annotated[
        bool, typer.Option("--nudge", help="Show what to write to each owner; JSON always does.")
    ] = False,
) -> int:
    """Follow your escalations: who spoke last, who sees them, their issues.

    They are known from this machine's journal, and from the escalation switch of tickets that
    carry your owner tag. Those that wait longest for an engineer's word come first. Nothing is
    written or sent.
    """
    from csm_cli.output.escalations import asides, view  # noqa: PLC0415
    from csm_cli.services.follow import Order  # noqa: PLC0415

    followed = invocation.runtime.following.follow(Order(limit, all_, days))
    for line in asides(followed, as_json=invocation.shared.json):
        invocation.say(line)
    invocation.present(view(followed, now=invocation.environment.now(), nudge=nudge))
    return 0
