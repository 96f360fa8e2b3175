"""`csm mine`: what needs me, across all my customers."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.working import Limit, Organizations, WaitingOn, in_sight, named, tell, waiting
from csm_cli.domain.worklist import GROUPS

app = group("List what needs you, across all your customers, the nearest breach first.")


@command(app, "mine")
def mine(
    invocation: Invocation,
    waiting_on: WaitingOn = None,
    organizations: Organizations = None,
    escalated: Annotated[bool, typer.Option("--escalated", help="Only escalated ones.")] = False,
    limit: Limit = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Keep the list on the whole screen, with keys to act.")
    ] = False,
) -> int:
    """List what needs you, across all your customers, the nearest breach first.

    Unsolved tickets that are assigned to you, that you escalated, that carry your owner tag, or
    that are of an organization of yours: each once, with why it is there. Who holds a ticket and
    who spoke last is looked up for the rows in sight.
    """
    from csm_cli.output.worklist import view  # noqa: PLC0415
    from csm_cli.services.worksheet import Choice  # noqa: PLC0415

    choice = Choice(
        tuple(waiting_on or GROUPS),
        named(organizations),
        escalated,
        limit,
    )
    if watch:
        from csm_cli.cli import watching_mine  # noqa: PLC0415

        return watching_mine.watch(invocation, choice)
    with waiting(invocation) as heard:
        seen = choice._replace(sight=in_sight(invocation, limit))
        found = invocation.runtime.working.list(seen, heard)
    code = tell(invocation, found)
    zone = str(invocation.runtime.settings.facts["clocks"]["time_zone"])
    invocation.present(view(found, time_zone=zone))
    return code
