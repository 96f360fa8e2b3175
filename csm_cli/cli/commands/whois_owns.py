"""`csm whois-owns`: a feature by any of its names, and the team that answers for it."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import OwnershipFile
from csm_cli.cli.web import Web, check, show_page
from csm_cli.domain.errors import ExitCode
from csm_cli.output.ownership import view
from csm_cli.services.whois import Whois

_NAMED = 5  # of the candidates, on stderr; the result has all of them

app = group("Say which team owns a feature, and where to reach it.")


@command(app, "whois-owns")
def whois_owns(
    invocation: Invocation,
    feature: Annotated[
        list[str],
        typer.Argument(
            metavar="FEATURE",
            help="A feature, alias, label, target area, team, ticket, or words; - reads stdin.",
        ),
    ],
    ownership: OwnershipFile = None,
    web: Web = False,
) -> int:
    """Say which team owns a feature, and where to reach it.

    Works offline, except for a ticket (48213, #48213 or its URL), whose target area is
    looked up. When several features with different owners fit, none is chosen.
    --web opens the handbook's page on who owns what.
    """
    check(invocation, web=web)
    runtime = invocation.runtime
    found = Whois(
        runtime.ownership(ownership),
        lambda: runtime.desk,
        today=invocation.environment.now().date(),
        stale_after_days=runtime.settings.facts["ownership"]["old_days"],
    ).owns(" ".join(invocation.words(feature)))
    for notice in found.notices:
        invocation.say(f"note: {notice.text}")
    if web and found.settled:
        page = str(runtime.settings.facts["ownership"]["page"])
        return show_page(invocation, page, "who owns what")
    invocation.present(view(found))
    if found.settled:
        return ExitCode.DONE
    invocation.say(_unsettled(found.match, [candidate.feature for candidate in found.candidates]))
    return ExitCode.NOT_FOUND


def _unsettled(match: str, features: list[str]) -> str:
    if not features:
        return "no feature fits"
    few = ", ".join(features[:_NAMED]) + (", ..." if len(features) > _NAMED else "")
    if match == "ambiguous":
        return f"features of different owners fit; ask for one of: {few}"
    return f"no feature fits; the nearest are: {few}"
