"""`csm claim`: tell support that you are on a ticket."""

from collections.abc import Sequence
from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain.claims import ClaimResult, exit_code
from csm_cli.domain.errors import WrongUsage
from csm_cli.domain.refs import TicketRef, ticket_ref

app = group("Tell support that you are on a ticket, with one internal note.")


@command(app, "claim")
def claim(
    invocation: Invocation,
    tickets: Annotated[
        list[str],
        typer.Argument(metavar="TICKET...", help="Number, #number or Zendesk URL; - reads stdin."),
    ],
    assign: Annotated[bool, typer.Option("--assign", help="Also make you the assignee.")] = False,
    message: Annotated[
        str | None, typer.Option("--message", "-m", metavar="TEXT", help="Add words to the note.")
    ] = None,
    release: Annotated[bool, typer.Option("--release", help="Take your claim back.")] = False,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Take it from whoever has it; asks first.")
    ] = False,
    resend: Annotated[
        bool,
        typer.Option("--resend", help="Send an undecided note again; it can't be written twice."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say exactly what would be sent; send nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take over without asking.")] = False,
) -> int:
    """Tell support that you are on a ticket, with one internal note.

    The customer never sees the note, and the rest of the ticket stays as it is. Claimed by
    somebody else: stops and says by whom and since when.
    """
    from csm_cli.output.claim import view, warnings  # noqa: PLC0415
    from csm_cli.services.claim import Wish  # noqa: PLC0415

    if release and (take_over or assign):
        raise WrongUsage("--release goes with neither --take-over nor --assign")
    if yes and not take_over:
        raise WrongUsage("--yes goes with --take-over; nothing else here asks")
    refs = list(dict.fromkeys(ticket_ref(word) for word in invocation.words(tickets)))
    wish = Wish(release, assign, take_over, {}, message, resend, dry_run)
    if take_over and not dry_run:
        wish = wish._replace(agreed=_agreed(invocation, refs, yes=yes))
    results: list[ClaimResult] = []
    for result in invocation.runtime.claiming.claim_all(refs, wish):
        results.append(result)
        if len(refs) > 1 and invocation.environment.stderr_is_terminal:
            invocation.say(f"{len(results)}/{len(refs)}: {result.ticket} {result.outcome}")
    for line in warnings(results):
        invocation.say(line)
    invocation.present(view(results, dry_run=dry_run))
    return exit_code(results)


def _agreed(invocation: Invocation, refs: Sequence[TicketRef], *, yes: bool) -> dict[int, int]:
    """Ask once for all tickets that somebody else has; the claims that were agreed to."""
    instead = f"csm claim {refs[0].number} --take-over --yes"
    if not yes and not invocation.can_ask:
        invocation.confirm("", yes=False, instead=instead)
    held = invocation.runtime.claiming.held_by_others(refs)
    if held and not yes:
        for number, claim in held.items():
            invocation.say(
                f"{number} is claimed by {claim.by.name} since {claim.at:%Y-%m-%d %H:%M} UTC"
            )
        invocation.confirm("Take over?", yes=False, instead=instead)
    return {number: claim.note_id for number, claim in held.items()}
