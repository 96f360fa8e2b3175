"""Filling the form of a Slack-born ticket: group and severity, in one update with a note."""

from typing import NamedTuple

from csm_cli.domain.errors import ExitCode
from csm_cli.domain.notes import one_line, signature
from csm_cli.domain.ownership import Notice, Owner
from csm_cli.domain.tickets import Change, Group, Hand, Person, Request, Ticket
from csm_cli.domain.triage import GROUP, SEVERITY, lacks

VERB = "triage"

FILLED, ALREADY, PLANNED, PARTIAL = "filled", "already-filled", "planned", "partial"
REFUSED, CONFLICT, UNKNOWN = "refused", "conflict", "unknown"

EXIT_CODES = {
    FILLED: ExitCode.DONE,
    ALREADY: ExitCode.DONE,
    PLANNED: ExitCode.DONE,
    PARTIAL: ExitCode.UNEXPECTED,
    REFUSED: ExitCode.NOT_ALLOWED,
    CONFLICT: ExitCode.CONFLICT,
    UNKNOWN: ExitCode.UNKNOWN,
}
"""The exit code of each outcome of `csm triage TICKET`."""


class Form(NamedTuple):
    """What is to stand in it; null leaves a line as it is. `owner` is who the group is for."""

    group: Group | None = None
    severity: str | None = None
    owner: Owner | None = None


class Filling(NamedTuple):
    """The result of `csm triage TICKET`, planned or carried out."""

    ticket: Ticket
    form: Form
    outcome: str
    note: str | None = None
    change: Change | None = None
    note_id: int | None = None
    note_public: bool | None = None
    thread: str | None = None
    warnings: tuple[Notice, ...] = ()
    operation_id: str | None = None
    reason: str | None = None
    hint: str | None = None
    requests: tuple[Request, ...] = ()


def intent(form: Form) -> str:
    """What a person asked for, by which a re-run is known."""
    return repr((form.group and form.group.id, form.severity))


def decided(ticket: Ticket, form: Form, unclassified: str) -> Filling | None:
    """The result, if nothing is to be done with the ticket as it stands; else null.

    What somebody has filled in already stays as it is: another value than the wanted one is
    a conflict, and handing on is a decision of its own.
    """
    open_lines = lacks(ticket, unclassified)
    group, level = ticket.group, ticket.severity
    if form.group and GROUP not in open_lines and group and group.id != form.group.id:
        return Filling(
            ticket,
            form,
            CONFLICT,
            reason=f"its group is {group.name} already, not {form.group.name}",
            hint=f"csm escalate {ticket.number} --to engineering hands it on",
        )
    if form.severity and level and level != form.severity:
        reason = f"its severity is {level} already, not {form.severity}"
        return Filling(ticket, form, CONFLICT, reason=reason, hint="change it in Zendesk")
    if change(ticket, form) is None:
        return Filling(ticket, form, ALREADY, reason="it stands there already")
    return None


def change(ticket: Ticket, form: Form) -> Change | None:
    """What of the form is not so yet; null if nothing.

    A ticket that goes to another group goes to nobody there in person: team views hide what is
    assigned to somebody.
    """
    group = form.group
    if group is not None and ticket.group is not None and ticket.group.id == group.id:
        group = None
    level = form.severity if form.severity != ticket.severity else None
    if group is None and level is None:
        return None
    hand = Hand(None, None) if group is not None and ticket.assignee is not None else None
    return Change(group, hand, severity=level)


def note(ticket: Ticket, form: Form, planned: Change, me: Person) -> str:
    """The text of the note: who filled what, and by which owner."""
    lines = []
    if planned.group is not None:
        lines.append(f"- {GROUP}: {_was(ticket.group and ticket.group.name)}{planned.group.name}")
    if planned.severity is not None:
        lines.append(f"- {SEVERITY}: {_was(ticket.severity)}{planned.severity}")
    said = [f"Form filled in by {signature(me)} with csm", "\n".join(lines)]
    if form.owner is not None and planned.group is not None:
        said.append(f"Owner: {form.owner.team}, as of {form.owner.as_of}.")
    return "\n\n".join(said)


def _was(value: str | None) -> str:
    return f"{one_line(value or 'none')} -> "
