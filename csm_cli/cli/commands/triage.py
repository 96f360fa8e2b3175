"""`csm triage`: what nobody has sorted yet; fill the form of a ticket from Slack."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from csm_cli.cli.command import command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import DryRun, MaybeTicket, Resend, Yes, ZendeskGroup
from csm_cli.cli.words import Words
from csm_cli.domain.errors import ExitCode, WrongUsage
from csm_cli.domain.passing import Passing
from csm_cli.output import clean

if TYPE_CHECKING:
    from csm_cli.domain.filling import Filling
    from csm_cli.domain.ownership import Notice
    from csm_cli.domain.refs import TicketRef
    from csm_cli.domain.tickets import Ticket
    from csm_cli.services.fill_form import Wish
    from csm_cli.services.routing import Destination

app = group("List tickets that nobody has sorted; fill the form of one from Slack.")


@command(app, "triage")
def triage(
    invocation: Invocation,
    ticket: MaybeTicket = None,
    zendesk_group: ZendeskGroup = None,
    feature: Annotated[
        str | None, typer.Option("--feature", metavar="F", help="The feature; finds its group.")
    ] = None,
    team: Annotated[
        str | None,
        typer.Option("--team", metavar="T", help="Which of several owners of the feature."),
    ] = None,
    severity: Annotated[
        str | None,
        typer.Option(
            "--severity", metavar="critical|high|medium|low", help="How bad it is for them."
        ),
    ] = None,
    everybodys: Annotated[
        bool, typer.Option("--all", help="List everybody's tickets, not only yours.")
    ] = False,
    checklist: Annotated[
        bool, typer.Option("--checklist", help="Print what must be right for a Slack channel.")
    ] = False,
    channel: Annotated[
        str | None,
        typer.Option("--channel", metavar="NAME", help="The same, looked up for this channel."),
    ] = None,
    remind: Annotated[
        bool,
        typer.Option("--remind", help="Print a text that reminds a customer of the ticket emoji."),
    ] = False,
    resend: Resend = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """List tickets that nobody has sorted; fill the form of one from Slack.

    Without TICKET: tickets from Slack whose group or severity is missing, and requesters who are
    filed under the wrong organization. With TICKET: sets group and severity, with an internal
    note, in one update; on a terminal asks for what you leave out.
    """
    values = (zendesk_group, feature, severity)
    if team is not None and feature is None:
        raise WrongUsage("--team says which owner of a feature", hint="add --feature")
    filling = any((*values, resend, dry_run, yes))
    about_channel = checklist or channel is not None
    if sum((about_channel, remind, filling, everybodys)) > 1:
        raise WrongUsage(
            "--checklist or --channel, --remind, --all, and filling a form exclude each other"
        )
    if about_channel:
        _refuse_ticket(ticket, "--channel" if channel is not None else "--checklist")
        return _checklist(invocation, channel)
    ref = Words(invocation).ticket(ticket) if ticket is not None else None
    if remind:
        return _remind(invocation, ref)
    if ref is None:
        if filling:
            raise WrongUsage("which ticket?", hint="csm triage lists those that lack something")
        return _list(invocation, everybodys=everybodys)
    if everybodys:
        _refuse_ticket(ticket, "--all")
    if zendesk_group is not None and feature is not None:
        raise WrongUsage("--group and --feature both name the group", hint="give one of them")
    return _fill(invocation, ref, values, team, resend=resend, dry_run=dry_run, yes=yes)


def _refuse_ticket(ticket: str | None, option: str) -> None:
    if ticket is not None:
        raise WrongUsage(f"{option} goes without a ticket")


def _list(invocation: Invocation, *, everybodys: bool) -> int:
    from csm_cli.output.triage import asides, view  # noqa: PLC0415

    invocation.shape.check("triage")
    found = invocation.runtime.triaging.look(everybodys=everybodys)
    for line in asides(found):
        invocation.say(line)
    invocation.present(view(found, now=invocation.environment.now()))
    return ExitCode.DONE if found.complete else ExitCode.UNKNOWN


def _fill(
    invocation: Invocation,
    ref: "TicketRef",
    values: tuple[str | None, str | None, str | None],
    team: str | None,
    *,
    resend: bool,
    dry_run: bool,
    yes: bool,
) -> int:
    from csm_cli.domain.escalation import ENGINEERING  # noqa: PLC0415
    from csm_cli.domain.filling import PLANNED  # noqa: PLC0415
    from csm_cli.services.fill_form import Wish  # noqa: PLC0415
    from csm_cli.services.routing import Destination  # noqa: PLC0415

    invocation.shape.check("triage-ticket")
    zendesk_group, feature, severity = values
    if not invocation.can_ask:
        _refuse_early(invocation, values, silent=yes or dry_run)
    filling = invocation.runtime.filling
    ticket = filling.read(ref)
    named = zendesk_group is not None or feature is not None
    wish = Wish(
        Destination(ENGINEERING, feature, team, zendesk_group) if named else None,
        severity,
    )
    if not any(values):
        wish = _asked(invocation, ticket)
    form = filling.form(ticket, wish)
    result = filling.earlier(ticket, form, resend=resend, dry_run=dry_run)
    told: Sequence[Notice] = ()
    if result is None:
        result = filling.plan(ticket, form)
        if result.outcome == PLANNED and not dry_run:
            result, told = _carried_out(invocation, result, yes=yes)
    return _present(invocation, result, told, dry_run=dry_run)


def _refuse_early(invocation: Invocation, values: Sequence[str | None], *, silent: bool) -> None:
    """Say off a terminal what is missing, before anything is asked of anybody."""
    if not any(values):
        raise WrongUsage(
            "what is to stand in the form?",
            written="nothing was sent",
            hint="--group G or --feature F, and --severity S; on a terminal csm asks",
        )
    if not silent:
        invocation.must_ask(instead="the same command with --yes, or --dry-run")


def _asked(invocation: Invocation, ticket: "Ticket") -> "Wish":
    """Ask for what the form lacks."""
    from csm_cli.services.fill_form import Wish  # noqa: PLC0415

    lacks = invocation.runtime.filling.lacks(ticket)
    invocation.say(f"Ticket {ticket.number}  {clean.line(ticket.subject)}")
    found = Wish(
        _group_asked(invocation, ticket) if "group" in lacks else None,
        _severity_asked(invocation, ticket) if "severity" in lacks else None,
    )
    if lacks and found == Wish():
        raise WrongUsage(
            "nothing was chosen",
            written="nothing was sent",
            hint=f"csm show {ticket.number}, then csm triage {ticket.number} again",
        )
    return found


def _group_asked(invocation: Invocation, ticket: "Ticket") -> "Destination | None":
    """Whom it is for; the words of the ticket suggest a group and decide nothing."""
    from csm_cli.domain.escalation import ENGINEERING  # noqa: PLC0415
    from csm_cli.output.filling import suggestion_lines  # noqa: PLC0415
    from csm_cli.services.fill_form import Wish  # noqa: PLC0415
    from csm_cli.services.routing import Destination  # noqa: PLC0415

    suggested = invocation.runtime.suggesting.of(ticket)
    if suggested:
        invocation.say("By its words it may be about:")
    for line in suggestion_lines(suggested):
        invocation.say(line)
    numbered = {str(at): each.group for at, each in enumerate(suggested, 1)}

    def take(typed: str) -> Destination:
        named = numbered.get(typed, typed)
        if named is None:
            raise WrongUsage("that team has no live Zendesk group")
        destination = Destination(ENGINEERING, group=named)
        invocation.runtime.filling.form(ticket, Wish(destination))
        return destination

    asking = "Group (name, id, or a number from above; Enter leaves it): "
    return invocation.answered(asking, take, instead="--group G, or --feature F")


def _severity_asked(invocation: Invocation, ticket: "Ticket") -> str | None:
    """How bad it is, by what the handbook says that each choice means."""
    from csm_cli.output.filling import severity_lines  # noqa: PLC0415
    from csm_cli.services.fill_form import Wish  # noqa: PLC0415

    filling = invocation.runtime.filling
    meanings = invocation.runtime.settings.facts["triage"]["severities"]
    for line in severity_lines(filling.severities(), meanings):
        invocation.say(line)
    return invocation.answered(
        "Severity (Enter leaves it): ",
        lambda typed: filling.form(ticket, Wish(None, typed)).severity,
        instead="--severity S",
    )


def _carried_out(
    invocation: Invocation, planned: "Filling", *, yes: bool
) -> "tuple[Filling, Sequence[Notice]]":
    """The result, and what was told before it."""
    from csm_cli.output.filling import plan  # noqa: PLC0415
    from csm_cli.output.present import console  # noqa: PLC0415
    from csm_cli.output.writes import warning_lines  # noqa: PLC0415

    if invocation.draws_plan(yes=yes):
        plan(console(invocation.environment, stderr=True), planned)
    for line in warning_lines(planned.warnings):
        invocation.say(line)
    profile = invocation.runtime.settings.profile
    invocation.confirm(
        f"Send this to ticket {planned.ticket.number} (profile {profile})?",
        yes=yes,
        instead="the same command with --yes",
        after_no=f"csm show {planned.ticket.number}, then the same command with other values",
    )
    return invocation.runtime.filling.carry_out(planned), planned.warnings


def _present(
    invocation: Invocation, result: "Filling", told: "Sequence[Notice]", *, dry_run: bool
) -> int:
    from csm_cli.domain import filling  # noqa: PLC0415
    from csm_cli.output.filling import view  # noqa: PLC0415
    from csm_cli.output.writes import asides  # noqa: PLC0415

    as_json, shown = invocation.shared.json, invocation.environment.stdout_is_terminal
    for line in asides(result, told, as_json=as_json, on_terminal=shown):
        invocation.say(line)
    invocation.present(view(result, dry_run=dry_run))
    return filling.EXIT_CODES[result.outcome]


def _checklist(invocation: Invocation, channel: str | None) -> int:
    from csm_cli.output.channel_setup import view  # noqa: PLC0415
    from csm_cli.output.missing import lines  # noqa: PLC0415

    invocation.shape.check("triage-checklist")
    found = invocation.runtime.channel_checks(channel)
    for line in lines(found.missing):
        invocation.say(line)
    invocation.present(view(found))
    return ExitCode.CHECK_FAILED if found.wrong else ExitCode.DONE


def _remind(invocation: Invocation, ref: "TicketRef | None") -> int:
    from csm_cli.cli.handing_over import on_clipboard  # noqa: PLC0415
    from csm_cli.output.reminder import view  # noqa: PLC0415

    invocation.shape.check("triage-remind")
    found = invocation.runtime.reminder(ref)
    if invocation.for_a_program:
        invocation.present(view(found))
        return ExitCode.DONE
    invocation.present_text(clean.block(found.text))
    if not invocation.environment.stdout_is_terminal:
        return ExitCode.DONE
    if taken := on_clipboard(invocation, found.text):
        invocation.say(Passing(f"the text is on the clipboard ({taken}); nothing was sent"))
    else:
        invocation.say("no clipboard is known here: the text stands above; nothing was sent")
    return ExitCode.DONE
