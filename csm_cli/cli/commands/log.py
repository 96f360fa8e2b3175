"""`csm log`: what was written on this machine, or tried; settle it, forget it."""

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from csm_cli.cli.command import bare_command, command, group
from csm_cli.cli.invocation import Invocation
from csm_cli.domain import history
from csm_cli.domain.errors import ExitCode, WrongUsage
from csm_cli.domain.history import Finding, Intent
from csm_cli.domain.impersonation.window import moment
from csm_cli.domain.refs import ticket_ref
from csm_cli.output import clean

if TYPE_CHECKING:
    from csm_cli.services.history import Choice

app = group("List what was written on this machine, or tried; settle it, forget it.")

_Ticket = Annotated[
    str | None,
    typer.Option("--ticket", metavar="TICKET", help="Number, #number or Zendesk URL."),
]
_Operations = Annotated[
    list[str] | None,
    typer.Argument(metavar="[OPERATION]...", help="An operation id, or how one begins."),
]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would be recorded or erased; change nothing.")
]


class Word(StrEnum):
    """What a person can say about a write whose outcome csm does not know."""

    written = history.WRITTEN
    not_written = history.NOT_WRITTEN


@bare_command(app)
def log(
    invocation: Invocation,
    ticket: _Ticket = None,
    undecided: Annotated[
        bool, typer.Option("--undecided", help="Only those whose outcome is not known.")
    ] = False,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="Show the newest N.")
    ] = 50,
) -> None:
    """List what was written on this machine, or tried; settle it, forget it.

    Asks no service, and shows no note's text. --profile narrows it to one profile.
    """
    from csm_cli.output.log import view  # noqa: PLC0415

    choice = _choice(invocation, ticket)._replace(undecided=undecided)
    entries = invocation.runtime.reviewing.entries(choice)
    shown = entries[:limit]
    omitted = len(entries) - len(shown)
    if omitted and not (invocation.shared.json or invocation.environment.stdout_is_terminal):
        invocation.say(f"{omitted} older ones are left out; --limit shows more")
    invocation.present(view(shown, omitted=omitted, now=invocation.environment.now()))


@command(app, "resolve")
def resolve(
    invocation: Invocation,
    operations: _Operations = None,
    ticket: _Ticket = None,
    word: Annotated[
        Word | None,
        typer.Option("--as", help="Take your word for it instead of looking on the desk."),
    ] = None,
    dry_run: _DryRun = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="With --as: without asking.")] = False,
) -> int:
    """Settle what is undecided: look on the desk what became of it.

    A note that is there was written. A ticket that changed since without it can't get it any
    more. What is neither stays undecided, and ends with exit code 10.
    """
    from csm_cli.output.log import findings  # noqa: PLC0415

    if yes and word is None:
        raise WrongUsage("--yes goes with --as; looking asks nothing")
    if word is not None and not (operations or ticket):
        raise WrongUsage("--as needs the operation, or --ticket", hint="csm log --undecided")
    choice = _choice(invocation, ticket)._replace(operations=tuple(operations or ()))
    undecided = invocation.runtime.reviewing.open(choice)
    if word is None:
        found = _looked_up(invocation, undecided, named=bool(operations), dry_run=dry_run)
    else:
        found = _by_word(invocation, undecided, word, dry_run=dry_run, yes=yes)
    if invocation.shared.json:
        _tell_reasons(invocation, found)
    for finding in found:
        if finding.hint:
            invocation.say(f"next: {clean.line(finding.hint)}")
    invocation.present(findings(found, dry_run=dry_run))
    return _code(found)


