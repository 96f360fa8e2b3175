"""The ticket desk on Zendesk: the port's words in, zenpy and REST calls out.

zenpy does the talking where it can. Two reads go through the same session directly, since
zenpy has no way to ask for comments newest first, nor to keep what is side-loaded.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from csm_cli.adapters.accounts import ZendeskAccount
from csm_cli.adapters.ahead import Ahead
from csm_cli.adapters.cache import Cache
from csm_cli.adapters.completion import Learned
from csm_cli.adapters.zendesk import (
    answers,
    comments,
    lookups,
    note_text,
    records,
    uploads,
    writes,
)
from csm_cli.adapters.zendesk.client import Client
from csm_cli.adapters.zendesk.holding import Holding
from csm_cli.adapters.zendesk.lookups import Facts
from csm_cli.adapters.zendesk.pacer import TICKETS
from csm_cli.adapters.zendesk.session import SafeSession
from csm_cli.adapters.zendesk.understanding import senseless, understood
from csm_cli.domain.errors import (
    CsmError,
    Leaked,
    NotAllowed,
    NotFound,
    OutcomeUnknown,
    Refused,
    WrongUsage,
)
from csm_cli.domain.history import STOPPED, Happening
from csm_cli.domain.notes import readable
from csm_cli.domain.refs import TicketRef
from csm_cli.domain.tickets import (
    Conversation,
    Entry,
    Group,
    Marker,
    Me,
    Option,
    Receipt,
    Request,
    Ticket,
    Write,
)
from csm_cli.services.ports import Held

_LAST_WORDS_SECONDS = 1.0  # that an answer which nobody will read may hold a run up


class ZendeskDesk:
    """A ticket desk for one account. Not for several threads at once: zenpy is not.

    Args:
        account: Where to, and who.
        session: What everything is sent through.
        cache: What changes rarely.
        facts: What is known of this Zendesk's set-up.
        aside: Makes a second session, for what is read while the first one is in use. It must
            tell and wait for nothing: what fails there is asked again in the usual way.
    """

    def __init__(
        self,
        account: ZendeskAccount,
        session: SafeSession,
        cache: Cache,
        facts: Facts,
        aside: Callable[[], SafeSession],
        learned: Learned | None = None,
    ) -> None:
        self._base = account.url
        self._host = urlsplit(account.url).netloc.lower()
        self._session = session
        self._cache = cache
        self._facts = facts
        self._learned = learned
        self._client = Client(self._host, session)
        self._lookups = lookups.LookUps(self._client, facts)
        self._uploads = uploads.Uploads(session, account.url)
        self._holding = Holding(session)
        self._aside = aside
        self._ahead: Ahead[Any] = Ahead()

    def me(self, *, fresh: bool = False) -> Me:
        """Who is signed in; asked again only if it is not kept, or `fresh`."""
        return self._cache.get("me", self._lookups.me, lookups.kept_me, fresh=fresh)

    def check(self, ref: TicketRef) -> None:
        """Refuse a ticket of another host; asks nobody."""
        if ref.host is not None and ref.host != self._host:
            raise WrongUsage(
                f"that ticket is on {ref.host}, and you are signed in to {self._host}",
                written="nothing was sent",
                hint="use the profile of that Zendesk",
            )

    def ticket(self, ref: TicketRef) -> Ticket:
        """The ticket with its people, group and organization, in one request."""
        self.check(ref)
        query = urlencode({"include": "users,groups,organizations"})
        try:
            response = self._session.get(f"{self._base}/api/v2/tickets/{ref.number}.json?{query}")
        except NotFound as problem:
            raise NotFound(
                f"Zendesk has no ticket {ref.number}, or you may not see it",
                hint="compare the number with the ticket's page; csm auth status says who you are",
                request_id=problem.request_id,
            ) from None
        dated = answers.read_at(response)
        read_at = dated and dated - response.elapsed
        found = understood(lambda: records.ticket(response.json(), self._facts.fields, read_at))
        if self._learned:
            self._learned.ticket(found)
        return found

    def expect(self, ref: TicketRef) -> None:
        """Ask for the newest entries of a ticket now, on a connection of their own.

        For readers. Who decides about a write needs entries that were read after the ticket.
        """
        self.check(ref)
        session, base, number = self._aside(), self._base, ref.number

        def send() -> Any:
            with session, suppress(CsmError):
                return comments.first_page(session, base, number)

        self._ahead.ask(number, send)

    def _newest_page(self, number: int) -> Any:
        sent_ahead = self._ahead.answer(number, lambda: None)
        return sent_ahead or comments.first_page(self._session, self._base, number)

    def conversation(
        self,
        number: int,
        *,
        newest: int | None = None,
        until: Callable[[Entry], bool] | None = None,
    ) -> Conversation:
        """Entries newest first; stops after the page that holds enough of them."""
        entries: list[Entry] = []
        complete = False
        for page, last in comments.pages(
            self._session, self._base, number, lambda: self._newest_page(number)
        ):
            entries += page
            complete = last
            enough = newest is not None and len(entries) >= newest
            if enough or (until is not None and any(until(entry) for entry in page)):
                break
        return Conversation(tuple(entries), complete)

    def groups(self, *, fresh: bool = False) -> Sequence[Group]:
        """The groups that a ticket can be assigned to.

        Zendesk offers a light agent, who can assign nothing, their own groups only; one who is
        going to step up gets all that there are.
        """
        name, fetch = "groups", self._lookups.groups
        if not self.me().may_change_fields:
            name, fetch = "all_groups", self._lookups.all_groups
        found = self._cache.get(name, fetch, lookups.kept_groups, fresh=fresh)
        if self._learned:
            self._learned.groups(found)
        return found

    def marker(self, *, fresh: bool = False) -> Marker:
        """The `esc.` drop-down."""
        return self._cache.get("marker", self._lookups.marker, lookups.kept_marker, fresh=fresh)

    def severities(self, *, fresh: bool = False) -> Sequence[Option]:
        """The choices of the field that PostHog's form fills with the severity.

        Raises:
            WrongUsage: there is no such drop-down.
        """
        return self._cache.get(
            "severities", self._lookups.severities, lookups.kept_severities, fresh=fresh
        )

    def fitted(self, write: Write) -> Write:
        """The write as Zendesk takes it: what is too long for a comment is attached."""
        return note_text.fitted(write, readable(write.note), self._facts.note_limit)

    def requests(self, write: Write) -> Sequence[Request]:
        """The uploads and the one PUT that `apply` would send, as zenpy would serialise it."""
        sent = self.fitted(write)
        tokens = [f"(the token of {each.name})" for each in sent.attachments]
        made = {"ticket": writes.ticket(sent, tokens, self._facts.fields)}
        body = json.loads(json.dumps(made, default=lambda item: item.to_dict(serialize=True)))
        put = Request("PUT", f"/api/v2/tickets/{write.ticket}.json", body, sent.note)
        return [*uploads.requests(sent.attachments), put]

    def ready(self, write: Write) -> None:
        """Wait until Zendesk's limits leave room for the update."""
        self._session.ready("PUT", f"/api/v2/tickets/{write.ticket}.json")

    def holding(self, held: Held) -> AbstractContextManager[None]:
        """Within the block `held` stands around each time in which `apply` has written nothing."""
        return self._holding.by(held)

    def apply(self, write: Write) -> Receipt:
        """Send the files, then the update, each once; compare what came back with it."""
        # All that can fail without having written anything comes first.
        author, client, sent = self.me().person, self._client.zenpy, self.fitted(write)
        tokens = self._uploaded(sent)
        try:
            with self._holding.sending():
                audit = client.tickets.update(writes.ticket(sent, tokens, self._facts.fields))
        except OutcomeUnknown:
            raise
        except CsmError as problem:
            self._uploads.discard(tokens)
            if isinstance(problem, Refused):
                self._cache.forget()  # a group or an option that is kept may be gone by now
            raise
        except Exception as problem:  # noqa: BLE001 - zenpy trips over odd answers in many ways
            raise senseless(problem) from None
        request_id = self._session.request_id
        try:
            receipt = writes.receipt(sent, audit, author, self._facts.fields)
            return receipt._replace(request_id=request_id)
        except (Leaked, OutcomeUnknown) as problem:
            problem.request_id = request_id
            raise
        except Exception as problem:  # noqa: BLE001 - whatever it is, the update was carried out
            raise senseless(problem) from None

    def _uploaded(self, write: Write) -> list[str]:
        """The tokens of the write's files; nothing of it is on the ticket before the update."""
        if not write.attachments:
            return []
        with self._holding.before_sending(STOPPED):
            tokens = self._uploads.send(write.attachments)
            try:
                self.ready(write)
            except CsmError:
                self._uploads.discard(tokens)
                raise
            return tokens

    def make_private(self, number: int, note_id: int) -> None:
        """Ask once that a comment becomes private. The answer is empty, so it tells nothing.

        Raises:
            OutcomeUnknown: always, unless Zendesk says no: Make Comment Private answers with
                nothing, as its documentation has it.
        """
        self._session.put(
            f"{self._base}/api/v2/tickets/{number}/comments/{note_id}/make_private.json"
        )
        raise OutcomeUnknown("Zendesk took the request")

    def happenings(self, number: int, since: str | datetime) -> Sequence[Happening] | None:
        """The audits since a moment or the one with an operation's mark, of the newest hundred.

        They take the whole scope `read`, which not every token has.
        """
        query = urlencode({"sort": "-created_at", "include": "users", "page[size]": comments.PAGE})
        url = f"{self._base}/api/v2/tickets/{number}/audits.json?{query}"
        try:
            answer = self._session.get(url).json()
        except (NotAllowed, NotFound):
            return None
        return understood(
            lambda: records.happenings(answer["audits"], answer.get("users") or (), since)
        )

    def find(self, number: int, operation_id: str) -> Entry | None:
        """The note with this operation's mark among the newest hundred entries."""
        for entry in self.conversation(number, newest=1).entries:
            if entry.mark is not None and entry.mark.operation_id == operation_id:
                return entry
        return None

    @property
    def updates_a_minute(self) -> float | None:
        """How many updates of tickets Zendesk takes in a minute; as documented, until it says."""
        rate = self._session.pacer.rate(TICKETS)
        return rate and rate.requests / rate.seconds * 60

    def close(self) -> None:
        """Close the connections; what is still on its way is told before a run's last words."""
        self._ahead.settle(_LAST_WORDS_SECONDS)
        self._session.close()
