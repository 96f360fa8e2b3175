"""`csm claim`: tell support that you are on a ticket."""

from collections.abc import Sequence
from typing import Annotated

import typer

from csm_cli.cli.bulk import Bulk
from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import AllowSecrets, DryRun, Resend, Tickets
from csm_cli.domain.claim_results import ClaimResult, exit_code, kind
from csm_cli.domain.errors import ExitCode, WrongUsage
from csm_cli.domain.refs import TicketRef, ticket_ref
from csm_cli.output import clean

app = group("Tell support that you are on a ticket, with one internal note.")


@command(app, "claim")
def claim(
    invocation: Invocation,
    tickets: Tickets,
    assign: Annotated[bool, typer.Option("--assign", help="Also make you the assignee.")] = False,
    message: Annotated[
        str | None, typer.Option("--message", "-m", metavar="TEXT", help="Add words to the note.")
    ] = None,
    release: Annotated[bool, typer.Option("--release", help="Take your claim back.")] = False,
    take_over: Annotated[
        bool, typer.Option("--take-over", help="Take it from whoever has it; asks first.")
    ] = False,
    resend: Resend = False,
    allow_secrets: AllowSecrets = False,
    dry_run: DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Take over without asking.")] = False,
    no_progress: Annotated[
        bool, typer.Option("--no-progress", help="With many tickets: now and then a line, no bar.")
    ] = False,
) -> int:
    """Tell support that you are on a ticket, with one internal note.

    The customer never sees the note, and the rest of the ticket stays as it is. Claimed by
    somebody else: stops and says by whom and since when.
    """
    from csm_cli.services.claim import Wish  # noqa: PLC0415
    from csm_cli.services.claim_many import claim_many  # noqa: PLC0415

    if release and (take_over or assign):
        raise WrongUsage("--release goes with neither --take-over nor --assign")
    if yes and not take_over:
        raise WrongUsage("--yes goes with --take-over; nothing else here asks")
    invocation.runtime.allow_secrets = allow_secrets
    named = [ticket_ref(word) for word in invocation.words(tickets)]
    refs = invocation.runtime.claiming.distinct(named)
    wish = Wish(release, assign, take_over, {}, message, resend, dry_run)
    invocation.runtime.claiming.check(refs, wish)
    if take_over and not (dry_run or yes):
        wish = wish._replace(agreed=_agreed(invocation, refs))
    claiming = invocation.runtime.claiming
    bulk = Bulk(invocation, len(refs), progress=not no_progress)
    results = bulk.each(claim_many(claiming, refs, wish), kind)
    left = list(claiming.stopped(refs[len(results) :], wish))
    _present(invocation, [*results, *left], dry_run=dry_run)
    return ExitCode.INTERRUPTED if left else exit_code(results)


def _present(invocation: Invocation, results: Sequence[ClaimResult], *, dry_run: bool) -> None:
    from csm_cli.output.claim import asides, view  # noqa: PLC0415

    shown = invocation.environment.stdout_is_terminal
    for line in asides(results, as_json=invocation.shared.json, on_terminal=shown):
        invocation.say(line)
    invocation.present(view(results, dry_run=dry_run))


def _agreed(invocation: Invocation, refs: Sequence[TicketRef]) -> dict[int, int | None]:
    """Ask once for all tickets that somebody else has; the claims that were agreed to."""
    instead = "the same command with --yes"
    invocation.must_ask(instead=instead)
    claiming = invocation.runtime.claiming
    holders = claiming.holders(refs)
    held = {
        number: claim for number, claim in holders.items() if claim and not claiming.is_mine(claim)
    }
    for number, claim in held.items():
        who = clean.line(claim.by.name)
        invocation.say(f"{number} is claimed by {who} since {claim.at:%Y-%m-%d %H:%M} UTC")
    if held:
        invocation.confirm(
            "Take over?",
            yes=False,
            instead=instead,
            after_no=f"csm show {next(iter(held))} tells what was done on it so far",
        )
    return {number: claim and claim.note_id for number, claim in holders.items()}
