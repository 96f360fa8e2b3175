"""`csm incident`: the status page before a claim or an escalation, and the incident's tag."""

from typing import Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import DryRun, MaybeTicket, Resend, Yes
from csm_cli.cli.words import Words
from csm_cli.domain import incident_tagging
from csm_cli.domain.errors import Conflict, WrongUsage
from csm_cli.domain.incident_tagging import Tagging
from csm_cli.domain.refs import TicketRef

app = group("Show the status page's incidents, and tie a ticket to one.")

_INSTEAD = "the same command with --yes, or --dry-run"


@command(app, "incident")
def incident(
    invocation: Invocation,
    ticket: MaybeTicket = None,
    tag: Annotated[
        str | None,
        typer.Option("--tag", metavar="NUMBER", help="Tie the ticket to the incident of this."),
    ] = None,
    resend: Resend = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """Show the status page's incidents, and tie a ticket to one.

    With a ticket, says which open incident it may be about, what speaks for that and what
    against it, and drafts what the customer can be told. With --tag, the ticket gets the
    incident's tag and an internal note, in one update; nothing is written without it.
    """
    if tag is None and (resend or dry_run or yes):
        raise WrongUsage("--resend, --dry-run and --yes go with --tag; nothing else is written")
    if tag is not None and ticket is None:
        raise WrongUsage("--tag needs the ticket that it is for")
    incidents = invocation.runtime.incidents
    if ticket is None:
        return _present(invocation, incidents.look(None), dry_run=False)
    ref = Words(invocation).ticket(ticket)
    if tag is None:
        return _present(invocation, _proposed(invocation, incidents.look(ref)), dry_run=False)
    meant = incidents.tag(tag)
    if not (dry_run or yes):
        invocation.must_ask(instead=_INSTEAD)
    seen = incidents.look(ref, settled=True)
    result = incidents.earlier(seen, meant, resend=resend, dry_run=dry_run)
    if result is None:
        result = incidents.plan(seen, meant)
        if not dry_run:
            result = _carried_out(invocation, ref, result, yes=yes)
    return _present(invocation, result, dry_run=dry_run)


def _carried_out(invocation: Invocation, ref: TicketRef, planned: Tagging, *, yes: bool) -> Tagging:
    """The result; asks anew if the ticket changed meanwhile."""
    incidents, tag = invocation.runtime.incidents, planned.tag
    assert tag is not None  # it was planned
    while planned.outcome == incident_tagging.PLANNED:
        _confirm(invocation, planned, yes=yes)
        try:
            return incidents.carry_out(planned)
        except Conflict as changed:
            if yes:
                raise
            # The yes was to another ticket, as it were.
            invocation.say(changed.said)
        planned = incidents.plan(incidents.look(ref, settled=True), tag)
    return planned


def _proposed(invocation: Invocation, seen: Tagging) -> Tagging:
    """What was seen, with the tag to think of where an incident fits."""
    ticket = seen.sight.ticket
    if ticket is None or not seen.sight.fitting:
        return seen
    there = invocation.runtime.incidents.tags_of(ticket)
    if there:
        return seen._replace(reason=f"it has the tag {', '.join(there)}")
    if ticket.closed:
        return seen._replace(reason="it is closed, and a closed ticket can't be changed")
    return seen._replace(
        hint=f"csm incident {ticket.number} --tag NUMBER, of the incident's channel"
    )


def _confirm(invocation: Invocation, planned: Tagging, *, yes: bool) -> None:
    """Show the plan and go on only with a yes."""
    from csm_cli.output.incident import look, plan  # noqa: PLC0415
    from csm_cli.output.present import console  # noqa: PLC0415

    environment, ticket = invocation.environment, planned.sight.ticket
    if invocation.draws_plan(yes=yes):
        screen = console(environment, stderr=True)
        if not yes:  # whoever is asked sees what speaks for it
            look(screen, planned.sight, environment.now())
        plan(screen, planned)
    profile = invocation.runtime.settings.profile
    number = ticket.number if ticket else None
    invocation.confirm(
        f"Tie ticket {number} to {planned.tag} (profile {profile})?",
        yes=yes,
        instead=_INSTEAD,
        after_no=f"csm incident {number} tells which incident fits it",
    )


def _present(invocation: Invocation, result: Tagging, *, dry_run: bool) -> int:
    from csm_cli.output.incident import asides, next_lines, view  # noqa: PLC0415

    shown = invocation.environment.stdout_is_terminal
    for line in asides(result, as_json=invocation.shared.json, on_terminal=shown):
        invocation.say(line)
    invocation.present(view(result, now=invocation.environment.now(), dry_run=dry_run))
    for line in next_lines(result):
        invocation.say(line)
    return incident_tagging.EXIT_CODES[result.outcome]
