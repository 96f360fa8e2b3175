"""What csm wrote on this machine, or tried to, looked back on: each intent and its outcome."""

from datetime import datetime
from typing import NamedTuple

from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    Leaked,
    Limited,
    NotAllowed,
    NotFound,
    NotSignedIn,
    Refused,
    Unavailable,
    Withheld,
    WrongUsage,
)
from csm_cli.domain.tickets import Change, Group, Hand, Option, Ticket

WRITTEN, PARTIAL, LEAKED, WITHHELD = "written", "partial", Leaked.code, Withheld.code
NOT_WRITTEN, STOPPED, UNDECIDED = "not-written", "stopped", "undecided"

REPORT_VERB = "report"
"""The verb of a note that a report goes along with."""

NOTE_VERB = "internal-note"
"""The verb of a note of a person's own words; `note` is that of an escalation to support."""

REPLY_VERB = "reply"
"""The verb of what the customer reads."""

ANSWERED, FOUND, MOVED, WORD = "answer", "found", "moved", "word"
"""How an outcome became known: by the desk's answer, by the note that was found later, by a
version that moved on without the note, or by a person's word."""

_WHY = {
    NOT_WRITTEN: "the ticket moved on without the note",
    STOPPED: "it was stopped before it was sent",
    **{
        error.code: words
        for error, words in (
            (WrongUsage, "it could not be sent"),
            (NotSignedIn, "the desk did not know the credential"),
            (NotAllowed, "the desk does not allow it"),
            (Refused, "the desk refused it"),
            (NotFound, "there was no such ticket"),
            (Conflict, "the ticket had changed in the meantime"),
            (Unavailable, "the desk was not reached"),
            (Limited, "the desk took no more requests"),
            (CsmError, "csm itself failed before it was sent"),
        )
    },
}


_SAID = {
    WRITTEN: None,
    LEAKED: "the note came back public",
    WITHHELD: "the reply came back as an internal note",
    UNDECIDED: "no answer told what became of it",
}


MADE_PRIVATE = "a comment made private"
"""What a desk tells of one whose readers were changed, as a thing that happened."""


class Before(NamedTuple):
    """How a ticket stood in what a write was going to change: what it takes to put it back.

    `tags` are those of the write's that were on it; an empty `severity` was an empty field.
    """

    status: str
    group: Group | None = None
    assignee: Hand = Hand(None, None)
    option: Option | None = None
    severity: str | None = None
    tags: tuple[str, ...] = ()

    @classmethod
    def of(cls, ticket: Ticket, change: Change | None) -> "Before":
        """The ticket as it was read for the change."""
        holder, changed = ticket.assignee, change or Change()
        option = severity = None
        if changed.marker is not None:
            value = ticket.fields.get(changed.marker[0].field_id)
            option = Option(value or "none", value)
        if changed.severity is not None:
            severity = ticket.severity or ""
        hand = Hand(holder.id, holder.name) if holder else Hand(None, None)
        touched = (*changed.add_tags, *changed.remove_tags)
        tags = tuple(tag for tag in touched if tag in ticket.tags)
        return cls(ticket.status, ticket.group, hand, option, severity, tags)


class Intent(NamedTuple):
    """One write as the journal has it; its note's text is kept elsewhere, and not for long.

    `profile` is null if it was recorded before profiles were. `account` says on which desk,
    and as whom. `settled` is how it ended, as it was recorded, null while nobody knows, and
    `how` how that became known. `note_id` of one that is undecided is that of a note which is
    there, and which the customer could read when csm last saw it. `updated_at` is the ticket's,
    right after the write. `differences` are what came out otherwise than planned. `undoes` is
    the operation that it takes back.
    """

    operation_id: str
    profile: str | None
    account: str
    ticket: int
    verb: str
    began_at: datetime
    settled_at: datetime | None = None
    settled: str | None = None
    how: str | None = None
    note_id: int | None = None
    request_ids: tuple[str, ...] = ()
    updated_at: datetime | None = None
    differences: tuple[str, ...] = ()
    change: Change | None = None
    before: Before | None = None
    undoes: str | None = None

    @property
    def desk(self) -> str:
        """The desk that it was for: its address, or the sandbox."""
        return self.account.rpartition(" as ")[0]

    @property
    def host(self) -> str | None:
        """The desk's host; null for the sandbox, whose port is another one each time."""
        _, is_url, host = self.desk.partition("://")
        return host.partition("/")[0].lower() if is_url else None

    @property
    def outcome(self) -> str:
        """Written, written in part, leaked, withheld, not written, or undecided."""
        if self.settled is None:
            return UNDECIDED
        if self.settled == WRITTEN:
            return PARTIAL if self.differences else WRITTEN
        return self.settled if self.settled in {LEAKED, WITHHELD} else NOT_WRITTEN

    @property
    def stands(self) -> bool:
        """Whether its note is on the ticket."""
        return self.outcome in {WRITTEN, PARTIAL, LEAKED, WITHHELD}

    @property
    def reason(self) -> str | None:
        """Why it is not simply written."""
        if self.outcome == PARTIAL:
            return "; ".join(self.differences)
        if self.outcome == UNDECIDED and self.note_id is not None:
            return f"note {self.note_id} came back public, and was not seen to become private"
        if self.outcome in _SAID:
            return _SAID[self.outcome]
        if self.how == WORD:
            return "somebody said so"
        return _WHY.get(self.settled or "", self.settled)

    @property
    def seconds(self) -> float | None:
        """How long it took until its outcome was known."""
        if self.settled_at is None:
            return None
        return max(0.0, (self.settled_at - self.began_at).total_seconds())


class Happening(NamedTuple):
    """What somebody did to a ticket in one go: when, who, and which things it changed."""

    at: datetime
    by: str
    what: tuple[str, ...] = ()


class Finding(NamedTuple):
    """What is known by now of an entry that was undecided; `reason` says it in a sentence.

    `hint` is what to do about one that still is.
    """

    intent: Intent
    outcome: str
    how: str | None = None
    note_id: int | None = None
    reason: str | None = None
    hint: str | None = None
