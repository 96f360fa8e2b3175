"""What `csm mine` and `csm due` share: their options, and how a person waits for the list."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from csm_cli.cli.invocation import Invocation
from csm_cli.domain.errors import ExitCode, WrongUsage
from csm_cli.domain.in_sight import InSight
from csm_cli.domain.worklist import CUSTOMER, NO_SUCH_ORGANIZATION, THIRD, US, Worklist

if TYPE_CHECKING:
    from csm_cli.services.worksheet import Sheet

_AROUND = 6  # lines of a screen that are no ticket: titles, headers, what is left out


class Waiting(StrEnum):
    """On whom a ticket waits."""

    us = US
    customer = CUSTOMER
    third = THIRD


WaitingOn = Annotated[
    list[Waiting] | None,
    typer.Option("--waiting", help="Only those that wait on this one; repeatable."),
]
Organizations = Annotated[
    list[str] | None,
    typer.Option(
        "--org", metavar="WORDS", help="Only of this organization, by name or id; repeatable."
    ),
]
Limit = Annotated[int | None, typer.Option("--limit", metavar="N", min=1, help="List the first N.")]


def named(organizations: list[str] | None) -> tuple[str, ...]:
    """What `--org` was given.

    Raises:
        WrongUsage: nothing, as by a variable that is not set; every name would hold that.
    """
    if not all(each.strip() for each in organizations or ()):
        raise WrongUsage("--org is empty", hint="a part of an organization's name, or an id")
    return tuple(each.strip() for each in organizations or ())


def in_sight(invocation: Invocation, limit: int | None) -> InSight:
    """Which rows are in sight: those that are listed, or that the screen has room for."""
    rows = _rows_in_sight(invocation) if limit is None else limit
    return InSight(rows, beyond=beyond_sight(invocation))


def beyond_sight(invocation: Invocation) -> int:
    """How many further conversations may be read to find out which rows stand first."""
    return int(invocation.runtime.settings.facts["mine"]["beyond_sight"])


def _rows_in_sight(invocation: Invocation) -> int:
    environment = invocation.environment
    facts = invocation.runtime.settings.facts["mine"]
    if invocation.shared.json or not environment.stdout_is_terminal or environment.height is None:
        return int(facts["in_sight"])
    from csm_cli.output.worklist_screen import lines_each  # noqa: PLC0415 - for a terminal alone

    return max(1, (environment.height - _AROUND) // lines_each(environment.width))


def tell(invocation: Invocation, found: Worklist) -> int:
    """Say what is doubtful about a list; gives the exit code."""
    for notice in found.notices:
        invocation.say(f"warning: {notice.text}")
    if not found.complete:
        return ExitCode.UNKNOWN
    slips = any(notice.code == NO_SUCH_ORGANIZATION for notice in found.notices)
    return ExitCode.NOT_FOUND if slips else ExitCode.DONE


@contextmanager
def waiting(invocation: Invocation) -> Iterator[Callable[["Sheet"], None]]:
    """Who is told how far the list has come: a screen that shows it, or a line on stderr."""
    environment, quiet = invocation.environment, invocation.shared.quiet
    shows = environment.stdout_is_terminal and environment.moves and not quiet
    if shows and not invocation.for_a_program:
        from csm_cli.output.meanwhile import Meanwhile  # noqa: PLC0415 - loads Rich

        with Meanwhile(environment) as shown, invocation.voice.above(shown.line):
            yield lambda sheet: shown(_words(sheet), sheet.worklist)
        return
    from csm_cli.domain.impersonation.how_far import HowFar  # noqa: PLC0415
    from csm_cli.output.progress import Progress  # noqa: PLC0415

    progress = Progress(environment, quiet=quiet)
    try:
        with invocation.voice.above(progress.line):
            yield lambda sheet: progress(HowFar(_words(sheet)))
    finally:
        progress.end()


def _words(sheet: "Sheet") -> str:
    return f"tickets found: {len(sheet)}, conversations known: {len(sheet.talks)}"
