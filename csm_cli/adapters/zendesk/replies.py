"""The only place that makes a public comment: a reply becomes one update, and is compared.

Nothing that leaves a note knows this module, and it can leave none: whatever it sends is a
reply to a customer. What a note shares with it is how an answer's parts are read.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any
from urllib.parse import urlsplit

from csm_cli.adapters.zendesk import records, reply_text
from csm_cli.adapters.zendesk.client import Client
from csm_cli.adapters.zendesk.holding import Holding
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.understanding import senseless
from csm_cli.domain.errors import CsmError, OutcomeUnknown, Withheld
from csm_cli.domain.replies import Reply, same_words
from csm_cli.domain.tickets import Entry, Mark, Person, Receipt, Request
from csm_cli.services.ports import Held
from csm_cli.services.replying_ports import Delivered


class ZendeskReplies:
    """Fulfils the port `ReplyDesk` for one account.

    Args:
        url: The account's origin.
        session: What is sent through.
        me: Whose replies these are; asked when first needed.
        fields: Where a ticket keeps what is known of it.
    """

    def __init__(
        self, url: str, session: SafeSession, me: Callable[[], Person], fields: records.FieldIds
    ) -> None:
        self._session = session
        self._client = Client(urlsplit(url).netloc.lower(), session)
        self._me = me
        self._holding = Holding(session)
        self._fields = fields

    def requests(self, reply: Reply) -> list[Request]:
        """The one PUT that `apply` would send, as zenpy would serialise it."""
        made = {"ticket": _ticket(reply)}
        body = json.loads(json.dumps(made, default=lambda item: item.to_dict(serialize=True)))
        return [Request("PUT", f"/api/v2/tickets/{reply.ticket}.json", body, reply.text)]

    def ready(self, reply: Reply) -> None:
        """Wait until Zendesk's limits leave room for the update."""
        self._session.ready("PUT", f"/api/v2/tickets/{reply.ticket}.json")

    def holding(self, held: Held) -> AbstractContextManager[None]:
        """Within the block `held` stands around each time in which `apply` has written nothing."""
        return self._holding.by(held)

    def apply(self, reply: Reply) -> Delivered:
        """Send the update once; compare what came back with it."""
        # All that can fail without having sent anything comes first.
        author, client = self._me(), self._client.zenpy
        try:
            with self._holding.sending():
                answer = client.tickets.update(_ticket(reply))
        except CsmError:
            raise
        except Exception as problem:  # noqa: BLE001 - zenpy trips over odd answers in many ways
            raise senseless(problem) from None
        request_id = self._session.request_id
        try:
            delivered = _delivered(reply, answer, author, self._fields)
        except (OutcomeUnknown, Withheld) as problem:
            problem.request_id = request_id
            raise
        except Exception as problem:  # noqa: BLE001 - whatever it is, the update was carried out
            raise senseless(problem) from None
        return delivered._replace(receipt=delivered.receipt._replace(request_id=request_id))

    def close(self) -> None:
        """Close the connections."""
        self._session.close()


def _ticket(reply: Reply) -> Any:
    """The reply as a zenpy ticket: comment, mark and condition in one update.

    The stamp goes out as the text that came in: zenpy cuts a datetime down to its date.
    """
    from zenpy.lib.api_objects import Ticket  # noqa: PLC0415 - heavy; loaded when a reply is near

    made = Ticket(
        id=reply.ticket,
        comment=public_reply(reply.text),
        metadata={"csm_op": reply.mark.operation_id, "csm_verb": reply.mark.verb},
        safe_update=True,
        updated_stamp=reply.version,
    )
    if reply.status is not None:
        made.status = reply.status
    return made


def public_reply(text: str) -> dict[str, Any]:
    """The comment of every reply: public, its text kept as it was typed."""
    return {**reply_text.forms(text), "public": True}


def _delivered(reply: Reply, answer: Any, author: Person, ids: records.FieldIds) -> Delivered:
    """Compare Zendesk's answer with what was sent.

    Raises:
        Withheld: the reply came back as one that the customer can't read.
        OutcomeUnknown: the answer does not show the reply, or not whether it is public.
    """
    updated = records.ticket({"ticket": answer.ticket.to_dict()}, ids, None)
    audit = answer.audit if isinstance(answer.audit, Mapping) else answer.audit.to_dict()
    if updated.number != reply.ticket:
        raise OutcomeUnknown(f"the update was sent, and the answer is about {updated.number}")
    entry = _entry(reply, audit, author)
    differences = (*reply.differences(entry, updated.status), *_unmarked(reply, audit))
    return Delivered(Receipt(entry, updated.updated_at, differences), updated.status)


def _unmarked(reply: Reply, audit: Mapping[str, Any]) -> tuple[str, ...]:
    """An answer that says nothing of metadata says nothing of the mark either."""
    metadata = audit.get("metadata")
    custom = metadata.get("custom") if isinstance(metadata, Mapping) else None
    if custom is None or records.mark(custom) == reply.mark:
        return ()
    return ("the reply does not carry csm's mark",)


def _entry(reply: Reply, audit: Mapping[str, Any], author: Person) -> Entry:
    said = [event for event in audit.get("events") or () if event.get("type") == "Comment"]
    for event in said:
        if event.get("public") is False:
            raise Withheld.of(reply.ticket, event.get("id"))
    if not said or any(event.get("public") is not True for event in said):
        raise OutcomeUnknown("the update was sent, and Zendesk's answer shows no public reply")
    event = said[0]
    return Entry(
        id=int(event["id"]),
        author=author,
        private=False,
        body=_text(reply, event),
        created_at=records.moment(audit["created_at"]),
        mark=Mark(*reply.mark),
    )


def _text(reply: Reply, event: Mapping[str, Any]) -> str:
    """The reply's text, out of the form that shows it as it was sent, if one does."""
    in_page = reply_text.shown(str(event.get("html_body") or ""))
    return reply.text if same_words(reply.text, in_page) else str(event.get("body") or "")
