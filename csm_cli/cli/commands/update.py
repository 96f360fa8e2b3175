"""`csm update`: draft a public reply that tells the customer how it stands."""

from datetime import UTC, date, datetime
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.handing_over import (
    DryRun,
    Force,
    InRegister,
    Output,
    Pending,
    Resend,
    Send,
    Way,
    check,
    edits,
    handed_over,
    in_editor,
    taken_up,
)
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import TEXT, Draft, OneTicket
from csm_cli.cli.words import Words
from csm_cli.domain import drafts
from csm_cli.domain.drafts import Posting
from csm_cli.domain.errors import WrongUsage

app = group("Draft a public reply that tells the customer how it stands.")


class Waits(StrEnum):
    """Who is waited for."""

    us = drafts.US
    customer = drafts.CUSTOMER


@command(app, "update")
def update(
    invocation: Invocation,
    ticket: OneTicket,
    progress: Annotated[
        str | None, typer.Option("--progress", metavar="TEXT", help=f"What is done. {TEXT}")
    ] = None,
    blockers: Annotated[
        str | None, typer.Option("--blockers", metavar="TEXT", help=f"What holds it up. {TEXT}")
    ] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="TEXT", help=f"What comes next. {TEXT}")
    ] = None,
    waits: Annotated[
        Waits | None, typer.Option("--waits-for", help="Who is waited for; by its status if not.")
    ] = None,
    until: Annotated[
        str | None,
        typer.Option("--until", metavar="DATE", help="Until when; by the plan's clock if not."),
    ] = None,
    register: InRegister = None,
    draft: Draft = None,
    output: Output = None,
    force: Force = False,
    send: Send = False,
    pending: Pending = False,
    resend: Resend = False,
    dry_run: DryRun = False,
) -> int:
    """Draft a public reply that tells the customer how it stands.

    Progress, blockers and next steps, and who waits for whom until when; with nothing new it
    says so. The draft goes to your editor and then to the clipboard, in a pipe to stdout.
    Nothing is sent without --send.
    """
    way = Way(output, force, send, pending, resend, dry_run)
    check(invocation, way)
    words = Words(invocation)
    said = {"--progress": progress, "--blockers": blockers, "--next": next_, "--until": until}
    beside = {**said, "--waits-for": waits, "--register": register}
    kept = taken_up(words, draft, beside)
    ref = words.ticket(ticket)
    told = Posting(
        _said(words, "--progress", progress),
        _said(words, "--blockers", blockers),
        _said(words, "--next", next_),
    )
    day = _day(until)
    drafting = invocation.runtime.drafting
    material = drafting.read(ref)
    status = drafts.PENDING if pending else None
    chosen_wait = waits.value if waits else None
    posting = drafting.posting(material, told, chosen_wait, day=day, status=status)
    chosen = register.value if register else drafting.register(material)
    from csm_cli.output.draft import Drafted, update_view  # noqa: PLC0415

    number, medium = material.ticket.number, material.medium
    drafted = Drafted(number, chosen, medium.kind, medium.name, None)
    view = partial(update_view, posting=posting)
    hand = partial(handed_over, invocation, view=view, way=way, material=material)
    if not edits(invocation, way):
        text = (drafting.update(material, posting, chosen) if kept is None else kept).strip()
        drafting.check(material, text)
        return hand(drafted._replace(text=text, edited=kept is not None))
    prompts = posting.nothing_new
    text = drafting.update(material, posting, chosen, prompts=prompts) if kept is None else kept
    with in_editor(invocation, "update", material, text, way) as made:
        # With an answer in it, it does not say that there is no news.
        text = drafts.with_news(made.text) if made.answered else made.text
        drafting.check(material, text, made.prompts)
        return hand(drafted._replace(text=text, edited=True))


def _said(words: Words, option: str, value: str | None) -> str | None:
    """What an option says; one that was given and is empty would tell of nothing new.

    Raises:
        WrongUsage: there is no letter in it, or it can't be read.
    """
    text = words.read(option, value)
    if text is not None and not any(char.isalnum() for char in text):
        raise WrongUsage(
            f"{option} says nothing", written="nothing was sent", hint="leave it out, or fill it"
        )
    return text


def _day(text: str | None) -> date | None:
    """A day that was typed.

    Raises:
        WrongUsage: it is no date.
    """
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC).date()
    except ValueError:
        raise WrongUsage(
            f"--until {text[:60]!r} is no date", hint="as in --until 2026-12-01"
        ) from None
