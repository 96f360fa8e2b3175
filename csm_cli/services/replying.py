"""The one door for what a customer reads: checked, shown to a person, sent once.

The rest is as with notes: recorded on the disk before it leaves, never sent again on its own,
looked for by its mark if no answer is clear, refused by the desk if the ticket moved on.
Nothing that writes notes comes through here, and nothing here can write one.
"""

from collections.abc import Callable, Container, Iterator, Sequence
from typing import NamedTuple

from csm_cli.domain import claims, drafts, replies, reply_rules
from csm_cli.domain.errors import OutcomeUnknown, WrongUsage
from csm_cli.domain.history import MOVED, NOT_WRITTEN
from csm_cli.domain.notes import readable
from csm_cli.domain.plain import BIDI, has_unseen
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.replies import News, Prepared, Reply, Sent
from csm_cli.domain.tickets import Entry, Mark, Ticket
from csm_cli.services.ports import TicketDesk
from csm_cli.services.reply_delivery import ReplyDelivery, Wait
from csm_cli.services.replying_ports import ReplyDesk, ReplyJournal, UndecidedReply
from csm_cli.services.settling import settled


class Rules(NamedTuple):
    """What must not go out, and what is known of channels.

    `secrets` names the secrets in a text; `limit` is the most characters of a reply; `facts`
    is the facts' table `sending`.
    """

    internal: reply_rules.Internal
    secrets: Callable[[str], Sequence[str]]
    limit: int
    facts: reply_rules.Facts


class Replying:
    """Replies to customers.

    Args:
        desk: Where tickets are read.
        outlet: Where replies are sent.
        journal: Where they are recorded.
        rules: What must not go out.
        wait: How this run waits.
        new_id: Makes an operation id.
    """

    def __init__(
        self,
        desk: TicketDesk,
        outlet: ReplyDesk,
        journal: ReplyJournal,
        rules: Rules,
        wait: Wait,
        new_id: Callable[[], str],
    ) -> None:
        self._desk = desk
        self._outlet = outlet
        self._journal = journal
        self._rules = rules
        self._sleep = wait.sleep
        self._delivery = ReplyDelivery(desk, outlet, journal, wait)
        self._new_id = new_id

    def earlier(
        self, ref: TicketRef, *, resend: bool, dry_run: bool = False
    ) -> Sent | Prepared | None:
        """What became of a reply that an earlier run sent, if nobody knows it yet.

        With `resend`, one that has left no trace is given back, prepared for a person's
        decision; null says that none is open. A dry run settles nothing.

        Raises:
            OutcomeUnknown: it has left no trace, and `resend` was not asked for.
            Withheld: it is there, and the customer can't read it.
        """
        self._desk.check(ref)
        for undecided in self._journal.undecided(ref.number):
            found = self._by_now(undecided, resend=resend, dry_run=dry_run)
            if found is not None:
                return found
        return None

    def prepare(
        self,
        ref: TicketRef,
        text: str,
        *,
        status: str | None,
        known: Container[int] | None = None,
    ) -> Prepared:
        """The reply as a person has to see it; nothing is sent.

        Args:
            ref: The ticket.
            text: As it was typed.
            status: What the ticket is set to with it; null leaves that alone.
            known: The entries that stood there when the writing began; null for all.

        Raises:
            WrongUsage: it holds what must not go out, or nothing; the message says what and where.
            Conflict, NotFound, NotAllowed: see `replies.check_ticket`.
        """
        self._desk.check(ref)
        text = readable(text)
        self._refuse(reply_rules.problems(text, self._rules.limit, ()), ref)
        self._refuse(self._internal(text), ref)
        ticket = settled(self._desk, ref, self._sleep)
        entries = self._desk.conversation(ref.number).entries
        me = self._desk.me(fresh=True)
        replies.check_ticket(ticket, me, claims.current_claim(entries))
        self._refuse(reply_rules.quoted_notes(text, entries), ref)
        reply = Reply(
            ticket.number,
            ticket.version,
            Mark(self._new_id(), replies.VERB),
            text,
            replies.readers(ticket),
            replies.channel(ticket, entries, self._rules.facts),
            status if status != ticket.status else None,
        )
        new = [each for each in reversed(entries) if known is not None and each.id not in known]
        return self._prepared(reply, ticket, entries)._replace(since=tuple(new))

    def send(self, prepared: Prepared) -> Sent | News:
        """Record the reply, send it once, and say what stands; see `ReplyDelivery.send`."""
        return self._delivery.send(prepared)

    def _internal(self, text: str) -> Sequence[str]:
        links = reply_rules.internal_links(text, self._rules.internal)
        return (*links, *self._rules.secrets(text))

    def _refuse(self, problems: Sequence[str], ref: TicketRef) -> None:
        if problems:
            raise WrongUsage(
                f"this can't go to the customer of ticket {ref.number}: {'; '.join(problems)}",
                written="nothing was sent",
                hint="change the text; no option sends it as it is",
            )

    def _prepared(
        self, reply: Reply, ticket: Ticket, entries: Sequence[Entry], began_at: str | None = None
    ) -> Prepared:
        return Prepared(
            reply,
            ticket,
            frozenset(entry.id for entry in entries),
            tuple(self._warnings(reply, ticket)),
            tuple(self._outlet.requests(reply)),
            began_at,
        )

    def _warnings(self, reply: Reply, ticket: Ticket) -> Iterator[str]:
        if set(reply.text) & BIDI:
            yield "it holds marks that turn words around; they are sent, and not shown here"
        if has_unseen(reply.text):
            yield "it holds signs that nobody sees; they are sent, too"
        if ticket.status == "solved":
            yield "the ticket is solved; a reply does not open it again"
        if drafts.CLOSES in reply.text and (reply.status or ticket.status) != replies.PENDING:
            yield (
                f"it says that {drafts.CLOSES}, which only a pending one does: "
                "--pending makes it one"
            )
        if ticket.requester is not None and ticket.requester.kind == "staff":
            yield f"its requester, {ticket.requester.name}, is staff and no customer"

    def _by_now(
        self, undecided: UndecidedReply, *, resend: bool, dry_run: bool
    ) -> Sent | Prepared | None:
        reply = undecided.reply
        # The ticket before its entries: a version that moved without leaving the reply behind
        # means that the desk has refused it, or will.
        ticket = self._desk.ticket(TicketRef(reply.ticket))
        entry = self._desk.find(reply.ticket, reply.mark.operation_id)
        if entry is not None:
            return self._delivery.found(reply, entry, record=not dry_run)
        if ticket.version != reply.version:
            if not dry_run:
                self._delivery.settle(reply, NOT_WRITTEN, how=MOVED)
            return None
        if not resend:
            raise OutcomeUnknown(
                f"the reply that csm sent to ticket {reply.ticket} at {undecided.began_at} has "
                "left no trace so far",
                written="nothing was sent now",
                hint=f"look at ticket {reply.ticket}, then add --resend: it can't be sent twice",
            )
        entries = self._desk.conversation(reply.ticket).entries
        return self._prepared(reply, ticket, entries, undecided.began_at)
