"""What became of an escalation: who has it, who spoke last, and whether anybody can see it.

An engineer is staff of the group that has the ticket, who is neither whoever escalated it nor in
support's group: people of both are first line. Where nobody tells who is in the group, any staff
but that one counts, and the result says so.
"""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain import claims, escalation
from csm_cli.domain.around import Missing
from csm_cli.domain.escalation import BY_ASSIGNEE, BY_MARKER, BY_STATUS, is_escalated
from csm_cli.domain.history import UNDECIDED, Intent
from csm_cli.domain.issues import Issue, IssueRef
from csm_cli.domain.ownership import Notice
from csm_cli.domain.tickets import Conversation, Entry, Group, Marker, Person, Ticket

JOURNAL, NOTE, SWITCH = "journal", "note", "switch"
"""How an escalation is known: from this machine, from csm's note, or from the switch alone."""

_SAYS = "escalat"  # how people begin such a note by hand; csm's own begins so, too
_VERBS = {escalation.VERB: escalation.ENGINEERING, escalation.NOTE_VERB: escalation.SUPPORT}


class Start(NamedTuple):
    """When and by whom a ticket was escalated, as far as it is known; and where to."""

    at: datetime | None
    by: Person | None
    to: str
    group: Group | None
    how: str


class Follow(NamedTuple):
    """One escalation and what became of it.

    `team` and `channel` are of the owner whose queue the group is. `last` is the newest word of
    an engineer. `hidden_by` is what hides it from the support hero; `visible` is null where that
    is no question. `quiet_days` are whole days since the last word, or since the start without
    one; null if neither is known. `issues` are those that were looked at, `links` all there are.
    """

    ticket: Ticket
    start: Start
    team: str | None = None
    channel: str | None = None
    escalated: bool | None = None
    last: Entry | None = None
    visible: bool | None = None
    hidden_by: tuple[Notice, ...] = ()
    quiet_days: int | None = None
    links: tuple[IssueRef, ...] = ()
    told: tuple[IssueRef, ...] = ()
    whole: bool = True
    issues: tuple[Issue, ...] = ()
    nudge: str | None = None


class Followed(NamedTuple):
    """The result of `csm escalations`; `omitted` were left out by the limit."""

    rows: tuple[Follow, ...]
    omitted: int = 0
    notices: tuple[Notice, ...] = ()
    missing: tuple[Missing, ...] = ()


def by_journal(entries: Sequence[Intent], me: Person) -> dict[int, Start]:
    """The escalations that stand by a journal, newest entry first, by ticket.

    One that was withdrawn, or undone, does not stand; one of which nobody knows yet may.
    """
    found: dict[int, Start] = {}
    settled: set[int] = set()
    undone = {entry.undoes for entry in entries if entry.undoes and entry.stands}
    for entry in entries:
        if entry.ticket in settled or not (entry.stands or entry.outcome == UNDECIDED):
            continue
        if entry.verb == escalation.WITHDRAW_VERB and entry.operation_id not in undone:
            settled.add(entry.ticket)
        elif entry.verb in _VERBS and entry.operation_id not in undone:
            settled.add(entry.ticket)
            group = entry.change.group if entry.change else None
            found[entry.ticket] = Start(entry.began_at, me, _VERBS[entry.verb], group, JOURNAL)
    return found


def by_notes(
    ticket: Ticket, entries: Sequence[Entry], engineers: AbstractSet[int] = frozenset()
) -> Start:
    """The newest escalation that the entries, newest first, tell of; else the switch alone.

    What one of the group's engineers writes by hand is about it, and hands nothing over.
    """
    for entry in entries:
        by_hand = entry.mark is None
        if by_hand and entry.author.id in engineers:
            continue
        if entry.private and entry.author.kind == "staff" and _says(entry):
            to = _VERBS[entry.mark.verb] if entry.mark else escalation.ENGINEERING
            return Start(entry.created_at, entry.author, to, ticket.group, NOTE)
    return Start(None, None, escalation.ENGINEERING, ticket.group, SWITCH)


def engineer_word(
    entries: Sequence[Entry],
    start: Start,
    me: Person,
    engineers: AbstractSet[int] | None,
    support: AbstractSet[int],
) -> Entry | None:
    """The newest word of an engineer, entries newest first; null if none is among them.

    What was said before the start is no answer to it.
    """
    aside = {me.id, start.by.id if start.by else None}
    for entry in entries:
        author = entry.author
        if start.at is not None and entry.created_at < start.at:
            return None
        if author.kind != "staff" or author.id is None or author.id in aside:
            continue
        if author.id in support or (engineers is not None and author.id not in engineers):
            continue
        if entry.mark is None or entry.mark.verb not in {claims.RELEASE, claims.UNDO}:
            return entry
    return None


def sight(ticket: Ticket, start: Start, marker: Marker | None) -> tuple[bool | None, list[Notice]]:
    """Whether the support hero sees it, and what hides it.

    Heroes look at tickets that are both open and escalated; team views hide what is a person's
    (PostHog's handbook, "Support hero"). To support, that is
    no question, nor of what is solved.
    """
    if start.to == escalation.SUPPORT or ticket.status in {"solved", "closed"}:
        return None, []
    hidden = []
    if ticket.status != "open":
        hidden.append(Notice(BY_STATUS, f"it is {ticket.status}, not open"))
    if marker is not None and not is_escalated(ticket, marker):
        hidden.append(Notice(BY_MARKER, f"{marker.title} is not {marker.escalated.name}"))
    if ticket.assignee is not None:
        hidden.append(Notice(BY_ASSIGNEE, f"it is assigned to {ticket.assignee.name}"))
    if marker is None and not hidden:
        return None, []
    return not hidden, hidden


def quiet_days(now: datetime, start: Start, last: Entry | None) -> int | None:
    """Whole days since an engineer's last word, or since the start without one."""
    since = last.created_at if last is not None else start.at
    return None if since is None else max(0, (now - since).days)


def all_read(conversation: Conversation, start: Start) -> bool:
    """Whether every word since the start is among the entries that were read."""
    if conversation.complete:
        return True
    oldest = conversation.entries[-1].created_at if conversation.entries else None
    return start.at is not None and oldest is not None and oldest <= start.at


def _says(entry: Entry) -> bool:
    if entry.mark is not None:
        return entry.mark.verb in _VERBS
    return entry.body.lstrip().casefold().startswith(_SAYS)
