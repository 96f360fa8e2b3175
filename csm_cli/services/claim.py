"""Claiming tickets: tell support that you are on it, exactly once, unless somebody else is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain import claims
from csm_cli.domain.claims import Claim, ClaimResult
from csm_cli.domain.errors import (
    Conflict,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    Refused,
    Unavailable,
)
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Entry, Hand, Mark, Me, Ticket, Write
from csm_cli.services.ports import TicketDesk
from csm_cli.services.writing import Door, Written

_ROUNDS = 5  # how often a claim is decided anew when the ticket keeps changing under it


class Wish(NamedTuple):
    """What a person asked for.

    `agreed` has, by ticket number, the note of the claim that the person agreed to take over.
    Without it, the claim that is found first counts as agreed to: one made meanwhile does not.
    """

    release: bool = False
    assign: bool = False
    take_over: bool = False
    agreed: Mapping[int, int] = {}
    message: str | None = None
    resend: bool = False
    dry_run: bool = False

    @property
    def verb(self) -> str:
        """Whether it claims or releases."""
        return claims.RELEASE if self.release else claims.CLAIM

    @property
    def intent(self) -> str:
        """The words by which a re-run of the same wish is recognised."""
        return repr((self.verb, self.assign, self.take_over, self.message))


class Claiming:
    """Claims and releases.

    Args:
        desk: The ticket desk.
        door: The way to write to it.
        now: The clock, aware and in UTC.
        new_id: Makes an operation id.
    """

    def __init__(
        self,
        desk: TicketDesk,
        door: Door,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
    ) -> None:
        self._desk = desk
        self._door = door
        self._now = now
        self._new_id = new_id

    def held_by_others(self, refs: Sequence[TicketRef]) -> dict[int, Claim]:
        """Who holds which of the tickets, for the question before they are taken over."""
        found = {ref.number: claims.current_claim(self._entries(ref.number)) for ref in refs}
        mine = self._me.person.id
        return {number: claim for number, claim in found.items() if claim and claim.by.id != mine}

    def claim_all(self, refs: Sequence[TicketRef], wish: Wish) -> Iterator[ClaimResult]:
        """Do it for each ticket in turn; one that fails does not stop the rest.

        Raises:
            CsmError: signing in fails, which would fail for each of them; or there is only
                one ticket, and it can't be reached.
        """
        if wish.assign:
            self._refuse_light_agent()
        for ref in refs:
            try:
                yield self.claim(ref, wish)
            except Unavailable as problem:
                if len(refs) == 1:
                    raise
                yield ClaimResult(ref.number, claims.UNAVAILABLE, reason=problem.message)

    def claim(self, ref: TicketRef, wish: Wish) -> ClaimResult:
        """Claim or release one ticket; nearly every way this can end is a result.

        Raises:
            NotSignedIn: the desk does not know the credential.
            Unavailable: the desk can't be reached; nothing was written.
        """
        number = ref.number
        try:
            return self._earlier(number, wish) or self._claim(ref, wish)
        except NotFound as problem:
            return ClaimResult(number, claims.NOT_FOUND, reason=problem.message)
        except NotAllowed as problem:
            return ClaimResult(number, claims.REFUSED, reason=problem.message, hint=problem.hint)
        except OutcomeUnknown as problem:
            said = "; ".join(part for part in (problem.message, problem.written) if part)
            return ClaimResult(number, claims.UNKNOWN, reason=said, hint=problem.hint)

    def _earlier(self, number: int, wish: Wish) -> ClaimResult | None:
        if wish.dry_run:
            return None
        written = self._door.earlier(number, wish.verb, wish.intent, resend=wish.resend)
        if written is None:
            return None
        said = ("an earlier run had already written this note",) if written.earlier else ()
        return self._done(number, written, wish, said)

    def _claim(self, ref: TicketRef, wish: Wish) -> ClaimResult:
        agreed = wish.agreed.get(ref.number)
        for _ in range(_ROUNDS):
            ticket = self._door.settled(ref)
            entries = self._entries(ref.number)
            current = claims.current_claim(entries)
            if agreed is None and current is not None:
                agreed = current.note_id
            decided = self._decide(ticket, current, wish, agreed)
            if isinstance(decided, ClaimResult):
                return decided
            warnings = claims.bystanders(ticket, entries, self._me.person, self._now())
            if wish.dry_run:
                return ClaimResult(
                    ref.number,
                    claims.PLANNED,
                    warnings=warnings,
                    requests=tuple(self._desk.requests(decided)),
                )
            try:
                written = self._door.send(decided, wish.intent)
            except Conflict:
                continue  # nothing was written: somebody was faster, so look and decide anew
            return self._done(ref.number, written, wish, warnings)
        return ClaimResult(
            ref.number,
            claims.HELD,
            reason=f"ticket {ref.number} keeps changing; nothing was written",
            hint=f"csm claim {ref.number}",
        )

    def _decide(
        self, ticket: Ticket, current: Claim | None, wish: Wish, agreed: int | None
    ) -> ClaimResult | Write:
        """What is to be done with the ticket as it stands: a result already, or a write."""
        me = self._me
        mine = current is not None and current.by.id == me.person.id
        if ticket.closed:
            return _closed(ticket, current)
        if wish.release:
            return self._release(ticket, current, wish, mine=mine)
        if current is not None and mine and not self._still_to_assign(ticket, wish):
            lost = ("the message was not added",) if wish.message else ()
            return _result(ticket, claims.ALREADY_YOURS, current, warnings=lost)
        if current is not None and not mine and not (wish.take_over and current.note_id == agreed):
            return _held(ticket, current)
        if me.access == "light" and ticket.requester and ticket.requester.id == me.person.id:
            # Zendesk makes a light agent's note on a ticket of their own public.
            return ClaimResult(
                ticket.number, claims.REFUSED, reason="your note on your own ticket would be public"
            )
        text = claims.claim_note(me.person, wish.message, None if mine else current)
        change = Change(ticket.group, _hand(me)) if wish.assign else None
        return self._write(ticket, claims.CLAIM, text, change)

    def _release(
        self, ticket: Ticket, current: Claim | None, wish: Wish, *, mine: bool
    ) -> ClaimResult | Write:
        if current is None:
            return ClaimResult(ticket.number, claims.RELEASED, warnings=("nobody had claimed it",))
        if not mine:
            return _held(ticket, current)
        return self._write(
            ticket, claims.RELEASE, claims.release_note(self._me.person, wish.message), None
        )

    def _write(self, ticket: Ticket, verb: str, text: str, change: Change | None) -> Write:
        return Write(ticket.number, ticket.version, Mark(self._new_id(), verb), text, change)

    def _done(
        self, number: int, written: Written, wish: Wish, warnings: tuple[str, ...]
    ) -> ClaimResult:
        note = written.note
        return ClaimResult(
            number,
            claims.RELEASED if wish.release else claims.CLAIMED,
            None if wish.release else note.author,
            note.created_at,
            note.id,
            warnings=(*warnings, *written.differences),
        )

    def _entries(self, number: int) -> Sequence[Entry]:
        return self._desk.conversation(number, until=claims.says_claim).entries

    def _still_to_assign(self, ticket: Ticket, wish: Wish) -> bool:
        holder = ticket.assignee.id if ticket.assignee else None
        return wish.assign and holder != self._me.person.id

    def _refuse_light_agent(self) -> None:
        """Assigning needs a full agent; the cached role is asked again before it says no."""
        if self._me.may_change_fields or self._desk.me(fresh=True).may_change_fields:
            return
        raise Refused(
            "a light agent can't be made the assignee",
            written="nothing was sent",
            hint="csm claim without --assign leaves the note",
        )

    @property
    def _me(self) -> Me:
        return self._desk.me()


def _hand(me: Me) -> Hand:
    return Hand(me.person.id, me.person.name)


def _closed(ticket: Ticket, current: Claim | None) -> ClaimResult:
    reason = "it is closed, and a closed ticket can't be changed"
    return _result(ticket, claims.CLOSED, current, reason=reason)


def _held(ticket: Ticket, current: Claim) -> ClaimResult:
    since = current.at.strftime("%Y-%m-%d %H:%M UTC")
    return _result(
        ticket,
        claims.HELD,
        current,
        reason=f"{current.by.name} has had it since {since}",
        hint=f"csm claim {ticket.number} --take-over",
    )


def _result(
    ticket: Ticket,
    outcome: str,
    current: Claim | None,
    *,
    reason: str | None = None,
    hint: str | None = None,
    warnings: tuple[str, ...] = (),
) -> ClaimResult:
    by, at, note_id = current if current is not None else (None, None, None)
    return ClaimResult(ticket.number, outcome, by, at, note_id, reason, hint, warnings)
