"""Claiming tickets: tell support that you are on it, exactly once, unless somebody else is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain import claims
from csm_cli.domain.claims import Claim, ClaimResult
from csm_cli.domain.errors import (
    Conflict,
    CsmError,
    Leaked,
    Limited,
    NotAllowed,
    NotFound,
    NotSignedIn,
    OutcomeUnknown,
    Unavailable,
)
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Entry, Hand, Mark, Me, Ticket, Write
from csm_cli.services.ports import TicketDesk
from csm_cli.services.writing import Door, Written

_ROUNDS = 5  # how often a claim is decided anew when the ticket keeps changing under it
_ENOUGH = 3  # in a row, after which the rest is not tried: it is not about the tickets


class Wish(NamedTuple):
    """What a person asked for.

    `agreed` has, by ticket number, the note of the claim that the person agreed to take over,
    null where nobody had one. A ticket that is not in it was not asked about: the claim that
    is found first counts as agreed to, one made meanwhile does not.
    """

    release: bool = False
    assign: bool = False
    take_over: bool = False
    agreed: Mapping[int, int | None] = {}
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
        self._sent: set[int] = set()
        self._looked: dict[int, tuple[Ticket, Sequence[Entry]]] = {}

    def distinct(self, refs: Sequence[TicketRef]) -> tuple[TicketRef, ...]:
        """Each ticket once, however it was spelled.

        Raises:
            WrongUsage: one of them is of another desk. Nothing has been asked or sent.
        """
        for ref in refs:
            self._desk.check(ref)
        return tuple(map(TicketRef, dict.fromkeys(ref.number for ref in refs)))

    def holders(self, refs: Sequence[TicketRef]) -> dict[int, Claim | None]:
        """Who holds which of the tickets, for the question before they are taken over.

        The tickets are kept as they were read: what changes until the answer comes is noticed
        by the desk. One that can't be read is left out, for the claim to report.
        """
        found = {}
        for ref in refs:
            with suppress(NotFound, NotAllowed, Unavailable):
                self._looked[ref.number] = looked = self._look(ref)
                found[ref.number] = claims.current_claim(looked[1])
        return found

    def is_mine(self, claim: Claim) -> bool:
        """Whether whoever is signed in made the claim."""
        return claim.by.id == self._me.person.id

    def claim_all(self, refs: Sequence[TicketRef], wish: Wish) -> Iterator[ClaimResult]:
        """Do it for each ticket in turn; one that fails does not stop the rest.

        What is not about that ticket does: a leak, a credential that is not known any more, a
        limit of the account, several in a row that got no answer. What is left is told as such.

        Raises:
            CsmError: nothing was done yet, and the first ticket shows that nothing can be; or
                there is only one ticket, and no result for it.
        """
        light = wish.assign and self._is_light()
        in_a_row = 0
        for place, ref in enumerate(refs):
            problem = None
            try:
                result = _refused_light(ref) if light else self.claim(ref, wish)
            except CsmError as error:
                if len(refs) == 1 or (place == 0 and not isinstance(error, Unavailable)):
                    raise
                problem, result = error, _failed(ref, _outcome(error), error)
            yield result
            in_a_row = in_a_row + 1 if problem or self._got_no_answer(result) else 0
            if in_a_row == _ENOUGH or _ends_all(problem):
                yield from map(_not_tried, refs[place + 1 :])
                return

    def _got_no_answer(self, result: ClaimResult) -> bool:
        """Whether this run sent something and does not know what became of it."""
        return result.outcome == claims.UNKNOWN and result.ticket in self._sent

    def stopped(self, refs: Sequence[TicketRef], wish: Wish) -> Iterator[ClaimResult]:
        """The results of tickets that a person's Ctrl-C left undone; asks the journal only."""
        for ref in refs:
            if self._door.left_open(ref.number, wish.verb, wish.intent):
                yield ClaimResult(ref.number, claims.UNKNOWN, reason="stopped on its way")
            else:
                yield ClaimResult(ref.number, claims.UNAVAILABLE, reason=claims.STOPPED)

    def claim(self, ref: TicketRef, wish: Wish) -> ClaimResult:
        """Claim or release one ticket; nearly every way this can end is a result.

        Raises:
            NotSignedIn: the desk does not know the credential.
            Unavailable: the desk can't be reached; nothing was written.
            Leaked: the note came back public.
        """
        try:
            return self._earlier(ref.number, wish) or self._claim(ref, wish)
        except NotFound as problem:
            return _failed(ref, claims.NOT_FOUND, problem)
        except NotAllowed as problem:
            return _failed(ref, claims.REFUSED, problem)
        except OutcomeUnknown as problem:
            return _failed(ref, claims.UNKNOWN, problem)

    def _earlier(self, number: int, wish: Wish) -> ClaimResult | None:
        if wish.dry_run:
            return None
        written = self._door.earlier(number, wish.verb, wish.intent, resend=wish.resend)
        if written is None or not (wish.release or self._holds(number, written.note)):
            return None
        said = ("an earlier run had already written this note",) if written.earlier else ()
        return _done(number, written, wish, said)

    def _holds(self, number: int, note: Entry) -> bool:
        """Whether the claim that the note made still stands."""
        current = claims.current_claim(self._entries(number))
        return current is not None and current.note_id == note.id

    def _claim(self, ref: TicketRef, wish: Wish) -> ClaimResult:
        looked = self._looked.pop(ref.number) if ref.number in self._looked else self._look(ref)
        ticket, entries = looked
        current = claims.current_claim(entries)
        agreed = wish.agreed.get(ref.number, current.note_id if current else None)
        for _ in range(_ROUNDS):
            decided = self._decide(ticket, current, wish, agreed)
            if isinstance(decided, ClaimResult):
                return decided
            warnings = claims.bystanders(ticket, entries, self._me.person, self._now())
            if wish.assign and ticket.group is None:
                warnings += ("it has no group, and gets yours with the assignee",)
            if wish.dry_run:
                return self._planned(ticket, decided, warnings)
            self._sent.add(ref.number)
            try:
                written = self._door.send(decided, wish.intent, ticket)
            except Conflict:
                # Nothing was written: somebody was faster, so look and decide anew.
                ticket, entries = self._look(ref)
                current = claims.current_claim(entries)
                continue
            return _done(ref.number, written, wish, warnings)
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
        if me.would_publish(ticket) and self._desk.me(fresh=True).would_publish(ticket):
            return ClaimResult(
                ticket.number,
                claims.REFUSED,
                reason="you are its requester and a light agent: your note would be public",
            )
        if wish.release:
            return self._release(ticket, current, wish, mine=mine)
        if current is not None and mine and not self._still_to_assign(ticket, wish):
            lost = ("the message was not added",) if wish.message else ()
            return _result(ticket, claims.ALREADY_YOURS, current, warnings=lost)
        if current is not None and not mine and not (wish.take_over and current.note_id == agreed):
            return _held(ticket, current)
        text = claims.claim_note(me.person, wish.message, None if mine else current)
        change = Change(ticket.group, _hand(me)) if wish.assign else None
        return self._write(ticket, claims.CLAIM, text, change)

    def _release(
        self, ticket: Ticket, current: Claim | None, wish: Wish, *, mine: bool
    ) -> ClaimResult | Write:
        if current is None:
            return ClaimResult(ticket.number, claims.RELEASED, warnings=("nobody had claimed it",))
        if not mine:
            return _held(ticket, current)._replace(hint=None)
        return self._write(
            ticket, claims.RELEASE, claims.release_note(self._me.person, wish.message), None
        )

    def _write(self, ticket: Ticket, verb: str, text: str, change: Change | None) -> Write:
        return Write(ticket.number, ticket.version, Mark(self._new_id(), verb), text, change)

    def _planned(self, ticket: Ticket, write: Write, warnings: tuple[str, ...]) -> ClaimResult:
        return ClaimResult(
            ticket.number,
            claims.PLANNED,
            warnings=warnings,
            requests=self._door.planned(write)[1],
            before=ticket,
            change=write.change,
        )

    def _look(self, ref: TicketRef) -> tuple[Ticket, Sequence[Entry]]:
        """The ticket, then its notes: what is noted in between changes the ticket's version."""
        return self._door.settled(ref), self._entries(ref.number)

    def _entries(self, number: int) -> Sequence[Entry]:
        return self._desk.conversation(number, until=claims.says_claim).entries

    def _still_to_assign(self, ticket: Ticket, wish: Wish) -> bool:
        holder = ticket.assignee.id if ticket.assignee else None
        return wish.assign and holder != self._me.person.id

    def _is_light(self) -> bool:
        """Assigning needs a full agent; the cached role is asked again before it says no."""
        return not (self._me.may_change_fields or self._desk.me(fresh=True).may_change_fields)

    @property
    def _me(self) -> Me:
        return self._desk.me()


