"""`csm tips`: what to try, and what to look up without asking the customer."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.tips import Advice

_NAMED = 5  # of the candidates, on stderr; the result has all of them

app = group("Say what to try for an area or a ticket, and what to look up without asking.")


@command(app, "tips")
def tips(
    invocation: Invocation,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="AREA|TICKET",
            help="A target area, a feature by any of its names, or a ticket; - reads stdin.",
        ),
    ],
) -> int:
    """Say what to try for an area or a ticket, and what to look up without asking.

    Works offline, except for a ticket, whose own facts fill the links in. Nothing is changed
    anywhere. Entries of your own come first: a file tips.yaml beside the config file.
    """
    from csm_cli.output.tips import view  # noqa: PLC0415

    runtime = invocation.runtime
    found = runtime.advising.advise(" ".join(invocation.words(query)))
    for notice in found.notices:
        invocation.say(f"note: {notice.text}")
    invocation.present(view(found, runtime.settings.host("website")))
    if found.settled:
        return ExitCode.DONE
    invocation.say(_unsettled(found))
    return ExitCode.NOT_FOUND


def _unsettled(found: Advice) -> str:
    few = ", ".join(each.feature for each in found.candidates[:_NAMED])
    if not few:
        return "no area or feature fits; csm ownership list has the features"
    if found.match == "ambiguous":
        return f"features of different areas fit; ask for one of: {few}"
    return f"no area or feature fits; the nearest are: {few}"
