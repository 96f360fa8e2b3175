"""`csm login-as`: the page to log in as a customer on; the session is a person's to start."""

from enum import StrEnum
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.organizations import tell_candidates
from csm_cli.cli.web import Web, check, show_page
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.login_as import REGIONS, Login

app = group("Find the admin page to log in as a customer on, and the reason to give.")

Region = StrEnum("Region", {name: name for name in REGIONS})  # type: ignore[misc]


@command(app, "login-as")
def login_as(
    invocation: Invocation,
    who: Annotated[
        list[str],
        typer.Argument(
            metavar="WHO",
            help="A ticket, e-mail, user:NUMBER, organization, or PostHog page; - reads stdin.",
        ),
    ],
    reason: Annotated[
        str | None,
        typer.Option("--reason", metavar="WORDS", help="What you look for; ends the reason."),
    ] = None,
    ticket: Annotated[
        str | None,
        typer.Option("--ticket", metavar="TICKET", help="The ticket that it is for."),
    ] = None,
    region: Annotated[
        Region | None, typer.Option("--region", help="The region, where you know it.")
    ] = None,
    web: Web = False,
) -> int:
    """Find the admin page to log in as a customer on, and the reason to give.

    The region is never guessed: where nothing tells it, both pages are shown and marked. Nothing
    is changed anywhere and no session is started: that is yours to do on the page, read-only
    unless the customer agreed to changes.
    """
    from csm_cli.services.login_as import LoginRequest  # noqa: PLC0415

    check(invocation, web=web)
    words = " ".join(invocation.words(who))
    request = LoginRequest(words, ticket, reason, region.value if region else None)
    found = invocation.runtime.logging_in.pages(request)
    _beware(invocation, found)
    if web and (page := found.page):
        invocation.voice(f"reason: {found.reason}")
        return show_page(invocation, page.url, f"the customer of {found.query!r}")
    return _tell(invocation, found)


def _beware(invocation: Invocation, found: Login) -> None:
    """What to see before the page, the content warning first; a screen has it by itself."""
    from csm_cli.output.login_as import caution_lines  # noqa: PLC0415

    for line in caution_lines(found):
        invocation.voice(line)


def _tell(invocation: Invocation, found: Login) -> int:
    from csm_cli.output.login_as import open_lines, view  # noqa: PLC0415

    invocation.present(view(found))
    if found.lookup is not None:
        return tell_candidates(invocation, found.lookup)
    if found.page:
        return ExitCode.DONE
    lines = list(open_lines(found))
    shown = invocation.environment.stdout_is_terminal or invocation.shared.json
    for line in lines[:1] if shown else lines:
        invocation.voice(line)
    return ExitCode.NOT_FOUND
