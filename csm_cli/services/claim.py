"""Claiming a ticket: tell support that you are on it, exactly once, unless somebody else is."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from typing import NamedTuple

from csm_cli.domain import claim_results, claims
from csm_cli.domain.claim_results import ClaimResult
from csm_cli.domain.claims import Claim
from csm_cli.domain.errors import Conflict, NotAllowed, NotFound, OutcomeUnknown, Unavailable
from csm_cli.domain.notes import first_difference
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Change, Entry, Hand, Mark, Me, Ticket, Write
from csm_cli.services.delivery import Written
from csm_cli.services.incident_ports import Asides, Silent
from csm_cli.services.ports import TicketDesk
from csm_cli.services.writing import Door

_ROUNDS = 5  # how often a claim is decided anew when the ticket keeps changing under it


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
        asides: What is said in passing about a ticket that is claimed.
    """

    def __init__(
        self,
        desk: TicketDesk,
        door: Door,
        *,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        asides: Asides | None = None,
    ) -> None:
        self._desk = desk
        self._door = door
        self._now = now
        self._new_id = new_id
        self._asides = asides or Silent()
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

    def check(self, refs: Sequence[TicketRef], wish: Wish) -> None:
        """Say no to words that must not leave this machine, before any ticket is looked at.

        Raises:
            WrongUsage: there is a secret in them.
        """
        if wish.message and refs:
            noted = claims.release_note if wish.release else claims.claim_note
            text = noted(self._me.person, wish.message)
            self._door.check(Write(refs[0].number, "", Mark("", wish.verb), text))

    def holders(self, refs: Sequence[TicketRef]) -> dict[int, Claim | None]:
        """Who holds which of the tickets, for the question before they are taken over.

        The tickets are kept as they were read: what changes until the answer comes is noticed
        by the desk. One that can't be read is left out, for the claim to report.
        """
        found = {}
        for ref in refs:
            with suppress(Conflict, NotFound, NotAllowed, Unavailable):
                self._looked[ref.number] = looked = self._look(ref)
                found[ref.number] = claims.current_claim(looked[1])
        return found

    def is_mine(self, claim: Claim) -> bool:
        """Whether whoever is signed in made the claim."""
        return claim.by.id == self._me.person.id

    def may_assign(self) -> bool:
        """Whether whoever is signed in can be an assignee."""
        return self._door.may_change_fields()

    def got_no_answer(self, result: ClaimResult) -> bool:
        """Whether this run sent something and does not know what became of it."""
        return result.outcome == claim_results.UNKNOWN and result.ticket in self._sent

    def stopped(self, refs: Sequence[TicketRef], wish: Wish) -> Iterator[ClaimResult]:
        """The results of tickets that a person's Ctrl-C left undone; asks the journal only."""
        for number in (ref.number for ref in refs):
            if self._door.left_open(number, wish.verb, wish.intent):
                yield ClaimResult(number, claim_results.UNKNOWN, reason="stopped on its way")
            else:
                undone = claim_results.STOPPED
                yield ClaimResult(number, claim_results.UNAVAILABLE, reason=undone)

    def claim(self, ref: TicketRef, wish: Wish) -> ClaimResult:
        """Claim or release one ticket; nearly every way this can end is a result.

        Raises:
            NotSignedIn: the desk does not know the credential.
            Unavailable: the desk can't be reached; nothing was written.
            Leaked: the note came back public.
        """
        try:
            return self._earlier(ref.number, wish) or self._begun(ref, wish)
        except NotFound as problem:
            return claim_results.failed(ref.number, claim_results.NOT_FOUND, problem)
        except NotAllowed as problem:
            return claim_results.failed(ref.number, claim_results.REFUSED, problem)
        except OutcomeUnknown as problem:
            return claim_results.failed(ref.number, claim_results.UNKNOWN, problem)

    def _earlier(self, number: int, wish: Wish) -> ClaimResult | None:
        look = self._door.foreseen if wish.dry_run else self._door.earlier
        found = look(number, wish.verb, wish.intent, resend=wish.resend)
        if isinstance(found, Write):
            return self._sent_again(found)
        if found is None or not (wish.release or self._holds(number, found.note)):
            return None
        said = ("an earlier run had already written this note",) if found.earlier else ()
        return _done(number, found, wish, said)

    def _sent_again(self, write: Write) -> ClaimResult:
        """What a dry run says of an earlier write that would be sent once more."""
        return ClaimResult(
            write.ticket,
            claim_results.PLANNED,
            requests=tuple(self._desk.requests(write)),
            before=self._desk.ticket(TicketRef(write.ticket)) if write.change else None,
            change=write.change,
        )

    def _holds(self, number: int, note: Entry) -> bool:
        """Whether the claim that the note made still stands."""
        current = claims.current_claim(self._entries(number))
        return current is not None and current.note_id == note.id

    def _begun(self, ref: TicketRef, wish: Wish) -> ClaimResult:
        try:
            return self._claim(ref, wish)
        except Conflict:  # it never stood still for long enough to be read
            return self._changing(ref.number)

    def _claim(self, ref: TicketRef, wish: Wish) -> ClaimResult:
        if not wish.release:
            self._asides.begin()
        looked = self._looked.pop(ref.number) if ref.number in self._looked else self._look(ref)
        ticket, entries = looked
        current = claims.current_claim(entries)
        agreed = wish.agreed.get(ref.number, current.note_id if current else None)
        for _ in range(_ROUNDS):
            decided = self._decide(ticket, entries, wish, agreed)
            if isinstance(decided, ClaimResult):
                return decided
            warnings = claims.bystanders(ticket, entries, self._me.person, self._now())
            if wish.assign and ticket.group is None:
                warnings += ("it has no group, and gets yours with the assignee",)
            if wish.dry_run:
                return self._planned(ticket, decided, warnings + self._aside(ticket, wish))
            self._sent.add(ref.number)
            try:
                written = self._door.send(decided, wish.intent, ticket)
            except Conflict:
                # Nothing was written: somebody was faster, so look and decide anew.
                ticket, entries = self._look(ref)
                continue
            return _done(ref.number, written, wish, warnings + self._aside(ticket, wish))
        return self._changing(ref.number)

    def _changing(self, number: int) -> ClaimResult:
        """What is left to say of a ticket that others are faster on, again and again."""
        held = claims.current_claim(self._entries(number))
        theirs = held if held is not None and not self.is_mine(held) else None
        return ClaimResult(
            number,
            claim_results.HELD,
            theirs and theirs.by,
            theirs and theirs.at,
            theirs and theirs.note_id,
            reason=f"ticket {number} keeps changing; nothing was written",
            hint=f"csm claim {number}",
        )

    def _decide(
        self, ticket: Ticket, entries: Sequence[Entry], wish: Wish, agreed: int | None
    ) -> ClaimResult | Write:
        """What is to be done with the ticket as it stands: a result already, or a write."""
        current = claims.current_claim(entries)
        said = self._ruled(ticket, current, wish, agreed, self._me)
        if said is not None and said.outcome == claim_results.REFUSED:
            # The kept role is asked again before it says no.
            said = self._ruled(ticket, current, wish, agreed, self._desk.me(fresh=True))
        if said is not None:
            there = said.outcome != claim_results.ALREADY_YOURS or self._says(entries, said, wish)
            return said if there else said._replace(warnings=("the message was not added",))
        me = self._me.person
        if wish.release:
            return self._write(ticket, wish, claims.release_note(me, wish.message), None)
        theirs = current if current is not None and not self.is_mine(current) else None
        change = Change(ticket.group, Hand(me.id, me.name)) if wish.assign else None
        return self._write(ticket, wish, claims.claim_note(me, wish.message, theirs), change)

    def _says(self, entries: Sequence[Entry], held: ClaimResult, wish: Wish) -> bool:
        """Whether the note of one's own claim has the message already, as the desk takes it."""
        if not wish.message:
            return True
        text = claims.claim_note(self._me.person, wish.message, None)
        sent = self._desk.fitted(Write(held.ticket, "", Mark("", claims.CLAIM), text)).note
        bodies = (entry.body for entry in entries if entry.id == held.note_id)
        words = claims.message(sent)
        return any(first_difference(words, claims.message(body)) is None for body in bodies)

    def _ruled(
        self, ticket: Ticket, current: Claim | None, wish: Wish, agreed: int | None, me: Me
    ) -> ClaimResult | None:
        if wish.release:
            return claims.may_release(ticket, current, me)
        take_over = wish.take_over and current is not None and current.note_id == agreed
        return claims.may_claim(ticket, current, me, assign=wish.assign, take_over=take_over)

    def _aside(self, ticket: Ticket, wish: Wish) -> tuple[str, ...]:
        """What is said in passing; after the write, so that it never waits for it."""
        return () if wish.release else self._asides.about(ticket)

    def _write(self, ticket: Ticket, wish: Wish, text: str, change: Change | None) -> Write:
        return Write.on(ticket, Mark(self._new_id(), wish.verb), text, change)

    def _planned(self, ticket: Ticket, write: Write, warnings: tuple[str, ...]) -> ClaimResult:
        return ClaimResult(
            ticket.number,
            claim_results.PLANNED,
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

    @property
    def _me(self) -> Me:
        return self._desk.me()


def _done(number: int, written: Written, wish: Wish, warnings: tuple[str, ...]) -> ClaimResult:
    """The result of a note that stands; what else was wanted may not have been carried out."""
    note = written.note
    result = ClaimResult(
        number,
        claim_results.RELEASED if wish.release else claim_results.CLAIMED,
        None if wish.release else note.author,
        note.created_at,
        note.id,
        warnings=(*warnings, *written.warnings),
    )
    if not written.differences:
        return result
    return result._replace(
        outcome=claim_results.PARTIAL,
        reason="; ".join(written.differences),
        hint=(
            "the claim stands; only a member of the ticket's group can be its assignee"
            if wish.assign
            else f"csm show {number}"
        ),
    )
