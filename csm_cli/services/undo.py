"""Taking back the last write: planned on the ticket as it stands, refused if it moved on.

Two steps, so that a person can look in between. Nothing here prints or asks.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from csm_cli.domain import claims, history, undo
from csm_cli.domain.claims import Claim
from csm_cli.domain.errors import Conflict, CsmError, NotAllowed, NotFound, OutcomeUnknown
from csm_cli.domain.history import Happening, Intent
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Entry, Mark, Ticket, Write
from csm_cli.domain.undo import Undo
from csm_cli.services.delivery import Written
from csm_cli.services.ports import History, TicketDesk
from csm_cli.services.settling import keeps_changing
from csm_cli.services.writing import Door

_ROUNDS = 3
_SECOND = timedelta(seconds=1)  # the resolution of a desk's times


class Undoing:
    """Undoes the last write of one account.

    Args:
        desk: The ticket desk.
        door: The way to write to it.
        history: The journal.
        account: Gives the account whose last write is meant.
        new_id: Makes an operation id.
    """

    def __init__(
        self,
        desk: TicketDesk,
        door: Door,
        history: History,
        account: Callable[[], str],
        new_id: Callable[[], str],
    ) -> None:
        self._desk = desk
        self._door = door
        self._history = history
        self._account = account
        self._new_id = new_id

    def earlier(self, *, resend: bool, dry_run: bool = False) -> Undo | None:
        """The result, if the last write is an undo of which nobody knows how it ended.

        A dry run settles and sends nothing: what would be sent again is planned.

        Raises:
            Leaked: its note is there, and the customer can read it.
        """
        entries = self._entries()
        last = entries[0] if entries else None
        if last is None or not _is_open(last):
            return None
        of = next((entry for entry in entries if entry.operation_id == last.undoes), last)
        words = _words(last.undoes or "")
        look = self._door.foreseen if dry_run else self._door.earlier
        try:
            found = look(last.ticket, undo.VERB, words, resend=resend)
        except OutcomeUnknown as problem:
            return _failed(Undo(of, undo.UNKNOWN, operation_id=last.operation_id), problem)
        if found is None:
            return None
        if isinstance(found, Write):
            return Undo(
                of,
                undo.PLANNED,
                self._desk.ticket(TicketRef(found.ticket)),
                self._desk.fitted(found).note,
                found.change,
                operation_id=found.mark.operation_id,
                requests=tuple(self._desk.requests(found)),
            )
        done = _done(Undo(of, undo.PLANNED, change=found.write.change), found)
        said = "an earlier run had already written it"
        return done._replace(warnings=(*done.warnings, said)) if found.earlier else done

    def plan(self, *, dry_run: bool = False) -> Undo:
        """What taking back the last write would mean, or why it can't be.

        Call it only if `earlier` is null. An undo that can't arrive any more was settled there,
        and by a dry run was not.

        Raises:
            NotFound: nothing was written, or the ticket is gone.
            WrongUsage: the note must not leave this machine.
        """
        entries = self._entries()
        if dry_run and entries and _is_open(entries[0]):
            entries = entries[1:]
        if not entries:
            raise NotFound("nothing was written on this machine with this account", hint="csm log")
        last = entries[0]
        if last.outcome == history.UNDECIDED:
            return Undo(
                last,
                undo.UNDECIDED,
                reason=f"nobody knows yet whether the last write, {last.verb}, was carried out",
                hint=f"csm log resolve {last.operation_id}",
            )
        reason = undo.final(last)
        if reason is not None:
            return Undo(last, undo.FINAL, reason=reason, hint=f"csm log --ticket {last.ticket}")
        return self._plan(last)

    def carry_out(self, planned: Undo) -> Undo:
        """Send what was planned, once; if the ticket changed under it, the plan is made anew.

        Raises:
            Conflict: the ticket keeps changing; nothing was written.
            Unavailable: the desk can't be reached; nothing was written.
        """
        for _ in range(_ROUNDS):
            try:
                written = self._send(planned)
            except Conflict:
                planned = self._plan(planned.of)
                if planned.outcome != undo.PLANNED:
                    return planned
            except OutcomeUnknown as problem:
                return _failed(planned._replace(outcome=undo.UNKNOWN), problem)
            except NotAllowed as problem:
                return _failed(planned._replace(outcome=undo.REFUSED), problem)
            else:
                return _done(planned, written)
        raise keeps_changing(planned.of.ticket)

    def _plan(self, of: Intent) -> Undo:
        ticket = self._door.settled(TicketRef(of.ticket))
        entries = self._entries_down_to(of)
        since = self._since(of, ticket, entries)
        if since:
            return Undo(
                of,
                undo.CHANGED,
                ticket,
                since=since,
                reason=f"ticket {of.ticket} has been changed since",
                hint=undo.by_other_means(of),
            )
        back = undo.way_back(of.change, of.before)
        refused = undo.forbidden(self._desk.me(), ticket, back)
        if refused and undo.forbidden(self._desk.me(fresh=True), ticket, back):
            return Undo(
                of,
                undo.REFUSED,
                ticket,
                reason=f"{refused}; nothing was sent",
                hint="csm role upgrade",
            )
        text = undo.note(of, self._desk.me().person, ticket, back)
        made = Undo(of, undo.PLANNED, ticket, text, back, operation_id=self._new_id())
        fitted, requests = self._door.planned(_write(made))
        return made._replace(
            note=fitted.note,
            stays=undo.stays(of, ticket, _replaced(of, entries)),
            requests=requests,
        )

    def _send(self, planned: Undo) -> Written:
        of = planned.of
        return self._door.send(
            _write(planned), _words(of.operation_id), planned.ticket, of.operation_id
        )

    def _since(self, of: Intent, ticket: Ticket, entries: Sequence[Entry]) -> tuple[str, ...]:
        """What has changed since the write, and by whom; empty if nothing has."""
        place = undo.own(entries, of)
        if place is None:
            return ("its note is not on the ticket any more",)
        found = ["it is closed"] if ticket.closed else []
        if of.verb == claims.RELEASE:
            taken = undo.holder(claims.current_claim(entries), self._desk.me().person)
            found += [taken] if taken else []
        happenings = self._desk.happenings(of.ticket, of.operation_id)
        if happenings is not None:
            found += [undo.told(each, of.change) for each in happenings if not _mended(of, each)]
            return tuple(found) or undo.differences(of, ticket)
        found += [undo.entry_told(entry) for entry in entries[:place]]
        found += undo.differences(of, ticket)
        if not found and _moved(of, ticket, entries[place].created_at):
            found.append(f"something that csm can't see, at {ticket.updated_at:%Y-%m-%d %H:%M UTC}")
        return tuple(found)

    def _entries_down_to(self, of: Intent) -> Sequence[Entry]:
        """Newest first, down to the write's own note; of a claim, to the claim before it."""
        passed = False

        def far_enough(entry: Entry) -> bool:
            nonlocal passed
            if passed:
                return of.verb != claims.CLAIM or claims.says_claim(entry)
            passed = undo.own([entry], of) is not None
            return passed and of.verb != claims.CLAIM

        return self._desk.conversation(of.ticket, until=far_enough).entries

    def _entries(self) -> Sequence[Intent]:
        """The account's entries that stand, or may stand, the newest first."""
        entries = self._history.entries(account=self._account())
        return [entry for entry in entries if entry.stands or entry.outcome == history.UNDECIDED]


