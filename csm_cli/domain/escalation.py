"""Escalation: where a ticket goes, what its note must hold, and what would change.

To engineering one update carries the desk's escalation switch, the owner's group, the
assignee handed back to the group, and the note. To support it is the note alone, since the
ticket stays in the support queue.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from csm_cli.domain import moves
from csm_cli.domain.attachments import Attached, Attachment
from csm_cli.domain.claims import Claim
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.names import key
from csm_cli.domain.ownership import Notice, Owner
from csm_cli.domain.tickets import Change, Group, Hand, Marker, Option, Request, Ticket

ENGINEERING, SUPPORT = "engineering", "support"
VERB, NOTE_VERB, WITHDRAW_VERB = "escalate", "note", "withdraw"

ESCALATED, ALREADY, NOTED, WITHDRAWN = "escalated", "already-escalated", "noted", "withdrawn"
REFUSED, CONFLICT, UNKNOWN, PLANNED = "refused", "conflict", "unknown", "planned"
PARTIAL = "partial"

EXIT_CODES = {
    ESCALATED: ExitCode.DONE,
    ALREADY: ExitCode.DONE,
    NOTED: ExitCode.DONE,
    WITHDRAWN: ExitCode.DONE,
    PLANNED: ExitCode.DONE,
    PARTIAL: ExitCode.UNEXPECTED,
    REFUSED: ExitCode.NOT_ALLOWED,
    CONFLICT: ExitCode.CONFLICT,
    UNKNOWN: ExitCode.UNKNOWN,
}
"""The exit code of each outcome of `csm escalate`."""

_FEWEST_WORDS = 3
_WORD = re.compile(r"\w+")


class Parts(NamedTuple):
    """What the next person needs to go on: a text each, null for what is missing."""

    why: str | None = None
    investigated: str | None = None
    observed: str | None = None
    next: str | None = None


QUESTIONS = Parts(
    why="Who should pick it up, and why there?",
    investigated="What have you tried?",
    observed="What did you see?",
    next="What do you expect to happen next?",
)
"""What each part answers; the text that stands in its place until somebody writes it."""


class Route(NamedTuple):
    """Where an escalation goes. To support, all but `to` is null.

    `owner` is null when the group was named and no row of the ownership file has it.
    `joint` are the other owners of the same feature.
    """

    to: str
    owner: Owner | None = None
    group: Group | None = None
    joint: tuple[Owner, ...] = ()


class Order(NamedTuple):
    """What is to be done besides: `withdraw` takes an escalation back, `again` overrides one.

    `attachments` are the files that go with the note.
    """

    withdraw: bool = False
    again: bool = False
    resend: bool = False
    attachments: tuple[Attachment, ...] = ()


class Read(NamedTuple):
    """A ticket with what has to be known before its escalation can be written.

    `facts` are what is known of it for the note, as label and value.
    """

    ticket: Ticket
    claim: Claim | None
    route: Route
    marker: Marker | None
    facts: Sequence[tuple[str, str]]


class Escalation(NamedTuple):
    """The result of `csm escalate`, planned or carried out.

    `marker` is the switch with the option it would stand on. `note_id` and `note_public` are
    null until a note exists. `change` says what would be different; `differences` what came
    out otherwise than planned. `attachments` are the files that go, or went, with the note.
    `claim` is who had the ticket when it was planned.
    """

    ticket: Ticket
    outcome: str
    route: Route
    note: str | None = None
    marker: Marker | None = None
    change: Change | None = None
    note_id: int | None = None
    note_public: bool | None = None
    warnings: tuple[Notice, ...] = ()
    operation_id: str | None = None
    reason: str | None = None
    hint: str | None = None
    requests: tuple[Request, ...] = ()
    attachments: tuple[Attached, ...] = ()
    claim: Claim | None = None

    @property
    def to(self) -> str:
        """Engineering or support."""
        return self.route.to


def missing(parts: Parts) -> tuple[str, ...]:
    """The parts without substance: absent, under three words, or the question itself."""
    return tuple(
        name
        for name, text, question in zip(Parts._fields, parts, QUESTIONS, strict=True)
        if not _has_substance(text, question or "")
    )


def verb(route: Route, order: Order) -> str:
    """What csm calls the write, on the note's mark and in the journal."""
    if order.withdraw:
        return WITHDRAW_VERB
    return VERB if route.to == ENGINEERING else NOTE_VERB


def intent(route: Route, parts: Parts, order: Order) -> str:
    """What a person asked for, by which a re-run is known; not how the ticket stood."""
    files = tuple((file.name, file.digest) for file in order.attachments)
    return repr((route.group and route.group.id, parts, *files))


def change(read: Read, order: Order) -> Change | None:
    """What changes besides the note; null if nothing does.

    To engineering: switch on, the owner's group, and nobody in person, since team views hide
    personal tickets. A withdrawal: switch off and back to support. Group and assignee depend
    on each other on the desk, so both are always said.
    """
    marker, group = read.marker, read.route.group
    if marker is None or group is None:
        return None
    option = Option("none", None) if order.withdraw else marker.escalated
    return Change(group, Hand(None, None), (marker, option))


def already(read: Read, order: Order) -> Escalation | None:
    """The result, if nothing is to be done with the ticket as it stands; else null."""
    ticket, route, marker = read.ticket, read.route, read.marker
    if marker is None:
        return None
    on = is_escalated(ticket, marker)
    if order.withdraw:
        return None if on else nothing_to_do(read, WITHDRAWN, "it is not escalated")
    if not on or order.again or route.group is None:
        return None
    holder = ticket.group.name if ticket.group else "no group"
    if ticket.group is not None and ticket.group.id == route.group.id:
        return nothing_to_do(read, ALREADY, f"it is with {holder} already")
    reason = f"it is already escalated, to {holder}"
    return nothing_to_do(read, CONFLICT, reason, hint="add --again to hand it on")


def nothing_to_do(read: Read, outcome: str, reason: str, *, hint: str | None = None) -> Escalation:
    """The result of looking at a ticket and leaving it as it is."""
    return Escalation(
        read.ticket,
        outcome,
        read.route,
        marker=read.marker,
        reason=reason,
        hint=hint,
    )


BY_STATUS, BY_MARKER, BY_ASSIGNEE = "status", "escalation", "assignee"
"""What hides an escalated ticket from the support hero: it is not open, its escalation field does
not say so, or it is somebody's."""


def is_escalated(ticket: Ticket, marker: Marker) -> bool:
    """Whether the desk's switch stands on escalated."""
    return ticket.fields.get(marker.field_id) == marker.escalated.value


def moved(before: Ticket, now: Ticket, marker: Marker | None) -> list[str]:
    """What the plan rests on and is different now, in words."""
    pairs: dict[str, tuple[object, object]] = {
        "group": (before.group, now.group),
        "assignee": (before.assignee, now.assignee),
        "organization id": (before.organization_id, now.organization_id),
    }
    if marker is not None:
        number = marker.field_id
        pairs[marker.title] = (before.fields.get(number), now.fields.get(number))
    return moves.moved(before, now, pairs)


def _has_substance(text: str | None, question: str) -> bool:
    if text is None or key(text) == key(question):
        return False
    return len(_WORD.findall(text.replace(question, ""))) >= _FEWEST_WORDS
