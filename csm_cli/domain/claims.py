"""Claims: an internal note that says "I am on it", and what follows from those already there.

The claim is the newest private note by staff that carries csm's mark, or failing that its
fixed first line. It has no age limit. What an end user writes never counts, and neither
does who the assignee is: those are told as warnings.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from csm_cli.domain.claim_results import ALREADY_YOURS, CLOSED, HELD, REFUSED, RELEASED, ClaimResult
from csm_cli.domain.notes import one_line, signature
from csm_cli.domain.tickets import Entry, Me, Person, Ticket

CLAIM = "claim"
RELEASE = "release"
UNDO = "undo"  # whose note claims or releases, as its first line says

_FIRST_LINE = re.compile(r"(Claimed|Released) by .{1,200} <[^<>\s]{1,320}> with csm\Z")
_TAKEN_OVER = re.compile(r"\ATaken over from [^\n]+, who had it since [-\d]+ [\d:]+ UTC\.(?=\n|\Z)")
_RECENT = timedelta(hours=24)


class Claim(NamedTuple):
    """Who is on a ticket, since when (UTC), and by which note."""

    by: Person
    at: datetime
    note_id: int


def says_claim(entry: Entry) -> bool:
    """Whether the entry claims or releases; only a private note by staff can."""
    return _verb(entry) is not None


def current_claim(entries: Sequence[Entry]) -> Claim | None:
    """Who holds the ticket by its entries, newest first; null if nobody does."""
    for entry in entries:
        verb = _verb(entry)
        if verb == CLAIM:
            return Claim(entry.author, entry.created_at, entry.id)
        if verb == RELEASE:
            return None
    return None


def may_claim(
    ticket: Ticket, current: Claim | None, me: Me, *, assign: bool, take_over: bool
) -> ClaimResult | None:
    """What is to be said instead of claiming the ticket as it stands; null if it may be claimed.

    Args:
        ticket: As it was read.
        current: Who has it.
        me: Who wants it.
        assign: Whether it is also to be assigned to them.
        take_over: Whether they may take it from whoever `current` says.
    """
    refused = _can_not_be_noted(ticket, current, me)
    if refused is not None or current is None:
        return refused
    if current.by.id != me.person.id:
        return None if take_over else _held(ticket, current)
    holder = ticket.assignee.id if ticket.assignee else None
    if assign and holder != me.person.id:
        return None
    return _with(current, ClaimResult(ticket.number, ALREADY_YOURS))


def may_release(ticket: Ticket, current: Claim | None, me: Me) -> ClaimResult | None:
    """What is to be said instead of releasing the ticket; null if it may be released."""
    refused = _can_not_be_noted(ticket, current, me)
    if refused is not None:
        return refused
    if current is None:
        return ClaimResult(ticket.number, RELEASED, warnings=("nobody had claimed it",))
    return None if current.by.id == me.person.id else _held(ticket, current)._replace(hint=None)


def claim_note(me: Person, message: str | None, taken_from: Claim | None = None) -> str:
    """The text of a claiming note; its first line is what people and csm recognise."""
    lines = [f"Claimed by {signature(me)} with csm"]
    if taken_from is not None:
        since = _time(taken_from.at)
        lines.append(f"Taken over from {one_line(taken_from.by.name)}, who had it since {since}.")
    return "\n\n".join([*lines, *([message] if message else [])])


def message(note: str) -> str:
    """The words that a claiming note has below what csm writes by itself."""
    _, _, rest = note.strip().partition("\n")
    return _TAKEN_OVER.sub("", rest.strip()).strip()


def release_note(me: Person, message: str | None) -> str:
    """The text of a releasing note."""
    first = f"Released by {signature(me)} with csm"
    return "\n\n".join([first, *([message] if message else [])])


def bystanders(
    ticket: Ticket, entries: Sequence[Entry], me: Person, now: datetime
) -> tuple[str, ...]:
    """Who else may be at work: another assignee, and staff who left notes in the last day."""
    found = []
    if ticket.assignee is not None and ticket.assignee.id != me.id:
        found.append(f"the assignee is {ticket.assignee.name}")
    noted: dict[int | None, Entry] = {}
    for entry in entries:
        theirs = entry.private and entry.author.kind == "staff" and entry.author.id != me.id
        if theirs and not says_claim(entry) and now - entry.created_at < _RECENT:
            noted.setdefault(entry.author.id, entry)
    notes = (
        f"{each.author.name} left a note at {_time(each.created_at)}" for each in noted.values()
    )
    return (*found, *notes)


def _verb(entry: Entry) -> str | None:
    if not entry.private or entry.author.kind != "staff":
        return None
    if entry.mark is not None and entry.mark.verb != UNDO:
        return entry.mark.verb if entry.mark.verb in {CLAIM, RELEASE} else None
    first = entry.body.strip().partition("\n")[0].strip()
    match = _FIRST_LINE.match(first)
    if match is None:
        return None
    return CLAIM if match[1] == "Claimed" else RELEASE


def _can_not_be_noted(ticket: Ticket, current: Claim | None, me: Me) -> ClaimResult | None:
    """Why no internal note can be left on the ticket, whatever it says."""
    if ticket.closed:
        reason = "it is closed, and a closed ticket can't be changed"
        return _with(current, ClaimResult(ticket.number, CLOSED, reason=reason))
    if me.would_publish(ticket):
        reason = "you are its requester and a light agent: your note would be public"
        return ClaimResult(ticket.number, REFUSED, reason=reason)
    return None


def _held(ticket: Ticket, current: Claim) -> ClaimResult:
    return _with(
        current,
        ClaimResult(
            ticket.number,
            HELD,
            reason=f"{current.by.name} has had it since {_time(current.at)}",
            hint=f"csm claim {ticket.number} --take-over",
        ),
    )


def _with(current: Claim | None, result: ClaimResult) -> ClaimResult:
    """The result with whoever has the ticket in it."""
    return result if current is None else result._replace(**current._asdict())


def _time(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M UTC")
