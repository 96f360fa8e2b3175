"""Taking back the last write: what can be put back, what stays, what has changed since.

Nothing of a desk is undone by itself: a note stays for good, and fields are put back by one
more update, which leaves a note that says so.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain import claims, escalation, filling
from csm_cli.domain.claims import Claim
from csm_cli.domain.errors import ExitCode
from csm_cli.domain.history import (
    NOTE_VERB,
    REPLY_VERB,
    REPORT_VERB,
    Before,
    Happening,
    Intent,
)
from csm_cli.domain.notes import one_line, signature
from csm_cli.domain.tickets import Change, Entry, Me, Option, Person, Request, Ticket

VERB = claims.UNDO

UNDONE, PLANNED, PARTIAL, REFUSED = "undone", "planned", "partial", "refused"
CHANGED, UNDECIDED, FINAL, UNKNOWN = "changed", "undecided", "final", "unknown"

EXIT_CODES = {
    UNDONE: ExitCode.DONE,
    PLANNED: ExitCode.DONE,
    PARTIAL: ExitCode.UNEXPECTED,
    REFUSED: ExitCode.NOT_ALLOWED,
    CHANGED: ExitCode.CONFLICT,
    UNDECIDED: ExitCode.CONFLICT,
    FINAL: ExitCode.CONFLICT,
    UNKNOWN: ExitCode.UNKNOWN,
}
"""The exit code of each outcome of `csm undo`."""

_WRITTEN = {
    escalation.VERB: "escalation",
    escalation.WITHDRAW_VERB: "withdrawal of the escalation",
    filling.VERB: "filling of the form",
}


_STAYING = {
    escalation.NOTE_VERB: ("a note for support", "a note stays"),
    NOTE_VERB: ("an internal note", "a note stays"),
    REPORT_VERB: ("a report", "a note stays"),
    REPLY_VERB: ("a reply", "a reply can't be taken back"),
}
"""What leaves nothing but words, by its verb, and why these stay."""


class Undo(NamedTuple):
    """The result of `csm undo`, planned or carried out.

    `of` is the write that it takes back. `since` says what has changed on the ticket since,
    and by whom; `stays` what can't be taken back. `change` puts things back; it is null where
    there is only a note to answer with another one. `ticket` is null if it was not looked at.
    """

    of: Intent
    outcome: str
    ticket: Ticket | None = None
    note: str | None = None
    change: Change | None = None
    since: tuple[str, ...] = ()
    stays: tuple[str, ...] = ()
    note_id: int | None = None
    note_public: bool | None = None
    operation_id: str | None = None
    reason: str | None = None
    hint: str | None = None
    warnings: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()


def by_other_means(of: Intent) -> str | None:
    """The command that does the opposite as a decision of its own."""
    return {
        claims.CLAIM: f"csm claim {of.ticket} --release",
        claims.RELEASE: f"csm claim {of.ticket}",
        escalation.VERB: f"csm escalate {of.ticket} --withdraw",
        escalation.WITHDRAW_VERB: f"csm escalate {of.ticket} --to engineering",
    }.get(of.verb)


def final(of: Intent) -> str | None:
    """Why it can't be taken back whatever the ticket's state, or null."""
    if of.verb == VERB:
        return f"the last write was an undo, on ticket {of.ticket}, and csm takes no undo back"
    if of.verb in _STAYING:
        what, why = _STAYING[of.verb]
        return f"the last write was {what} on ticket {of.ticket}, and {why}"
    if of.before is None and of.verb in {escalation.VERB, escalation.WITHDRAW_VERB}:
        return f"how ticket {of.ticket} stood before is not recorded"
    return None


def way_back(change: Change | None, before: Before | None) -> Change | None:
    """The change that puts back what the change replaced; null if there is nothing to put back.

    Group and assignee depend on each other on the desk, so both are said if either is. Of tags
    only what the change added goes, and only what it took comes back.
    """
    if change is None or before is None:
        return None
    holder = change.group is not None or change.assignee is not None
    return Change(
        before.group if holder else None,
        before.assignee if holder else None,
        change.marker and (change.marker[0], before.option or Option("none", None)),
        None if change.severity is None else before.severity or "",
        tuple(tag for tag in change.remove_tags if tag in before.tags),
        tuple(tag for tag in change.add_tags if tag not in before.tags),
    )


def differences(of: Intent, now: Ticket) -> tuple[str, ...]:
    """What is not on the ticket as the write left it, by what the write knew."""
    if of.before is None or of.differences:
        return ()
    change, before = of.change or Change(), of.before
    left = change._replace(
        group=change.group or before.group,
        assignee=change.assignee or before.assignee,
    )
    return left.differences(now)


def stays(of: Intent, now: Ticket, taken_from: Claim | None) -> tuple[str, ...]:
    """What can't be taken back, in sentences."""
    note = f"note {of.note_id}" if of.note_id is not None else "its note"
    found = [f"{note} of {_time(of.began_at)} stays on the ticket"]
    if of.before is None:
        return tuple(found)
    changed = of.change or Change()
    if (changed.group or changed.assignee) and of.before.group is None:
        found.append("the ticket had no group, and keeps the one that it has now")
    if of.before.status != now.status:
        found.append(f"the ticket was {of.before.status}, and stays {now.status}")
    if taken_from is not None:
        found.append(f"the claim of {taken_from.by.name}, which yours replaced, does not come back")
    return tuple(found)


