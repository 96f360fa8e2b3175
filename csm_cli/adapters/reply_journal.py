"""Replies in the journal: the same file and rows as notes, with a plan that is no note's.

A reply's plan is an object where a note's is a list, so that nothing that reads notes can take
one for a note, or send it as one.
"""

import json
from collections.abc import Sequence

from csm_cli.adapters.journal import SqliteJournal
from csm_cli.domain.history import ANSWERED
from csm_cli.domain.replies import VERB, Channel, Reader, Reply
from csm_cli.domain.tickets import Mark, Person, Receipt
from csm_cli.services.replying_ports import UndecidedReply


class SqliteReplyJournal:
    """Fulfils the port `ReplyJournal` with the journal of one account."""

    def __init__(self, journal: SqliteJournal) -> None:
        self._journal = journal

    def begin(self, reply: Reply) -> None:
        """Record a reply; it is on the disk when this returns."""
        self._journal.record(reply.ticket, reply.mark, reply.intent, json.dumps(reply._asdict()))

    def again(self, operation_id: str) -> bool:
        """Record that it is sent once more; false if its outcome is known by now."""
        return self._journal.again(operation_id)

    def reopen(self, reply: Reply) -> None:
        """Record anew what the desk has refused for now."""
        plan = json.dumps(reply._asdict())
        self._journal.record_anew(reply.mark.operation_id, reply.intent, plan)

    def asked(self, operation_id: str, request_id: str) -> None:
        """Record the service's id of a request of which nobody knows what it did."""
        self._journal.asked(operation_id, request_id)

    def settle(
        self,
        operation_id: str,
        outcome: str,
        receipt: Receipt | None = None,
        *,
        how: str = ANSWERED,
        note_id: int | None = None,
        request_id: str | None = None,
    ) -> None:
        """Record what became of it, and drop the text."""
        self._journal.settle(
            operation_id, outcome, receipt, how=how, note_id=note_id, request_id=request_id
        )

    def undecided(self, ticket: int) -> Sequence[UndecidedReply]:
        """Earlier replies whose outcome is not known, the oldest first."""
        found = self._journal.plans(ticket, VERB, None, _reply)
        return [UndecidedReply(reply, began_at) for reply, began_at in found]


def _reply(plan: str) -> Reply:
    """A reply as it was recorded.

    Raises:
        TypeError, ValueError: it is damaged.
    """
    kept = json.loads(plan)
    try:
        return Reply(
            int(kept["ticket"]),
            str(kept["version"]),
            Mark(*kept["mark"]),
            str(kept["text"]),
            tuple(Reader(Person(*person), str(role)) for person, role in kept["readers"]),
            Channel(*kept["channel"]),
            kept["status"],
        )
    except KeyError as missing:
        raise ValueError(str(missing)) from None
