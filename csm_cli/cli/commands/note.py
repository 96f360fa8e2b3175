"""`csm note`: leave an internal note on a ticket."""

from typing import TYPE_CHECKING, Annotated

import typer

from csm_cli.cli.advice import options
from csm_cli.cli.attaching import attachments
from csm_cli.cli.command import command, group
from csm_cli.cli.composing import composed
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import TEXT, AllowSecrets, Attach, DryRun, OneTicket, Resend
from csm_cli.cli.words import Words
from csm_cli.domain import noting
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.noting import Noted
from csm_cli.domain.tickets import Ticket

if TYPE_CHECKING:
    from csm_cli.services.note import Order

app = group("Leave an internal note on a ticket, of your own words or from a template.")


@command(app, "note")
def note(
    invocation: Invocation,
    ticket: OneTicket,
    message: Annotated[
        str | None,
        typer.Option("--message", "-m", metavar="TEXT", help=f"The words. {TEXT}"),
    ] = None,
    file: Annotated[
        str | None, typer.Option("--file", metavar="FILE", help="A file with the words, or -.")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option("--template", "-t", metavar="NAME", help="Words around yours; see help."),
    ] = None,
    attach: Attach = None,
    resend: Resend = False,
    allow_secrets: AllowSecrets = False,
    dry_run: DryRun = False,
) -> int:
    """Leave an internal note on a ticket, of your own words or from a template.

    The customer never sees the note, and the rest of the ticket stays as it is. On a terminal
    your editor is opened, unless --message or --file gives the words. `csm help templates`
    lists the templates; your own note-NAME.md.j2 is one more.
    """
    from csm_cli.services.note import Order  # noqa: PLC0415

    if message is not None and file is not None:
        raise WrongUsage("--message and --file both give the words: leave one of them out")
    runtime = invocation.runtime
    runtime.allow_secrets = allow_secrets
    words = Words(invocation)
    ref = words.ticket(ticket)
    given = words.read("--message", message) if file is None else words.file("--file", file)
    _refuse_early(invocation, given)
    most = int(runtime.settings.facts["zendesk"]["attachment_limit"])
    order = Order(ref, attachments("--attach", attach or (), most), resend)
    name = None if template is None else _template(invocation, template)
    goes_on = options(
        {"--attach": attach}, {"--allow-secrets": allow_secrets, "--dry-run": dry_run}
    )
    noted = _noted(invocation, order, given, name, f"{goes_on} --file".strip(), dry_run=dry_run)
    return _present(invocation, noted, dry_run=dry_run)


def _template(invocation: Invocation, name: str) -> str:
    """The full name of a template for notes; asks nobody.

    Raises:
        WrongUsage: there is none of this name.
    """
    known = invocation.runtime.templates_of(noting.PREFIX)
    if noting.PREFIX + name in known:
        return noting.PREFIX + name
    short = ", ".join(each.removeprefix(noting.PREFIX) for each in known)
    raise WrongUsage(
        f"there is no template {name!r} for a note",
        written="nothing was sent",
        hint=f"one of these: {short}; csm help templates",
    )


def _refuse_early(invocation: Invocation, given: str | None) -> None:
    """Say before anything is asked of anybody that there are no words, and nobody to write them."""
    if given is not None and not given.strip():
        raise WrongUsage("the note is empty", written="nothing was sent")
    if given is None and not invocation.can_ask:
        raise WrongUsage(
            "the note has no words",
            written="nothing was sent",
            hint="--message TEXT, or --file FILE; on a terminal csm opens your editor",
        )


def _noted(
    invocation: Invocation,
    order: "Order",
    given: str | None,
    template: str | None,
    goes_on: str,
    *,
    dry_run: bool,
) -> Noted:
    noting_ = invocation.runtime.noting
    if given is None or template is not None:
        # The text takes the ticket, and an earlier run of any words is looked for before.
        return _by_template(invocation, order, given, template, goes_on, dry_run=dry_run)
    earlier = noting_.earlier(order, given, dry_run=dry_run)
    return earlier or _left(invocation, order, noting_.read(order.ref), given, dry_run=dry_run)


def _by_template(
    invocation: Invocation,
    order: "Order",
    given: str | None,
    template: str | None,
    goes_on: str,
    *,
    dry_run: bool,
) -> Noted:
    """The note by a template, or by the editor, or by both."""
    noting_ = invocation.runtime.noting
    if given is None and (earlier := noting_.earlier(order, None, dry_run=dry_run)):
        return earlier
    read = noting_.read(order.ref)
    if isinstance(read, Noted):
        return read
    text = noting_.text(template, read, given) if template is not None else ""
    if given is not None:
        earlier = noting_.earlier(order, text, dry_run=dry_run)
        return earlier or _left(invocation, order, read, text, dry_run=dry_run)
    about = f"An internal note on ticket {read.number}: {read.subject}"
    asides = [about, "Save and close to send it; an empty file stops."]
    asides += [f"{label}: {value}" for label, value in noting_.facts(read)]
    with composed(
        invocation, "note", read.number, text, asides, needs_answer=True, goes_on=goes_on
    ) as made:
        return _left(invocation, order, read, made.text, dry_run=dry_run)


def _left(
    invocation: Invocation, order: "Order", read: Ticket | Noted, text: str, *, dry_run: bool
) -> Noted:
    if isinstance(read, Noted):
        return read
    noting_ = invocation.runtime.noting
    planned = noting_.plan(read, order, text)
    return planned.noted if dry_run else noting_.carry_out(planned, order, text)


def _present(invocation: Invocation, noted: Noted, *, dry_run: bool) -> int:
    from csm_cli.output.note import view  # noqa: PLC0415
    from csm_cli.output.writes import asides  # noqa: PLC0415

    as_json, shown = invocation.shared.json, invocation.environment.stdout_is_terminal
    for line in asides(noted, as_json=as_json, on_terminal=shown):
        invocation.say(line)
    invocation.present(view(noted, dry_run=dry_run))
    return noting.EXIT_CODES[noted.outcome]
