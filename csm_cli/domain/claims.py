"""Claims: an internal note that says "I am on it", and what follows from those already there.

The claim is the newest private note by staff that carries csm's mark, or failing that its
fixed first line. It has no age limit. What an end user writes never counts, and neither
does who the assignee is: those are told as warnings.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from csm_cli.domain.errors import ExitCode
from csm_cli.domain.tickets import Change, Entry, Person, Request, Ticket

CLAIM = "claim"
RELEASE = "release"
UNDO = "undo"  # whose note claims or releases, as its first line says

_FIRST_LINE = re.compile(r"(Claimed|Released) by .{1,200} <[^<>\s]{1,320}> with csm\Z")
_RECENT = timedelta(hours=24)

CLAIMED, ALREADY_YOURS, HELD, RELEASED = "claimed", "already-yours", "held", "released"
NOT_FOUND, CLOSED, REFUSED, UNKNOWN = "not-found", "closed", "refused", "unknown"
PLANNED, PARTIAL, LEAKED, UNAVAILABLE = "planned", "partial", "leaked", "unavailable"

NOT_TRIED, STOPPED = "not tried any more", "not done before the stop"
"""Why nothing was done with a ticket: it was not the ticket's fault, or a person's wish."""

EXIT_CODES = {
    CLAIMED: ExitCode.DONE,
    ALREADY_YOURS: ExitCode.DONE,
    RELEASED: ExitCode.DONE,
    PLANNED: ExitCode.DONE,
    PARTIAL: ExitCode.UNEXPECTED,
    LEAKED: ExitCode.UNEXPECTED,
    REFUSED: ExitCode.NOT_ALLOWED,
    NOT_FOUND: ExitCode.NOT_FOUND,
    HELD: ExitCode.CONFLICT,
    CLOSED: ExitCode.CONFLICT,
    UNAVAILABLE: ExitCode.UNAVAILABLE,
    UNKNOWN: ExitCode.UNKNOWN,
}
"""The exit code of each outcome of `csm claim` for one ticket."""


class Claim(NamedTuple):
    """Who is on a ticket, since when (UTC), and by which note."""

    by: Person
    at: datetime
    note_id: int


class ClaimResult(NamedTuple):
    """What became of one ticket. `by` and `at` are the holder's after the command.

    `reason` says in a sentence why it is not claimed; `warnings` are sentences that a
    person should see before relying on the claim. A dry run fills `requests`, and with
    `before` and `change` what would be different.
    """

    ticket: int
    outcome: str
    by: Person | None = None
    at: datetime | None = None
    note_id: int | None = None
    reason: str | None = None
    hint: str | None = None
    warnings: tuple[str, ...] = ()
    requests: tuple[Request, ...] = ()
    before: Ticket | None = None
    change: Change | None = None

    @property
    def untouched(self) -> bool:
        """Whether csm was stopped before it did anything with the ticket."""
        return self.reason in {NOT_TRIED, STOPPED}


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


def claim_note(me: Person, message: str | None, taken_from: Claim | None) -> str:
    """The text of a claiming note; its first line is what people and csm recognise."""
    lines = [f"Claimed by {one_line(me.name)} <{me.email}> with csm"]
    if taken_from is not None:
        since = taken_from.at.strftime("%Y-%m-%d %H:%M UTC")
        lines.append(f"Taken over from {one_line(taken_from.by.name)}, who had it since {since}.")
    return "\n\n".join([*lines, *([message] if message else [])])


def release_note(me: Person, message: str | None) -> str:
    """The text of a releasing note."""
    first = f"Released by {one_line(me.name)} <{me.email}> with csm"
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
    for entry in noted.values():
        at = entry.created_at.strftime("%Y-%m-%d %H:%M UTC")
        found.append(f"{entry.author.name} left a note at {at}")
    return tuple(found)


def kind(result: ClaimResult) -> str:
    """What a ticket counts as while there are more to come."""
    if result.outcome in {HELD, UNKNOWN}:
        return result.outcome
    return "done" if EXIT_CODES[result.outcome] == ExitCode.DONE else "failed"


def exit_code(results: Sequence[ClaimResult]) -> ExitCode:
    """The common code if all tickets agree, 10 if one is unknown, else 8.

    A note that leaked is a failure of the whole, whatever became of the rest.
    """
    if any(result.outcome == LEAKED for result in results):
        return EXIT_CODES[LEAKED]
    codes = {EXIT_CODES[result.outcome] for result in results}
    if ExitCode.UNKNOWN in codes:
        return ExitCode.UNKNOWN
    return codes.pop() if len(codes) == 1 else ExitCode.SOME_FAILED


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


def one_line(name: str) -> str:
    """A name that can't forge a second line or the end of the first."""
    return " ".join(name.replace("<", " ").replace(">", " ").split())
