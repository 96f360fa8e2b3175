"""Arguments and options that mean the same in several commands, in the same words."""

from typing import Annotated

import typer

TEXT = "TEXT, @file or -."
"""Ends the help of an option whose text `Words` reads."""

_NUMBER = "Number, #number or Zendesk URL; - reads stdin."

Tickets = Annotated[list[str], typer.Argument(metavar="TICKET...", help=_NUMBER)]
OneTicket = Annotated[str, typer.Argument(metavar="TICKET", help=_NUMBER)]
MaybeTicket = Annotated[str | None, typer.Argument(metavar="[TICKET]", help=_NUMBER)]
ZendeskGroup = Annotated[
    str | None, typer.Option("--group", metavar="G", help="The Zendesk group, by name or id.")
]
OwnershipFile = Annotated[
    str | None, typer.Option("--ownership", metavar="FILE", help="Your own ownership file.")
]
Draft = Annotated[
    str | None,
    typer.Option("--draft", metavar="FILE", help="Go on with a draft of csm's, or of yours."),
]
Attach = Annotated[
    list[str] | None,
    typer.Option("--attach", metavar="FILE", help="Add a file to the note; repeatable."),
]
Resend = Annotated[
    bool,
    typer.Option("--resend", help="Send an undecided note again; it can't be written twice."),
]
AllowSecrets = Annotated[
    bool, typer.Option("--allow-secrets", help="Send a note that seems to hold a secret.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say exactly what would be sent; send nothing.")
]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Send without asking.")]
