"""Escalation: where a ticket goes, what its note must hold, and what would change.

To engineering one update carries the desk's escalation switch, the owner's group, the
assignee handed back to the group, and the note. To support it is the note alone, since the
ticket stays in the support queue.
"""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from difflib import get_close_matches
from typing import NamedTuple

from csm_cli.domain.attachments import Attached
from csm_cli.domain.claims import Claim
from csm_cli.domain.errors import ExitCode, WrongUsage
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
_SEEN_BY_HERO = frozenset({"open"})


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


class Escalation(NamedTuple):
    """The result of `csm escalate`, planned or carried out.

    `marker` is the switch with the option it would stand on. `note_id` and `note_public` are
    null until a note exists. `change` says what would be different; `differences` what came
    out otherwise than planned. `attachments` are the files that go, or went, with the note.
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


def resolve_group(name: str, groups: Sequence[Group]) -> Group:
    """The live group that a name or an id means.

    Raises:
        WrongUsage: none or several fit; the message names the three nearest live groups.
    """
    wanted = name.strip()
    if wanted.isascii() and wanted.isdigit():
        fitting = [group for group in groups if group.id == int(wanted)]
    else:
        fitting = [group for group in groups if key(group.name) == key(wanted)]
    if len(fitting) == 1:
        return fitting[0]
    said = "several groups are" if fitting else "no Zendesk group is"
    raise WrongUsage(
        f"{said} named {name!r}",
        written="nothing was sent",
        hint=f"add --group with one of: {', '.join(nearest_groups(name, groups))}",
    )


def nearest_groups(name: str, groups: Sequence[Group]) -> list[str]:
    """The names of the three groups that sound most like it."""
    by_key = {key(group.name): group.name for group in groups}
    near = get_close_matches(key(name), by_key, n=3, cutoff=0.0)
    return [by_key[each] for each in near]


def engineering_change(marker: Marker, group: Group) -> Change:
    """Switch on, the owner's group, and nobody in person: team views hide personal tickets.

    Group and assignee depend on each other on the desk, so both are always said.
    """
    return Change(group, Hand(None, None), (marker, marker.escalated))


def withdrawal_change(marker: Marker, support: Group) -> Change:
    """Switch off and back to support."""
    return Change(support, Hand(None, None), (marker, Option("none", None)))


def is_escalated(ticket: Ticket, marker: Marker) -> bool:
    """Whether the desk's switch stands on escalated."""
    return ticket.fields.get(marker.field_id) == marker.escalated.value


def warnings(
    ticket: Ticket,
    route: Route,
    claim: Claim | None,
    me: int | None,
    *,
    today: date,
    old: timedelta,
) -> tuple[Notice, ...]:
    """What a person should know before the ticket goes; nothing here stops it.

    Args:
        ticket: As it was read.
        route: Where it goes.
        claim: Who is on it.
        me: The signed-in person's id on the desk.
        today: The date, in UTC.
        old: The age from which an ownership row is worth a second look.
    """
    found = [*_about_ticket(ticket, route), *_about_owner(route, today, old)]
    if claim is not None and claim.by.id != me:
        found.append(Notice("claimed_by_other", f"{claim.by.name} has claimed this ticket"))
    return tuple(found)


def moved(before: Ticket, now: Ticket, marker: Marker | None) -> list[str]:
    """What the plan rests on and is different now, in words."""
    pairs = {
        "group": (before.group, now.group),
        "assignee": (before.assignee, now.assignee),
        "organization id": (before.organization_id, now.organization_id),
    }
    if marker is not None:
        number = marker.field_id
        pairs[marker.title] = (before.fields.get(number), now.fields.get(number))
    if now.closed:
        pairs["status"] = (before.status, now.status)
    return [f"{name} is now {_shown(new)}" for name, (old, new) in pairs.items() if old != new]


def _about_ticket(ticket: Ticket, route: Route) -> list[Notice]:
    found = []
    if route.to == ENGINEERING and ticket.status not in _SEEN_BY_HERO:
        found.append(
            Notice(
                "hidden_by_status",
                f"the ticket is {ticket.status}: the support hero looks at open escalated tickets "
                "and won't see it until it is open",
            )
        )
    if route.to == ENGINEERING and ticket.assignee is not None:
        found.append(
            Notice("assignee_dropped", f"{ticket.assignee.name} will no longer be the assignee")
        )
    return found


def _about_owner(route: Route, today: date, old: timedelta) -> list[Notice]:
    owner, group = route.owner, route.group
    found = []
    if owner and group and owner.zendesk_group and key(owner.zendesk_group) != key(group.name):
        text = f"{owner.team}'s group is {owner.zendesk_group}, and this goes to {group.name}"
        found.append(Notice("group_and_owner_differ", text))
    if owner is None and group is not None and route.to == ENGINEERING:
        text = f"no row of the ownership file has the group {group.name}"
        found.append(Notice("group_without_owner", text))
    if route.joint:
        others = ", ".join(other.team for other in route.joint)
        found.append(Notice("joint_owner", f"the feature is owned jointly with {others}"))
    if owner and today - owner.as_of > old:
        text = f"the ownership row is of {owner.as_of.isoformat()}; teams change quickly"
        found.append(Notice("old_owner", text))
    return found


def _has_substance(text: str | None, question: str) -> bool:
    if text is None or key(text) == key(question):
        return False
    return len(_WORD.findall(text.replace(question, ""))) >= _FEWEST_WORDS


def _shown(value: object) -> str:
    return str(getattr(value, "name", value) or "nobody")
