"""`csm escalate`: hand a ticket to engineering or support, with a note to work from."""

import shlex
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from csm_cli.cli import questions
from csm_cli.cli.advice import options
from csm_cli.cli.attaching import attachments
from csm_cli.cli.command import command, group
from csm_cli.cli.editor import edited
from csm_cli.cli.invocation import Invocation
from csm_cli.cli.options import (
    TEXT,
    AllowSecrets,
    Attach,
    Draft,
    DryRun,
    OneTicket,
    Resend,
    Yes,
    ZendeskGroup,
)
from csm_cli.cli.stepping_up import SteppingUp
from csm_cli.cli.words import Words
from csm_cli.domain import draft as drafts
from csm_cli.domain import escalation
from csm_cli.domain.errors import Conflict, CsmError, WrongUsage
from csm_cli.domain.escalation import Escalation, Order, Parts, Read
from csm_cli.domain.ownership import Notice
from csm_cli.output import clean

app = group("Hand a ticket to engineering or support, with a note to work from.")


class To(StrEnum):
    """Where a ticket can be handed."""

    engineering = escalation.ENGINEERING
    support = escalation.SUPPORT


@command(app, "escalate")
def escalate(
    invocation: Invocation,
    ticket: OneTicket,
    to: Annotated[To | None, typer.Option("--to", help="Who should pick it up.")] = None,
    feature: Annotated[
        str | None, typer.Option("--feature", metavar="F", help="The feature; finds its owner.")
    ] = None,
    team: Annotated[
        str | None, typer.Option("--team", metavar="T", help="The team that owns it.")
    ] = None,
    zendesk_group: ZendeskGroup = None,
    why: Annotated[
        str | None, typer.Option("--why", metavar="TEXT", help=f"Why there. {TEXT}")
    ] = None,
    investigated: Annotated[
        str | None, typer.Option("--investigated", metavar="TEXT", help=f"What was tried. {TEXT}")
    ] = None,
    observed: Annotated[
        str | None, typer.Option("--observed", metavar="TEXT", help=f"What was seen. {TEXT}")
    ] = None,
    next_: Annotated[
        str | None, typer.Option("--next", metavar="TEXT", help=f"What is expected next. {TEXT}")
    ] = None,
    draft: Draft = None,
    attach: Attach = None,
    again: Annotated[
        bool, typer.Option("--again", help="Hand on what is escalated to another group.")
    ] = False,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Take an escalation back; needs only --why.")
    ] = False,
    resend: Resend = False,
    upgrade_role: Annotated[
        bool,
        typer.Option("--upgrade-role", help="As a light agent, step up for this and down again."),
    ] = False,
    allow_secrets: AllowSecrets = False,
    dry_run: DryRun = False,
    yes: Yes = False,
) -> int:
    """Hand a ticket to engineering or support, with a note to work from.

    To engineering: sets the esc. field, hands the ticket to the owner's group and leaves an
    internal note, all in one update. To support: leaves the note; the ticket stays in the
    queue. On a terminal, missing parts are asked for in your editor.
    """
    from csm_cli.services.routing import Destination  # noqa: PLC0415

    if withdraw and (again or to is To.engineering or feature or team or zendesk_group):
        raise WrongUsage(
            "--withdraw goes with none of --again, --to engineering, --feature, --team, --group"
        )
    invocation.runtime.allow_secrets = allow_secrets
    words = Words(invocation)
    ref = words.ticket(ticket)
    parts = Parts(
        words.read("--why", why),
        words.read("--investigated", investigated),
        words.read("--observed", observed),
        words.read("--next", next_),
    )
    if (kept := words.file("--draft", draft)) is not None:
        given, parts = parts, drafts.taken_up(kept, parts)
        if unused := ", ".join(f"--{name}" for name in drafts.outdone(given, parts)):
            invocation.say(f"warning: the draft answers it, so {unused} is not used")
    most = int(invocation.runtime.settings.facts["zendesk"]["attachment_limit"])
    order = Order(withdraw, again, resend, attachments("--attach", attach or (), most))
    _refuse_early(invocation, parts, order, to=to, silent=yes or dry_run)
    destination = Destination(_where(invocation, to, order), feature, team, zendesk_group)
    if destination.to == escalation.SUPPORT and destination.names_owner:
        invocation.say("warning: to support, so --feature, --team and --group are not used")
    needs_full = withdraw or destination.to == escalation.ENGINEERING
    if upgrade_role and not needs_full:
        invocation.say("a note to support needs no full agent; your role stays as it is")
    escalating = invocation.runtime.escalating
    stepping = SteppingUp(invocation, ref, wanted=upgrade_role and needs_full)
    read = escalating.read(ref, destination, order, step_up=stepping.wanted)
    result = _earlier(invocation, read, parts, order, stepping, yes=yes, dry_run=dry_run)
    if result is None:
        result = escalation.already(read, order)
    told: Sequence[Notice] = ()
    if result is None:
        typed = options(
            {"--feature": feature, "--team": team, "--group": zendesk_group, "--attach": attach},
            {
                "--again": again, "--withdraw": withdraw, "--upgrade-role": upgrade_role,
                "--allow-secrets": allow_secrets, "--dry-run": dry_run,
            },
        )  # fmt: skip
        with _parts(invocation, read, parts, order, typed) as complete:
            if dry_run:
                result = stepping.rehearsed(escalating.plan(read, complete, order))
            else:
                read_again = partial(escalating.read, ref, destination, order)
                result, told = _carried_out(
                    invocation, read, read_again, complete, order, stepping, yes=yes
                )
    return _present(invocation, result, told, dry_run=dry_run) or stepping.code


