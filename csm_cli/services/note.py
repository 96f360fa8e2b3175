"""Leaving an internal note of a person's own words, through the one door.

Nothing here prints or asks. The ticket's fields stay as they are.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from csm_cli.domain import noting
from csm_cli.domain.attachments import Attached, Attachment
from csm_cli.domain.errors import Conflict, CsmError, NotAllowed, OutcomeUnknown
from csm_cli.domain.notes import signature
from csm_cli.domain.noting import Noted
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import Mark, Request, Ticket, Write
from csm_cli.services import meanwhile
from csm_cli.services.delivery import Written
from csm_cli.services.ports import TicketDesk, Writer
from csm_cli.services.writing import Door

_ROUNDS = 5  # a ticket born in Slack changes seconds after its birth: read again and go on


class Order(NamedTuple):
    """A note to be left: its words, the files that go with it, and whether to send it again."""

    ref: TicketRef
    files: tuple[Attachment, ...] = ()
    resend: bool = False


class Planned(NamedTuple):
    """What would be written, and the ticket it was planned on; null where nothing can be."""

    noted: Noted
    write: Write | None = None
    ticket: Ticket | None = None


class Noting:
    """Leaves notes.

    Args:
        desk: The ticket desk.
        door: The way to write to it.
        writer: Fills templates in.
        facts_of: What is known of a ticket, as label and value.
        new_id: Makes an operation id.
    """

    def __init__(
        self,
        desk: TicketDesk,
        door: Door,
        writer: Writer,
        facts_of: Callable[[Ticket], Sequence[tuple[str, str]]],
        new_id: Callable[[], str],
    ) -> None:
        self._desk = desk
        self._door = door
        self._writer = writer
        self._facts_of = facts_of
        self._new_id = new_id

    def read(self, ref: TicketRef) -> Ticket | Noted:
        """The ticket; or the result, if no note can be left on it.

        Raises:
            NotFound: there is no such ticket.
        """
        try:
            ticket = self._door.settled(ref)
        except Conflict:
            return _changing(ref.number)
        return self._refusal(ticket) or ticket

    def facts(self, ticket: Ticket) -> Sequence[tuple[str, str]]:
        """What is known of the ticket, for whoever writes the note."""
        return self._facts_of(ticket)

    def text(self, template: str, ticket: Ticket, message: str | None) -> str:
        """A template's text; without a message, with prompts for what to write."""
        me = self._desk.me().person
        return self._writer.write(
            template,
            {
                "ticket": ticket.number,
                "by": signature(me),
                # What a customer wrote must not look like a line of the note.
                "facts": [(label, " ".join(v.split())) for label, v in self._facts_of(ticket)],
                "message": (message or "").strip(),
            },
        )

    def earlier(self, order: Order, text: str | None, *, dry_run: bool = False) -> Noted | None:
        """What became of an earlier run whose end nobody saw; null if there is none.

        Without a text, an earlier note of any words: they came from an editor, and whoever
        runs the command again can't type the same once more. A dry run settles and sends
        nothing: what would be sent again is planned.

        Raises:
            Leaked: the earlier note is there, and the customer can read it.
        """
        number = order.ref.number
        intent = None if text is None else noting.intent(text, order.files)
        look = self._door.foreseen if dry_run else self._door.earlier
        try:
            found = look(number, noting.VERB, intent, resend=order.resend, files=order.files)
        except OutcomeUnknown as problem:
            return Noted(number, noting.UNKNOWN, reason=problem.said, hint=problem.hint)
        if isinstance(found, Write):
            return _planned(found, self._desk.fitted(found), tuple(self._desk.requests(found)))
        return None if found is None else _done(Noted(number, noting.NOTED), found)

    def plan(self, ticket: Ticket, order: Order, text: str) -> Planned:
        """What would be written to the ticket as it was read.

        Raises:
            WrongUsage: there is a secret in the note.
        """
        mark = Mark(self._new_id(), noting.VERB)
        write = Write(ticket.number, ticket.version, mark, text, attachments=order.files)
        fitted, requests = self._door.planned(write)
        return Planned(_planned(write, fitted, requests), write, ticket)

    def carry_out(self, planned: Planned, order: Order, text: str) -> Noted:
        """Send what was planned, once; on a ticket that moved on meanwhile, as it stands now.

        Raises:
            Leaked: the note came back public.
            Unavailable: the desk can't be reached; nothing was written.
        """
        intent = noting.intent(text, order.files)
        for _ in range(_ROUNDS):
            if planned.write is None:
                return planned.noted
            try:
                return _done(planned.noted, self._door.send(planned.write, intent, planned.ticket))
            except Conflict:
                planned = self._again(planned, order, text)
            except OutcomeUnknown as problem:
                return _failed(planned.noted, noting.UNKNOWN, problem)
            except NotAllowed as problem:
                return _failed(planned.noted, noting.REFUSED, problem)
        return _changing(order.ref.number)

    def _again(self, before: Planned, order: Order, text: str) -> Planned:
        """The same note on the ticket as it stands now, with what happened to it meanwhile."""
        assert before.ticket is not None  # there was something to send
        assert before.write is not None
        read = self.read(order.ref)
        if isinstance(read, Noted):
            return Planned(read)
        came = meanwhile.entries(self._desk, before.ticket)
        if (twin := meanwhile.twin(self._desk, before.write, came)) is not None:
            return Planned(_done(before.noted, Written(before.write, twin, earlier=True)))
        told = meanwhile.notice(self._desk, before.ticket, read, came)
        again = self.plan(read, order, text)
        warnings = (*before.noted.warnings, told)
        return again._replace(noted=again.noted._replace(warnings=warnings))

    def _refusal(self, ticket: Ticket) -> Noted | None:
        if ticket.closed:
            reason = "a closed ticket can't be changed; nothing was sent"
            return Noted(ticket.number, noting.CLOSED, reason=reason)
        me = self._desk.me()
        # The kept role is asked again before it says no: people step up in a sidebar app.
        if me.would_publish(ticket) and self._desk.me(fresh=True).would_publish(ticket):
            reason = "you are its requester and a light agent: your note would be public"
            return Noted(ticket.number, noting.REFUSED, reason=reason)
        return None


def _planned(write: Write, fitted: Write, requests: tuple[Request, ...]) -> Noted:
    return Noted(
        write.ticket,
        noting.PLANNED,
        note=fitted.note,
        attachments=tuple(Attached(file.name, file.size) for file in fitted.attachments),
        operation_id=write.mark.operation_id,
        requests=requests,
    )


def _done(planned: Noted, written: Written) -> Noted:
    note, mark = written.note, written.note.mark
    return planned._replace(
        outcome=noting.PARTIAL if written.differences else noting.NOTED,
        note=note.body,
        note_id=note.id,
        note_public=not note.private,
        attachments=note.attachments,
        operation_id=mark.operation_id if mark else planned.operation_id,
        reason="; ".join(written.differences) or None,
        hint=f"csm show {planned.ticket}" if written.differences else None,
        warnings=(*planned.warnings, *written.notices),
        requests=(),
    )


def _failed(planned: Noted, outcome: str, problem: CsmError) -> Noted:
    return planned._replace(outcome=outcome, reason=problem.said, hint=problem.hint, requests=())


def _changing(number: int) -> Noted:
    reason = f"ticket {number} keeps changing; nothing was written"
    return Noted(number, noting.CHANGING, reason=reason, hint="run it again")
