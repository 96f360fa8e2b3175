"""`csm similar`: where the same problem came up before."""

from enum import StrEnum
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.web import Web, check, show_page
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.likeness.hits import NAMES, SOURCES, Similar

Source = StrEnum("Source", {name: name for name in SOURCES})  # type: ignore[misc]

app = group("Find the same problem elsewhere: tickets, GitHub, Pylon, Slack, docs.")


@command(app, "similar")
def similar(
    invocation: Invocation,
    query: Annotated[
        list[str],
        typer.Argument(
            metavar="TICKET|TEXT",
            help="Number, #number or Zendesk URL, or words of the problem; - reads stdin.",
        ),
    ],
    source: Annotated[
        list[Source] | None,
        typer.Option("--source", "-s", help="Search there alone; repeatable."),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-l", metavar="N", min=1, max=100, help="The most matches."),
    ] = None,
    web: Web = False,
) -> int:
    """Find the same problem elsewhere: tickets, GitHub, Pylon, Slack, docs.

    All places are searched at once, and one that is silent costs a line. GitHub gets no names,
    addresses, ids or customers; --verbose shows every text that was sent. --web opens the best
    match.
    """
    from csm_cli.output.similar import view  # noqa: PLC0415

    check(invocation, web=web)
    runtime = invocation.runtime
    sources = [name for name in SOURCES if not source or name in source]
    most = limit or int(runtime.settings.facts["similar"]["limit"])
    found = runtime.similarities.like(invocation.text(query), sources, most)
    _tell(invocation, found)
    if web:
        best = found.matches[0].hit.url if found.matches else None
        return show_page(invocation, best, "a match")
    invocation.present(view(found, now=invocation.environment.now()))
    return ExitCode.DONE if found.answered else ExitCode.UNAVAILABLE


def _tell(invocation: Invocation, found: Similar) -> None:
    """Say what left the machine, and what is missing."""
    if invocation.shared.verbose:
        for each in found.searched:
            for text in each.queries:
                invocation.say(f"sent to {NAMES[each.source]}: {text}")
            if not each.queries:
                invocation.say(f"{NAMES[each.source]}: nothing of the query was sent")
    for line in _missing(found):
        invocation.say(line)


def _missing(found: Similar) -> list[str]:
    partial = {each.source for each in found.searched if each.found}
    told = {each.service for each in found.missing}
    return [
        *(
            f"{'only a part of' if each.service in partial else 'without'} "
            f"{NAMES[each.service]}: {each.text}"
            for each in found.missing
        ),
        *(
            f"only a part of {NAMES[each.source]}: it did not look at everything"
            for each in found.searched
            if not each.complete and each.source not in told
        ),
    ]
