"""`csm due`: which customers have not heard from us for longer than their plan allows."""

from datetime import timedelta
from math import isnan
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.working import Limit, Organizations, WaitingOn, named, tell, waiting
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.worklist import THIRD, US

_MOST_HOURS = 87_600  # ten years, which is as good as any time

app = group("List tickets on which our last public word is older than the plan's clock.")


@command(app, "due")
def due(
    invocation: Invocation,
    within: Annotated[
        float,
        typer.Option(
            "--within",
            metavar="HOURS",
            min=0,
            max=_MOST_HOURS,
            help="Those, too, that are due within so many.",
        ),
    ] = 0.0,
    waiting_on: WaitingOn = None,
    organizations: Organizations = None,
    limit: Limit = None,
) -> int:
    """List tickets on which our last public word is older than the plan's clock.

    Of the tickets that csm mine lists. Those that wait on the customer are left out unless
    --waiting names them: there it is the customer's turn, and the clock stands.
    """
    from csm_cli.output.worklist import due_view  # noqa: PLC0415
    from csm_cli.services.worksheet import Choice  # noqa: PLC0415

    if isnan(within):  # which is in no range and, to the parser, outside of none
        raise WrongUsage(f"--within is nan, and takes a number from 0 to {_MOST_HOURS}")
    choice = Choice(tuple(waiting_on or (US, THIRD)), named(organizations), limit=limit)
    length = timedelta(hours=within)
    with waiting(invocation) as heard:
        found = invocation.runtime.working.due(choice, length, heard)
    code = tell(invocation, found)
    zone = str(invocation.runtime.settings.facts["clocks"]["time_zone"])
    invocation.present(due_view(found, within=length, time_zone=zone))
    return code
