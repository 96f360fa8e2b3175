"""`csm show`: a ticket on one screen."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import OneTicket
from csm_cli.cli.web import Web, check, show_page
from csm_cli.cli.words import Words

app = group("Show a ticket on one screen, with the links parsed from it.")


@command(app, "show")
def show(
    invocation: Invocation,
    ticket: OneTicket,
    comments: Annotated[
        bool, typer.Option("--comments", "-c", help="Show the whole conversation as well.")
    ] = False,
    web: Web = False,
) -> int | None:
    """Show a ticket on one screen, with the links parsed from it.

    Reading changes nothing on the ticket. A value with a question mark stands only in the
    ticket's text, which the customer can write; the warnings say where witnesses differ.
    """
    from csm_cli.output.show import view  # noqa: PLC0415

    check(invocation, web=web)
    ref = Words(invocation).ticket(ticket)
    if web:
        ticket_ = invocation.runtime.desk.ticket(ref)
        return show_page(invocation, ticket_.url, f"ticket {ticket_.number}")
    overview = invocation.runtime.showing.show(ref, whole=comments)
    invocation.present(view(overview, now=invocation.environment.now(), comments=comments))
    return None