def told(happening: Happening, change: Change | None) -> str:
    """What somebody did, in a sentence."""
    names = dict.fromkeys(happening.what)
    if change is not None and change.marker is not None:
        field = change.marker[0]
        names = {name if name != f"field {field.field_id}" else field.title: None for name in names}
    what = ", ".join(names) or "something that the desk does not show"
    return f"{happening.by} at {_time(happening.at)}: {what}"


def entry_told(entry: Entry) -> str:
    """An entry that came in since, in a sentence."""
    kind = "an internal note" if entry.private else "a public reply"
    return f"{entry.author.name} at {_time(entry.created_at)}: {kind}"


def note(of: Intent, me: Person, now: Ticket, back: Change | None) -> str:
    """The text of the note that takes it back; its first line is what people and csm read."""
    lines = []
    if of.verb == claims.CLAIM:
        lines.append(claims.release_note(me, f"The claim of {_time(of.began_at)} is undone."))
    elif of.verb == claims.RELEASE:
        said = f"The release of {_time(of.began_at)} is undone."
        lines.append(claims.claim_note(me, said, None))
    else:
        what = _WRITTEN.get(of.verb, "change")
        lines.append(f"Undone by {signature(me)} with csm")
        lines.append(f"The {what} of {_time(of.began_at)} is taken back.")
    put_back = [f"- {line}" for line in steps(now, back)]
    if put_back:
        lines.append("\n".join(["Put back to what they were:", "", *put_back]))
    return "\n\n".join(lines)


def steps(now: Ticket, back: Change | None) -> list[str]:
    """What a change does to the ticket as it stands, one line each: `group: Replay -> Support`."""
    change = back or Change()
    pairs: list[tuple[str, str | None, str | None]] = []
    if change.marker is not None:
        field, option = change.marker
        pairs.append((field.title, now.fields.get(field.field_id), option.value))
    if change.group is not None:
        pairs.append(("group", now.group and now.group.name, change.group.name))
    if change.assignee is not None:
        pairs.append(("assignee", now.assignee and now.assignee.name, change.assignee.name))
    if change.severity is not None:
        pairs.append(("severity", now.severity, change.severity or None))
    pairs += [("tag", None, tag) for tag in change.add_tags if tag not in now.tags]
    pairs += [("tag", tag, None) for tag in change.remove_tags if tag in now.tags]
    return [
        f"{name}: {one_line(was or 'none')} -> {one_line(then or 'none')}"
        for name, was, then in pairs
        if was != then
    ]


def forbidden(me: Me, ticket: Ticket, back: Change | None) -> str | None:
    """Why this person can't do it, or null."""
    if me.would_publish(ticket):
        return "you are its requester and a light agent: your note would be public"
    if back is not None and not me.may_change_fields:
        return "putting fields back needs a full agent, and you are a light one"
    return None


def holder(claim: Claim | None, me: Person) -> str | None:
    """Who else has the ticket by now, in a sentence; null if nobody has."""
    if claim is None or claim.by.id == me.id:
        return None
    return f"{claim.by.name} has claimed it since {_time(claim.at)}"


def own(entries: Sequence[Entry], of: Intent) -> int | None:
    """The place of the write's own note among the entries; null if it is not there.

    Known by its mark, or by its number where the desk did not keep the mark.
    """
    for place, entry in enumerate(entries):
        marked = entry.mark is not None and entry.mark.operation_id == of.operation_id
        if marked or (of.note_id is not None and entry.id == of.note_id):
            return place
    return None


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")