@command(app, "forget")
def forget(
    invocation: Invocation,
    operations: _Operations = None,
    before: Annotated[
        str | None,
        typer.Option("--before", metavar="DATE", help="Those from before a date or time."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every one.")] = False,
    dry_run: _DryRun = False,
    yes: Annotated[
        bool, typer.Option("--yes", "-y", help="Forget undecided ones without asking.")
    ] = False,
) -> None:
    """Erase entries, and what notes and reports they keep, from this machine.

    Nothing changes on the desk. An undecided entry is what keeps a re-run from writing the
    same note twice, so csm asks before it forgets one.
    """
    from csm_cli.output.log import forgotten  # noqa: PLC0415

    if sum((bool(operations), before is not None, all_)) != 1:
        raise WrongUsage("name operations, or --before, or --all", hint="csm log lists them")
    choice = _choice(invocation, None)._replace(
        operations=tuple(operations or ()),
        before=None if before is None else moment(before, "--before"),
    )
    entries = invocation.runtime.reviewing.entries(choice)
    if not dry_run:
        _confirm_loss(invocation, entries, yes=yes)
        everything = all_ and not invocation.shared.named_profile
        invocation.runtime.reviewing.forget(entries, everything=everything)
        tickets = None if everything else {entry.ticket for entry in entries}
        invocation.runtime.recent_tickets.forget(tickets)
    invocation.present(forgotten(entries, dry_run=dry_run))


def _choice(invocation: Invocation, ticket: str | None) -> "Choice":
    """The profile narrows the choice only where it is named."""
    from csm_cli.services.history import Choice  # noqa: PLC0415

    return Choice(
        ticket=ticket_ref(ticket) if ticket is not None else None,
        profile=invocation.shared.named_profile,
    )


def _looked_up(
    invocation: Invocation, entries: Sequence[Intent], *, named: bool, dry_run: bool
) -> list[Finding]:
    reviewing = invocation.runtime.reviewing
    here = reviewing.here(entries)
    elsewhere = [entry for entry in entries if entry not in here]
    if elsewhere and named:
        raise WrongUsage(
            f"operation {elsewhere[0].operation_id} is on another desk, {elsewhere[0].desk}",
            hint="use the profile of that desk, or --as",
        )
    if elsewhere:
        invocation.say(f"{len(elsewhere)} more are undecided on other desks: csm log --undecided")
    return list(reviewing.resolve(here, record=not dry_run))


def _by_word(
    invocation: Invocation, entries: Sequence[Intent], word: Word, *, dry_run: bool, yes: bool
) -> list[Finding]:
    from csm_cli.output.log import named  # noqa: PLC0415

    if not dry_run and entries:
        for entry in entries:
            invocation.say(named(entry))
        if word is Word.not_written:
            invocation.say("If it was written after all, the same command writes it once more.")
        invocation.confirm(
            f"Record as {word}?",
            yes=yes,
            instead="the same command with --yes, or without --as",
            after_no="the same command without --as looks on the desk what became of it",
            written="nothing was recorded",
        )
    if dry_run:
        return [Finding(entry, word, history.WORD) for entry in entries]
    return [invocation.runtime.reviewing.word(entry, word) for entry in entries]


def _confirm_loss(invocation: Invocation, entries: Sequence[Intent], *, yes: bool) -> None:
    """Say what goes with an entry whose outcome nobody knows."""
    from csm_cli.output.log import named  # noqa: PLC0415

    undecided = [entry for entry in entries if entry.outcome == history.UNDECIDED]
    if not undecided:
        return
    for entry in undecided:
        invocation.say(f"undecided: {named(entry)}")
    invocation.say(
        "Forgotten, csm can't look for them any more, and the same command could write a second "
        "note; csm log resolve settles them first."
    )
    invocation.confirm(
        f"Forget {len(undecided)} undecided?",
        yes=yes,
        instead="csm log resolve, then the same again; or the same command with --yes",
        after_no="csm log resolve settles them first",
        written="nothing was forgotten",
    )


def _tell_reasons(invocation: Invocation, found: Sequence[Finding]) -> None:
    """The document has no place for reasons."""
    for finding in found:
        if finding.reason:
            invocation.say(f"{finding.intent.ticket} {finding.outcome}: {finding.reason}")


def _code(found: Sequence[Finding]) -> ExitCode:
    outcomes = {finding.outcome for finding in found}
    if outcomes & {history.LEAKED, history.WITHHELD}:
        return ExitCode.UNEXPECTED
    return ExitCode.UNKNOWN if history.UNDECIDED in outcomes else ExitCode.DONE
