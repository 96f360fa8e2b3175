"""`csm ask`: draft a public reply that asks for what is missing."""

from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated

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
from csm_cli.cli.options import Draft, OneTicket
from csm_cli.cli.words import Words
from csm_cli.domain.asks import ASKS
from csm_cli.domain.drafts import Asking

if TYPE_CHECKING:
    from csm_cli.output.draft import Drafted
    from csm_cli.services.drafting import Material

app = group("Draft a public reply that asks for what is missing, each with why.")

What = StrEnum("What", {kind: kind for kind in ASKS})  # type: ignore[misc]


@command(app, "ask")
def ask(
    invocation: Invocation,
    ticket: OneTicket,
    for_: Annotated[
        list[What] | None, typer.Option("--for", help="What to ask for; repeatable.")
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
    """Draft a public reply that asks for what is missing, each with why.

    Without --for it asks for what the ticket lacks, and not for what staff can look up. The
    draft goes to your editor and then to the clipboard, in a pipe to stdout. Nothing is sent
    without --send.
    """
    way = Way(output, force, send, pending, resend, dry_run)
    check(invocation, way)
    words = Words(invocation)
    kept = taken_up(words, draft, {"--for": for_, "--register": register})
    ref = words.ticket(ticket)
    drafting = invocation.runtime.drafting
    material = drafting.read(ref)
    if kept is None:
        asking = drafting.asking(material, [each.value for each in for_ or ()])
    else:
        asking = Asking((), ())
    _tell(invocation, asking)
    chosen = register.value if register else drafting.register(material)
    from csm_cli.output.draft import ask_view  # noqa: PLC0415

    view = partial(ask_view, asking=asking)
    hand = partial(handed_over, invocation, view=view, way=way, material=material)
    drafted = _drafted(material, chosen)
    if kept is None and not asking.kinds:
        return hand(drafted)
    text = (drafting.ask(material, asking, chosen) if kept is None else kept).strip()
    if not edits(invocation, way):
        drafting.check(material, text)
        return hand(drafted._replace(text=text))
    with in_editor(invocation, "ask", material, text, way) as made:
        drafting.check(material, made.text, made.prompts)
        return hand(drafted._replace(text=made.text, edited=True))


def _drafted(material: "Material", register: str) -> "Drafted":
    from csm_cli.output.draft import Drafted  # noqa: PLC0415

    medium = material.medium
    return Drafted(material.ticket.number, register, medium.kind, medium.name, None)


def _tell(invocation: Invocation, asking: Asking) -> None:
    from csm_cli.output.draft import spared_lines  # noqa: PLC0415

    for line in spared_lines(asking.spared, asked=False):
        invocation.say(line)
    for line in spared_lines(asking.superfluous, asked=True):
        invocation.say(line)