def _mended(of: Intent, happening: Happening) -> bool:
    """Whether it is that a note which came back public was made private: no news of the ticket."""
    return of.outcome == history.LEAKED and set(happening.what) == {history.MADE_PRIVATE}


def _is_open(last: Intent) -> bool:
    """Whether it is an undo of which nobody knows how it ended."""
    return last.verb == undo.VERB and last.outcome == history.UNDECIDED


def _replaced(of: Intent, entries: Sequence[Entry]) -> Claim | None:
    """The claim of somebody else that the write took over, if it did."""
    place = undo.own(entries, of)
    if of.verb != claims.CLAIM or place is None:
        return None
    before = claims.current_claim(entries[place + 1 :])
    mine = entries[place].author.id
    return before if before is not None and before.by.id != mine else None


def _moved(of: Intent, ticket: Ticket, noted_at: datetime) -> bool:
    """Whether the ticket's version is a later one than the write's, as far as that is known."""
    if of.updated_at is not None:
        return ticket.updated_at != of.updated_at
    return ticket.updated_at > noted_at + _SECOND


def _words(operation_id: str) -> str:
    """The intent by which a re-run of the same undo is known."""
    return repr((undo.VERB, operation_id))


def _write(planned: Undo) -> Write:
    ticket, note, operation_id = planned.ticket, planned.note, planned.operation_id
    assert ticket is not None  # only what is planned, on what was looked at, is sent
    assert note is not None
    assert operation_id is not None
    mark = Mark(operation_id, undo.VERB)
    return Write.on(ticket, mark, note, planned.change)


def _done(planned: Undo, written: Written) -> Undo:
    mark = written.note.mark
    return planned._replace(
        outcome=undo.PARTIAL if written.differences else undo.UNDONE,
        note=written.note.body,
        note_id=written.note.id,
        note_public=not written.note.private,
        operation_id=mark.operation_id if mark else planned.operation_id,
        reason="; ".join(written.differences) or None,
        hint=f"csm show {planned.of.ticket}" if written.differences else None,
        warnings=(*planned.warnings, *written.warnings),
        requests=(),
    )


def _failed(planned: Undo, problem: CsmError) -> Undo:
    return planned._replace(reason=problem.said, hint=problem.hint, requests=())