def _hand(me: Me) -> Hand:
    return Hand(me.person.id, me.person.name)


def _done(number: int, written: Written, wish: Wish, warnings: tuple[str, ...]) -> ClaimResult:
    """The result of a note that stands; what else was wanted may not have been carried out."""
    note = written.note
    result = ClaimResult(
        number,
        claims.RELEASED if wish.release else claims.CLAIMED,
        None if wish.release else note.author,
        note.created_at,
        note.id,
        warnings=(*warnings, *written.warnings),
    )
    if not written.differences:
        return result
    return result._replace(
        outcome=claims.PARTIAL,
        reason="; ".join(written.differences),
        hint=(
            "the claim stands; only a member of the ticket's group can be its assignee"
            if wish.assign
            else f"csm show {number}"
        ),
    )


def _outcome(problem: CsmError) -> str:
    return claims.LEAKED if isinstance(problem, Leaked) else claims.UNAVAILABLE


def _ends_all(problem: CsmError | None) -> bool:
    """Whether no other ticket can fare better, or must not be tried."""
    limited = isinstance(problem, Limited) and not problem.one_ticket
    return limited or isinstance(problem, (Leaked, NotSignedIn))


def _not_tried(ref: TicketRef) -> ClaimResult:
    return ClaimResult(ref.number, claims.UNAVAILABLE, reason=claims.NOT_TRIED)


def _failed(ref: TicketRef, outcome: str, problem: CsmError) -> ClaimResult:
    said = "; ".join(part for part in (problem.message, problem.written) if part)
    return ClaimResult(ref.number, outcome, reason=said, hint=problem.hint)


def _refused_light(ref: TicketRef) -> ClaimResult:
    return ClaimResult(
        ref.number,
        claims.REFUSED,
        reason="a light agent can't be made the assignee; nothing was sent",
        hint=f"csm claim {ref.number}",
    )


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