def _refuse_early(
    invocation: Invocation, parts: Parts, order: Order, *, to: To | None, silent: bool
) -> None:
    """Say off a terminal what is missing, before anything is asked of anybody."""
    if invocation.can_ask:
        return
    lacking = _lacking(parts, order)
    if to is None and not order.withdraw:
        lacking = ("to", *lacking)
    if lacking:
        raise WrongUsage(
            f"missing, or without substance: {', '.join('--' + name for name in lacking)}",
            written="nothing was sent",
            hint="give each as TEXT, @file or -; on a terminal csm opens your editor",
        )
    if not silent:
        invocation.must_ask(instead="the same command with --yes, or --dry-run")


def _lacking(parts: Parts, order: Order) -> tuple[str, ...]:
    lacking = escalation.missing(parts)
    return tuple(name for name in lacking if name == "why") if order.withdraw else lacking


def _where(invocation: Invocation, to: To | None, order: Order) -> str:
    if order.withdraw:
        return escalation.SUPPORT
    return to.value if to is not None else questions.where(invocation)


def _earlier(
    invocation: Invocation,
    read: Read,
    parts: Parts,
    order: Order,
    stepping: SteppingUp,
    *,
    yes: bool,
    dry_run: bool,
) -> Escalation | None:
    """What became of an earlier run whose end nobody saw; sent again only in the right role."""
    escalating = invocation.runtime.escalating
    known = None if _lacking(parts, order) else parts
    if dry_run:
        seen = escalating.earlier(read, known, order, dry_run=True)
        return stepping.rehearsed(seen) if seen and seen.outcome == escalation.PLANNED else seen
    found = escalating.earlier(
        read, known, order._replace(resend=False) if stepping.wanted else order
    )
    if not (order.resend and stepping.wanted and found and found.outcome == escalation.UNKNOWN):
        return found
    invocation.say(stepping.sentence)
    question = f"Send the earlier note to ticket {read.ticket.number} again?"
    invocation.confirm(
        question,
        yes=yes,
        instead="the same command with --yes",
        after_no=f"csm log resolve --ticket {read.ticket.number} looks for it once more",
    )
    return stepping.carry_out(lambda: escalating.earlier(read, known, order))


@contextmanager
def _parts(
    invocation: Invocation, read: Read, parts: Parts, order: Order, typed: str
) -> Iterator[Parts]:
    """The parts as given, or from the editor; what was typed there outlives a failure.

    `typed` are the options with which the command takes it up again.
    """
    if not _lacking(parts, order):
        yield parts
        return
    ticket = read.ticket
    facts = [(label, clean.line(value)) for label, value in read.facts]
    subject = clean.line(ticket.subject)
    offered = drafts.text(parts, facts, f"Ticket {ticket.number}, to {read.route.to}: {subject}")

    def keep(saved: str) -> None:
        kept = invocation.runtime.keep_draft(ticket.number, saved)
        invocation.say(f"what you wrote is kept in {kept}")
        to = "" if order.withdraw else f" --to {read.route.to}"
        file = shlex.quote(str(kept))
        invocation.say(f"go on with it: csm escalate {ticket.number}{to}{typed} --draft {file}")

    saved = edited(invocation.environment, offered, keep)
    try:
        yield drafts.read(saved, offered)
    except (CsmError, KeyboardInterrupt):
        if saved.strip() != offered.strip():
            keep(saved)
        raise


def _carried_out(
    invocation: Invocation,
    read: Read,
    read_again: Callable[[], Read],
    parts: Parts,
    order: Order,
    stepping: SteppingUp,
    *,
    yes: bool,
) -> tuple[Escalation, Sequence[Notice]]:
    """The result, and what was told before it; asks anew if the ticket changed meanwhile."""
    escalating = invocation.runtime.escalating
    while True:
        planned = escalating.plan(read, parts, order)
        _confirm(invocation, planned, stepping, yes=yes)
        work = partial(escalating.carry_out, planned, parts, order)
        try:
            return stepping.carry_out(work), planned.warnings
        except Conflict as changed:
            if yes or stepping.wanted:
                raise
            # The yes was to another ticket, as it were.
            invocation.say(f"{changed.message}; {changed.written}")
        read = read_again()
        if (result := escalation.already(read, order)) is not None:
            return result, ()


def _confirm(
    invocation: Invocation, planned: Escalation, stepping: SteppingUp, *, yes: bool
) -> None:
    """Show the plan and go on only with a yes."""
    from csm_cli.output.escalate import plan  # noqa: PLC0415
    from csm_cli.output.present import console  # noqa: PLC0415
    from csm_cli.output.writes import warning_lines  # noqa: PLC0415

    if invocation.draws_plan(yes=yes):
        plan(console(invocation.environment, stderr=True), planned)
    for line in warning_lines(planned.warnings):
        invocation.say(line)
    if stepping.wanted and not (invocation.shared.quiet and yes):
        invocation.say(stepping.sentence)
    profile = invocation.runtime.settings.profile
    invocation.confirm(
        f"Send this to ticket {planned.ticket.number} (profile {profile})?",
        yes=yes,
        instead="the same command with --yes",
        after_no=f"csm show {planned.ticket.number}, then the same command in other words",
    )


def _present(
    invocation: Invocation, result: Escalation, told: Sequence[Notice], *, dry_run: bool
) -> int:
    from csm_cli.output.escalate import view  # noqa: PLC0415
    from csm_cli.output.writes import asides  # noqa: PLC0415

    as_json, shown = invocation.shared.json, invocation.environment.stdout_is_terminal
    for line in asides(result, told, as_json=as_json, on_terminal=shown):
        invocation.say(line)
    invocation.present(view(result, dry_run=dry_run))
    return escalation.EXIT_CODES[result.outcome]
